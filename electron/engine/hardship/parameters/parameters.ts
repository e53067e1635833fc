import type { Day } from '#shared/calendar.ts';
import type { HardshipParameters, ParameterInput } from '#shared/contract/hardship.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';

// 低保线 and multiples are local and change yearly (rules.md 4.4), so none ship with the program: they are data with a
// day from which they are in force.

export const LIST_PARAMETERS = `
  SELECT id, place, from_day AS "from", minimum_living AS minimumLiving, deep_multiple_percent AS deepMultiplePercent,
         relative_multiple_percent AS relativeMultiplePercent, accident_share_percent AS accidentSharePercent, source
  FROM hardship_parameters`;

/** Every set of parameters, the newest first. */
export function listParameters(db: Readable): HardshipParameters[] {
  return db.all<HardshipParameters>(`${LIST_PARAMETERS} ORDER BY from_day DESC`);
}

/** The parameters in force on a day. @throws Refusal `hardship.noParameters` */
export function parametersOn(db: Readable, day: Day): HardshipParameters {
  const parameters = db.get<HardshipParameters>(
    `${LIST_PARAMETERS} WHERE from_day <= :day ORDER BY from_day DESC LIMIT 1`,
    { day },
  );
  if (!parameters) throw refuse('hardship.noParameters', { day });
  return parameters;
}

/**
 * Adds parameters from a day on, or corrects a set (with its id). Files keep the computation they were saved with.
 * @throws Refusal `hardship.parametersTaken`, `request.notFound`
 */
export function saveParameters(context: WriteContext, input: ParameterInput): HardshipParameters {
  const { db } = context;
  const byId = (id: string) => db.get<HardshipParameters>(`${LIST_PARAMETERS} WHERE id = :id`, { id });
  const before = input.id === undefined ? undefined : byId(input.id);
  if (input.id !== undefined && !before) throw refuse('request.notFound', { what: '认定标准' });
  const id = before?.id ?? context.newId();
  if (db.get('SELECT 1 FROM hardship_parameters WHERE from_day = :from AND id <> :id', { from: input.from, id }))
    throw refuse('hardship.parametersTaken', { day: input.from });
  db.run(
    `INSERT INTO hardship_parameters (id, place, from_day, minimum_living, deep_multiple_percent, relative_multiple_percent,
                                      accident_share_percent, source)
     VALUES (:id, :place, :from, :minimumLiving, :deepMultiplePercent, :relativeMultiplePercent, :accidentSharePercent, :source)
     ON CONFLICT (id) DO UPDATE SET place = excluded.place, from_day = excluded.from_day, minimum_living = excluded.minimum_living,
       deep_multiple_percent = excluded.deep_multiple_percent, relative_multiple_percent = excluded.relative_multiple_percent,
       accident_share_percent = excluded.accident_share_percent, source = excluded.source`,
    { ...input, id },
  );
  const after = byId(id);
  if (!after) throw new Error('parameters just written are not there');
  context.trail({
    subject: 'hardshipParameters',
    id,
    label: `${after.place} ${after.from} 起`,
    ...(before ? { before } : {}),
    after,
  });
  return after;
}
