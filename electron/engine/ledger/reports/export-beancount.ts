import { addMonths, firstDay, type Month } from '#shared/calendar.ts';
import type { AccountClass } from '#shared/contract/union.ts';
import { fen, plainYuan } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { lineage, readAccountTree, type TreeAccount } from '../chart/accounts.ts';
import { voucherNumber } from '../vouchers/post.ts';
import { JOURNAL_ROWS, type JournalRow, oneLine } from './journal-rows.ts';
import { readTrialBalance } from './trial-balance.ts';

const ROOTS: Readonly<Record<AccountClass, string>> = {
  asset: 'Assets',
  liability: 'Liabilities',
  netAssets: 'Equity',
  income: 'Income',
  expense: 'Expenses',
};

/**
 * The whole ledger for Beancount 2 and 3. An account is named by its class and its numbers from the top, `Expenses:501:50102`, since
 * those are the only names that every tool takes; its Chinese name stands on its `open`. A voucher is a transaction with its number and
 * source, 专项资金 stand as `fund` on their postings, a reversal has its negative amounts. At the end the closing balance of every account
 * is asserted, so that a file that is cut short or touched does not pass `bean-check`.
 */
export function exportBeancountText(db: Readable): string {
  const tree = readAccountTree(db);
  const names = new Map(tree.map((account) => [account.id, nameOf(tree, account)]));
  const months = db.get<{ first: Month | null; last: Month | null }>(
    'SELECT min(month) AS first, max(month) AS last FROM periods',
  );
  if (!months?.first || !months.last) return '';
  const { first, last } = { first: months.first, last: months.last };
  const union = db.get<{ name: string }>('SELECT name FROM union_profile')?.name ?? '';
  const parts = [`option "title" ${quoted(`${union} 账簿`)}`, 'option "operating_currency" "CNY"', ''];
  const opened = firstDay(first);
  for (const account of tree.filter(({ detail }) => detail))
    parts.push(`${opened} open ${names.get(account.id)} CNY`, `  name: ${quoted(account.name)}`);
  parts.push(...openingLines(db, names));
  let open = '';
  for (const row of db.iterate<JournalRow>(JOURNAL_ROWS)) {
    if (row.id !== open) {
      const number = quoted(`${row.month} ${voucherNumber(row.number)}`);
      parts.push('', `${row.day} * ${quoted(row.summary)}`, `  number: ${number}`, `  source: "${row.source}"`);
      open = row.id;
    }
    parts.push(`  ${names.get(row.accountId)}  ${plainYuan(row.amount)} CNY`);
    if (row.fund !== null) parts.push(`    fund: ${quoted(row.fund)}`);
    if (row.entrySummary !== row.summary) parts.push(`    summary: ${quoted(row.entrySummary)}`);
  }
  parts.push('', ...closingLines(db, names, first, last));
  return `${parts.join('\n')}\n`;
}

function nameOf(tree: readonly TreeAccount[], { id, class: of }: TreeAccount): string {
  const codes = lineage(tree, id)
    .reverse()
    .map(({ code }) => code);
  return [ROOTS[of], ...codes].join(':');
}

function openingLines(db: Readable, names: ReadonlyMap<string, string>): string[] {
  const rows = db.all<{ year: number; accountId: string; amount: number }>(
    `SELECT year, account_id AS accountId, debit - credit AS amount FROM opening_balances
     JOIN accounts ON accounts.id = account_id WHERE debit <> credit ORDER BY year, code`,
  );
  const year = rows[0]?.year;
  if (year === undefined) return [];
  return [
    '',
    `${year}-01-01 * "年初余额"`,
    '  source: "opening"',
    ...rows.map((row) => `  ${names.get(row.accountId)}  ${plainYuan(fen(row.amount))} CNY`),
  ];
}

/** Balances at the beginning of the day after the last month. */
function closingLines(db: Readable, names: ReadonlyMap<string, string>, first: Month, last: Month): string[] {
  const day = firstDay(addMonths(last, 1));
  return readTrialBalance(db, first, last)
    .lines.filter(({ detail }) => detail)
    .map(
      (line) =>
        `${day} balance ${names.get(line.accountId)}  ${plainYuan(fen(line.closingDebit - line.closingCredit))} CNY`,
    );
}

/** A string as Beancount reads it, on one line. */
function quoted(text: string): string {
  return `"${oneLine(text).replace(/["\\]/g, '\\$&')}"`;
}
