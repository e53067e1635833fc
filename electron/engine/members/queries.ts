import type { Day, Month } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { MemberRecord, MemberRow, MemberStatus, Sex } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { maskIdentityCard, maskPhone } from '#shared/mask.ts';
import type { Params, Readable } from '../database.ts';
import { listWages } from './wages.ts';

export interface MemberFilter {
  search?: string;
  groupId?: string | undefined;
  /** Empty: any status. */
  statuses?: readonly MemberStatus[];
}

interface ListedRow {
  id: string;
  number: string;
  name: string;
  sex: Sex | null;
  birthday: Day | null;
  group_name: string;
  status: MemberStatus;
  phone: string;
  id_number: string;
  joined: string;
}

/**
 * The search of the member list: both texts look only at the covering index `members_searched`, so a keystroke reads
 * neither the table nor sorts.
 * The conditions are fixed words; what a person typed is always a parameter.
 */
export function memberListSql(filter: MemberFilter): { count: string; page: string; params: Params } {
  const { groupId, statuses = [] } = filter;
  const search = searchPattern(filter.search ?? '');
  const where = [
    ...(search === undefined ? [] : ["search_text LIKE :search ESCAPE '\\'"]),
    ...(groupId === undefined ? [] : ['group_id = :groupId']),
    ...(statuses.length === 0 ? [] : [`status IN (${statuses.map((_, place) => `:status${place}`).join(', ')})`]),
  ];
  const from = `members INDEXED BY members_searched${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`}`;
  return {
    count: `SELECT count(*) AS total FROM ${from}`,
    page: `
      SELECT members.id, number, members.name, sex, birthday, coalesce(groups.name, '') AS group_name, status, phone, id_number, joined
      FROM members LEFT JOIN groups ON groups.id = members.group_id
      WHERE members.rowid IN (SELECT rowid FROM ${from} ORDER BY number, name, id LIMIT :limit OFFSET :offset)
      ORDER BY number, members.name, members.id`,
    params: {
      ...(search === undefined ? {} : { search }),
      ...(groupId === undefined ? {} : { groupId }),
      ...Object.fromEntries(statuses.map((status, place) => [`status${place}`, status])),
    },
  };
}

/** The LIKE pattern for what a person typed, undefined for nothing. Spaces do not count, wildcards stand for themselves. */
function searchPattern(typed: string): string | undefined {
  const text = typed.normalize('NFKC').replace(/\s/g, '').toLowerCase();
  return text === '' ? undefined : `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

/** A window of the members in the order of their numbers; personal numbers are masked. */
export function listMembers(
  db: Readable,
  filter: MemberFilter,
  window: { offset: number; limit: number },
): Window<MemberRow> {
  const { count, page, params } = memberListSql(filter);
  const rows = db.all<ListedRow>(page, { ...params, ...window }).map(memberRow);
  // a window that is not full has seen the end of the list: then nothing is left to count
  const seenEnd = rows.length < window.limit && (rows.length > 0 || window.offset === 0);
  const total = seenEnd ? window.offset + rows.length : db.get<{ total: number }>(count, params)?.total;
  return { total: total ?? 0, rows };
}

/** At most `limit` members whose name, pinyin, initials, number or phone contain the text. */
export function suggestMembers(db: Readable, search: string, limit: number): MemberRow[] {
  const { page, params } = memberListSql({ search });
  return db.all<ListedRow>(page, { ...params, limit, offset: 0 }).map(memberRow);
}

function memberRow(row: ListedRow): MemberRow {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    ...(row.sex === null ? {} : { sex: row.sex }),
    ...(row.birthday === null ? {} : { birthday: row.birthday }),
    groupName: row.group_name,
    status: row.status,
    phoneMasked: maskPhone(row.phone),
    idNumberMasked: maskIdentityCard(row.id_number),
    joined: row.joined,
  };
}

export const COUNT_BY_STATUS = 'SELECT status, count(*) AS members FROM members GROUP BY status';

/** How many members have each status. */
export function countByStatus(db: Readable): Record<MemberStatus, number> {
  const counts: Record<MemberStatus, number> = {
    applied: 0,
    active: 0,
    retained: 0,
    transferred: 0,
    withdrawn: 0,
    lapsed: 0,
    expelled: 0,
    deceased: 0,
  };
  for (const { status, members } of db.all<{ status: MemberStatus; members: number }>(COUNT_BY_STATUS))
    counts[status] = members;
  return counts;
}

export const LIST_GROUPS = `
  SELECT groups.id, groups.name, coalesce(members, 0) AS members
  FROM groups LEFT JOIN (SELECT group_id, count(*) AS members FROM members GROUP BY group_id) ON group_id = groups.id
  ORDER BY groups.name`;

export function listGroups(db: Readable): { id: string; name: string; members: number }[] {
  return db.all(LIST_GROUPS);
}

interface StoredMember {
  id: string;
  number: string;
  name: string;
  sex: Sex | null;
  birthday: Day | null;
  id_number: string;
  phone: string;
  ethnicity: string;
  political: string;
  education: string;
  group_id: string | null;
  group_name: string;
  status: MemberStatus;
  joined: Day | Month | '';
  note: string;
}

/** A member's whole record, unmasked. @throws Refusal `request.notFound` */
export function readMember(db: Readable, id: string): MemberRecord {
  const row = db.get<StoredMember>(
    `SELECT members.id, number, members.name, sex, birthday, id_number, phone, ethnicity, political, education, group_id,
            coalesce(groups.name, '') AS group_name, status, joined, note
     FROM members LEFT JOIN groups ON groups.id = members.group_id WHERE members.id = :id`,
    { id },
  );
  if (!row) throw refuse('request.notFound', { what: '会员' });
  const { sex, birthday, id_number: idNumber, group_id: groupId, group_name: groupName, ...rest } = row;
  return {
    ...rest,
    idNumber,
    groupName,
    ...(sex === null ? {} : { sex }),
    ...(birthday === null ? {} : { birthday }),
    ...(groupId === null ? {} : { groupId }),
    wages: listWages(db, id),
    changes: listChanges(db, id),
  };
}

/** The membership history, oldest first. */
export function listChanges(db: Readable, memberId: string): MemberRecord['changes'] {
  return db.all(
    `SELECT day, from_status AS "from", to_status AS "to", ground, operator FROM member_changes
     WHERE member_id = :memberId ORDER BY sequence`,
    { memberId },
  );
}
