import type { Day } from '#shared/calendar.ts';
import type { ParsedInputOf, ValueOf } from '#shared/contract/index.ts';
import type { StockLot } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, MAX_FEN } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { type EntryDraft, postVoucher } from '../../ledger/commands.ts';
import { readHeading } from '../../union/commands.ts';
import { STOCK_ACCOUNT } from './accounts.ts';
import { listLots } from './lots.ts';
import { lotOf, takeable } from './take.ts';

/** 盘点表: what stands in the books at the end of a day, the lots that hold something. */
export function readStockSheet(db: Readable, day: Day): ValueOf<'visits.readStockSheet'> {
  const unionName = readHeading(db).name;
  return { unionName, lots: listLots(db, { day, withUsedUp: false }) };
}

interface Difference {
  lot: StockLot;
  /** More is found, less is lost. */
  quantity: number;
}

/** What was counted less what stands in the books on that day. */
function differencesOf(db: Readable, { day, lines }: ParsedInputOf<'visits.countStock'>): Difference[] {
  const lots = new Map(listLots(db, { day, withUsedUp: true }).map((lot) => [lot.id, lot]));
  const seen = new Set<string>();
  return lines.flatMap(({ lotId, counted }) => {
    const { name } = lotOf(db, lotId);
    if (seen.has(lotId)) throw refuse('stock.lotTwice', { name });
    seen.add(lotId);
    const lot = lots.get(lotId);
    if (!lot) throw refuse('stock.countedEarly', { name, day });
    const quantity = counted - lot.onHand;
    const left = takeable(db, lotId, day);
    // a part of what was there has been given since: it cannot have been missing
    if (-quantity > left) throw refuse('stock.notEnough', { name, day, left, wanted: -quantity });
    return quantity === 0 ? [] : [{ lot, quantity }];
  });
}

/** What differences in one direction are worth. @throws Refusal `ledger.amountTooLarge` */
function worthOf(differences: readonly Difference[]): Fen {
  const worth = differences.reduce((total, { lot, quantity }) => total + Math.abs(quantity) * lot.unitPrice, 0);
  if (worth > MAX_FEN) throw refuse('ledger.amountTooLarge');
  return fen(worth);
}

/**
 * Books what a stocktake found in one voucher: missing goods 借 资产基金 贷 库存物品, found ones the other way round. No money moves and
 * nothing is spent a second time.
 * @throws Refusal `stock.countedSame`, `stock.countedLater`, `stock.countedEarly`, `stock.lotTwice`, `stock.notEnough`,
 *   `request.notFound`, and what `postVoucher` refuses
 */
export function countStock(
  context: WriteContext,
  input: ParsedInputOf<'visits.countStock'>,
): ValueOf<'visits.countStock'> {
  const { db, today } = context;
  const { day, ground, approval, resolutionId, attachmentCount } = input;
  if (day > today) throw refuse('stock.countedLater', { day });
  const differences = differencesOf(db, input);
  if (differences.length === 0) throw refuse('stock.countedSame');
  const lost = worthOf(differences.filter(({ quantity }) => quantity < 0));
  const found = worthOf(differences.filter(({ quantity }) => quantity > 0));
  const { goods, fund } = STOCK_ACCOUNT;
  const entry = (from: string, to: string, amount: Fen, summary: string): EntryDraft[] =>
    amount === 0
      ? []
      : [
          { accountId: from, debit: amount, credit: fen(0), summary },
          { accountId: to, debit: fen(0), credit: amount, summary },
        ];
  const voucher = postVoucher(context, {
    day,
    summary: `库存物品盘点 ${ground}`,
    source: 'visits',
    attachmentCount,
    ...(resolutionId === undefined ? {} : { resolutionId }),
    entries: [
      ...entry(fund, goods, lost, `库存物品报损 ${ground}`),
      ...entry(goods, fund, found, `库存物品盘盈 ${ground}`),
    ],
  });
  for (const { lot, quantity } of differences) {
    const kind = quantity < 0 ? 'lost' : 'found';
    db.run(
      `INSERT INTO stock_moves (id, lot_id, kind, day, quantity, voucher_id, ground, approval)
       VALUES (:id, :lotId, :kind, :day, :quantity, :voucherId, :ground, :approval)`,
      { id: context.newId(), lotId: lot.id, kind, day, quantity, voucherId: voucher.id, ground, approval },
    );
    context.trail({
      subject: 'stockLot',
      id: lot.id,
      label: `${day} 盘点 ${lot.name}`,
      before: { onHand: lot.onHand },
      after: { onHand: lot.onHand + quantity, ground, approval },
    });
  }
  return { lost, found, voucherId: voucher.id, voucherNumber: voucher.number };
}
