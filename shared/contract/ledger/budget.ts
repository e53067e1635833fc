import { z } from 'zod';
import type { Fen } from '../../money.ts';
import { amountFen, fileToken, id, optionalText, yearField } from '../fields.ts';
import { output, read, write } from '../operation.ts';

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

export const budgetOperations = {
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
};
