import type { Day } from '#shared/calendar.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';

/** What a move needs of the command it is part of. */
type Mover = Pick<WriteContext, 'db' | 'today' | 'now' | 'operator'>;

/** A move between two groups; undefined stands for 未分组. */
export interface Move {
  from: string | undefined;
  to: string | undefined;
  day: Day;
  ground: string;
}

/**
 * Appends a move; the schema takes the member along to the new group (trigger `member_moves_carry`), so that the member's
 * group and the history never say different things. Leaves no trail row: its callers do.
 * @throws SqliteError `member.moveOutOfOrder`, `member.groupClosed`, which the server turns into their sentences
 */
export function recordMove(context: Mover, memberId: string, { from, to, day, ground }: Move): void {
  context.db.run(
    `INSERT INTO member_moves (member_id, sequence, day, from_group, to_group, ground, operator, recorded_at)
     VALUES (:memberId, (SELECT coalesce(max(sequence), 0) + 1 FROM member_moves WHERE member_id = :memberId),
             :day, :from, :to, :ground, :operator, :now)`,
    { memberId, day, from, to, ground, operator: context.operator, now: context.now },
  );
}

/**
 * Moves one member with the checks a person's input needs. Leaves no trail row: its callers do.
 * @returns where the member was; `moved` is false for somebody who is in the group already
 * @throws Refusal `request.notFound`, `member.moveTooLate`, `member.moveTooEarly`
 */
export function moveMember(
  context: Mover,
  memberId: string,
  { to, day, ground }: Omit<Move, 'from'>,
): { moved: boolean; name: string; number: string; from: string | undefined } {
  const member = context.db.get<{ name: string; number: string; group_id: string | null; lastDay: Day | null }>(
    `SELECT name, number, group_id, (SELECT day FROM member_moves WHERE member_id = members.id ORDER BY sequence DESC LIMIT 1) AS lastDay
     FROM members WHERE id = :memberId`,
    { memberId },
  );
  if (!member) throw refuse('request.notFound', { what: '会员' });
  const { name, number, group_id: group, lastDay } = member;
  const from = group ?? undefined;
  if (day > context.today) throw refuse('member.moveTooLate', { day });
  if (from === to) return { moved: false, name, number, from };
  if (lastDay !== null && day < lastDay) throw refuse('member.moveTooEarly', { name, day: lastDay });
  recordMove(context, memberId, { from, to, day, ground });
  return { moved: true, name, number, from };
}
