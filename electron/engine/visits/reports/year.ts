import { type Month, monthOf, monthsOfYear } from '#shared/calendar.ts';
import {
  VISIT_FORM_NAMES,
  VISIT_FORMS,
  VISIT_METHOD_NAMES,
  VISIT_METHODS,
  type VisitsYear,
  type YearLine,
} from '#shared/contract/visits.ts';
import type { Readable } from '../../database.ts';
import { type Given, givenIn, Tallies, Tally } from './given.ts';
import { sumClaims, sumDonations, sumInsurance } from './others.ts';
import { reconcileExpense, reconcileStock } from './reconcile.ts';
import { longSentence, shortSentence } from './sentences.ts';

interface Tallied {
  total: Tally;
  single: Tally;
  festivals: Tally;
  kinds: Tallies;
  forms: Tallies;
  methods: Tallies;
  months: Tallies;
  lists: Tallies;
}

/** 节日 by the kind: birthdays of a month are one list too, and are none. */
const isFestival = ({ festivalKind }: Given) => festivalKind === 1;

function tally(db: Readable, year: number): Tallied {
  const all: Tallied = {
    total: new Tally(),
    single: new Tally(),
    festivals: new Tally(),
    kinds: new Tallies(),
    forms: new Tallies(),
    methods: new Tallies(),
    months: new Tallies(),
    lists: new Tallies(),
  };
  for (const given of givenIn(db, year)) {
    all.total.add(given);
    (isFestival(given) ? all.festivals : all.single).add(given);
    all.kinds.of(given.kindId).add(given);
    all.forms.of(given.form).add(given);
    all.methods.of(given.method).add(given);
    all.months.of(monthOf(given.day).slice(5)).add(given);
    if (given.batchId !== null) all.lists.of(given.batchId).add(given);
  }
  return all;
}

/** Lines that have something in either year. */
function linesOf(labels: readonly (readonly [string, string])[], now: Tallies, last: Tallies): YearLine[] {
  return labels
    .map(([key, label]) => ({ key, label, sum: now.of(key).sum, last: last.of(key).sum }))
    .filter(({ sum, last: before }) => sum.times > 0 || before.times > 0);
}

/**
 * The figures of a calendar year beside those of the year before: 人次 are visits that count (neither reversed, whenever that was, nor
 * returned), 人 are different members, women are women by their record today.
 */
export function readYear(db: Readable, year: number): VisitsYear {
  const now = tally(db, year);
  const before = tally(db, year - 1);
  const kinds = db
    .all<{ id: string; name: string }>('SELECT id, name FROM visit_kinds ORDER BY position, id')
    .map(({ id, name }) => [id, name] as const);
  const lists = db.all<{ id: string; name: string; day: string }>(
    'SELECT id, name, day FROM visit_batches WHERE day BETWEEN :first AND :last ORDER BY day, id',
    { first: `${year}-01-01`, last: `${year}-12-31` },
  );
  const figures = {
    year,
    total: now.total.sum,
    last: before.total.sum,
    single: now.single.sum,
    festivals: now.festivals.sum,
    byKind: linesOf(kinds, now.kinds, before.kinds),
    byForm: linesOf(
      VISIT_FORMS.map((form) => [form, VISIT_FORM_NAMES[form]]),
      now.forms,
      before.forms,
    ),
    byMethod: linesOf(
      VISIT_METHODS.map((method) => [method, VISIT_METHOD_NAMES[method]]),
      now.methods,
      before.methods,
    ),
    lists: lists.map((list) => ({ ...list, sum: now.lists.of(list.id).sum })).filter(({ sum }) => sum.times > 0),
    byMonth: monthsOfYear(year).map((month: Month) => ({
      month,
      sum: now.months.of(month.slice(5)).sum,
      last: before.months.of(month.slice(5)).sum,
    })),
    insurance: sumInsurance(db, year),
    claims: sumClaims(db, year),
    donations: sumDonations(db, year),
    expense: reconcileExpense(db, year, now.total.sum.amount),
    stock: reconcileStock(db, year),
  };
  return { ...figures, sentence: shortSentence(figures), longSentence: longSentence(figures) };
}
