import { z } from 'zod';
import type { Day, Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { fileToken, id, monthField, optionalText, text, type Window, windowFields, yearField } from '../fields.ts';
import { output, read, write } from '../operation.ts';
import type { ChartAccount } from '../union.ts';

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
  /** An earlier year is not carried forward yet: its result stands under 本年收支结转 in the opening. */
  pending: boolean;
}

/** Stand in for an account where 多栏账 spreads a whole side: its columns are the first-level accounts. */
export const WHOLE_SIDES = ['income', 'expense'] as const;

const range = { from: monthField, to: monthField };
/** Which report, and of what. A report is the same on the screen, on paper and as a workbook. */
export const reportChoice = z.discriminatedUnion('kind', [
  /** 科目余额表 */
  z.strictObject({ kind: z.literal('balance'), ...range, topOnly: z.boolean().default(false) }),
  /** 总账; without an account, of every first-level account that has figures. */
  z.strictObject({ kind: z.literal('general'), ...range, accountId: id.optional() }),
  /** 明细账 of an account of any level. */
  z.strictObject({ kind: z.literal('detail'), ...range, accountId: id }),
  /** 多栏账: a column for each account directly below `accountId`, which may be one of {@link WHOLE_SIDES}. */
  z.strictObject({ kind: z.literal('columns'), ...range, accountId: id, by: z.enum(['voucher', 'month']) }),
  /** 收入支出表, 本月数 | 本年累计数. */
  z.strictObject({ kind: z.literal('monthResult'), month: monthField }),
  /** 收入支出表, 本年数 | 上年数. */
  z.strictObject({ kind: z.literal('yearResult'), year: yearField }),
  /** 资产负债表 at the end of a month. */
  z.strictObject({ kind: z.literal('balanceSheet'), month: monthField }),
  /** 收支决算表 */
  z.strictObject({ kind: z.literal('settlement'), year: yearField }),
]);
export type ReportChoice = z.output<typeof reportChoice>;

export interface ReportColumn {
  key: string;
  title: string;
  /** Neighbours with the same group share a heading: 期初余额 over 借方 and 贷方. */
  group?: string;
  kind: 'text' | 'day' | 'amount' | 'ratio';
  /** In characters; a Chinese one takes two. */
  width: number;
  /** Text in the middle: 借/贷, numbers. */
  centered?: boolean;
  /** Amounts of this column are the sums of these columns. */
  sumOf?: readonly string[];
  /** A ratio column has no figures of its own: one amount column divided by another, blank over nothing. */
  ratio?: { of: string; by: string };
}

/** What lies behind a line. */
export type ReportDrill = { report: ReportChoice } | { voucherId: string };

export interface ReportRow {
  key: string;
  /** By column. */
  texts: Readonly<Record<string, string>>;
  /** By column; a column that has none stays blank. */
  amounts: Readonly<Record<string, Fen>>;
  level: 0 | 1 | 2 | 3;
  look: 'line' | 'heading' | 'total' | 'soft';
  /** The rows that the amounts of this row are made of: the `plus` ones less the `minus` ones. */
  sums?: {
    plus: readonly string[];
    minus: readonly string[];
    /** Only in these columns; left out, in all amount columns. */
    columns?: readonly string[];
  };
  drill?: ReportDrill;
  /** Of a statement in two halves: on the right side. */
  right?: true;
  /** Spending beyond its budget. */
  over?: true;
}

/** A report as it is shown, printed and written into a workbook. */
export interface Report {
  choice: ReportChoice;
  title: string;
  /** 会工01表: top right on paper; '' for none. */
  formNumber: string;
  /** 2026年3月, 2026年度 … */
  period: string;
  /** Of a statement in two halves these columns stand twice, with the headings of `rightTitles` on the right. */
  columns: readonly ReportColumn[];
  rightTitles?: readonly string[];
  rows: readonly ReportRow[];
  /** Printed under the table. */
  notes: readonly string[];
  /** Only for the screen: what is not certain about the form. */
  remark: string;
  landscape: boolean;
  signatures: readonly string[];
}

/** 借, 贷 or 平 of a balance that is debit minus credit. */
export function balanceSide(balance: Fen): '借' | '贷' | '平' {
  return balance > 0 ? '借' : balance < 0 ? '贷' : '平';
}

export interface DetailLine {
  key: string;
  kind: 'opening' | 'entry' | 'monthTotal' | 'yearTotal';
  /** The opening line has the first day of the range, totals the last of their month. */
  day: Day;
  voucherId?: string;
  /** `记-001` */
  number: string;
  summary: string;
  /** The detail account of the entry, where the account asked for is above it. */
  accountName: string;
  /** The accounts on the other side of the voucher. */
  counterAccount: string;
  debit: Fen;
  credit: Fen;
  /** After this line, debit minus credit. */
  balance: Fen;
}

/** A window of 明细账: its lines are the opening, and by month the entries, 本月合计 and 本年累计. */
export interface DetailWindow extends Window<DetailLine> {
  account: { id: string; code: string; name: string; detail: boolean };
  /** Debit minus credit. */
  opening: Fen;
  closing: Fen;
}

/** The statements whose form number and row names a union may put into its own words. */
export const REPORT_FORMS = ['incomeExpense', 'balanceSheet', 'settlement'] as const;
export type ReportFormName = (typeof REPORT_FORMS)[number];

export interface ReportForm {
  report: ReportFormName;
  title: string;
  /** 表号 */
  number: string;
  /** What is not certain about what was shipped. */
  remark: string;
  rows: { line: string; name: string; shipped: string }[];
}

export const reportsOperations = {
  'ledger.readTrialBalance': read('view', z.strictObject({ from: monthField, to: monthField }), output<TrialBalance>()),
  /** One report, whole. Refused when it would have more than some thousands of lines: then a shorter range, or the workbook. */
  'ledger.readReport': read('view', z.strictObject({ report: reportChoice }), output<Report>()),
  /** 明细账 in windows, however long it is. */
  'ledger.listDetail': read(
    'view',
    z.strictObject({ accountId: id, ...range, ...windowFields }),
    output<DetailWindow>(),
  ),
  /** The report as a workbook with live totals, into a folder the person picked; a job when it is long. */
  'ledger.exportReport': write(
    'keep',
    z.strictObject({ report: reportChoice, folder: fileToken }),
    output<{ fileName: string } | { job: string }>(),
  ),
  'ledger.listReportForms': read('view', z.strictObject({}), output<ReportForm[]>()),
  /** A row that is not named, or named as shipped, keeps the shipped name. */
  'ledger.saveReportForm': write(
    'keep',
    z.strictObject({
      report: z.enum(REPORT_FORMS),
      number: optionalText(20),
      names: z.array(z.strictObject({ line: id, name: text(40) })).max(100, '最多 100 行'),
    }),
    output<ReportForm>(),
  ),
  /** The whole ledger as a workbook without any form: accounts, openings, vouchers, entries, balances by month; a job. */
  'ledger.exportWorkbook': write('keep', z.strictObject({ folder: fileToken }), output<{ job: string }>()),
  /** The whole ledger as plain text, once for hledger and once for Beancount, into a folder the person picked. */
  'ledger.exportJournal': write(
    'keep',
    z.strictObject({ folder: fileToken }),
    output<{ fileName: string; files: string[]; vouchers: number }>(),
  ),
};
