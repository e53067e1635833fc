import type { Day } from '#shared/calendar.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, MAX_FEN } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';

/** What is taken out of one lot. */
export interface StockTaken {
  lotId: string;
  /** Whole units, more than zero. */
  quantity: number;
}

/** What a lot holds at the end of a day and, where that is less, of a later one: as much can be taken on that day. */
const LEFT_FROM = `
  SELECT min(remaining) AS remaining FROM (SELECT day, sum(quantity) OVER (ORDER BY day) AS remaining FROM stock_flow WHERE lot_id = :lotId)
  WHERE day >= coalesce((SELECT max(day) FROM stock_flow WHERE lot_id = :lotId AND day <= :day), '9999')`;

/** How many units can be taken from a lot on a day without a later day ending below zero. */
export function takeable(db: Readable, lotId: string, day: Day): number {
  return Math.max(0, db.get<{ remaining: number | null }>(LEFT_FROM, { lotId, day })?.remaining ?? 0);
}

export interface Lot {
  id: string;
  name: string;
  unit: string;
  unitPrice: Fen;
}

/** @throws Refusal `request.notFound` */
export function lotOf(db: Readable, id: string): Lot {
  const lot = db.get<Lot>('SELECT id, name, unit, unit_price AS unitPrice FROM stock_lots WHERE id = :id', { id });
  if (!lot) throw refuse('request.notFound', { what: '库存批次' });
  return lot;
}

/**
 * Looks whether the lots hold what is to be taken on a day.
 * @returns what it is worth, in fen
 * @throws Refusal `stock.nothingChosen`, `stock.lotTwice`, `stock.notEnough`, `request.notFound`, `ledger.amountTooLarge`
 */
export function assertTakeable(db: Readable, taken: readonly StockTaken[], day: Day): Fen {
  if (taken.length === 0) throw refuse('stock.nothingChosen');
  const seen = new Set<string>();
  let worth = 0;
  for (const { lotId, quantity } of taken) {
    const lot = lotOf(db, lotId);
    if (seen.has(lotId)) throw refuse('stock.lotTwice', { name: lot.name });
    seen.add(lotId);
    const left = takeable(db, lotId, day);
    if (quantity > left) throw refuse('stock.notEnough', { name: lot.name, day, left, wanted: quantity });
    worth += quantity * lot.unitPrice;
    if (worth > MAX_FEN) throw refuse('ledger.amountTooLarge');
  }
  return fen(worth);
}

/**
 * As {@link assertTakeable}, and the worth must be the amount that is given.
 * @throws Refusal `stock.worthDiffers` and those
 */
export function assertWorth(db: Readable, taken: readonly StockTaken[], day: Day, amount: Fen): void {
  const worth = assertTakeable(db, taken, day);
  if (worth !== amount) throw refuse('stock.worthDiffers', { worth: formatYuan(worth), amount: formatYuan(amount) });
}

/** Takes goods out of their lots; `voucherId` is the posted second entry that they are in. */
export function takeOut(context: WriteContext, taken: readonly StockTaken[], day: Day, voucherId: string): void {
  for (const { lotId, quantity } of taken)
    context.db.run(
      `INSERT INTO stock_moves (id, lot_id, kind, day, quantity, voucher_id) VALUES (:id, :lotId, 'given', :day, :quantity, :voucherId)`,
      { id: context.newId(), lotId, day, quantity: -quantity, voucherId },
    );
}
