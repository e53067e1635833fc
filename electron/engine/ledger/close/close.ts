import { formatMonth, type Month, month } from '#shared/calendar.ts';
import type { ValueOf } from '#shared/contract/index.ts';
import type { CloseItem, ClosingVoucher } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, sum } from '#shared/money.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readAccountTree } from '../chart/accounts.ts';
import { openYear } from '../chart/found.ts';
import { listFunds } from '../funds/funds.ts';
import { readTurnover } from '../reports/turnover.ts';
import { postVoucher } from '../vouchers/post.ts';
import { checksOf, readCloseChecklist } from './checks.ts';
import { closingVouchers, fundResult } from './closing-vouchers.ts';
import { decemberOf, nameMonths, yearsOfBooks } from './periods.ts';

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
 * What stands in the way of the year-end closing. `accumulated` is what 累计结余 grows by over the year,
 * `restricted` what 工会资金结转 does (fen, negative for a deficit); `vouchers` what closing would post now.
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
  const ofFunds = fundResult(db, year);
  const restricted = fen(ofFunds.income - ofFunds.expense);
  return {
    items,
    canClose: items.every((item) => item.ok || !item.blocking),
    income,
    expense,
    restricted,
    accumulated: fen(income - expense - restricted),
    vouchers: previewVouchers(db, year),
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

function previewVouchers(db: Readable, year: number): ClosingVoucher[] {
  const accounts = new Map(readAccountTree(db).map((account) => [account.id, account]));
  const funds = new Map(listFunds(db).map((fund) => [fund.id, fund.name]));
  return closingVouchers(db, year).map(({ summary, entries }) => ({
    summary,
    entries: entries.map(({ accountId, debit, credit, fundId }, index) => ({
      line: index + 1,
      accountId,
      accountCode: accounts.get(accountId)?.code ?? '',
      accountName: accounts.get(accountId)?.name ?? '',
      summary,
      debit,
      credit,
      ...(fundId === undefined ? {} : { fundId, fundName: funds.get(fundId) ?? '' }),
    })),
  }));
}

/**
 * 年度结转: posts the closing vouchers ({@link closingVouchers}), closes December, and opens the next year's twelve months unless
 * they were opened before.
 * @returns the numbers of the closing vouchers, and what 累计结余 grows by over the year (fen, negative for a deficit)
 * @throws Refusal `ledger.yearNotReady`, `ledger.yearClosed`
 */
export function closeYear(context: WriteContext, year: number): { vouchers: string[]; surplus: Fen } {
  const { db } = context;
  const { items, canClose, accumulated } = readYearChecklist(context, year);
  if (!canClose) throw refuse('ledger.yearNotReady', { year, reason: reasonOf(items) });
  const vouchers = closingVouchers(db, year).map((draft) => postVoucher(context, draft).number);
  closePeriod(context, decemberOf(year));
  if (!yearsOfBooks(db).includes(year + 1)) openYear(context, year + 1);
  return { vouchers, surplus: accumulated };
}
