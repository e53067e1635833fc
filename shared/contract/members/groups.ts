import { z } from 'zod';
import type { Day } from '../../calendar.ts';
import { count, dayField, id, nothing, optionalText, text, type Window, windowFields } from '../fields.ts';
import { output, read, write } from '../operation.ts';
import { MEMBER_STATUSES, type MemberStatus } from './membership.ts';

export const GROUP_KINDS = ['branch', 'group'] as const;
export type GroupKind = (typeof GROUP_KINDS)[number];
export const GROUP_KIND_NAMES: Readonly<Record<GroupKind, string>> = { branch: '分会', group: '工会小组' };
/** What is offered for an office; a union may write its own. */
export const GROUP_OFFICES: Readonly<Record<GroupKind, readonly string[]>> = {
  branch: ['分会主席', '分会副主席', '组织委员', '宣传委员', '女职工委员', '文体委员', '委员'],
  group: ['组长', '副组长'],
};
export const GROUP_LEVELS = 5;

/** One group that stands, in the order of the tree: a parent comes before what is below it. */
export interface GroupRow {
  id: string;
  name: string;
  kind: GroupKind;
  parentId?: string;
  position: number;
  /** 1 at the top. */
  depth: number;
  /** `初中分会 / 数学组` */
  path: string;
  /** Everybody on the books of this very group, whatever the membership. */
  members: number;
  /** Of them: active members. */
  active: number;
  /** Active members of this group and of all below it. */
  total: number;
}

/** One who has or had an office. `to`: the first day without it. */
export interface GroupLeader {
  id: string;
  groupId: string;
  memberId: string;
  number: string;
  name: string;
  /** Today's; somebody who has left the union stands here until the office is ended. */
  status: MemberStatus;
  office: string;
  from: Day;
  to?: Day;
}

export interface GroupNode extends GroupRow {
  /** The day it was dissolved. */
  closedDay?: Day;
  /** Members (applied, active, retained) who must be moved before it can be dissolved. */
  living: number;
  /** In office today. */
  leaders: GroupLeader[];
}

export interface GroupTree {
  /** Those that stand in the order of the tree, then the dissolved ones by name. */
  groups: GroupNode[];
  /** Active members who are in no group. */
  ungrouped: number;
}

export interface GroupMemberRow {
  id: string;
  number: string;
  name: string;
  groupName: string;
  status: MemberStatus;
  /** The day of the last move; not there for those who have been in this group from the start. */
  since?: Day;
}

export interface MemberMove {
  day: Day;
  /** '' is 未分组. */
  from: string;
  to: string;
  ground: string;
  operator: string;
}

/** A move seen from a group: who came, who went; `within` is a move between two groups below it. */
export interface GroupMove extends MemberMove {
  memberId: string;
  sequence: number;
  number: string;
  name: string;
  way: 'in' | 'out' | 'within';
}

/** '' stands for 未分组. */
const groupOrNone = z.union([id, z.literal('')]);
const groupMembers = {
  groupId: groupOrNone,
  /** Also those in the groups below it. */
  below: z.boolean().default(true),
  statuses: z.array(z.enum(MEMBER_STATUSES)).max(8, '最多 8 种').default([]),
};

export const groupsOperations = {
  /** For pickers: the groups that stand. */
  'members.listGroups': read('view', nothing, output<GroupRow[]>()),
  'members.readGroupTree': read('view', nothing, output<GroupTree>()),
  'members.saveGroup': write(
    'keep',
    z.strictObject({
      id: id.optional(),
      name: text(40),
      kind: z.enum(GROUP_KINDS).default('group'),
      parentId: id.optional(),
      position: count(9999).default(0),
    }),
    output<{ id: string }>(),
  ),
  /**
   * Dissolves a group. Without `moveTo` it must be empty; with it everybody goes there ('' is 未分组) and the groups below it
   * go along.
   */
  'members.closeGroup': write(
    'keep',
    z.strictObject({ id, day: dayField, ground: text(200), moveTo: groupOrNone.optional() }),
    output<{ moved: number; groups: number }>(),
  ),
  'members.reopenGroup': write('keep', z.strictObject({ id }), output<{ id: string }>()),
  'members.moveMembers': write(
    'keep',
    z.strictObject({
      ids: z.array(id).min(1, '没有选人').max(50_000, '最多 50000 人'),
      moveTo: groupOrNone,
      day: dayField,
      ground: text(200),
    }),
    output<{ moved: number; already: number }>(),
  ),
  /** `replaces`: the id of an office that ends on the same day (换届). */
  'members.setLeader': write(
    'keep',
    z.strictObject({ groupId: id, memberId: id, office: text(20), day: dayField, replaces: id.optional() }),
    output<{ id: string }>(),
  ),
  'members.endLeader': write('keep', z.strictObject({ id, day: dayField }), output<{ id: string }>()),
  /** In office first, then those before, newest first. */
  'members.listGroupLeaders': read('view', z.strictObject({ groupId: id }), output<GroupLeader[]>()),
  'members.listGroupMembers': read(
    'view',
    z.strictObject({ ...groupMembers, search: optionalText(50), ...windowFields }),
    output<Window<GroupMemberRow>>(),
  ),
  /** The ids of the whole list, for 全选. */
  'members.listGroupMemberIds': read(
    'view',
    z.strictObject({ ...groupMembers, search: optionalText(50) }),
    output<string[]>(),
  ),
  /** Newest first; both days included. */
  'members.listGroupMoves': read(
    'view',
    z.strictObject({
      groupId: id,
      below: z.boolean().default(true),
      from: dayField.optional(),
      to: dayField.optional(),
      ...windowFields,
    }),
    output<Window<GroupMove>>(),
  ),
  /** Oldest first. */
  'members.listMemberMoves': read('view', z.strictObject({ id }), output<MemberMove[]>()),
};
