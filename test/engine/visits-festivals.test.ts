import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { OWING_THROUGH } from '#electron/engine/dues/arrears/standing.ts';
import { visitLines, visitsWorkbench } from '#electron/engine/visits/commands.ts';
import { makeFestival, previewFestival } from '#electron/engine/visits/festivals/festival.ts';
import { endFestival, OPEN_LINES, signList } from '#electron/engine/visits/festivals/hand-out.ts';
import { GIVEN_FOR_FESTIVAL } from '#electron/engine/visits/festivals/plan.ts';
import { FESTIVALS, readSignOffSheet, SIGN_OFF_LINES } from '#electron/engine/visits/festivals/queries.ts';
import { VISIT_LINES } from '#electron/engine/visits/reports/lines.ts';
import { day, month } from '#shared/calendar.ts';
import type { OperationName } from '#shared/contract/index.ts';
import { type MemberFilterInput, memberFilter } from '#shared/contract/members.ts';
import type { FestivalInput } from '#shared/contract/visits.ts';
import { fen } from '#shared/money.ts';
import { type BareBooks, bareBooks, putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';
import { aVisit, fillBank, putResolution, reverse, visitOnce } from './visits-support.ts';

const unknown = '00000000-0000-7000-8000-000000000000';
const ACTIVE: MemberFilterInput = { statuses: ['active'] };

const festivalOf = (change: Partial<FestivalInput> = {}): FestivalInput => ({
  name: '2026 年春节',
  festival: '春节',
  kindId: 'festival',
  day: day('2026-02-10'),
  form: 'goods',
  goods: '米油礼盒',
  amountEach: fen(30_000),
  filter: memberFilter.parse(ACTIVE),
  include: [],
  exclude: [],
  approvalGround: '',
  method: 'bank',
  stock: [],
  attachmentCount: 2,
  ...change,
});
/** What the preview is asked of the same. */
const asked = (change: Partial<FestivalInput> = {}) => {
  const {
    goods: _g,
    method: _m,
    stock: _s,
    attachmentCount: _a,
    resolutionId: _r,
    fundId: _f,
    ...wanted
  } = festivalOf(change);
  return wanted;
};

describe('a festival for many', () => {
  let test: TestEngine;
  let raw: Connection;
  let members: string[];
  beforeEach(async () => {
    test = await startWithBooks();
    raw = await secondConnection(test);
    raw.run("INSERT INTO groups (id, name) VALUES ('g-math', '数学组'), ('g-arts', '文科组')");
    members = putMembers(raw, [
      { number: '0001', name: '张三' },
      { number: '0002', name: '李四', phone: '13800001111' },
      { number: '0003', name: '王五', status: 'retained' },
      { number: '0004', name: '赵六', status: 'withdrawn' },
      { number: '0005', name: '孙七' },
    ]);
    raw.run(
      `INSERT INTO member_moves (member_id, sequence, day, to_group, ground, operator, recorded_at)
       SELECT id, 1, '2026-01-01', 'g-math', '分组', '陈静', '2026-01-01T00:00:00.000Z' FROM members WHERE number = '0002'`,
    );
  });
  afterEach(async () => {
    raw.close();
    await test.dispose();
  });
  const member = (index: number) => members[index] ?? '';
  const make = (change: Partial<FestivalInput> = {}) => test.call('visits.makeFestival', festivalOf(change));
  const sheet = (batchId: string) => test.call('visits.readSignOffSheet', { batchId });
  const stored = () =>
    raw.get(
      `SELECT (SELECT count(*) FROM visits) AS visits, (SELECT count(*) FROM visit_returns) AS returns, (SELECT count(*) FROM stock_moves) AS moves,
              (SELECT count(*) FROM vouchers) AS vouchers, (SELECT count(*) FROM audit_trail) AS trail`,
    );
  const entriesOf = (voucherId: string) =>
    raw.all('SELECT account_id AS account, debit, credit FROM entries WHERE voucher_id = :voucherId ORDER BY line', {
      voucherId,
    });

  it('is one list in the order of groups and numbers, one sheet, one voucher', async () => {
    const resolutionId = putResolution(raw);
    const { festival, leftOut } = await make({ resolutionId, include: [member(2)] });
    expect(leftOut).toEqual([]);
    expect(festival).toMatchObject({
      people: 4,
      signed: 0,
      open: 4,
      returned: 0,
      left: 0,
      total: 120_000,
      method: 'bank',
      festival: '春节',
      voucherNumber: '记-001',
    });
    expect(entriesOf(festival.voucherId)).toEqual([
      { account: '2021:50105', debit: 120_000, credit: 0 },
      { account: '2021:102', debit: 0, credit: 120_000 },
    ]);
    const read = await sheet(festival.id);
    expect(read).toMatchObject({
      unionName: '滨江实验学校工会委员会',
      resolutionTitle: '2026-resolution-1 工会委员会会议纪要',
    });
    expect(read.lines.map((line) => [line.line, line.number, line.name, line.groupName, line.amount])).toEqual([
      [1, '0002', '李四', '数学组', 30_000],
      [2, '0001', '张三', '', 30_000],
      [3, '0003', '王五', '', 30_000],
      [4, '0005', '孙七', '', 30_000],
    ]);
    expect(raw.get('SELECT DISTINCT festival, method, form, reason FROM visits')).toEqual({
      festival: '春节',
      method: 'bank',
      form: 'goods',
      reason: '2026 年春节',
    });
  });

  it('is for whom a filter finds, with single people taken in and out by hand', async () => {
    const byGroup = await test.call(
      'visits.previewFestival',
      asked({ filter: memberFilter.parse({ groupIds: ['g-math'] }) }),
    );
    expect(byGroup.listed.map(({ memberName }) => memberName)).toEqual(['李四']);
    const byHand = await test.call(
      'visits.previewFestival',
      asked({ filter: memberFilter.parse({ search: '李四' }), include: [member(4)], exclude: [member(1)] }),
    );
    expect(byHand.listed).toEqual([
      { memberId: member(4), memberNumber: '0005', memberName: '孙七', groupName: '', remark: '' },
    ]);
    expect(byHand.leftOut).toEqual([
      {
        memberId: member(1),
        memberNumber: '0002',
        memberName: '李四',
        groupName: '数学组',
        sentence: '手工移出',
        byHand: true,
      },
    ]);
    expect(byHand).toMatchObject({ people: 1, total: 30_000, payers: '' });
    // everybody of every state: who left is named, with the sentence
    const everybody = await test.call('visits.previewFestival', asked({ filter: memberFilter.parse({}) }));
    expect(everybody.leftOut.map(({ memberName, sentence }) => [memberName, sentence])).toEqual([
      ['赵六', '现在不是在册会员，不享受本会慰问'],
    ]);
  });

  it('remarks who is retired, lent out, or got the same festival already', async () => {
    raw.run(`INSERT INTO member_particulars (member_id, employment) VALUES (:id, '借用')`, { id: member(0) });
    raw.run(`UPDATE visit_kinds SET payers_only = 0 WHERE id = 'festival'`);
    await test.call('visits.record', {
      ...aVisit(member(4), {
        kindId: 'festival',
        form: 'goods',
        goods: '茶叶',
        amount: fen(10_000),
        day: day('2026-01-20'),
        festival: '春节',
      }),
    });
    const { listed } = await test.call(
      'visits.previewFestival',
      asked({ filter: memberFilter.parse({ statuses: ['active', 'retained'] }) }),
    );
    expect(Object.fromEntries(listed.map(({ memberName, remark }) => [memberName, remark]))).toEqual({
      李四: '',
      张三: '借用，只能在一处享受',
      王五: '保留会籍，离退休人员的慰问一般由行政列支',
      孙七: '春节已发 100.00 元（2026-01-20）',
    });
  });

  it('for payers of dues only leaves out who owes, until the debt is paid, waived, or somebody decides otherwise', async () => {
    raw.run("UPDATE visit_kinds SET payers_only = 1 WHERE id = 'festival'");
    const rule = raw.get<{ id: string }>('SELECT id FROM dues_rules LIMIT 1')?.id ?? '';
    const levy = (index: number, on: string) =>
      raw.run(
        `INSERT INTO levies (id, member_id, month, rule_id, wage, cut_base, amount, levied_at) VALUES (:id, :member, :on, :rule, 400000, 400000, 2000, 'x')`,
        { id: `levy-${index}-${on}`, member: member(index), on, rule },
      );
    levy(0, '2026-01');
    levy(1, '2025-12');
    levy(1, '2026-01');
    levy(4, '2026-02');
    const preview = await test.call('visits.previewFestival', asked());
    expect(preview.payers).toBe('只发给缴清 2026年1月及以前会费的会员（经批准减免的不算欠）');
    expect(preview.listed.map(({ memberName }) => memberName)).toEqual(['孙七']);
    expect(preview.leftOut.map(({ memberName, sentence }) => [memberName, sentence])).toEqual([
      ['李四', '2025年12月起欠会费 2 个月 40.00 元'],
      ['张三', '2026年1月起欠会费 1 个月 20.00 元'],
    ]);
    const earlier = await test.call('visits.previewFestival', asked({ paidThrough: month('2025-12') }));
    expect(earlier.listed.map(({ memberName }) => memberName)).toEqual(['张三', '孙七']);
    // a ground for a higher amount does not let debtors in by itself; added by hand it does, and says so
    const ground = await test.call('visits.previewFestival', asked({ approvalGround: '主席办公会' }));
    expect(ground.people).toBe(1);
    const decided = await test.call(
      'visits.previewFestival',
      asked({ approvalGround: '主席办公会', include: [member(0)] }),
    );
    expect(decided.listed.map(({ memberName, remark }) => [memberName, remark])).toEqual([
      ['张三', '2026年1月起欠会费 1 个月 20.00 元'],
      ['孙七', ''],
    ]);
  });

  it('leaves out who is over a limit, with the sentence, unless a ground is given; nobody is on the same list twice', async () => {
    await test.call('visits.record', {
      ...aVisit(member(0), {
        kindId: 'festival',
        form: 'goods',
        goods: '茶叶',
        amount: fen(100_000),
        day: day('2026-01-20'),
        festival: '元旦',
      }),
    });
    const first = await make();
    expect(first.festival.people).toBe(2);
    expect(first.leftOut.map(({ memberName }) => memberName)).toEqual(['张三']);
    expect(first.leftOut[0]?.sentence).toContain('1,000.00 元');
    const second = await make({ approvalGround: '主席办公会特批' });
    expect(second.festival.people).toBe(1);
    expect(second.leftOut.map(({ memberName, sentence }) => [memberName, sentence])).toEqual([
      ['李四', '已在「2026 年春节」名单里（2026-02-10）'],
      ['孙七', '已在「2026 年春节」名单里（2026-02-10）'],
    ]);
    const before = stored();
    expect((await test.refusal('visits.makeFestival', festivalOf({ approvalGround: '再来一次' }))).code).toBe(
      'visit.allLeftOut',
    );
    expect(stored()).toEqual(before);
    await test.call('ledger.reverseVoucher', { id: first.festival.voucherId, day: day('2026-03-15'), reason: '发错' });
    expect((await make()).festival.people).toBe(2);
    expect(raw.get("SELECT approval_ground AS ground FROM visits WHERE approval_ground <> ''")).toEqual({
      ground: '主席办公会特批',
    });
  });

  it('is held against a limit of the whole union once, with its total', async () => {
    await test.call('visits.saveStandard', {
      kindIds: ['festival'],
      from: day('2026-01-01'),
      shape: 'incomeShare',
      percent: 30,
      income: 'all',
      incomeOf: 'received',
      source: '某省指引 2018-03',
    });
    const preview = await test.call('visits.previewFestival', asked());
    expect(preview.people).toBe(3);
    expect(preview.whole.some(({ ok }) => !ok)).toBe(true);
    const before = stored();
    const refusal = await test.refusal('visits.makeFestival', festivalOf());
    expect(refusal.code).toBe('visit.needsApproval');
    expect(refusal.sentence).toContain('「2026 年春节名单」');
    expect(stored()).toEqual(before);
    expect((await make({ approvalGround: '委员会决定' })).festival.people).toBe(3);
    // what the ground was needed for stays readable with every visit
    expect(
      raw.get('SELECT count(*) AS lines FROM visits WHERE instr(standard_sentence, :over) > 0', {
        over: preview.whole.find(({ ok }) => !ok)?.sentence ?? '-',
      }),
    ).toEqual({ lines: 3 });
  });

  describe('handed out', () => {
    it('is signed one by one, by a substitute with relation, or by all but some; a signature is final', async () => {
      const { festival } = await make();
      const [first, second, third] = (await sheet(festival.id)).lines;
      if (!first || !second || !third) throw new Error('three lines');
      const sign = {
        batchId: festival.id,
        who: 'these' as const,
        signedDay: day('2026-02-11'),
        signedBy: '',
        signedRelation: '',
      };
      expect((await test.call('visits.signList', { ...sign, ids: [first.id] })).festival).toMatchObject({
        signed: 1,
        open: 2,
      });
      await test.call('visits.signList', { ...sign, ids: [second.id], signedBy: '刘梅', signedRelation: '配偶' });
      const before = stored();
      expect(await test.refusal('visits.signList', { ...sign, ids: [third.id, first.id] })).toEqual({
        code: 'visit.lineNotOpen',
        sentence: '「李四」这一行已经签收或退回，请刷新名单再选。',
      });
      for (const [change, code] of [
        [{ ids: [] }, 'request.invalid'],
        [{ ids: [unknown] }, 'request.notFound'],
        [{ ids: [third.id], signedDay: '2026-03-16' }, 'visit.signedLater'],
        [{ ids: [third.id], signedRelation: '同事' }, 'request.invalid'],
        [{ ids: [third.id], batchId: unknown }, 'request.notFound'],
        [{ who: 'allBut', ids: [third.id] }, 'visit.listNothingOpen'],
      ] as const)
        expect([change, (await test.refusal('visits.signList', { ...sign, ...change })).code]).toEqual([change, code]);
      expect(stored()).toEqual(before);
      expect(await test.call('visits.signList', { ...sign, who: 'allBut', ids: [] })).toMatchObject({
        signed: 1,
        festival: { signed: 3, open: 0 },
      });
      expect(visitsWorkbench(raw)).toMatchObject({ unsigned: 0 });
      expect([...visitLines(raw, 2026)].map((row) => [row.batchName, row.memberName, row.signedBy])).toEqual([
        ['2026 年春节', '李四', '李四'],
        ['2026 年春节', '张三', '刘梅'],
        ['2026 年春节', '孙七', '孙七'],
      ]);
      expect(
        (await sheet(festival.id)).lines.map((line) => [line.name, line.signedBy, line.signedRelation, line.signedDay]),
      ).toEqual([
        ['李四', '李四', '', '2026-02-11'],
        ['张三', '刘梅', '配偶', '2026-02-11'],
        ['孙七', '孙七', '', '2026-02-11'],
      ]);
      expect(() => raw.run("UPDATE visits SET signed_relation = '同事'")).toThrow(/ledger\.postedIsFinal/);
    });

    it('keeps who is absent open; 结束发放 takes the goods into stock, and they can be given to somebody later', async () => {
      const { festival } = await make();
      const { lines } = await sheet(festival.id);
      const sign = { batchId: festival.id, signedDay: day('2026-02-11'), signedBy: '', signedRelation: '' };
      await test.call('visits.signList', { ...sign, who: 'allBut', ids: lines.slice(1).map(({ id }) => id) });
      const end = { batchId: festival.id, day: day('2026-03-01'), reason: '外出进修，没有来领', place: '工会办公室' };
      const before = stored();
      expect((await test.refusal('visits.endFestival', { ...end, day: '2026-02-09' })).sentence).toBe(
        '退回日期不能早于发放日期 2026-02-10，请核对。',
      );
      expect((await test.refusal('visits.endFestival', { ...end, day: '2026-03-16' })).code).toBe(
        'visit.returnedLater',
      );
      expect((await test.refusal('visits.endFestival', { ...end, reason: '' })).code).toBe('request.invalid');
      expect((await test.refusal('visits.endFestival', { ...end, batchId: unknown })).code).toBe('request.notFound');
      expect(stored()).toEqual(before);
      const ended = await test.call('visits.endFestival', end);
      expect(ended).toMatchObject({
        returned: 2,
        total: 60_000,
        festival: { people: 3, signed: 1, open: 0, returned: 2, left: 2 },
      });
      const { lots, tie } = await test.call('visits.listStock', {});
      expect(lots).toMatchObject([
        {
          name: '米油礼盒（未领退回）',
          unit: '份',
          unitPrice: 30_000,
          onHand: 2,
          worth: 60_000,
          listName: '2026 年春节',
          place: '工会办公室',
          note: '外出进修，没有来领',
        },
      ]);
      expect(tie).toMatchObject({ lots: 60_000, balance: 60_000 });
      const returnVoucher = raw.get<{ id: string }>('SELECT DISTINCT voucher_id AS id FROM visit_returns')?.id ?? '';
      expect(entriesOf(returnVoucher)).toEqual([
        { account: '2021:121', debit: 60_000, credit: 0 },
        { account: '2021:301', debit: 0, credit: 60_000 },
      ]);
      expect((await test.refusal('visits.endFestival', end)).code).toBe('visit.listNothingOpen');
      expect((await test.refusal('visits.signList', { ...sign, who: 'these', ids: [lines[1]?.id ?? ''] })).code).toBe(
        'visit.lineNotOpen',
      );
      // somebody comes after all: a visit of his own, out of stock
      const late = await test.call('visits.record', {
        ...aVisit(lines[1]?.memberId ?? '', {
          kindId: 'festival',
          form: 'goods',
          goods: '米油礼盒',
          festival: '春节',
          reason: '春节补发',
          amount: fen(30_000),
          day: day('2026-03-02'),
          method: 'stock',
          stock: [{ lotId: lots[0]?.id ?? '', quantity: 1 }],
        }),
      });
      expect(entriesOf(late.voucherId)).toEqual([
        { account: '2021:301', debit: 30_000, credit: 0 },
        { account: '2021:121', debit: 0, credit: 30_000 },
      ]);
      expect((await sheet(festival.id)).festival).toMatchObject({ returned: 2, left: 1 });
    });

    it('is not reversed once something went back, nor is what went back', async () => {
      const { festival } = await make();
      await test.call('visits.endFestival', { batchId: festival.id, day: day('2026-03-01'), reason: '没有来领' });
      const returned = raw.get<{ id: string }>('SELECT DISTINCT voucher_id AS id FROM visit_returns')?.id ?? '';
      const before = stored();
      const reversal = { day: '2026-03-15', reason: '发错' };
      expect((await test.refusal('ledger.reverseVoucher', { ...reversal, id: festival.voucherId })).code).toBe(
        'stock.listHasReturns',
      );
      expect((await test.refusal('ledger.reverseVoucher', { ...reversal, id: returned })).code).toBe(
        'stock.returnStays',
      );
      expect(stored()).toEqual(before);
    });

    it('of a reversed list is neither signed nor ended', async () => {
      const { festival } = await make();
      await test.call('ledger.reverseVoucher', { id: festival.voucherId, day: day('2026-03-15'), reason: '发错' });
      expect(
        (
          await test.refusal('visits.signList', {
            batchId: festival.id,
            who: 'allBut',
            ids: [],
            signedDay: '2026-03-01',
          })
        ).code,
      ).toBe('visit.listReversed');
      expect(
        (await test.refusal('visits.endFestival', { batchId: festival.id, day: '2026-03-15', reason: '没来' })).code,
      ).toBe('visit.listReversed');
      expect((await test.call('visits.listFestivals', {}))[0]).toMatchObject({ reversed: true, open: 0, signed: 0 });
    });
  });

  describe('out of stock', () => {
    let rice: string;
    let oil: string;
    beforeEach(async () => {
      await test.call('visits.buyStock', {
        day: day('2026-02-01'),
        accountId: '2021:50105',
        method: 'bank',
        supplier: '粮油店',
        lines: [
          { name: '大米', unit: '袋', quantity: 6, unitPrice: fen(6_500) },
          { name: '食用油', unit: '桶', quantity: 3, unitPrice: fen(9_990) },
        ],
      });
      const { lots } = await test.call('visits.listStock', {});
      rice = lots.find(({ name }) => name === '大米')?.id ?? '';
      oil = lots.find(({ name }) => name === '食用油')?.id ?? '';
    });
    const each = () => ({
      method: 'stock' as const,
      goods: '大米 2 袋、食用油 1 桶',
      stock: [
        { lotId: rice, each: 2 },
        { lotId: oil, each: 1 },
      ],
      amountEach: fen(22_990),
    });

    it('takes what each one gets from the lots, spends nothing a second time, and keeps the goods of every line', async () => {
      const money = raw.get('SELECT sum(debit - credit) AS bank FROM account_months WHERE account_id = :id', {
        id: '2021:102',
      });
      const { festival } = await make(each());
      expect(festival).toMatchObject({ people: 3, total: 68_970, method: 'stock' });
      expect(entriesOf(festival.voucherId)).toEqual([
        { account: '2021:301', debit: 68_970, credit: 0 },
        { account: '2021:121', debit: 0, credit: 68_970 },
      ]);
      expect(
        raw.get('SELECT sum(debit - credit) AS bank FROM account_months WHERE account_id = :id', { id: '2021:102' }),
      ).toEqual(money);
      expect((await test.call('visits.listStock', { withUsedUp: true })).lots.map(({ onHand }) => onHand)).toEqual([
        0, 0,
      ]);
      expect(
        raw.all(
          'SELECT name, unit, quantity, unit_price AS price, count(*) AS lines FROM visit_goods GROUP BY line ORDER BY line',
        ),
      ).toEqual([
        { name: '大米', unit: '袋', quantity: 2, price: 6_500, lines: 3 },
        { name: '食用油', unit: '桶', quantity: 1, price: 9_990, lines: 3 },
      ]);
      await test.call('ledger.reverseVoucher', { id: festival.voucherId, day: day('2026-03-15'), reason: '发错' });
      expect((await test.call('visits.listStock', {})).lots.map(({ onHand }) => onHand)).toEqual([6, 3]);
    });

    it('refuses more than there is, another worth, a fund, and lots with another way to pay', async () => {
      const before = stored();
      const wrong: [Partial<FestivalInput>, string][] = [
        [{ stock: [{ lotId: rice, each: 3 }], amountEach: fen(19_500) }, 'stock.notEnough'],
        [{ amountEach: fen(22_991) }, 'stock.worthDiffers'],
        [{ stock: [] }, 'stock.nothingChosen'],
        [
          {
            stock: [
              { lotId: rice, each: 1 },
              { lotId: rice, each: 1 },
            ],
            amountEach: fen(13_000),
          },
          'stock.lotTwice',
        ],
        [{ stock: [{ lotId: unknown, each: 1 }] }, 'request.notFound'],
        [{ fundId: unknown }, 'stock.withoutFund'],
        [{ method: 'bank' }, 'stock.onlyFromStock'],
        [{ day: day('2026-01-31') }, 'stock.notEnough'],
      ];
      for (const [change, code] of wrong)
        expect([
          change,
          (await test.refusal('visits.makeFestival', festivalOf({ ...each(), ...change }))).code,
        ]).toEqual([change, code]);
      expect(stored()).toEqual(before);
    });
  });

  it('refuses hostile input in words and writes nothing', async () => {
    raw.run("UPDATE periods SET status = 'closed', closed_at = 'x', closed_by = 'x' WHERE month = '2026-01'");
    const before = stored();
    const refusals: [OperationName, unknown, string][] = [
      ['visits.makeFestival', { ...festivalOf(), form: 'money' }, 'request.invalid'],
      ['visits.makeFestival', { ...festivalOf(), amountEach: 0 }, 'request.invalid'],
      ['visits.makeFestival', { ...festivalOf(), amountEach: -1 }, 'request.invalid'],
      ['visits.makeFestival', { ...festivalOf(), amountEach: 10.005 }, 'request.invalid'],
      ['visits.makeFestival', { ...festivalOf(), day: '2026-02-30' }, 'request.invalid'],
      ['visits.makeFestival', { ...festivalOf(), day: '2026-01-31' }, 'ledger.periodClosed'],
      ['visits.makeFestival', { ...festivalOf(), day: '2031-01-31' }, 'ledger.periodMissing'],
      ['visits.makeFestival', { ...festivalOf(), festival: '元宵' }, 'request.notFound'],
      ['visits.makeFestival', { ...festivalOf(), kindId: unknown }, 'request.notFound'],
      ['visits.makeFestival', { ...festivalOf(), kindId: 'hospital' }, 'visit.kindMismatch'],
      ['visits.makeFestival', { ...festivalOf(), resolutionId: unknown }, 'request.notFound'],
      ['visits.makeFestival', { ...festivalOf(), include: [unknown] }, 'request.notFound'],
      ['visits.makeFestival', { ...festivalOf(), filter: { groupIds: ['g-arts'] } }, 'visit.nobody'],
      ['visits.makeFestival', { ...festivalOf(), filter: { secret: 1 } }, 'request.invalid'],
      ['visits.makeFestival', { ...festivalOf(), filter: { statuses: ["x' OR 1=1 --"] } }, 'request.invalid'],
      [
        'visits.makeFestival',
        { ...festivalOf(), stock: [{ lotId: 'x', each: 0 }], method: 'stock' },
        'request.invalid',
      ],
      [
        'visits.makeFestival',
        festivalOf({ amountEach: fen(99_999_999_999_999), approvalGround: '特批' }),
        'request.invalid',
      ],
      [
        'visits.makeFestival',
        festivalOf({ amountEach: fen(9_000_000), approvalGround: '特批' }),
        'ledger.cashNegative',
      ],
      ['visits.previewFestival', { ...festivalOf() }, 'request.invalid'],
      ['visits.previewFestival', { ...asked(), paidThrough: '2026-13' }, 'request.invalid'],
      ['visits.readSignOffSheet', { batchId: unknown }, 'request.notFound'],
    ];
    for (const [operation, input, code] of refusals)
      expect([operation, (await test.refusal(operation, input)).code]).toEqual([operation, code]);
    expect(stored()).toEqual(before);
  });

  it('holds against raw SQL: no edit, no second line, nothing returned that no voucher says', async () => {
    const { festival } = await make();
    const final = /ledger\.postedIsFinal/;
    expect(() => raw.run('DELETE FROM visit_batches')).toThrow(final);
    expect(() => raw.run('UPDATE visit_batches SET people = 99')).toThrow(final);
    const copy = `INSERT INTO visits (id, batch_id, batch_line, kind_id, member_id, day, reason, form, amount, voucher_id)
      SELECT 'forged', batch_id, :line, kind_id, :member, day, reason, form, amount, voucher_id FROM visits WHERE batch_id = :batch LIMIT 1`;
    expect(() => raw.run(copy, { line: festival.people + 1, member: member(2), batch: festival.id })).toThrow(
      /visit\.voucherMismatch/,
    );
    expect(() => raw.run(copy, { line: 1, member: member(2), batch: festival.id })).toThrow(/UNIQUE/);
    const [line] = (await sheet(festival.id)).lines;
    const giveBack = (voucherId: string) => () =>
      raw.run(
        "INSERT INTO visit_returns (visit_id, day, reason, voucher_id) VALUES (:id, '2026-02-10', 'x', :voucherId)",
        { id: line?.id, voucherId },
      );
    expect(giveBack(festival.voucherId)).toThrow(/visit\.notReturnable/);
    await test.call('visits.signList', {
      batchId: festival.id,
      who: 'these',
      ids: [line?.id ?? ''],
      signedDay: day('2026-02-11'),
      signedBy: '',
      signedRelation: '',
    });
    await test.call('visits.endFestival', { batchId: festival.id, day: day('2026-02-20'), reason: '没来' });
    const returned = raw.get<{ id: string }>('SELECT DISTINCT voucher_id AS id FROM visit_returns')?.id ?? '';
    // a signed line, and one more on a voucher that is sealed by its lot
    expect(giveBack(returned)).toThrow(/visit\.notReturnable/);
    expect(() => raw.run('DELETE FROM visit_returns')).toThrow(final);
  });

  it('reads every list by an index', () => {
    const plan = (sql: string) =>
      explain(raw, sql, {
        batchId: 'x',
        kindId: 'x',
        first: 'a',
        last: 'b',
        name: 'x',
        festival: 'x',
        through: 'x',
        day: 'x',
      }).join('\n');
    expect(plan(`${FESTIVALS} ORDER BY batch.day DESC, batch.id`)).toMatch(
      /SCAN batch USING INDEX visit_batches_by_day/,
    );
    expect(plan(FESTIVALS)).toMatch(/visits USING COVERING INDEX visits_of_batch \(batch_id=\? AND signed_day>\?\)/);
    expect(plan(FESTIVALS)).toMatch(/SEARCH lot USING INDEX stock_lots_of_batch \(batch_id=\?\)/);
    expect(plan(SIGN_OFF_LINES)).toMatch(/SEARCH visits USING INDEX sqlite_autoindex_visits_\d \(batch_id=\?\)/);
    expect(plan(SIGN_OFF_LINES)).not.toMatch(/TEMP B-TREE/);
    expect(plan(OPEN_LINES)).toMatch(/SEARCH visits USING INDEX visits_of_batch \(batch_id=\? AND signed_day=\?\)/);
    expect(plan(GIVEN_FOR_FESTIVAL)).toMatch(
      /SEARCH visits USING INDEX visits_by_kind \(kind_id=\? AND day>\? AND day<\?\)/,
    );
    expect(plan(OWING_THROUGH)).toMatch(/levies USING COVERING INDEX levies_owed/);
    expect(plan(VISIT_LINES)).toMatch(/visits USING INDEX visits_by_day \(day>\? AND day<\?\)/);
  });
});

describe('a festival of any size', () => {
  let books: BareBooks;
  beforeEach(() => {
    books = bareBooks();
    books.write(fillBank);
  });
  afterEach(() => books.dispose());

  it('is one voucher whose amount is the sum of its lines, and every member is either listed or left out', () => {
    let round = 0;
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 120_000 }), { minLength: 1, maxLength: 12 }),
        fc.integer({ min: 1, max: 120_000 }),
        fc.nat({ max: 3 }),
        (earlier, each, out) => {
          round += 1;
          books.db.run("UPDATE members SET status = 'transferred'");
          const people = earlier.map((_, index) => ({ number: `R${round}-${index}`, name: `职工${index}` }));
          const ids = putMembers(books.db, people);
          earlier.forEach((amount, index) => {
            const before = {
              kindId: 'festival',
              form: 'goods',
              day: day('2026-01-01'),
              amount: fen(amount),
              festival: '元旦',
            } as const;
            if (amount > 0)
              books.write((context) => visitOnce(context, ids[index] ?? '', { ...before, goods: '茶叶' }));
          });
          const wanted = { name: `第 ${round} 次`, amountEach: fen(each), exclude: ids.slice(0, out) };
          // the yearly limit of the sample that the books were founded with is 1,200 yuan
          const fits = earlier.filter((amount, index) => index >= out && amount + each <= 120_000).length;
          const preview = previewFestival(books.db, asked(wanted), day('2026-03-15'));
          expect(preview.people).toBe(fits);
          expect(preview.people + preview.leftOut.length).toBe(earlier.length);
          if (fits === 0) return;
          const vouchers = () => books.db.get<{ count: number }>('SELECT count(*) AS count FROM vouchers')?.count ?? 0;
          const vouchersBefore = vouchers();
          const { festival, leftOut } = books.write((context) => makeFestival(context, festivalOf(wanted)));
          expect(vouchers()).toBe(vouchersBefore + 1);
          expect(leftOut).toEqual(preview.leftOut);
          const { lines } = readSignOffSheet(books.db, festival.id);
          expect(lines.map((line) => line.line)).toEqual(Array.from({ length: fits }, (_, index) => index + 1));
          expect(lines.map((line) => line.memberId)).toEqual(preview.listed.map((row) => row.memberId));
          const given = lines.reduce((total, line) => total + line.amount, 0);
          expect([festival.total, preview.total]).toEqual([given, given]);
          expect(
            books.db.all(
              'SELECT account_id AS account, debit, credit FROM entries WHERE voucher_id = :id ORDER BY line',
              { id: festival.voucherId },
            ),
          ).toEqual([
            { account: '2021:50105', debit: given, credit: 0 },
            { account: '2021:102', debit: 0, credit: given },
          ]);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('of a thousand is planned, written, signed but for some, and ended', () => {
    const many = Array.from({ length: 1000 }, (_, index) => ({
      number: String(index).padStart(5, '0'),
      name: `职工${index}`,
    }));
    books.db.transaction(() => putMembers(books.db, many));
    const preview = previewFestival(books.db, asked(), day('2026-03-15'));
    expect(preview).toMatchObject({ people: 1000, total: 30_000_000 });
    const { festival } = books.write((context) => makeFestival(context, festivalOf()));
    expect(festival).toMatchObject({ people: 1000, open: 1000 });
    const { lines } = readSignOffSheet(books.db, festival.id);
    const absent = lines.slice(0, 300).map(({ id }) => id);
    const sign = { batchId: festival.id, signedDay: day('2026-02-12'), signedBy: '', signedRelation: '' };
    const signed = books.write((context) => signList(context, { ...sign, who: 'allBut', ids: absent }));
    expect(signed.festival).toMatchObject({ signed: 700, open: 300 });
    const ended = books.write((context) =>
      endFestival(context, { batchId: festival.id, day: day('2026-03-01'), reason: '没有来领', place: '' }),
    );
    expect(ended.festival).toMatchObject({ signed: 700, open: 0, returned: 300, left: 300 });
  });

  it('that was reversed counts nowhere, and the same people are listed again', () => {
    putMembers(books.db, [{ number: '1', name: '张三' }]);
    const first = books.write((context) => makeFestival(context, festivalOf()));
    expect(previewFestival(books.db, asked(), day('2026-03-15')).people).toBe(0);
    books.write((context) => reverse(context, first.festival.voucherId, '2026-03-01'));
    expect(previewFestival(books.db, asked(), day('2026-03-15')).people).toBe(1);
  });
});
