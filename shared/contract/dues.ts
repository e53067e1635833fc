import { z } from 'zod';
import type { Day, Month } from '../calendar.ts';
import type { Fen } from '../money.ts';
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
} from './fields.ts';
import { output, read, write } from './operation.ts';

/** Dues rule in force in a month; dated data, so a past levy keeps the rule that made it. */
export interface DuesRuleRecord {
  id: string;
  name: string;
  from: Month;
  rateBasisPoints: number;
  cutTo: Fen;
  baseItems: string[];
  source: string;
}

export interface LevyPreview {
  month: Month;
  rule: DuesRuleRecord;
  /** Active members who have no levy for this month yet. */
  toLevy: number;
  total: Fen;
  already: number;
  /** Retained members: free (章程第八条). */
  exempt: number;
  /** Active members without a wage on file for the month: nothing can be levied on them yet. */
  withoutWage: { memberId: string; number: string; name: string; groupName: string }[];
  rows: {
    memberId: string;
    number: string;
    name: string;
    groupName: string;
    wage: Fen;
    cutBase: Fen;
    amount: Fen;
    note: string;
  }[];
}

export interface LevyRow {
  id: string;
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  month: Month;
  wage: Fen;
  cutBase: Fen;
  amount: Fen;
  paid: Fen;
  owed: Fen;
  state: 'paid' | 'part' | 'owed';
}

export interface DuesMonth {
  month: Month;
  levied: boolean;
  members: number;
  paidMembers: number;
  owingMembers: number;
  levyTotal: Fen;
  paidTotal: Fen;
  owedTotal: Fen;
}

export const PAYROLL_VERDICTS = [
  'paid',
  'short',
  'over',
  'notLevied',
  'alreadyPaid',
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
  rows: { row?: number; number: string; name: string; due: Fen; paid: Fen; verdict: PayrollVerdict; message: string }[];
  counts: Record<PayrollVerdict, number>;
  /** What can be taken in: rows matched to a member, up to what the month and then older months owe. */
  takeable: Fen;
  /** Sum of the file's rows and the total that the file states. */
  fileSum: Fen;
  statedTotal?: Fen;
  /** Set when this very file was taken in before. */
  takenBefore?: string;
}

/** Receipts that came together: a payroll list, or one payment. */
export interface DuesBatchRow {
  id: string;
  kind: 'payroll' | 'cash' | 'bank';
  day: Day;
  month: Month;
  receipts: number;
  total: Fen;
  voucherId: string;
  voucherNumber: string;
  /** The member of a single payment, the file name of a payroll list. */
  from: string;
  takenBack?: { day: Day; reason: string; voucherNumber: string };
}

export interface ArrearsRow {
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  phoneMasked: string;
  months: Month[];
  owed: Fen;
  /** Months from the oldest unpaid month to this one. */
  age: number;
  /** From six months on, what the union has to do first; the programme reminds and never decides. Else empty. */
  reminder: string;
}

export const duesOperations = {
  'dues.readRule': read('view', z.strictObject({ month: monthField }), output<DuesRuleRecord>()),
  'dues.listMonths': read('view', z.strictObject({ year: z.int().min(1950).max(2199) }), output<DuesMonth[]>()),
  'dues.readMonth': read('view', z.strictObject({ month: monthField }), output<DuesMonth>()),
  'dues.previewLevy': read('view', z.strictObject({ month: monthField }), output<LevyPreview>()),
  /** Levies all active members who have none for the month; run twice, nothing doubles. */
  'dues.raiseLevy': write(
    'keep',
    z.strictObject({ month: monthField }),
    output<{ levied: number; total: Fen; already: number; withoutWage: number }>(),
  ),
  'dues.listLevies': read(
    'view',
    z.strictObject({
      month: monthField,
      search: optionalText(50),
      state: z.enum(['paid', 'part', 'owed']).optional(),
      ...windowFields,
    }),
    output<Window<LevyRow>>(),
  ),
  'dues.previewPayroll': read('keep', z.strictObject({ file: fileToken, month: monthField }), output<PayrollPreview>()),
  /** Receipts for the matched rows and one voucher (借 银行存款, 贷 会费收入). The same file twice is refused. */
  'dues.takePayroll': write(
    'keep',
    z.strictObject({ file: fileToken, month: monthField, day: dayField, attachmentCount: count(999).default(1) }),
    output<{ receipts: number; total: Fen; voucherId: string; voucherNumber: string; leftOut: number }>(),
  ),
  /** One member pays one month's arrears, or part of them, in cash or by transfer. */
  'dues.recordReceipt': write(
    'keep',
    z.strictObject({
      levyId: id,
      amount: positiveFen,
      method: z.enum(['cash', 'bank']),
      day: dayField,
      receiptNumber: optionalText(30),
    }),
    output<{ voucherId: string; voucherNumber: string; levy: LevyRow }>(),
  ),
  'dues.listBatches': read('view', z.strictObject({ ...windowFields }), output<Window<DuesBatchRow>>()),
  /** Takes a whole batch of receipts back: what it paid is owed again and its voucher is reversed in the open month. */
  'dues.takeBackBatch': write(
    'keep',
    z.strictObject({ batchId: id, day: dayField, reason: text(100) }),
    output<{ voucherNumber: string }>(),
  ),
  'dues.listArrears': read(
    'view',
    z.strictObject({ search: optionalText(50), ...windowFields }),
    output<Window<ArrearsRow> & { owed: Fen }>(),
  ),
};
