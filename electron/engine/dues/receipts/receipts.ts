import { type Day, formatMonth, type Month } from '#shared/calendar.ts';
import type { LevyRow } from '#shared/contract/dues.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, formatYuan, sum, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import { ACCOUNT, type PostedVoucher, postVoucher, reverseVoucher } from '../../ledger/commands.ts';
import { readLevy } from '../levies/queries.ts';
import { allocate } from './credit.ts';
import { assertNumbersFree } from './numbers-once.ts';
import type { Allocation } from './payroll-match.ts';

export interface ReceiptDraft {
  memberId: string;
  allocations: readonly Allocation[];
  /** What pays no levy yet; receipt = allocations + credit, above zero. */
  credit: Fen;
  /** Number of its own; else that of the batch. */
  receiptNumber?: string;
  reference?: string;
}

export interface BatchDraft {
  kind: 'payroll' | 'cash' | 'bank';
  day: Day;
  summary: string;
  attachmentCount: number;
  /** Number of the 收据, and 交易流水号 of the transfer, where one stands for all. */
  receiptNumber?: string;
  reference?: string;
  /** Who brought the money of many. */
  payer?: string;
  importBatchId?: string;
  fingerprint?: string;
  /** One a member. */
  receipts: readonly ReceiptDraft[];
}

/**
 * Writes receipts that came together, what they pay, and their one voucher: 借 银行存款 (or 库存现金), 贷 会费收入, in the month
 * of the day the money came.
 * @returns the receipts' ids in the order of the draft
 * @throws Refusal `dues.receiptNumberTaken`, `dues.referenceTaken` and those of `postVoucher`
 */
export function postBatch(
  context: WriteContext,
  draft: BatchDraft,
): { batchId: string; receiptIds: string[]; total: Fen; voucher: PostedVoucher } {
  const { db } = context;
  const { kind, day } = draft;
  assertNumbersFree(db, {
    receiptNumbers: draft.receipts.map(({ receiptNumber }) => receiptNumber || draft.receiptNumber || ''),
    references: draft.receipts.map(({ reference }) => reference || draft.reference || ''),
  });
  const amounts = draft.receipts.map(({ allocations, credit }) =>
    sum([credit, ...allocations.map(({ amount }) => amount)]),
  );
  const total = sum(amounts);
  const money = kind === 'cash' ? ACCOUNT.cash : ACCOUNT.bank;
  const voucher = postVoucher(context, {
    day,
    summary: draft.summary,
    source: 'dues',
    attachmentCount: draft.attachmentCount,
    ...(draft.payer === undefined ? {} : { counterparty: draft.payer }),
    entries: [
      { accountId: money, debit: total, credit: ZERO },
      { accountId: ACCOUNT.duesIncome, debit: ZERO, credit: total },
    ],
  });
  const batchId = context.newId();
  db.run(
    `INSERT INTO dues_batches (id, kind, day, month, total, import_batch_id, voucher_id, voucher_number, fingerprint, payer)
     VALUES (:id, :kind, :day, :month, :total, :importBatchId, :voucherId, :voucherNumber, :fingerprint, :payer)`,
    {
      id: batchId,
      kind,
      day,
      month: voucher.month,
      total,
      importBatchId: draft.importBatchId,
      voucherId: voucher.id,
      voucherNumber: voucher.number,
      fingerprint: draft.fingerprint ?? '',
      payer: draft.payer ?? '',
    },
  );
  const receiptIds = draft.receipts.map(({ memberId, allocations, receiptNumber, reference }, index) => {
    const id = context.newId();
    db.run(
      `INSERT INTO dues_receipts (id, batch_id, member_id, amount, day, method, receipt_number, reference)
       VALUES (:id, :batchId, :memberId, :amount, :day, :kind, :receiptNumber, :reference)`,
      {
        id,
        batchId,
        memberId,
        amount: amounts[index],
        day,
        kind,
        receiptNumber: receiptNumber || draft.receiptNumber || '',
        reference: reference || draft.reference || '',
      },
    );
    for (const { levyId, amount } of allocations) allocate(db, id, levyId, amount);
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
  input: ParsedInputOf<'dues.recordReceipt'>,
): { voucherId: string; voucherNumber: string; levy: LevyRow } {
  const { db } = context;
  const { levyId, amount, method, day, receiptNumber, reference } = input;
  const before = readLevy(db, levyId);
  if (amount > before.owed) throw refuse('dues.overpaid', { name: before.name, owed: formatYuan(before.owed) });
  const { batchId, voucher } = postBatch(context, {
    kind: method,
    day,
    summary: `收${before.name}${formatMonth(before.month)}会费`,
    // the counterfoil of a numbered receipt goes with the voucher
    attachmentCount: receiptNumber === '' ? 0 : 1,
    receiptNumber,
    reference,
    receipts: [{ memberId: before.memberId, allocations: [{ levyId, amount }], credit: ZERO }],
  });
  const levy = readLevy(db, levyId);
  context.trail({
    subject: 'duesBatch',
    id: batchId,
    label: `${before.name} ${formatMonth(before.month)}会费 ${formatYuan(amount)} 元`,
    before: { paid: before.paid, owed: before.owed },
    after: { paid: levy.paid, owed: levy.owed, day, method, receiptNumber, reference, voucher: voucher.number },
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
  refunded: number;
}

/**
 * Takes a whole batch back: its voucher is reversed on `day`, what it paid is owed again, also what its credit paid later. The
 * receipts stay on record.
 * @throws Refusal `request.notFound`, `dues.batchTakenBack`, `dues.batchRefunded` (while a refund came out of it) and those of `reverseVoucher` (closed month, too early a day,
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
            EXISTS (SELECT 1 FROM dues_take_backs WHERE batch_id = dues_batches.id) AS taken_back,
            EXISTS (SELECT 1 FROM dues_refund_parts JOIN dues_receipts ON dues_receipts.id = receipt_id
                    WHERE dues_receipts.batch_id = dues_batches.id) AS refunded
     FROM dues_batches WHERE id = :batchId`,
    { batchId },
  );
  if (!batch) throw refuse('request.notFound', { what: '收缴批次' });
  if (batch.taken_back === 1) throw refuse('dues.batchTakenBack');
  if (batch.refunded === 1) throw refuse('dues.batchRefunded');
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
