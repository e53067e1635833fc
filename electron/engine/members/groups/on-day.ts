import type { Day } from '#shared/calendar.ts';
import type { Readable } from '../../database.ts';

export const GROUPS_NOW = 'SELECT id, group_id AS groupId FROM members';
/** For everybody who moved later: where they were until then. `min` picks the row that the other column comes from. */
export const GROUPS_BEFORE_MOVES = `
  SELECT member_id AS id, from_group AS groupId, min(sequence) AS first FROM member_moves WHERE day > :day GROUP BY member_id`;

/**
 * Who was in which group at the end of a day: from where the first later move went, else today's group.
 * @returns member id -> group id, undefined for 未分组; every member of the books is in it
 */
export function groupsOnDay(db: Readable, day: Day): Map<string, string | undefined> {
  const groups = new Map<string, string | undefined>();
  for (const { id, groupId } of db.all<{ id: string; groupId: string | null }>(GROUPS_NOW))
    groups.set(id, groupId ?? undefined);
  for (const { id, groupId } of db.all<{ id: string; groupId: string | null }>(GROUPS_BEFORE_MOVES, { day }))
    groups.set(id, groupId ?? undefined);
  return groups;
}
