import type { Day } from '#shared/calendar.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { StockLot, StockMove, StockMoveKind, StockOrigin } from '#shared/contract/visits.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { voucherNumber } from '../../ledger/commands.ts';
import { likePattern } from '../../like.ts';

/** The lots with what they hold at the end of `:day`. */
export const LOTS = `
  SELECT lot.id, lot.name, lot.unit, lot.unit_price AS unitPrice, lot.origin, coalesce(batch.name, '') AS listName, entered.day,
         entered.quantity AS received,
         (SELECT coalesce(sum(quantity), 0) FROM stock_flow WHERE lot_id = lot.id AND day <= :day) AS onHand,
         lot.invoice, lot.place, lot.note
  FROM stock_lots AS lot CROSS JOIN stock_moves AS entered ON entered.lot_id = lot.id AND entered.kind = lot.origin
  LEFT JOIN visit_batches AS batch ON batch.id = lot.batch_id
  WHERE entered.day <= :day`;
const END_OF_TIME = '9999-12-31';

interface LotRow {
  id: string;
  name: string;
  unit: string;
  unitPrice: Fen;
  origin: StockOrigin;
  listName: string;
  day: Day;
  received: number;
  onHand: number;
  invoice: string;
  place: string;
  note: string;
}

const toLot = (row: LotRow): StockLot => ({ ...row, worth: fen(row.onHand * row.unitPrice) });

/**
 * Lots with what they hold, the newest first.
 * @param day at the end of this day, and only what had come in by then; everything that is booked when left out
 */
export function listLots(
  db: Readable,
  { day, withUsedUp, search = '' }: { day?: Day; withUsedUp: boolean; search?: string },
): StockLot[] {
  const found = search === '' ? '' : `AND lot.name LIKE :search ESCAPE '\\'`;
  const rows = db.all<LotRow>(
    `SELECT * FROM (${LOTS} ${found}) ${withUsedUp ? '' : 'WHERE onHand > 0'} ORDER BY day DESC, name, id`,
    { day: day ?? END_OF_TIME, ...(search === '' ? {} : { search: likePattern(search) }) },
  );
  return rows.map(toLot);
}

type MoveRow = Omit<StockMove, 'reversed' | 'voucherNumber' | 'voucherId'> & {
  kind: StockMoveKind;
  reversed: number;
  voucherId: string | null;
  number: number | null;
};

/** The moves, newest first: of one lot or of all. */
export const moveListSql = (lotId: string | undefined): string => `
  SELECT move.id, move.lot_id AS lotId, lot.name AS lotName, lot.unit, move.kind, move.day, move.quantity,
         move.quantity * lot.unit_price AS amount, coalesce(voucher.summary, '') AS what, move.ground, move.approval,
         move.voucher_id AS voucherId, voucher.number,
         EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = move.voucher_id) AS reversed
  FROM stock_moves AS move CROSS JOIN stock_lots AS lot ON lot.id = move.lot_id LEFT JOIN vouchers AS voucher ON voucher.id = move.voucher_id
  ${lotId === undefined ? '' : 'WHERE move.lot_id = :lotId'}
  ORDER BY move.day DESC, move.id DESC LIMIT :limit OFFSET :offset`;

export function listMoves(
  db: Readable,
  { lotId, limit, offset }: ParsedInputOf<'visits.listStockMoves'>,
): { total: number; rows: StockMove[] } {
  const whose = lotId === undefined ? {} : { lotId };
  const total = db.get<{ total: number }>(
    `SELECT count(*) AS total FROM stock_moves ${lotId === undefined ? '' : 'WHERE lot_id = :lotId'}`,
    whose,
  );
  const rows = db.all<MoveRow>(moveListSql(lotId), { ...whose, limit, offset });
  return {
    total: total?.total ?? 0,
    rows: rows.map(({ number, reversed, voucherId, ...row }) => ({
      ...row,
      voucherId: voucherId ?? '',
      voucherNumber: number === null ? '' : voucherNumber(number),
      reversed: reversed === 1,
    })),
  };
}
