import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { read } from '@e965/xlsx';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection, Writable } from '#electron/engine/database.ts';
import { postVoucher } from '#electron/engine/ledger/commands.ts';
import { makeFestival } from '#electron/engine/visits/festivals/festival.ts';
import { endFestival } from '#electron/engine/visits/festivals/hand-out.ts';
import { addParticipants } from '#electron/engine/visits/insurance/participants.ts';
import { savePlan, saveYear } from '#electron/engine/visits/insurance/plans.ts';
import { postPremiums, previewPremiums } from '#electron/engine/visits/insurance/premiums.ts';
import { GIVEN_SQL } from '#electron/engine/visits/reports/given.ts';
import { FATES, REVERSED_EARLIER, STOCK_BY_KIND } from '#electron/engine/visits/reports/reconcile.ts';
import { visitsToDo } from '#electron/engine/visits/reports/workbench.ts';
import { readYear } from '#electron/engine/visits/reports/year.ts';
import { buyStock } from '#electron/engine/visits/stock/buy.ts';
import { day } from '#shared/calendar.ts';
import { memberFilter } from '#shared/contract/members.ts';
import { changeFrom, tenths } from '#shared/contract/visits.ts';
import { fen } from '#shared/money.ts';
import { type BareBooks, bareBooks, putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';
import { aVisit, fillBank, putResolution, reverse, visitOnce } from './visits-support.ts';

const women = (db: Writable, ids: readonly string[]) =>
  db.run("UPDATE members SET sex = iif(id IN (SELECT value FROM json_each(:ids)), 'female', 'male')", {
    ids: JSON.stringify(ids),
  });

describe('the yearly figures', () => {
  let test: TestEngine;
  let raw: Connection;
  let members: string[];
  beforeEach(async () => {
    test = await startWithBooks();
    raw = await secondConnection(test);
    members = putMembers(raw, [
      { number: '0001', name: '张三' },
      { number: '0002', name: '李四' },
      { number: '0003', name: '王五' },
    ]);
    women(raw, members.slice(0, 1));
  });
  afterEach(async () => {
    raw.close();
    await test.dispose();
  });
  const member = (index: number) => members[index] ?? '';
  const record = (index: number, change: Parameters<typeof aVisit>[1] = {}) =>
    test.call('visits.record', { ...aVisit(member(index), change), approvalGround: '工会委员会研究' });

  it('count visits and people, and the sentence says the same', async () => {
    await record(0, { amount: fen(50_000) });
    await record(0, { amount: fen(20_000), day: day('2026-02-03'), kindId: 'wedding', form: 'goods', goods: '床品' });
    await record(1, { amount: fen(30_000) });
    const wrong = await record(2, { amount: fen(77_700) });
    await test.call('ledger.reverseVoucher', { id: wrong.voucherId, day: day('2026-03-12'), reason: '录错' });
    const year = await test.call('visits.readYear', { year: 2026 });
    expect(year.total).toEqual({ times: 3, people: 2, amount: 100_000, womenTimes: 2, women: 1, womenAmount: 70_000 });
    expect(year.sentence).toBe('全年走访慰问3人次，发放慰问金（含慰问品折款）1,000.00元，其中女职工1人，占50.0%。');
    expect(year.longSentence).toContain(
      '2026年走访慰问职工2人、3人次，合计1,000.00元，其中慰问金800.00元，慰问品折款200.00元',
    );
    expect(year.longSentence).toContain('慰问700.00元，占慰问金额的70.0%');
    expect(year.byKind.map((line) => [line.label, line.sum.times, line.sum.amount])).toEqual(
      expect.arrayContaining([
        ['生病住院', 2, 80_000],
        ['结婚', 1, 20_000],
      ]),
    );
    expect(year.byMonth.map((line) => line.sum.amount).slice(0, 4)).toEqual([0, 20_000, 80_000, 0]);
    expect(year.byForm.map((line) => [line.label, line.sum.amount])).toEqual([
      ['慰问品', 20_000],
      ['慰问金', 80_000],
    ]);
    expect(year.expense.at(-1)).toMatchObject({ kind: 'difference', amount: 0 });
    expect(year.expense.find((line) => line.kind === 'ledger')?.amount).toBe(100_000);
    const next = await test.call('visits.readYear', { year: 2027 });
    expect(next.last).toEqual(year.total);
    expect(next.sentence).toBe('2027年没有走访慰问。');
    expect(changeFrom(5, 0)).toEqual({ difference: 5 });
    expect(changeFrom(3, 4)).toEqual({ difference: -1, percent: -250 });
    expect(tenths(1, 3)).toBe(333);
  });

  it('carry insurance and donations beside the visits, never in them', async () => {
    const { id: planId } = await test.call('visits.saveInsurancePlan', { name: '职工医疗互助' });
    const term = await test.call('visits.saveInsuranceYear', {
      planId,
      from: day('2026-01-01'),
      to: day('2026-12-31'),
      premium: fen(10_000),
      unionPart: fen(10_000),
      memberPart: fen(0),
      employerPart: fen(0),
    });
    await test.call('visits.addParticipants', { yearId: term.id, memberIds: [member(0)] });
    await test.call('visits.postPremiums', {
      yearId: term.id,
      kind: 'pay',
      day: day('2026-03-03'),
      method: 'bank',
      total: fen(10_000),
    });
    const drive = await test.call('visits.saveDrive', { name: '一日捐', day: day('2026-03-01') });
    await test.call('visits.collectDonations', {
      driveId: drive.id,
      day: day('2026-03-02'),
      method: 'bank',
      gifts: [{ amount: fen(500) }],
    });
    await record(0);
    const year = await test.call('visits.readYear', { year: 2026 });
    expect(year.total).toMatchObject({ times: 1, amount: 50_000 });
    expect(year.insurance).toMatchObject([{ planName: '职工医疗互助', participants: 1, unionPart: 10_000 }]);
    expect(year.donations).toEqual({ drives: 1, gifts: 1, collected: 500, handedOver: 0, left: 500 });
    expect(year.expense.map((line) => [line.kind, line.amount])).toEqual([
      ['start', 50_000],
      ['plus', 10_000],
      ['sum', 60_000],
      ['ledger', 60_000],
      ['difference', 0],
    ]);
    const todo = visitsToDo(raw, day('2026-11-20'));
    expect(todo).toMatchObject({ unsigned: 1, renewals: 1, drives: 1, driveMoney: 500 });
    const { tasks } = await test.call('union.readWorkbench', {});
    expect(tasks.find(({ kind }) => kind === 'openDrives')?.sentence).toBe('1 次募捐还有 5.00 元没有转交。');
    const checks = await test.call('review.runSelfCheck', { year: 2026 });
    const state = (id: string) => checks.find((check) => check.id === id)?.state;
    expect(['visitVouchers', 'visitLedger', 'heldMoney', 'insurancePassedOn', 'donationsHanded'].map(state)).toEqual([
      'passed',
      'passed',
      'passed',
      'passed',
      'failed',
    ]);
  });

  it('are written as a workbook whose formulas come to the same', async () => {
    await record(0);
    await record(1, { amount: fen(30_000) });
    const folder = join(test.folder, 'out');
    mkdirSync(folder);
    const { fileName } = await test.call('visits.exportYear', { year: 2026, folder: test.engine.registerPath(folder) });
    const book = read(readFileSync(join(folder, fileName)), { type: 'buffer', cellFormula: true });
    expect(book.SheetNames).toEqual(['按类别', '按月份', '按形式', '按发放方式', '与支出核对', '与库存核对']);
    const sheet = book.Sheets['按月份'] ?? {};
    const cells = Object.entries(sheet).filter(([address]) => /^D\d+$/.test(address));
    const total = cells.at(-1)?.[1];
    expect(total).toMatchObject({ v: 800, f: expect.stringMatching(/SUM\(D\d+:D\d+\)/) });
    expect((await test.refusal('visits.exportYear', { year: 26, folder: 'x' })).code).toBe('request.invalid');
    expect((await test.refusal('visits.readYear', { year: 2026.5 })).code).toBe('request.invalid');
  });

  it('read by indexes', () => {
    const plan = (sql: string) => explain(raw, sql, { first: 'a', last: 'b', from: 'a', to: 'b' }).join('\n');
    expect(plan(GIVEN_SQL)).toMatch(/visits USING INDEX visits_by_day/);
    expect(plan(FATES)).toMatch(/visits USING INDEX visits_by_day/);
    expect(plan(REVERSED_EARLIER)).toMatch(
      /reversal USING INDEX vouchers_by_source[\s\S]*visits USING INDEX visit_single_voucher_once/,
    );
    expect(plan(STOCK_BY_KIND)).toMatch(/stock_moves_by_day/);
  });
});

describe('whatever is given, reversed and returned', () => {
  let books: BareBooks;
  let members: string[];
  beforeAll(() => {
    books = bareBooks();
    books.write(fillBank);
    putResolution(books.db);
    members = putMembers(
      books.db,
      [1, 2, 3, 4].map((index) => ({ number: `Y${index}`, name: `职工${index}` })),
    );
    women(books.db, members.slice(0, 2));
  });
  afterAll(() => books.dispose());

  it("the year's sums are the turnover of the accounts behind them", () => {
    const { db } = books;
    const step = fc.record({
      who: fc.nat({ max: 3 }),
      month: fc.integer({ min: 1, max: 12 }),
      amount: fc.integer({ min: 1, max: 30_000 }),
      fate: fc.constantFrom('stays', 'reversed', 'premium', 'bought', 'fromStock', 'stockReversed', 'list', 'returned'),
    });
    let round = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        for (const { who, month, amount, fate } of steps) {
          round += 1;
          const on = day(`2026-${String(month).padStart(2, '0')}-10`);
          if (fate === 'premium') {
            books.write((context) => {
              const { id: planId } = savePlan(context, {
                name: `P${round}`,
                organiser: '',
                kind: '',
                note: '',
                retired: false,
              });
              const { id: yearId } = saveYear(context, {
                planId,
                from: on,
                to: day('2026-12-31'),
                premium: fen(amount),
                unionPart: fen(amount),
                memberPart: fen(0),
                employerPart: fen(0),
                employerHeld: false,
                maxShares: 1,
                womenOnly: false,
                expenseAccountId: '2021:50305',
                heldAccountId: '2021:221',
                note: '',
              });
              addParticipants(context, { yearId, memberIds: members.slice(who), shares: 1 });
              const wanted = { yearId, kind: 'pay' as const, memberIds: [] };
              const { total } = previewPremiums(db, wanted);
              postPremiums(context, { ...wanted, total, day: on, method: 'bank', attachmentCount: 0 });
            });
            continue;
          }
          if (fate === 'bought' || fate === 'fromStock' || fate === 'stockReversed') {
            const name = `大米${round}`;
            const line = { name, unit: '袋', quantity: 3, unitPrice: fen(amount), place: '', note: '' };
            books.write((context) =>
              buyStock(context, {
                day: on,
                accountId: '2021:50105',
                method: 'bank',
                supplier: '粮油店',
                invoice: '',
                attachmentCount: 0,
                lines: [line],
              }),
            );
            if (fate === 'bought') continue;
            const lotId = db.get<{ id: string }>('SELECT id FROM stock_lots WHERE name = :name', { name })?.id ?? '';
            const given = books.write((context) =>
              visitOnce(context, members[who] ?? '', {
                day: on,
                form: 'goods',
                kindId: 'wedding',
                goods: name,
                amount: fen(amount * 2),
                method: 'stock',
                stock: [{ lotId, quantity: 2 }],
                approvalGround: '特批',
              }),
            );
            if (fate === 'stockReversed') books.write((context) => reverse(context, given, '2026-12-31'));
            continue;
          }
          if (fate === 'list' || fate === 'returned') {
            const { festival } = books.write((context) =>
              makeFestival(context, {
                name: `第 ${round} 次慰问`,
                festival: '',
                kindId: 'festival',
                day: day('2026-03-01'),
                form: 'goods',
                goods: '茶叶',
                amountEach: fen(amount),
                filter: memberFilter.parse({ statuses: ['active'] }),
                include: [],
                exclude: members.slice(0, who),
                approvalGround: '特批',
                method: 'bank',
                stock: [],
                attachmentCount: 0,
              }),
            );
            if (fate === 'returned')
              books.write((context) =>
                endFestival(context, { batchId: festival.id, day: day('2026-03-12'), reason: '没有来领', place: '' }),
              );
            continue;
          }
          const voucher = books.write((context) =>
            visitOnce(context, members[who] ?? '', { day: on, amount: fen(amount), approvalGround: '特批' }),
          );
          if (fate === 'reversed')
            books.write((context) => reverse(context, voucher, month === 12 ? '2026-12-31' : '2026-12-20'));
        }
        const year = readYear(db, 2026);
        expect(year.expense.at(-1)).toMatchObject({ kind: 'difference', amount: 0 });
        expect(year.stock.at(-1)).toMatchObject({ kind: 'difference', amount: 0 });
        const sumOf = (lines: readonly { sum: { times: number; amount: number } }[]) =>
          lines.reduce((all, { sum }) => [(all[0] ?? 0) + sum.times, (all[1] ?? 0) + sum.amount], [0, 0]);
        const whole = [year.total.times, year.total.amount];
        for (const lines of [
          year.byKind,
          year.byMonth,
          year.byForm,
          year.byMethod,
          [{ sum: year.single }, { sum: year.festivals }],
        ])
          expect(sumOf(lines)).toEqual(whole);
        expect(year.total.womenAmount).toBeLessThanOrEqual(year.total.amount);
        if (year.total.times > 0) {
          expect(year.sentence).toContain(`走访慰问${year.total.times}人次`);
          expect(year.sentence).toContain(`女职工${year.total.women}人`);
        }
      }),
      { numRuns: 12 },
    );
  });

  it('birthdays that are given as one list are everyday visits, not a festival', () => {
    const { db } = books;
    const before = readYear(db, 2026);
    books.write((context) =>
      makeFestival(
        context,
        {
          name: '2026 年 4 月生日',
          festival: '',
          kindId: 'birthday',
          day: day('2026-04-10'),
          form: 'coupon',
          goods: '蛋糕券',
          amountEach: fen(10_000),
          filter: memberFilter.parse({ statuses: ['active'] }),
          include: [],
          exclude: members.slice(2),
          approvalGround: '',
          method: 'bank',
          stock: [],
          attachmentCount: 0,
        },
        true,
      ),
    );
    const after = readYear(db, 2026);
    expect(after.single.times - before.single.times).toBe(2);
    expect(after.festivals).toEqual(before.festivals);
    expect(after.lists.at(-1)?.name ?? '').not.toBe('');
  });

  it('shows an expense that was booked past the records as the difference', () => {
    const { db } = books;
    const before = readYear(db, 2026).expense.at(-1)?.amount;
    books.write((context) =>
      postVoucher(context, {
        day: day('2026-05-05'),
        summary: '直接记的慰问',
        source: 'visits',
        entries: [
          { accountId: '2021:50105', debit: fen(123), credit: fen(0) },
          { accountId: '2021:102', debit: fen(0), credit: fen(123) },
        ],
      }),
    );
    expect([before, readYear(db, 2026).expense.at(-1)?.amount]).toEqual([0, -123]);
  });
});
