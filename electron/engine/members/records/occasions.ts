import type { Day, Month } from '#shared/calendar.ts';
import { lastDay, monthNumber, yearOf } from '#shared/calendar.ts';
import type { MemberStatus } from '#shared/contract/members.ts';
import type { Readable } from '../../database.ts';

/** Somebody for whom a day of a month matters. */
export interface OccasionOfMember {
  memberId: string;
  memberNumber: string;
  memberName: string;
  groupName: string;
  status: MemberStatus;
  day: Day;
}

export const BIRTHDAYS = `
  SELECT members.id AS memberId, number AS memberNumber, members.name AS memberName, coalesce(groups.name, '') AS groupName, status,
         min(:year || substr(birthday, 5), :lastDay) AS day
  FROM members LEFT JOIN groups ON groups.id = members.group_id
  WHERE status = 'active' AND substr(birthday, 6, 2) = :number AND substr(birthday, 1, 4) <= :year
  ORDER BY day, number, members.name, members.id`;

/** Active members whose birthday is in a month, by day; who was born on 29 February has it on the last day in other years. */
export function birthdaysIn(db: Readable, month: Month): OccasionOfMember[] {
  return db.all<OccasionOfMember>(BIRTHDAYS, {
    year: String(yearOf(month)),
    number: String(monthNumber(month)).padStart(2, '0'),
    lastDay: lastDay(month),
  });
}

// By the days of the month, not by the kind (+), of which there may be many. What came before kinds of retention were kept ('' in the column) may have been a retirement, so it is named too.
export const RETIREMENTS = `
  SELECT members.id AS memberId, number AS memberNumber, members.name AS memberName, coalesce(groups.name, '') AS groupName,
         members.status, max(change.day) AS day
  FROM member_changes_standing AS change JOIN members ON members.id = change.member_id LEFT JOIN groups ON groups.id = members.group_id
  WHERE change.day BETWEEN :first AND :last AND change.to_status = 'retained' AND change.from_status <> ''
    AND +change.kind IN ('retired', '') AND members.status = 'retained'
  GROUP BY members.id
  ORDER BY day, number, members.name, members.id`;

/** Members who retired in a month (会籍保留, 退休) and still keep their membership, by day. */
export function retirementsIn(db: Readable, month: Month): OccasionOfMember[] {
  return db.all<OccasionOfMember>(RETIREMENTS, { first: `${month}-01`, last: lastDay(month) });
}
