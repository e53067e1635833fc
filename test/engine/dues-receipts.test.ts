import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { duesByMonth, reconcileDues } from '#electron/engine/dues/commands.ts';
import { LOOSE_RECEIPTS, WAIVED_BY_WAIVERS } from '#electron/engine/dues/for-review.ts';
import { BATCH_SUMS, READ_BATCH, receiptListSql } from '#electron/engine/dues/receipts/batches.ts';
import { OPEN_LEVIES_OF, owingListSql } from '#electron/engine/dues/receipts/collect.ts';
import {
  CREDIT_OF,
  CREDIT_RECEIPTS,
  CREDITS_NOW,
  OPEN_OF_MEMBER,
  OPEN_WITH_CREDIT,
} from '#electron/engine/dues/receipts/credit.ts';
import { creditListSql } from '#electron/engine/dues/receipts/credit-list.ts';
import { ROWS_OF_MONTH, SAME_ROWS } from '#electron/engine/dues/receipts/payroll-once.ts';
import { REFUND_LIST_SQL, REFUNDABLE } from '#electron/engine/dues/receipts/refunds.ts';
import { PAID_MONTHS } from '#electron/engine/dues/receipts/release.ts';
import { BANK_ENTRY_OF_VOUCHER, NEAREST_LINE } from '#electron/engine/ledger/bank/voucher-bank.ts';
import { ACCOUNT } from '#electron/engine/ledger/commands.ts';
import { day, type Month, month } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import { putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { unguardedCopy } from './review-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

const [JANUARY, FEBRUARY, MARCH, APRIL] = ['2026-01', '2026-02', '2026-03', '2026-04'].map(month) as [
  Month,
  Month,
  Month,
  Month,
];
const DAY = day('2026-03-05');

let test: TestEngine;
let db: Connection;
/** By number: 0001 owes 22.80 a month, 0002 and 0003 15.40 each. */
let ids: Record<string, string>;

const TABLES = ['dues_batches', 'dues_receipts', 'dues_allocations', 'dues_refunds', 'vouchers', 'audit_trail'];
const stored = () =>
  TABLES.map((table) => db.get<{ count: number }>(`SELECT count(*) AS count FROM ${table}`)?.count ?? -1);
const id = (number: string) => ids[number] ?? '';
const levyOf = async (number: string, of: Month) => {
  const [levy] = (await test.call('dues.listLevies', { month: of, search: number })).rows;
  if (!levy) throw new Error(`no levy of ${number}`);
  return levy;
};
/** paid and owed of one member, month by month. */
const standing = (number: string) =>
  db.all<{ month: string; paid: number; owed: number }>(
    'SELECT month, paid, amount - paid - waived AS owed FROM levies WHERE member_id = :id ORDER BY month',
    { id: id(number) },
  );
const credit = async (number: string) => (await test.call('dues.listCredits', { search: number })).rows[0]?.credit ?? 0;
const income = (of: Month) =>
  db.get<{ net: number }>(
    'SELECT coalesce(sum(credit - debit), 0) AS net FROM account_months WHERE account_id = :id AND month = :of',
    { id: ACCOUNT.duesIncome, of },
  )?.net ?? 0;
const pay = (lines: { memberId: string; amount?: number }[], change: object = {}) =>
  test.call('dues.recordReceipts', {
    upTo: MARCH,
    lines: lines.map(({ memberId, amount }) => ({
      memberId,
      ...(amount === undefined ? {} : { amount: fen(amount) }),
    })),
    method: 'bank',
    day: DAY,
    ...change,
  });
/** What always has to be true of the books. */
function balanced(): void {
  expect(reconcileDues(db, 2026)).toMatchObject({ unexplained: 0, waivedUnexplained: 0, receiptsUnexplained: 0 });
  for (const { month: of, amount } of duesByMonth(db, 2026)) expect(income(of)).toBe(amount);
}

async function open(): Promise<void> {
  test = await startWithBooks();
  db = await secondConnection(test);
  const numbers = ['0001', '0002', '0003'];
  const made = putMembers(db, [
    { number: '0001', name: '侯梅玉', wage: 4567 },
    { number: '0002', name: '崔超', wage: 3080 },
    { number: '0003', name: '黎玉明', wage: 3080 },
  ]);
  ids = Object.fromEntries(numbers.map((number, at) => [number, made[at] ?? '']));
  for (const each of [JANUARY, FEBRUARY, MARCH]) await test.call('dues.raiseLevy', { month: each });
}
async function close(): Promise<void> {
  db.close();
  await test.dispose();
}

describe('money of many', () => {
  beforeAll(open);
  afterAll(close);

  it('a branch brings what its members owe with one transfer: one voucher, one 流水号, and what each paid', async () => {
    // the members stand in a group below the branch
    await test.call('members.saveGroup', { name: '一分会', kind: 'branch' });
    const groupId = db.get<{ id: string }>("SELECT id FROM groups WHERE name = '一分会'")?.id ?? '';
    await test.call('members.saveGroup', { name: '一组', parentId: groupId });
    const inside = db.get<{ id: string }>("SELECT id FROM groups WHERE name = '一组'")?.id ?? '';
    const ids = ['0001', '0002'].map(id);
    await test.call('members.moveMembers', { ids, moveTo: inside, day: DAY, ground: '分组' });
    const owing = await test.call('dues.listOwing', { upTo: FEBRUARY, groupId });
    expect([owing.total, owing.owed]).toEqual([2, 2 * (2280 + 1540)]);
    expect(owing.rows.map((row) => [row.name, row.months, row.oldest, row.owed, row.credit])).toEqual([
      ['侯梅玉', 2, JANUARY, 4560, 0],
      ['崔超', 2, JANUARY, 3080, 0],
    ]);
    const taken = await test.call('dues.recordReceipts', {
      upTo: FEBRUARY,
      groupId,
      method: 'bank',
      day: DAY,
      payer: '一分会',
      reference: 'L2026030500017',
    });
    expect(taken).toMatchObject({ receipts: 2, total: 7640, toCredit: 0 });
    expect(standing('0001')).toEqual([
      { month: JANUARY, paid: 2280, owed: 0 },
      { month: FEBRUARY, paid: 2280, owed: 0 },
      { month: MARCH, paid: 0, owed: 2280 },
    ]);
    expect(standing('0003').every(({ paid }) => paid === 0)).toBe(true);
    const voucher = await test.call('ledger.getVoucher', { id: taken.voucherId });
    expect(voucher.summary).toBe('收一分会交来会费（侯梅玉等 2 人）');
    expect(voucher.counterparty).toBe('一分会');
    expect(voucher.entries.map(({ accountId, debit, credit: on }) => [accountId, debit, on])).toEqual([
      [ACCOUNT.bank, 7640, 0],
      [ACCOUNT.duesIncome, 0, 7640],
    ]);
    const batch = await test.call('dues.readBatch', { batchId: taken.batchId });
    expect(batch).toMatchObject({
      from: '一分会（侯梅玉等 2 人）',
      payer: '一分会',
      credit: 0,
      refunded: 0,
      leftOut: [],
    });
    const { rows, total } = await test.call('dues.listReceipts', { batchId: taken.batchId });
    expect([total, rows.map((row) => [row.number, row.amount, row.reference, row.pays])]).toEqual([
      2,
      [
        ['0001', 4560, 'L2026030500017', [JANUARY, FEBRUARY].map((of) => ({ month: of, amount: 2280 }))],
        ['0002', 3080, 'L2026030500017', [JANUARY, FEBRUARY].map((of) => ({ month: of, amount: 1540 }))],
      ],
    ]);
    expect((await test.call('dues.listReceipts', { batchId: taken.batchId, search: '崔' })).total).toBe(1);
    // the same line of the bank counts once
    const before = stored();
    const again = await test.refusal('dues.recordReceipts', {
      upTo: MARCH,
      lines: [{ memberId: id('0003'), amount: 100, reference: 'L2026030500017' }],
      method: 'bank',
      day: DAY,
    });
    expect(again.code).toBe('dues.referenceTaken');
    expect(stored()).toEqual(before);
    balanced();
  });

  it('parts, a named month, back-payments oldest first, and more than is owed only when that is said', async () => {
    const named = await pay([{ memberId: id('0003'), amount: 1000 }], { only: MARCH });
    expect(named.total).toBe(1000);
    expect(standing('0003').map(({ paid }) => paid)).toEqual([0, 0, 1000]);
    await pay([{ memberId: id('0003'), amount: 2000 }]);
    expect(standing('0003').map(({ paid }) => paid)).toEqual([1540, 460, 1000]);
    const before = stored();
    const over = await test.refusal('dues.recordReceipts', {
      upTo: MARCH,
      lines: [{ memberId: id('0003'), amount: 5000 }],
      method: 'cash',
      day: DAY,
    });
    expect(over.code).toBe('dues.overpaidInAll');
    expect(over.sentence).toMatch(/只欠 16\.20 元，多出 33\.80 元/);
    expect(stored()).toEqual(before);
    const taken = await pay([{ memberId: id('0003'), amount: 5000 }], { overToCredit: true, method: 'cash' });
    expect(taken).toMatchObject({ total: 5000, toCredit: 3380 });
    expect(standing('0003').map(({ owed }) => owed)).toEqual([0, 0, 0]);
    expect(await credit('0003')).toBe(3380);
    balanced();
  });

  it('a 收据 counts once: one for all of a batch, or one each; free again when the batch is taken back', async () => {
    const ask = (lines: object[], change: object = {}) => ({
      upTo: MARCH,
      lines,
      method: 'cash',
      day: DAY,
      ...change,
    });
    const twice = ['0001', '0002'].map((number) => ({ memberId: id(number), receiptNumber: '0007' }));
    expect((await test.refusal('dues.recordReceipts', ask(twice))).code).toBe('dues.receiptNumberTwice');
    const one = await pay([{ memberId: id('0001') }, { memberId: id('0002') }], {
      method: 'cash',
      receiptNumber: '0007',
    });
    const lone = await levyOf('0001', MARCH);
    expect(lone.owed).toBe(0);
    await test.call('dues.raiseLevy', { month: APRIL });
    const april = await levyOf('0001', APRIL);
    const used = await test.refusal('dues.recordReceipt', {
      levyId: april.id,
      amount: 100,
      method: 'cash',
      day: DAY,
      receiptNumber: '0007',
    });
    expect(used.code).toBe('dues.receiptNumberTaken');
    expect(used.sentence).toContain('收据号');
    await test.call('dues.takeBackBatch', { batchId: one.batchId, day: DAY, reason: '收据作废' });
    await test.call('dues.recordReceipt', {
      levyId: april.id,
      amount: fen(100),
      method: 'cash',
      day: DAY,
      receiptNumber: '0007',
    });
    balanced();
  });

  it('refuses what cannot be, with its sentence and nothing written', async () => {
    const before = stored();
    const ask = async (change: object) =>
      await test.refusal('dues.recordReceipts', {
        upTo: MARCH,
        lines: [{ memberId: id('0002'), amount: 100 }],
        method: 'bank',
        day: DAY,
        ...change,
      });
    expect((await ask({ lines: [{ memberId: 'nobody' }] })).code).toBe('request.notFound');
    expect((await ask({ lines: [] })).sentence).toContain('没有选择会员');
    const twice = await ask({ lines: [1, 2].map((amount) => ({ memberId: id('0002'), amount })) });
    expect(twice.code).toBe('dues.payerTwice');
    expect(twice.sentence).toContain('崔超');
    expect((await ask({ lines: [{ memberId: id('0003') }], upTo: MARCH })).code).toBe('dues.owesNothing');
    expect((await ask({ lines: undefined, groupId: 'nowhere' })).code).toBe('dues.noneOwes');
    expect((await ask({ lines: [{ memberId: id('0002'), amount: -5 }] })).sentence).toContain('大于零');
    expect((await ask({ lines: [{ memberId: id('0002'), amount: 0.5 }] })).sentence).toContain('两位小数');
    expect((await ask({ day: '2026-02-30' })).sentence).toContain('不是一个存在的日期');
    expect((await ask({ day: '2027-01-05' })).sentence).toContain('2027年1月');
    expect((await ask({ upTo: '2026-13' })).sentence).toContain('不是一个月份');
    expect((await ask({ method: 'cheque' })).code).toBe('request.invalid');
    expect((await test.refusal('dues.readBatch', { batchId: 'none' })).code).toBe('request.notFound');
    db.run("UPDATE periods SET status = 'closed', closed_at = 'x', closed_by = 'x' WHERE month = '2026-01'");
    expect((await ask({ day: '2026-01-31' })).sentence).toContain('2026年1月已经结账');
    expect(stored()).toEqual(before);
  });
});

describe('credit', () => {
  beforeEach(open);
  const closing = () => close();

  it('pays the month that is levied next, waits for a person elsewhere, and goes back as a refund', async () => {
    const first = await pay([{ memberId: id('0001'), amount: 10000 }], { overToCredit: true, upTo: JANUARY });
    // 3 x 22.80 were owed, whatever month was asked for
    expect(first.toCredit).toBe(3160);
    await test.call('dues.raiseLevy', { month: APRIL });
    expect(standing('0001').at(-1)).toEqual({ month: APRIL, paid: 2280, owed: 0 });
    expect(await credit('0001')).toBe(880);
    expect((await test.refusal('dues.applyCredit', {})).code).toBe('dues.nothingToApply');

    const ask = (change: object) => ({
      memberId: id('0001'),
      amount: 880,
      method: 'cash',
      day: DAY,
      reason: '调出',
      ...change,
    });
    const before = stored();
    const tooMuch = await test.refusal('dues.refundCredit', ask({ amount: 881 }));
    expect(tooMuch.code).toBe('dues.refundTooMuch');
    expect(tooMuch.sentence).toContain('8.80 元');
    // the money was not there yet
    expect((await test.refusal('dues.refundCredit', ask({ day: '2026-03-04' }))).sentence).toContain('只有 0.00 元');
    expect((await test.refusal('dues.refundCredit', ask({ memberId: id('0002') }))).code).toBe('dues.refundTooMuch');
    expect((await test.refusal('dues.refundCredit', ask({ reason: ' ' }))).sentence).toContain('事由');
    expect((await test.refusal('dues.takeBackRefund', { refundId: 'x', day: DAY, reason: 'x' })).code).toBe(
      'request.notFound',
    );
    expect(stored()).toEqual(before);

    const refund = await test.call('dues.refundCredit', {
      memberId: id('0001'),
      amount: fen(880),
      method: 'cash',
      day: DAY,
      reason: '调出退预收',
    });
    expect(refund.left).toBe(0);
    const voucher = await test.call('ledger.getVoucher', { id: refund.voucherId });
    expect(voucher.entries.map(({ accountId, debit, credit: on }) => [accountId, debit, on])).toEqual([
      [ACCOUNT.duesIncome, 880, 0],
      [ACCOUNT.cash, 0, 880],
    ]);
    expect(income(MARCH)).toBe(10000 - 880);
    balanced();

    // the ledger leads here
    const reversal = { id: refund.voucherId, day: DAY, reason: '错' };
    const refused = await test.refusal('ledger.reverseVoucher', reversal);
    expect(refused.code).toBe('ledger.reverseAtSource');
    expect(refused.sentence).toContain('退费');
    // what was refunded cannot be taken back with its batch, until the refund is
    const back = { batchId: first.batchId, day: DAY, reason: '错' };
    expect((await test.refusal('dues.takeBackBatch', back)).code).toBe('dues.batchRefunded');
    expect((await test.call('dues.readBatch', { batchId: first.batchId })).refunded).toBe(880);
    await test.call('dues.takeBackRefund', { refundId: refund.refundId, day: day('2026-04-02'), reason: '不调了' });
    expect(await credit('0001')).toBe(880);
    expect([income(MARCH), income(APRIL)]).toEqual([9120, 880]);
    const twice = { refundId: refund.refundId, day: DAY, reason: 'x' };
    expect((await test.refusal('dues.takeBackRefund', twice)).code).toBe('dues.refundTakenBack');
    const [row] = (await test.call('dues.listRefunds', {})).rows;
    expect(row).toMatchObject({ name: '侯梅玉', amount: 880, takenBack: { day: '2026-04-02', reason: '不调了' } });
    balanced();
    await test.call('dues.takeBackBatch', back);
    expect(standing('0001').map(({ paid }) => paid)).toEqual([0, 0, 0, 0]);
    expect((await test.call('dues.listCredits', {})).total).toBe(0);
    expect([income(MARCH), income(APRIL)]).toEqual([-880, 880]);
    balanced();
    await closing();
  });

  it('what paid a month that was not due becomes credit, once, and does not creep back by itself', async () => {
    await pay([{ memberId: id('0001') }]);
    await test.call('members.changeStatus', {
      id: id('0001'),
      status: 'retained',
      day: day('2026-03-10'),
      ground: '退休',
      month: FEBRUARY,
      kind: 'retired',
      approval: '工会委员会会议',
      approvedDay: day('2026-03-10'),
    });
    const paid = await test.call('dues.listPaidMonths', { memberId: id('0001') });
    expect(paid.map((row) => [row.month, row.paid, row.free])).toEqual([
      [MARCH, 2280, '保留会籍，免交会费'],
      [FEBRUARY, 2280, '保留会籍，免交会费'],
      [JANUARY, 2280, ''],
    ]);
    const vouchers = stored()[4];
    const released = await test.call('dues.releasePayment', { levyId: paid[0]?.levyId ?? '', reason: '2 月起退休' });
    expect(released).toEqual({ released: 2280, credit: 2280, withdrawn: true, waived: 0, owed: 0 });
    expect(standing('0001').map(({ month: of }) => of)).toEqual([JANUARY, FEBRUARY]);
    expect(stored()[4]).toBe(vouchers);
    // a month that was due is owed again, and stays so until a person pays it out of the credit
    const january = paid[2]?.levyId ?? '';
    const due = await test.call('dues.releasePayment', { levyId: january, reason: '记错月份' });
    expect(due).toEqual({ released: 2280, credit: 4560, withdrawn: false, waived: 0, owed: 2280 });
    const again = { levyId: january, reason: '记错月份' };
    expect((await test.refusal('dues.releasePayment', again)).code).toBe('dues.monthUnpaid');
    await test.call('dues.raiseLevy', { month: APRIL });
    expect(standing('0001')[0]).toEqual({ month: JANUARY, paid: 0, owed: 2280 });
    balanced();
    expect(await test.call('dues.applyCredit', { memberIds: [id('0001')] })).toEqual({ members: 1, amount: 2280 });
    expect(standing('0001')[0]).toEqual({ month: JANUARY, paid: 2280, owed: 0 });
    expect(await credit('0001')).toBe(2280);
    balanced();
    // the money still stands on its batch: taking that back takes the credit too
    const [batch] = (await test.call('dues.listBatches', {})).rows;
    await test.call('dues.takeBackBatch', { batchId: batch?.id ?? '', day: DAY, reason: '记错' });
    expect((await test.call('dues.listCredits', {})).total).toBe(0);
    expect(standing('0001').map(({ owed }) => owed)).toEqual([2280, 2280]);
    balanced();
    await closing();
  });

  it('a receipt pays more of a levy that it paid already when a waiver goes', async () => {
    const levy = await levyOf('0001', MARCH);
    db.run(
      `INSERT INTO dues_waivers (id, member_id, from_month, to_month, reason, decision, day, operator)
       VALUES ('w', :id, :month, :month, '困难', '工会委员会 2026-03-01', '2026-03-01', '陈静')`,
      { id: id('0001'), month: MARCH },
    );
    db.run("INSERT INTO dues_waived (waiver_id, levy_id, amount) VALUES ('w', :levyId, 280)", { levyId: levy.id });
    await pay([{ memberId: id('0001'), amount: 2280 * 2 + 2000 + 500 }], { overToCredit: true });
    expect(await credit('0001')).toBe(500);
    db.run("UPDATE dues_waivers SET revoked_day = '2026-03-06', revoke_reason = '撤' WHERE id = 'w'");
    db.run("DELETE FROM dues_waived WHERE waiver_id = 'w'");
    expect(await test.call('dues.applyCredit', {})).toEqual({ members: 1, amount: 280 });
    expect(standing('0001').at(-1)).toEqual({ month: MARCH, paid: 2280, owed: 0 });
    balanced();
    await closing();
  });
});

describe('the bank', () => {
  beforeAll(open);
  afterAll(close);

  it('bears a batch out, or says by how much it differs', async () => {
    const cash = await pay([{ memberId: id('0003') }], { method: 'cash' });
    expect((await test.call('dues.readBatch', { batchId: cash.batchId })).bank).toEqual({ state: 'cash' });
    const batch = await pay([{ memberId: id('0001') }, { memberId: id('0002') }]);
    const bank = async () => (await test.call('dues.readBatch', { batchId: batch.batchId })).bank;
    expect(await bank()).toEqual({ state: 'open' });

    const path = join(test.folder, '对账单.csv');
    const lines = [
      '交易日期,摘要,借方发生额,贷方发生额,余额,对方户名,交易流水号',
      '2026-03-04,利息,,1.00,"186,524.47",,A1',
      '2026-03-06,代扣会费,,114.70,"186,639.17",一分会,A2',
      '2026-03-08,会费,,114.60,"186,753.77",二分会,A3',
    ];
    writeFileSync(path, lines.join('\r\n'), 'utf8');
    await test.call('ledger.takeStatement', { file: test.engine.registerPath(path) });
    expect(await bank()).toEqual({
      state: 'open',
      nearest: { day: '2026-03-08', amount: 11460, summary: '会费', difference: 0 },
    });
    const found = db.all<{ id: string; amount: number }>('SELECT id, amount FROM bank_lines ORDER BY position');
    const line = found.find(({ amount }) => amount === 11460)?.id ?? '';
    await test.call('ledger.matchLines', {
      groups: [{ lines: [line], entries: [{ voucherId: batch.voucherId, line: 1 }] }],
    });
    expect(await bank()).toEqual({
      state: 'matched',
      lines: [{ day: '2026-03-08', amount: 11460, summary: '会费' }],
      together: 0,
    });
    // another batch finds the line that is left, ten fen too many
    const april = await test.call('dues.raiseLevy', { month: APRIL });
    expect(april.levied).toBe(3);
    const lone = await pay([{ memberId: id('0001'), amount: 11460 }], { overToCredit: true });
    expect((await test.call('dues.readBatch', { batchId: lone.batchId })).bank).toEqual({
      state: 'open',
      nearest: { day: '2026-03-06', amount: 11470, summary: '代扣会费', difference: 10 },
    });
  });
});

describe('what was written past the program', () => {
  beforeAll(open);
  afterAll(close);

  it('shows, whichever row it was', async () => {
    const many = await pay([{ memberId: id('0001'), amount: 9000 }, { memberId: id('0002') }], { overToCredit: true });
    const refund = { memberId: id('0001'), amount: fen(1000), method: 'bank', day: DAY, reason: '多收' } as const;
    await test.call('dues.refundCredit', refund);
    await test.call('dues.takeBackBatch', {
      batchId: (await pay([{ memberId: id('0003') }])).batchId,
      day: DAY,
      reason: '错',
    });
    expect(many.toCredit).toBe(2160);
    balanced();
    const copy = await unguardedCopy(test, 'tampered');
    try {
      for (const sql of [
        'UPDATE dues_batches SET total = total + 1 WHERE id = (SELECT min(id) FROM dues_batches)',
        'UPDATE dues_receipts SET amount = amount + 1 WHERE credit > 0',
        'UPDATE dues_receipts SET credit = credit + 1 WHERE credit > 0',
        'UPDATE dues_receipts SET credit = 1 WHERE credit = 0',
        'UPDATE dues_allocations SET amount = amount - 1 WHERE levy_id = (SELECT min(levy_id) FROM dues_allocations)',
        'UPDATE levies SET paid = paid - 1 WHERE id = (SELECT min(levy_id) FROM dues_allocations)',
        'DELETE FROM dues_take_backs',
        'DELETE FROM dues_refund_parts',
        'UPDATE dues_refunds SET amount = amount - 1',
        'DELETE FROM dues_refunds',
        'UPDATE levies SET waived = 1 WHERE id = (SELECT max(id) FROM levies)',
      ]) {
        copy.raw.exec('BEGIN');
        copy.run(sql);
        const { unexplained, waivedUnexplained, receiptsUnexplained } = reconcileDues(copy, 2026);
        expect([sql, unexplained, waivedUnexplained, receiptsUnexplained]).not.toEqual([sql, 0, 0, 0]);
        copy.raw.exec('ROLLBACK');
      }
    } finally {
      copy.close();
    }
  });

  it('the schema refuses most of it', () => {
    const final = /ledger\.postedIsFinal/;
    for (const sql of [
      'DELETE FROM dues_refunds',
      'UPDATE dues_refunds SET amount = 1',
      'DELETE FROM dues_refund_parts',
      'UPDATE dues_refund_parts SET amount = 1',
      'UPDATE dues_allocations SET amount = amount + 100000',
    ])
      expect(() => db.run(sql), sql).toThrow(final);
    expect(() => db.run('UPDATE dues_receipts SET credit = credit + 1 WHERE credit > 0')).toThrow(
      /dues_receipt_credit_is_left|dues_receipt_credit_range/,
    );
    const receipt = db.get<{ id: string; batch: string }>(
      'SELECT id, batch_id AS batch FROM dues_receipts WHERE credit > 0',
    );
    expect(() =>
      db.run(
        `INSERT INTO dues_releases (id, receipt_id, levy_month, amount, day, reason, operator)
         VALUES ('r', :receipt, '2026-01', 5, '2026-03-05', 'x', 'x')`,
        { receipt: receipt?.id },
      ),
    ).toThrow(/dues_allocations_fit/);
    expect(() =>
      db.run(
        `INSERT INTO dues_take_backs (batch_id, day, month, reason, voucher_id, voucher_number)
         SELECT :batch, '2026-03-05', '2026-03', 'x', id, 'x' FROM vouchers LIMIT 1`,
        { batch: receipt?.batch },
      ),
    ).toThrow(/dues_batches_match_voucher|dues\.batchRefunded/);
  });

  it('every list and sum goes by its index', () => {
    const plan = (sql: string, params: Record<string, string | number> = {}) => explain(db, sql, params).join('\n');
    const page = { offset: 0, limit: 100 };
    const memberId = 'x';
    const byCredit = /dues_receipts USING COVERING INDEX dues_receipts_with_credit/;
    expect(plan(CREDIT_OF, { memberId })).toMatch(
      /SEARCH dues_receipts USING COVERING INDEX dues_receipts_with_credit/,
    );
    expect(plan(CREDITS_NOW)).toMatch(byCredit);
    expect(plan(CREDIT_RECEIPTS, { memberId })).toMatch(byCredit);
    expect(plan(CREDIT_RECEIPTS, { memberId })).not.toContain('TEMP B-TREE');
    expect(plan(REFUNDABLE, { memberId, day: DAY })).toMatch(byCredit);
    expect(plan(OPEN_WITH_CREDIT, { month: MARCH })).toMatch(/SEARCH levies USING INDEX sqlite_autoindex_levies_2/);
    expect(plan(OPEN_OF_MEMBER, { memberId })).toMatch(/SEARCH levies USING (COVERING )?INDEX levies_owed/);
    expect(plan(OPEN_LEVIES_OF, { memberId })).toMatch(/SEARCH levies USING (COVERING )?INDEX levies_owed/);
    expect(plan(PAID_MONTHS, { memberId })).toMatch(/SEARCH levies USING INDEX sqlite_autoindex_levies_2/);
    for (const search of [false, true]) {
      const credits = creditListSql(search);
      const params = { ...page, pattern: '%x%' };
      expect(plan(credits.rows, params)).toMatch(byCredit);
      expect(plan(credits.sums, params)).not.toMatch(/SCAN (members|levies)/);
      const receipts = receiptListSql(search);
      expect(plan(receipts.rows, { ...params, batchId: 'x' })).toMatch(
        /SEARCH dues_receipts USING INDEX \S+ \(batch_id=\?\)/,
      );
      expect(plan(receipts.total, { ...params, batchId: 'x' })).not.toMatch(/SCAN/);
      const owing = owingListSql({ search, group: true, owingOnly: true });
      expect(plan(owing.rows, { ...params, upTo: MARCH, groupId: 'g' })).toMatch(
        /SCAN levies USING (COVERING )?INDEX levies_owed/,
      );
    }
    expect(plan(READ_BATCH, { batchId: 'x' })).not.toMatch(/SCAN/);
    expect(plan(BATCH_SUMS, { batchId: 'x' })).not.toMatch(/SCAN/);
    expect(plan(REFUND_LIST_SQL, page)).toContain('SCAN dues_refunds USING INDEX dues_refunds_by_day');
    expect(plan(REFUND_LIST_SQL, page)).not.toContain('TEMP B-TREE');
    expect(plan(SAME_ROWS, { fingerprint: 'x' })).toMatch(
      /SEARCH dues_batches USING INDEX dues_batches_by_fingerprint/,
    );
    expect(plan(ROWS_OF_MONTH, { month: MARCH })).toMatch(
      /SEARCH dues_payroll_lines USING .*dues_payroll_lines_of_month/,
    );
    expect(plan(BANK_ENTRY_OF_VOUCHER, { voucherId: 'x', accounts: '[]' })).not.toMatch(/SCAN (entries|vouchers)/);
    const days = { from: DAY, to: DAY, day: DAY };
    expect(plan(NEAREST_LINE, { account: 'x', amount: 1, ...days })).toMatch(
      /SEARCH bank_lines USING INDEX bank_lines_in_order/,
    );
    const range = { from: JANUARY, to: MARCH };
    expect(plan(LOOSE_RECEIPTS, range)).not.toMatch(/SCAN dues_/);
    expect(plan(WAIVED_BY_WAIVERS, range)).not.toMatch(/SCAN (levies|dues_waived)\b/);
  });
});
