import type { Month } from '#shared/calendar.ts';
import type { ImportCounts } from '#shared/contract/members.ts';
import type { WriteContext } from '../../context.ts';
import { rowsAsJson } from '../../rows-json.ts';

// An import as it is kept: the batch, and every source row with its verdict.

interface BatchHead {
  kind: 'roster' | 'wages';
  fileName: string;
  sha256: string;
  /** Sheet, header, columns and the month from which wages count: how the file was read. */
  mapping: Record<string, unknown> & { wageFrom: Month };
}

/** @returns the batch's id */
export function beginBatch(context: WriteContext, { kind, fileName, sha256, mapping }: BatchHead): string {
  const id = context.newId();
  context.db.run(
    `INSERT INTO import_batches (id, feature, kind, file_name, sha256, mapping, taken_at, operator)
     VALUES (:id, 'members', :kind, :fileName, :sha256, :mapping, :now, :operator)`,
    {
      id,
      kind,
      fileName,
      sha256,
      mapping: JSON.stringify(mapping),
      now: context.now,
      operator: context.operator,
    },
  );
  return id;
}

export interface KeptRow {
  row: number;
  /** JSON of the row as it stood in the file. */
  source: string;
  verdict: string;
  message: string;
  state: 'taken' | 'tray' | 'ignored';
  memberId?: string | undefined;
}

/** One statement for so many: handing 20,000 rows over one by one takes twice as long. */
const ROWS_AT_ONCE = 500;
const KEEP_ROWS = `
  INSERT INTO import_rows (id, batch_id, row_number, source, verdict, message, state, record_id, effect)
  SELECT value ->> 0, :batchId, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7
  FROM json_each(:rows)`;

/** @param effects member -> what its row did, see effects.ts */
export function keepRows(
  context: WriteContext,
  batchId: string,
  rows: readonly KeptRow[],
  effects: ReadonlyMap<string, string>,
): void {
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    const some = rows.slice(from, from + ROWS_AT_ONCE).map(({ row, source, verdict, message, state, memberId }) => {
      const effect = (memberId === undefined ? undefined : effects.get(memberId)) ?? '';
      return [context.newId(), row, source, verdict, message, state, memberId, effect];
    });
    context.db.run(KEEP_ROWS, { batchId, rows: rowsAsJson(some) });
  }
}

/** What the list of imports shows of it. */
export function concludeBatch({ db }: WriteContext, batchId: string, counts: ImportCounts): void {
  db.run('UPDATE import_batches SET result = :result WHERE id = :batchId', { batchId, result: JSON.stringify(counts) });
}

/** So many members stand in one row of the audit trail; it stays readable, and short enough for a cell of the audit workbook. */
const MEMBERS_A_TRAIL_ROW = 300;

/** Leaves who was made, or removed, on the trail: `[id, label]` each. */
export function trailMembers(
  context: WriteContext,
  batch: { id: string; fileName: string },
  what: '新会员' | '撤回的会员',
  members: readonly (readonly [id: string, label: string])[],
): void {
  for (let start = 0; start < members.length; start += MEMBERS_A_TRAIL_ROW) {
    const part = members.slice(start, start + MEMBERS_A_TRAIL_ROW);
    const label = `${batch.fileName} ${what}第 ${start + 1} 至 ${start + part.length} 人`;
    const entry = { subject: 'importBatch', id: batch.id, label };
    context.trail(what === '新会员' ? { ...entry, after: { members: part } } : { ...entry, before: { members: part } });
  }
}
