import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Day } from '#shared/calendar.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { CERTAINTIES, type StandardSample } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { parseYuan } from '#shared/money.ts';
import {
  INCOME_SOURCES,
  isSameRule,
  LIMIT_INCOMES,
  type LimitMeasure,
  limitSentence,
  STANDARD_SHAPES,
} from '#shared/visit-limits.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { listKinds } from './kinds.ts';
import { findStandard, lastVisitUnder, readLimits, type StoredLimit } from './limits.ts';
import { dropStandard, endStandard, type NewLimit, writeLimit } from './save-limit.ts';

const limitInFile = z.strictObject({
  kinds: z.array(z.string()).min(1),
  shape: z.enum(STANDARD_SHAPES),
  yuan: z.string().optional(),
  times: z.int().optional(),
  percent: z.int().optional(),
  income: z.enum(LIMIT_INCOMES).optional(),
  incomeOf: z.enum(INCOME_SOURCES).optional(),
  festival: z.string().default(''),
  caseName: z.string().default(''),
});
const sampleFile = z.strictObject({
  /** What new books begin with: sets, or some shapes of one. */
  founding: z.array(z.strictObject({ set: z.string(), shapes: z.array(z.enum(STANDARD_SHAPES)).optional() })),
  sets: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      source: z.string(),
      certainty: z.enum(CERTAINTIES),
      remark: z.string(),
      limits: z.array(limitInFile).min(1),
    }),
  ),
});
type SampleSet = z.output<typeof sampleFile>['sets'][number];
type LimitInFile = z.output<typeof limitInFile>;

/** The sets of limits that ship with the program (rules.md 2.4), with their sources. */
export function readSamples(assetsFolder: string): z.output<typeof sampleFile> {
  return sampleFile.parse(JSON.parse(readFileSync(join(assetsFolder, 'visit-standards.json'), 'utf8')));
}

function measureOf(limit: LimitInFile): LimitMeasure {
  const { shape, yuan, times, percent, income, incomeOf, festival } = limit;
  const amount = yuan === undefined ? undefined : parseYuan(yuan);
  if (amount?.ok) {
    if (shape === 'perTime' || shape === 'perYear') return { shape, amount: amount.value };
    if (shape === 'perFestival') return { shape, amount: amount.value, festival };
  }
  if ((shape === 'timesPerYear' || shape === 'oncePerIllness') && times !== undefined) return { shape, times };
  if (shape === 'incomeShare' && percent !== undefined && income !== undefined && incomeOf !== undefined)
    return { shape, percent, income, incomeOf };
  throw new Error(`a shipped standard is not whole: ${JSON.stringify(limit)}`);
}

/** One limit of a set as it would stand in the books; it says that it is a sample. */
export function limitOfSample(set: SampleSet, limit: LimitInFile, from: Day): NewLimit {
  return {
    ...measureOf(limit),
    level: 'higher',
    kindIds: limit.kinds,
    caseName: limit.caseName,
    whenOver: 'approve',
    from,
    source: `样本，请按本省标准修改（取自${set.source}）`,
    certainty: set.certainty,
    sample: set.id,
  };
}

/** The limits of a set whose kinds these books have, all of them. */
function fitting(set: SampleSet, known: ReadonlySet<string>): LimitInFile[] {
  return set.limits.filter((limit) => limit.kinds.every((id) => known.has(id)));
}

/** The sets with what each limit would do to the standards from a day on: add, or take the place of another. */
export function listSamples({ db, assetsFolder }: ReadContext, from: Day): StandardSample[] {
  const names = new Map(listKinds(db, false).map(({ id, name }) => [id, name]));
  const present = readLimits(db);
  return readSamples(assetsFolder).sets.map((set) => ({
    id: set.id,
    name: set.name,
    source: set.source,
    certainty: set.certainty,
    remark: set.remark,
    limits: fitting(set, new Set(names.keys())).map((one) => {
      const limit = limitOfSample(set, one, from);
      const kindNames = limit.kindIds.map((id) => names.get(id) ?? '');
      return {
        kindIds: [...limit.kindIds],
        kindNames,
        sentence: limitSentence(limit),
        ...effectOf(db, { ...limit, id: '', kindNames }, present),
      };
    }),
  }));
}

function effectOf(
  db: Readable,
  limit: StoredLimit,
  present: readonly StoredLimit[],
): { replaces: string; problem: string } {
  const before = present.find(
    (other) =>
      isSameRule(limit, other) && other.from <= limit.from && (other.last === undefined || other.last >= limit.from),
  );
  const late = lastVisitUnder(db, limit, limit.from, undefined);
  return {
    replaces: before === undefined ? '' : limitSentence(before),
    problem: late ? `${late} 已有登记的慰问，要从那天以后起` : '',
  };
}

/**
 * Takes a set's limits over from a day on. Limits that the books have already in the same words stay as they are.
 * @throws Refusal `request.notFound` (set, or nothing of it for these kinds), `visit.limitTooEarly`
 */
export function adoptSample(
  context: WriteContext,
  { sample, from, kindIds }: ParsedInputOf<'visits.adoptSample'>,
): { added: number; replaced: number } {
  const { db } = context;
  const set = readSamples(context.assetsFolder).sets.find((candidate) => candidate.id === sample);
  if (!set) throw refuse('request.notFound', { what: '标准样本' });
  const known = new Set(listKinds(db, false).map(({ id }) => id));
  const limits = fitting(set, known).filter(
    (limit) => kindIds === undefined || limit.kinds.every((id) => kindIds.includes(id)),
  );
  if (limits.length === 0) throw refuse('request.notFound', { what: '这几类慰问的标准样本' });
  let replaced = 0;
  for (const limit of limits) replaced += writeLimit(context, limitOfSample(set, limit, from)).replaced ? 1 : 0;
  return { added: limits.length - replaced, replaced };
}

/**
 * Clears the samples away: those that no visit was judged under are dropped, the others end with a last day.
 * @throws Refusal `visit.limitTooEarly` (visits after that day)
 */
export function clearSamples(context: WriteContext, last: Day): { dropped: number; ended: number } {
  const { db } = context;
  let dropped = 0;
  let ended = 0;
  for (const { id, sample } of readLimits(db)) {
    const limit = sample === '' ? undefined : findStandard(db, id);
    if (!limit) continue;
    if (!limit.sealed) {
      dropStandard(context, id);
      dropped += 1;
    } else if (limit.last === undefined || limit.last > last) {
      endStandard(context, { id, last });
      ended += 1;
    }
  }
  if (dropped + ended === 0) throw refuse('visit.noSamples');
  return { dropped, ended };
}
