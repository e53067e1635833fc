import { formatMonth, type Month, month, yearOf } from '#shared/calendar.ts';
import type { Report, ReportChoice, ReportColumn } from '#shared/contract/ledger.ts';
import { type Fen, sum, ZERO } from '#shared/money.ts';
import type { ReadContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readBudget } from '../budget/budget.ts';
import { readAccountTree, type TreeAccount } from '../chart/accounts.ts';
import { yearsOfBooks } from '../close/periods.ts';
import { addAccountLines } from './account-lines.ts';
import { type Form, readForm } from './forms.ts';
import { type FundFigures, readFundFigures } from './fund-lines.ts';
import { januaryOf } from './months.ts';
import { amount, STATEMENT_SIGNATURES, text } from './report.ts';
import { given, Statement } from './statement.ts';
import { readTurnover } from './turnover.ts';

type Context = Pick<ReadContext, 'db' | 'assetsFolder'>;

/** A column of 收入支出表: what each account comes to, and 结转结余 before and after, where the books know it. */
interface ResultColumn {
  column: ReportColumn;
  net: (account: TreeAccount) => Fen | undefined;
  funds: FundFigures | undefined;
}

/** 收入支出表 of a month: 本月数 | 本年累计数 (rules.md 3.4). */
export function monthResult(context: Context, choice: Extract<ReportChoice, { kind: 'monthResult' }>): Report {
  const { month: at } = choice;
  const january = januaryOf(yearOf(at));
  const columns = [
    booked(context.db, amount('month', '本月数', 20), at, at),
    booked(context.db, amount('year', '本年累计数', 20), january, at),
  ];
  return resultReport(context, { choice, columns, from: january, to: at, period: formatMonth(at), notes: [] });
}

/** 收入支出表 of a year: 本年数 | 上年数. The year before comes from the books, or from 上年决算 as it was typed with the budget. */
export function yearResult(context: Context, choice: Extract<ReportChoice, { kind: 'yearResult' }>): Report {
  const { db } = context;
  const { year } = choice;
  const [from, to] = [januaryOf(year), month(`${year}-12`)];
  const column = amount('before', '上年数', 20);
  const known = yearsOfBooks(db).includes(year - 1);
  const before = known ? booked(db, column, januaryOf(year - 1), month(`${year - 1}-12`)) : typed(db, column, year);
  return resultReport(context, {
    choice,
    columns: [booked(db, amount('now', '本年数', 20), from, to), before],
    from,
    to,
    period: `${year}年度`,
    notes: known ? [] : ['上年数：账本里没有上一年，取自预算里填写的上年决算数。'],
  });
}

function booked(db: Readable, column: ReportColumn, from: Month, to: Month): ResultColumn {
  const net = new Map(readTurnover(db, from, to).map((line) => [line.accountId, line.net]));
  return { column, net: ({ id }) => net.get(id) ?? ZERO, funds: readFundFigures(db, from, to) };
}

function typed(db: Readable, column: ReportColumn, year: number): ResultColumn {
  const planned = readBudget(db, year).lines.filter(({ budgeted }) => budgeted);
  const stated = new Map(planned.map((line) => [line.accountId, line.lastYear]));
  return { column, net: rolledUp(readAccountTree(db), (id) => stated.get(id)), funds: undefined };
}

/** An account's own figure, or what the accounts below it come to; undefined where neither says anything. */
export function rolledUp(
  tree: readonly TreeAccount[],
  own: (accountId: string) => Fen | undefined,
): (account: TreeAccount) => Fen | undefined {
  const of = (account: TreeAccount): Fen | undefined => {
    const stated = own(account.id);
    if (stated !== undefined) return stated;
    const parts = tree
      .filter((other) => other.parentId === account.id)
      .map(of)
      .filter((part) => part !== undefined);
    return parts.length === 0 ? undefined : sum(parts);
  };
  return of;
}

interface ResultParts {
  choice: Report['choice'];
  columns: readonly ResultColumn[];
  from: Month;
  to: Month;
  period: string;
  notes: readonly string[];
}

function resultReport(context: Context, { choice, columns, from, to, period, notes }: ResultParts): Report {
  const form = readForm(context, 'incomeExpense');
  const tree = readAccountTree(context.db);
  const statement = new Statement(columns.map(({ column }) => column.key));
  const side = (key: 'income' | 'expense') => {
    statement.heading(key, { name: form.name(key) });
    const top = addAccountLines(statement, {
      tree,
      side: key,
      figures: (account) => Object.fromEntries(columns.map(({ column, net }) => [column.key, net(account)])),
      textsOf: ({ code, name }) => ({ name: `${code} ${name}` }),
      drillOf: ({ id }) => ({ report: { kind: 'detail', accountId: id, from, to } }),
    });
    const drill = { report: { kind: 'columns', accountId: key, by: 'month', from, to } } as const;
    statement.total({ key: `${key}Total`, texts: { name: form.name(`${key}Total`) }, plus: top, drill });
  };
  side('income');
  side('expense');
  addFundLines(statement, form, columns);
  return {
    choice,
    title: form.title,
    formNumber: form.number,
    period,
    columns: [text('name', '项目', 44), ...columns.map(({ column }) => column)],
    rows: statement.rows,
    notes,
    remark: form.remark,
    landscape: false,
    signatures: STATEMENT_SIGNATURES,
  };
}

/** 本年结余, and how 结转结余 came from its beginning to its end by it; shared with 收支决算表. */
export function addFundLines(
  statement: Statement,
  form: Form,
  columns: readonly { column: ReportColumn; funds: FundFigures | undefined }[],
): void {
  statement.total({
    key: 'result',
    texts: { name: form.name('result') },
    plus: ['incomeTotal'],
    minus: ['expenseTotal'],
  });
  const known = columns.filter(({ funds }) => funds !== undefined).map(({ column }) => column.key);
  for (const key of ['opening', 'other'] as const) {
    const amounts = given(Object.fromEntries(columns.map(({ column, funds }) => [column.key, funds?.[key]])));
    statement.line({ key, texts: { name: form.name(key) }, amounts });
  }
  statement.total({
    key: 'closing',
    texts: { name: form.name('closing') },
    plus: ['result', 'opening', 'other'],
    columns: known,
  });
}
