import type { Month } from '#shared/calendar.ts';
import type { Fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { ACCOUNT } from './standard-accounts.ts';

export const MONEY_MONTHS = `
  SELECT month, debit - credit + closing_debit - closing_credit AS change FROM account_months WHERE account_id = :id`;
export const MONEY_OPENING = `
  SELECT opening_balances.debit - opening_balances.credit AS balance
  FROM openings CROSS JOIN opening_balances ON opening_balances.year = openings.year WHERE account_id = :id`;

interface Entry {
  accountId: string;
  debit: Fen;
  credit: Fen;
}

/**
 * Whether cash and bank would cover vouchers that are to be posted one after another: the rule of posting (money-check.ts), so that
 * a preview can say it beforehand. Posting itself has the last word.
 */
export class MoneyForecast {
  readonly #accounts: readonly { id: string; name: string; opening: number; changes: Map<Month, number> }[];

  constructor(db: Readable) {
    this.#accounts = [
      { id: ACCOUNT.cash, name: '库存现金' },
      { id: ACCOUNT.bank, name: '银行存款' },
    ].map(({ id, name }) => ({
      id,
      name,
      opening: db.get<{ balance: number }>(MONEY_OPENING, { id })?.balance ?? 0,
      changes: new Map(
        db.all<{ month: Month; change: number }>(MONEY_MONTHS, { id }).map(({ month, change }) => [month, change]),
      ),
    }));
  }

  /** @returns the account that would go below zero in this month or a later one; undefined when both cover the voucher */
  short(month: Month, entries: readonly Entry[]): { account: string; balance: number } | undefined {
    for (const { id, name, opening, changes } of this.#accounts) {
      const change = changeOf(id, entries);
      if (change >= 0) continue;
      let balance = opening + change;
      const months = [...new Set([...changes.keys(), month])].sort();
      for (const at of months) {
        balance += changes.get(at) ?? 0;
        if (at >= month && balance < 0) return { account: name, balance };
      }
    }
    return undefined;
  }

  add(month: Month, entries: readonly Entry[]): void {
    for (const { id, changes } of this.#accounts) changes.set(month, (changes.get(month) ?? 0) + changeOf(id, entries));
  }
}

function changeOf(id: string, entries: readonly Entry[]): number {
  return entries.reduce((sum, entry) => (entry.accountId === id ? sum + entry.debit - entry.credit : sum), 0);
}
