import type { Day, Month } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { MemberRecord, MemberRow, MemberStatus, Sex } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { maskIdentityCard, maskPhone } from '#shared/mask.ts';
import type { Params, Readable } from '../../database.ts';
import { type AskedFilter, type Conditions, filterConditions, matching } from '../find/conditions.ts';
import { searchConditions } from '../find/search.ts';
import { listChanges } from '../membership/queries.ts';
import { listWages } from './wages.ts';

export type { AskedFilter as MemberFilter } from '../find/conditions.ts';

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

/** The columns of a row of the list, `FROM members`. */
const LISTED = `
  SELECT members.id, number, members.name, sex, birthday, coalesce(groups.name, '') AS group_name, status, phone, id_number, joined
  FROM members LEFT JOIN groups ON groups.id = members.group_id`;

/**
 * The statements of a list: what decides is read from a covering index alone, the table only for the rows of the window, and
 * no more than those are sorted.
 */
export function memberListSql(conditions: Conditions): { count: string; page: string; params: Params } {
  const from = matching(conditions);
  return {
    count: `SELECT count(*) AS total FROM ${from}`,
    page: `${LISTED}
      WHERE members.rowid IN (SELECT rowid FROM ${from} ORDER BY number, name, id LIMIT :limit OFFSET :offset)
      ORDER BY number, members.name, members.id`,
    params: conditions.params,
  };
}

/**
 * A window of the members that fit, in the order of their numbers; personal numbers are masked.
 * @param today ages and 本月 count from it
 */
export function listMembers(
  db: Readable,
  filter: AskedFilter,
  window: { offset: number; limit: number },
  today: Day,
): Window<MemberRow> {
  const { count, page, params } = memberListSql(filterConditions(db, filter, today));
  const rows = db.all<ListedRow>(page, { ...params, ...window }).map(memberRow);
  // a window that is not full has seen the end of the list: then nothing is left to count
  const seenEnd = rows.length < window.limit && (rows.length > 0 || window.offset === 0);
  const total = seenEnd ? window.offset + rows.length : db.get<{ total: number }>(count, params)?.total;
  return { total: total ?? 0, rows };
}

/** At most `limit` members in whose name, pinyin, initials, number, phone or group every word stands. */
export function suggestMembers(db: Readable, search: string, limit: number): MemberRow[] {
  const { page, params } = memberListSql({ ...searchConditions(db, search), index: 'members_searched' });
  return db.all<ListedRow>(page, { ...params, limit, offset: 0 }).map(memberRow);
}

/** Members as rows of the list, by id; ids that are no member's are left out. */
export function readMemberRows(db: Readable, ids: readonly string[]): Map<string, MemberRow> {
  const rows = db.all<ListedRow>(`${LISTED} WHERE members.id IN (SELECT value FROM json_each(:ids))`, {
    ids: JSON.stringify(ids),
  });
  return new Map(rows.map((row) => [row.id, memberRow(row)]));
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
