import { z } from 'zod';
import type { Day, Month } from '../calendar.ts';
import type { Fen } from '../money.ts';
import {
  amountFen,
  count,
  dayField,
  fileToken,
  id,
  monthField,
  nothing,
  optionalText,
  positiveFen,
  text,
  type Window,
  windowFields,
  yearField,
} from './fields.ts';
import { output, read, write } from './operation.ts';
import type { ChartAccount } from './union.ts';

export const VOUCHER_SOURCES = ['simple', 'manual', 'dues', 'hardship', 'visits', 'reversal', 'closing'] as const;
export type VoucherSource = (typeof VOUCHER_SOURCES)[number];

export interface Entry {
  line: number;
  accountId: string;
  accountCode: string;
  accountName: string;
  summary: string;
  debit: Fen;
  credit: Fen;
}

export interface Voucher {
  id: string;
  /** `记-001`, counted anew every month. */
  number: string;
  month: Month;
  day: Day;
  summary: string;
  /** Sum of the debit side. */
  amount: Fen;
  /** Who paid or was paid; empty when nobody was named. */
  counterparty: string;
  attachmentCount: number;
  source: VoucherSource;
  preparedBy: string;
  postedAt: string;
  resolutionId?: string;
  resolutionTitle?: string;
  /** The voucher that this one reverses (红字冲销). */
  reverses?: string;
  reversedBy?: string;
  entries: Entry[];
}
export type VoucherRow = Omit<Voucher, 'entries'> & { accounts: string };

/** A plain-word choice of 收支登记 with the account behind it. */
export interface Purpose {
  id: string;
  /** `transfer`: money moves, but it is neither income nor expense (提现, 上解, 暂付). */
  direction: Direction;
  /** Whether cash or bank grows (`in`) or shrinks (`out`). */
  flow: 'in' | 'out';
  /** Set when only one method makes sense: 提现 comes out of the bank. */
  fixedMethod?: Method;
  /** The account that keeps what belongs to the union above, for an allocation that arrives in full. */
  setAsideName?: string;
  label: string;
  hint: string;
  accountId: string;
  accountCode: string;
  accountName: string;
  /** The name in 总工办发〔2017〕32号, which people still use; empty where that document has none. */
  oldName: string;
  /** What typing finds it by: label, hint, names, code, pinyin and its initials, in lower case. */
  keywords: string;
}

export interface TrialBalanceLine {
  accountId: string;
  /** Has no accounts below it. */
  detail: boolean;
  code: string;
  name: string;
  class: ChartAccount['class'];
  side: 'debit' | 'credit';
  level: number;
  openingDebit: Fen;
  openingCredit: Fen;
  debit: Fen;
  credit: Fen;
  closingDebit: Fen;
  closingCredit: Fen;
}
export interface TrialBalance {
  from: Month;
  to: Month;
  /** Detail accounts and the sums of the accounts above them; only `level` 1 lines add up to the totals. */
  lines: TrialBalanceLine[];
  totals: { openingDebit: Fen; openingCredit: Fen; debit: Fen; credit: Fen; closingDebit: Fen; closingCredit: Fen };
  balanced: boolean;
}

export interface JournalLine {
  voucherId?: string;
  day: Day;
  number: string;
  summary: string;
  counterAccount: string;
  debit: Fen;
  credit: Fen;
  balance: Fen;
  kind: 'opening' | 'entry' | 'dayTotal' | 'monthTotal' | 'yearTotal';
}

export interface Period {
  month: Month;
  status: 'open' | 'closed';
  vouchers: number;
  closedAt?: string;
  closedBy?: string;
}

export interface BudgetLine {
  accountId: string;
  code: string;
  name: string;
  direction: 'income' | 'expense';
  /** False for an account that is listed only because something was booked on it. */
  budgeted: boolean;
  amount: Fen;
  lastYear: Fen;
  actual: Fen;
  note: string;
}
/** Lines never overlap: where a line stands on a parent account, its actual is that of all accounts below it. */
export interface Budget {
  year: number;
  exists: boolean;
  lines: BudgetLine[];
}
export interface BudgetPreview {
  fileName: string;
  lines: { row: number; code: string; name: string; amount: Fen; lastYear: Fen; note: string; problem?: string }[];
  income: Fen;
  expense: Fen;
  /** What stands against taking the whole file: sum rows that do not agree with their lines, a unit that is not 元. */
  problems: string[];
  /** Rows that were passed over, and why (上年结转 is no account). */
  notes: string[];
}

export interface CloseItem {
  label: string;
  ok: boolean;
  detail: string;
  /** Not ok and blocking: the month cannot be closed. Not ok and not blocking: worth a look before closing. */
  blocking: boolean;
}

export const METHODS = ['cash', 'bank'] as const;
export type Method = (typeof METHODS)[number];
export const DIRECTIONS = ['income', 'expense', 'transfer'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** One simple income or expense: the form for people who are no accountants. */
export const simpleFields = z.strictObject({
  direction: z.enum(DIRECTIONS),
  purposeId: id,
  amount: positiveFen,
  /** Part of a full allocation that is to be remitted (上解); the union's usual percentage when left out. */
  setAside: amountFen.optional(),
  method: z.enum(METHODS),
  day: dayField,
  summary: text(100),
  counterparty: optionalText(60),
  attachmentCount: count(999).default(0),
  resolutionId: id.optional(),
});
export type SimpleInput = z.output<typeof simpleFields>;

export const entryFields = z.strictObject({
  accountId: id,
  summary: optionalText(100),
  debit: amountFen,
  credit: amountFen,
});
export const voucherFields = z.strictObject({
  day: dayField,
  summary: text(100),
  attachmentCount: count(999).default(0),
  resolutionId: id.optional(),
  entries: z.array(entryFields).min(2, '至少两行').max(200, '最多 200 行'),
});
const range = { from: monthField, to: monthField };

export const ledgerOperations = {
  'ledger.listAccounts': read('view', nothing, output<ChartAccount[]>()),
  'ledger.listPurposes': read('view', nothing, output<Purpose[]>()),
  /** What `ledger.recordSimple` would post, for showing before it is posted. */
  'ledger.previewSimple': read(
    'keep',
    simpleFields,
    output<{
      entries: Entry[];
      /** Of the budget line the account falls under; `percent` is rounded to whole per cent. */
      budget?: { name: string; budget: Fen; after: Fen; percent: number };
      warnings: string[];
    }>(),
  ),
  'ledger.recordSimple': write('keep', simpleFields, output<Voucher>()),
  'ledger.postVoucher': write('keep', voucherFields, output<Voucher>()),
  /** 红字冲销 dated `day` in the open month. A reversal is not reversed; a voucher is reversed once. */
  'ledger.reverseVoucher': write('keep', z.strictObject({ id, day: dayField, reason: text(100) }), output<Voucher>()),
  'ledger.listVouchers': read(
    'view',
    z.strictObject({
      search: optionalText(50),
      from: monthField.optional(),
      to: monthField.optional(),
      source: z.enum(VOUCHER_SOURCES).optional(),
      ...windowFields,
    }),
    output<Window<VoucherRow>>(),
  ),
  'ledger.getVoucher': read('view', z.strictObject({ id }), output<Voucher>()),
  'ledger.readTrialBalance': read('view', z.strictObject(range), output<TrialBalance>()),
  'ledger.readJournal': read(
    'view',
    z.strictObject({ method: z.enum(METHODS), ...range }),
    output<{ lines: JournalLine[]; closing: Fen }>(),
  ),
  'ledger.listPeriods': read(
    'view',
    z.strictObject({ year: yearField }),
    output<{ periods: Period[]; years: number[] }>(),
  ),
  /** What stands in the way of closing up to and including this month. */
  'ledger.readCloseChecklist': read(
    'view',
    z.strictObject({ month: monthField }),
    output<{ months: Month[]; items: CloseItem[]; canClose: boolean }>(),
  ),
  /** Closes this month and every open month before it; December closes with its year. */
  'ledger.closeMonth': write('keep', z.strictObject({ month: monthField }), output<{ closed: Month[] }>()),
  /** What stands in the way of the year-end closing, and what it would carry forward. */
  'ledger.readYearChecklist': read(
    'view',
    z.strictObject({ year: yearField }),
    output<{ items: CloseItem[]; canClose: boolean; income: Fen; expense: Fen; accumulated: Fen }>(),
  ),
  /** Year end: 收入/支出 -> 本年收支结转 -> 累计结余, dated 31 December; then opens the next year's twelve months. */
  'ledger.closeYear': write(
    'keep',
    z.strictObject({ year: yearField }),
    output<{ vouchers: string[]; surplus: Fen }>(),
  ),
  'ledger.previewBudget': read('keep', z.strictObject({ file: fileToken }), output<BudgetPreview>()),
  'ledger.takeBudget': write('keep', z.strictObject({ file: fileToken, year: yearField }), output<Budget>()),
  'ledger.saveBudget': write(
    'keep',
    z.strictObject({
      year: yearField,
      lines: z
        .array(z.strictObject({ accountId: id, amount: amountFen, lastYear: amountFen, note: optionalText(200) }))
        .max(300, '最多 300 行'),
    }),
    output<Budget>(),
  ),
  'ledger.readBudget': read('view', z.strictObject({ year: yearField }), output<Budget>()),
  /** The whole ledger as a plain-text journal that hledger and Beancount-style tools read, into a folder the person picked. */
  'ledger.exportJournal': write(
    'keep',
    z.strictObject({ folder: fileToken }),
    output<{ fileName: string; vouchers: number }>(),
  ),
};
