import { BUDGET_HEAD_NAMES, type Budget, type BudgetHeadKey, type BudgetLine } from '#shared/contract/ledger.ts';
import { type Fen, fen, sum } from '#shared/money.ts';

/** A row of the budget's form: a head, a line, or a sum. */
export interface PlanRow {
  key: string;
  kind: 'head' | 'line' | 'total';
  code: string;
  name: string;
  lastYear: Fen;
  original: Fen;
  adjustment: Fen;
  amount: Fen;
  note: string;
  head?: BudgetHeadKey;
  line?: BudgetLine;
}

/** The form of 工会经费收支预算表 (rules.md 5): heads, income with its sums, expense with its sum. Only what was budgeted. */
export function planRows(budget: Budget): PlanRow[] {
  const heads = budget.heads.map(
    ({ head, ...amounts }): PlanRow => ({
      key: head,
      kind: 'head',
      code: '',
      name: BUDGET_HEAD_NAMES[head],
      head,
      ...pick(amounts),
    }),
  );
  const side = (direction: BudgetLine['direction']) =>
    budget.lines
      .filter((line) => line.direction === direction && line.budgeted)
      .map(
        (line): PlanRow => ({
          key: line.accountId,
          kind: 'line',
          code: line.code,
          name: line.name,
          line,
          ...pick(line),
        }),
      );
  const [income, expense] = [side('income'), side('expense')];
  if (heads.length + income.length + expense.length === 0) return [];
  return [
    ...heads,
    ...income,
    totalRow('income', '本年收入合计', income),
    ...(heads.length === 0 ? [] : [totalRow('incomeAll', '收入总计', [...heads, ...income])]),
    ...expense,
    totalRow('expense', '本年支出合计', expense),
  ];
}

function pick({ lastYear, original, adjustment, amount, note }: Omit<PlanRow, 'key' | 'kind' | 'code' | 'name'>) {
  return { lastYear, original, adjustment, amount, note };
}

function totalRow(key: string, name: string, rows: readonly PlanRow[]): PlanRow {
  const total = (of: 'lastYear' | 'original' | 'adjustment' | 'amount') => sum(rows.map((row) => row[of]));
  return {
    key,
    kind: 'total',
    code: '',
    name,
    lastYear: total('lastYear'),
    original: total('original'),
    adjustment: total('adjustment'),
    amount: total('amount'),
    note: '',
  };
}

/** What the budget leaves over: income with its heads less expense. */
export function surplusOf({ totals }: Budget): Fen {
  return fen(totals.incomeAll - totals.expense);
}
