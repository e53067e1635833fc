import type { Day } from '#shared/calendar.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import { endAllLeaders } from './leaders.ts';
import { moveAll } from './move-members.ts';
import { requireGroup } from './save-group.ts';
import { subtreeOf } from './tree.ts';

interface CloseInput {
  id: string;
  day: Day;
  ground: string;
  /** Where everybody goes; '' is 未分组. */
  moveTo?: string | undefined;
}

/**
 * Dissolves a group (or merges it into another). Who is a member goes to `moveTo`, and so do the groups below it; where
 * `moveTo` is itself one of those below, or 未分组, they go up to the parent. Offices end that day. People who left the union
 * stay on the closed group's books: that is where they were.
 * @throws Refusal `member.groupHasMembers`, `member.groupHasChildren` without `moveTo`; `member.groupClosed`,
 *   `member.groupCircle`, `member.groupTooDeep`, `member.branchUnderGroup`, `member.moveTooLate`, `member.moveTooEarly`,
 *   `request.notFound`
 */
export function closeGroup(context: WriteContext, input: CloseInput): { moved: number; groups: number } {
  const { db } = context;
  const { id, day, ground, moveTo } = input;
  const group = requireGroup(db, id);
  const { name } = group;
  if (group.closedDay !== null) throw refuse('member.groupClosed');
  if (day > context.today) throw refuse('member.moveTooLate', { day });
  if (moveTo === id) throw refuse('member.groupCircle');
  const members = db.all<{ id: string }>(
    `SELECT id FROM members INDEXED BY members_searched WHERE group_id = :id AND status IN ('applied', 'active', 'retained')
     ORDER BY number, name, id`,
    { id },
  );
  const children = db.all<{ id: string }>('SELECT id FROM groups WHERE parent_id = :id AND closed_day IS NULL', { id });
  if (moveTo === undefined) {
    if (members.length > 0) throw refuse('member.groupHasMembers', { name, members: members.length });
    if (children.length > 0) throw refuse('member.groupHasChildren', { name, children: children.length });
  } else {
    const target = moveTo === '' ? undefined : requireGroup(db, moveTo);
    if (target && target.closedDay !== null) throw refuse('member.groupClosed');
    const inside = target !== undefined && subtreeOf(db, id).includes(target.id);
    const parentId = target === undefined || inside ? group.parentId : target.id;
    for (const child of children)
      db.run('UPDATE groups SET parent_id = :parentId WHERE id = :child', { parentId, child: child.id });
    moveAll(
      context,
      members.map((member) => member.id),
      { to: target?.id, day, ground },
    );
  }
  endAllLeaders(context, id, day);
  db.run('UPDATE groups SET closed_day = :day WHERE id = :id', { id, day });
  const done = { moved: members.length, groups: children.length };
  const into = moveTo === undefined || moveTo === '' ? {} : { into: requireGroup(db, moveTo).name };
  context.trail({
    subject: 'group',
    id,
    label: name,
    before: { name },
    after: { closedDay: day, ground, ...into, ...done },
  });
  return done;
}

/**
 * Restores a dissolved group; at the top when its parent is dissolved too.
 * @throws Refusal `request.notFound`, `member.groupNotClosed`
 */
export function reopenGroup(context: WriteContext, { id }: { id: string }): { id: string } {
  const { db } = context;
  const { name, parentId, closedDay } = requireGroup(db, id);
  if (closedDay === null) throw refuse('member.groupNotClosed', { name });
  const parent = parentId === null ? undefined : requireGroup(db, parentId);
  db.run('UPDATE groups SET closed_day = NULL, parent_id = :parentId WHERE id = :id', {
    id,
    parentId: parent === undefined || parent.closedDay !== null ? null : parent.id,
  });
  context.trail({ subject: 'group', id, label: name, before: { closedDay }, after: { name } });
  return { id };
}
