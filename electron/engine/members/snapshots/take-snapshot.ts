import type { Day } from '#shared/calendar.ts';
import type { SnapshotBrief, SnapshotRow } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Writable } from '../../database.ts';
import { requireSnapshot } from './queries.ts';
import { rosterOnDay } from './roster-on-day.ts';

interface SnapshotInput {
  name: string;
  day: Day;
  note: string;
}

/**
 * Keeps the roster of a day; from then on nothing of it changes.
 * @throws Refusal `member.snapshotTooLate`, `member.snapshotExists`, `member.snapshotEmpty`
 */
export function takeSnapshot(context: WriteContext, { name, day, note }: SnapshotInput): SnapshotBrief {
  const { db } = context;
  if (day > context.today) throw refuse('member.snapshotTooLate', { day });
  if (db.get('SELECT 1 FROM roster_snapshots WHERE name = :name', { name }))
    throw refuse('member.snapshotExists', { name });
  const rows = rosterOnDay(db, day);
  if (rows.length === 0) throw refuse('member.snapshotEmpty', { day });
  const id = context.newId();
  const active = rows.filter(({ status }) => status === 'active').length;
  db.run(
    `INSERT INTO roster_snapshots (id, name, day, note, members, active, taken_at, taken_by)
     VALUES (:id, :name, :day, :note, :members, :active, :now, :operator)`,
    { id, name, day, note, members: rows.length, active, now: context.now, operator: context.operator },
  );
  for (const row of rows) insertRow(db, id, row);
  db.run('UPDATE roster_snapshots SET sealed = 1 WHERE id = :id', { id });
  context.trail({ subject: 'rosterSnapshot', id, label: name, after: { day, note, members: rows.length, active } });
  return requireSnapshot(db, id);
}

function insertRow(db: Writable, snapshotId: string, row: SnapshotRow): void {
  db.run(
    `INSERT INTO roster_snapshot_rows (snapshot_id, member_id, number, name, sex, birthday, id_number_masked, phone_masked,
       ethnicity, political, education, joined, status, group_id, group_name, group_path, branch)
     VALUES (:snapshotId, :memberId, :number, :name, :sex, :birthday, :idNumberMasked, :phoneMasked,
       :ethnicity, :political, :education, :joined, :status, :groupId, :groupName, :groupPath, :branch)`,
    { snapshotId, sex: undefined, birthday: undefined, groupId: undefined, ...row },
  );
}
