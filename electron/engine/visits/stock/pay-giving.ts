import type { Day } from '#shared/calendar.ts';
import type { VisitKind } from '#shared/contract/visits.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import { ACCOUNT, type PostedVoucher, postVoucher } from '../../ledger/commands.ts';

/** What a visit or a whole list is paid with. */
export interface Giving {
  day: Day;
  summary: string;
  /** All of it: one voucher, one amount. */
  amount: Fen;
  method: 'cash' | 'bank';
  attachmentCount: number;
  resolutionId?: string | undefined;
  /** 专项资金 that pays; left out for the union's own money. */
  fundId?: string | undefined;
}

/**
 * Posts what a visit or a list cost: 借 the kind's account, 贷 现金 or 银行存款.
 * @throws Refusal what `postVoucher` refuses
 */
export function payGiving(context: WriteContext, kind: VisitKind, giving: Giving): PostedVoucher {
  const { amount, method, summary, day, attachmentCount, resolutionId, fundId } = giving;
  return postVoucher(context, {
    day,
    summary,
    source: 'visits',
    attachmentCount,
    ...(resolutionId === undefined ? {} : { resolutionId }),
    entries: [
      { accountId: kind.accountId, debit: amount, credit: fen(0), ...(fundId === undefined ? {} : { fundId }) },
      { accountId: ACCOUNT[method], debit: fen(0), credit: amount },
    ],
  });
}
