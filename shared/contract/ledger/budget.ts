import { z } from 'zod';
import type { Day, Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { amountFen, dayField, fileToken, id, monthField, optionalText, text, yearField } from '../fields.ts';
import { output, read, write } from '../operation.ts';

/** The two lines at the head of the income side that are no account (rules.md 5). */
export const BUDGET_HEADS = ['carriedOver', 'reserves'] as const;
export type BudgetHeadKey = (typeof BUDGET_HEADS)[number];
export const BUDGET_HEAD_NAMES: Readonly<Record<BudgetHeadKey, string>> = {
  carriedOver: '上年结转',
  reserves: '动用以前年度结余',
};

interface BudgetAmounts {
  /** 本年预算数 that is in force: as adopted (or drafted) and with every adjustment since. */
  amount: Fen;
  /** As adopted; equal to `amount` while nothing was adjusted. */
  original: Fen;
  /** 调整数: `amount` minus `original`. */
  adjustment: Fen;
  lastYear: Fen;
  note: string;
}

export interface BudgetHead extends BudgetAmounts {
  head: BudgetHeadKey;
}

export interface BudgetLine extends BudgetAmounts {
  accountId: string;
  code: string;
  name: string;
  direction: 'income' | 'expense';
  /** False for an account that is listed only because something was booked on it. */
  budgeted: boolean;
  actual: Fen;
}

/** When and by which decision a budget was adopted (批准). */
export interface BudgetAdoption {
  day: Day;
  resolutionId: string;
  resolutionNumber: string;
  resolutionTitle: string;
}

/** 预算调整, with what each line was before and after. */
export interface BudgetAdjustment extends BudgetAdoption {
  id: string;
  /** 1 for the first of the year. */
  number: number;
  reason: string;
  lines: {
    accountId?: string;
    head?: BudgetHeadKey;
    code: string;
    name: string;
    original: Fen;
    change: Fen;
    adjusted: Fen;
    note: string;
  }[];
}

/** 收入总计 = 上年结转 + 动用以前年度结余 + 本年收入合计. */
export interface BudgetTotals {
  heads: Fen;
  income: Fen;
  /** Heads and income. */
  incomeAll: Fen;
  expense: Fen;
}

/** Lines never overlap: where a line stands on a parent account, its actual is that of all accounts below it. */
export interface Budget {
  year: number;
  exists: boolean;
  /** Only those with an amount; at most one of each. */
  heads: BudgetHead[];
  lines: BudgetLine[];
  totals: BudgetTotals;
  /** Left out while the budget is a draft. */
  adoption?: BudgetAdoption;
  adjustments: BudgetAdjustment[];
  /** How many adjustments a year may have, and what that rests on; the union's own setting. */
  rule: { adjustmentsPerYear: number; basis: string };
  /** 上年决算 is counted from the books, not as typed. */
  lastYearFromBooks: boolean;
}

export interface BudgetPreview {
  fileName: string;
  lines: { row: number; code: string; name: string; amount: Fen; lastYear: Fen; note: string; problem?: string }[];
  /** 上年结转 and 动用以前年度结余, where the file has them. */
  heads: { row: number; head: BudgetHeadKey; amount: Fen; lastYear: Fen; note: string }[];
  income: Fen;
  expense: Fen;
  /** What stands against taking the whole file: sum rows that do not agree with their lines, a unit that is not 元. */
  problems: string[];
  /** Rows that were passed over, and why. */
  notes: string[];
}

/** What entries would do to one line of the budget; `percent` is rounded to whole per cent. */
export interface BudgetEffect {
  accountId: string;
  name: string;
  direction: 'income' | 'expense';
  budget: Fen;
  after: Fen;
  percent: number;
}

/** A row of 预算执行表. Heads are no account: nothing is booked on them. */
export interface ExecutionRow {
  kind: 'head' | 'group' | 'line' | 'total';
  /** Of an account, a head, or a total; unique in the table. */
  key: string;
  accountId?: string;
  direction: 'income' | 'expense';
  code: string;
  name: string;
  level: number;
  original: Fen;
  adjustment: Fen;
  adjusted: Fen;
  /** January up to the month. */
  actual?: Fen;
  /** Of the adjusted budget, one decimal; left out without a budget. */
  percent?: number;
  left?: Fen;
  lastYear: Fen;
  note: string;
}

export interface BudgetExecution {
  year: number;
  to: Month;
  exists: boolean;
  adoption?: BudgetAdoption;
  rows: ExecutionRow[];
  totals: BudgetTotals & { actualIncome: Fen; actualExpense: Fen };
  /** Income and expense of the same months in the trial balance; `tied` says that the table agrees with it. */
  books: { income: Fen; expense: Fen };
  tied: boolean;
}

const headFields = z.strictObject({
  head: z.enum(BUDGET_HEADS),
  amount: amountFen,
  lastYear: amountFen,
  note: optionalText(200),
});

const adjustmentLine = z
  .strictObject({
    accountId: id.optional(),
    head: z.enum(BUDGET_HEADS).optional(),
    /** 调整后 */
    adjusted: amountFen,
    note: optionalText(200),
  })
  .refine((line) => (line.accountId === undefined) !== (line.head === undefined), {
    path: ['accountId'],
    message: '没有填写',
  });

const decision = { year: yearField, day: dayField, resolutionId: id };

export const weighedEntry = z.strictObject({
  accountId: id,
  debit: amountFen,
  credit: amountFen,
  fundId: id.optional(),
});

export const budgetOperations = {
  'ledger.previewBudget': read('keep', z.strictObject({ file: fileToken }), output<BudgetPreview>()),
  'ledger.takeBudget': write('keep', z.strictObject({ file: fileToken, year: yearField }), output<Budget>()),
  /** A draft's lines; heads that are left out stay as they are. */
  'ledger.saveBudget': write(
    'keep',
    z.strictObject({
      year: yearField,
      lines: z
        .array(z.strictObject({ accountId: id, amount: amountFen, lastYear: amountFen, note: optionalText(200) }))
        .max(300, '最多 300 行'),
      heads: z.array(headFields).max(2, '最多 2 行').optional(),
    }),
    output<Budget>(),
  ),
  'ledger.readBudget': read('view', z.strictObject({ year: yearField }), output<Budget>()),
  /** 批准: from now on the lines stay, only adjustments change what is in force. */
  'ledger.adoptBudget': write('keep', z.strictObject(decision), output<Budget>()),
  /** Takes back an adoption that was entered by mistake, while nothing was adjusted. */
  'ledger.withdrawAdoption': write('keep', z.strictObject({ year: yearField, reason: text(200) }), output<Budget>()),
  'ledger.adjustBudget': write(
    'keep',
    z.strictObject({
      ...decision,
      reason: text(200),
      lines: z.array(adjustmentLine).min(1, '没有填写').max(300, '最多 300 行'),
    }),
    output<Budget>(),
  ),
  'ledger.saveBudgetRule': write(
    'keep',
    z.strictObject({
      adjustmentsPerYear: z.int('要写整数').min(1, '至少 1 次').max(12, '最多 12 次'),
      basis: text(200),
    }),
    output<Budget['rule']>(),
  ),
  /** What entries would do to the budget and the funds they name, before they are posted. */
  'ledger.weighEntries': read(
    'keep',
    z.strictObject({ day: dayField, entries: z.array(weighedEntry).min(1, '没有填写').max(200, '最多 200 行') }),
    output<{ lines: BudgetEffect[]; warnings: string[] }>(),
  ),
  'ledger.readBudgetExecution': read(
    'view',
    z.strictObject({ year: yearField, to: monthField }),
    output<BudgetExecution>(),
  ),
  'ledger.exportBudgetExecution': write(
    'keep',
    z.strictObject({ year: yearField, to: monthField, folder: fileToken }),
    output<{ fileName: string }>(),
  ),
};
