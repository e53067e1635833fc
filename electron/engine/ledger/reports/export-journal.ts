import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Day } from '#shared/calendar.ts';
import type { VoucherSource } from '#shared/contract/ledger.ts';
import type { AccountClass } from '#shared/contract/union.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, plainYuan } from '#shared/money.ts';
import type { ChosenFile, WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { lineage, readAccountTree } from '../chart/accounts.ts';
import { voucherNumber } from '../vouchers/post.ts';

export const JOURNAL_FILE = '账簿.journal';

const CLASSES: Readonly<Record<AccountClass, { root: string; type: string }>> = {
  asset: { root: '资产', type: 'A' },
  liability: { root: '负债', type: 'L' },
  netAssets: { root: '净资产', type: 'E' },
  income: { root: '收入', type: 'R' },
  expense: { root: '支出', type: 'X' },
};

export const JOURNAL_ROWS = `
  SELECT vouchers.id AS id, vouchers.month AS month, vouchers.day AS day, vouchers.number AS number, vouchers.summary AS summary,
         vouchers.source AS source, entries.account_id AS accountId, entries.summary AS entrySummary, entries.debit - entries.credit AS amount
  FROM vouchers CROSS JOIN entries ON entries.voucher_id = vouchers.id
  WHERE vouchers.status = 'posted' ORDER BY vouchers.month, vouchers.number, entries.line`;

interface JournalRow {
  id: string;
  month: string;
  day: Day;
  number: number;
  summary: string;
  source: VoucherSource;
  accountId: string;
  entrySummary: string;
  amount: Fen;
}

/**
 * The whole ledger in the plain-text format of hledger: account declarations with their types, the opening balances as the first
 * transaction, then one transaction a voucher by month and number. An account is named by its class and its numbers from the
 * top, `支出:501 职工活动支出:50102 文体活动支出`; a debit is positive, a credit negative. Transactions carry `source:<source>`, so
 * that `not:tag:source=closing` leaves the year-end closing out.
 */
export function exportJournalText(db: Readable): string {
  const tree = readAccountTree(db);
  const names = new Map(
    tree.map((account) => {
      const path = lineage(tree, account.id)
        .reverse()
        .map(({ code, name }) => clean(`${code} ${name}`, /[;:]/g));
      return [account.id, [CLASSES[account.class].root, ...path].join(':')];
    }),
  );
  const union = db.get<{ name: string }>('SELECT name FROM union_profile')?.name ?? '';
  const parts = [`; ${clean(union)} 账簿`, 'commodity 1000.00 CNY', ''];
  for (const { root, type } of Object.values(CLASSES)) parts.push(`account ${root}  ; type:${type}`);
  for (const account of tree) parts.push(`account ${names.get(account.id)}`);
  parts.push('', ...openingLines(db, names));
  let last = '';
  for (const row of db.iterate<JournalRow>(JOURNAL_ROWS)) {
    if (row.id !== last) {
      parts.push(
        '',
        `${row.day} * (${row.month} ${voucherNumber(row.number)}) ${clean(row.summary, /[;|]/g)}  ; source:${row.source}`,
      );
      last = row.id;
    }
    const note = row.entrySummary === row.summary ? '' : `  ; ${clean(row.entrySummary, /[:]/g)}`;
    parts.push(`    ${names.get(row.accountId)}  ${plainYuan(row.amount)} CNY${note}`);
  }
  return `${parts.join('\n')}\n`;
}

function openingLines(db: Readable, names: ReadonlyMap<string, string>): string[] {
  const rows = db.all<{ year: number; accountId: string; amount: number }>(
    `SELECT year, account_id AS accountId, debit - credit AS amount FROM opening_balances
     JOIN accounts ON accounts.id = account_id ORDER BY year, code`,
  );
  const year = rows[0]?.year;
  if (year === undefined) return [];
  return [
    `${year}-01-01 * (年初) 年初余额  ; source:opening`,
    ...rows.map((row) => `    ${names.get(row.accountId)}  ${plainYuan(fen(row.amount))} CNY`),
  ];
}

/** One line without what the format would read as its own: line breaks, two spaces, and the given signs. */
function clean(text: string, signs?: RegExp): string {
  const oneLine = text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ');
  return (signs ? oneLine.replace(signs, ' ') : oneLine).replace(/\s+/g, ' ').trim();
}

/**
 * Writes the journal into a folder that the person picked; an older one of the same name is replaced only by a whole new one.
 * @throws Refusal `file.saveFailed`
 */
export function exportJournal(context: WriteContext, folder: ChosenFile): { fileName: string; vouchers: number } {
  const text = exportJournalText(context.db);
  const vouchers =
    context.db.get<{ total: number }>("SELECT count(*) AS total FROM vouchers WHERE status = 'posted'")?.total ?? 0;
  const partial = join(folder.path, `${JOURNAL_FILE}.${randomUUID()}.part`);
  try {
    writeFileSync(partial, text);
    renameSync(partial, join(folder.path, JOURNAL_FILE));
  } catch {
    rmSync(partial, { force: true });
    throw refuse('file.saveFailed', { file: JOURNAL_FILE });
  }
  context.trail({
    subject: 'ledger',
    id: 'journal',
    label: `${JOURNAL_FILE}(${vouchers} 张凭证)`,
    after: { folder: folder.name, vouchers },
  });
  return { fileName: JOURNAL_FILE, vouchers };
}
