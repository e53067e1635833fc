import { randomUUID } from 'node:crypto';
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AccountClass } from '#shared/contract/union.ts';
import { refuse } from '#shared/errors.ts';
import { fen, plainYuan } from '#shared/money.ts';
import type { ChosenFile, WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { lineage, readAccountTree } from '../chart/accounts.ts';
import { voucherNumber } from '../vouchers/post.ts';
import { exportBeancountText } from './export-beancount.ts';
import { JOURNAL_ROWS, type JournalRow, oneLine } from './journal-rows.ts';

/** For hledger. */
export const JOURNAL_FILE = '账簿.journal';
/** For Beancount. */
export const BEANCOUNT_FILE = '账簿.beancount';

const CLASSES: Readonly<Record<AccountClass, { root: string; type: string }>> = {
  asset: { root: '资产', type: 'A' },
  liability: { root: '负债', type: 'L' },
  netAssets: { root: '净资产', type: 'E' },
  income: { root: '收入', type: 'R' },
  expense: { root: '支出', type: 'X' },
};

/**
 * The whole ledger in the plain-text format of hledger: account declarations with their types, the opening balances as the first
 * transaction, then one transaction a voucher by month and number. An account is named by its class and its numbers from the
 * top, `支出:501 职工活动支出:50102 文体活动支出`; a debit is positive, a credit negative. Transactions carry `source:<source>`, so
 * that `not:tag:source=closing` leaves the year-end closing out, and an entry of 专项资金 carries `fund:<name>`.
 */
export function exportJournalText(db: Readable): string {
  const tree = readAccountTree(db);
  const names = new Map(
    tree.map((account) => {
      const path = lineage(tree, account.id)
        .reverse()
        .map(({ code, name }) => oneLine(`${code} ${name}`, /[;:]/g));
      return [account.id, [CLASSES[account.class].root, ...path].join(':')];
    }),
  );
  const union = db.get<{ name: string }>('SELECT name FROM union_profile')?.name ?? '';
  const parts = [`; ${oneLine(union)} 账簿`, 'commodity 1000.00 CNY', ''];
  for (const { root, type } of Object.values(CLASSES)) parts.push(`account ${root}  ; type:${type}`);
  for (const account of tree) parts.push(`account ${names.get(account.id)}`);
  parts.push('', ...openingLines(db, names));
  let last = '';
  for (const row of db.iterate<JournalRow>(JOURNAL_ROWS)) {
    if (row.id !== last) {
      parts.push(
        '',
        `${row.day} * (${row.month} ${voucherNumber(row.number)}) ${oneLine(row.summary, /[;|]/g)}  ; source:${row.source}`,
      );
      last = row.id;
    }
    parts.push(`    ${names.get(row.accountId)}  ${plainYuan(row.amount)} CNY${remarkOf(row)}`);
  }
  return `${parts.join('\n')}\n`;
}

/** The fund as a tag, which ends at a comma, and the entry's summary where it is not the voucher's. */
function remarkOf({ fund, summary, entrySummary }: JournalRow): string {
  const remarks = [
    fund === null ? '' : `fund:${oneLine(fund, /[:,]/g)}`,
    entrySummary === summary ? '' : oneLine(entrySummary, /[:]/g),
  ].filter((remark) => remark !== '');
  return remarks.length === 0 ? '' : `  ; ${remarks.join(', ')}`;
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

/**
 * Writes the ledger as plain text into a folder that the person picked, for hledger and for Beancount; older files of these names are
 * replaced only by whole new ones.
 * @throws Refusal `file.saveFailed`
 */
export function exportJournal(
  context: WriteContext,
  folder: ChosenFile,
): { fileName: string; files: string[]; vouchers: number } {
  const { db } = context;
  const files = new Map([
    [JOURNAL_FILE, exportJournalText(db)],
    [BEANCOUNT_FILE, exportBeancountText(db)],
  ]);
  const vouchers =
    db.get<{ total: number }>("SELECT count(*) AS total FROM vouchers WHERE status = 'posted'")?.total ?? 0;
  for (const [name, text] of files) writeWhole(folder, name, text);
  context.trail({
    subject: 'ledger',
    id: 'journal',
    label: `${[...files.keys()].join('、')}（${vouchers} 张凭证）`,
    after: { folder: folder.name, vouchers },
  });
  return { fileName: JOURNAL_FILE, files: [...files.keys()], vouchers };
}

/** @throws Refusal `file.saveFailed` */
function writeWhole(folder: ChosenFile, name: string, text: string): void {
  const partial = join(folder.path, `${name}.${randomUUID()}.part`);
  try {
    writeFileSync(partial, text);
    renameSync(partial, join(folder.path, name));
  } catch {
    rmSync(partial, { force: true });
    throw refuse('file.saveFailed', { file: name });
  }
}
