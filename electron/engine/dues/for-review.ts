import type { Month } from '#shared/calendar.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../database.ts';

// How levies, receipts and account 401 hang together. Each figure is read by its own way, so that they can disagree.

/** How the dues that the levies of a year have been paid lead to the money that came in during that year. */
export interface DuesReconciliation {
  levied: Fen;
  /** Taken off by waivers. */
  waived: Fen;
  /** Paid on the year's levies, whenever the money came. */
  paid: Fen;
  /** The part of it that came in later years. */
  paidLater: Fen;
  /** What came in during the year for levies of earlier years. */
  forEarlier: Fen;
  /** 预收: what had come in before the year (by its end) beyond the months before it (up to its end), less what was refunded. */
  advanceBefore: Fen;
  advanceAfter: Fen;
  /** Receipts less refunds of this year taken back in another, less those of another year taken back in this one. */
  takenBackAcross: Fen;
  /** Received in the year, less what was taken back and refunded in it: the turnover that dues make on account 401. */
  net: Fen;
  /** What the figures above leave unexplained of `net`; zero unless somebody wrote past the program. */
  unexplained: Fen;
  /** Waived on the levies, less what the waivers say; zero likewise. */
  waivedUnexplained: Fen;
  /** By how much receipts of the year differ from their batches or from what they are used for, and refunds from their parts; zero likewise. */
  receiptsUnexplained: Fen;
}

export const LEVIES_OF_YEAR = `
  SELECT coalesce(sum(amount), 0) AS levied, coalesce(sum(paid), 0) AS paid, coalesce(sum(waived), 0) AS waived
  FROM levies WHERE month BETWEEN :from AND :to`;
// The receipts of a year are few against all allocations, so the way goes from them to the levies, and back by the index.
export const FOR_EARLIER_YEARS = `
  SELECT coalesce(sum(dues_allocations.amount), 0) AS amount
  FROM dues_batches CROSS JOIN dues_receipts ON dues_receipts.batch_id = dues_batches.id
  CROSS JOIN dues_allocations ON dues_allocations.receipt_id = dues_receipts.id
  CROSS JOIN levies ON levies.id = dues_allocations.levy_id
  WHERE dues_batches.month BETWEEN :from AND :to AND levies.month < :from`;
export const PAID_IN_LATER_YEARS = `
  SELECT coalesce(sum(dues_allocations.amount), 0) AS amount
  FROM levies CROSS JOIN dues_allocations ON dues_allocations.levy_id = levies.id
  CROSS JOIN dues_receipts ON dues_receipts.id = dues_allocations.receipt_id
  WHERE levies.month BETWEEN :from AND :to AND dues_receipts.day > :to || '-31'`;
/**
 * 预收 at the end of `:month`: of the money that had come in by then, what is still unused, what pays later months, and what was
 * refunded later. (Taken back receipts use nothing and have nothing left.)
 */
export const ADVANCE_AT = `
  SELECT (SELECT coalesce(sum(credit), 0) FROM dues_receipts INDEXED BY dues_receipts_with_credit
          WHERE credit > 0 AND day <= :month || '-31')
       + (SELECT coalesce(sum(dues_allocations.amount), 0)
          FROM levies CROSS JOIN dues_allocations ON dues_allocations.levy_id = levies.id
          CROSS JOIN dues_receipts ON dues_receipts.id = dues_allocations.receipt_id
          WHERE levies.month > :month AND dues_receipts.day <= :month || '-31')
       + (SELECT coalesce(sum(dues_refund_parts.amount), 0)
          FROM dues_refunds CROSS JOIN dues_refund_parts ON dues_refund_parts.refund_id = dues_refunds.id
          CROSS JOIN dues_receipts ON dues_receipts.id = dues_refund_parts.receipt_id
          WHERE dues_refunds.month > :month AND dues_receipts.day <= :month || '-31') AS amount`;
export const WAIVED_BY_WAIVERS = `
  SELECT coalesce(sum(dues_waived.amount), 0) AS amount
  FROM dues_waivers CROSS JOIN dues_waived ON dues_waived.waiver_id = dues_waivers.id
  CROSS JOIN levies ON levies.id = dues_waived.levy_id
  WHERE dues_waivers.to_month >= :from AND dues_waivers.from_month <= :to AND levies.month BETWEEN :from AND :to`;

/** What dues put on account 401 month by month: batches, less take-backs, less refunds, and refunds taken back. */
export const RECEIVED_BY_MONTH = `
  SELECT month, sum(amount) AS amount FROM (
    SELECT month, total AS amount FROM dues_batches WHERE month BETWEEN :from AND :to
    UNION ALL
    SELECT dues_take_backs.month, -dues_batches.total
    FROM dues_take_backs CROSS JOIN dues_batches ON dues_batches.id = dues_take_backs.batch_id
    WHERE dues_take_backs.month BETWEEN :from AND :to
    UNION ALL
    SELECT month, -amount FROM dues_refunds WHERE month BETWEEN :from AND :to
    UNION ALL
    SELECT back.month, dues_refunds.amount
    FROM dues_refund_take_backs AS back CROSS JOIN dues_refunds ON dues_refunds.id = back.refund_id
    WHERE back.month BETWEEN :from AND :to)
  GROUP BY month ORDER BY month`;
export const TAKEN_BACK_ACROSS = `
  SELECT (SELECT coalesce(sum(dues_batches.total), 0) FROM dues_batches CROSS JOIN dues_take_backs ON dues_take_backs.batch_id = dues_batches.id
          WHERE dues_batches.month BETWEEN :from AND :to AND dues_take_backs.month NOT BETWEEN :from AND :to)
       - (SELECT coalesce(sum(dues_batches.total), 0) FROM dues_take_backs CROSS JOIN dues_batches ON dues_batches.id = dues_take_backs.batch_id
          WHERE dues_take_backs.month BETWEEN :from AND :to AND dues_batches.month NOT BETWEEN :from AND :to)
       - (SELECT coalesce(sum(dues_refunds.amount), 0) FROM dues_refunds CROSS JOIN dues_refund_take_backs AS back ON back.refund_id = dues_refunds.id
          WHERE dues_refunds.month BETWEEN :from AND :to AND back.month NOT BETWEEN :from AND :to)
       + (SELECT coalesce(sum(dues_refunds.amount), 0) FROM dues_refund_take_backs AS back CROSS JOIN dues_refunds ON dues_refunds.id = back.refund_id
          WHERE back.month BETWEEN :from AND :to AND dues_refunds.month NOT BETWEEN :from AND :to) AS amount`;

// A receipt that stands is what it pays, what was refunded of it and what is left; one taken back has none of these.
export const LOOSE_RECEIPTS = `
  SELECT (SELECT coalesce(sum(abs(total - (SELECT coalesce(sum(amount), 0) FROM dues_receipts WHERE batch_id = dues_batches.id))), 0)
          FROM dues_batches WHERE month BETWEEN :from AND :to)
       + (SELECT coalesce(sum(abs(
            iif(EXISTS (SELECT 1 FROM dues_take_backs WHERE dues_take_backs.batch_id = dues_batches.id), 0, dues_receipts.amount)
            - dues_receipts.credit
            - (SELECT coalesce(sum(amount), 0) FROM dues_allocations WHERE receipt_id = dues_receipts.id)
            - (SELECT coalesce(sum(amount), 0) FROM dues_refund_parts WHERE receipt_id = dues_receipts.id))), 0)
          FROM dues_batches CROSS JOIN dues_receipts ON dues_receipts.batch_id = dues_batches.id
          WHERE dues_batches.month BETWEEN :from AND :to)
       + (SELECT coalesce(sum(abs(
            iif(EXISTS (SELECT 1 FROM dues_refund_take_backs AS back WHERE back.refund_id = dues_refunds.id), 0, dues_refunds.amount)
            - (SELECT coalesce(sum(amount), 0) FROM dues_refund_parts WHERE refund_id = dues_refunds.id))), 0)
          FROM dues_refunds WHERE month BETWEEN :from AND :to) AS amount`;

const rangeOf = (year: number) => ({ from: `${year}-01`, to: `${year}-12` });

/** What dues received in each month of a year that had any, refunds and take-backs taken off; fen, below zero where more went back. */
export function duesByMonth(db: Readable, year: number): { month: Month; amount: Fen }[] {
  return db.all<{ month: Month; amount: Fen }>(RECEIVED_BY_MONTH, rangeOf(year));
}

/** Ties the levies of a year to its receipts. Amounts in fen. */
export function reconcileDues(db: Readable, year: number): DuesReconciliation {
  const range = rangeOf(year);
  const amount = (sql: string, params: Record<string, string> = range) =>
    fen(db.get<{ amount: number }>(sql, params)?.amount ?? 0);
  const { levied, paid, waived } = db.get<{ levied: number; paid: number; waived: number }>(LEVIES_OF_YEAR, range) ?? {
    levied: 0,
    paid: 0,
    waived: 0,
  };
  const paidLater = amount(PAID_IN_LATER_YEARS);
  const forEarlier = amount(FOR_EARLIER_YEARS);
  const advanceBefore = amount(ADVANCE_AT, { month: `${year - 1}-12` });
  const advanceAfter = amount(ADVANCE_AT, { month: range.to });
  const takenBackAcross = amount(TAKEN_BACK_ACROSS);
  const net = fen(duesByMonth(db, year).reduce((total, month) => total + month.amount, 0));
  return {
    levied: fen(levied),
    waived: fen(waived),
    paid: fen(paid),
    paidLater,
    forEarlier,
    advanceBefore,
    advanceAfter,
    takenBackAcross,
    net,
    unexplained: fen(net - (paid - paidLater + forEarlier + advanceAfter - advanceBefore + takenBackAcross)),
    waivedUnexplained: fen(waived - amount(WAIVED_BY_WAIVERS)),
    receiptsUnexplained: amount(LOOSE_RECEIPTS),
  };
}

/** The months of a year that were levied, with how many members. */
export function leviedMonths(db: Readable, year: number): { month: Month; members: number }[] {
  return db.all<{ month: Month; members: number }>(
    'SELECT month, count(*) AS members FROM levies WHERE month BETWEEN :from AND :to GROUP BY month ORDER BY month',
    rangeOf(year),
  );
}
