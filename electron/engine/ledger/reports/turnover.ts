import type { Month } from '#shared/calendar.ts';
import type { AccountClass } from '#shared/contract/union.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { lineage, readAccountTree, type TreeAccount } from '../chart/accounts.ts';

/** What was booked on an income or expense account, year-end closing vouchers left out. */
export interface Turnover {
  accountId: string;
  code: string;
  name: string;
  class: Extract<AccountClass, 'income' | 'expense'>;
  /** 1 at the top of the chart. */
  level: number;
  /** Has no accounts below it. */
  detail: boolean;
  debit: Fen;
  credit: Fen;
  /** In the account's own direction: credit minus debit for income, debit minus credit for expense. */
  net: Fen;
}
export interface MonthlyTurnover extends Turnover {
  month: Month;
}

interface TurnoverRow {
  accountId: string;
  debit: number;
  credit: number;
}

// CROSS JOIN fixes the order: the few income and expense accounts first, then their months by the primary key.
export const TURNOVER = `
  SELECT accounts.id AS accountId, sum(account_months.debit) AS debit, sum(account_months.credit) AS credit
  FROM accounts CROSS JOIN account_months ON account_months.account_id = accounts.id
  WHERE accounts.class IN ('income', 'expense') AND account_months.month BETWEEN :from AND :to
  GROUP BY accounts.id`;
export const MONTHLY_TURNOVER = `
  SELECT accounts.id AS accountId, account_months.month AS month, account_months.debit AS debit, account_months.credit AS credit
  FROM accounts CROSS JOIN account_months ON account_months.account_id = accounts.id
  WHERE accounts.class IN ('income', 'expense') AND account_months.month BETWEEN :from AND :to`;

/**
 * Income and expense by account over months (both included), without year-end closing: a closed year reads like an open one.
 * @returns every account with turnover and every account above one, by number; add up only `level` 1 or only `detail` lines
 */
export function readTurnover(db: Readable, from: Month, to: Month): Turnover[] {
  return withParents(readAccountTree(db), db.all<TurnoverRow>(TURNOVER, { from, to }));
}

/** The same month by month, oldest first. */
export function readMonthlyTurnover(db: Readable, from: Month, to: Month): MonthlyTurnover[] {
  const tree = readAccountTree(db);
  const months = new Map<Month, TurnoverRow[]>();
  for (const { month, ...row } of db.all<TurnoverRow & { month: Month }>(MONTHLY_TURNOVER, { from, to })) {
    months.set(month, [...(months.get(month) ?? []), row]);
  }
  return [...months]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([month, rows]) => withParents(tree, rows).map((line) => ({ ...line, month })));
}

function withParents(tree: readonly TreeAccount[], rows: readonly TurnoverRow[]): Turnover[] {
  const sums = new Map<string, { debit: number; credit: number }>();
  for (const row of rows) {
    for (const account of lineage(tree, row.accountId)) {
      const before = sums.get(account.id) ?? { debit: 0, credit: 0 };
      sums.set(account.id, { debit: before.debit + row.debit, credit: before.credit + row.credit });
    }
  }
  return tree.flatMap((account) => {
    const figures = sums.get(account.id);
    if (!figures || (account.class !== 'income' && account.class !== 'expense')) return [];
    if (figures.debit === 0 && figures.credit === 0) return [];
    const net = account.class === 'income' ? figures.credit - figures.debit : figures.debit - figures.credit;
    return [
      {
        accountId: account.id,
        code: account.code,
        name: account.name,
        class: account.class,
        level: account.level,
        detail: account.detail,
        debit: fen(figures.debit),
        credit: fen(figures.credit),
        net: fen(net),
      },
    ];
  });
}

/** Sums over the posted entries themselves, against which the kept turnover must agree. Scans every entry of the months. */
export const MISCOUNTS = `
  WITH counted AS (
    SELECT entries.account_id, vouchers.month,
           sum(iif(vouchers.source = 'closing', 0, entries.debit)) AS debit, sum(iif(vouchers.source = 'closing', 0, entries.credit)) AS credit,
           sum(iif(vouchers.source = 'closing', entries.debit, 0)) AS closing_debit, sum(iif(vouchers.source = 'closing', entries.credit, 0)) AS closing_credit
    FROM vouchers CROSS JOIN entries ON entries.voucher_id = vouchers.id
    WHERE vouchers.month BETWEEN :from AND :to AND vouchers.status = 'posted'
    GROUP BY entries.account_id, vouchers.month),
  kept AS (SELECT account_id, month, debit, credit, closing_debit, closing_credit FROM account_months WHERE month BETWEEN :from AND :to)
  SELECT DISTINCT wrong.month AS month, accounts.code AS code, accounts.name AS name FROM (
    SELECT * FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept)
    UNION SELECT * FROM (SELECT * FROM kept EXCEPT SELECT * FROM counted)) AS wrong
  JOIN accounts ON accounts.id = wrong.account_id ORDER BY wrong.month, accounts.code`;

/** Accounts whose kept turnover differs from the sum of their entries; none, unless somebody wrote past the program. */
export function findMiscounts(db: Readable, from: Month, to: Month): { month: Month; code: string; name: string }[] {
  return db.all<{ month: Month; code: string; name: string }>(MISCOUNTS, { from, to });
}
