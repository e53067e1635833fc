import type { Month } from '#shared/calendar.ts';
import type { Voucher } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { officersOn, readSecondReview } from '../../union/commands.ts';
import { assertOpen } from './post.ts';
import { readVoucher, UNREVIEWED } from './vouchers.ts';

/** Whether the union has every posted voucher reviewed by a second person before its month is closed. */
export function secondReviewRequired(db: Readable): boolean {
  return readSecondReview(db);
}

export const COUNT_UNREVIEWED = `SELECT count(*) AS vouchers FROM vouchers WHERE month BETWEEN :from AND :to AND ${UNREVIEWED}`;

/** How many posted vouchers of these months nobody has reviewed; closing vouchers (年终结转) need no review. */
export function countUnreviewed(db: Readable, from: Month, to: Month): number {
  return db.get<{ vouchers: number }>(COUNT_UNREVIEWED, { from, to })?.vouchers ?? 0;
}

/**
 * 审核: a second person has looked at these vouchers. All or none; what was reviewed before is passed over.
 * @param reviewer who looked at them; the person who has opened the books when left out
 * @throws Refusal `ledger.reviewOwn` (the reviewer prepared one of them), `ledger.reviewCashier` (出纳不得兼管稽核;
 *   rules.md 2.1), `ledger.reviewPosted`, `ledger.reviewedAlready` when nothing is left to review, `ledger.periodClosed`, `request.notFound`
 */
export function reviewVouchers(
  context: WriteContext,
  { ids, reviewer = context.operator }: { ids: readonly string[]; reviewer?: string | undefined },
): { reviewed: number } {
  const { db, now, trail } = context;
  if (officersOn(db, context.today).get('cashier')?.includes(reviewer))
    throw refuse('ledger.reviewCashier', { reviewer });
  let reviewed = 0;
  for (const id of new Set(ids)) {
    const voucher = readVoucher(db, id);
    const number = `${voucher.month} ${voucher.number}`;
    if (voucher.reviewedBy !== undefined) continue;
    if (voucher.source === 'closing') throw refuse('ledger.reviewPosted');
    assertOpen(db, voucher.month);
    if (voucher.preparedBy.trim() === reviewer) throw refuse('ledger.reviewOwn', { number, reviewer });
    db.run('INSERT INTO voucher_reviews (voucher_id, reviewed_by, reviewed_at) VALUES (:id, :reviewer, :now)', {
      id,
      reviewer,
      now,
    });
    trail({ subject: 'voucher', id, label: `${number} ${voucher.summary}`, after: { reviewedBy: reviewer } });
    reviewed += 1;
  }
  if (reviewed === 0) throw refuse('ledger.reviewedAlready');
  return { reviewed };
}

/**
 * Takes a review back while the month is open.
 * @throws Refusal `ledger.notReviewed`, `ledger.periodClosed`, `request.notFound`
 */
export function withdrawReview({ db, trail }: WriteContext, { id, reason }: { id: string; reason: string }): Voucher {
  const voucher = readVoucher(db, id);
  const number = `${voucher.month} ${voucher.number}`;
  const { reviewedBy, reviewedAt } = voucher;
  if (reviewedBy === undefined) throw refuse('ledger.notReviewed', { number });
  assertOpen(db, voucher.month);
  db.run('DELETE FROM voucher_reviews WHERE voucher_id = :id', { id });
  trail({
    subject: 'voucher',
    id,
    label: `${number} ${voucher.summary}`,
    before: { reviewedBy, reviewedAt },
    after: { withdrawn: reason },
  });
  return readVoucher(db, id);
}
