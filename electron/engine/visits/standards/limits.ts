import type { Day } from '#shared/calendar.ts';
import type { Certainty, VisitStandard } from '#shared/contract/visits.ts';
import type { Fen } from '#shared/money.ts';
import {
  type IncomeSource,
  type Limit,
  type LimitIncome,
  type LimitLevel,
  type LimitMeasure,
  limitSentence,
  type StandardShape,
  type WhenOver,
} from '#shared/visit-limits.ts';
import type { Readable } from '../../database.ts';
import { COUNTS } from '../records/reversed.ts';

interface LimitRow {
  id: string;
  level: LimitLevel;
  shape: StandardShape;
  from: Day;
  last: Day | null;
  amount: Fen | null;
  times: number | null;
  percent: number | null;
  income: LimitIncome | null;
  incomeOf: IncomeSource | null;
  festival: string | null;
  caseName: string;
  whenOver: WhenOver;
  source: string;
  certainty: Certainty;
  sample: string;
}

export const LIMITS = `
  SELECT id, level, shape, from_day AS "from", last_day AS last, amount, times, percent, income, income_of AS incomeOf, festival,
         case_name AS caseName, when_over AS whenOver, source, certainty, sample
  FROM visit_limits ORDER BY from_day DESC, id`;
export const LIMIT_KINDS = `
  SELECT scope.limit_id AS limitId, kind.id, kind.name
  FROM visit_kinds AS kind CROSS JOIN visit_limit_kinds AS scope ON scope.kind_id = kind.id ORDER BY kind.position`;

/** Limits with the facts of their source, newest first. */
export type StoredLimit = Limit & Pick<VisitStandard, 'source' | 'certainty' | 'sample'>;

/** All limits there ever were: a union has some dozens, so they are read at once. */
export function readLimits(db: Readable): StoredLimit[] {
  const scopes = new Map<string, { ids: string[]; names: string[] }>();
  for (const { limitId, id, name } of db.all<{ limitId: string; id: string; name: string }>(LIMIT_KINDS)) {
    const scope = scopes.get(limitId) ?? { ids: [], names: [] };
    scope.ids.push(id);
    scope.names.push(name);
    scopes.set(limitId, scope);
  }
  return db.all<LimitRow>(LIMITS).map((row) => {
    const { ids: kindIds, names: kindNames } = scopes.get(row.id) ?? { ids: [], names: [] };
    const { id, level, from, last, caseName, whenOver, source, certainty, sample } = row;
    return {
      ...measureOf(row),
      ...{ id, level, kindIds, kindNames, from, caseName, whenOver, source, certainty, sample },
      ...(last === null ? {} : { last }),
    };
  });
}

function measureOf(row: LimitRow): LimitMeasure {
  const { shape, amount, times, percent, income, incomeOf, festival } = row;
  if ((shape === 'perTime' || shape === 'perYear') && amount !== null) return { shape, amount };
  if (shape === 'perFestival' && amount !== null) return { shape, amount, festival: festival ?? '' };
  if ((shape === 'timesPerYear' || shape === 'oncePerIllness') && times !== null) return { shape, times };
  if (shape === 'incomeShare' && percent !== null && income !== null && incomeOf !== null)
    return { shape, percent, income, incomeOf };
  throw new Error(`the limit ${row.id} is not whole`);
}

/** Visits that count and that were judged under a limit: it is sealed when there is one. */
export const LIMIT_USED = `
  SELECT 1 FROM visit_limit_visits AS used
  WHERE used.limit_id = :id AND used.day BETWEEN :from AND coalesce(:last, '9999-12-31') LIMIT 1`;

/** The last day in a stretch of days on which a visit was given that a limit is over, whether the limit is written yet or not. */
export function lastVisitUnder(db: Readable, limit: Limit, from: Day, last: Day | undefined): Day | undefined {
  const row = db.get<{ day: Day | null }>(LAST_VISIT_UNDER, {
    kinds: JSON.stringify(limit.kindIds),
    festival: limit.shape === 'perFestival' ? limit.festival : '',
    caseName: limit.caseName,
    from,
    last,
  });
  return row?.day ?? undefined;
}

export const LAST_VISIT_UNDER = `
  SELECT max(visits.day) AS day FROM visits
  WHERE visits.kind_id IN (SELECT value FROM json_each(:kinds)) AND visits.day BETWEEN :from AND coalesce(:last, '9999-12-31')
    AND :festival IN ('', visits.festival) AND :caseName IN ('', visits.case_name) AND ${COUNTS}`;

const withSeal = (db: Readable, limit: StoredLimit): VisitStandard => ({
  ...limit,
  sealed: db.get(LIMIT_USED, { id: limit.id, from: limit.from, last: limit.last }) !== undefined,
  sentence: limitSentence(limit),
});

/** Every standard ever in force: kinds in their order, the newest first. */
export function listStandards(db: Readable): VisitStandard[] {
  const order = new Map(
    db.all<{ id: string }>('SELECT id FROM visit_kinds ORDER BY position').map(({ id }, index) => [id, index]),
  );
  const placeOf = (limit: Limit) => Math.min(...limit.kindIds.map((id) => order.get(id) ?? 0));
  return readLimits(db)
    .sort((one, other) => placeOf(one) - placeOf(other) || one.kindIds.length - other.kindIds.length)
    .map((limit) => withSeal(db, limit));
}

export function findStandard(db: Readable, id: string): VisitStandard | undefined {
  const limit = readLimits(db).find((candidate) => candidate.id === id);
  return limit && withSeal(db, limit);
}
