import { type Day, formatMonth, type Month } from '#shared/calendar.ts';
import type { LevyRow } from '#shared/contract/dues.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, formatYuan, sum, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../context.ts';
import { ACCOUNT, type PostedVoucher, postVoucher, reverseVoucher } from '../ledger/commands.ts';
import type { Allocation } from './payroll-match.ts';
import { readLevy } from './queries.ts';

export interface ReceiptDraft {
  memberId: string;
  /** At least one; their sum is the receipt. */
  allocations: readonly Allocation[];
}

export interface BatchDraft {
  kind: 'payroll' | 'cash' | 'bank';
  day: Day;
  summary: string;
  attachmentCount: number;
  receiptNumber?: string;
  importBatchId?: string;
  /** One a member. */
  receipts: readonly ReceiptDraft[];
}

/**
 * Writes receipts that came together, what they pay, and their one voucher: 借 银行存款 (or 库存现金), 贷 会费收入, in the month
 * of the day the money came.
 * @returns the receipts' ids in the order of the draft
 * @throws Refusal of `postVoucher`
 */
export function postBatch(
  context: WriteContext,
  draft: BatchDraft,
): { batchId: string; receiptIds: string[]; total: Fen; voucher: PostedVoucher } {
  const { db } = context;
  const { kind, day } = draft;
  const amounts = draft.receipts.map(({ allocations }) => sum(allocations.map(({ amount }) => amount)));
  const total = sum(amounts);
  const money = kind === 'cash' ? ACCOUNT.cash : ACCOUNT.bank;
  const voucher = postVoucher(context, {
    day,
    summary: draft.summary,
    source: 'dues',
    attachmentCount: draft.attachmentCount,
    entries: [
      { accountId: money, debit: total, credit: ZERO },
      { accountId: ACCOUNT.duesIncome, debit: ZERO, credit: total },
    ],
  });
  const batchId = context.newId();
  db.run(
    `INSERT INTO dues_batches (id, kind, day, month, total, import_batch_id, voucher_id, voucher_number)
     VALUES (:id, :kind, :day, :month, :total, :importBatchId, :voucherId, :voucherNumber)`,
    {
      id: batchId,
      kind,
      day,
      month: voucher.month,
      total,
      importBatchId: draft.importBatchId,
      voucherId: voucher.id,
      voucherNumber: voucher.number,
    },
  );
  const receiptIds = draft.receipts.map(({ memberId, allocations }, index) => {
    const id = context.newId();
    db.run(
      `INSERT INTO dues_receipts (id, batch_id, member_id, amount, day, method, receipt_number)
       VALUES (:id, :batchId, :memberId, :amount, :day, :kind, :receiptNumber)`,
      { id, batchId, memberId, amount: amounts[index], day, kind, receiptNumber: draft.receiptNumber ?? '' },
    );
    for (const { levyId, amount } of allocations) {
      db.run('INSERT INTO dues_allocations (receipt_id, levy_id, amount) VALUES (:id, :levyId, :amount)', {
        id,
        levyId,
        amount,
      });
    }
    return id;
  });
  return { batchId, receiptIds, total, voucher };
}

/**
 * One member pays one month's dues, or part of them. The month levied may be closed; the day's month must be open.
 * @throws Refusal `request.notFound`, `dues.overpaid` and those of `postVoucher`
 */
export function recordReceipt(
  context: WriteContext,
  input: { levyId: string; amount: Fen; method: 'cash' | 'bank'; day: Day; receiptNumber: string },
): { voucherId: string; voucherNumber: string; levy: LevyRow } {
  const { db } = context;
  const { levyId, amount, method, day, receiptNumber } = input;
  const before = readLevy(db, levyId);
  if (amount > before.owed) throw refuse('dues.overpaid', { name: before.name, owed: formatYuan(before.owed) });
  const { batchId, voucher } = postBatch(context, {
    kind: method,
    day,
    summary: `收${before.name}${formatMonth(before.month)}会费`,
    // the counterfoil of a numbered receipt goes with the voucher
    attachmentCount: receiptNumber === '' ? 0 : 1,
    receiptNumber,
    receipts: [{ memberId: before.memberId, allocations: [{ levyId, amount }] }],
  });
  const levy = readLevy(db, levyId);
  context.trail({
    subject: 'duesBatch',
    id: batchId,
    label: `${before.name} ${formatMonth(before.month)}会费 ${formatYuan(amount)} 元`,
    before: { paid: before.paid, owed: before.owed },
    after: { paid: levy.paid, owed: levy.owed, day, method, receiptNumber, voucher: voucher.number },
  });
  return { voucherId: voucher.id, voucherNumber: voucher.number, levy };
}

interface BatchRow {
  month: Month;
  total: number;
  receipts: number;
  voucher_id: string;
  voucher_number: string;
  taken_back: number;
}

/**
 * Takes a whole batch back: its voucher is reversed on `day`, what it paid is owed again. The receipts stay on record.
 * @throws Refusal `request.notFound`, `dues.batchTakenBack` and those of `reverseVoucher` (closed month, too early a day,
 *   money that is not there any more)
 */
export function takeBackBatch(
  context: WriteContext,
  { batchId, day, reason }: { batchId: string; day: Day; reason: string },
): { voucherNumber: string } {
  const { db } = context;
  const batch = db.get<BatchRow>(
    `SELECT month, total, voucher_id, voucher_number,
            (SELECT count(*) FROM dues_receipts WHERE batch_id = dues_batches.id) AS receipts,
            EXISTS (SELECT 1 FROM dues_take_backs WHERE batch_id = dues_batches.id) AS taken_back
     FROM dues_batches WHERE id = :batchId`,
    { batchId },
  );
  if (!batch) throw refuse('request.notFound', { what: '收缴批次' });
  if (batch.taken_back === 1) throw refuse('dues.batchTakenBack');
  const reversal = reverseVoucher(context, { voucherId: batch.voucher_id, day, reason });
  db.run(
    `INSERT INTO dues_take_backs (batch_id, day, month, reason, voucher_id, voucher_number)
     VALUES (:batchId, :day, :month, :reason, :voucherId, :voucherNumber)`,
    { batchId, day, month: reversal.month, reason, voucherId: reversal.id, voucherNumber: reversal.number },
  );
  db.run('DELETE FROM dues_allocations WHERE receipt_id IN (SELECT id FROM dues_receipts WHERE batch_id = :batchId)', {
    batchId,
  });
  context.trail({
    subject: 'duesBatch',
    id: batchId,
    label: `撤回会费收缴 ${batch.month} ${batch.voucher_number}`,
    before: { receipts: batch.receipts, total: batch.total, voucher: batch.voucher_number },
    after: { takenBack: day, reason, voucher: reversal.number },
  });
  return { voucherNumber: reversal.number };
}
