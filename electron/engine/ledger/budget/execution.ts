import { formatMonth, type Month, month, yearOf } from '#shared/calendar.ts';
import {
  BUDGET_HEAD_NAMES,
  type Budget,
  type BudgetExecution,
  type BudgetLine,
  type ExecutionRow,
} from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, sum, ZERO } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { isBelow } from '../chart/account-rows.ts';
import { readAccountTree, type TreeAccount } from '../chart/accounts.ts';
import { readTrialBalance } from '../reports/trial-balance.ts';
import { readBudget } from './budget.ts';

type Side = BudgetLine['direction'];
type Amounts = Pick<ExecutionRow, 'original' | 'adjustment' | 'adjusted' | 'lastYear'> & { actual: Fen };

/**
 * 预算执行表 from January to a month: heads and lines of income with 本年收入合计 and 收入总计, then expense with its total. Accounts
 * with lines below them stand over these with their sum. What was booked agrees with the trial balance of the same months
 * (`tied`), year-end closing taken out of both.
 * @throws Refusal `request.invalid` for a month of another year
 */
export function readBudgetExecution(db: Readable, year: number, to: Month): BudgetExecution {
  if (yearOf(to) !== year)
    throw refuse('request.invalid', { field: '截止月份', problem: `${formatMonth(to)}不在 ${year} 年` });
  const budget = readBudget(db, year, to);
  const tree = readAccountTree(db);
  const from = month(`${year}-01`);
  const rowsOf = (side: Side) => sideRows(tree, budget, side);
  const [income, expense] = [rowsOf('income'), rowsOf('expense')];
  const heads = budget.heads.map(
    ({ head, original, adjustment, amount, lastYear, note }): ExecutionRow => ({
      kind: 'head',
      key: head,
      direction: 'income',
      code: '',
      name: BUDGET_HEAD_NAMES[head],
      level: 1,
      original,
      adjustment,
      adjusted: amount,
      lastYear,
      note,
    }),
  );
  const books = bookedIn(db, { from, to, tree });
  const totalHeads = sumOf(heads.map((row) => ({ ...row, actual: ZERO })));
  const { actual: _, ...all } = addUp(totalHeads, income.total);
  return {
    year,
    to,
    exists: budget.exists,
    ...(budget.adoption === undefined ? {} : { adoption: budget.adoption }),
    rows: [
      ...heads,
      ...income.rows,
      totalRow('income', '本年收入合计', income.total),
      // without heads the sum says nothing new; what the heads brought is not booked, so only the plan adds up
      ...(heads.length === 0
        ? []
        : [
            {
              kind: 'total',
              key: 'incomeAll',
              direction: 'income',
              code: '',
              name: '收入总计',
              level: 1,
              ...all,
              note: '',
            } as const,
          ]),
      ...expense.rows,
      totalRow('expense', '本年支出合计', expense.total),
    ],
    totals: { ...budget.totals, actualIncome: income.total.actual, actualExpense: expense.total.actual },
    books,
    tied: books.income === income.total.actual && books.expense === expense.total.actual,
  };
}

function sideRows(tree: readonly TreeAccount[], budget: Budget, side: Side): { rows: ExecutionRow[]; total: Amounts } {
  const lines = budget.lines.filter((line) => line.direction === side);
  const amountsOf = (line: BudgetLine): Amounts => ({
    original: line.original,
    adjustment: line.adjustment,
    adjusted: line.amount,
    lastYear: line.lastYear,
    actual: line.actual,
  });
  const rows = tree.flatMap((account): ExecutionRow[] => {
    const line = lines.find(({ accountId }) => accountId === account.id);
    if (line) return [accountRow('line', account, side, amountsOf(line), line.note)];
    if (account.class !== side) return [];
    const below = lines.filter(({ accountId }) => {
      const own = tree.find(({ id }) => id === accountId);
      return own !== undefined && isBelow(tree, own, account);
    });
    return below.length === 0 ? [] : [accountRow('group', account, side, sumOf(below.map(amountsOf)), '')];
  });
  return { rows, total: sumOf(lines.map(amountsOf)) };
}

function accountRow(
  kind: 'line' | 'group',
  account: TreeAccount,
  direction: Side,
  amounts: Amounts,
  note: string,
): ExecutionRow {
  const { id, code, name, level } = account;
  return { kind, key: id, accountId: id, direction, code, name, level, ...amounts, ...doneOf(amounts), note };
}

function totalRow(direction: Side, name: string, amounts: Amounts): ExecutionRow {
  return {
    kind: 'total',
    key: direction,
    direction,
    code: '',
    name,
    level: 1,
    ...amounts,
    ...doneOf(amounts),
    note: '',
  };
}

/** Per cent with one decimal, and what is left of the budget. */
function doneOf({ adjusted, actual }: Amounts): Pick<ExecutionRow, 'percent' | 'left'> {
  return {
    ...(adjusted === 0 ? {} : { percent: Math.round((actual / adjusted) * 1000) / 10 }),
    left: fen(adjusted - actual),
  };
}

function sumOf(rows: readonly Amounts[]): Amounts {
  const total = (key: keyof Amounts) => sum(rows.map((row) => row[key]));
  return {
    original: total('original'),
    adjustment: total('adjustment'),
    adjusted: total('adjusted'),
    lastYear: total('lastYear'),
    actual: total('actual'),
  };
}

const addUp = (a: Amounts, b: Amounts): Amounts => sumOf([a, b]);

export const CLOSING_OF_MONTHS = `
  SELECT account_months.account_id AS accountId, sum(closing_debit - closing_credit) AS closing
  FROM accounts CROSS JOIN account_months ON account_months.account_id = accounts.id
  WHERE accounts.class IN ('income', 'expense') AND account_months.month BETWEEN :from AND :to
  GROUP BY account_months.account_id`;

/** Income and expense as the trial balance has them, with what closing vouchers took out put back. */
function bookedIn(
  db: Readable,
  { from, to, tree }: { from: Month; to: Month; tree: readonly TreeAccount[] },
): { income: Fen; expense: Fen } {
  const closed = db.all<{ accountId: string; closing: number }>(CLOSING_OF_MONTHS, { from, to });
  const top = readTrialBalance(db, from, to).lines.filter((line) => line.level === 1);
  const net = (side: Side) => {
    const booked = top
      .filter((line) => line.class === side)
      .reduce((total, line) => total + line.debit - line.credit, 0);
    const taken = closed
      .filter(({ accountId }) => tree.find(({ id }) => id === accountId)?.class === side)
      .reduce((total, { closing }) => total + closing, 0);
    return fen(side === 'income' ? taken - booked : booked - taken);
  };
  return { income: net('income'), expense: net('expense') };
}
