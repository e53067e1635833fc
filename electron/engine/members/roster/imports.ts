import { z } from 'zod';
import { type Day, dayOf, isMonth, type Month } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { ImportBatch } from '#shared/contract/members.ts';
import type { Readable } from '../../database.ts';

export const LIST_IMPORTS = `
  SELECT id, kind, file_name, taken_at, operator, result, json_extract(mapping, '$.wageFrom') AS wage_from, taken_back_at, taken_back_by
  FROM import_batches INDEXED BY import_batches_by_time WHERE feature = 'members'
  ORDER BY taken_at DESC, id DESC LIMIT :limit OFFSET :offset`;

interface StoredBatch {
  id: string;
  kind: 'roster' | 'wages';
  file_name: string;
  taken_at: string;
  operator: string;
  result: string;
  wage_from: string | null;
  taken_back_at: string | null;
  taken_back_by: string | null;
}

const number = z.number().catch(0);
const countsSchema = z
  .object({ added: number, updated: number, unchanged: number, tray: number, leftOut: number })
  .catch({ added: 0, updated: 0, unchanged: 0, tray: 0, leftOut: 0 });

/** Imports of rosters and wage lists, newest first. */
export function listImports(db: Readable, today: Day, window: { offset: number; limit: number }): Window<ImportBatch> {
  return {
    total:
      db.get<{ total: number }>("SELECT count(*) AS total FROM import_batches WHERE feature = 'members'")?.total ?? 0,
    rows: db.all<StoredBatch>(LIST_IMPORTS, window).map((row) => {
      const day = dayOf(new Date(row.taken_at));
      return {
        id: row.id,
        kind: row.kind,
        fileName: row.file_name,
        takenAt: row.taken_at,
        day,
        operator: row.operator,
        ...wageFromOf(row.wage_from),
        counts: countsSchema.parse(JSON.parse(row.result)),
        ...(row.taken_back_at === null ? {} : { takenBack: { at: row.taken_back_at, by: row.taken_back_by ?? '' } }),
        mayTakeBack: row.taken_back_at === null && day === today,
      };
    }),
  };
}

function wageFromOf(text: string | null): { wageFrom?: Month } {
  return text !== null && isMonth(text) ? { wageFrom: text } : {};
}
