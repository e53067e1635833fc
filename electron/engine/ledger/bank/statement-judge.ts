import { addDays, type Day, dayOf, firstDay, monthOf } from '#shared/calendar.ts';
import type { StatementPreview, StatementRow } from '#shared/contract/ledger.ts';
import { maskBankAccount } from '#shared/mask.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';
import type { ReadContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readProfile } from '../../union/commands.ts';
import { readBankSide } from './bank-balance.ts';
import { moneyAccount, moneyAccountsOf } from './money-accounts.ts';
import { type Chain, type ChainRow, chainOf, totalsOf } from './statement-chain.ts';
import type { FileRow, StatementFile } from './statement-file.ts';

/** A row that will become a bank line. */
export interface NewLine extends ChainRow {
  occurrence: number;
}

/** A statement file weighed against the books: what the page shows, and what taking it in would write. */
export interface JudgedStatement {
  preview: StatementPreview;
  lines: NewLine[];
  /** Sum of the rows that were there before. */
  leftOutSum: Fen;
}

type Judging = Pick<ReadContext, 'db' | 'today'>;
type File = StatementFile & { known: boolean };

/**
 * Gives every row of a statement its verdict. Rows that an earlier statement brought (same day, amount and balance, and the same
 * reference where both have one) are told apart by count, so that two equal movements of one day stay two.
 * @throws Refusal `bank.notMoneyAccount` for an account that holds no bank money
 */
export function judgeStatement(
  { db, today }: Judging,
  file: File,
  options: { accountId?: string | undefined; openingBalance?: Fen | undefined; from?: Day | undefined },
): JudgedStatement {
  const accountId = accountOf(db, file, options.accountId);
  const chain = chainOf(file, options.openingBalance ?? closingBefore(db, accountId, file));
  const { duplicates, lines, leftOutSum } = withoutKnown(db, accountId, chain);
  const { from, to } = spanOf(file, chain, { today, asked: options.from });
  const byRow = new Map(chain.rows.map((row) => [row.row, row]));
  const rows = file.rows.map((row) => verdictOf(row, byRow.get(row.row), duplicates));
  const counts: StatementPreview['counts'] = { take: 0, duplicate: 0, broken: 0, problem: 0, total: 0, note: 0 };
  for (const { verdict } of rows) counts[verdict] += 1;
  const needsOpening = !file.hasBalance && chain.opening === undefined && file.missing.length === 0;
  const preview: StatementPreview = {
    fileName: file.fileName,
    sheets: file.sheets,
    sheet: file.sheet,
    headerRows: file.headerRows,
    columns: file.columns,
    known: file.known,
    missing: file.missing,
    needsOpening,
    ...(accountId === undefined ? {} : { accountId }),
    holder: file.facts.holder,
    accountNumberMasked: maskBankAccount(file.facts.accountNumber),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    fromStated: file.facts.from !== undefined,
    ...(chain.opening === undefined ? {} : { opening: chain.opening }),
    ...(chain.closing === undefined ? {} : { closing: chain.closing }),
    rows,
    counts,
    problems: problemsOf(file, chain, rows),
    notes: [...chain.notes, ...notesOf(db, file, chain, accountId, duplicates.size > 0)],
    ...takenBefore(db, file.sha256),
  };
  return { preview, lines, leftOutSum };
}

/** The account asked for, else the one whose statements have this number, else the only one there is. */
function accountOf(db: Readable, { facts }: File, asked: string | undefined): string | undefined {
  if (asked !== undefined) return moneyAccount(db, 'bank', asked).id;
  const accounts = moneyAccountsOf(db, 'bank');
  if (facts.accountNumber !== '') {
    const known = db.get<{ accountId: string }>(
      `SELECT account_id AS accountId FROM bank_statements WHERE account_number = :number ORDER BY taken_at DESC LIMIT 1`,
      { number: facts.accountNumber },
    );
    if (known && accounts.some(({ id }) => id === known.accountId)) return known.accountId;
  }
  return accounts.length === 1 ? accounts[0]?.id : undefined;
}

/** For a file without balances: where the statements before it ended. */
function closingBefore(db: Readable, accountId: string | undefined, file: File): Fen | undefined {
  const first = file.rows.flatMap(({ day }) => (day === undefined ? [] : [day])).sort()[0];
  if (file.hasBalance || accountId === undefined || first === undefined) return undefined;
  return readBankSide(db, accountId, addDays(first, -1)).balance;
}

interface KnownLine {
  day: Day;
  amount: Fen;
  balance: Fen;
  reference: string;
}
export const KNOWN_LINES = `
  SELECT day, amount, balance, reference FROM bank_lines WHERE account_id = :account AND day BETWEEN :from AND :to`;

function withoutKnown(
  db: Readable,
  accountId: string | undefined,
  { rows }: Chain,
): { duplicates: Set<number>; lines: NewLine[]; leftOutSum: Fen } {
  const known = new Map<string, KnownLine[]>();
  const keyOf = ({ day, amount, balance }: KnownLine) => `${day} ${amount} ${balance}`;
  const [from, to] = [rows[0]?.day, rows.at(-1)?.day];
  if (accountId !== undefined && from !== undefined && to !== undefined)
    for (const line of db.all<KnownLine>(KNOWN_LINES, { account: accountId, from, to }))
      known.set(keyOf(line), [...(known.get(keyOf(line)) ?? []), line]);
  const alike = new Map<string, number>();
  for (const lines of known.values()) for (const line of lines) count(alike, `${keyOf(line)} ${line.reference}`);
  const duplicates = new Set<number>();
  const lines: NewLine[] = [];
  let leftOutSum = 0;
  for (const row of rows) {
    const candidates = known.get(keyOf(row)) ?? [];
    const exact = candidates.findIndex(({ reference }) => reference === row.reference);
    const loose = candidates.findIndex(({ reference }) => reference === '' || row.reference === '');
    const at = exact >= 0 ? exact : loose;
    if (at >= 0) {
      candidates.splice(at, 1);
      duplicates.add(row.row);
      leftOutSum += row.amount;
    } else lines.push({ ...row, occurrence: count(alike, `${keyOf(row)} ${row.reference}`) });
  }
  return { duplicates, lines, leftOutSum: fen(leftOutSum) };
}

function count(counts: Map<string, number>, key: string): number {
  const next = (counts.get(key) ?? 0) + 1;
  counts.set(key, next);
  return next;
}

/**
 * The days that the file covers: as it says, else as asked, else from the first of the month of its first row; at least the days of its
 * rows, at most today (banks print the whole month that was asked for).
 */
function spanOf(
  { facts }: File,
  { rows }: Chain,
  { today, asked }: { today: Day; asked: Day | undefined },
): { from?: Day; to?: Day } {
  const [first, last] = [rows[0]?.day, rows.at(-1)?.day];
  const stated = facts.to === undefined ? undefined : facts.to > today ? today : facts.to;
  const begin = facts.from ?? asked ?? (first === undefined ? undefined : firstDay(monthOf(first)));
  const from = [begin, first].flatMap((day) => day ?? []).sort()[0];
  const to = [stated, last]
    .flatMap((day) => day ?? [])
    .sort()
    .at(-1);
  if (from === undefined || to === undefined || from > to) return {};
  return { from, to };
}

function verdictOf(row: FileRow, linked: ChainRow | undefined, duplicates: ReadonlySet<number>): StatementRow {
  const { row: number, summary, counterparty, reference } = row;
  const base = {
    row: number,
    ...(row.day === undefined ? {} : { day: linked?.day ?? row.day }),
    summary,
    counterparty,
    reference,
    amount: linked?.amount ?? row.amount,
    ...((linked?.balance ?? row.balance) === undefined ? {} : { balance: linked?.balance ?? row.balance ?? fen(0) }),
  };
  if (row.kind === 'problem') return { ...base, verdict: 'problem', message: row.message };
  if (row.kind === 'total') return { ...base, verdict: 'total', message: row.message };
  if (row.kind !== 'movement') return { ...base, verdict: 'note', message: row.message };
  if (linked?.broken !== undefined) return { ...base, verdict: 'broken', message: linked.broken };
  if (duplicates.has(number)) return { ...base, verdict: 'duplicate', message: '以前的对账单里已经有了' };
  return { ...base, verdict: 'take', message: linked?.message ?? '' };
}

function problemsOf(file: File, chain: Chain, rows: readonly StatementRow[]): string[] {
  const problems: string[] = [];
  const broken = rows.filter(({ verdict }) => verdict === 'broken');
  if (broken.length > 0)
    problems.push(`第 ${nameRows(broken)} 行余额接不上，对账单可能少了几行，请向银行重新导出完整的对账单。`);
  const wrong = rows.filter(({ verdict }) => verdict === 'problem');
  if (wrong.length > 0) problems.push(`第 ${nameRows(wrong)} 行看不懂，请在文件里改好再选。`);
  const { closing } = file.facts;
  if (closing !== undefined && chain.closing !== undefined && chain.rows.length > 0 && closing !== chain.closing)
    problems.push(
      `对账单写的期末余额是 ${formatYuan(closing)} 元，最后一笔的余额是 ${formatYuan(chain.closing)} 元，可能少了最后几行。`,
    );
  return problems;
}

const MOST_NAMED = 5;
export function nameRows(rows: readonly { row: number }[]): string {
  const named = rows.slice(0, MOST_NAMED).map(({ row }) => row);
  return rows.length > MOST_NAMED ? `${named.join('、')} 等 ${rows.length}` : named.join('、');
}

function notesOf(db: Readable, file: File, chain: Chain, accountId: string | undefined, overlaps: boolean): string[] {
  const notes: string[] = [];
  const own = readProfile(db).name;
  const plain = (name: string) => name.normalize('NFKC').replace(/[\s()]/g, '');
  if (file.facts.holder !== '' && plain(file.facts.holder) !== plain(own))
    notes.push(`对账单的户名是「${file.facts.holder}」，本会是「${own}」，请核对是不是工会自己的账户。`);
  for (const { row, sums } of file.rows) {
    if (sums === undefined || chain.rows.length === 0) continue;
    const { received, paid } = totalsOf(chain.rows);
    if (sums.received !== received || sums.paid !== paid)
      notes.push(
        `第 ${row} 行合计写的是收入 ${formatYuan(sums.received)} 元、支出 ${formatYuan(sums.paid)} 元，各行相加是收入 ${formatYuan(received)} 元、支出 ${formatYuan(paid)} 元。`,
      );
  }
  const [first] = chain.rows;
  if (accountId === undefined || first === undefined || chain.opening === undefined || overlaps) return notes;
  const before = readBankSide(db, accountId, addDays(first.day, -1));
  if (before.balance !== undefined && before.balance !== chain.opening)
    notes.push(
      `上一份对账单到 ${before.to ?? ''} 余额是 ${formatYuan(before.balance)} 元，这一份开始时是 ${formatYuan(chain.opening)} 元，中间可能缺一份对账单。`,
    );
  const number = db.get<{ number: string }>(
    `SELECT account_number AS number FROM bank_statements WHERE account_id = :accountId AND account_number <> '' ORDER BY taken_at DESC LIMIT 1`,
    { accountId },
  )?.number;
  if (number !== undefined && file.facts.accountNumber !== '' && number !== file.facts.accountNumber)
    notes.push(`账号 ${maskBankAccount(file.facts.accountNumber)} 与以前的对账单不同，请核对是不是同一个账户。`);
  return notes;
}

export const TAKEN_BEFORE = `
  SELECT bank_statements.taken_at AS at FROM import_batches CROSS JOIN bank_statements ON bank_statements.batch_id = import_batches.id
  WHERE import_batches.feature = 'ledger' AND import_batches.sha256 = :sha256 ORDER BY bank_statements.taken_at DESC LIMIT 1`;

function takenBefore(db: Readable, sha256: string): { takenBefore?: Day } {
  const row = db.get<{ at: string }>(TAKEN_BEFORE, { sha256 });
  return row ? { takenBefore: dayOf(new Date(row.at)) } : {};
}
