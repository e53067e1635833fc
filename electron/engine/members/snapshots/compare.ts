import type { Day } from '#shared/calendar.ts';
import {
  type CameOrWent,
  COMPARED_FIELDS,
  type ComparedField,
  type LastChange,
  MEMBER_STATUS_NAMES,
  type MemberStatus,
  type RosterComparison,
  SEX_NAMES,
  type SnapshotRow,
} from '#shared/contract/members.ts';
import type { Readable } from '../../database.ts';
import { STATUS_ON_DAY } from '../records/in-month.ts';
import { requireSnapshot, snapshotRows } from './queries.ts';
import { rosterOnDay } from './roster-on-day.ts';

interface Side {
  name: string;
  day: Day;
  rows: SnapshotRow[];
}

/**
 * Compares two kept rosters, or one with today's: who joined, who left and what became of them, who changed groups, whose
 * particulars changed.
 * @param to the id of the other roster; undefined: today's
 * @throws Refusal `request.notFound`
 */
export function compareRosters(db: Readable, today: Day, from: string, to: string | undefined): RosterComparison {
  const sides = [sideOf(db, from), to === undefined ? todaysSide(db, today) : sideOf(db, to)];
  const [earlier, later] = sides.toSorted((one, other) => (one.day < other.day ? -1 : one.day > other.day ? 1 : 0));
  if (!earlier || !later) throw new Error('two rosters are compared');
  const before = new Map(earlier.rows.map((row) => [row.memberId, row]));
  const after = new Map(later.rows.map((row) => [row.memberId, row]));
  const comparison: RosterComparison = {
    earlier: headOf(earlier),
    later: headOf(later),
    joined: [],
    left: [],
    moved: [],
    changed: [],
  };
  const came = later.rows.filter(({ memberId }) => !before.has(memberId));
  const went = earlier.rows.filter(({ memberId }) => !after.has(memberId));
  comparison.joined = withChanges(db, came, later.day);
  comparison.left = withChanges(db, went, later.day);
  for (const row of later.rows) {
    const was = before.get(row.memberId);
    if (!was) continue;
    const { memberId, number, name } = row;
    if (was.groupId !== row.groupId)
      comparison.moved.push({ memberId, number, name, from: was.groupPath, to: row.groupPath });
    const changes = COMPARED_FIELDS.filter((field) => was[field] !== row[field]).map((field) => ({
      field,
      from: shown(field, was),
      to: shown(field, row),
    }));
    if (changes.length > 0) comparison.changed.push({ memberId, number, name, changes });
  }
  return comparison;
}

function sideOf(db: Readable, id: string): Side {
  const { name, day } = requireSnapshot(db, id);
  return { name, day, rows: snapshotRows(db, id) };
}

function todaysSide(db: Readable, today: Day): Side {
  return { name: '现在的名册', day: today, rows: rosterOnDay(db, today) };
}

const headOf = ({ name, day, rows }: Side) => ({ name, day, members: rows.length });

function shown(field: ComparedField, row: SnapshotRow): string {
  if (field === 'status') return MEMBER_STATUS_NAMES[row.status];
  if (field === 'sex') return row.sex === undefined ? '' : SEX_NAMES[row.sex];
  return row[field] ?? '';
}

interface ChangedPerson {
  id: string;
  status: MemberStatus;
  day: Day | null;
  to: MemberStatus | null;
  ground: string | null;
  destination: string | null;
}

/**
 * What somebody was at the end of a day and the change that made it so; the entry in these books is no change. Looked up by
 * member, so that it costs as much as there are people.
 */
export const LAST_CHANGES = `
  SELECT members.id, ${STATUS_ON_DAY} AS status, change.day, change.to_status AS "to", change.ground, change.destination
  FROM json_each(:ids) AS asked CROSS JOIN members ON members.id = asked.value
  LEFT JOIN member_changes AS change ON change.member_id = members.id AND change.sequence = (
    SELECT max(stands.sequence) FROM member_changes_standing AS stands
    WHERE stands.member_id = members.id AND stands.day <= :day AND stands.from_status <> '')`;

function withChanges(db: Readable, rows: readonly SnapshotRow[], day: Day): CameOrWent[] {
  const ids = JSON.stringify(rows.map(({ memberId }) => memberId));
  const found = new Map(db.all<ChangedPerson>(LAST_CHANGES, { ids, day }).map((person) => [person.id, person]));
  return rows.map(({ memberId, number, name, groupPath, joined }) => {
    const person = found.get(memberId);
    const change = changeOf(person);
    const status = person?.status ?? '';
    return { memberId, number, name, groupPath, joined, status, ...(change === undefined ? {} : { change }) };
  });
}

function changeOf(person: ChangedPerson | undefined): LastChange | undefined {
  if (!person || person.day === null || person.to === null) return undefined;
  const { day, to, ground, destination } = person;
  return { day, to, ground: ground ?? '', destination: destination ?? '' };
}
