import type { Day } from '#shared/calendar.ts';
import type { VoucherSource } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import { type PostedVoucher, postVoucher, voucherNumber } from './post.ts';

interface OriginalRow {
  month: string;
  number: number;
  day: Day;
  source: VoucherSource;
  counterparty: string;
  resolution_id: string | null;
  reversed: number;
}

/**
 * 红字冲销: posts the mirror of a voucher, its amounts negative on the same side, dated `day` in an open month. What else hangs
 * on the voucher (receipts, visits) is for the feature that owns it. The resolution is carried, so that what rests on it shrinks.
 * @throws Refusal `request.notFound`, `ledger.reversalNotReversed`, `ledger.closingNotReversed`, `ledger.alreadyReversed`,
 *   `ledger.reversalTooEarly`, and those of posting (closed month; taking back an income that is spent already)
 */
export function reverseVoucher(
  context: WriteContext,
  { voucherId, day, reason }: { voucherId: string; day: Day; reason: string },
): PostedVoucher {
  const { db } = context;
  const original = db.get<OriginalRow>(
    `SELECT month, number, day, source, counterparty, resolution_id,
            EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = vouchers.id) AS reversed
     FROM vouchers WHERE id = :voucherId AND status = 'posted'`,
    { voucherId },
  );
  if (!original) throw refuse('request.notFound', { what: '凭证' });
  const number = `${original.month} ${voucherNumber(original.number)}`;
  if (original.source === 'reversal') throw refuse('ledger.reversalNotReversed', { number });
  if (original.source === 'closing') throw refuse('ledger.closingNotReversed', { number });
  if (original.reversed === 1) throw refuse('ledger.alreadyReversed', { number });
  if (day < original.day) throw refuse('ledger.reversalTooEarly', { number, day: original.day });
  const entries = db.all<{ accountId: string; debit: Fen; credit: Fen; fundId: string | null }>(
    'SELECT account_id AS accountId, debit, credit, fund_id AS fundId FROM entries WHERE voucher_id = :voucherId ORDER BY line',
    { voucherId },
  );
  return postVoucher(context, {
    day,
    summary: `冲销 ${number}：${reason}`,
    source: 'reversal',
    counterparty: original.counterparty,
    ...(original.resolution_id === null ? {} : { resolutionId: original.resolution_id }),
    reversesId: voucherId,
    entries: entries.map(({ accountId, debit, credit, fundId }) => ({
      accountId,
      debit: fen(-debit),
      credit: fen(-credit),
      ...(fundId === null ? {} : { fundId }),
    })),
  });
}
