import { type Fen, fen, formatYuan, sum, ZERO } from '#shared/money.ts';
import { budgetOldNames, FUND_ACCOUNTS } from '../../ledger/commands.ts';
import type { CellSpec, ColumnSpec, SheetBuilder } from '../../spreadsheet/workbook.ts';
import { type AuditBook, type Figure, live, typed } from '../audit-book.ts';
import { type AccountLine, accountLines, lastYearOf, lineColumn } from './account-lines.ts';
import type { IncomeExpenseSheet } from './income-expense.ts';
import type { TrialBalanceSheet } from './trial-balance.ts';

const COLUMNS: readonly ColumnSpec[] = [
  { header: '科目编号', width: 9, kind: 'text' },
  { header: '科目', width: 30, kind: 'text' },
  { header: '上年决算', width: 16, kind: 'amount' },
  { header: '本年预算', width: 16, kind: 'amount' },
  { header: '本年决算', width: 16, kind: 'amount' },
  { header: '完成%', width: 9, kind: 'percent' },
  { header: '说明', width: 34, kind: 'text' },
];
const AT = { lastYear: 2, budget: 3, actual: 4, done: 5 } as const;

/** 收支决算表 (rules.md 5): 科目 | 上年决算 | 本年预算 | 本年决算 | 完成% | 说明. */
export function finalAccountsSheet(
  book: AuditBook,
  trialBalance: TrialBalanceSheet,
  statement: IncomeExpenseSheet,
): { sheet: SheetBuilder; closingFund: Figure } {
  const { facts } = book;
  const sheet = book.sheet('收支决算表', COLUMNS);
  const oldNames = budgetOldNames(book.db);
  const notes = new Map(facts.budget.lines.map((line) => [line.accountId, line.note]));
  const budgets = new Map(facts.budget.lines.map((line) => [line.accountId, line.amount]));
  const net = new Map(facts.turnover.map((line) => [line.accountId, line.net]));
  const booked = new Set(
    [...facts.turnover, ...(facts.lastYear ?? []), ...facts.budget.lines].map((line) => line.accountId),
  );
  const columns = {
    lastYear: lineColumn(sheet, AT.lastYear, lastYearOf(facts)),
    budget: lineColumn(
      sheet,
      AT.budget,
      ({ id }, line) => budgets.get(id) ?? (line.children.length > 0 ? undefined : ZERO),
    ),
    actual: lineColumn(sheet, AT.actual, ({ id }, line) =>
      line.children.length > 0 ? undefined : (net.get(id) ?? ZERO),
    ),
  };

  const doneCell = (row: number, budget: Fen, actual: Fen, problem = false): CellSpec => {
    const [of, by] = [sheet.address(AT.actual, row), sheet.address(AT.budget, row)];
    return {
      formula: `IF(${by}=0,"",${of}/${by})`,
      result: budget === 0 ? { text: '' } : { ratio: actual / budget },
      align: 'right',
      ...(problem ? { problem: true } : {}),
    };
  };
  const noteOf = ({ account }: AccountLine, over: boolean): string => {
    const older = oldNames.get(account.id)?.filter((name) => name !== account.name) ?? [];
    const parts = [
      notes.get(account.id) ?? '',
      over ? '超预算' : '',
      older.length > 0 ? `2017年32号文：${older.join('、')}` : '',
    ];
    return typed(parts.filter((part) => part !== '').join(';'));
  };
  const section = (heading: string, side: 'income' | 'expense', totalName: string) => {
    sheet.row([null, { text: heading, bold: true }]);
    const lines = accountLines(facts, side, sheet.nextRow, (id) => booked.has(id));
    for (const line of lines) {
      const { account, row } = line;
      const [budget, actual] = [columns.budget.amountOf(line), columns.actual.amountOf(line)];
      const over = side === 'expense' && facts.budget.exists && budgets.has(account.id) && actual > budget;
      sheet.row(
        [
          { text: account.code },
          { text: account.name, indent: account.level === 1 ? 0 : account.level === 2 ? 1 : 2 },
          columns.lastYear.cellOf(line),
          columns.budget.cellOf(line),
          columns.actual.cellOf(line),
          doneCell(row, budget, actual, over),
          { text: noteOf(line, over), problem: over, bold: false },
        ],
        { bold: account.level === 1 },
      );
      const percent = budget === 0 ? '没有预算' : `完成预算 ${percentOf(actual, budget)}%`;
      book.place(
        `settlement.${account.id}`,
        sheet,
        AT.actual,
        row,
        `${account.name}本年决算 ${formatYuan(actual)} 元，${percent}`,
      );
    }
    const [lastYear, budget, actual] = [
      columns.lastYear.total(lines),
      columns.budget.total(lines),
      columns.actual.total(lines),
    ];
    const row = sheet.nextRow;
    sheet.row(
      [null, totalName, live(lastYear), live(budget), live(actual), doneCell(row, budget.amount, actual.amount)],
      { total: true },
    );
    return { row, lastYear: lastYear.amount, budget: budget.amount, actual: actual.amount };
  };
  const income = section('一、收入', 'income', '本年收入合计');
  const expense = section('二、支出', 'expense', '本年支出合计');
  const minus = (column: number) => `${sheet.address(column, income.row)}-${sheet.address(column, expense.row)}`;
  const surplus = fen(income.actual - expense.actual);
  const surplusRow = sheet.row(
    [
      null,
      '三、本年收支差额',
      live({ formula: minus(AT.lastYear), amount: fen(income.lastYear - expense.lastYear) }),
      live({ formula: minus(AT.budget), amount: fen(income.budget - expense.budget) }),
      live({ formula: minus(AT.actual), amount: surplus }),
    ],
    { total: true },
  );
  const closingFund = fundLines(book, sheet, trialBalance, { row: surplusRow, amount: surplus });
  const at = (row: number, amount: Fen): Figure => ({ formula: sheet.reference(AT.actual, row), amount });
  book.tie(sheet, '收支决算表收入合计=收入支出表收入合计', at(income.row, income.actual), statement.income);
  book.tie(sheet, '收支决算表支出合计=收入支出表支出合计', at(expense.row, expense.actual), statement.expense);
  book.place('settlement.income', sheet, AT.actual, income.row, totalSays('收入', income));
  book.place('settlement.expense', sheet, AT.actual, expense.row, totalSays('支出', expense));
  book.place('settlement.fund', sheet, AT.actual, closingFund.row, `年末结转结余 ${formatYuan(closingFund.amount)} 元`);
  book.signatures(sheet);
  return { sheet, closingFund: at(closingFund.row, closingFund.amount) };
}

/** Of the budget, in per cent with one decimal, rounded like the cell. */
function percentOf(actual: Fen, budget: Fen): string {
  return (Math.round((actual * 1000) / budget) / 10).toFixed(1);
}

function totalSays(name: string, { budget, actual }: { budget: Fen; actual: Fen }): string {
  return `本年${name}决算 ${formatYuan(actual)} 元，预算 ${formatYuan(budget)} 元`;
}

/** From the funds at the start of the year to those at its end: 上年结转结余 + 差额 + 其他变动 = 年末. */
function fundLines(
  { facts }: AuditBook,
  sheet: SheetBuilder,
  trialBalance: TrialBalanceSheet,
  surplus: { row: number; amount: Fen },
): { row: number; amount: Fen } {
  const funds = facts.accounts.filter((account) => FUND_ACCOUNTS.includes(account.id));
  const opening = funds.map((account) => trialBalance.balance(account.id, 'opening'));
  const change = funds.map((account) => trialBalance.change(account.id));
  const line = (name: string, parts: readonly Figure[], sign: 1 | -1) => {
    const used = parts.filter((part) => part.formula !== '0');
    const formula = used.map((part) => `${sign < 0 ? '-' : '+'}(${part.formula})`).join('');
    const amount = fen(sign * sum(parts.map((part) => part.amount)));
    const row = sheet.row([null, name, null, null, live({ formula: formula.replace(/^\+/, '') || '0', amount })]);
    return { row, amount };
  };
  // balances are debit minus credit, funds stand on the credit side
  const start = line('上年结转结余（工会资金结转、结余年初数）', opening, -1);
  const other = line('其他变动（年初余额调整、内部调剂等）', change, 1);
  const amount = fen(start.amount + surplus.amount + other.amount);
  const cells = [start.row, surplus.row, other.row].map((row) => sheet.address(AT.actual, row));
  const row = sheet.row([null, '四、年末结转结余', null, null, live({ formula: cells.join('+'), amount })], {
    total: true,
  });
  return { row, amount };
}
