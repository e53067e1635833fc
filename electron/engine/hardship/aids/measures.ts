import type { AidMeasure } from '#shared/contract/hardship.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';

export const MEASURES_OF_FILE = `
  SELECT id, file_id AS fileId, day, what, detail, done_by AS doneBy, result AS outcome FROM aid_measures
  WHERE file_id = :fileId ORDER BY day DESC, id`;

/** What was done for a family without money, the latest first. */
export function listMeasures(db: Readable, fileId: string): AidMeasure[] {
  return db.all<AidMeasure>(MEASURES_OF_FILE, { fileId });
}

/** The words offered for a measure, in their order. */
export function listMeasureKinds(db: Readable): string[] {
  return db.all<{ name: string }>('SELECT name FROM aid_measure_kinds ORDER BY position, name').map(({ name }) => name);
}

/**
 * Keeps a measure (no id: a new one); a word for it that is new is offered from then on. Texts may tell of health, so the
 * trail says only that something was recorded.
 * @throws Refusal `request.notFound`, `request.invalid` (a day to come, another family), `hardship.aidUnfinished`, `hardship.noFile`,
 *   `hardship.fileWiped` (a measure of before the wipe)
 */
export function saveMeasure(
  context: WriteContext,
  { id: given, ...fields }: ParsedInputOf<'hardship.saveMeasure'>,
): AidMeasure[] {
  const { db, today } = context;
  const file = fileOf(db, fields.fileId);
  if (fields.day > today) throw refuse('request.invalid', { field: '日期', problem: '还没有到' });
  const before = given === undefined ? undefined : measureOf(db, given);
  if (before && before.fileId !== fields.fileId)
    throw refuse('request.invalid', { field: '困难档案', problem: '与这条记录的不一致' });
  if (!before) assertOnFile(file);
  else if (wipedSince(db, before)) throw refuse('hardship.fileWiped');
  const id = given ?? context.newId();
  if (before)
    db.run(
      'UPDATE aid_measures SET day = :day, what = :what, detail = :detail, done_by = :doneBy, result = :outcome WHERE id = :id',
      { id, day: fields.day, what: fields.what, detail: fields.detail, doneBy: fields.doneBy, outcome: fields.outcome },
    );
  else
    db.run(
      `INSERT INTO aid_measures (id, file_id, day, what, detail, done_by, result)
       VALUES (:id, :fileId, :day, :what, :detail, :doneBy, :outcome)`,
      { id, ...fields },
    );
  db.run(
    `INSERT INTO aid_measure_kinds (name, position) VALUES (:what, (SELECT max(position) + 1 FROM aid_measure_kinds))
     ON CONFLICT (name) DO NOTHING`,
    { what: fields.what },
  );
  context.trail({
    subject: 'aidMeasure',
    id,
    label: `${file.number} ${fields.day} 不花钱的帮扶${before ? '（修改）' : ''}`,
    ...(before ? { before: { day: before.day } } : {}),
    after: { fileId: fields.fileId, day: fields.day },
  });
  return listMeasures(db, fields.fileId);
}

/** Takes a measure out that was recorded by mistake. @throws Refusal `request.notFound` */
export function dropMeasure(context: WriteContext, id: string): AidMeasure[] {
  const { db } = context;
  const before = measureOf(db, id);
  const file = fileOf(db, before.fileId);
  db.run('DELETE FROM aid_measures WHERE id = :id', { id });
  context.trail({
    subject: 'aidMeasure',
    id,
    label: `${file.number} ${before.day} 删去不花钱的帮扶`,
    before: { fileId: before.fileId, day: before.day },
  });
  return listMeasures(db, before.fileId);
}

/** Its family's file was wiped (脱敏) after it was recorded. */
function wipedSince(db: Readable, { fileId, day }: AidMeasure): boolean {
  return db.get('SELECT 1 FROM hardship_wipes WHERE file_id = :fileId AND day >= :day', { fileId, day }) !== undefined;
}

function measureOf(db: Readable, id: string): AidMeasure {
  const row = db.get<AidMeasure>(
    'SELECT id, file_id AS fileId, day, what, detail, done_by AS doneBy, result AS outcome FROM aid_measures WHERE id = :id',
    { id },
  );
  if (!row) throw refuse('request.notFound', { what: '帮扶记录' });
  return row;
}

interface HelpedFile {
  number: string;
  name: string;
  status: string;
  stage: string;
}

function fileOf(db: Readable, fileId: string): HelpedFile {
  const file = db.get<HelpedFile>(
    `SELECT file.number, members.name, file.status, file.stage FROM hardship_files AS file
     JOIN members ON members.id = file.member_id WHERE file.id = :fileId`,
    { fileId },
  );
  if (!file) throw refuse('request.notFound', { what: '困难档案' });
  return file;
}

function assertOnFile({ number, name, status, stage }: HelpedFile): void {
  if (status !== 'open') throw refuse('hardship.noFile', { name });
  if (stage !== 'filed') throw refuse('hardship.aidUnfinished', { name, number });
}
