import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WriteContext } from '#electron/engine/context.ts';
import type { Connection } from '#electron/engine/database.ts';
import { balanceOf } from '#electron/engine/ledger/commands.ts';
import { checkStock } from '#electron/engine/review/checks/stock-checks.ts';
import { makeFestival } from '#electron/engine/visits/festivals/festival.ts';
import { endFestival, signList } from '#electron/engine/visits/festivals/hand-out.ts';
import { festivalOf, readSignOffSheet } from '#electron/engine/visits/festivals/queries.ts';
import { buyStock } from '#electron/engine/visits/stock/buy.ts';
import { countStock } from '#electron/engine/visits/stock/count.ts';
import { LOTS, listLots, moveListSql } from '#electron/engine/visits/stock/lots.ts';
import { stockTies } from '#electron/engine/visits/stock/ties.ts';
import { day } from '#shared/calendar.ts';
import type { OperationName, ParsedInputOf } from '#shared/contract/index.ts';
import { memberFilter } from '#shared/contract/members.ts';
import type { FestivalInput } from '#shared/contract/visits.ts';
import { Refusal } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type BareBooks, bareBooks, putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { BINJIANG, startWithBooks, type TestEngine } from './support.ts';
import { fillBank, reverse, visitOnce } from './visits-support.ts';

const GOODS = '2021:121';
const FUND = '2021:301';
const unknown = '00000000-0000-7000-8000-000000000000';

const purchase = (
  lines: readonly { name: string; quantity: number; unitPrice: number; unit?: string }[],
  change: Partial<ParsedInputOf<'visits.buyStock'>> = {},
) => ({
  day: day('2026-02-01'),
  accountId: '2021:50105',
  method: 'bank' as const,
  supplier: '滨江粮油店',
  invoice: '24332000000012345678',
  attachmentCount: 3,
  lines: lines.map((line) => ({ unit: '袋', place: '工会办公室', note: '', ...line, unitPrice: fen(line.unitPrice) })),
  ...change,
});

describe('stock through the engine', () => {
  let test: TestEngine;
  let raw: Connection;
  beforeEach(async () => {
    test = await startWithBooks({
      ...BINJIANG,
      opening: [
        ...BINJIANG.opening.filter(({ code }) => code !== '301'),
        { code: '121', debit: fen(50_000), credit: fen(0) },
        { code: '301', debit: fen(0), credit: fen(4_910_000) },
      ],
    });
    raw = await secondConnection(test);
  });
  afterEach(async () => {
    raw.close();
    await test.dispose();
  });
  const stored = () =>
    raw.get(
      'SELECT (SELECT count(*) FROM stock_lots) AS lots, (SELECT count(*) FROM stock_moves) AS moves, (SELECT count(*) FROM vouchers) AS vouchers, (SELECT count(*) FROM audit_trail) AS trail',
    );
  const stock = (withUsedUp = false) => test.call('visits.listStock', { withUsedUp });
  const lotNamed = async (name: string) => {
    const lot = (await stock(true)).lots.find((one) => one.name === name);
    if (!lot) throw new Error(`no lot ${name}`);
    return lot;
  };

  it('is bought with both entries in one voucher, the invoice and one lot a line', async () => {
    const bought = await test.call(
      'visits.buyStock',
      purchase([
        { name: '大米', quantity: 10, unitPrice: 6_850 },
        { name: '食用油', quantity: 10, unitPrice: 9_990, unit: '桶' },
      ]),
    );
    expect(bought).toMatchObject({ lots: 2, total: 168_400, voucherNumber: '记-001' });
    expect(
      raw.all('SELECT account_id AS account, debit, credit FROM entries WHERE voucher_id = :id ORDER BY line', {
        id: bought.voucherId,
      }),
    ).toEqual([
      { account: '2021:50105', debit: 168_400, credit: 0 },
      { account: '2021:102', debit: 0, credit: 168_400 },
      { account: GOODS, debit: 168_400, credit: 0 },
      { account: FUND, debit: 0, credit: 168_400 },
    ]);
    expect(raw.get('SELECT source, counterparty, attachment_count FROM vouchers')).toEqual({
      source: 'visits',
      counterparty: '滨江粮油店',
      attachment_count: 3,
    });
    const { lots, tie } = await stock();
    expect(
      lots.map(({ name, unit, onHand, worth, invoice, place }) => [name, unit, onHand, worth, invoice, place]),
    ).toEqual([
      ['大米', '袋', 10, 68_500, '24332000000012345678', '工会办公室'],
      ['食用油', '桶', 10, 99_900, '24332000000012345678', '工会办公室'],
    ]);
    expect(tie).toEqual({ lots: 168_400, balance: 218_400, opening: 50_000, openingLots: 0 });
    expect(
      (await test.call('visits.listStockMoves', {})).rows.map(({ kind, quantity, voucherNumber }) => [
        kind,
        quantity,
        voucherNumber,
      ]),
    ).toEqual([
      ['bought', 10, '记-001'],
      ['bought', 10, '记-001'],
    ]);
  });

  it('of the beginning is part of the opening balance, never more, and is taken out again only while untouched', async () => {
    const { lotId, tie } = await test.call('visits.openStock', {
      name: '毛巾',
      unit: '条',
      quantity: 40,
      unitPrice: fen(1_000),
    });
    expect(tie).toEqual({ lots: 40_000, balance: 50_000, opening: 50_000, openingLots: 40_000 });
    expect(raw.get('SELECT count(*) AS count FROM vouchers')).toEqual({ count: 0 });
    const before = stored();
    expect(await test.refusal('visits.openStock', { name: '杯子', quantity: 11, unitPrice: 1_000 })).toEqual({
      code: 'stock.openingTooMuch',
      sentence: '「库存物品」年初余额 500.00 元，已登记 400.00 元，再登记 110.00 元就超过了；请核对数量和单价。',
    });
    expect(stored()).toEqual(before);
    await test.call('visits.dropOpeningStock', { lotId });
    expect((await stock(true)).lots).toEqual([]);
    const again = await test.call('visits.openStock', {
      name: '毛巾',
      unit: '条',
      quantity: 50,
      unitPrice: fen(1_000),
    });
    expect(again.tie).toMatchObject({ lots: 50_000, balance: 50_000 });
    await test.call('visits.countStock', {
      day: day('2026-03-01'),
      ground: '受潮',
      approval: '3 月 1 日主席办公会',
      lines: [{ lotId: again.lotId, counted: 48 }],
    });
    expect((await test.refusal('visits.dropOpeningStock', { lotId: again.lotId })).code).toBe('stock.openingUsed');
  });

  it('is counted: what is missing or found is booked once, with ground and approval, and moves no money', async () => {
    await test.call(
      'visits.buyStock',
      purchase([
        { name: '大米', quantity: 10, unitPrice: 5_000 },
        { name: '毛巾', quantity: 20, unitPrice: 1_000 },
      ]),
    );
    const money = balanceOf(raw, '2021:102');
    const rice = await lotNamed('大米');
    const towels = await lotNamed('毛巾');
    const count = { day: day('2026-03-10'), ground: '一季度盘点', approval: '3 月 11 日工会委员会' };
    const before = stored();
    expect((await test.refusal('visits.countStock', { ...count, lines: [{ lotId: rice.id, counted: 10 }] })).code).toBe(
      'stock.countedSame',
    );
    expect(
      (
        await test.refusal('visits.countStock', {
          ...count,
          day: '2026-01-31',
          lines: [{ lotId: rice.id, counted: 9 }],
        })
      ).code,
    ).toBe('stock.countedEarly');
    expect(
      (
        await test.refusal('visits.countStock', {
          ...count,
          day: '2026-03-16',
          lines: [{ lotId: rice.id, counted: 9 }],
        })
      ).code,
    ).toBe('stock.countedLater');
    expect(
      (await test.refusal('visits.countStock', { ...count, approval: '', lines: [{ lotId: rice.id, counted: 9 }] }))
        .code,
    ).toBe('request.invalid');
    expect(
      (
        await test.refusal('visits.countStock', {
          ...count,
          lines: [
            { lotId: rice.id, counted: 9 },
            { lotId: rice.id, counted: 8 },
          ],
        })
      ).code,
    ).toBe('stock.lotTwice');
    expect(stored()).toEqual(before);
    const counted = await test.call('visits.countStock', {
      ...count,
      lines: [
        { lotId: rice.id, counted: 8 },
        { lotId: towels.id, counted: 23 },
      ],
    });
    expect(counted).toMatchObject({ lost: 10_000, found: 3_000 });
    expect(
      raw.all('SELECT account_id AS account, debit, credit FROM entries WHERE voucher_id = :id ORDER BY line', {
        id: counted.voucherId,
      }),
    ).toEqual([
      { account: FUND, debit: 10_000, credit: 0 },
      { account: GOODS, debit: 0, credit: 10_000 },
      { account: GOODS, debit: 3_000, credit: 0 },
      { account: FUND, debit: 0, credit: 3_000 },
    ]);
    expect(balanceOf(raw, '2021:102')).toBe(money);
    expect((await lotNamed('大米')).onHand).toBe(8);
    expect((await lotNamed('毛巾')).onHand).toBe(23);
    expect((await test.call('visits.listStockMoves', { lotId: rice.id })).rows[0]).toMatchObject({
      kind: 'lost',
      quantity: -2,
      amount: -10_000,
      ground: '一季度盘点',
      approval: '3 月 11 日工会委员会',
    });
    expect(
      (await test.call('visits.readStockSheet', { day: day('2026-03-09') })).lots.map(({ name, onHand }) => [
        name,
        onHand,
      ]),
    ).toEqual([
      ['大米', 10],
      ['毛巾', 20],
    ]);
    // a slip is taken back as any voucher
    await test.call('ledger.reverseVoucher', { id: counted.voucherId, day: day('2026-03-15'), reason: '点错' });
    expect((await stock()).lots.map(({ onHand }) => onHand)).toEqual([10, 20]);
    expect((await test.call('visits.listStockMoves', { lotId: rice.id })).rows[0]).toMatchObject({
      kind: 'lost',
      reversed: true,
    });
    const { tie } = await stock();
    expect(tie.balance - tie.lots).toBe(tie.opening - tie.openingLots);
  });

  it('that was counted out or given on cannot go back to the shop', async () => {
    const bought = await test.call('visits.buyStock', purchase([{ name: '大米', quantity: 10, unitPrice: 5_000 }]));
    const rice = await lotNamed('大米');
    const counted = await test.call('visits.countStock', {
      day: day('2026-03-10'),
      ground: '受潮',
      approval: '主席',
      lines: [{ lotId: rice.id, counted: 9 }],
    });
    const before = stored();
    expect(
      await test.refusal('ledger.reverseVoucher', { id: bought.voucherId, day: '2026-03-15', reason: '退货' }),
    ).toEqual({
      code: 'stock.reversalTakesGiven',
      sentence: '这张凭证记的物品后来已经发出或报损，冲销后库存会成负数；请先冲销后面的发放。',
    });
    expect(stored()).toEqual(before);
    await test.call('ledger.reverseVoucher', { id: counted.voucherId, day: day('2026-03-15'), reason: '点错' });
    await test.call('ledger.reverseVoucher', { id: bought.voucherId, day: day('2026-03-15'), reason: '退货' });
    expect((await stock()).lots).toEqual([]);
    expect((await stock(true)).lots[0]).toMatchObject({ name: '大米', onHand: 0, worth: 0 });
  });

  it('is held against the account by the self-check', async () => {
    const check = () => checkStock(raw, { year: 2026 })[0];
    expect(check()).toMatchObject({ id: 'visitStock', state: 'failed' });
    expect(check()?.finding).toContain('相差 500.00 元');
    await test.call('visits.openStock', { name: '毛巾', unit: '条', quantity: 50, unitPrice: fen(1_000) });
    await test.call('visits.buyStock', purchase([{ name: '大米', quantity: 10, unitPrice: 5_000 }]));
    expect(check()).toMatchObject({ state: 'passed', finding: '库存物品按批次合计 1,000.00 元，科目余额 1,000.00 元' });
  });

  it('keeps place and note of a lot to be changed, with what stood before on the trail', async () => {
    await test.call('visits.buyStock', purchase([{ name: '大米', quantity: 1, unitPrice: 5_000 }]));
    const rice = await lotNamed('大米');
    await test.call('visits.describeStock', { lotId: rice.id, place: '地下室', note: '保质期到 8 月' });
    expect(await lotNamed('大米')).toMatchObject({ place: '地下室', note: '保质期到 8 月' });
    expect(raw.get('SELECT before, after FROM audit_trail ORDER BY sequence DESC LIMIT 1')).toEqual({
      before: '{"place":"工会办公室","note":""}',
      after: '{"place":"地下室","note":"保质期到 8 月"}',
    });
  });

  it('refuses hostile input in words and writes nothing', async () => {
    raw.run("UPDATE periods SET status = 'closed', closed_at = 'x', closed_by = 'x' WHERE month = '2026-01'");
    await test.call('visits.buyStock', purchase([{ name: '大米', quantity: 10, unitPrice: 5_000 }]));
    const lotId = (await lotNamed('大米')).id;
    const line = { name: '油', quantity: 1, unitPrice: 100 };
    const count = { day: '2026-03-10', ground: '盘点', approval: '主席', lines: [{ lotId, counted: 9 }] };
    const before = stored();
    const refusals: [OperationName, unknown, string][] = [
      ['visits.buyStock', purchase([line], { accountId: '2021:401' }), 'visit.kindAccount'],
      ['visits.buyStock', purchase([line], { accountId: unknown }), 'request.notFound'],
      ['visits.buyStock', purchase([line], { day: day('2026-01-31') }), 'ledger.periodClosed'],
      ['visits.buyStock', { ...purchase([line]), day: '2026-02-30' }, 'request.invalid'],
      ['visits.buyStock', { ...purchase([line]), lines: [{ ...line, unitPrice: 1.005 }] }, 'request.invalid'],
      ['visits.buyStock', { ...purchase([line]), lines: [{ ...line, quantity: -1 }] }, 'request.invalid'],
      ['visits.buyStock', { ...purchase([line]), lines: [{ ...line, quantity: 0.5 }] }, 'request.invalid'],
      ['visits.buyStock', { ...purchase([line]), lines: [] }, 'request.invalid'],
      [
        'visits.buyStock',
        purchase([{ ...line, quantity: 100_000_000, unitPrice: 99_999_999_999 }]),
        'ledger.amountTooLarge',
      ],
      ['visits.buyStock', purchase([{ ...line, quantity: 1000, unitPrice: 90_000_000 }]), 'ledger.cashNegative'],
      ['visits.buyStock', purchase([line], { resolutionId: unknown }), 'request.notFound'],
      ['visits.openStock', { name: '', quantity: 1, unitPrice: 1 }, 'request.invalid'],
      ['visits.openStock', { name: '杯', quantity: 1, unitPrice: -1 }, 'request.invalid'],
      ['visits.openStock', { name: '杯', quantity: 100_000_000, unitPrice: 99_999_999_999 }, 'ledger.amountTooLarge'],
      ['visits.dropOpeningStock', { lotId: unknown }, 'request.notFound'],
      ['visits.dropOpeningStock', { lotId }, 'stock.openingUsed'],
      ['visits.describeStock', { lotId: unknown, place: '', note: '' }, 'request.notFound'],
      ['visits.countStock', { ...count, lines: [{ lotId: unknown, counted: 1 }] }, 'request.notFound'],
      ['visits.countStock', { ...count, lines: [{ lotId, counted: -1 }] }, 'request.invalid'],
      ['visits.countStock', { ...count, lines: [{ lotId, counted: 1.5 }] }, 'request.invalid'],
      ['visits.countStock', { ...count, day: '2026-02-30' }, 'request.invalid'],
      ['visits.countStock', { ...count, ground: ' ' }, 'request.invalid'],
      ['visits.readStockSheet', { day: '2026-02-30' }, 'request.invalid'],
      ['visits.listStock', { search: 7 }, 'request.invalid'],
      ['visits.listStockMoves', { limit: 501 }, 'request.invalid'],
      ['visits.listStockMoves', { lotId: "x' OR 1=1 --" }, 'request.invalid'],
    ];
    for (const [operation, input, code] of refusals)
      expect([operation, (await test.refusal(operation, input)).code]).toEqual([operation, code]);
    expect(stored()).toEqual(before);
  });

  it('holds against raw SQL: no edit, no delete, nothing below zero, nothing that no voucher says', async () => {
    const bought = await test.call('visits.buyStock', purchase([{ name: '大米', quantity: 10, unitPrice: 5_000 }]));
    const lotId = (await lotNamed('大米')).id;
    const final = /ledger\.postedIsFinal/;
    for (const change of ['quantity = 11', "day = '2026-01-01'", "kind = 'opening'"])
      expect(() => raw.run(`UPDATE stock_moves SET ${change}`)).toThrow(final);
    for (const change of ['unit_price = 1', "name = '面'", "origin = 'opening'"])
      expect(() => raw.run(`UPDATE stock_lots SET ${change}`)).toThrow(final);
    expect(() => raw.run('DELETE FROM stock_moves')).toThrow(final);
    expect(() => raw.run('DELETE FROM stock_lots')).toThrow(final);
    const move =
      (kind: string, quantity: number, on = '2026-02-01') =>
      () =>
        raw.run(
          `INSERT INTO stock_moves (id, lot_id, kind, day, quantity, voucher_id, ground, approval)
         VALUES ('forged', :lotId, :kind, :on, :quantity, :voucher, 'x', 'x')`,
          { lotId, kind, on, quantity, voucher: bought.voucherId },
        );
    expect(move('bought', 1)).toThrow(/stock\.voucherMismatch/);
    expect(move('found', 1)).toThrow(/stock\.voucherMismatch/);
    expect(move('given', -1)).toThrow(/stock\.voucherMismatch/);
    expect(move('found', 1, '2026-02-02')).toThrow(/stock\.voucherMismatch/);
    expect(move('given', 1)).toThrow(/stock_move_signed/);
    expect(() =>
      raw.run(
        "INSERT INTO stock_moves (id, lot_id, kind, day, quantity) VALUES ('forged', :lotId, 'opening', '2026-01-01', 1)",
        { lotId },
      ),
    ).toThrow(/stock\.voucherMismatch/);
    expect(() =>
      raw.run(
        "INSERT INTO stock_moves (id, lot_id, kind, day, quantity) VALUES ('forged', :lotId, 'lost', '2026-02-01', -1)",
        { lotId },
      ),
    ).toThrow(/stock_move/);
    raw.run("INSERT INTO stock_lots (id, name, unit_price, origin) VALUES ('cup', '杯子', 50001, 'opening')");
    expect(() =>
      raw.run(
        "INSERT INTO stock_moves (id, lot_id, kind, day, quantity) VALUES ('forged', 'cup', 'opening', '2026-01-01', 1)",
      ),
    ).toThrow(/stock\.beyondOpening/);
  });

  it('reads every list by an index', () => {
    const plan = (sql: string) => explain(raw, sql, { day: 'x', lotId: 'x', limit: 1, offset: 0 }).join('\n');
    expect(plan(moveListSql(undefined))).toMatch(/SCAN move USING INDEX stock_moves_by_day/);
    expect(plan(moveListSql(undefined))).not.toMatch(/TEMP B-TREE/);
    expect(plan(moveListSql('x'))).toMatch(/SEARCH move USING INDEX stock_moves_of_lot \(lot_id=\?\)/);
    expect(plan(LOTS)).toMatch(/SEARCH entered USING INDEX stock_moves_of_lot \(lot_id=\?/);
    expect(plan(LOTS)).toMatch(/SEARCH reversal USING INDEX sqlite_autoindex_vouchers_2 \(reverses_id=\?\)/);
  });
});

/** What one person may have got, over all of the property: limits are another test's matter. */
const NO_LIMIT = '没有上限的试验';

describe('a random life of goods', () => {
  let books: BareBooks;
  let members: string[];
  beforeEach(() => {
    books = bareBooks();
    books.write(fillBank);
    members = putMembers(
      books.db,
      Array.from({ length: 6 }, (_, index) => ({ number: `S${index}`, name: `职工${index}` })),
    );
  });
  afterEach(() => books.dispose());

  const list = (round: number, change: Partial<FestivalInput>): FestivalInput => ({
    name: `第 ${round} 次`,
    festival: '',
    kindId: 'festival',
    day: day('2026-02-10'),
    form: 'goods',
    goods: '米油',
    amountEach: fen(1_000),
    filter: memberFilter.parse({ statuses: ['active'] }),
    include: [],
    exclude: [],
    approvalGround: NO_LIMIT,
    method: 'bank',
    stock: [],
    attachmentCount: 1,
    ...change,
  });

  type Step =
    | { do: 'buy'; quantity: number; price: number }
    | { do: 'bankList'; price: number; out: number }
    | { do: 'stockList'; lot: number; each: number; out: number }
    | { do: 'sign'; list: number; people: number }
    | { do: 'end'; list: number }
    | { do: 'single'; lot: number; quantity: number }
    | { do: 'count'; lot: number; by: number }
    | { do: 'reverse'; voucher: number };
  const small = fc.nat({ max: 6 });
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({
      do: fc.constant('buy' as const),
      quantity: fc.integer({ min: 1, max: 40 }),
      price: fc.integer({ min: 1, max: 5_000 }),
    }),
    fc.record({ do: fc.constant('bankList' as const), price: fc.integer({ min: 1, max: 5_000 }), out: small }),
    fc.record({ do: fc.constant('stockList' as const), lot: small, each: fc.integer({ min: 1, max: 3 }), out: small }),
    fc.record({ do: fc.constant('sign' as const), list: small, people: small }),
    fc.record({ do: fc.constant('end' as const), list: small }),
    fc.record({ do: fc.constant('single' as const), lot: small, quantity: fc.integer({ min: 1, max: 8 }) }),
    fc.record({ do: fc.constant('count' as const), lot: small, by: fc.integer({ min: -4, max: 4 }) }),
    fc.record({ do: fc.constant('reverse' as const), voucher: fc.nat({ max: 12 }) }),
  );

  const pick = <T>(rows: readonly T[], index: number): T | undefined => rows[index % Math.max(1, rows.length)];

  function live(context: WriteContext, what: Step, round: number): void {
    const { db } = context;
    const lots = () => listLots(db, { withUsedUp: true }).sort((a, b) => b.onHand - a.onHand);
    const lists = () =>
      db.all<{ id: string }>('SELECT id FROM visit_batches ORDER BY id DESC').map(({ id }) => festivalOf(db, id));
    switch (what.do) {
      case 'buy':
        buyStock(context, purchase([{ name: `货${round}`, quantity: what.quantity, unitPrice: what.price }]));
        return;
      case 'bankList':
        makeFestival(context, list(round, { amountEach: fen(what.price), exclude: members.slice(0, what.out) }));
        return;
      case 'stockList': {
        const lot = pick(lots(), what.lot);
        if (!lot) return;
        makeFestival(
          context,
          list(round, {
            method: 'stock',
            stock: [{ lotId: lot.id, each: what.each }],
            amountEach: fen(lot.unitPrice * what.each),
            exclude: members.slice(0, what.out),
          }),
        );
        return;
      }
      case 'sign': {
        const chosen = pick(lists(), what.list);
        if (!chosen) return;
        const open = readSignOffSheet(db, chosen.id).lines.filter(
          (line) => line.signedDay === '' && line.returnedDay === '',
        );
        signList(context, {
          batchId: chosen.id,
          who: 'these',
          ids: open.slice(0, what.people).map(({ id }) => id),
          signedDay: day('2026-02-12'),
          signedBy: '',
          signedRelation: '',
        });
        return;
      }
      case 'end': {
        const chosen = pick(lists(), what.list);
        if (chosen) endFestival(context, { batchId: chosen.id, day: day('2026-02-20'), reason: '没有来领', place: '' });
        return;
      }
      case 'single': {
        const lot = pick(lots(), what.lot);
        if (!lot) return;
        const amount = fen(lot.unitPrice * what.quantity);
        visitOnce(context, pick(members, round) ?? '', {
          form: 'goods',
          goods: '营养品',
          day: day('2026-02-25'),
          approvalGround: NO_LIMIT,
          amount,
          method: 'stock',
          stock: [{ lotId: lot.id, quantity: what.quantity }],
        });
        return;
      }
      case 'count': {
        const lot = pick(lots(), what.lot);
        if (!lot) return;
        const counted = Math.max(0, lot.onHand + what.by);
        countStock(context, {
          day: day('2026-02-26'),
          ground: '盘点',
          approval: '主席',
          attachmentCount: 0,
          lines: [{ lotId: lot.id, counted }],
        });
        return;
      }
      case 'reverse': {
        const voucher = pick(
          db.all<{ id: string }>("SELECT id FROM vouchers WHERE source = 'visits' ORDER BY id DESC"),
          what.voucher,
        );
        if (voucher) reverse(context, voucher.id, '2026-03-01');
      }
    }
  }

  /** Everything that must be true after every step. */
  function look(db: Connection, money: number): void {
    const tie = stockTies(db);
    expect(tie.lots).toBe(tie.balance);
    const net = (account: string) =>
      db.get<{ net: number }>(
        'SELECT coalesce(sum(debit - credit), 0) AS net FROM entries JOIN vouchers ON vouchers.id = voucher_id WHERE account_id = :account',
        { account },
      )?.net;
    // 库存物品 and 资产基金 move together, voucher by voucher
    expect(
      db.all(
        `SELECT voucher_id FROM entries GROUP BY voucher_id
         HAVING sum(iif(account_id = '${GOODS}', debit - credit, 0)) <> sum(iif(account_id = '${FUND}', credit - debit, 0))`,
      ),
    ).toEqual([]);
    expect(net(GOODS)).toBe(-(net(FUND) ?? 0) || 0);
    // no lot is below zero on any day
    expect(
      db.all(
        'SELECT lot_id FROM (SELECT lot_id, sum(quantity) OVER (PARTITION BY lot_id ORDER BY day) AS remaining FROM stock_flow) WHERE remaining < 0',
      ),
    ).toEqual([]);
    // money moves only where it was bought or paid, and what it bought is an expense
    expect(balanceOf(db, '2021:102') - money).toBe(-(net('2021:50105') ?? 0) || 0);
    // every visit of its own is the whole of its voucher
    expect(
      db.all(
        'SELECT visits.id FROM visits JOIN vouchers ON vouchers.id = voucher_id WHERE batch_id IS NULL AND vouchers.amount <> visits.amount',
      ),
    ).toEqual([]);
    for (const { id } of db.all<{ id: string }>('SELECT id FROM visit_batches')) {
      const festival = festivalOf(db, id);
      const { lines } = readSignOffSheet(db, id);
      expect(lines.length).toBe(festival.people);
      const sum = (rows: readonly { amount: number }[]) => rows.reduce((total, row) => total + row.amount, 0);
      const voucher = db.get<{ amount: number }>('SELECT amount FROM vouchers WHERE id = :id', {
        id: festival.voucherId,
      });
      expect(sum(lines)).toBe(voucher?.amount);
      const signed = lines.filter((line) => line.signedDay !== '');
      const returned = lines.filter((line) => line.returnedDay !== '');
      const open = lines.filter((line) => line.signedDay === '' && line.returnedDay === '');
      expect(sum(signed) + sum(returned) + sum(open)).toBe(voucher?.amount);
      expect([festival.signed, festival.returned]).toEqual([signed.length, returned.length]);
      if (festival.reversed) expect(returned).toEqual([]);
      else expect(festival.open).toBe(open.length);
    }
  }

  it('never leaves the ledger and the goods apart, and whatever is refused leaves everything as it was', () => {
    const money = balanceOf(books.db, '2021:102');
    const done: Record<string, number> = {};
    let round = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 4, maxLength: 14 }), (steps) => {
        for (const what of steps) {
          round += 1;
          try {
            books.write((context) => live(context, what, round));
            done[what.do] = (done[what.do] ?? 0) + 1;
          } catch (error) {
            const known =
              error instanceof Refusal || (error instanceof Error && /^(stock|visit|ledger)\./.test(error.message));
            if (!known) throw error;
          }
        }
        look(books.db, money);
      }),
      { numRuns: 40 },
    );
    // the life was lived: each kind of step went through now and then
    for (const kind of ['buy', 'bankList', 'stockList', 'sign', 'end', 'single', 'count', 'reverse'])
      expect([kind, (done[kind] ?? 0) > 0]).toEqual([kind, true]);
  });
});
