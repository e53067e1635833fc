import { type Day, day as dayOf } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { MemberStatus, Sex, SnapshotBrief, SnapshotRow } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import type { Params, Readable } from '../../database.ts';
import { likePattern } from '../../like.ts';

const BRIEF = `
  SELECT id, name, day, note, members, active, taken_at AS takenAt, taken_by AS takenBy FROM roster_snapshots`;
export const LIST_SNAPSHOTS = `${BRIEF} ORDER BY day DESC, taken_at DESC`;

/** All kept rosters, the newest day first, and what the program proposes to keep. */
export function listSnapshots(
  db: Readable,
  today: Day,
): { snapshots: SnapshotBrief[]; proposal?: { name: string; day: Day } } {
  const snapshots = db.all<SnapshotBrief>(LIST_SNAPSHOTS);
  const ended = lastHalfYear(today);
  const kept = snapshots.some(({ day }) => day >= ended.day);
  const anybody = db.get('SELECT 1 FROM members LIMIT 1') !== undefined;
  return { snapshots, ...(kept || !anybody ? {} : { proposal: ended }) };
}

/** The half-year that ended last (半年一册 is what unions do): its name and its last day. */
export function lastHalfYear(today: Day): { name: string; day: Day } {
  const year = Number(today.slice(0, 4));
  return today > `${year}-06-30`
    ? { name: `${year} 年上半年`, day: dayOf(`${year}-06-30`) }
    : { name: `${year - 1} 年下半年`, day: dayOf(`${year - 1}-12-31`) };
}

/** @throws Refusal `request.notFound` */
export function requireSnapshot(db: Readable, id: string): SnapshotBrief {
  const snapshot = db.get<SnapshotBrief>(`${BRIEF} WHERE id = :id`, { id });
  if (!snapshot) throw refuse('request.notFound', { what: '名册存档' });
  return snapshot;
}

interface StoredRow {
  memberId: string;
  number: string;
  name: string;
  sex: Sex | null;
  birthday: Day | null;
  idNumberMasked: string;
  phoneMasked: string;
  ethnicity: string;
  political: string;
  education: string;
  joined: string;
  status: MemberStatus;
  groupId: string | null;
  groupName: string;
  groupPath: string;
  branch: string;
}

/** Windows and whole lists: along the index, so that nothing is sorted. */
export const SNAPSHOT_ROWS = `
  SELECT member_id AS memberId, number, name, sex, birthday, id_number_masked AS idNumberMasked, phone_masked AS phoneMasked,
         ethnicity, political, education, joined, status, group_id AS groupId, group_name AS groupName,
         group_path AS groupPath, branch
  FROM roster_snapshot_rows WHERE snapshot_id = :id`;
export const SNAPSHOT_MATCH = ` AND (name LIKE :search ESCAPE '\\' OR number LIKE :search ESCAPE '\\')`;
export const SNAPSHOT_ORDER = ' ORDER BY number, name, member_id';

function rowOf({ sex, birthday, groupId, ...row }: StoredRow): SnapshotRow {
  return {
    ...row,
    ...(sex === null ? {} : { sex }),
    ...(birthday === null ? {} : { birthday }),
    ...(groupId === null ? {} : { groupId }),
  };
}

/** All rows in the order of the numbers. */
export function snapshotRows(db: Readable, id: string): SnapshotRow[] {
  return db.all<StoredRow>(SNAPSHOT_ROWS + SNAPSHOT_ORDER, { id }).map(rowOf);
}

/** A window of the rows whose name or number contains the text. @throws Refusal `request.notFound` */
export function listSnapshotRows(
  db: Readable,
  { id, search: typed }: { id: string; search: string },
  window: { offset: number; limit: number },
): Window<SnapshotRow> {
  const snapshot = requireSnapshot(db, id);
  const search = typed.normalize('NFKC').replace(/\s/g, '');
  const match = search === '' ? '' : SNAPSHOT_MATCH;
  const params: Params = { id, ...(search === '' ? {} : { search: likePattern(search) }) };
  const rows = db.all<StoredRow>(`${SNAPSHOT_ROWS}${match}${SNAPSHOT_ORDER} LIMIT :limit OFFSET :offset`, {
    ...params,
    ...window,
  });
  if (match === '') return { total: snapshot.members, rows: rows.map(rowOf) };
  const count = db.get<{ total: number }>(
    `SELECT count(*) AS total FROM roster_snapshot_rows WHERE snapshot_id = :id${match}`,
    params,
  );
  return { total: count?.total ?? 0, rows: rows.map(rowOf) };
}
