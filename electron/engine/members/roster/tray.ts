import { z } from 'zod';
import type { Month } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { TrayRow } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { listOwnFields } from '../registration/own-fields.ts';
import { readPeople } from './people.ts';
import { wantedOf } from './roster-fields.ts';
import type { RosterValues } from './roster-file.ts';
import { RosterJudge } from './roster-judge.ts';
import { entriesOf } from './roster-row.ts';
import { RosterTaker } from './roster-take.ts';

// Rows of rosters that could not be taken in wait here (待处理) until somebody mends or drops them.

const WAITING = `
  FROM import_rows JOIN import_batches ON import_batches.id = import_rows.batch_id
  WHERE import_rows.state = 'tray' AND import_batches.feature = 'members'`;
export const COUNT_TRAY = `SELECT count(*) AS total ${WAITING}`;
export const LIST_TRAY = `
  SELECT import_rows.id, file_name, row_number, message, taken_at, source, batch_id ${WAITING}
  ORDER BY import_batches.taken_at, import_batches.id, row_number LIMIT :limit OFFSET :offset`;

interface StoredTrayRow {
  id: string;
  file_name: string;
  row_number: number;
  message: string;
  taken_at: string;
  source: string;
  batch_id: string;
}

const sourceSchema = z.object({ values: z.record(z.string(), z.string()) });
const valuesOf = (source: string): RosterValues => compact(sourceSchema.parse(JSON.parse(source)).values);

export function countTray(db: Readable): number {
  return db.get<{ total: number }>(COUNT_TRAY)?.total ?? 0;
}

/** Waiting rows, oldest import first, in the order of the file. */
export function listTray(db: Readable, window: { offset: number; limit: number }): Window<TrayRow> {
  return {
    total: countTray(db),
    rows: db.all<StoredTrayRow>(LIST_TRAY, window).map((row) => ({
      id: row.id,
      fileName: row.file_name,
      row: row.row_number,
      message: row.message,
      takenAt: row.taken_at,
      values: valuesOf(row.source),
    })),
  };
}

/**
 * Takes a mended row in. It passes the same checks as an import; `values` stand over those of the file, field by field.
 * @throws Refusal `request.notFound`, `member.trayRow` with the sentence that the import would have given
 */
export function mendTrayRow(
  context: WriteContext,
  { id, values, wageFrom }: { id: string; values: RosterValues; wageFrom: Month },
): { member: string; left: number } {
  const row = waitingRow(context.db, id);
  const mended = compact({ ...valuesOf(row.source), ...values });
  const ownFields = new Map(
    listOwnFields(context.db).flatMap((field) => (field.retired ? [] : [[field.id, field] as const])),
  );
  const columns = entriesOf(mended).map(([field]) => ({ field }));
  const people = readPeople(context.db, wageFrom, wantedOf(columns));
  const judged = new RosterJudge(people, context.today, ownFields).judge({ isTotal: false, values: mended });
  const taker = new RosterTaker(context, wageFrom, row.file_name);
  const member = judged.verdict === 'unchanged' ? undefined : taker.take(judged);
  taker.flush();
  if (member === undefined) {
    const problem =
      judged.verdict === 'unchanged'
        ? `与会员「${judged.member.name}」现有登记一致，是重复的行，可以移出`
        : judged.message;
    throw refuse('member.trayRow', { row: row.row_number, problem });
  }
  // the row belongs to its import still: taken back today, that takes the mended rows back too
  context.db.run("UPDATE import_rows SET state = 'mended', record_id = :member, effect = :effect WHERE id = :id", {
    id,
    member,
    effect: taker.log.effects().get(member) ?? '',
  });
  taker.log.keepGroups(context, row.batch_id);
  context.trail({
    subject: 'importRow',
    id,
    label: trayLabel(row),
    before: valuesOf(row.source),
    after: { values: mended, member, wageFrom, message: judged.message },
  });
  return { member, left: countTray(context.db) };
}

/** Takes a row out of the tray for good; the source row and the reason stay in the books. @throws Refusal `request.notFound` */
export function dropTrayRow(context: WriteContext, { id, reason }: { id: string; reason: string }): { left: number } {
  const row = waitingRow(context.db, id);
  context.db.run("UPDATE import_rows SET state = 'dropped' WHERE id = :id", { id });
  context.trail({
    subject: 'importRow',
    id,
    label: trayLabel(row),
    before: { ...valuesOf(row.source), message: row.message },
    after: { dropped: reason },
  });
  return { left: countTray(context.db) };
}

function waitingRow(db: Readable, id: string): StoredTrayRow {
  const row = db.get<StoredTrayRow>(
    `SELECT import_rows.id, file_name, row_number, message, taken_at, source, batch_id ${WAITING} AND import_rows.id = :id`,
    { id },
  );
  if (!row) throw refuse('request.notFound', { what: '待处理行' });
  return row;
}

function trayLabel(row: StoredTrayRow): string {
  return `${row.file_name} 第 ${row.row_number} 行`;
}

/** Without fields that are blank or absent. */
function compact(values: Readonly<Record<string, string | undefined>> & RosterValues): RosterValues {
  return Object.fromEntries(entriesOf(values).filter(([, value]) => value.trim() !== ''));
}
