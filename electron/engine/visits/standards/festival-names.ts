import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { FestivalName, VisitKind } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { festivalsLimited, type VisitFacts } from '#shared/visit-limits.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readLimits } from './limits.ts';

export const FESTIVAL_NAMES = 'SELECT name, note, retired FROM visit_festivals ORDER BY position';

/** The festivals of the union's list, in its order. @param withRetired those that are no longer offered too */
export function listFestivalNames(db: Readable, withRetired: boolean): FestivalName[] {
  return db
    .all<{ name: string; note: string; retired: number }>(FESTIVAL_NAMES)
    .map((row) => ({ ...row, retired: row.retired === 1 }))
    .filter((festival) => withRetired || !festival.retired);
}

/** Limits go by the name, so one that is written otherwise would be over none of them. @throws Refusal `request.notFound` */
export function assertFestival(db: Readable, name: string): void {
  if (name !== '' && !db.get('SELECT 1 FROM visit_festivals WHERE name = :name', { name }))
    throw refuse('request.notFound', { what: '节日' });
}

/**
 * A gift for a festival says which, where festivals have limits of their own: named for none, it would be under none of them.
 * @throws Refusal `visit.festivalUnnamed`
 */
export function assertFestivalNamed(db: Readable, kind: VisitKind, given: Pick<VisitFacts, 'day' | 'festival'>): void {
  if (!kind.festival || given.festival !== '') return;
  const [first] = festivalsLimited(readLimits(db), kind.id, given.day);
  if (first !== undefined) throw refuse('visit.festivalUnnamed', { kind: kind.name, festival: first });
}

/** Adds a festival or changes note and use of one that is there. A name stays: visits and limits go by it. */
export function saveFestivalName(
  context: WriteContext,
  { name, note, retired }: ParsedInputOf<'visits.saveFestivalName'>,
): FestivalName[] {
  const { db } = context;
  const before = listFestivalNames(db, true).find((festival) => festival.name === name);
  db.run(
    `INSERT INTO visit_festivals (name, note, retired, position)
     VALUES (:name, :note, :retired, (SELECT coalesce(max(position), 0) + 1 FROM visit_festivals))
     ON CONFLICT (name) DO UPDATE SET note = excluded.note, retired = excluded.retired`,
    { name, note, retired: retired ? 1 : 0 },
  );
  context.trail({ subject: 'visitFestival', id: name, label: name, before, after: { name, note, retired } });
  return listFestivalNames(db, true);
}
