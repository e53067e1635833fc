import { type Month, month } from '#shared/calendar.ts';
import type { Readable } from '../../database.ts';
import { lineage, type TreeAccount } from '../chart/accounts.ts';
import { FUND_ACCOUNTS } from '../for-review.ts';

/** Fen on both sides, year-end closing vouchers told apart. */
export interface MonthFigures {
  debit: number;
  credit: number;
  closingDebit: number;
  closingCredit: number;
}

// The wanted accounts first, then their months by the primary key.
export const MONTH_FIGURES = `
  SELECT account_id AS accountId, month, debit, credit, closing_debit AS closingDebit, closing_credit AS closingCredit
  FROM json_each(:accounts) AS wanted CROSS JOIN account_months ON account_months.account_id = wanted.value
  WHERE month BETWEEN :from AND :to ORDER BY month`;

type Row = MonthFigures & { accountId: string; month: Month };

/** What was booked on some detail accounts, account by account and month by month; months without anything are left out. */
export function readMonthFigures(db: Readable, accounts: readonly string[], from: Month, to: Month): Row[] {
  return db.all<Row>(MONTH_FIGURES, { accounts: JSON.stringify(accounts), from, to });
}

/** The same, added up by month. */
export function sumByMonth(rows: readonly Row[]): Map<Month, MonthFigures> {
  const months = new Map<Month, MonthFigures>();
  for (const row of rows) {
    const before = months.get(row.month) ?? { debit: 0, credit: 0, closingDebit: 0, closingCredit: 0 };
    months.set(row.month, {
      debit: before.debit + row.debit,
      credit: before.credit + row.credit,
      closingDebit: before.closingDebit + row.closingDebit,
      closingCredit: before.closingCredit + row.closingCredit,
    });
  }
  return months;
}

/** The detail accounts at and below an account. */
export function detailsUnder(tree: readonly TreeAccount[], accountId: string): string[] {
  return tree
    .filter((account) => account.detail && lineage(tree, account.id).some(({ id }) => id === accountId))
    .map(({ id }) => id);
}

/** The detail accounts of 工会资金结转 and 工会资金结余. */
export function fundDetails(tree: readonly TreeAccount[]): string[] {
  return FUND_ACCOUNTS.flatMap((id) => detailsUnder(tree, id));
}

export function januaryOf(year: number): Month {
  return month(`${year}-01`);
}
