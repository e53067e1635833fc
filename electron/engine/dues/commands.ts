import type { Day, Month } from '#shared/calendar.ts';
import type { Fen } from '#shared/money.ts';
import type { Readable } from '../database.ts';
import { sumArrears } from './arrears/arrears.ts';
import { listReminders } from './arrears/reminders.ts';
import { readMonth } from './levies/months.ts';

// What other features may use of the dues.
export { type Owing, owingThrough } from './arrears/standing.ts';
export { type DuesDetailMonth, type DuesDetailRow, duesDetail } from './detail.ts';
export { type DuesReconciliation, duesByMonth, leviedMonths, reconcileDues } from './for-review.ts';
export { foundDues } from './rules/rules.ts';
export { type DuesTerms, termsInForce } from './waivers/terms.ts';

/**
 * What the first page says about dues: whether the month is levied and how many owe of it, the arrears of all months
 * together, and how many members have paid nothing for six months in a row.
 */
export function duesWorkbench(
  db: Readable,
  month: Month,
  today: Day,
): {
  levied: boolean;
  owingMembers: number;
  owedTotal: Fen;
  arrears: { members: number; owed: Fen };
  sixMonths: number;
} {
  const { levied, owingMembers, owedTotal } = readMonth(db, month);
  const sixMonths = listReminders(db, today, { offset: 0, limit: 0 }).total;
  return { levied, owingMembers, owedTotal, arrears: sumArrears(db), sixMonths };
}
