import type { Month } from '#shared/calendar.ts';
import type { MemberStatus, WageItem } from '#shared/contract/members.ts';
import type { Readable } from '../../database.ts';
import { readWagesInForce } from './wages.ts';

/** A member as the dues of a month see them, with the wage items in force then; no items when no wage had begun. */
export interface WagedMember {
  id: string;
  number: string;
  name: string;
  groupName: string;
  /** The month in which the membership that was running then began: of the approval, else of joining; '' when it is not known. */
  since: Month | '';
  items: WageItem[];
}

/**
 * SQL for the status in the month `:month` of the `members` row around it: the status before the first change that counts
 * from a later month, else that of today. `member_changes_standing` leaves out what was undone.
 */
export const STATUS_IN_MONTH = `
  coalesce((SELECT from_status FROM member_changes_standing AS later
            WHERE later.member_id = members.id AND later.month > :month
            ORDER BY later.sequence LIMIT 1), members.status)`;

/**
 * The same for the end of the day `:day`, by the days of the changes. The entry in these books does not count: somebody may
 * have retired before the books began.
 */
export const STATUS_ON_DAY = `
  coalesce((SELECT from_status FROM member_changes_standing AS later
            WHERE later.member_id = members.id AND later.day > :day AND later.from_status <> ''
            ORDER BY later.sequence LIMIT 1), members.status)`;

interface MemberOfMonth {
  id: string;
  number: string;
  name: string;
  groupName: string;
  since: Month | '';
  status: MemberStatus;
}

/**
 * Everybody who had joined by the end of a month with the status that counts for its dues. Membership runs from the day of
 * approval (会员会籍管理办法 第二至五条).
 */
export const MEMBERS_OF_MONTH = `
  SELECT members.id, number, members.name, coalesce(groups.name, '') AS groupName,
         coalesce((SELECT max(month) FROM member_changes_standing AS approved
                   WHERE approved.member_id = members.id AND approved.month <= :month
                     AND approved.to_status = 'active' AND approved.from_status NOT IN ('', 'retained')),
                  substr(joined, 1, 7)) AS since,
         ${STATUS_IN_MONTH} AS status
  FROM members LEFT JOIN groups ON groups.id = members.group_id
  WHERE substr(joined, 1, 7) <= :month
  ORDER BY number, members.name, members.id`;

/**
 * Who pays dues for a month: everybody active in it, in the order of their numbers. From which month on a change of
 * membership counts for dues is part of the change (保留会籍从通知的那月起停缴).
 * @returns `retained` is how many keep their membership without paying (章程第八条)
 */
export function activeMembersWithWages(db: Readable, month: Month): { members: WagedMember[]; retained: number } {
  const wages = readWagesInForce(db, month);
  const members: WagedMember[] = [];
  let retained = 0;
  for (const { status, ...member } of db.all<MemberOfMonth>(MEMBERS_OF_MONTH, { month })) {
    if (status === 'retained') retained += 1;
    if (status === 'active') members.push({ ...member, items: wages.get(member.id) ?? [] });
  }
  return { members, retained };
}

/**
 * The stretches of months in which members do not pay, each with the change that it follows from: `fromMonth` is '' for
 * "from the beginning", `untilMonth` is the first month after it, NULL while it lasts.
 */
export const UNPAYING_STRETCHES = `
  SELECT stands.member_id AS memberId, stands.sequence, stands.day, stands.month AS fromMonth,
         stands.from_status AS fromStatus, stands.to_status AS toStatus, stands.kind, stands.ground, stands.approval,
         (SELECT next.month FROM member_changes_standing AS next
          WHERE next.member_id = stands.member_id AND next.sequence > stands.sequence
          ORDER BY next.sequence LIMIT 1) AS untilMonth
  FROM member_changes_standing AS stands
  WHERE stands.to_status <> 'active'`;
