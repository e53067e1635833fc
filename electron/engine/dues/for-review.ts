import type { Month } from '#shared/calendar.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../database.ts';

/** How the dues that the levies of a year have been paid lead to the money that came in during that year. */
export interface DuesReconciliation {
  levied: Fen;
  /** Paid on the year's levies, whenever the money came. */
  paid: Fen;
  /** The part of it that came in other years. */
  paidInOtherYears: Fen;
  /** What came in during the year for levies of other years. */
  forOtherYears: Fen;
  /** Received in the year, less what was taken back in it: the turnover that dues make on account 401. */
  net: Fen;
  /** Receipts of this year taken back in another, less receipts of another year taken back in this one. */
  takenBackAcross: Fen;
  /** What the five figures above leave unexplained of `net`; zero unless somebody wrote past the program. */
  unexplained: Fen;
}

export const LEVIES_OF_YEAR = `
  SELECT coalesce(sum(amount), 0) AS levied, coalesce(sum(paid), 0) AS paid FROM levies WHERE month BETWEEN :from AND :to`;
// The receipts of a year are few against all allocations, so the way goes from them to the levies, and back by the index.
export const FOR_OTHER_YEARS = `
  SELECT coalesce(sum(dues_allocations.amount), 0) AS amount
  FROM dues_batches CROSS JOIN dues_receipts ON dues_receipts.batch_id = dues_batches.id
  CROSS JOIN dues_allocations ON dues_allocations.receipt_id = dues_receipts.id
  CROSS JOIN levies ON levies.id = dues_allocations.levy_id
  WHERE dues_batches.month BETWEEN :from AND :to AND levies.month NOT BETWEEN :from AND :to`;
export const IN_OTHER_YEARS = `
  SELECT coalesce(sum(dues_allocations.amount), 0) AS amount
  FROM levies CROSS JOIN dues_allocations ON dues_allocations.levy_id = levies.id
  CROSS JOIN dues_receipts ON dues_receipts.id = dues_allocations.receipt_id
  WHERE levies.month BETWEEN :from AND :to AND dues_receipts.day NOT BETWEEN :from || '-01' AND :to || '-31'`;
export const RECEIVED_IN_YEAR = `
  SELECT (SELECT coalesce(sum(total), 0) FROM dues_batches WHERE month BETWEEN :from AND :to)
       - (SELECT coalesce(sum(dues_batches.total), 0) FROM dues_take_backs
          JOIN dues_batches ON dues_batches.id = dues_take_backs.batch_id WHERE dues_take_backs.month BETWEEN :from AND :to) AS amount`;
export const TAKEN_BACK_ACROSS = `
  SELECT (SELECT coalesce(sum(dues_batches.total), 0) FROM dues_batches CROSS JOIN dues_take_backs ON dues_take_backs.batch_id = dues_batches.id
          WHERE dues_batches.month BETWEEN :from AND :to AND dues_take_backs.month NOT BETWEEN :from AND :to)
       - (SELECT coalesce(sum(dues_batches.total), 0) FROM dues_take_backs CROSS JOIN dues_batches ON dues_batches.id = dues_take_backs.batch_id
          WHERE dues_take_backs.month BETWEEN :from AND :to AND dues_batches.month NOT BETWEEN :from AND :to) AS amount`;

/** Ties the levies of a year to its receipts. Amounts in fen; each is read by its own way, so that they can disagree. */
export function reconcileDues(db: Readable, year: number): DuesReconciliation {
  const range = { from: `${year}-01`, to: `${year}-12` };
  const amount = (sql: string) => fen(db.get<{ amount: number }>(sql, range)?.amount ?? 0);
  const levies = db.get<{ levied: number; paid: number }>(LEVIES_OF_YEAR, range) ?? { levied: 0, paid: 0 };
  const paidInOtherYears = amount(IN_OTHER_YEARS);
  const forOtherYears = amount(FOR_OTHER_YEARS);
  const net = amount(RECEIVED_IN_YEAR);
  const takenBackAcross = amount(TAKEN_BACK_ACROSS);
  return {
    levied: fen(levies.levied),
    paid: fen(levies.paid),
    paidInOtherYears,
    forOtherYears,
    net,
    takenBackAcross,
    unexplained: fen(net - (levies.paid - paidInOtherYears + forOtherYears + takenBackAcross)),
  };
}

/** The months of a year that were levied, with how many members. */
export function leviedMonths(db: Readable, year: number): { month: Month; members: number }[] {
  return db.all<{ month: Month; members: number }>(
    'SELECT month, count(*) AS members FROM levies WHERE month BETWEEN :from AND :to GROUP BY month ORDER BY month',
    { from: `${year}-01`, to: `${year}-12` },
  );
}
