import { formatMonth, type Month, month, monthNumber, yearOf } from '#shared/calendar.ts';
import type { ValueOf } from '#shared/contract/index.ts';
import type { Readable } from '../../database.ts';

interface PeriodRow {
  month: Month;
  status: 'open' | 'closed';
  vouchers: number;
  closedAt: string | null;
  closedBy: string | null;
  reopenReason: string;
}

export const LIST_PERIODS = `
  SELECT month, status, closed_at AS closedAt, closed_by AS closedBy, reopen_reason AS reopenReason,
         (SELECT count(*) FROM vouchers WHERE vouchers.month = periods.month AND vouchers.status = 'posted') AS vouchers
  FROM periods WHERE month BETWEEN :from AND :to ORDER BY month`;

/** The months of one year, and every year that the books have. */
export function listPeriods(db: Readable, year: number): ValueOf<'ledger.listPeriods'> {
  const periods = db
    .all<PeriodRow>(LIST_PERIODS, { from: `${year}-01`, to: `${year}-12` })
    .map(({ closedAt, closedBy, reopenReason, ...period }) => ({
      ...period,
      ...(closedAt === null ? {} : { closedAt }),
      ...(closedBy === null ? {} : { closedBy }),
      ...(reopenReason === '' ? {} : { reopened: reopenedOf(reopenReason) }),
    }));
  const latestClosed = lastClosedMonth(db);
  return { periods, years: yearsOfBooks(db), ...(latestClosed === undefined ? {} : { latestClosed }) };
}

/** Stored as the instant, a space, and the words. */
function reopenedOf(stored: string): { at: string; reason: string } {
  const at = stored.indexOf(' ');
  return { at: stored.slice(0, at), reason: stored.slice(at + 1) };
}

/** The last closed month of the books; undefined while none is closed. */
export function lastClosedMonth(db: Readable): Month | undefined {
  return (
    db.get<{ month: Month | null }>("SELECT max(month) AS month FROM periods WHERE status = 'closed'")?.month ??
    undefined
  );
}

export function yearsOfBooks(db: Readable): number[] {
  return db
    .all<{ year: string }>('SELECT DISTINCT substr(month, 1, 4) AS year FROM periods ORDER BY month')
    .map(({ year }) => Number(year));
}

/** `2026年4、5、7月`; months of several years are named one by one. */
export function nameMonths(months: readonly Month[]): string {
  const [first] = months;
  if (first === undefined || months.some((at) => yearOf(at) !== yearOf(first)))
    return months.map(formatMonth).join('、');
  return `${yearOf(first)}年${months.map(monthNumber).join('、')}月`;
}

/** December of a year. */
export function decemberOf(year: number): Month {
  return month(`${year}-12`);
}
