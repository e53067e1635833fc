import type { Day } from '#shared/calendar.ts';
import type { HardshipParameters, ListedParameters, ParameterInput } from '#shared/contract/hardship.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';

// 低保线 and multiples are local and change yearly (rules.md 4.4), so none ship with the program: they are data with a
// day from which they are in force.

export const LIST_PARAMETERS = `
  SELECT id, place, from_day AS "from", minimum_living AS minimumLiving, deep_multiple_percent AS deepMultiplePercent,
         relative_multiple_percent AS relativeMultiplePercent, accident_share_percent AS accidentSharePercent, source
  FROM hardship_parameters`;

export const LIST_USED = `
  SELECT used.parameters_id AS id, count(DISTINCT used.file_id) AS files FROM hardship_assessments AS used GROUP BY used.parameters_id`;
export const LINES_IN_ORDER = `${LIST_PARAMETERS} ORDER BY place, from_day DESC`;

/** Every set of parameters, by place, the newest first. */
export function listParameters(db: Readable): ListedParameters[] {
  const used = new Map(db.all<{ id: string; files: number }>(LIST_USED).map(({ id, files }) => [id, files]));
  return db.all<HardshipParameters>(LINES_IN_ORDER).map((line) => ({ ...line, used: used.get(line.id) ?? 0 }));
}

export const LINE_IN_FORCE = `${LIST_PARAMETERS} WHERE place = :place AND from_day <= :day ORDER BY from_day DESC LIMIT 1`;
export const LIST_PLACES = 'SELECT DISTINCT place FROM hardship_parameters ORDER BY place';

/**
 * The parameters of a place in force on a day.
 * @param place '' takes the only place there is
 * @throws Refusal `hardship.noParameters` (there are none at all on the day), `hardship.placeNeeded` (several places, none
 *   chosen), `hardship.noLineOfPlace`
 */
export function parametersOn(db: Readable, place: string, day: Day): HardshipParameters {
  const places = db.all<{ place: string }>(LIST_PLACES).map((row) => row.place);
  const [first, second] = places;
  if (first === undefined) throw refuse('hardship.noParameters', { day });
  if (place === '' && second !== undefined) throw refuse('hardship.placeNeeded', { places: places.join('、') });
  const chosen = place === '' ? first : place;
  const parameters = db.get<HardshipParameters>(LINE_IN_FORCE, { place: chosen, day });
  if (parameters) return parameters;
  if (place === '') throw refuse('hardship.noParameters', { day });
  throw refuse('hardship.noLineOfPlace', { place, day });
}

/**
 * Adds parameters of a place from a day on, or corrects a set (with its id). Files keep the computations they were saved with, so
 * a set that was used keeps its place and day: computations of before would not be found under another.
 * @throws Refusal `hardship.parametersTaken`, `hardship.parametersUsed`, `request.notFound`
 */
export function saveParameters(context: WriteContext, input: ParameterInput): HardshipParameters {
  const { db } = context;
  const byId = (id: string) => db.get<HardshipParameters>(`${LIST_PARAMETERS} WHERE id = :id`, { id });
  const before = input.id === undefined ? undefined : byId(input.id);
  if (input.id !== undefined && !before) throw refuse('request.notFound', { what: '认定标准' });
  const id = before?.id ?? context.newId();
  const { place, from } = input;
  if (before && (before.place !== place || before.from !== from)) assertUnused(db, before);
  if (
    db.get('SELECT 1 FROM hardship_parameters WHERE place = :place AND from_day = :from AND id <> :id', {
      place,
      from,
      id,
    })
  )
    throw refuse('hardship.parametersTaken', { place, day: from });
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

/** @throws Refusal `hardship.parametersUsed` */
function assertUnused(db: Readable, { id, place, from }: HardshipParameters): void {
  const files = db.get<{ files: number }>(
    'SELECT count(DISTINCT file_id) AS files FROM hardship_assessments WHERE parameters_id = :id',
    { id },
  )?.files;
  if (files) throw refuse('hardship.parametersUsed', { place, day: from, files });
}
