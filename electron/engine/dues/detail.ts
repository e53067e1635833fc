import type { Month } from '#shared/calendar.ts';
import { type Fen, fen, ZERO } from '#shared/money.ts';
import type { Readable } from '../database.ts';

/** One member's dues of one month; levied = paid + waived + owed. */
export interface DuesDetailMonth {
  month: Month;
  levied: Fen;
  paid: Fen;
  waived: Fen;
  owed: Fen;
}

/** One member's dues of a year; `months` holds only the months that were levied, in order. */
export interface DuesDetailRow {
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  months: DuesDetailMonth[];
  levied: Fen;
  paid: Fen;
  waived: Fen;
  owed: Fen;
}

interface StoredDetail {
  memberId: string;
  number: string;
  name: string;
  groupName: string;
  month: Month;
  levied: Fen;
  paid: Fen;
  waived: Fen;
}

export const DUES_DETAIL_SQL = `
  SELECT members.id AS memberId, members.number, members.name,
         coalesce((SELECT name FROM groups WHERE groups.id = members.group_id), '') AS groupName,
         levies.month, levies.amount AS levied, levies.paid, levies.waived
  FROM members CROSS JOIN levies ON levies.member_id = members.id AND levies.month BETWEEN :from AND :to
  ORDER BY members.number, members.name, members.id, levies.month`;

/**
 * The dues of a year, member by member in the order of their numbers, for the audit workbook. Paid is what the levies of
 * the year have been paid by now, whenever it came; `reconcileDues` leads
 * from there to what was received in the year.
 */
export function* duesDetail(db: Readable, year: number): Generator<DuesDetailRow> {
  let current: DuesDetailRow | undefined;
  for (const row of db.iterate<StoredDetail>(DUES_DETAIL_SQL, { from: `${year}-01`, to: `${year}-12` })) {
    const { memberId, number, name, groupName, month, levied, paid, waived } = row;
    if (current?.memberId !== memberId) {
      if (current) yield current;
      const none = { levied: ZERO, paid: ZERO, waived: ZERO, owed: ZERO };
      current = { memberId, number, name, groupName, months: [], ...none };
    }
    const owed = fen(levied - paid - waived);
    current.months.push({ month, levied, paid, waived, owed });
    current.levied = fen(current.levied + levied);
    current.paid = fen(current.paid + paid);
    current.waived = fen(current.waived + waived);
    current.owed = fen(current.owed + owed);
  }
  if (current) yield current;
}
