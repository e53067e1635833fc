import { type Month, month as toMonth } from '#shared/calendar.ts';
import type { UnpaidRun } from '#shared/contract/dues.ts';
import type { Readable } from '../../database.ts';

/** From so many months in a row on a member may be deemed to have left, after a talk and by decision (rules.md 0.3, 1.3). */
export const REMIND_AFTER_MONTHS = 6;

/** Every month of a member's that was levied, and whether nothing at all was paid for it. */
export interface LeviedMonth {
  month: Month;
  unpaid: boolean;
}

/**
 * The longest stretch of months in a row for which a member paid nothing; of equally long ones the latest.
 *
 * 「连续」 (章程: 连续六个月不交纳会费) is counted over the months that were levied for the member, in order:
 * - a month counts when something is owed for it and nothing at all was paid: a short deduction is no refusal to pay;
 * - a month that was levied and then paid (in full or in part), waived in full, or levied at nothing ends the stretch;
 * - a month that was never levied (membership kept without dues, before 起缴月 …) neither counts nor ends it.
 * Only months gone by are handed in: dues of a half-year that were levied ahead are not unpaid yet.
 * @param months in any order
 */
export function longestUnpaidRun(months: readonly LeviedMonth[]): UnpaidRun | undefined {
  let longest: UnpaidRun | undefined;
  let current: UnpaidRun | undefined;
  for (const { month, unpaid } of [...months].sort((a, b) => (a.month < b.month ? -1 : 1))) {
    if (!unpaid) current = undefined;
    else if (current) current = { from: current.from, to: month, months: current.months + 1 };
    else current = { from: month, to: month, months: 1 };
    if (current && current.months >= (longest?.months ?? 0)) longest = current;
  }
  return longest;
}

// Two ways that both touch an index only: what was levied, and what of it nothing was paid for. One row a member.
export const LEVIED_MONTHS_SQL = `
  SELECT chosen.value AS memberId, group_concat(levies.month) AS months
  FROM json_each(:ids) AS chosen
  CROSS JOIN levies INDEXED BY sqlite_autoindex_levies_2 ON levies.member_id = chosen.value AND levies.month < :now
  GROUP BY chosen.key`;
export const UNPAID_MONTHS_SQL = `
  SELECT chosen.value AS memberId, group_concat(levies.month) AS months
  FROM json_each(:ids) AS chosen
  CROSS JOIN levies INDEXED BY levies_owed ON levies.member_id = chosen.value AND levies.month < :now
  WHERE levies.amount > levies.paid + levies.waived AND levies.paid = 0
  GROUP BY chosen.key`;

/** The longest run of each of these members, over the months before `now`; who has none is not in it. */
export function unpaidRuns(db: Readable, memberIds: readonly string[], now: Month): Map<string, UnpaidRun> {
  const params = { ids: JSON.stringify(memberIds), now };
  const read = (sql: string) => db.all<{ memberId: string; months: string }>(sql, params);
  const unpaid = new Map(read(UNPAID_MONTHS_SQL).map(({ memberId, months }) => [memberId, new Set(months.split(','))]));
  const runs = new Map<string, UnpaidRun>();
  for (const { memberId, months } of read(LEVIED_MONTHS_SQL)) {
    const own = unpaid.get(memberId);
    const run =
      own && longestUnpaidRun(months.split(',').map((month) => ({ month: toMonth(month), unpaid: own.has(month) })));
    if (run) runs.set(memberId, run);
  }
  return runs;
}
