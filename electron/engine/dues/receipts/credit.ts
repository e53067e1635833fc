import { formatMonth, type Month } from '#shared/calendar.ts';
import { type Fen, fen, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable, Writable } from '../../database.ts';

// 预收: what of a member's receipts pays no levy yet. It is income since the day it came in, so that using it makes no voucher.

export const CREDIT_OF = `
  SELECT coalesce(sum(credit), 0) AS credit FROM dues_receipts INDEXED BY dues_receipts_with_credit
  WHERE member_id = :memberId AND credit > 0`;
export const CREDITS_NOW = `
  SELECT member_id AS memberId, sum(credit) AS credit FROM dues_receipts INDEXED BY dues_receipts_with_credit
  WHERE credit > 0 GROUP BY member_id`;

/** What one member has paid in advance, in fen; zero without any. */
export function creditOf(db: Readable, memberId: string): Fen {
  return fen(db.get<{ credit: number }>(CREDIT_OF, { memberId })?.credit ?? 0);
}

/** Who has paid in advance, and how much: member -> fen above zero. */
export function creditsNow(db: Readable): Map<string, Fen> {
  return new Map(
    db.all<{ memberId: string; credit: Fen }>(CREDITS_NOW).map(({ memberId, credit }) => [memberId, credit]),
  );
}

interface OpenLevy {
  levyId: string;
  memberId: string;
  month: Month;
  owed: Fen;
}

// the bare column first: only so does SQLite see that the index of what is owed answers it (0220)
const OPEN = 'levies.amount > levies.paid + levies.waived';
const OPEN_LEVY = `
  levies.id AS levyId, levies.member_id AS memberId, levies.month, levies.amount - levies.paid - levies.waived AS owed`;

// Those with credit are few, so the way goes from them to their levy of the month. What a person released from a levy does not
// go back to it by itself; ids are in the order of time, so a levy raised anew after the release is younger than it.
export const OPEN_WITH_CREDIT = `
  SELECT ${OPEN_LEVY}
  FROM (SELECT DISTINCT member_id FROM dues_receipts INDEXED BY dues_receipts_with_credit WHERE credit > 0) AS creditor
  CROSS JOIN levies ON levies.member_id = creditor.member_id AND levies.month = :month
  WHERE ${OPEN}
    AND NOT EXISTS (SELECT 1 FROM dues_releases JOIN dues_receipts ON dues_receipts.id = dues_releases.receipt_id
                    WHERE dues_receipts.member_id = levies.member_id AND dues_releases.levy_month = levies.month
                      AND dues_releases.id > levies.id)
  ORDER BY creditor.member_id`;

export const OPEN_OF_MEMBER = `
  SELECT ${OPEN_LEVY} FROM levies INDEXED BY levies_owed WHERE levies.member_id = :memberId AND ${OPEN} ORDER BY levies.month`;

export const CREDIT_RECEIPTS = `
  SELECT id, credit FROM dues_receipts INDEXED BY dues_receipts_with_credit
  WHERE member_id = :memberId AND credit > 0 ORDER BY day, id`;

/**
 * Pays the open levies of a month out of their members' credit, the oldest receipts first. To be called after levies were
 * raised and waivers applied. What was released from a levy by a person is not put back on it.
 * @returns how many members it helped and with how much together
 */
export function applyCredit(context: WriteContext, month: Month): { members: number; amount: Fen } {
  const { db } = context;
  let members = 0;
  let amount = ZERO;
  for (const levy of db.all<OpenLevy>(OPEN_WITH_CREDIT, { month })) {
    const paid = payFromCredit(db, levy);
    if (paid > 0) members += 1;
    amount = fen(amount + paid);
  }
  if (amount > 0)
    context.trail({
      subject: 'duesCredit',
      id: month,
      label: `预收抵${formatMonth(month)}会费`,
      after: { members, amount },
    });
  return { members, amount };
}

/**
 * Pays what one member owes out of the member's credit: the oldest month first, out of the oldest receipts.
 * @returns what each month was paid; empty when there is no credit or nothing is owed
 */
export function applyCreditOf(db: Writable, memberId: string): { month: Month; amount: Fen }[] {
  const months: { month: Month; amount: Fen }[] = [];
  for (const levy of db.all<OpenLevy>(OPEN_OF_MEMBER, { memberId })) {
    const amount = payFromCredit(db, levy);
    if (amount > 0) months.push({ month: levy.month, amount });
  }
  return months;
}

function payFromCredit(db: Writable, { levyId, memberId, owed }: OpenLevy): Fen {
  let left: number = owed;
  for (const { id, credit } of db.all<{ id: string; credit: Fen }>(CREDIT_RECEIPTS, { memberId })) {
    if (left === 0) break;
    const amount = fen(Math.min(left, credit));
    allocate(db, id, levyId, amount);
    left -= amount;
  }
  return fen(owed - left);
}

/** Lets a receipt pay a levy, or pay more of it. The schema refuses more than the receipt has left or the levy owes. */
export function allocate(db: Writable, receiptId: string, levyId: string, amount: Fen): void {
  db.run(
    `INSERT INTO dues_allocations (receipt_id, levy_id, amount) VALUES (:receiptId, :levyId, :amount)
     ON CONFLICT (receipt_id, levy_id) DO UPDATE SET amount = amount + excluded.amount`,
    { receiptId, levyId, amount },
  );
}
