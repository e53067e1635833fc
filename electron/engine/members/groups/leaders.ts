import type { Day } from '#shared/calendar.ts';
import { type GroupLeader, MEMBER_STATUS_NAMES, type MemberStatus } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { requireGroup } from './save-group.ts';

export interface LeaderRow {
  id: string;
  groupId: string;
  memberId: string;
  number: string;
  name: string;
  status: MemberStatus;
  office: string;
  fromDay: Day;
  toDay: Day | null;
}

const LEADERS = `
  SELECT leader.id, leader.group_id AS groupId, member_id AS memberId, number, members.name, status, office,
         from_day AS fromDay, to_day AS toDay
  FROM group_leaders AS leader CROSS JOIN members ON members.id = leader.member_id`;
/** Everybody in office, group by group; few rows in any union. */
export const LEADERS_IN_OFFICE = `${LEADERS} WHERE to_day IS NULL ORDER BY leader.group_id, from_day, leader.id`;
export const LEADERS_OF_GROUP = `
  ${LEADERS} WHERE leader.group_id = :groupId ORDER BY from_day DESC, leader.id DESC`;

export function leaderOf({ fromDay, toDay, ...row }: LeaderRow): GroupLeader {
  return { ...row, from: fromDay, ...(toDay === null ? {} : { to: toDay }) };
}

/** Those in office first, then those before, newest first. @throws Refusal `request.notFound` */
export function listGroupLeaders(db: Readable, groupId: string): GroupLeader[] {
  requireGroup(db, groupId);
  const leaders = db.all<LeaderRow>(LEADERS_OF_GROUP, { groupId }).map(leaderOf);
  return [...leaders.filter(({ to }) => to === undefined), ...leaders.filter(({ to }) => to !== undefined)];
}

interface LeaderInput {
  groupId: string;
  memberId: string;
  office: string;
  day: Day;
  replaces?: string | undefined;
}

/**
 * Gives a member an office in a group from a day on. Who leads must be a member (active or retained); the member may be in
 * another group. With `replaces` the predecessor's office ends on that day.
 * @throws Refusal `request.notFound`, `member.groupClosed`, `member.leaderNotMember`, `member.leaderAlready`,
 *   `member.leaderTooLate`, `member.leaderEnded`, `member.leaderDays`
 */
export function setLeader(context: WriteContext, input: LeaderInput): { id: string } {
  const { db } = context;
  const { groupId, memberId, office, day } = input;
  const group = requireGroup(db, groupId);
  if (group.closedDay !== null) throw refuse('member.groupClosed');
  const member = db.get<{ name: string; number: string; status: MemberStatus }>(
    'SELECT name, number, status FROM members WHERE id = :memberId',
    { memberId },
  );
  if (!member) throw refuse('request.notFound', { what: '会员' });
  const { name, number, status } = member;
  if (status !== 'active' && status !== 'retained')
    throw refuse('member.leaderNotMember', { name, status: MEMBER_STATUS_NAMES[status] });
  if (day > context.today) throw refuse('member.leaderTooLate', { day });
  if (input.replaces !== undefined) {
    const before = requireLeader(db, input.replaces);
    // an office of another group is not this group's to end
    if (before.groupId !== groupId) throw refuse('request.notFound', { what: '任职记录' });
    end(context, before, day);
  }
  const same = db.get(
    'SELECT 1 FROM group_leaders WHERE group_id = :groupId AND member_id = :memberId AND office = :office AND to_day IS NULL',
    { groupId, memberId, office },
  );
  if (same) throw refuse('member.leaderAlready', { name, office });
  const id = context.newId();
  db.run(
    `INSERT INTO group_leaders (id, group_id, member_id, office, from_day) VALUES (:id, :groupId, :memberId, :office, :day)`,
    { id, groupId, memberId, office, day },
  );
  const label = `${group.name} ${office} ${name}`;
  context.trail({ subject: 'groupLeader', id, label, after: { group: group.name, number, name, office, from: day } });
  return { id };
}

/** @throws Refusal `request.notFound`, `member.leaderEnded`, `member.leaderDays`, `member.leaderTooLate` */
export function endLeader(context: WriteContext, { id, day }: { id: string; day: Day }): { id: string } {
  if (day > context.today) throw refuse('member.leaderTooLate', { day });
  end(context, requireLeader(context.db, id), day);
  return { id };
}

/** Ends every office in a group that is dissolved; on the day it began for one that began later. */
export function endAllLeaders(context: WriteContext, groupId: string, day: Day): void {
  const leaders = context.db.all<LeaderRow>(`${LEADERS_OF_GROUP}`, { groupId }).filter(({ toDay }) => toDay === null);
  for (const leader of leaders) end(context, leader, day < leader.fromDay ? leader.fromDay : day);
}

function requireLeader(db: Readable, id: string): LeaderRow {
  const leader = db.get<LeaderRow>(`${LEADERS} WHERE leader.id = :id`, { id });
  if (!leader) throw refuse('request.notFound', { what: '任职记录' });
  return leader;
}

function end(context: WriteContext, leader: LeaderRow, day: Day): void {
  const { id, name, office, fromDay, toDay } = leader;
  if (toDay !== null) throw refuse('member.leaderEnded', { name, office });
  if (day < fromDay) throw refuse('member.leaderDays', { day, name, from: fromDay });
  context.db.run('UPDATE group_leaders SET to_day = :day WHERE id = :id', { id, day });
  context.trail({
    subject: 'groupLeader',
    id,
    label: `${office} ${name}`,
    before: { office, from: fromDay },
    after: { to: day },
  });
}
