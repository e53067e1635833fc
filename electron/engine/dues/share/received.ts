import type { Month } from '#shared/calendar.ts';
import type { Fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';

/**
 * The group that a member was in at the end of a day: from where the first later move went, else today's; the same answer as
 * `groupsOnDay` of the members, here for hundreds of thousands of receipts on as many days (a test holds the two together).
 */
const groupOn = (member: string, day: string) => `
  CASE WHEN EXISTS (SELECT 1 FROM member_moves WHERE member_id = ${member} AND day > ${day})
       THEN (SELECT from_group FROM member_moves WHERE member_id = ${member} AND day > ${day} ORDER BY sequence LIMIT 1)
       ELSE (SELECT group_id FROM members WHERE id = ${member}) END`;

/**
 * Money by group and month as it went through the books, which is the turnover of 会费收入 (收付实现制): receipts in the month of
 * their day; taken back in the month of the taking back, from the group that had the receipt; refunds and refunds taken back
 * likewise, at the group of the refund's day. The branch of a receipt is that of the day it came.
 */
export const RECEIVED_SQL = `
  SELECT money.month, money.groupId, sum(money.amount) AS amount FROM (
    SELECT dues_batches.month, dues_receipts.amount, ${groupOn('dues_receipts.member_id', 'dues_receipts.day')} AS groupId
    FROM dues_batches CROSS JOIN dues_receipts ON dues_receipts.batch_id = dues_batches.id
    WHERE dues_batches.month BETWEEN :from AND :to
    UNION ALL
    SELECT dues_take_backs.month, -dues_receipts.amount, ${groupOn('dues_receipts.member_id', 'dues_receipts.day')}
    FROM dues_take_backs CROSS JOIN dues_receipts ON dues_receipts.batch_id = dues_take_backs.batch_id
    WHERE dues_take_backs.month BETWEEN :from AND :to
    UNION ALL
    SELECT dues_refunds.month, -dues_refunds.amount, ${groupOn('dues_refunds.member_id', 'dues_refunds.day')}
    FROM dues_refunds WHERE dues_refunds.month BETWEEN :from AND :to
    UNION ALL
    SELECT dues_refund_take_backs.month, dues_refunds.amount, ${groupOn('dues_refunds.member_id', 'dues_refunds.day')}
    FROM dues_refund_take_backs CROSS JOIN dues_refunds ON dues_refunds.id = dues_refund_take_backs.refund_id
    WHERE dues_refund_take_backs.month BETWEEN :from AND :to
  ) AS money GROUP BY money.month, money.groupId`;

export const PAYERS_SQL = `
  SELECT payer.groupId, count(DISTINCT payer.memberId) AS payers FROM (
    SELECT dues_receipts.member_id AS memberId, ${groupOn('dues_receipts.member_id', 'dues_receipts.day')} AS groupId
    FROM dues_batches CROSS JOIN dues_receipts ON dues_receipts.batch_id = dues_batches.id
    WHERE dues_batches.month BETWEEN :from AND :to
      AND NOT EXISTS (SELECT 1 FROM dues_take_backs WHERE dues_take_backs.batch_id = dues_batches.id)
  ) AS payer GROUP BY payer.groupId`;

/** What came in of a group's members in a month; null stands for members in no group. */
export interface ReceivedPart {
  month: Month;
  groupId: string | null;
  amount: Fen;
}

export function receivedByGroup(db: Readable, from: Month, to: Month): ReceivedPart[] {
  return db.all<ReceivedPart>(RECEIVED_SQL, { from, to });
}

/** How many members of a group paid anything that was not taken back; who moved in between counts in both groups. */
export function payersByGroup(db: Readable, from: Month, to: Month): { groupId: string | null; payers: number }[] {
  return db.all<{ groupId: string | null; payers: number }>(PAYERS_SQL, { from, to });
}
