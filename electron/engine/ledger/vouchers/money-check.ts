import { formatMonth, type Month, monthOf } from '#shared/calendar.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { ACCOUNT } from '../chart/standard-accounts.ts';
import type { VoucherDraft } from './post.ts';

/** Balance of an account at the end of a month and of every later month with turnover, oldest first; fen, debit minus credit. */
export const BALANCES_FROM = `
  SELECT month, balance FROM (
    SELECT month, sum(debit - credit + closing_debit - closing_credit) OVER (ORDER BY month)
                  + coalesce((SELECT sum(debit - credit) FROM opening_balances WHERE account_id = :id), 0) AS balance
    FROM account_months WHERE account_id = :id)
  WHERE month > :month ORDER BY month`;

export const BALANCE_THROUGH = `
  SELECT coalesce((SELECT sum(debit - credit + closing_debit - closing_credit) FROM account_months WHERE account_id = :id AND month <= :month), 0)
       + coalesce((SELECT sum(debit - credit) FROM opening_balances WHERE account_id = :id), 0) AS balance`;

/** Balance of one account at the end of a month, with the opening, debit minus credit. */
export function balanceThrough(db: Readable, accountId: string, month: Month): Fen {
  return fen(db.get<{ balance: number }>(BALANCE_THROUGH, { id: accountId, month })?.balance ?? 0);
}

/**
 * Money that is not there cannot be paid out (收付实现制). A voucher dated back is weighed in its own month and in every later
 * one, so that no month ends below zero.
 * @throws Refusal `ledger.cashNegative`
 */
export function assertMoneyCovers(db: Readable, { day, entries }: Pick<VoucherDraft, 'day' | 'entries'>): void {
  const month = monthOf(day);
  for (const [id, name] of [
    [ACCOUNT.cash, '库存现金'],
    [ACCOUNT.bank, '银行存款'],
  ] as const) {
    const change = entries.reduce(
      (total, entry) => (entry.accountId === id ? total + entry.debit - entry.credit : total),
      0,
    );
    if (change >= 0) continue;
    const now = balanceThrough(db, id, month) + change;
    if (now < 0) throw refuse('ledger.cashNegative', { account: name, balance: formatYuan(fen(now)) });
    for (const later of db.all<{ month: Month; balance: number }>(BALANCES_FROM, { id, month })) {
      const balance = later.balance + change;
      if (balance < 0)
        throw refuse('ledger.cashNegative', {
          account: `${name}（${formatMonth(later.month)}末）`,
          balance: formatYuan(fen(balance)),
        });
    }
  }
}
