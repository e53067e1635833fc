import type { Day } from '../../calendar.ts';
import type { Fen } from '../../money.ts';

// What a bank statement is while it is read from a file, and as it stands in the books.

/** What a column of a bank's file holds. `debit` is money out of the account, `credit` money in, `amount` either, signed or with `flag`. */
export const STATEMENT_FIELDS = [
  'day',
  'summary',
  'use',
  'remark',
  'debit',
  'credit',
  'amount',
  'flag',
  'balance',
  'counterparty',
  'reference',
] as const;
export type StatementField = (typeof STATEMENT_FIELDS)[number];
export const STATEMENT_FIELD_NAMES: Readonly<Record<StatementField, string>> = {
  day: '日期',
  summary: '摘要',
  use: '用途',
  remark: '附言',
  debit: '支出（借方）',
  credit: '收入（贷方）',
  amount: '金额（一列）',
  flag: '收支标志',
  balance: '余额',
  counterparty: '对方户名',
  reference: '流水号、凭证号',
};

/**
 * - `take`: will be taken in; `duplicate`: an earlier statement brought it already
 * - `broken`: its balance does not follow from the row before; `problem`: cannot be read. Either bars the whole file.
 * - `total`: a row of sums; `note`: no movement (opening balance, remarks under the table)
 */
export const STATEMENT_VERDICTS = ['take', 'duplicate', 'broken', 'problem', 'total', 'note'] as const;
export type StatementVerdict = (typeof STATEMENT_VERDICTS)[number];

export interface StatementRow {
  /** As Excel counts. */
  row: number;
  day?: Day;
  summary: string;
  counterparty: string;
  reference: string;
  /** Above zero: money in; below: money out. */
  amount: Fen;
  balance?: Fen;
  verdict: StatementVerdict;
  message: string;
}

export interface StatementPreview {
  fileName: string;
  sheets: string[];
  sheet: string;
  headerRows: readonly [first: number, last: number];
  columns: { index: number; title: string; field?: StatementField; samples: string[] }[];
  /** The columns are as they were taken for an earlier file of this shape. */
  known: boolean;
  /** What no column has been named for yet; without these no row can be read. */
  missing: string[];
  /** The file has no balances, so the opening balance must be typed. */
  needsOpening: boolean;
  accountId?: string;
  holder: string;
  accountNumberMasked: string;
  from?: Day;
  to?: Day;
  /** The file itself says from when on it is. */
  fromStated: boolean;
  opening?: Fen;
  closing?: Fen;
  rows: StatementRow[];
  counts: Record<StatementVerdict, number>;
  /** What stands against taking the file. */
  problems: string[];
  /** What is worth a look: another holder, a gap to the statement before. */
  notes: string[];
  /** The same file was taken on this day. */
  takenBefore?: Day;
}

export interface BankStatement {
  id: string;
  accountId: string;
  accountName: string;
  /** '' for a month without movements that was typed in. */
  fileName: string;
  accountNumberMasked: string;
  from: Day;
  to: Day;
  opening: Fen;
  closing: Fen;
  lines: number;
  matched: number;
  leftOut: number;
  takenAt: string;
  operator: string;
}
