import { type Month, monthsOfYear } from '#shared/calendar.ts';
import type { DepreciationRun, DepreciationTable } from '#shared/contract/ledger.ts';
import { type Fen, fen, sum, ZERO } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { dueCards } from './depreciation.ts';
import { accumulatedOf, CARDS, type CardRow, fullNumber } from './rows.ts';
import { readRules } from './settings.ts';
import { lastRunMonth } from './take-back.ts';

// From the months' own index; one card is looked at once a month.
export const YEAR_MONTHS = `
  SELECT card_id AS cardId, month, amount FROM asset_depreciations INDEXED BY asset_depreciations_by_month
  WHERE live = 1 AND month BETWEEN :from AND :to`;
export const TABLE_CARDS = `${CARDS}
  WHERE card.status IN ('inUse', 'idle', 'repair')
     OR card.id IN (SELECT card_id FROM asset_depreciations INDEXED BY asset_depreciations_by_month WHERE live = 1 AND month BETWEEN :from AND :to)
  ORDER BY card.number`;
export const YEAR_RUNS = `
  SELECT asset_runs.month AS month, vouchers.id AS voucherId, vouchers.number AS number,
         sum(taken.amount) AS amount, count(DISTINCT taken.card_id) AS cards, sum(taken.month < asset_runs.month) AS caughtUp
  FROM asset_runs JOIN vouchers ON vouchers.id = asset_runs.voucher_id
  JOIN asset_depreciations AS taken ON taken.run_id = asset_runs.id
  WHERE asset_runs.live = 1 AND asset_runs.month BETWEEN :from AND :to
  GROUP BY asset_runs.id ORDER BY asset_runs.month`;

/** 折旧计算表 of a year: a card a line, a month a column, and the vouchers that it stands in. */
export function readDepreciationTable(db: Readable, year: number): DepreciationTable {
  const months = monthsOfYear(year);
  const range = { from: `${year}-01`, to: `${year}-12` };
  const byCard = new Map<string, Map<Month, Fen>>();
  for (const { cardId, month, amount } of db.all<{ cardId: string; month: Month; amount: Fen }>(YEAR_MONTHS, range))
    byCard.set(cardId, (byCard.get(cardId) ?? new Map<Month, Fen>()).set(month, amount));
  const rows = db.all<CardRow>(TABLE_CARDS, range).map((card) => {
    const amounts = months.map((month) => byCard.get(card.id)?.get(month) ?? ZERO);
    return {
      cardId: card.id,
      number: card.number,
      name: card.name,
      original: card.original,
      amounts,
      total: sum(amounts),
      net: fen(card.original - accumulatedOf(card)),
    };
  });
  const runs = db
    .all<Omit<DepreciationRun, 'voucherNumber'> & { number: number }>(YEAR_RUNS, range)
    .map(({ number, ...run }) => ({ ...run, voucherNumber: fullNumber(run.month, number) }));
  const next = nextMonth(db);
  return {
    year,
    months,
    rows,
    totals: months.map((_, index) => sum(rows.map((row) => row.amounts[index] ?? ZERO))),
    runs,
    ...(next === undefined ? {} : { next }),
  };
}

/** The first open month after the last depreciation in which something is due; undefined when depreciation is off. */
export function nextMonth(db: Readable): Month | undefined {
  if (readRules(db).depreciation === 'off') return undefined;
  const open = db.all<{ month: Month }>(
    "SELECT month FROM periods WHERE status = 'open' AND month > :last ORDER BY month",
    {
      last: lastRunMonth(db) ?? '',
    },
  );
  return open.find(({ month }) => dueCards(db, month).some(({ months }) => months.at(-1)?.month === month))?.month;
}
