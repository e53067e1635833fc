import type { ParsedInputOf, ValueOf } from '#shared/contract/index.ts';
import type { StockTie } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { fen, formatYuan, MAX_FEN } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import { yearsOfBooks } from '../../ledger/commands.ts';
import { enterLot } from './buy.ts';
import { lotOf } from './take.ts';
import { stockTies } from './ties.ts';

/**
 * Enters goods that were there when the books began. They are a part of the opening balance of 库存物品, so nothing is posted.
 * @throws Refusal `stock.openingTooMuch`, `ledger.amountTooLarge`
 */
export function openStock(
  context: WriteContext,
  input: ParsedInputOf<'visits.openStock'>,
): ValueOf<'visits.openStock'> {
  const { db } = context;
  const worth = input.quantity * input.unitPrice;
  if (worth > MAX_FEN) throw refuse('ledger.amountTooLarge');
  const { opening, openingLots } = stockTies(db);
  if (openingLots + worth > opening)
    throw refuse('stock.openingTooMuch', {
      balance: formatYuan(opening),
      entered: formatYuan(openingLots),
      amount: formatYuan(fen(worth)),
    });
  const day = `${Math.min(...yearsOfBooks(db))}-01-01`;
  const lotId = enterLot(context, { ...input, invoice: '' }, { origin: 'opening', day });
  context.trail({ subject: 'stockLot', id: lotId, label: `年初库存 ${input.name}`, after: input });
  return { lotId, tie: stockTies(db) };
}

/** Takes an opening lot out again. @throws Refusal `stock.openingUsed`, `request.notFound` */
export function dropOpeningStock(context: WriteContext, lotId: string): { tie: StockTie } {
  const { db } = context;
  const lot = lotOf(db, lotId);
  const moves = db.all<{ kind: string; quantity: number }>(
    'SELECT kind, quantity FROM stock_moves WHERE lot_id = :lotId ORDER BY day, id',
    { lotId },
  );
  if (moves.length !== 1 || moves[0]?.kind !== 'opening') throw refuse('stock.openingUsed', { name: lot.name });
  db.run('DELETE FROM stock_moves WHERE lot_id = :lotId', { lotId });
  db.run('DELETE FROM stock_lots WHERE id = :lotId', { lotId });
  context.trail({
    subject: 'stockLot',
    id: lotId,
    label: `年初库存 ${lot.name}`,
    before: { ...lot, quantity: moves[0].quantity },
  });
  return { tie: stockTies(db) };
}

/** Where a lot lies and what is remarked of it; all else is as it was bought. @throws Refusal `request.notFound` */
export function describeStock(
  context: WriteContext,
  { lotId, place, note }: ParsedInputOf<'visits.describeStock'>,
): { lotId: string } {
  const { db } = context;
  const lot = lotOf(db, lotId);
  const before = db.get<{ place: string; note: string }>('SELECT place, note FROM stock_lots WHERE id = :lotId', {
    lotId,
  });
  db.run('UPDATE stock_lots SET place = :place, note = :note WHERE id = :lotId', { lotId, place, note });
  context.trail({ subject: 'stockLot', id: lotId, label: `库存物品 ${lot.name}`, before, after: { place, note } });
  return { lotId };
}
