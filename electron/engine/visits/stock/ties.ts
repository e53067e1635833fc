import type { Month } from '#shared/calendar.ts';
import type { StockTie } from '#shared/contract/visits.ts';
import type { Readable } from '../../database.ts';
import { balanceOf, balanceThrough } from '../../ledger/commands.ts';
import { STOCK_ACCOUNT } from './accounts.ts';

export const STOCK_WORTH = `
  SELECT coalesce(sum(flow.quantity * lot.unit_price), 0) AS lots FROM stock_flow AS flow CROSS JOIN stock_lots AS lot ON lot.id = flow.lot_id
  WHERE flow.day <= :lastDay`;

/**
 * 账实核对: what the lots are worth beside the account 库存物品, at the end of a month; and the same for what was there when the books
 * began. The two agree unless goods were booked by hand, past the lots.
 * @param asOf all there is when left out
 */
export function stockTies(db: Readable, asOf?: Month): StockTie {
  const id = STOCK_ACCOUNT.goods;
  const row = db.get<Omit<StockTie, 'balance'>>(
    `SELECT (${STOCK_WORTH}) AS lots,
            (SELECT coalesce(sum(debit - credit), 0) FROM opening_balances WHERE account_id = :id) AS opening,
            (SELECT coalesce(sum(quantity * unit_price), 0) FROM stock_lots CROSS JOIN stock_moves ON lot_id = stock_lots.id
             WHERE kind = 'opening') AS openingLots`,
    { id, lastDay: `${asOf ?? '9999-12'}-31` },
  );
  if (!row) throw new Error('a query of sums has one row');
  return { ...row, balance: asOf === undefined ? balanceOf(db, id) : balanceThrough(db, id, asOf) };
}
