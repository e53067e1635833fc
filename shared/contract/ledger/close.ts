import { z } from 'zod';
import type { Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { monthField, yearField } from '../fields.ts';
import { output, read, write } from '../operation.ts';

export interface Period {
  month: Month;
  status: 'open' | 'closed';
  vouchers: number;
  closedAt?: string;
  closedBy?: string;
}

export interface CloseItem {
  label: string;
  ok: boolean;
  detail: string;
  /** Not ok and blocking: the month cannot be closed. Not ok and not blocking: worth a look before closing. */
  blocking: boolean;
}

export const closeOperations = {
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
};
