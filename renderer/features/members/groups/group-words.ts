import type { GroupNode, GroupTree, MemberStatus } from '#shared/contract/members.ts';

/** A line of the tree: a group, or those who are in none (id ''). */
export interface TreeLine {
  id: string;
  name: string;
  depth: number;
  /** Active members of the group itself, and with all below it. */
  active: number;
  total: number;
  group: GroupNode | undefined;
}

/**
 * The lines in order: the groups that stand, 未分组, then the dissolved ones when they are asked for. One that somebody came back
 * to (a membership restored after the group was dissolved) is always there: its members wait for another group.
 */
export function treeLines({ groups, ungrouped }: GroupTree, withClosed: boolean): TreeLine[] {
  const lineOf = (group: GroupNode): TreeLine => {
    const { id, name, depth, active, total } = group;
    return { id, name, depth: group.closedDay === undefined ? depth : 1, active, total, group };
  };
  const standing = groups.filter(({ closedDay }) => closedDay === undefined).map(lineOf);
  const closed = groups.filter(({ closedDay }) => closedDay !== undefined).map(lineOf);
  const none: TreeLine = { id: '', name: '未分组', depth: 1, active: ungrouped, total: ungrouped, group: undefined };
  return [...standing, none, ...closed.filter(({ group }) => withClosed || (group?.living ?? 0) > 0)];
}

/** `分会 3 个，小组 28 个，未分组 12 人` */
export function stateOfGroups({ groups, ungrouped }: GroupTree): string {
  const standing = groups.filter(({ closedDay }) => closedDay === undefined);
  const branches = standing.filter(({ kind }) => kind === 'branch').length;
  const parts = [
    ...(branches > 0 ? [`分会 ${branches} 个`] : []),
    `小组 ${standing.length - branches} 个`,
    ...(ungrouped > 0 ? [`未分组 ${ungrouped} 人`] : []),
  ];
  return parts.join('，');
}

/** Who may lead: members who are active or keep their membership. Others still in office need a successor. */
export const mayLead = (status: MemberStatus) => status === 'active' || status === 'retained';

export const MEMBER_VIEWS = ['here', 'active', 'all'] as const;
export type MemberView = (typeof MEMBER_VIEWS)[number];
export const MEMBER_VIEW_NAMES: Readonly<Record<MemberView, string>> = {
  here: '现有会员',
  active: '只看在册',
  all: '包括已离开的',
};
export const VIEW_STATUSES: Readonly<Record<MemberView, MemberStatus[]>> = {
  here: ['applied', 'active', 'retained'],
  active: ['active'],
  all: [],
};
