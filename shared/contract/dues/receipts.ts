import { z } from 'zod';
import type { Day, Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import {
  count,
  dayField,
  fileToken,
  id,
  monthField,
  optionalText,
  positiveFen,
  text,
  type Window,
  windowFields,
} from '../fields.ts';
import type { MemberStatus } from '../members.ts';
import { output, read, write } from '../operation.ts';
import type { LevyRow } from './levies.ts';

/** `repeated`: the same row stands in this file already, or in a list of the month that was taken in. */
export const PAYROLL_VERDICTS = [
  'paid',
  'short',
  'over',
  'notLevied',
  'alreadyPaid',
  'repeated',
  'unknown',
  'mismatch',
  'problem',
  'total',
  'notInList',
] as const;
export type PayrollVerdict = (typeof PAYROLL_VERDICTS)[number];

export interface PayrollPreview {
  fileName: string;
  month: Month;
  /** `credit` is the part of `paid` that becomes the member's credit. */
  rows: {
    row?: number;
    number: string;
    name: string;
    due: Fen;
    paid: Fen;
    credit: Fen;
    verdict: PayrollVerdict;
    message: string;
  }[];
  counts: Record<PayrollVerdict, number>;
  /** What will be taken in: what the month and older months owe, and what becomes credit. */
  takeable: Fen;
  /** The part of `takeable` that becomes credit (预收). */
  toCredit: Fen;
  /** Sum of the file's rows and the total that the file states. */
  fileSum: Fen;
  statedTotal?: Fen;
  /** Set when this very file was taken in before. */
  takenBefore?: Day;
  /** Set when another file with the same rows for the same month was taken in and stands. */
  sameRows?: { file: string; day: Day; voucherNumber: string };
}

/** Receipts that came together: a payroll list, one payment, or the money of many brought at once. */
export interface DuesBatchRow {
  id: string;
  kind: 'payroll' | 'cash' | 'bank';
  day: Day;
  month: Month;
  receipts: number;
  total: Fen;
  voucherId: string;
  voucherNumber: string;
  /** The member of a single payment, the file name of a payroll list, who brought the money of many. */
  from: string;
  takenBack?: { day: Day; reason: string; voucherNumber: string };
}

/** How the bank's statement bears out the voucher of a batch or refund. */
export type BankState =
  /** Nothing of it went through the bank. */
  | { state: 'cash' }
  /** Matched; `together` counts the entries of other vouchers in the same match. */
  | { state: 'matched'; lines: { day: Day; amount: Fen; summary: string }[]; together: number }
  /** Moved by the bank before its first statement. */
  | { state: 'settled' }
  /** Not matched. `nearest` is the unmatched line about that day that comes nearest, `difference` what it has more than the voucher. */
  | { state: 'open'; nearest?: { day: Day; amount: Fen; summary: string; difference: Fen } };

export interface DuesBatch extends DuesBatchRow {
  payer: string;
  /** What its receipts have left as credit, and what of them was refunded. */
  credit: Fen;
  refunded: Fen;
  bank: BankState;
  /** Rows of a payroll list that were not taken in, in the order of the file; at most 500. */
  leftOut: { row: number; source: string; message: string }[];
}

export interface DuesReceiptRow {
  id: string;
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  amount: Fen;
  receiptNumber: string;
  reference: string;
  /** Which months it pays by now, the oldest first. */
  pays: { month: Month; amount: Fen }[];
  credit: Fen;
  refunded: Fen;
}

/** A member as 收款登记 lists him: what is owed up to a month, and what was paid in advance. */
export interface OwingRow {
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  /** How many months are open, and the oldest of them. */
  months: number;
  oldest?: Month;
  owed: Fen;
  credit: Fen;
}

export interface CreditRow {
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  status: MemberStatus;
  credit: Fen;
  /** Day of the oldest receipt that has credit left. */
  since: Day;
  /** What the member owes for months levied. */
  owed: Fen;
}

export interface RefundRow {
  id: string;
  memberId: string;
  number: string;
  name: string;
  amount: Fen;
  day: Day;
  method: 'cash' | 'bank';
  reason: string;
  voucherId: string;
  voucherNumber: string;
  takenBack?: { day: Day; reason: string; voucherNumber: string };
}

/** A month of one member that money was taken for. */
export interface PaidMonth {
  levyId: string;
  month: Month;
  amount: Fen;
  paid: Fen;
  waived: Fen;
  /** Why the member need not pay for it, as the records say; '' when the member has to. */
  free: string;
}

const PAYERS_AT_MOST = 2000;
const method = z.enum(['cash', 'bank']);

export const receiptsOperations = {
  'dues.previewPayroll': read(
    'keep',
    z.strictObject({
      file: fileToken,
      month: monthField,
      /** What is deducted beyond what is owed becomes the member's credit, so that the batch is what the bank paid in. */
      overToCredit: z.boolean().default(true),
      /** Also whole rows of members who owe nothing. */
      unowedToCredit: z.boolean().default(false),
    }),
    output<PayrollPreview>(),
  ),
  /** Receipts for the matched rows and one voucher (借 银行存款, 贷 会费收入). The same payment twice is refused. */
  'dues.takePayroll': write(
    'keep',
    z.strictObject({
      file: fileToken,
      month: monthField,
      day: dayField,
      attachmentCount: count(999).default(1),
      overToCredit: z.boolean().default(true),
      unowedToCredit: z.boolean().default(false),
    }),
    output<{
      receipts: number;
      total: Fen;
      toCredit: Fen;
      voucherId: string;
      voucherNumber: string;
      leftOut: number;
    }>(),
  ),
  /** One member pays one month's arrears, or part of them, in cash or by transfer. */
  'dues.recordReceipt': write(
    'keep',
    z.strictObject({
      levyId: id,
      amount: positiveFen,
      method,
      day: dayField,
      receiptNumber: optionalText(30),
      reference: optionalText(50),
    }),
    output<{ voucherId: string; voucherNumber: string; levy: LevyRow }>(),
  ),
  /** Who can pay: what each owes up to a month. */
  'dues.listOwing': read(
    'view',
    z.strictObject({
      upTo: monthField,
      groupId: id.optional(),
      search: optionalText(50),
      /** false: also members who owe nothing and pay in advance. */
      owingOnly: z.boolean().default(true),
      offset: count(10_000_000).default(0),
      limit: z.int().min(1).max(PAYERS_AT_MOST).default(100),
    }),
    output<Window<OwingRow> & { owed: Fen }>(),
  ),
  /**
   * Money of one member or of many, with one voucher. Without `lines` everybody who owes (of the group) pays what is owed up to
   * `upTo`. Amounts go to the oldest months first, or to `only`; what is more becomes credit when `overToCredit` says so.
   */
  'dues.recordReceipts': write(
    'keep',
    z.strictObject({
      upTo: monthField,
      only: monthField.optional(),
      lines: z
        .array(
          z.strictObject({
            memberId: id,
            /** What is owed up to `upTo` when left out. */
            amount: positiveFen.optional(),
            receiptNumber: optionalText(30),
            reference: optionalText(50),
          }),
        )
        .min(1, '没有选择会员')
        .max(PAYERS_AT_MOST, `一次最多 ${PAYERS_AT_MOST} 人`)
        .optional(),
      groupId: id.optional(),
      overToCredit: z.boolean().default(false),
      method,
      day: dayField,
      /** One number for all; each line may have its own instead. */
      receiptNumber: optionalText(30),
      reference: optionalText(50),
      payer: optionalText(50),
      attachmentCount: count(999).default(1),
    }),
    output<{
      batchId: string;
      receipts: number;
      total: Fen;
      toCredit: Fen;
      voucherId: string;
      voucherNumber: string;
    }>(),
  ),
  'dues.listBatches': read('view', z.strictObject({ ...windowFields }), output<Window<DuesBatchRow>>()),
  'dues.readBatch': read('view', z.strictObject({ batchId: id }), output<DuesBatch>()),
  'dues.listReceipts': read(
    'view',
    z.strictObject({ batchId: id, search: optionalText(50), ...windowFields }),
    output<Window<DuesReceiptRow>>(),
  ),
  /** Takes a whole batch of receipts back: what it paid is owed again and its voucher is reversed in the open month. */
  'dues.takeBackBatch': write(
    'keep',
    z.strictObject({ batchId: id, day: dayField, reason: text(100) }),
    output<{ voucherNumber: string }>(),
  ),

  'dues.listCredits': read(
    'view',
    z.strictObject({ search: optionalText(50), ...windowFields }),
    output<Window<CreditRow> & { credit: Fen }>(),
  ),
  /** Pays open levies out of credit, the oldest month first: of these members, or of all. No voucher. */
  'dues.applyCredit': write(
    'keep',
    z.strictObject({ memberIds: z.array(id).min(1, '没有选择会员').max(PAYERS_AT_MOST).optional() }),
    output<{ members: number; amount: Fen }>(),
  ),
  /** Pays credit back to a member (借 会费收入, 贷 库存现金 or 银行存款). */
  'dues.refundCredit': write(
    'keep',
    z.strictObject({
      memberId: id,
      amount: positiveFen,
      method,
      day: dayField,
      reason: text(100),
      attachmentCount: count(999).default(1),
    }),
    output<{ refundId: string; voucherId: string; voucherNumber: string; left: Fen }>(),
  ),
  'dues.listRefunds': read('view', z.strictObject({ ...windowFields }), output<Window<RefundRow>>()),
  'dues.takeBackRefund': write(
    'keep',
    z.strictObject({ refundId: id, day: dayField, reason: text(100) }),
    output<{ voucherNumber: string }>(),
  ),
  /** The months that a member's money pays, the newest first, and whether the member had to pay for them. */
  'dues.listPaidMonths': read('view', z.strictObject({ memberId: id }), output<PaidMonth[]>()),
  /**
   * What was paid for a month becomes credit again; no voucher is touched. Where the member had not to pay, the levy goes as
   * well; else it is owed again.
   */
  'dues.releasePayment': write(
    'keep',
    z.strictObject({ levyId: id, reason: text(100) }),
    output<{ released: Fen; credit: Fen; withdrawn: boolean; waived: Fen; owed: Fen }>(),
  ),
};
