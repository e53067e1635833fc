import { stockOperations as operations } from '#shared/contract/visits/stock.ts';
import { type Bound, bindRead, bindWrite } from '../../bind.ts';
import { buyStock } from './buy.ts';
import { countStock, readStockSheet } from './count.ts';
import { listLots, listMoves } from './lots.ts';
import { describeStock, dropOpeningStock, openStock } from './opening.ts';
import { stockTies } from './ties.ts';

export const stockHandlers = {
  'visits.listStock': bindRead(operations['visits.listStock'], ({ db }, input) => ({
    lots: listLots(db, input),
    tie: stockTies(db),
  })),
  'visits.listStockMoves': bindRead(operations['visits.listStockMoves'], ({ db }, input) => listMoves(db, input)),
  'visits.buyStock': bindWrite(operations['visits.buyStock'], buyStock),
  'visits.openStock': bindWrite(operations['visits.openStock'], openStock),
  'visits.dropOpeningStock': bindWrite(operations['visits.dropOpeningStock'], (context, { lotId }) =>
    dropOpeningStock(context, lotId),
  ),
  'visits.describeStock': bindWrite(operations['visits.describeStock'], describeStock),
  'visits.countStock': bindWrite(operations['visits.countStock'], countStock),
  'visits.readStockSheet': bindRead(operations['visits.readStockSheet'], ({ db }, { day }) => readStockSheet(db, day)),
} satisfies Record<keyof typeof operations, Bound>;
