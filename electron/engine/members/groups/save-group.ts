import type { GroupKind } from '#shared/contract/members.ts';
import { GROUP_LEVELS } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { plainName } from '#shared/member-checks.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readTree, type StoredGroup, subtreeOf } from './tree.ts';

interface GroupInput {
  id?: string | undefined;
  name: string;
  kind: GroupKind;
  parentId?: string | undefined;
  position: number;
}

/** @throws Refusal `request.notFound` */
export function requireGroup(db: Readable, id: string): StoredGroup {
  const group = db.get<StoredGroup>(
    'SELECT id, name, kind, parent_id AS parentId, position, closed_day AS closedDay FROM groups WHERE id = :id',
    { id },
  );
  if (!group) throw refuse('request.notFound', { what: '工会小组' });
  return group;
}

/**
 * Makes a group or changes its name, kind and place. Names are unique in the whole union, because rosters name groups by them.
 * @throws Refusal `member.groupExists`, `member.groupExistsClosed`, `member.groupCircle`, `member.groupTooDeep`,
 *   `member.branchUnderGroup`, `member.groupClosed`, `request.notFound`, `request.invalid`
 */
export function saveGroup(context: WriteContext, input: GroupInput): { id: string } {
  const { db } = context;
  const { kind, position } = input;
  const name = plainName(input.name);
  const before = input.id === undefined ? undefined : requireGroup(db, input.id);
  if (before && before.closedDay !== null) throw refuse('member.groupClosed');
  if (name === '') throw refuse('request.invalid', { field: '名称', problem: '没有填写' });
  const same = db.get<{ id: string; closed_day: string | null }>(
    'SELECT id, closed_day FROM groups WHERE name = :name',
    {
      name,
    },
  );
  if (same && same.id !== before?.id)
    throw refuse(same.closed_day === null ? 'member.groupExists' : 'member.groupExistsClosed', { name });
  assertPlace(db, { id: before?.id, kind, parentId: input.parentId });
  const id = before?.id ?? context.newId();
  const row = { id, name, kind, parentId: input.parentId, position };
  // not an upsert: that would ask the triggers of a new group about one that has others below it
  db.run(
    before
      ? 'UPDATE groups SET name = :name, kind = :kind, parent_id = :parentId, position = :position WHERE id = :id'
      : 'INSERT INTO groups (id, name, kind, parent_id, position) VALUES (:id, :name, :kind, :parentId, :position)',
    row,
  );
  const facts = (group: { name: string; kind: GroupKind; parentId?: string | null | undefined; position: number }) => ({
    name: group.name,
    kind: group.kind,
    parent: group.parentId ? requireGroup(db, group.parentId).name : '',
    position: group.position,
  });
  context.trail({ subject: 'group', id, label: name, ...(before ? { before: facts(before) } : {}), after: facts(row) });
  return { id };
}

/**
 * The rules of the tree, which the schema's triggers keep as well: no circle, at most five levels, no branch below a group,
 * nothing below a dissolved group.
 */
function assertPlace(
  db: Readable,
  { id, kind, parentId }: { id: string | undefined; kind: GroupKind; parentId: string | undefined },
): void {
  const own = id === undefined ? [] : subtreeOf(db, id);
  const tree = new Map(readTree(db).map((group) => [group.id, group]));
  if (kind === 'group' && [...tree.values()].some((group) => group.parentId === id && group.kind === 'branch'))
    throw refuse('member.branchUnderGroup');
  if (parentId === undefined) return;
  const parent = requireGroup(db, parentId);
  if (own.includes(parentId)) throw refuse('member.groupCircle');
  if (parent.closedDay !== null) throw refuse('member.groupClosed');
  if (kind === 'branch' && parent.kind === 'group') throw refuse('member.branchUnderGroup');
  const depthOf = (group: string) => tree.get(group)?.depth ?? 0;
  const levels = id === undefined ? 1 : Math.max(...own.map(depthOf)) - depthOf(id) + 1;
  if (depthOf(parentId) + levels > GROUP_LEVELS) throw refuse('member.groupTooDeep');
}
