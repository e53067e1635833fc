import { z } from 'zod';
import type { Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { fileToken, yearField } from '../fields.ts';
import { output, read, write } from '../operation.ts';

/**
 * What was given: `times` 人次 = visits that count (neither reversed nor returned), `people` = different members among them, `amount` in fen.
 */
export interface GivenSum {
  times: number;
  people: number;
  amount: Fen;
  /** Of it to women (by the member's record). */
  womenTimes: number;
  women: number;
  womenAmount: Fen;
}

/** A line of a table with the same of the year before. */
export interface YearLine {
  key: string;
  label: string;
  sum: GivenSum;
  last: GivenSum;
}

/** A change against last year. `percent` in tenths; left out where last year was nothing. */
export interface Change {
  difference: number;
  percent?: number;
}
/** How much more or less than last year; nothing last year has no percentage. */
export function changeFrom(now: number, last: number): Change {
  const difference = now - last;
  return last === 0 ? { difference } : { difference, percent: Math.round((difference * 1000) / last) };
}
/** `part` of `whole` in tenths of a percent, half up; nothing of nothing is 0. */
export const tenths = (part: number, whole: number): number => (whole === 0 ? 0 : Math.round((part * 1000) / whole));

export interface MonthLine {
  month: Month;
  sum: GivenSum;
  last: GivenSum;
}

/** A line of the reconciliation: what the records say and what it does to the ledger. */
export interface ReconcileLine {
  label: string;
  amount: Fen;
  /** Added to or taken from the sum above; `sum` a sum, `ledger` what the ledger says, `difference` what is left. */
  kind: 'start' | 'plus' | 'minus' | 'sum' | 'ledger' | 'difference';
  note: string;
}

export interface InsuranceYearSum {
  planName: string;
  from: string;
  participants: number;
  share: number;
  unionPart: Fen;
  memberPart: Fen;
  employerPart: Fen;
}

export interface VisitsYear {
  year: number;
  total: GivenSum;
  last: GivenSum;
  /** Without festivals, and festivals alone. */
  single: GivenSum;
  festivals: GivenSum;
  byKind: YearLine[];
  byForm: YearLine[];
  byMethod: YearLine[];
  /** Each list of a festival of this year. */
  lists: { id: string; name: string; day: string; sum: GivenSum }[];
  byMonth: MonthLine[];
  /** Terms that began in the year. */
  insurance: InsuranceYearSum[];
  /** Claims that were paid in the year. */
  claims: { people: number; amount: Fen };
  donations: {
    drives: number;
    gifts: number;
    collected: Fen;
    handedOver: Fen /** Held at the end of the year. */;
    left: Fen;
  };
  /** For the annual report, ready to copy. */
  sentence: string;
  longSentence: string;
  expense: ReconcileLine[];
  stock: ReconcileLine[];
}

export const reportsOperations = {
  'visits.readYear': read('view', z.strictObject({ year: yearField }), output<VisitsYear>()),
  'visits.exportYear': write(
    'keep',
    z.strictObject({ year: yearField, folder: fileToken }),
    output<{ fileName: string }>(),
  ),
};
