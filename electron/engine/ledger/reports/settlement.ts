import { month } from '#shared/calendar.ts';
import type { Report, ReportChoice } from '#shared/contract/ledger.ts';
import { type Fen, MAX_FEN, ZERO } from '#shared/money.ts';
import type { ReadContext } from '../../context.ts';
import { readBudget } from '../budget/budget.ts';
import { readAccountTree } from '../chart/accounts.ts';
import { yearsOfBooks } from '../close/periods.ts';
import { addAccountLines } from './account-lines.ts';
import { readForm } from './forms.ts';
import { readFundFigures } from './fund-lines.ts';
import { januaryOf } from './months.ts';
import { amount, STATEMENT_SIGNATURES, text } from './report.ts';
import { addFundLines, rolledUp } from './result.ts';
import { Statement } from './statement.ts';
import { readTurnover } from './turnover.ts';

type Context = Pick<ReadContext, 'db' | 'assetsFolder'>;

const AMOUNTS = ['budget', 'actual', 'lastYear'] as const;

/**
 * 收支决算表 of a year (rules.md 5): 科目 | 预算数 | 决算数 | 完成% | 上年决算 | 说明, with 上年结转 and 动用以前年度结余 at its head where the
 * budget has them. The budget is the one in force, adjustments included.
 */
export function settlementReport(context: Context, choice: Extract<ReportChoice, { kind: 'settlement' }>): Report {
  const { db } = context;
  const { year } = choice;
  const [from, to] = [januaryOf(year), month(`${year}-12`)];
  const form = readForm(context, 'settlement');
  const tree = readAccountTree(db);
  const budget = readBudget(db, year);
  const fromBooks = yearsOfBooks(db).includes(year - 1);
  const net = (start: typeof from, end: typeof to) =>
    new Map(readTurnover(db, start, end).map((line) => [line.accountId, line.net]));
  const actual = net(from, to);
  const before = fromBooks ? net(januaryOf(year - 1), month(`${year - 1}-12`)) : undefined;
  const lines = new Map(budget.lines.map((line) => [line.accountId, line]));
  const budgeted = rolledUp(tree, (id) => (lines.get(id)?.budgeted ? lines.get(id)?.amount : undefined));
  const typed = rolledUp(tree, (id) => (lines.get(id)?.budgeted ? lines.get(id)?.lastYear : undefined));

  const statement = new Statement(AMOUNTS);
  const heads = addHeads(statement, budget.heads, form.name);
  const side = (key: 'income' | 'expense') => {
    statement.heading(key, { name: form.name(key) });
    const top = addAccountLines(statement, {
      tree,
      side: key,
      figures: (account) => ({
        budget: budgeted(account),
        actual: actual.get(account.id) ?? ZERO,
        lastYear: before ? (before.get(account.id) ?? ZERO) : typed(account),
      }),
      textsOf: ({ id, code, name }) => ({ code, name, note: lines.get(id)?.note ?? '' }),
      isOver: (account) => key === 'expense' && (actual.get(account.id) ?? ZERO) > (budgeted(account) ?? MAX_FEN),
      drillOf: ({ id }) => ({ report: { kind: 'detail', accountId: id, from, to } }),
    });
    const drill = { report: { kind: 'columns', accountId: key, by: 'month', from, to } } as const;
    statement.total({ key: `${key}Total`, texts: { name: form.name(`${key}Total`) }, plus: top, drill });
    return `${key}Total`;
  };
  const income = side('income');
  if (heads.length > 0)
    statement.total({
      key: 'incomeAll',
      texts: { name: form.name('incomeAll') },
      plus: [...heads, income],
      columns: ['budget', 'lastYear'],
    });
  side('expense');
  // 结转结余 is told of this year alone
  addFundLines(statement, form, [{ column: amount('actual', ''), funds: readFundFigures(db, from, to) }]);
  return {
    choice,
    title: form.title,
    formNumber: form.number,
    period: `${year}年度`,
    columns: [
      text('code', '编号', 10),
      text('name', '科目', 32),
      amount('budget', '预算数'),
      amount('actual', '决算数'),
      { key: 'done', title: '完成%', width: 9, kind: 'ratio', ratio: { of: 'actual', by: 'budget' } },
      amount('lastYear', '上年决算'),
      text('note', '说明', 26),
    ],
    rows: statement.rows,
    notes: [
      ...(budget.exists ? [] : [`${year} 年还没有预算，预算数和完成%空着。`]),
      ...(before ? [] : ['上年决算：账本里没有上一年，取自预算里填写的上年决算数。']),
    ],
    remark: form.remark,
    landscape: true,
    signatures: STATEMENT_SIGNATURES,
  };
}

interface Head {
  head: string;
  amount: Fen;
  lastYear: Fen;
  note: string;
}

/** The two lines that are no account: nothing is booked on them. @returns their keys */
function addHeads(statement: Statement, heads: readonly Head[], nameOf: (key: string) => string): string[] {
  return heads.map(({ head, amount: planned, lastYear, note }) => {
    statement.line({
      key: head,
      texts: { name: nameOf(head), note },
      amounts: { budget: planned, lastYear },
      level: 1,
    });
    return head;
  });
}
