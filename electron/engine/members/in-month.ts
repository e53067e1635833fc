import { lastDay, type Month } from '#shared/calendar.ts';
import type { MemberStatus, WageItem } from '#shared/contract/members.ts';
import type { Readable } from '../database.ts';
import { readWagesInForce } from './wages.ts';

/** A member as the dues of a month see them, with the wage items in force then; no items when no wage had begun. */
export interface WagedMember {
  id: string;
  number: string;
  name: string;
  groupName: string;
  items: WageItem[];
}

interface MemberOfMonth {
  id: string;
  number: string;
  name: string;
  groupName: string;
  status: MemberStatus;
}

/**
 * Everybody who had joined by the end of a month with the status at its end: the status before the first change dated
 * later, else that of today. Membership counts from the day of approval (会员会籍管理办法 第二至五条).
 */
export const MEMBERS_OF_MONTH = `
  SELECT members.id, number, members.name, coalesce(groups.name, '') AS groupName,
         coalesce((SELECT from_status FROM member_changes
                   WHERE member_id = members.id AND day > :lastDay AND from_status <> ''
                   ORDER BY sequence LIMIT 1), status) AS status
  FROM members LEFT JOIN groups ON groups.id = members.group_id
  WHERE substr(joined, 1, 7) <= :month
  ORDER BY number, members.name, members.id`;

/**
 * Who pays dues for a month: everybody active at its end, in the order of their numbers. A change of membership dated in
 * the month counts for all of it (保留会籍从通知的那月起停缴).
 * @returns `retained` is how many keep their membership without paying (章程第八条)
 */
export function activeMembersWithWages(db: Readable, month: Month): { members: WagedMember[]; retained: number } {
  const wages = readWagesInForce(db, month);
  const members: WagedMember[] = [];
  let retained = 0;
  for (const { status, ...member } of db.all<MemberOfMonth>(MEMBERS_OF_MONTH, { month, lastDay: lastDay(month) })) {
    if (status === 'retained') retained += 1;
    if (status === 'active') members.push({ ...member, items: wages.get(member.id) ?? [] });
  }
  return { members, retained };
}
