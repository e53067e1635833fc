import type { Day } from '#shared/calendar.ts';
import type { MemberStatus } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import type { Readable } from '../database.ts';
import { countByStatus } from './records/queries.ts';
import { countTray } from './roster/tray.ts';
import { listSnapshots } from './snapshots/queries.ts';

// What other features may use of the members.
export { type ListedMember, listMembersByFilter } from './find/for-lists.ts';
export { branchesOf, groupsOnDay } from './groups/queries.ts';
export { listTalks as talksOf } from './membership/talks.ts';
export {
  activeMembersWithWages,
  STATUS_IN_MONTH,
  STATUS_ON_DAY,
  UNPAYING_STRETCHES,
  type WagedMember,
} from './records/in-month.ts';
export { birthdaysIn, type OccasionOfMember, retirementsIn } from './records/occasions.ts';
export { suggestMembers } from './records/queries.ts';
export { labelOf, saveMember } from './records/save.ts';
export { readWagesInForce, wageItemNames } from './records/wages.ts';
export { listKeptPhotos } from './registration/photo.ts';

/** What other records show of a member. */
export interface MemberBrief {
  id: string;
  number: string;
  name: string;
  groupId: string | null;
  groupName: string;
  status: MemberStatus;
}

const BRIEF = `
  SELECT members.id, number, members.name, group_id AS groupId, coalesce(groups.name, '') AS groupName, status
  FROM members LEFT JOIN groups ON groups.id = members.group_id`;
const IN_ORDER = 'ORDER BY number, members.name, members.id';

/** Members who have one of the statuses now, of one group or of all, in the order of their numbers. */
export function listMembersWith(
  db: Readable,
  { statuses, groupId }: { statuses: readonly MemberStatus[]; groupId?: string | undefined },
): MemberBrief[] {
  const group = groupId === undefined ? '' : 'AND group_id = :groupId';
  return db.all<MemberBrief>(`${BRIEF} WHERE status IN (SELECT value FROM json_each(:statuses)) ${group} ${IN_ORDER}`, {
    statuses: JSON.stringify(statuses),
    ...(groupId === undefined ? {} : { groupId }),
  });
}

export function listActiveMembers(db: Readable): MemberBrief[] {
  return listMembersWith(db, { statuses: ['active'] });
}

/** @throws Refusal `request.notFound` */
export function requireMember(db: Readable, id: string): MemberBrief {
  const member = db.get<MemberBrief>(`${BRIEF} WHERE members.id = :id`, { id });
  if (!member) throw refuse('request.notFound', { what: '会员' });
  return member;
}

/** By id; ids that are no member's are left out. */
export function readMemberNames(db: Readable, ids: readonly string[]): Map<string, MemberBrief> {
  const members = db.all<MemberBrief>(`${BRIEF} WHERE members.id IN (SELECT value FROM json_each(:ids))`, {
    ids: JSON.stringify(ids),
  });
  return new Map(members.map((member) => [member.id, member]));
}

/**
 * What the workbench says about the members; `unkept` is the half-year that ended and whose roster was not kept, asked only of a
 * union that keeps rosters.
 */
export function memberWorkbench(
  db: Readable,
  today: Day,
): { active: number; retained: number; applied: number; tray: number; unkept: string | undefined } {
  const { active, retained, applied } = countByStatus(db);
  const { snapshots, proposal } = listSnapshots(db, today);
  return { active, retained, applied, tray: countTray(db), unkept: snapshots.length > 0 ? proposal?.name : undefined };
}

/** The members who are in a group or in one below it today. */
export function memberIdsUnder(db: Readable, groupId: string): string[] {
  return db
    .all<{ id: string }>(
      `WITH RECURSIVE below (id) AS (SELECT :groupId UNION SELECT groups.id FROM below JOIN groups ON groups.parent_id = below.id)
       SELECT members.id FROM members WHERE group_id IN (SELECT id FROM below)`,
      { groupId },
    )
    .map(({ id }) => id);
}
