import type { GroupLeader, GroupNode, GroupRow, GroupTree, MemberStatus } from '#shared/contract/members.ts';
import type { Readable } from '../../database.ts';
import { LEADERS_IN_OFFICE, type LeaderRow, leaderOf } from './leaders.ts';
import { type PlacedGroup, readTree } from './tree.ts';

export { groupsOnDay } from './on-day.ts';
export { branchesOf } from './tree.ts';

/** From the covering index of the member list, so that not one member is read. */
export const COUNT_BY_GROUP = `
  SELECT group_id AS groupId, status, count(*) AS members FROM members INDEXED BY members_searched GROUP BY group_id, status`;

interface Counts {
  members: number;
  active: number;
  living: number;
}

const LIVING: readonly MemberStatus[] = ['applied', 'active', 'retained'];

function countByGroup(db: Readable): Map<string | null, Counts> {
  const counts = new Map<string | null, Counts>();
  const rows = db.all<{ groupId: string | null; status: MemberStatus; members: number }>(COUNT_BY_GROUP);
  for (const { groupId, status, members } of rows) {
    const sofar = counts.get(groupId) ?? { members: 0, active: 0, living: 0 };
    sofar.members += members;
    if (status === 'active') sofar.active += members;
    if (LIVING.includes(status)) sofar.living += members;
    counts.set(groupId, sofar);
  }
  return counts;
}

interface CountedGroup extends PlacedGroup, Counts {
  total: number;
}

function countTree(tree: readonly PlacedGroup[], counts: ReadonlyMap<string | null, Counts>): CountedGroup[] {
  const counted = tree.map((group) => {
    const own = counts.get(group.id) ?? { members: 0, active: 0, living: 0 };
    return { ...group, ...own, total: own.active };
  });
  const byId = new Map(counted.map((group) => [group.id, group]));
  // children stand after their parents: from the end on, every group is whole before its parent takes it up
  for (const group of counted.toReversed()) {
    const parent = group.parentId === null ? undefined : byId.get(group.parentId);
    if (parent) parent.total += group.total;
  }
  return counted;
}

function rowOf({ id, name, kind, parentId, position, depth, path, members, active, total }: CountedGroup): GroupRow {
  const parent = parentId === null ? {} : { parentId };
  return { id, name, kind, ...parent, position, depth, path, members, active, total };
}

/** The groups that stand, in the order of the tree. */
export function listGroups(db: Readable): GroupRow[] {
  return countTree(readTree(db), countByGroup(db))
    .filter(({ closedDay }) => closedDay === null)
    .map(rowOf);
}

/** All groups with their leaders of today; the dissolved ones stand at the end. */
export function readGroupTree(db: Readable): GroupTree {
  const counts = countByGroup(db);
  const leaders = new Map<string, GroupLeader[]>();
  for (const row of db.all<LeaderRow>(LEADERS_IN_OFFICE))
    leaders.set(row.groupId, [...(leaders.get(row.groupId) ?? []), leaderOf(row)]);
  const nodes = countTree(readTree(db), counts).map((group): GroupNode => {
    const closed = group.closedDay === null ? {} : { closedDay: group.closedDay };
    return { ...rowOf(group), ...closed, living: group.living, leaders: leaders.get(group.id) ?? [] };
  });
  const standing = nodes.filter(({ closedDay }) => closedDay === undefined);
  const dissolved = nodes.filter(({ closedDay }) => closedDay !== undefined);
  return { groups: [...standing, ...dissolved], ungrouped: counts.get(null)?.active ?? 0 };
}
