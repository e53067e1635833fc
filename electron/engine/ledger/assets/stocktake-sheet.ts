import type { Day } from '#shared/calendar.ts';
import type {
  AssetStatus,
  CountResult,
  Stocktake,
  StocktakeFound,
  StocktakeLine,
  StocktakeSheet,
} from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import type { Readable } from '../../database.ts';

// A card that was taken back leaves what it was made of open again.
export const LIST_FOUND = `
  SELECT found.id AS id, found.name AS name, found.model AS model, found.quantity AS quantity, found.place AS place, found.note AS note,
         card.number AS cardNumber
  FROM asset_stocktake_found AS found LEFT JOIN asset_cards AS card ON card.id = found.card_id AND card.status <> 'void'
  WHERE found.stocktake_id = :id ORDER BY found.id`;

/** What a stock-take found without a card (盘盈). */
export function listFound(db: Readable, id: string): StocktakeFound[] {
  return db
    .all<Omit<StocktakeFound, 'cardNumber'> & { cardNumber: string | null }>(LIST_FOUND, { id })
    .map(({ cardNumber, ...row }) => ({ ...row, ...(cardNumber === null ? {} : { cardNumber }) }));
}

type Row = Omit<Stocktake, 'finishedDay' | 'finishedBy'> & { finishedDay: Day | null; finishedBy: string | null };

const STOCKTAKES = `
  SELECT id, day, counters, note, started_by AS startedBy, finished_day AS finishedDay, finished_by AS finishedBy,
         (SELECT count(*) FROM asset_stocktake_lines WHERE stocktake_id = asset_stocktakes.id) AS cards,
         (SELECT count(result) FROM asset_stocktake_lines WHERE stocktake_id = asset_stocktakes.id) AS counted,
         (SELECT count(*) FROM asset_stocktake_lines WHERE stocktake_id = asset_stocktakes.id AND result <> 'agrees')
       + (SELECT count(*) FROM asset_stocktake_found WHERE stocktake_id = asset_stocktakes.id) AS differences
  FROM asset_stocktakes`;
export const LIST_STOCKTAKES = `${STOCKTAKES} ORDER BY day DESC, id DESC`;
export const STOCKTAKE_LINES = `
  SELECT card_id AS cardId, line.number AS number, line.name AS name, category, line.model AS model, line.quantity AS quantity,
         line.unit AS unit, line.original AS original, net, line.department AS department, line.keeper AS keeper, line.place AS place,
         result, line.note AS note, card.status AS statusNow
  FROM asset_stocktake_lines AS line CROSS JOIN asset_cards AS card ON card.id = line.card_id
  WHERE stocktake_id = :id ORDER BY line.number`;

/** Every stock-take, the latest first. */
export function listStocktakes(db: Readable): Stocktake[] {
  return db.all<Row>(LIST_STOCKTAKES).map(toStocktake);
}

function toStocktake({ finishedDay, finishedBy, ...row }: Row): Stocktake {
  return {
    ...row,
    ...(finishedDay === null ? {} : { finishedDay }),
    ...(finishedBy === null ? {} : { finishedBy }),
  };
}

/** One stock-take with its lines and what was found. @throws Refusal `request.notFound` */
export function readStocktake(db: Readable, id: string): StocktakeSheet {
  const row = db.get<Row>(`${STOCKTAKES} WHERE id = :id`, { id });
  if (!row) throw refuse('request.notFound', { what: '盘点' });
  const lines = db.all<Omit<StocktakeLine, 'result'> & { result: CountResult | null; statusNow: AssetStatus }>(
    STOCKTAKE_LINES,
    { id },
  );
  return {
    ...toStocktake(row),
    lines: lines.map(({ result, ...line }) => ({ ...line, ...(result === null ? {} : { result }) })),
    found: listFound(db, id),
  };
}

/** `固定资产盘点 2026-12-20` */
export const labelOf = (day: Day) => `固定资产盘点 ${day}`;

/** @throws Refusal `request.notFound`, `ledger.stocktakeFinished` */
export function assertRunning(db: Readable, id: string): { day: Day } {
  const row = db.get<{ day: Day; finished: string | null }>(
    'SELECT day, finished_day AS finished FROM asset_stocktakes WHERE id = :id',
    { id },
  );
  if (!row) throw refuse('request.notFound', { what: '盘点' });
  if (row.finished !== null) throw refuse('ledger.stocktakeFinished', { day: row.day });
  return row;
}
