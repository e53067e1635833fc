import type { ParsedInputOf, ValueOf } from '#shared/contract/index.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, MAX_FEN } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import { ACCOUNT, postVoucher } from '../../ledger/commands.ts';
import { assertExpenseAccount } from '../account-checks.ts';
import { STOCK_ACCOUNT } from './accounts.ts';

interface Goods {
  name: string;
  unit: string;
  quantity: number;
  unitPrice: Fen;
  invoice: string;
  place: string;
  note: string;
}

/** Writes a lot and the move that it comes in with. @returns its id */
export function enterLot(
  context: WriteContext,
  goods: Goods,
  from: { origin: 'opening' | 'bought' | 'returned'; day: string; voucherId?: string; batchId?: string },
): string {
  const { db } = context;
  const { quantity, ...lot } = goods;
  const { origin, day, voucherId, batchId } = from;
  const id = context.newId();
  db.run(
    `INSERT INTO stock_lots (id, name, unit, unit_price, origin, batch_id, invoice, place, note)
     VALUES (:id, :name, :unit, :unitPrice, :origin, :batchId, :invoice, :place, :note)`,
    { id, ...lot, origin, batchId },
  );
  db.run(
    'INSERT INTO stock_moves (id, lot_id, kind, day, quantity, voucher_id) VALUES (:id, :lotId, :origin, :day, :quantity, :voucherId)',
    { id: context.newId(), lotId: id, origin, day, quantity, voucherId },
  );
  return id;
}

/** What all of it costs. @throws Refusal `ledger.amountTooLarge` */
function totalOf(lines: readonly { quantity: number; unitPrice: Fen }[]): Fen {
  let total = 0;
  for (const { quantity, unitPrice } of lines) {
    total += quantity * unitPrice;
    // the voucher holds it twice: the expense and the second entry
    if (total * 2 > MAX_FEN) throw refuse('ledger.amountTooLarge');
  }
  return fen(total);
}

/**
 * Buys goods for stock. One voucher with both entries (rules.md 3.3, 双分录): 借 the expense 贷 现金 or 银行存款, and 借 库存物品 贷 资产基金;
 * one lot a line.
 * @throws Refusal `ledger.amountTooLarge`, `visit.kindAccount`, `request.notFound` (account), and what `postVoucher` refuses
 */
export function buyStock(context: WriteContext, input: ParsedInputOf<'visits.buyStock'>): ValueOf<'visits.buyStock'> {
  const { day, accountId, fundId, method, supplier, invoice, resolutionId, attachmentCount, lines } = input;
  assertExpenseAccount(context.db, accountId);
  const total = totalOf(lines);
  const first = lines[0]?.name ?? '';
  const what = lines.length === 1 ? first : `${first}等 ${lines.length} 种`;
  const voucher = postVoucher(context, {
    day,
    summary: `购入慰问品 ${what}`,
    source: 'visits',
    counterparty: supplier,
    attachmentCount,
    ...(resolutionId === undefined ? {} : { resolutionId }),
    entries: [
      { accountId, debit: total, credit: fen(0), ...(fundId === undefined ? {} : { fundId }) },
      { accountId: ACCOUNT[method], debit: fen(0), credit: total },
      { accountId: STOCK_ACCOUNT.goods, debit: total, credit: fen(0), summary: `${what}入库` },
      { accountId: STOCK_ACCOUNT.fund, debit: fen(0), credit: total, summary: `${what}入库` },
    ],
  });
  const lots = lines.map((line) => {
    const lotId = enterLot(context, { ...line, invoice }, { origin: 'bought', day, voucherId: voucher.id });
    context.trail({ subject: 'stockLot', id: lotId, label: `${day} 购入 ${line.name}`, after: { ...line, invoice } });
    return lotId;
  });
  return { lots: lots.length, total, voucherId: voucher.id, voucherNumber: voucher.number };
}
