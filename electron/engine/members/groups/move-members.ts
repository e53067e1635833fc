import type { Day } from '#shared/calendar.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import { type Move, moveMember } from './moves.ts';
import { requireGroup } from './save-group.ts';

interface MoveInput {
  ids: string[];
  /** '' is 未分组. */
  moveTo: string;
  day: Day;
  ground: string;
}

/**
 * Moves many members at once, all or nobody; those who are there already are passed over.
 * @throws Refusal `request.notFound`, `member.groupClosed`, `member.moveTooLate`, `member.moveTooEarly`, `member.moveNobody`
 */
export function moveMembers(context: WriteContext, input: MoveInput): { moved: number; already: number } {
  const ids = [...new Set(input.ids)];
  const moved = moveAll(context, ids, { to: input.moveTo || undefined, day: input.day, ground: input.ground });
  if (moved === 0) throw refuse('member.moveNobody');
  return { moved, already: ids.length - moved };
}

/** Moves everybody of a list and leaves one trail row that names them all. @returns how many were elsewhere before */
export function moveAll(context: WriteContext, ids: readonly string[], move: Omit<Move, 'from'>): number {
  const { to, day, ground } = move;
  const target = to === undefined ? undefined : requireGroup(context.db, to);
  if (target && target.closedDay !== null) throw refuse('member.groupClosed');
  const groups = context.db.all<{ id: string; name: string }>('SELECT id, name FROM groups');
  const names = new Map(groups.map(({ id, name }) => [id, name]));
  const people: { id: string; number: string; name: string; from: string }[] = [];
  for (const id of ids) {
    const { moved, name, number, from } = moveMember(context, id, move);
    if (moved) people.push({ id, number, name, from: from === undefined ? '' : (names.get(from) ?? '') });
  }
  if (people.length === 0) return 0;
  const into = target?.name ?? '未分组';
  context.trail({
    subject: 'memberMove',
    id: people.length === 1 ? (people[0]?.id ?? '') : (to ?? ''),
    label: `${people.length === 1 ? people[0]?.name : `${people.length} 人`}调到${into}`,
    before: { members: people },
    after: { to: target?.name ?? '', day, ground },
  });
  return people.length;
}
