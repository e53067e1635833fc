import { formatMonth, type Month } from '#shared/calendar.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import { openYear } from '../chart/found.ts';
import { decemberOf, lastClosedMonth, yearsOfBooks } from './periods.ts';

/**
 * 反结账 of the latest closed month, with a written reason that stays on the audit trail. A December that was carried forward
 * keeps its closing vouchers; carrying the year forward again brings over what was booked since.
 * @throws Refusal `ledger.periodMissing`, `ledger.notClosed`, `ledger.reopenOrder` naming the month that goes first
 */
export function reopenMonth(context: WriteContext, at: Month, reason: string): { reopened: Month } {
  const { db, now, trail } = context;
  const period = db.get<{ status: string; closedBy: string | null; closedAt: string | null }>(
    'SELECT status, closed_by AS closedBy, closed_at AS closedAt FROM periods WHERE month = :at',
    { at },
  );
  if (!period) throw refuse('ledger.periodMissing', { month: formatMonth(at) });
  if (period.status === 'open') throw refuse('ledger.notClosed', { month: formatMonth(at) });
  const last = lastClosedMonth(db) ?? at;
  if (last !== at) throw refuse('ledger.reopenOrder', { month: formatMonth(at), last: formatMonth(last) });
  // the instant makes two reasons of the same words two reasons
  db.run(
    `UPDATE periods SET status = 'open', closed_at = NULL, closed_by = NULL, reopen_reason = :written WHERE month = :at`,
    { at, written: `${now} ${reason}` },
  );
  trail({
    subject: 'period',
    id: at,
    // the reason stands beside the month where the trail is read
    label: `${formatMonth(at)}：${reason}`,
    before: { status: 'closed', closedBy: period.closedBy, closedAt: period.closedAt },
    after: { status: 'open', reason },
  });
  return { reopened: at };
}

/**
 * Opens the twelve months after the last year of the books, so that January can be booked while the old year is still being
 * finished. Only one year may wait to be carried forward.
 * @throws Refusal `ledger.yearWaits`
 */
export function openNextYear(context: WriteContext): { year: number } {
  const { db } = context;
  const last = yearsOfBooks(db).at(-1) ?? 0;
  const waits = db.get<{ month: string }>(
    "SELECT month FROM periods WHERE status = 'open' AND month < :january ORDER BY month LIMIT 1",
    { january: `${last}-01` },
  );
  if (waits) throw refuse('ledger.yearWaits', { year: last - 1, next: last + 1 });
  openYear(context, last + 1);
  context.trail({
    subject: 'period',
    id: decemberOf(last + 1),
    label: `${last + 1} 年`,
    after: { opened: `${last + 1}-01` },
  });
  return { year: last + 1 };
}
