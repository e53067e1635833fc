import { hash } from 'node:crypto';
import { z } from 'zod';
import { type Day, dayOf } from '#shared/calendar.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';

// Columns are remembered per file shape: the next file with the same header opens with the columns that were confirmed last.

export type ShapeKind = 'roster' | 'wages';

/** sha256 over the column titles with their places, hex: what makes two files the same form. */
export function shapeOf(kind: ShapeKind, columns: readonly { index: number; title: string }[]): string {
  return hash('sha256', JSON.stringify([kind, ...columns.map(({ index, title }) => [index, title])]), 'hex');
}

const mappingSchema = z.record(z.string(), z.string());

/** Column index -> target as it was taken in last, and the day of that. Targets are text: what they may be is the caller's to check. */
export function rememberedColumns(
  db: Readable,
  shape: string,
): { mapping: Record<string, string>; day: Day } | undefined {
  const row = db.get<{ mapping: string; used_at: string }>(
    'SELECT mapping, used_at FROM import_shapes WHERE shape = :shape',
    { shape },
  );
  return row && { mapping: mappingSchema.parse(JSON.parse(row.mapping)), day: dayOf(new Date(row.used_at)) };
}

/** To be called when a file is taken in. It belongs to that command: no trail row of its own. */
export function rememberColumns(
  { db, now }: WriteContext,
  kind: ShapeKind,
  shape: string,
  columns: readonly { index: number; field?: string }[],
): void {
  const mapping = Object.fromEntries(
    columns.flatMap(({ index, field }) => (field === undefined ? [] : [[String(index), field]])),
  );
  db.run(
    `INSERT INTO import_shapes (shape, kind, mapping, used_at) VALUES (:shape, :kind, :mapping, :now)
     ON CONFLICT (shape) DO UPDATE SET mapping = excluded.mapping, used_at = excluded.used_at`,
    { shape, kind, mapping: JSON.stringify(mapping), now },
  );
}

/** @throws Refusal `request.notFound` */
export function forgetColumns(context: WriteContext, { shape }: { shape: string }): { forgotten: boolean } {
  const known = rememberedColumns(context.db, shape);
  if (!known) throw refuse('request.notFound', { what: '记住的列对应' });
  context.db.run('DELETE FROM import_shapes WHERE shape = :shape', { shape });
  context.trail({
    subject: 'importShape',
    id: shape,
    label: '导入的列对应',
    before: known,
    after: { forgotten: true },
  });
  return { forgotten: true };
}
