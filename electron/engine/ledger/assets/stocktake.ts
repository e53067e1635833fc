import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { StocktakeSheet } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import { accumulatedOf, CARDS, type CardRow } from './rows.ts';
import { assertRunning, labelOf, readStocktake } from './stocktake-sheet.ts';

/**
 * 开始盘点: writes down every card that is neither disposed of nor void, as it stands now.
 * @throws Refusal `ledger.stocktakeOpen` while another one runs, `ledger.stocktakeEmpty` without cards
 */
export function startStocktake(context: WriteContext, input: ParsedInputOf<'ledger.startStocktake'>): StocktakeSheet {
  const { db } = context;
  const open = db.get<{ day: string }>('SELECT day FROM asset_stocktakes WHERE finished_day IS NULL');
  if (open) throw refuse('ledger.stocktakeOpen', { day: open.day });
  const cards = db.all<CardRow>(
    `${CARDS} WHERE card.status IN ('inUse', 'idle', 'repair') AND card.acquired_day <= :day`,
    {
      day: input.day,
    },
  );
  if (cards.length === 0) throw refuse('ledger.stocktakeEmpty', { day: input.day });
  const id = context.newId();
  db.run(
    'INSERT INTO asset_stocktakes (id, day, counters, note, started_by) VALUES (:id, :day, :counters, :note, :startedBy)',
    { ...input, id, startedBy: context.operator },
  );
  for (const card of cards)
    db.run(
      `INSERT INTO asset_stocktake_lines (stocktake_id, card_id, number, name, category, model, quantity, unit, original, net,
                                          department, keeper, place)
       VALUES (:id, :cardId, :number, :name, :category, :model, :quantity, :unit, :original, :net, :department, :keeper, :place)`,
      {
        id,
        cardId: card.id,
        number: card.number,
        name: card.name,
        category: card.categoryName,
        model: card.model,
        quantity: card.quantity,
        unit: card.unit,
        original: card.original,
        net: card.original - accumulatedOf(card),
        department: card.department,
        keeper: card.keeper,
        place: card.place,
      },
    );
  context.trail({ subject: 'stocktake', id, label: labelOf(input.day), after: { ...input, cards: cards.length } });
  return readStocktake(db, id);
}

/** Writes what was found of some cards; a line without result is open again. @throws Refusal as {@link assertRunning} */
export function saveLines(
  context: WriteContext,
  { id, lines }: ParsedInputOf<'ledger.saveStocktakeLines'>,
): StocktakeSheet {
  const { db } = context;
  const { day } = assertRunning(db, id);
  const before = new Map(readStocktake(db, id).lines.map((line) => [line.cardId, line]));
  for (const { cardId, result, note } of lines) {
    const changed = db.run(
      'UPDATE asset_stocktake_lines SET result = :result, note = :note WHERE stocktake_id = :id AND card_id = :cardId',
      { id, cardId, result, note },
    );
    if (changed === 0) throw refuse('request.notFound', { what: '盘点行' });
  }
  const was = lines.map(({ cardId }) => {
    const line = before.get(cardId);
    return { cardId, result: line?.result, note: line?.note };
  });
  context.trail({ subject: 'stocktake', id, label: labelOf(day), before: was, after: lines });
  return readStocktake(db, id);
}

/**
 * 完成盘点: from now on it stays as it is.
 * @throws Refusal `ledger.stocktakeUncounted` while a card has no result, `ledger.stocktakeEarly`, and as {@link assertRunning}
 */
export function finishStocktake(context: WriteContext, input: ParsedInputOf<'ledger.finishStocktake'>): StocktakeSheet {
  const { db } = context;
  const { day } = assertRunning(db, input.id);
  const { cards, counted } = readStocktake(db, input.id);
  if (counted < cards) throw refuse('ledger.stocktakeUncounted', { cards: cards - counted });
  if (input.day < day) throw refuse('ledger.stocktakeEarly', { day });
  db.run(
    'UPDATE asset_stocktakes SET finished_day = :day, finished_by = :finishedBy, counters = :counters, note = :note WHERE id = :id',
    { ...input, finishedBy: context.operator },
  );
  const finished = readStocktake(db, input.id);
  context.trail({
    subject: 'stocktake',
    id: input.id,
    label: labelOf(day),
    after: { finished: input.day, counters: input.counters, cards, differences: finished.differences },
  });
  return finished;
}

/** Takes a stock-take away that is not finished. @throws Refusal as {@link assertRunning} */
export function dropStocktake(context: WriteContext, id: string): { dropped: string } {
  const { db } = context;
  const { day } = assertRunning(db, id);
  const before = readStocktake(db, id);
  db.run('DELETE FROM asset_stocktakes WHERE id = :id', { id });
  context.trail({ subject: 'stocktake', id, label: labelOf(day), before });
  return { dropped: day };
}
