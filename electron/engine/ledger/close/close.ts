import { day, formatMonth, type Month, month } from '#shared/calendar.ts';
import type { ValueOf } from '#shared/contract/index.ts';
import type { CloseItem } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, sum, ZERO } from '#shared/money.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readAccountTree, type TreeAccount } from '../chart/accounts.ts';
import { openYear } from '../chart/found.ts';
import { ACCOUNT } from '../chart/standard-accounts.ts';
import { readTurnover } from '../reports/turnover.ts';
import { balanceOf, type EntryDraft, postVoucher } from '../vouchers/post.ts';
import { checksOf, decemberOf, nameMonths, readCloseChecklist, yearsOfBooks } from './periods.ts';

/**
 * Closes a month and every open month before it, in order. Nothing can be written in them afterwards.
 * @throws Refusal `ledger.periodMissing`, `ledger.alreadyClosed`, `ledger.cannotClose` (December waits for its year)
 */
export function closeMonth(context: WriteContext, until: Month): { closed: Month[] } {
  const { months, items, canClose } = readCloseChecklist(context, until);
  if (!canClose) throw refuse('ledger.cannotClose', { month: formatMonth(until), reason: reasonOf(items) });
  for (const at of months) closePeriod(context, at);
  return { closed: months };
}

function closePeriod({ db, now, operator, trail }: WriteContext, at: Month): void {
  db.run("UPDATE periods SET status = 'closed', closed_at = :now, closed_by = :operator WHERE month = :at", {
    at,
    now,
    operator,
  });
  trail({ subject: 'period', id: at, label: formatMonth(at), before: { status: 'open' }, after: { status: 'closed' } });
}

function reasonOf(items: readonly CloseItem[]): string {
  return items
    .filter((item) => !item.ok && item.blocking)
    .map((item) => item.detail)
    .join(';');
}

/**
 * What stands in the way of the year-end closing. `accumulated` is what 累计结余 grows by (fen, negative for a deficit).
 * @throws Refusal `ledger.yearNotReady` for a year the books do not have, `ledger.yearClosed`
 */
export function readYearChecklist(
  { db, today }: Pick<ReadContext, 'db' | 'today'>,
  year: number,
): ValueOf<'ledger.readYearChecklist'> {
  const december = decemberOf(year);
  const open = openMonthsOf(db, year);
  const before = open.filter((at) => at !== december);
  const items: CloseItem[] = [
    {
      label: '1 至 11 月都已结账',
      ok: before.length === 0,
      blocking: true,
      detail: before.length === 0 ? '' : `${nameMonths(before)}还没有结账，请先结账`,
    },
    ...(before.length === 0 ? checksOf(db, [december], today) : []),
  ];
  const { income, expense } = resultOf(db, year);
  return {
    items,
    canClose: items.every((item) => item.ok || !item.blocking),
    income,
    expense,
    accumulated: fen(income - expense),
  };
}

/** @throws Refusal `ledger.yearNotReady`, `ledger.yearClosed` */
function openMonthsOf(db: Readable, year: number): Month[] {
  const december = decemberOf(year);
  const period = db.get<{ status: string }>('SELECT status FROM periods WHERE month = :december', { december });
  if (!period) throw refuse('ledger.yearNotReady', { year, reason: '账本里没有这个年度' });
  if (period.status === 'closed') throw refuse('ledger.yearClosed', { year });
  return db
    .all<{ month: Month }>("SELECT month FROM periods WHERE month <= :december AND status = 'open' ORDER BY month", {
      december,
    })
    .map((row) => row.month);
}

function resultOf(db: Readable, year: number): { income: Fen; expense: Fen } {
  const lines = readTurnover(db, month(`${year}-01`), decemberOf(year)).filter((line) => line.level === 1);
  const total = (side: 'income' | 'expense') =>
    sum(lines.filter((line) => line.class === side).map((line) => line.net));
  return { income: total('income'), expense: total('expense') };
}

/**
 * 年度结转 (财会〔2021〕7号; rules.md 3.3): income and expense into 本年收支结转, that into 累计结余, all dated 31 December; then December
 * is closed and the next year's twelve months are opened.
 * @returns the numbers of the closing vouchers, and what the year left over (fen, negative for a deficit)
 * @throws Refusal `ledger.yearNotReady`, `ledger.yearClosed`
 */
export function closeYear(context: WriteContext, year: number): { vouchers: string[]; surplus: Fen } {
  const { db } = context;
  const { items, canClose, accumulated } = readYearChecklist(context, year);
  if (!canClose) throw refuse('ledger.yearNotReady', { year, reason: reasonOf(items) });
  const tree = readAccountTree(db);
  const vouchers: string[] = [];
  const post = (summary: string, entries: EntryDraft[]) => {
    if (entries.length < 2) return;
    vouchers.push(postVoucher(context, { day: day(`${year}-12-31`), summary, source: 'closing', entries }).number);
  };
  post(`结转 ${year} 年收入`, carryOver(db, tree, 'income'));
  post(`结转 ${year} 年支出`, carryOver(db, tree, 'expense'));
  post(
    `${year} 年收支结转转入累计结余`,
    moved(balanceOf(db, ACCOUNT.yearResult), ACCOUNT.yearResult, ACCOUNT.accumulated),
  );
  closePeriod(context, decemberOf(year));
  if (!yearsOfBooks(db).includes(year + 1)) openYear(context, year + 1);
  return { vouchers, surplus: accumulated };
}

/** Entries that bring every income (or expense) account to zero, against 本年收支结转. */
function carryOver(db: Readable, tree: readonly TreeAccount[], side: 'income' | 'expense'): EntryDraft[] {
  const entries: EntryDraft[] = [];
  let rest = 0;
  for (const account of tree) {
    if (account.class !== side || !account.detail) continue;
    const balance = balanceOf(db, account.id);
    if (balance === 0) continue;
    entries.push(oneSided(account.id, -balance));
    rest += balance;
  }
  return rest === 0 ? entries : [...entries, oneSided(ACCOUNT.yearResult, rest)];
}

/** Moves the whole balance of one account to another. */
function moved(balance: Fen, from: string, to: string): EntryDraft[] {
  return balance === 0 ? [] : [oneSided(from, -balance), oneSided(to, balance)];
}

/** A positive amount is debit, a negative one credit. */
function oneSided(accountId: string, amount: number): EntryDraft {
  return amount > 0
    ? { accountId, debit: fen(amount), credit: ZERO }
    : { accountId, debit: ZERO, credit: fen(-amount) };
}
