import type { Day } from '#shared/calendar.ts';
import type { VisitKind, VisitMethod } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import { ACCOUNT, type EntryDraft, type PostedVoucher, postVoucher } from '../../ledger/commands.ts';
import { STOCK_ACCOUNT } from './accounts.ts';
import { assertWorth, type StockTaken, takeOut } from './take.ts';

/** What a visit or a whole list is paid with. */
export interface Giving {
  day: Day;
  summary: string;
  /** All of it: one voucher, one amount. */
  amount: Fen;
  /** `stock`: out of the lots of {@link Giving.stock}, whose worth is the amount. */
  method: VisitMethod;
  /** Only with the method `stock`. */
  stock?: readonly StockTaken[] | undefined;
  attachmentCount: number;
  resolutionId?: string | undefined;
  /** 专项资金 that pays; left out for the union's own money. Never with `stock`: the goods were paid when they were bought. */
  fundId?: string | undefined;
}

/**
 * Posts what a visit or a list cost. Money: 借 the kind's account 贷 现金 or 银行存款. From stock: 借 资产基金 贷 库存物品 (rules.md 3.3; the
 * expense was booked when the goods were bought), and the goods leave their lots.
 * @throws Refusal `stock.nothingChosen`, `stock.lotTwice`, `stock.notEnough`, `stock.worthDiffers`, `stock.onlyFromStock`,
 *   `stock.withoutFund`, `request.notFound`, and what `postVoucher` refuses
 */
export function payGiving(context: WriteContext, kind: VisitKind, giving: Giving): PostedVoucher {
  const { amount, method, stock = [], summary, day, attachmentCount, resolutionId, fundId } = giving;
  if (method === 'stock') {
    if (fundId !== undefined) throw refuse('stock.withoutFund');
    assertWorth(context.db, stock, day, amount);
  } else if (stock.length > 0) throw refuse('stock.onlyFromStock');
  const entries: EntryDraft[] =
    method === 'stock'
      ? [
          { accountId: STOCK_ACCOUNT.fund, debit: amount, credit: fen(0) },
          { accountId: STOCK_ACCOUNT.goods, debit: fen(0), credit: amount },
        ]
      : [
          { accountId: kind.accountId, debit: amount, credit: fen(0), ...(fundId === undefined ? {} : { fundId }) },
          { accountId: ACCOUNT[method], debit: fen(0), credit: amount },
        ];
  const voucher = postVoucher(context, {
    day,
    summary,
    source: 'visits',
    attachmentCount,
    ...(resolutionId === undefined ? {} : { resolutionId }),
    entries,
  });
  if (method === 'stock') takeOut(context, stock, day, voucher.id);
  return voucher;
}
