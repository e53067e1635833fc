import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { day, month } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import { putMembers } from './dues-support.ts';
import { secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';

const MARCH = month('2026-03');
const DAY = day('2026-03-05');

let test: TestEngine;
let db: Connection;
beforeEach(async () => {
  test = await startWithBooks();
  db = await secondConnection(test);
});
afterEach(async () => {
  db.close();
  await test.dispose();
});

const levyOf = async (search: string, of = MARCH) => {
  const [levy] = (await test.call('dues.listLevies', { month: of, search })).rows;
  if (!levy) throw new Error(`no levy for ${search}`);
  return levy;
};
const countOf = (table: string) => db.get<{ count: number }>(`SELECT count(*) AS count FROM ${table}`)?.count;
const TABLES = [
  'levies',
  'dues_batches',
  'dues_receipts',
  'dues_allocations',
  'dues_take_backs',
  'vouchers',
  'audit_trail',
];
const stored = () => TABLES.map(countOf);

describe('the rule in force', () => {
  it('is the national one from the first month of the books, with its source', async () => {
    const rule = await test.call('dues.readRule', { month: MARCH });
    expect(rule).toMatchObject({ rateBasisPoints: 50, cutTo: 1000, baseItems: [], from: '2026-01' });
    expect(rule.source).toContain('《关于收交工会会费的通知》');
    expect(rule.source).toContain('不足十元的不计');
    const refused = await test.refusal('dues.readRule', { month: '2025-12' });
    expect(refused.sentence).toContain('2025年12月没有可用的会费标准');
  });

  it('a later rule counts from its month on, and only the items it names; earlier levies keep theirs', async () => {
    const [id = ''] = putMembers(db, [{ number: '0001', name: '侯梅玉', wage: 4567 }]);
    db.run("INSERT INTO member_wages VALUES (:id, '2025-01', '基础性绩效', 100000)", { id });
    await test.call('dues.raiseLevy', { month: month('2026-02') });
    db.run(
      `INSERT INTO dues_rules (id, name, from_month, rate_basis_points, cut_to, base_items, source)
       VALUES ('r', '本单位标准', '2026-03', 50, 1000, '["岗位工资"]', '会员代表大会决议')`,
    );
    await test.call('dues.raiseLevy', { month: MARCH });
    expect(await levyOf('0001', month('2026-02'))).toMatchObject({ wage: 556700, amount: 2780 });
    expect(await levyOf('0001')).toMatchObject({ wage: 456700, cutBase: 456000, amount: 2280 });
  });
});

describe('the levy of a month', () => {
  // 《关于收交工会会费的通知》 (1978) 第一条, rules.md 7.1: wage -> dues, in yuan
  const WAGES = [
    [4567, 22.8],
    [3080, 15.4],
    [999, 4.95],
    [999.99, 4.95],
    [10, 0.05],
    [9.99, 0],
    [5, 0],
    [0, 0],
    [12345.67, 61.7],
  ] as const;
  it('by the table of the notice, wage by wage', async () => {
    putMembers(
      db,
      WAGES.map(([wage], index) => ({ number: `000${index}`, name: '侯梅玉', wage })),
    );
    const preview = await test.call('dues.previewLevy', { month: MARCH });
    const result = await test.call('dues.raiseLevy', { month: MARCH });
    const { rows } = await test.call('dues.listLevies', { month: MARCH });
    expect(rows.map(({ wage, amount }) => [wage / 100, amount / 100])).toEqual(WAGES);
    const total = rows.reduce((sum, { amount }) => sum + amount, 0);
    expect(preview.total).toBe(total);
    expect(result).toMatchObject({ levied: 9, levies: 9, total, already: 0, withoutWage: 0 });
    // nothing to pay is nothing owed
    expect(rows.map(({ state }) => state)).toEqual(WAGES.map(([, dues]) => (dues === 0 ? 'paid' : 'owed')));
  });

  it('takes active members only, names those without a wage, and makes no voucher', async () => {
    putMembers(db, [
      { number: '0001', name: '侯梅玉', wage: 4567 },
      { number: '0002', name: '崔超', wage: 3080, status: 'retained' },
      { number: '0003', name: '黎玉明', wage: 3080, status: 'transferred' },
      { number: '0004', name: '陈秀桂' },
      { number: '0005', name: '叶军雨', wage: 3080, joined: '2026-04-01' },
      { number: '0006', name: '孟燕丽', wage: 3080, joined: '2026-03' },
    ]);
    const preview = await test.call('dues.previewLevy', { month: MARCH });
    expect(preview.rows.map((row) => row.name)).toEqual(['侯梅玉', '孟燕丽']);
    expect(preview).toMatchObject({ toLevy: 2, total: 3820, already: 0, exempt: 1 });
    expect(preview.withoutWage.map((member) => member.name)).toEqual(['陈秀桂']);
    await test.call('dues.raiseLevy', { month: MARCH });
    expect(countOf('vouchers')).toBe(0);
    expect(await test.call('dues.readMonth', { month: MARCH })).toMatchObject({
      levied: true,
      members: 2,
      owingMembers: 2,
      levyTotal: 3820,
    });
  });

  it('who retires in a month pays nothing for it, but still for the months before', async () => {
    const [id = ''] = putMembers(db, [{ number: '0001', name: '侯梅玉', wage: 4567, status: 'retained' }]);
    db.run(
      `INSERT INTO member_changes (member_id, sequence, day, from_status, to_status, ground, operator)
       VALUES (:id, 1, '2026-03-10', 'active', 'retained', '退休', '陈静')`,
      { id },
    );
    expect((await test.call('dues.previewLevy', { month: month('2026-02') })).toLevy).toBe(1);
    expect(await test.call('dues.previewLevy', { month: MARCH })).toMatchObject({ toLevy: 0, exempt: 1 });
  });

  it('run twice doubles nothing; whoever came to have a wage is added', async () => {
    const [, second = ''] = putMembers(db, [
      { number: '0001', name: '侯梅玉', wage: 4567 },
      { number: '0002', name: '崔超' },
    ]);
    expect(await test.call('dues.raiseLevy', { month: MARCH })).toMatchObject({ levied: 1, withoutWage: 1 });
    const before = stored();
    expect(await test.refusal('dues.raiseLevy', { month: MARCH })).toMatchObject({ code: 'dues.nothingToLevy' });
    expect(stored()).toEqual(before);
    db.run("INSERT INTO member_wages VALUES (:second, '2026-01', '岗位工资', 308000)", { second });
    expect(await test.call('dues.raiseLevy', { month: MARCH })).toMatchObject({
      levied: 1,
      total: 1540,
      already: 1,
      withoutWage: 0,
    });
  });

  it('a wage from a later month on does not count earlier', async () => {
    const [id = ''] = putMembers(db, [{ number: '0001', name: '侯梅玉', wage: 3080 }], '2026-01');
    db.run("INSERT INTO member_wages VALUES (:id, '2026-03', '岗位工资', 456700)", { id });
    await test.call('dues.raiseLevy', { month: month('2026-02') });
    await test.call('dues.raiseLevy', { month: MARCH });
    expect((await levyOf('0001', month('2026-02'))).amount).toBe(1540);
    expect((await levyOf('0001')).amount).toBe(2280);
  });
});

describe('one payment', () => {
  it('in parts, in cash and by transfer, until nothing is owed; each is a voucher of its day', async () => {
    putMembers(db, [{ number: '0001', name: '侯梅玉', wage: 4567 }]);
    await test.call('dues.raiseLevy', { month: MARCH });
    const { id: levyId } = await levyOf('0001');
    const first = await test.call('dues.recordReceipt', {
      levyId,
      amount: fen(1000),
      method: 'cash',
      day: DAY,
      receiptNumber: 'No.17',
    });
    expect(first.levy).toMatchObject({ paid: 1000, owed: 1280, state: 'part' });
    const second = await test.call('dues.recordReceipt', {
      levyId,
      amount: fen(1280),
      method: 'bank',
      day: day('2026-04-02'),
    });
    expect(second.levy).toMatchObject({ paid: 2280, owed: 0, state: 'paid' });
    expect([first.voucherNumber, second.voucherNumber]).toEqual(['记-001', '记-001']);
    const entries = db.all(
      `SELECT vouchers.month, accounts.code, debit, credit FROM entries JOIN vouchers ON vouchers.id = voucher_id
       JOIN accounts ON accounts.id = account_id ORDER BY vouchers.month, line`,
    );
    expect(entries).toEqual([
      { month: '2026-03', code: '101', debit: 1000, credit: 0 },
      { month: '2026-03', code: '401', debit: 0, credit: 1000 },
      { month: '2026-04', code: '102', debit: 1280, credit: 0 },
      { month: '2026-04', code: '401', debit: 0, credit: 1280 },
    ]);
  });

  it('for a month that is closed already comes into the open month', async () => {
    putMembers(db, [{ number: '0001', name: '侯梅玉', wage: 4567 }]);
    await test.call('dues.raiseLevy', { month: month('2026-01') });
    const { id: levyId } = await levyOf('0001', month('2026-01'));
    closeJanuary();
    const input = { levyId, amount: fen(2280), method: 'bank' as const };
    expect((await test.refusal('dues.recordReceipt', { ...input, day: '2026-01-31' })).code).toBe(
      'ledger.periodClosed',
    );
    expect((await test.call('dues.recordReceipt', { ...input, day: DAY })).levy.owed).toBe(0);
  });
});

const closeJanuary = () =>
  db.run("UPDATE periods SET status = 'closed', closed_at = 'x', closed_by = 'x' WHERE month = '2026-01'");

describe('taking a batch back', () => {
  it('makes the month owed again and reverses its voucher; the receipt stays on record', async () => {
    putMembers(db, [{ number: '0001', name: '侯梅玉', wage: 4567 }]);
    await test.call('dues.raiseLevy', { month: MARCH });
    const { id: levyId } = await levyOf('0001');
    await test.call('dues.recordReceipt', { levyId, amount: fen(2280), method: 'cash', day: DAY });
    const [batch] = (await test.call('dues.listBatches', {})).rows;
    expect(batch).toMatchObject({ kind: 'cash', from: '侯梅玉', receipts: 1, total: 2280, voucherNumber: '记-001' });
    expect(batch?.takenBack).toBeUndefined();
    const batchId = batch?.id ?? '';
    const back = await test.call('dues.takeBackBatch', { batchId, day: DAY, reason: '记错了人' });
    expect(back.voucherNumber).toBe('记-002');
    expect(await levyOf('0001')).toMatchObject({ paid: 0, owed: 2280, state: 'owed' });
    const [marked] = (await test.call('dues.listBatches', {})).rows;
    expect(marked?.takenBack).toEqual({ day: DAY, reason: '记错了人', voucherNumber: '记-002' });
    expect(countOf('dues_receipts')).toBe(1);

    const before = stored();
    expect((await test.refusal('dues.takeBackBatch', { batchId, day: DAY, reason: '再撤' })).code).toBe(
      'dues.batchTakenBack',
    );
    expect(stored()).toEqual(before);
    // the money can be received again
    expect(
      (await test.call('dues.recordReceipt', { levyId, amount: fen(2280), method: 'bank', day: DAY })).levy.owed,
    ).toBe(0);
  });

  it('is refused where the reversal is: closed month, before the payment, nothing written', async () => {
    putMembers(db, [{ number: '0001', name: '侯梅玉', wage: 4567 }]);
    await test.call('dues.raiseLevy', { month: MARCH });
    await test.call('dues.recordReceipt', {
      levyId: (await levyOf('0001')).id,
      amount: fen(2280),
      method: 'cash',
      day: DAY,
    });
    const batchId = (await test.call('dues.listBatches', {})).rows[0]?.id;
    closeJanuary();
    const before = stored();
    const ask = async (change: object) =>
      (await test.refusal('dues.takeBackBatch', { batchId, day: DAY, reason: '错', ...change })).sentence;
    expect(await ask({ day: '2026-01-15' })).toMatch(/已经结账|不能早于/);
    expect(await ask({ day: '2026-03-04' })).toContain('不能早于原凭证');
    expect(await ask({ day: '2026-02-30' })).toContain('不是一个存在的日期');
    expect(await ask({ reason: '  ' })).toContain('「事由」没有填写');
    expect(await ask({ batchId: 'nobody' })).toContain('找不到这条收缴批次');
    expect(stored()).toEqual(before);
  });
});

describe('bad input is refused with its sentence and nothing is written', () => {
  it('for every operation that writes', async () => {
    putMembers(db, [{ number: '0001', name: '侯梅玉', wage: 4567 }]);
    await test.call('dues.raiseLevy', { month: MARCH });
    closeJanuary();
    const { id: levyId } = await levyOf('0001');
    const good = { levyId, amount: 2280, method: 'cash', day: DAY };
    const before = stored();
    const pay = async (change: object) => (await test.refusal('dues.recordReceipt', { ...good, ...change })).sentence;
    expect(await pay({ amount: 2281 })).toContain('只欠 22.80 元');
    expect(await pay({ amount: 22.805 })).toContain('「金额」最多写到分');
    expect(await pay({ amount: -1 })).toContain('「金额」要大于零');
    expect(await pay({ amount: 0 })).toContain('「金额」要大于零');
    expect(await pay({ amount: '22.80' })).toContain('「金额」不是金额');
    expect(await pay({ amount: Number.NaN })).toContain('「金额」不是金额');
    expect(await pay({ day: '2026-02-30' })).toContain('不是一个存在的日期');
    expect(await pay({ day: '2026-01-05' })).toContain('2026年1月已经结账');
    expect(await pay({ method: 'payroll' })).toContain('收付方式');
    expect(await pay({ levyId: '00000000-0000-7000-8000-000000000000' })).toContain('找不到这条应收会费');
    expect(await pay({ levyId: "' OR 1=1 --" })).toContain('应收会费');
    expect(await pay({ receiptNumber: 'x'.repeat(31) })).toContain('收据号');
    const levy = async (of: unknown) => (await test.refusal('dues.raiseLevy', { month: of })).sentence;
    expect(await levy('2026-01')).toContain('2026年1月已结账');
    expect(await levy('2027-01')).toContain('2027年1月');
    expect(await levy('2026-3')).toContain('不是一个月份');
    expect(await levy(202603)).toContain('不是一个月份');
    expect((await test.refusal('dues.previewLevy', { month: '2026-01' })).code).toBe('dues.monthClosed');
    const raise = async (change: object) =>
      (await test.refusal('dues.raiseLevy', { month: MARCH, ...change })).sentence;
    expect(await raise({ period: { from: '2026-04', to: '2026-03' } })).toContain('起月不能晚于止月');
    expect(await raise({ period: { from: '2026-01', to: '2029-03' } })).toContain('一次最多两个年度');
    expect(await raise({ period: { from: '2026-02-30', to: '2026-03' } })).toContain('不是一个月份');
    expect(await raise({ memberIds: [] })).toContain('没有选择会员');
    expect(await raise({ memberIds: ['nobody'] })).toContain('找不到这条会员');
    expect(await raise({ wageMonth: '2026-00' })).toContain('「工资月份」不是一个月份');
    const withdraw = async (change: object) =>
      (await test.refusal('dues.withdrawLevies', { month: MARCH, reason: '错', ...change })).sentence;
    expect(await withdraw({ reason: ' ' })).toContain('「事由」没有填写');
    expect(await withdraw({ month: '2026-01' })).toContain('2026年1月已结账');
    expect(await withdraw({ levyIds: [] })).toContain('没有选择');
    expect(await withdraw({ levyIds: ['nobody'] })).toContain('找不到这条应收会费');
    expect(await withdraw({ month: '2026-05' })).toContain('2026年5月没有可以撤回的计提');
    expect((await test.refusal('dues.explainLevy', { levyId: 'nobody' })).sentence).toContain('找不到这条应收会费');
    expect((await test.refusal('dues.listMonths', { year: 1 })).code).toBe('request.invalid');
    expect((await test.refusal('dues.readMonth', {})).sentence).toContain('「月份」没有填写');
    expect((await test.refusal('dues.listLevies', { month: MARCH, limit: 10_000 })).code).toBe('request.invalid');
    expect((await test.refusal('dues.listArrears', { offset: -1 })).code).toBe('request.invalid');
    expect((await test.refusal('dues.listBatches', { limit: 0 })).code).toBe('request.invalid');
    expect((await test.refusal('dues.previewPayroll', { file: 5, month: MARCH })).code).toBe('request.invalid');
    expect(stored()).toEqual(before);
  });
});
