import type { Day } from '#shared/calendar.ts';
import type { Voucher } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { reverseVoucher } from '../vouchers/reverse.ts';
import { readVoucher } from '../vouchers/vouchers.ts';

interface TakeBack {
  /** The voucher. */
  id: string;
  day: Day;
  reason: string;
}

// What a voucher did to the cards is undone by the schema in the moment its reversal is posted (0130-assets.sql); here the
// person is told beforehand what stands in the way.

/**
 * 撤回购置: reverses the voucher; its cards become void.
 * @throws Refusal `request.notFound`, `ledger.assetDepreciated`, `ledger.assetDisposed`, and those of reversing
 */
export function takeBackPurchase(context: WriteContext, takeBack: TakeBack): Voucher {
  const { db } = context;
  const cards = db.all<{ number: string; status: string; taken: number }>(
    `SELECT number, status, EXISTS (SELECT 1 FROM asset_depreciations WHERE card_id = asset_cards.id AND live = 1) AS taken
     FROM asset_cards WHERE voucher_id = :id ORDER BY number`,
    { id: takeBack.id },
  );
  if (cards.length === 0) throw refuse('request.notFound', { what: '购置凭证' });
  const disposed = cards.find(({ status }) => status === 'disposed');
  if (disposed) throw refuse('ledger.assetDisposed', { number: disposed.number });
  const depreciated = cards.find(({ taken }) => taken === 1);
  if (depreciated) throw refuse('ledger.assetDepreciated', { number: depreciated.number });
  return reverse(context, takeBack, `购置：卡片 ${cards.map(({ number }) => number).join('、')}`);
}

/**
 * 撤回折旧: reverses the last depreciation voucher that stands; its months are free again.
 * @throws Refusal `request.notFound`, `ledger.depreciationLaterFirst`, `ledger.assetDisposed`, and those of reversing
 */
export function takeBackDepreciation(context: WriteContext, takeBack: TakeBack): Voucher {
  const { db } = context;
  const run = db.get<{ id: string; month: string }>('SELECT id, month FROM asset_runs WHERE voucher_id = :id', {
    id: takeBack.id,
  });
  if (!run) throw refuse('request.notFound', { what: '折旧凭证' });
  const last = lastRunMonth(db);
  if (last !== undefined && last > run.month) throw refuse('ledger.depreciationLaterFirst', { last });
  const disposed = db.get<{ number: string }>(
    `SELECT number FROM asset_depreciations JOIN asset_cards ON asset_cards.id = card_id
     WHERE run_id = :id AND asset_cards.status = 'disposed' LIMIT 1`,
    { id: run.id },
  );
  if (disposed) throw refuse('ledger.assetDisposed', { number: disposed.number });
  return reverse(context, takeBack, `${run.month} 折旧`);
}

/** The month of the last depreciation that stands. */
export function lastRunMonth(db: Readable): string | undefined {
  return db.get<{ last: string | null }>('SELECT max(month) AS last FROM asset_runs WHERE live = 1')?.last ?? undefined;
}

/**
 * 撤回处置: reverses the voucher; its cards are what they were before.
 * @throws Refusal `request.notFound`, and those of reversing
 */
export function takeBackDisposal(context: WriteContext, takeBack: TakeBack): Voucher {
  const cards = context.db.all<{ number: string }>(
    `SELECT number FROM asset_disposals JOIN asset_disposal_cards AS own ON own.disposal_id = asset_disposals.id
     JOIN asset_cards ON asset_cards.id = own.card_id WHERE asset_disposals.voucher_id = :id ORDER BY number`,
    { id: takeBack.id },
  );
  if (cards.length === 0) throw refuse('request.notFound', { what: '处置凭证' });
  return reverse(context, takeBack, `处置：卡片 ${cards.map(({ number }) => number).join('、')}`);
}

function reverse(context: WriteContext, { id, day, reason }: TakeBack, what: string): Voucher {
  const posted = reverseVoucher(context, { voucherId: id, day, reason });
  context.trail({
    subject: 'asset',
    id,
    label: `撤回${what}`,
    before: { voucher: id },
    after: { reversal: posted.id, reason },
  });
  return readVoucher(context.db, posted.id);
}
