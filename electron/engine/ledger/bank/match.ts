import { type Day, firstDay, lastDay, type Month } from '#shared/calendar.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { BankEntry, BankLine, BankMatch } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { fen, formatYuan } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { moneyAccount } from './money-accounts.ts';
import { ENTRY_COLUMNS, type EntryRow, entryOf, LINE_COLUMNS } from './open-items.ts';
import { type ReadEntry, readEntry } from './opening.ts';

export interface ReadLine extends BankLine {
  accountId: string;
  matchId: string | null;
}
export const READ_LINE = `
  SELECT ${LINE_COLUMNS}, bank_lines.account_id AS accountId,
         (SELECT match_id FROM bank_match_lines WHERE line_id = bank_lines.id) AS matchId
  FROM bank_lines WHERE bank_lines.id = :id`;

/** @throws Refusal `request.notFound` */
export function readLine(db: Readable, id: string): ReadLine {
  const line = db.get<ReadLine>(READ_LINE, { id });
  if (!line) throw refuse('request.notFound', { what: '银行流水' });
  return line;
}

export type MatchGroup = ParsedInputOf<'ledger.matchLines'>['groups'][number];

/**
 * 勾对: ties lines of the bank to entries of the books, group by group, all or none.
 * @throws Refusal `request.notFound`, `bank.alreadyMatched`, `bank.markedSettled`, `bank.groupSingle`, `bank.groupAccounts`,
 *   `bank.groupSums`, `bank.notMoneyAccount`
 */
export function matchLines(context: WriteContext, { groups }: ParsedInputOf<'ledger.matchLines'>): { matched: number } {
  for (const group of groups) matchGroup(context, group);
  return { matched: groups.length };
}

/** @throws Refusal as {@link matchLines} */
export function matchGroup(context: WriteContext, group: MatchGroup): string {
  const { db, newId, now, operator, trail } = context;
  const lines = group.lines.map((id) => readLine(db, id));
  const entries = group.entries.map((entry) => readEntry(db, entry));
  const accountId = assertMatchable(group, lines, entries);
  const id = newId();
  for (const line of lines)
    db.run('INSERT INTO bank_match_lines (line_id, match_id) VALUES (:line, :id)', { line: line.id, id });
  for (const { voucherId, line } of entries)
    db.run('INSERT INTO bank_match_entries (voucher_id, line, match_id) VALUES (:voucherId, :line, :id)', {
      voucherId,
      line,
      id,
    });
  const lastDay =
    [...lines, ...entries]
      .map(({ day }) => day)
      .sort()
      .at(-1) ?? '';
  db.run(
    'INSERT INTO bank_matches (id, account_id, last_day, made_at, operator) VALUES (:id, :accountId, :lastDay, :now, :operator)',
    { id, accountId, lastDay, now, operator },
  );
  trail({ subject: 'bankMatch', id, label: labelOf(lines, entries), after: factsOf(lines, entries) });
  return id;
}

function assertMatchable(group: MatchGroup, lines: readonly ReadLine[], entries: readonly ReadEntry[]): string {
  const items = new Set([...group.lines, ...group.entries.map(({ voucherId, line }) => `${voucherId} ${line}`)]);
  const [first] = [...lines, ...entries];
  if (!first || items.size < 2 || items.size < lines.length + entries.length) throw refuse('bank.groupSingle');
  const matched = [...lines, ...entries].find(({ matchId }) => matchId !== null);
  if (matched) throw refuse('bank.alreadyMatched', { item: nameOf(matched) });
  if (entries.some(({ kind }) => kind === 'settled')) throw refuse('bank.markedSettled');
  if ([...lines, ...entries].some(({ accountId }) => accountId !== first.accountId)) throw refuse('bank.groupAccounts');
  const bank = fen(lines.reduce((total, { amount }) => total + amount, 0));
  const book = fen(entries.reduce((total, { amount }) => total + amount, 0));
  if (bank !== book)
    throw refuse('bank.groupSums', {
      bank: formatYuan(bank),
      book: formatYuan(book),
      difference: formatYuan(fen(Math.abs(bank - book))),
    });
  return first.accountId;
}

function nameOf(item: BankLine | BankEntry): string {
  const number = 'voucherId' in item ? `${item.month} ${item.number}` : item.day;
  return `${number} ${item.summary} ${formatYuan(fen(Math.abs(item.amount)))} 元`;
}

const MOST_NAMED = 3;
function labelOf(lines: readonly BankLine[], entries: readonly BankEntry[]): string {
  const named = [
    ...lines.map(({ day, amount }) => `${day} ${formatYuan(amount)}`),
    ...entries.map(({ month, number }) => `${month} ${number}`),
  ];
  const rest = named.length > MOST_NAMED ? ` 等 ${named.length} 笔` : '';
  return `勾对 ${named.slice(0, MOST_NAMED).join('、')}${rest}`;
}

function factsOf(lines: readonly BankLine[], entries: readonly BankEntry[]): unknown {
  return {
    lines: lines.map(({ id, day, amount }) => ({ id, day, amount })),
    entries: entries.map(({ voucherId, line, day, amount }) => ({ voucherId, line, day, amount })),
  };
}

/**
 * Takes matches apart, whole groups at a time.
 * @throws Refusal `request.notFound`
 */
export function unmatchLines({ db, trail }: WriteContext, ids: readonly string[]): { undone: number } {
  const asked = [...new Set(ids)];
  for (const id of asked) {
    const match = db.get<MatchRow>(
      'SELECT id, last_day AS lastDay, made_at AS madeAt, operator FROM bank_matches WHERE id = :id',
      { id },
    );
    if (!match) throw refuse('request.notFound', { what: '勾对' });
    const { lines, entries } = itemsOf(db, id);
    db.run('DELETE FROM bank_matches WHERE id = :id', { id });
    db.run('DELETE FROM bank_match_lines WHERE match_id = :id', { id });
    db.run('DELETE FROM bank_match_entries WHERE match_id = :id', { id });
    trail({ subject: 'bankMatch', id, label: `取消${labelOf(lines, entries)}`, before: factsOf(lines, entries) });
  }
  return { undone: asked.length };
}

interface MatchRow {
  id: string;
  lastDay: Day;
  madeAt: string;
  operator: string;
}
export const LIST_MATCHES = `
  SELECT id, last_day AS lastDay, made_at AS madeAt, operator FROM bank_matches
  WHERE account_id = :account AND last_day BETWEEN :from AND :to ORDER BY last_day DESC, id DESC`;
export const LINES_OF_MATCH = `
  SELECT ${LINE_COLUMNS} FROM bank_match_lines CROSS JOIN bank_lines ON bank_lines.id = bank_match_lines.line_id
  WHERE bank_match_lines.match_id = :id ORDER BY bank_lines.day, bank_lines.statement_id, bank_lines.position`;
export const ENTRIES_OF_MATCH = `
  SELECT ${ENTRY_COLUMNS} FROM bank_match_entries AS item
  CROSS JOIN entries ON entries.voucher_id = item.voucher_id AND entries.line = item.line
  CROSS JOIN vouchers ON vouchers.id = entries.voucher_id
  WHERE item.match_id = :id ORDER BY vouchers.day, vouchers.number, entries.line`;

function itemsOf(db: Readable, id: string): { lines: BankLine[]; entries: BankEntry[] } {
  return {
    lines: db.all<BankLine>(LINES_OF_MATCH, { id }),
    entries: db.all<EntryRow>(ENTRIES_OF_MATCH, { id }).map(entryOf),
  };
}

/** The groups that became complete in a month, newest first. */
export function listMatches(db: Readable, month: Month, accountId: string | undefined): BankMatch[] {
  const account = moneyAccount(db, 'bank', accountId).id;
  return db
    .all<MatchRow>(LIST_MATCHES, { account, from: firstDay(month), to: lastDay(month) })
    .map((row) => ({ ...row, ...itemsOf(db, row.id) }));
}
