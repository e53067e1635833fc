import type { Month } from '#shared/calendar.ts';
import type { Fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';

/** What a member owes: the oldest month, how many months, how much. */
export interface Owing {
  oldest: Month;
  months: number;
  owed: Fen;
}

export const OWING_THROUGH = `
  SELECT member_id AS memberId, min(month) AS oldest, count(*) AS months, sum(amount - paid - waived) AS owed
  FROM levies INDEXED BY levies_owed WHERE paid + waived < amount AND month <= :through GROUP BY member_id`;

/**
 * Who owes dues for a month or an earlier one (what was waived is not owed), by member id. Members who are not in it have paid what was levied
 * through that month, or nothing was.
 */
export function owingThrough(db: Readable, through: Month): Map<string, Owing> {
  return new Map(
    db.all<Owing & { memberId: string }>(OWING_THROUGH, { through }).map(({ memberId, ...owing }) => [memberId, owing]),
  );
}
