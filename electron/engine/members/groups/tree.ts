import type { Day } from '#shared/calendar.ts';
import type { GroupKind } from '#shared/contract/members.ts';
import type { Readable } from '../../database.ts';

/** A group as it is stored. */
export interface StoredGroup {
  id: string;
  name: string;
  kind: GroupKind;
  parentId: string | null;
  position: number;
  closedDay: Day | null;
}

/** A union has tens of groups, at most a few hundred: the tree is put together here, from all of them. */
export const ALL_GROUPS = `
  SELECT id, name, kind, parent_id AS parentId, position, closed_day AS closedDay FROM groups ORDER BY parent_id, position, name`;

export interface PlacedGroup extends StoredGroup {
  /** 1 at the top. */
  depth: number;
  /** `初中分会 / 数学组` */
  path: string;
}

/** The groups in the order of the tree: a parent, then what is below it, by position and name. */
export function readTree(db: Readable): PlacedGroup[] {
  const groups = db.all<StoredGroup>(ALL_GROUPS);
  const below = new Map<string | null, StoredGroup[]>();
  for (const group of groups) below.set(group.parentId, [...(below.get(group.parentId) ?? []), group]);
  const placed: PlacedGroup[] = [];
  const place = (parent: PlacedGroup | undefined) => {
    for (const group of below.get(parent?.id ?? null) ?? []) {
      const path = parent ? `${parent.path} / ${group.name}` : group.name;
      const here = { ...group, depth: (parent?.depth ?? 0) + 1, path };
      placed.push(here);
      place(here);
    }
  };
  place(undefined);
  return placed;
}

/** The ids of a group and of all below it; also of one that is no group. */
export function subtreeOf(db: Readable, groupId: string): string[] {
  const rows = db.all<{ id: string }>(
    `WITH RECURSIVE below (id) AS (
       SELECT :groupId UNION SELECT groups.id FROM below JOIN groups ON groups.parent_id = below.id)
     SELECT id FROM below`,
    { groupId },
  );
  return rows.map(({ id }) => id);
}

/**
 * The branch (分会) that each group belongs to: its topmost group of the kind `branch`, which may be itself. Groups outside
 * any branch are not in the map.
 * @returns group id -> branch
 */
export function branchesOf(db: Readable): Map<string, { id: string; name: string }> {
  const branches = new Map<string, { id: string; name: string }>();
  // parents come first, so a group finds its parent's branch already there
  for (const { id, name, kind, parentId } of readTree(db)) {
    const above = parentId === null ? undefined : branches.get(parentId);
    if (above) branches.set(id, above);
    else if (kind === 'branch') branches.set(id, { id, name });
  }
  return branches;
}
