import type { Day } from '#shared/calendar.ts';
import type { Resolution } from '#shared/contract/union.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../context.ts';
import { listResolutions } from './queries.ts';

export interface ResolutionInput {
  id?: string | undefined;
  number: string;
  day: Day;
  title: string;
  body: string;
  limit?: Fen | undefined;
}

/**
 * Records a 集体决议 or corrects one.
 * @throws Refusal `request.notFound`, `union.resolutionTaken` (its number belongs to another), `union.resolutionUsed`
 *   (payments rest on it, so its number, day and limit stay)
 */
export function saveResolution(context: WriteContext, input: ResolutionInput): Resolution {
  const { db } = context;
  const all = listResolutions(db);
  const before = all.find((resolution) => resolution.id === input.id);
  if (input.id !== undefined && !before) throw refuse('request.notFound', { what: '集体决议' });
  const taken = all.find((resolution) => resolution.number === input.number && resolution.id !== input.id);
  if (taken) throw refuse('union.resolutionTaken', { number: input.number, title: taken.title });
  const rested = before && db.get('SELECT 1 FROM vouchers WHERE resolution_id = :id', { id: before.id }) !== undefined;
  if (
    before &&
    rested &&
    (before.number !== input.number || before.day !== input.day || before.limit !== input.limit)
  ) {
    throw refuse('union.resolutionUsed', { number: before.number });
  }
  const id = before?.id ?? context.newId();
  const { number, day, title, body, limit } = input;
  db.run(
    `INSERT INTO resolutions (id, number, day, title, body, amount_limit) VALUES (:id, :number, :day, :title, :body, :limit)
     ON CONFLICT (id) DO UPDATE SET number = excluded.number, day = excluded.day, title = excluded.title, body = excluded.body, amount_limit = excluded.amount_limit`,
    { id, number, day, title, body, limit },
  );
  context.trail({
    subject: 'resolution',
    id,
    label: `${number} ${title}`,
    ...(before ? { before } : {}),
    after: input,
  });
  return { id, number, day, title, body, ...(limit === undefined ? {} : { limit }), used: before?.used ?? ZERO };
}
