import type { Day } from '#shared/calendar.ts';
import type { MemberStatus } from '#shared/contract/members.ts';
import type { Readable } from '../../database.ts';
import { type AskedFilter, filterConditions, matching } from './conditions.ts';

/** A member as a list of people to be given something needs them. */
export interface ListedMember {
  id: string;
  number: string;
  name: string;
  status: MemberStatus;
  groupName: string;
  /** 职工类型 as the record says it (在编, 借用 …), '' when it does not. */
  employment: string;
}

/**
 * The members who fit a filter, and those named besides; in the order of a sheet that is carried round: by group (without one last), then
 * number.
 * @param today ages and 本月 of the filter count from it
 */
export function listMembersByFilter(
  db: Readable,
  filter: AskedFilter,
  { include = [], today }: { include?: readonly string[]; today: Day },
): ListedMember[] {
  const conditions = filterConditions(db, filter, today);
  return db.all<ListedMember>(
    `SELECT members.id, members.number, members.name, members.status, coalesce(groups.name, '') AS groupName,
            coalesce(particulars.employment, '') AS employment
     FROM members LEFT JOIN groups ON groups.id = members.group_id
     LEFT JOIN member_particulars AS particulars ON particulars.member_id = members.id
     WHERE members.id IN (SELECT id FROM ${matching(conditions)}) OR members.id IN (SELECT value FROM json_each(:include))
     ORDER BY groups.name IS NULL, groups.name, members.number, members.name, members.id`,
    { ...conditions.params, include: JSON.stringify(include) },
  );
}
