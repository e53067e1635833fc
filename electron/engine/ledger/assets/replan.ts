import { addMonths, type Day, isMonth, type Month } from '#shared/calendar.ts';
import type { AssetSettings } from '#shared/contract/ledger.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable, Writable } from '../../database.ts';
import { type Plan, planOf, residualOf } from './plan.ts';

/** The two rules that a plan depends on. */
export type PlanRules = Pick<AssetSettings, 'firstMonth' | 'residualPercent'>;

interface PlanRow {
  id: string;
  acquiredDay: Day;
  original: Fen;
  openingAccumulated: Fen;
  residual: Fen;
  usefulMonths: number | null;
  way: string;
  taken: number;
  lastMonth: Month | null;
}

const PLAN_FACTS = `
  SELECT id, acquired_day AS acquiredDay, original, opening_accumulated AS openingAccumulated, residual, useful_months AS usefulMonths, way,
         (SELECT coalesce(sum(amount), 0) FROM asset_depreciations WHERE card_id = asset_cards.id AND live = 1) AS taken,
         (SELECT max(month) FROM asset_depreciations WHERE card_id = asset_cards.id AND live = 1) AS lastMonth
  FROM asset_cards`;

/** First month of the books: what was there before them is depreciated from here on. */
export function booksBegin(db: Readable): Month {
  const first = db.get<{ month: string | null }>('SELECT min(month) AS month FROM periods')?.month ?? '';
  if (!isMonth(first)) throw new Error('books without months');
  return first;
}

/**
 * Works the plan of one card out again, with the residual of the rules as long as nothing was depreciated; afterwards what is
 * left goes over what is left of the life, from the month after the last one that was taken (未来适用).
 */
export function replan(db: Writable, id: string, rules: PlanRules): void {
  const row = db.get<PlanRow>(`${PLAN_FACTS} WHERE id = :id`, { id });
  if (row) writePlan(db, row, rules);
}

/** @returns how many cards were planned again: those present that nothing was depreciated of */
export function replanUntouched(db: Writable, rules: PlanRules): number {
  const rows = db.all<PlanRow>(`${PLAN_FACTS} WHERE status NOT IN ('disposed', 'void')`);
  const untouched = rows.filter(({ taken }) => taken === 0);
  for (const row of untouched) writePlan(db, row, rules);
  return untouched.length;
}

function writePlan(db: Writable, row: PlanRow, rules: PlanRules): void {
  const left = fen(row.original - row.openingAccumulated);
  const residual = row.taken > 0 ? row.residual : fen(Math.min(left, residualOf(row.original, rules.residualPercent)));
  const notBefore =
    row.lastMonth !== null ? addMonths(row.lastMonth, 1) : row.way === 'opening' ? booksBegin(db) : undefined;
  const plan: Plan | undefined = planOf(
    {
      acquiredDay: row.acquiredDay,
      original: row.original,
      residual,
      accumulated: fen(row.openingAccumulated + row.taken),
      usefulMonths: row.usefulMonths ?? undefined,
    },
    rules.firstMonth,
    notBefore,
  );
  db.run(
    'UPDATE asset_cards SET residual = :residual, plan_from = :from, plan_base = :base, plan_months = :months WHERE id = :id',
    { id: row.id, residual, from: plan?.from, base: plan?.base, months: plan?.months },
  );
}
