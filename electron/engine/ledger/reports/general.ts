import { addMonths, formatMonth, type Month, monthNumber, monthsBetween, yearOf } from '#shared/calendar.ts';
import { balanceSide, type Report, type ReportRow, type TrialBalance } from '#shared/contract/ledger.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { readAccountTree, type TreeAccount } from '../chart/accounts.ts';
import { accountOf, netOf } from './detail.ts';
import { detailsUnder, januaryOf, readMonthFigures, sumByMonth } from './months.ts';
import { amount, BOOK, PENDING_NOTE, periodOf, text } from './report.ts';
import { Statement } from './statement.ts';
import { readTrialBalance } from './trial-balance.ts';

type Choice = Extract<Report['choice'], { kind: 'general' }>;

/**
 * 总账: of one account of any level, or of every first-level account that has figures, by month: what was brought forward, and for
 * each month 本月合计 and 本年累计 with the balance after it. Every month of the range stands there, busy or not.
 * @throws Refusal `request.notFound` (account), `request.invalid` when `to` is before `from`
 */
export function generalReport(db: Readable, choice: Choice): Report {
  const { from, to, accountId } = choice;
  const balance = readTrialBalance(db, from, to);
  const tree = readAccountTree(db);
  const accounts =
    accountId === undefined
      ? tree.filter(({ id, level }) => level === 1 && balance.lines.some((line) => line.accountId === id))
      : [accountOf(tree, accountId)];
  const statement = new Statement(['debit', 'credit']);
  for (const account of accounts) addAccount(db, statement, { tree, account, balance, choice });
  const [only] = accountId === undefined ? [] : accounts;
  return {
    ...BOOK,
    choice,
    title: only ? `总账 ${only.code} ${only.name}` : '总账',
    period: periodOf(from, to),
    columns: [
      { ...text('month', '月份', 12), centered: true },
      text('summary', '摘要', 26),
      amount('debit', '借方'),
      amount('credit', '贷方'),
      { ...text('side', '方向', 6), centered: true },
      amount('balance', '余额'),
    ],
    rows: statement.rows,
    notes: balance.pending ? [PENDING_NOTE] : [],
    landscape: false,
  };
}

interface Part {
  tree: readonly TreeAccount[];
  account: TreeAccount;
  balance: TrialBalance;
  choice: Choice;
}

function addAccount(db: Readable, statement: Statement, { tree, account, balance, choice }: Part): void {
  const { from, to } = choice;
  const key = (name: string) => `${account.id}.${name}`;
  const details = detailsUnder(tree, account.id);
  const figures = sumByMonth(readMonthFigures(db, details, januaryOf(yearOf(from)), to));
  const of = (at: Month) => {
    const { debit = 0, credit = 0, closingDebit = 0, closingCredit = 0 } = figures.get(at) ?? {};
    return { debit: debit + closingDebit, credit: credit + closingCredit };
  };
  if (choice.accountId === undefined) statement.heading(key('name'), { summary: `${account.code} ${account.name}` });
  let running: number = netOf(balance, account.id, 'opening');
  statement.line({
    key: key('opening'),
    texts: { month: formatMonth(from), summary: monthNumber(from) === 1 ? '上年结转' : '期初余额', ...sideOf(running) },
    amounts: balanceOf(running),
    look: 'soft',
  });
  const year = { debit: 0, credit: 0 };
  for (let at = januaryOf(yearOf(from)); at < from; at = addMonths(at, 1)) add(year, of(at));
  // turnover before the range stands on no row, so no formula can count it
  let parts: string[] | undefined = year.debit === 0 && year.credit === 0 ? [] : undefined;
  for (const at of monthsBetween(from, to)) {
    if (monthNumber(at) === 1) {
      Object.assign(year, { debit: 0, credit: 0 });
      parts = [];
    }
    const own = of(at);
    add(year, own);
    running += own.debit - own.credit;
    parts?.push(key(at));
    const after = { ...balanceOf(running) };
    statement.line({
      key: key(at),
      texts: { month: formatMonth(at), summary: '本月合计', ...sideOf(running) },
      amounts: { ...sides(own), ...after },
      drill: { report: { kind: 'detail', accountId: account.id, from: at, to: at } },
    });
    statement.line({
      key: key(`${at}-year`),
      texts: { month: formatMonth(at), summary: '本年累计', ...sideOf(running) },
      amounts: { ...sides(year), ...after },
      look: 'total',
      drill: { report: { kind: 'detail', accountId: account.id, from: januaryOf(yearOf(at)), to: at } },
      ...(parts ? { sums: { plus: [...parts], minus: [], columns: ['debit', 'credit'] } } : {}),
    });
  }
}

function add(sums: { debit: number; credit: number }, more: { debit: number; credit: number }): void {
  sums.debit += more.debit;
  sums.credit += more.credit;
}

const sides = ({ debit, credit }: { debit: number; credit: number }): Record<'debit' | 'credit', Fen> => ({
  debit: fen(debit),
  credit: fen(credit),
});
const sideOf = (balance: number): ReportRow['texts'] => ({ side: balanceSide(fen(balance)) });
const balanceOf = (balance: number): ReportRow['amounts'] => ({ balance: fen(Math.abs(balance)) });
