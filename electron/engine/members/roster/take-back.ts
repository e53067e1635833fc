import { dayOf } from '#shared/calendar.ts';
import { PARTICULAR_FIELDS, type Particulars } from '#shared/contract/members/registration.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { closeGroup } from '../groups/close-group.ts';
import { lastStanding } from '../membership/queries.ts';
import { labelOf } from '../records/save.ts';
import { writeWages } from '../records/wages.ts';
import { addChange, updateMember } from '../records/write.ts';
import { writeOwnValues } from '../registration/own-values.ts';
import { PARTICULAR_COLUMNS, writeParticulars } from '../registration/particulars.ts';
import { trailMembers } from './batch.ts';
import { type Before, type Effect, effectSchema } from './effects.ts';
import { dropRoster } from './roster-kept.ts';
import { readStates } from './states.ts';

interface Batch {
  id: string;
  fileName: string;
}

interface Touched {
  memberId: string;
  number: string;
  name: string;
  effect: Effect;
}

/**
 * Takes an import of today back as a whole: people whom it made are removed (migration 0190 says why, and what holds them),
 * known members get their values and wages back, rows that wait in the tray are withdrawn, and groups that it made and nobody
 * uses go. Membership and groups of known members are led back by a further change and a further move: their history only grows.
 * @throws Refusal `request.notFound`, `member.importTakenBack`, `member.importNotToday`, `member.importUnrecorded`,
 *   `member.importBuiltOn` naming the first member in the order of the file, and what stands in the way, or
 *   `member.importFollowed` when that is a later import
 */
export function takeBackImport(
  context: WriteContext,
  { id }: { id: string },
): { removed: number; restored: number; tray: number } {
  const { db } = context;
  const batch = requireToday(context, id);
  const touched = readTouched(db, id);
  assertNothingBuiltOn(db, batch, touched);
  db.run('UPDATE import_batches SET taken_back_at = :now, taken_back_by = :operator WHERE id = :id', {
    id,
    now: context.now,
    operator: context.operator,
  });
  // first those who were there before: what they give back (numbers, names) may be what a removed person stands in the way of,
  // never the other way round
  const made = touched.filter(({ effect }) => effect.made === 1);
  removeMade(db, id);
  const restored = touched.filter(({ effect }) => effect.made === 0);
  releaseNumbers(db, restored);
  for (const member of restored) restore(context, batch, member);
  const tray = db.run("UPDATE import_rows SET state = 'ignored' WHERE batch_id = :id AND state = 'tray'", { id });
  undoGroups(context, batch);
  const done = { removed: made.length, restored: restored.length, tray };
  context.trail({ subject: 'importBatch', id, label: batch.fileName, after: { takenBack: true, ...done } });
  trailMembers(
    context,
    batch,
    '撤回的会员',
    made.map((member) => [member.memberId, labelOf(member)]),
  );
  dropRoster(db);
  return done;
}

function requireToday({ db, today }: WriteContext, id: string): Batch {
  const batch = db.get<{ fileName: string; takenAt: string; takenBackAt: string | null }>(
    `SELECT file_name AS fileName, taken_at AS takenAt, taken_back_at AS takenBackAt
     FROM import_batches WHERE id = :id AND feature = 'members'`,
    { id },
  );
  if (!batch) throw refuse('request.notFound', { what: '导入' });
  const { fileName } = batch;
  if (batch.takenBackAt !== null) throw refuse('member.importTakenBack');
  const day = dayOf(new Date(batch.takenAt));
  if (day !== today) throw refuse('member.importNotToday', { file: fileName, day });
  const unrecorded = db.get(
    `SELECT 1 FROM import_rows WHERE batch_id = :id AND state IN ('taken', 'mended') AND verdict IN ('new', 'update') AND effect = '' LIMIT 1`,
    { id },
  );
  // made by a version of the program that did not keep what its imports did
  if (unrecorded) throw refuse('member.importUnrecorded', { file: fileName });
  return { id, fileName };
}

/** In the order of the file. */
function readTouched(db: Readable, id: string): Touched[] {
  return db
    .all<{ memberId: string; number: string; name: string; effect: string }>(
      `SELECT record_id AS memberId, number, name, effect FROM import_rows JOIN members ON members.id = record_id
       WHERE batch_id = :id AND effect <> '' ORDER BY row_number`,
      { id },
    )
    .map((row) => ({ ...row, effect: effectSchema.parse(JSON.parse(row.effect)) }));
}

/** What hangs at a member, in the words of the sentence `会员「…」在导入之后…`. */
const BUILT: Readonly<Record<string, string>> = {
  levies: '计提了会费',
  dues_receipts: '交了会费',
  dues_refunds: '退了会费',
  dues_waivers: '定了会费减免',
  dues_terms: '定了怎样交会费',
  dues_payroll_lines: '列进了代扣名单',
  visits: '登记了慰问',
  hardship_files: '建了困难档案',
  member_talks: '记了谈话',
  member_changes: '变更了会籍',
  member_moves: '调动了小组',
  member_family: '补了家庭成员',
  member_resume: '补了工作简历',
  member_photos: '补了照片',
  group_leaders: '登记了小组任职',
  roster_snapshot_rows: '进了名册存档',
};

/** @throws Refusal `member.importBuiltOn`, `member.importFollowed` */
function assertNothingBuiltOn(db: Readable, batch: Batch, touched: readonly Touched[]): void {
  const states = readStates(
    db,
    touched.map(({ memberId }) => memberId),
  );
  for (const { memberId, name, effect } of touched) {
    const now = states.get(memberId);
    const builtOn = (what: string) => {
      const later = laterImport(db, batch.id, memberId);
      return later === undefined
        ? refuse('member.importBuiltOn', { name, what })
        : refuse('member.importFollowed', { name, file: later });
    };
    if (!now) throw builtOn('又改过资料');
    const tables = new Set([...Object.keys(now.counts), ...Object.keys(effect.counts)]);
    for (const table of tables)
      if (now.counts[table] !== effect.counts[table]) throw builtOn(BUILT[table] ?? '有了别的记录');
    if (now.hash !== effect.after) throw builtOn('又改过资料');
  }
}

/** The file of a later import that did something to the member and stands. */
function laterImport(db: Readable, batchId: string, memberId: string): string | undefined {
  return db.get<{ fileName: string }>(
    `SELECT file_name AS fileName FROM import_rows JOIN import_batches ON import_batches.id = batch_id
     WHERE record_id = :memberId AND effect <> '' AND taken_back_at IS NULL
       AND import_batches.rowid > (SELECT rowid FROM import_batches WHERE id = :batchId)
     ORDER BY import_batches.rowid DESC LIMIT 1`,
    { batchId, memberId },
  )?.fileName;
}

const MADE = `
  SELECT record_id FROM import_rows WHERE batch_id = :id AND effect <> '' AND json_extract(effect, '$.made') = 1`;

/** The foreign keys hold everybody of whom anything else was recorded. */
function removeMade(db: WriteContext['db'], id: string): void {
  for (const table of ['member_field_values', 'member_particulars', 'member_wages', 'member_changes'])
    db.run(`DELETE FROM ${table} WHERE member_id IN (${MADE})`, { id });
  db.run(`DELETE FROM members WHERE id IN (${MADE})`, { id });
}

/** Two members may have swapped numbers in the import: all of them are free before the first one gets its own back. */
function releaseNumbers(db: WriteContext['db'], members: readonly Touched[]): void {
  for (const { memberId, effect } of members) {
    if (effect.before?.facts)
      db.run("UPDATE members SET number = '', id_number = '' WHERE id = :memberId", { memberId });
    if (effect.before?.particulars?.['cardNumber'] !== undefined)
      db.run("UPDATE member_particulars SET card_number = '' WHERE member_id = :memberId", { memberId });
  }
}

function restore(context: WriteContext, batch: Batch, { memberId, number, name, effect }: Touched): void {
  const { db } = context;
  const { facts, status, wages, particulars, own } = effect.before ?? {};
  const ground = `撤回导入「${batch.fileName}」`;
  if (facts)
    updateMember(
      context,
      memberId,
      {
        ...facts,
        sex: facts.sex ?? undefined,
        birthday: facts.birthday ?? undefined,
        groupId: facts.groupId ?? undefined,
      },
      ground,
    );
  if (wages) writeWages(db, memberId, wages.from, wages.items);
  if (particulars) {
    writeParticulars(context, memberId, particularsOf(particulars));
    db.run(`DELETE FROM member_particulars WHERE member_id = :memberId AND ${NOTHING_REGISTERED}`, { memberId });
  }
  if (own) writeOwnValues(context, memberId, own);
  const last = status === undefined ? undefined : lastStanding(db, memberId);
  if (last) {
    const { sequence: undoes, from, to, month } = last;
    addChange(context, memberId, { day: context.today, from: to, to: from, month, ground, undoes });
  }
  context.trail({
    subject: 'member',
    id: memberId,
    label: labelOf({ number, name }),
    after: { ground, ...effect.before },
  });
}

/** A row of particulars that was made by the import goes with its last value. */
const NOTHING_REGISTERED = PARTICULAR_FIELDS.map((field) =>
  field === 'singleParent' ? 'single_parent = 0' : `${PARTICULAR_COLUMNS[field]} = ''`,
).join(' AND ');

function particularsOf(values: NonNullable<Before['particulars']>): Partial<Particulars> {
  const given: Partial<Particulars> = {};
  for (const field of PARTICULAR_FIELDS) {
    const value = values[field];
    if (value !== undefined) Object.assign(given, { [field]: value });
  }
  return given;
}

/** A group that the import made goes; one that the history of members names is dissolved, as is one that it restored. */
function undoGroups(context: WriteContext, { id, fileName }: Batch): void {
  const { db } = context;
  const groups = db.all<{ groupId: string; name: string; how: 'made' | 'restored' }>(
    `SELECT group_id AS groupId, name, how FROM import_groups JOIN groups ON groups.id = group_id
     WHERE batch_id = :id AND closed_day IS NULL ORDER BY group_id`,
    { id },
  );
  for (const { groupId, name, how } of groups) {
    const inUse = db.get(
      `SELECT 1 FROM members WHERE group_id = :groupId
       UNION ALL SELECT 1 FROM groups WHERE parent_id = :groupId AND closed_day IS NULL LIMIT 1`,
      { groupId },
    );
    if (inUse) continue;
    if (how === 'made' && !isReferred(db, groupId)) {
      db.run('DELETE FROM groups WHERE id = :groupId', { groupId });
      context.trail({ subject: 'group', id: groupId, label: name, before: { name }, after: { takenBack: fileName } });
    } else closeGroup(context, { id: groupId, day: context.today, ground: `撤回导入「${fileName}」` });
  }
}

/** Whether any table points at the group; asked of the schema, so that no table is forgotten. */
function isReferred(db: Readable, groupId: string): boolean {
  const links = db.all<{ table: string; column: string }>(
    `SELECT tables.name AS "table", links."from" AS "column"
     FROM sqlite_schema AS tables JOIN pragma_foreign_key_list(tables.name) AS links
     WHERE tables.type = 'table' AND links."table" = 'groups'`,
  );
  return links.some(
    ({ table, column }) =>
      db.get(`SELECT 1 FROM "${table}" WHERE "${column}" = :groupId LIMIT 1`, { groupId }) !== undefined,
  );
}
