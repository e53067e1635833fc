import { addMonths, type Month } from '#shared/calendar.ts';
import { ARREARS_AGE_MONTHS, type ArrearsAge } from '#shared/contract/dues.ts';
import type { MemberStatus } from '#shared/contract/members.ts';
import type { Params } from '../../database.ts';
import { likePattern } from '../../like.ts';

/** Which of the members who owe are meant. */
export interface ArrearsFilter {
  search: string;
  /** Age of the oldest debt. */
  age?: ArrearsAge | undefined;
  groupId?: string | undefined;
  statuses: readonly MemberStatus[];
}

export const EVERYBODY: ArrearsFilter = { search: '', statuses: [] };

/** The group with all groups below it, for `group_id IN`. */
const WITHIN_GROUP = `
  (WITH RECURSIVE below (id) AS (
     SELECT :groupId UNION SELECT groups.id FROM below CROSS JOIN groups ON groups.parent_id = below.id)
   SELECT id FROM below)`;

/**
 * `FROM … WHERE …` of the members who owe, each with `oldest`, `count`, `owed` and `months` of their debt, and the parameters
 * it takes. Debts are read from the index of what is owed, which stands in the order of the members, so grouping needs no sort.
 */
export function owingMembers(filter: ArrearsFilter, now: Month): { from: string; params: Params } {
  const { search, age, groupId, statuses } = filter;
  const conditions: string[] = [];
  if (search !== '') conditions.push("members.search_text LIKE :pattern ESCAPE '\\'");
  if (age !== undefined) conditions.push('owing.oldest > :before AND owing.oldest <= :until');
  if (groupId !== undefined) conditions.push(`members.group_id IN ${WITHIN_GROUP}`);
  if (statuses.length > 0) conditions.push('members.status IN (SELECT value FROM json_each(:statuses))');
  return {
    from: `
  FROM (SELECT member_id, min(month) AS oldest, count(*) AS count, group_concat(month) AS months,
               sum(amount - paid - waived) AS owed
        FROM levies INDEXED BY levies_owed WHERE amount > paid + waived GROUP BY member_id) AS owing
  CROSS JOIN members ON members.id = owing.member_id
  ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}`,
    params: {
      ...(search === '' ? {} : { pattern: likePattern(search) }),
      ...(age === undefined ? {} : oldestWithin(age, now)),
      ...(groupId === undefined ? {} : { groupId }),
      ...(statuses.length === 0 ? {} : { statuses: JSON.stringify(statuses) }),
    },
  };
}

/** Between which months the oldest debt of an age lies. Months that are still to come are of the youngest age. */
function oldestWithin(age: ArrearsAge, now: Month): { before: string; until: string } {
  const [first, last] = ARREARS_AGE_MONTHS[age];
  return {
    before: age === 'over12' ? '' : addMonths(now, -last - 1),
    until: first === 0 ? '9999-12' : addMonths(now, -first),
  };
}
