import type { Day } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { GroupMemberRow, GroupMove, MemberMove, MemberStatus } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import type { Params, Readable } from '../../database.ts';
import { likePattern } from '../../like.ts';
import { requireGroup } from './save-group.ts';
import { subtreeOf } from './tree.ts';

export interface GroupMembersFilter {
  /** '' is 未分组. */
  groupId: string;
  below: boolean;
  /** Empty: any. */
  statuses: readonly MemberStatus[];
  search: string;
}

/**
 * The members of a group in the order of their numbers; what decides is read from the covering index `members_searched` alone.
 * The conditions are fixed words, the values are parameters.
 */
export function groupMembersSql(db: Readable, filter: GroupMembersFilter): { from: string; params: Params } {
  const { groupId, below, statuses } = filter;
  const search = filter.search.normalize('NFKC').replace(/\s/g, '');
  const groups = groupId === '' ? [] : below ? subtreeOf(db, groupId) : [groupId];
  const where = [
    groupId === '' ? 'group_id IS NULL' : 'group_id IN (SELECT value FROM json_each(:groups))',
    ...(statuses.length === 0 ? [] : ['status IN (SELECT value FROM json_each(:statuses))']),
    ...(search === '' ? [] : ["search_text LIKE :search ESCAPE '\\'"]),
  ];
  return {
    from: `members INDEXED BY members_searched WHERE ${where.join(' AND ')}`,
    params: {
      ...(groupId === '' ? {} : { groups: JSON.stringify(groups) }),
      ...(statuses.length === 0 ? {} : { statuses: JSON.stringify(statuses) }),
      ...(search === '' ? {} : { search: likePattern(search) }),
    },
  };
}

/** The page of a list whose rows are chosen by `from`. */
export const groupMembersPage = (from: string) => `
  SELECT members.id, number, members.name, coalesce(groups.name, '') AS groupName, status,
         (SELECT day FROM member_moves WHERE member_id = members.id ORDER BY sequence DESC LIMIT 1) AS since
  FROM members LEFT JOIN groups ON groups.id = members.group_id
  WHERE members.rowid IN (SELECT rowid FROM ${from} ORDER BY number, name, id LIMIT :limit OFFSET :offset)
  ORDER BY number, members.name, members.id`;

/** @throws Refusal `request.notFound` */
export function listGroupMembers(
  db: Readable,
  filter: GroupMembersFilter,
  window: { offset: number; limit: number },
): Window<GroupMemberRow> {
  if (filter.groupId !== '') requireGroup(db, filter.groupId);
  const { from, params } = groupMembersSql(db, filter);
  const rows = db
    .all<Omit<GroupMemberRow, 'since'> & { since: Day | null }>(groupMembersPage(from), { ...params, ...window })
    .map(({ since, ...row }) => ({ ...row, ...(since === null ? {} : { since }) }));
  const total = db.get<{ total: number }>(`SELECT count(*) AS total FROM ${from}`, params)?.total ?? 0;
  return { total, rows };
}

/** @throws Refusal `request.notFound` */
export function listGroupMemberIds(db: Readable, filter: GroupMembersFilter): string[] {
  if (filter.groupId !== '') requireGroup(db, filter.groupId);
  const { from, params } = groupMembersSql(db, filter);
  return db.all<{ id: string }>(`SELECT id FROM ${from} ORDER BY number, name, id`, params).map(({ id }) => id);
}

export const MOVES_OF_MEMBER = `
  SELECT day, coalesce(origin.name, '') AS "from", coalesce(target.name, '') AS "to", ground, operator
  FROM member_moves LEFT JOIN groups AS origin ON origin.id = from_group LEFT JOIN groups AS target ON target.id = to_group
  WHERE member_id = :id ORDER BY sequence`;

/** Where a member was, oldest move first. @throws Refusal `request.notFound` */
export function listMemberMoves(db: Readable, id: string): MemberMove[] {
  if (!db.get('SELECT 1 FROM members WHERE id = :id', { id })) throw refuse('request.notFound', { what: '会员' });
  return db.all<MemberMove>(MOVES_OF_MEMBER, { id });
}

/** Both ends by their index; `UNION` keeps a move within the branch once. */
const TOUCHING = `
  SELECT member_id, sequence FROM member_moves
  WHERE to_group IN (SELECT value FROM json_each(:groups)) AND day BETWEEN :from AND :to
  UNION
  SELECT member_id, sequence FROM member_moves
  WHERE from_group IN (SELECT value FROM json_each(:groups)) AND day BETWEEN :from AND :to`;
export const COUNT_GROUP_MOVES = `SELECT count(*) AS total FROM (${TOUCHING})`;
export const MOVES_OF_GROUP = `
  SELECT move.day, move.member_id AS memberId, move.sequence, number, members.name,
         coalesce(origin.name, '') AS "from", coalesce(target.name, '') AS "to", move.ground, move.operator,
         CASE WHEN coalesce(move.to_group IN (SELECT value FROM json_each(:groups)), 0) = 0 THEN 'out'
              WHEN coalesce(move.from_group IN (SELECT value FROM json_each(:groups)), 0) = 0 THEN 'in' ELSE 'within' END AS way
  FROM (${TOUCHING}) AS touching
  CROSS JOIN member_moves AS move ON move.member_id = touching.member_id AND move.sequence = touching.sequence
  CROSS JOIN members ON members.id = move.member_id
  LEFT JOIN groups AS origin ON origin.id = move.from_group LEFT JOIN groups AS target ON target.id = move.to_group
  ORDER BY move.day DESC, number, members.name, move.member_id, move.sequence DESC LIMIT :limit OFFSET :offset`;

interface MovesInput {
  groupId: string;
  below: boolean;
  from?: Day | undefined;
  to?: Day | undefined;
  offset: number;
  limit: number;
}

/** Who came to a group and who went, between two days (both included), newest first. @throws Refusal `request.notFound` */
export function listGroupMoves(db: Readable, input: MovesInput): Window<GroupMove> {
  const { groupId, below, from = '1000-01-01', to = '2999-12-31', offset, limit } = input;
  requireGroup(db, groupId);
  const params = { groups: JSON.stringify(below ? subtreeOf(db, groupId) : [groupId]), from, to };
  const total = db.get<{ total: number }>(COUNT_GROUP_MOVES, params)?.total ?? 0;
  return { total, rows: db.all<GroupMove>(MOVES_OF_GROUP, { ...params, offset, limit }) };
}
