import { z } from 'zod';
import type { Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { monthField, nothing, text, yearField } from '../fields.ts';
import { output, read, write } from '../operation.ts';
import type { Entry } from './vouchers.ts';

export interface Period {
  month: Month;
  status: 'open' | 'closed';
  vouchers: number;
  closedAt?: string;
  closedBy?: string;
  /** Why it was reopened (反结账) the last time, with the instant. */
  reopened?: { at: string; reason: string };
}

export interface CloseItem {
  label: string;
  ok: boolean;
  detail: string;
  /** Not ok and blocking: the month cannot be closed. Not ok and not blocking: worth a look before closing. */
  blocking: boolean;
}

/** A year-end closing voucher as it would be posted. */
export interface ClosingVoucher {
  summary: string;
  entries: Entry[];
}

export const closeOperations = {
  'ledger.listPeriods': read(
    'view',
    z.strictObject({ year: yearField }),
    /** `latestClosed`: the last closed month of the books, the only one that may be reopened. */
    output<{ periods: Period[]; years: number[]; latestClosed?: Month }>(),
  ),
  /** What stands in the way of closing up to and including this month. */
  'ledger.readCloseChecklist': read(
    'view',
    z.strictObject({ month: monthField }),
    output<{ months: Month[]; items: CloseItem[]; canClose: boolean }>(),
  ),
  /** Closes this month and every open month before it; December closes with its year. */
  'ledger.closeMonth': write('keep', z.strictObject({ month: monthField }), output<{ closed: Month[] }>()),
  /** 反结账: the latest closed month only, with a reason that stays on the trail. */
  'ledger.reopenMonth': write(
    'keep',
    z.strictObject({ month: monthField, reason: text(200) }),
    output<{ reopened: Month }>(),
  ),
  /** Opens the months of the year after the last one, while the old year is still being finished. */
  'ledger.openNextYear': write('keep', nothing, output<{ year: number }>()),
  /** What stands in the way of the year-end closing, and what it would carry forward. */
  'ledger.readYearChecklist': read(
    'view',
    z.strictObject({ year: yearField }),
    output<{
      items: CloseItem[];
      canClose: boolean;
      income: Fen;
      expense: Fen;
      /** Of that, what 工会资金结转 grows by: income minus spending of the funds. */
      restricted: Fen;
      /** What 累计结余 grows by. */
      accumulated: Fen;
      vouchers: ClosingVoucher[];
    }>(),
  ),
  /** Year end: 收入/支出 -> 本年收支结转 -> 累计结余 (funds -> 工会资金结转), dated 31 December; then opens the next year's twelve months. */
  'ledger.closeYear': write(
    'keep',
    z.strictObject({ year: yearField }),
    output<{ vouchers: string[]; surplus: Fen }>(),
  ),
};
