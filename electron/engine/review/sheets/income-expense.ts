import { fen, formatYuan } from '#shared/money.ts';
import type { CellSpec, ColumnSpec, SheetBuilder } from '../../spreadsheet/workbook.ts';
import { type AuditBook, type Figure, live } from '../audit-book.ts';
import { type AccountLine, accountLines, type LineColumn, lastYearOf, lineColumn } from './account-lines.ts';
import type { TrialBalanceSheet } from './trial-balance.ts';

const COLUMNS: readonly ColumnSpec[] = [
  { header: '项目', width: 44, kind: 'text' },
  { header: '行次', width: 6, kind: 'integer', align: 'center' },
  { header: '本年数', width: 20, kind: 'amount' },
  { header: '上年数', width: 20, kind: 'amount' },
];
const THIS_YEAR = 2;
const LAST_YEAR = 3;

/** 收入支出表, annual form (rules.md 3.4), and its totals for other sheets. */
export interface IncomeExpenseSheet {
  sheet: SheetBuilder;
  income: Figure;
  expense: Figure;
  surplus: Figure;
  /** An account's line of this year; zero for one that has none. */
  line(accountId: string): Figure;
}

export function incomeExpenseSheet(book: AuditBook, trialBalance: TrialBalanceSheet): IncomeExpenseSheet {
  const { facts } = book;
  const sheet = book.sheet('收入支出表', COLUMNS);
  const lastYear = lastYearOf(facts);
  const statedBefore = new Set(facts.budget.lines.filter((line) => line.lastYear !== 0).map((line) => line.accountId));
  const booked = new Set([...facts.turnover, ...(facts.lastYear ?? [])].map((line) => line.accountId));
  const now = lineColumn(sheet, THIS_YEAR, (account, line) =>
    line.children.length > 0 ? undefined : trialBalance.turnover(account.id),
  );
  const before = lineColumn(sheet, LAST_YEAR, lastYear);
  const placed = new Map<string, AccountLine>();

  /** 行次 of the line that comes next. */
  const lineNumber = () => ({ integer: sheet.nextRow - sheet.headerRow });
  const section = (
    heading: string,
    side: 'income' | 'expense',
    totalName: string,
  ): { row: number; now: Figure; before: Figure } => {
    sheet.row([{ text: heading, bold: true }, lineNumber()]);
    const lines = accountLines(
      facts,
      side,
      sheet.nextRow,
      (id) => booked.has(id) || (!facts.lastYear && statedBefore.has(id)),
    );
    for (const line of lines) {
      placed.set(line.account.id, line);
      sheet.row(lineCells(line, lineNumber(), now, before), { bold: line.account.level === 1 });
    }
    const totals = { now: now.total(lines), before: before.total(lines) };
    const row = sheet.row([totalName, lineNumber(), live(totals.now), live(totals.before)], { total: true });
    return { row, ...totals };
  };
  const income = section('一、收入', 'income', '收入合计');
  const expense = section('二、支出', 'expense', '支出合计');
  const minus = (column: number) => `${sheet.address(column, income.row)}-${sheet.address(column, expense.row)}`;
  const surplus = fen(income.now.amount - expense.now.amount);
  const surplusRow = sheet.row(
    [
      '三、本年收支差额（收入-支出）',
      lineNumber(),
      live({ formula: minus(THIS_YEAR), amount: surplus }),
      live({ formula: minus(LAST_YEAR), amount: fen(income.before.amount - expense.before.amount) }),
    ],
    { total: true },
  );
  if (!facts.lastYear) sheet.note('上年数：账本从本年建账，上年数取自预算表里填写的上年决算数。');
  const figure = (row: number, amount: Figure['amount']): Figure => ({
    formula: sheet.reference(THIS_YEAR, row),
    amount,
  });
  book.place('statement.income', sheet, THIS_YEAR, income.row, `收入合计 ${formatYuan(income.now.amount)} 元`);
  book.place('statement.expense', sheet, THIS_YEAR, expense.row, `支出合计 ${formatYuan(expense.now.amount)} 元`);
  book.place('statement.surplus', sheet, THIS_YEAR, surplusRow, `本年收支差额 ${formatYuan(surplus)} 元`);
  book.signatures(sheet);
  return {
    sheet,
    income: figure(income.row, income.now.amount),
    expense: figure(expense.row, expense.now.amount),
    surplus: figure(surplusRow, surplus),
    line: (accountId) => {
      const line = placed.get(accountId);
      return line ? figure(line.row, now.amountOf(line)) : { formula: '0', amount: fen(0) };
    },
  };
}

function lineCells(line: AccountLine, number: CellSpec, now: LineColumn, before: LineColumn): CellSpec[] {
  const { level, code, name } = line.account;
  return [
    { text: `${code} ${name}`, indent: level === 1 ? 1 : level === 2 ? 2 : 3 },
    number,
    now.cellOf(line),
    before.cellOf(line),
  ];
}
