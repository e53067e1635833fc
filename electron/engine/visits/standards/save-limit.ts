import { addDays, type Day } from '#shared/calendar.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { Certainty, VisitStandard } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { isSameRule, type Limit, type LimitMeasure } from '#shared/visit-limits.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable, Writable } from '../../database.ts';
import { assertFestival } from './festival-names.ts';
import { kindOf } from './kinds.ts';
import { findStandard, lastVisitUnder, readLimits, type StoredLimit } from './limits.ts';

/** A limit that is to be written; the names of its kinds are looked up. */
export type NewLimit = LimitMeasure &
  Pick<Limit, 'level' | 'kindIds' | 'caseName' | 'whenOver' | 'from' | 'last'> & {
    source: string;
    certainty: Certainty;
    sample: string;
  };

/** What the form sent as one of the shapes. @throws Refusal `visit.standardIncomplete` */
export function measureOf(input: ParsedInputOf<'visits.saveStandard'>): LimitMeasure {
  const { shape, amount, times, percent, income, incomeOf, festival } = input;
  if ((shape === 'perTime' || shape === 'perYear') && amount !== undefined) return { shape, amount };
  if (shape === 'perFestival' && amount !== undefined) return { shape, amount, festival };
  if ((shape === 'timesPerYear' || shape === 'oncePerIllness') && times !== undefined) return { shape, times };
  if (shape === 'incomeShare' && percent !== undefined && income !== undefined && incomeOf !== undefined)
    return { shape, percent, income, incomeOf };
  throw refuse('visit.standardIncomplete');
}

/**
 * Writes a limit (no id) or corrects one that no visit was judged under. The same rule (level, shape, kinds, festival, case) that is in
 * force until then ends the day before; one that begins later ends this one.
 * @throws Refusal `visit.standardIncomplete`, `visit.limitSealed`, `visit.limitReachesBack` (visits were judged already on days that
 *   it would be in force), `visit.limitDays`, `request.notFound` (limit, kind, festival)
 */
export function saveStandard(context: WriteContext, input: ParsedInputOf<'visits.saveStandard'>): VisitStandard {
  const { db } = context;
  const { level, kindIds, from, last, caseName, whenOver, source, certainty } = input;
  if (last !== undefined && last < from) throw refuse('visit.limitDays');
  const limit: NewLimit = {
    ...measureOf(input),
    ...{ level, kindIds, from, whenOver, source, certainty, sample: '' },
    // a share of the union's income has no cases
    caseName: input.shape === 'incomeShare' ? '' : caseName,
    ...(last === undefined ? {} : { last }),
  };
  if (input.id === undefined) return writeLimit(context, limit).after;
  const before = findStandard(db, input.id);
  if (!before) throw refuse('request.notFound', { what: '慰问标准' });
  if (before.sealed) throw refuse('visit.limitSealed');
  removeLimit(db, before.id);
  return writeLimit(context, limit, before).after;
}

/** @returns the limit as it stands, and whether it took the place of another */
export function writeLimit(
  context: WriteContext,
  limit: NewLimit,
  corrected?: VisitStandard,
): { after: VisitStandard; replaced: boolean } {
  const { db } = context;
  const kinds = [...new Set(limit.kindIds)].map((id) => kindOf(db, id));
  if (limit.shape === 'perFestival') assertFestival(db, limit.festival);
  const draft: StoredLimit = {
    ...limit,
    id: corrected?.id ?? context.newId(),
    kindIds: kinds.map((kind) => kind.id),
    kindNames: kinds.map((kind) => kind.name),
  };
  const same = readLimits(db).filter((other) => isSameRule(draft, other));
  const id = takePlace(context, draft, same);
  const last = lastBefore(same, draft);
  const placed: StoredLimit = { ...draft, id, ...(last === undefined ? {} : { last }) };
  insertLimit(db, placed);
  const after = findStandard(db, id);
  if (!after) throw new Error('a limit just written is not there');
  context.trail({
    subject: 'visitStandard',
    id,
    label: labelOf(after),
    ...(corrected === undefined ? {} : { before: corrected }),
    after,
  });
  return { after, replaced: same.some((other) => other.from <= draft.from) };
}

/** Ends what the new limit takes the place of; one of the same first day goes. @returns the id the new limit is to have */
function takePlace(context: WriteContext, draft: StoredLimit, same: readonly StoredLimit[]): string {
  const { db } = context;
  let id = draft.id;
  for (const other of same) {
    if (other.from > draft.from || (other.last !== undefined && other.last < draft.from)) continue;
    const before = findStandard(db, other.id);
    if (other.from === draft.from) {
      if (before?.sealed) assertBehindVisits(db, other, draft.from, other.last);
      removeLimit(db, other.id);
      id = other.id;
    } else {
      setLast(db, other, addDays(draft.from, -1));
    }
    context.trail({
      subject: 'visitStandard',
      id: other.id,
      label: labelOf(other),
      before,
      after: findStandard(db, other.id),
    });
  }
  return id;
}

/** The day before the next limit of the same rule begins, or the last day that was wanted if that is earlier. */
function lastBefore(same: readonly Limit[], draft: Limit): Day | undefined {
  const next = same.map((other) => other.from).filter((from) => from > draft.from);
  const days = [...next.map((from) => addDays(from, -1)), ...(draft.last === undefined ? [] : [draft.last])];
  return days.sort()[0];
}

/** Writes a limit as it is. @throws Refusal `visit.limitTooEarly` */
export function insertLimit(db: Writable, limit: StoredLimit): void {
  const { id, level, shape, from, last, caseName, whenOver, source, certainty, sample } = limit;
  assertBehindVisits(db, limit, from, last);
  db.run(
    `INSERT INTO visit_limits (id, level, shape, from_day, last_day, amount, times, percent, income, income_of, festival, case_name,
                               when_over, source, certainty, sample)
     VALUES (:id, :level, :shape, :from, :last, :amount, :times, :percent, :income, :incomeOf, :festival, :caseName,
             :whenOver, :source, :certainty, :sample)`,
    {
      ...{ id, level, shape, from, last, caseName, whenOver, source, certainty, sample },
      amount: 'amount' in limit ? limit.amount : undefined,
      times: 'times' in limit ? limit.times : undefined,
      percent: limit.shape === 'incomeShare' ? limit.percent : undefined,
      income: limit.shape === 'incomeShare' ? limit.income : undefined,
      incomeOf: limit.shape === 'incomeShare' ? limit.incomeOf : undefined,
      festival: limit.shape === 'perFestival' && limit.festival !== '' ? limit.festival : undefined,
    },
  );
  for (const kindId of limit.kindIds)
    db.run('INSERT INTO visit_limit_kinds (limit_id, kind_id) VALUES (:id, :kindId)', { id, kindId });
}

/** The schema refuses the same; asked here, the answer can say from which day on it is possible. @throws Refusal `visit.limitTooEarly` */
function assertBehindVisits(db: Readable, limit: Limit, from: Day, last: Day | undefined): void {
  const day = lastVisitUnder(db, limit, from, last);
  if (day !== undefined)
    throw refuse('visit.limitTooEarly', { kinds: limit.kindNames.join('、'), day, earliest: addDays(day, 1) });
}

function removeLimit(db: Writable, id: string): void {
  db.run('DELETE FROM visit_limit_kinds WHERE limit_id = :id', { id });
  db.run('DELETE FROM visit_limits WHERE id = :id', { id });
}

function setLast(db: Writable, limit: Limit, last: Day | undefined): void {
  // the days that come in or go out: after the earlier of both last days, up to the later one
  const [earlier, later] = [limit.last, last].filter((day) => day !== undefined).sort();
  if (earlier === undefined || earlier === later) return;
  assertBehindVisits(db, limit, addDays(earlier, 1), later);
  db.run('UPDATE visit_limits SET last_day = :last WHERE id = :id', { id: limit.id, last });
}

/**
 * Sets the last day of a limit, or takes it away (no day); visits are neither left behind nor taken in.
 * @throws Refusal `visit.limitDays`, `visit.limitTooEarly`, `visit.limitOverlaps` (without its last day it would meet the one that took
 *   its place), `request.notFound`
 */
export function endStandard(
  context: WriteContext,
  { id, last }: { id: string; last?: Day | undefined },
): VisitStandard {
  const { db } = context;
  const before = findStandard(db, id);
  if (!before) throw refuse('request.notFound', { what: '慰问标准' });
  if (last !== undefined && last < before.from) throw refuse('visit.limitDays');
  const next = readLimits(db).find(
    (other) => isSameRule(before, other) && other.from > before.from && other.from <= (last ?? '9999'),
  );
  if (next) throw refuse('visit.limitOverlaps', { day: next.from });
  setLast(db, before, last);
  const after = findStandard(db, id);
  if (!after) throw new Error('a limit just ended is not there');
  context.trail({ subject: 'visitStandard', id, label: labelOf(after), before, after });
  return after;
}

/**
 * Takes out a limit that no visit was judged under.
 * @returns how many limits its kinds still have
 * @throws Refusal `visit.limitSealed`, `request.notFound`
 */
export function dropStandard(context: WriteContext, id: string): { left: number } {
  const { db } = context;
  const before = findStandard(db, id);
  if (!before) throw refuse('request.notFound', { what: '慰问标准' });
  if (before.sealed) throw refuse('visit.limitSealed');
  removeLimit(db, id);
  context.trail({ subject: 'visitStandard', id, label: labelOf(before), before });
  const left = readLimits(db).filter((limit) => limit.kindIds.some((kind) => before.kindIds.includes(kind)));
  return { left: left.length };
}

const labelOf = (limit: Limit): string => `${limit.kindNames.join('、')} ${limit.from} 起`;
