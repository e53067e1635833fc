import type { JournalLine, Method } from '#shared/contract/ledger.ts';
import { type Fen, formatYuan, ZERO } from '#shared/money.ts';
import { ACCOUNT, type CashJournal } from '../../ledger/commands.ts';
import {
  type CellSpec,
  type ColumnSpec,
  type RowSpec,
  type SheetBuilder,
  sumFormula,
} from '../../spreadsheet/workbook.ts';
import { type AuditBook, type Figure, live, typed } from '../audit-book.ts';
import type { BalanceSheet } from './balance-sheet.ts';
import type { TrialBalanceSheet } from './trial-balance.ts';

const COLUMNS: readonly ColumnSpec[] = [
  { header: '日期', width: 11, kind: 'day' },
  { header: '凭证号', width: 9, kind: 'text', align: 'center' },
  { header: '摘要', width: 38, kind: 'text' },
  { header: '对方科目', width: 24, kind: 'text' },
  { header: '借方（收入）', width: 16, kind: 'amount' },
  { header: '贷方（支出）', width: 16, kind: 'amount' },
  { header: '余额', width: 17, kind: 'amount' },
];
const AT = { number: 1, debit: 4, credit: 5, balance: 6 } as const;
const BOOKS = {
  cash: { title: '现金日记账', account: ACCOUNT.cash, name: '库存现金' },
  bank: { title: '银行日记账', account: ACCOUNT.bank, name: '银行存款' },
} as const satisfies Record<Method, unknown>;

/** 现金日记账 or 银行日记账, every balance following from the line above it. */
export function journalSheet(
  book: AuditBook,
  method: Method,
  trialBalance: TrialBalanceSheet,
  balances: BalanceSheet,
): SheetBuilder {
  const { title, account, name } = BOOKS[method];
  const journal = book.facts[method];
  const sheet = book.sheet(title, COLUMNS, { landscape: true, freezeColumns: 2 });
  const [opening, ...lines] = journal.lines;
  const brought = trialBalance.balance(account, 'opening');
  const openingRow = sheet.row(
    [
      opening ? { day: opening.day } : null,
      null,
      '上年结余',
      null,
      null,
      null,
      live({ ...brought, amount: opening?.balance ?? ZERO }),
    ],
    { bold: true },
  );
  const range = sheet.rows(lines.length, () => journalRows(sheet, lines, openingRow + 1));
  const totals = yearTotals(journal);
  const entries = (column: number): string =>
    lines.length === 0
      ? '0'
      : `SUMIF(${sheet.address(AT.number, range.first)}:${sheet.address(AT.number, range.last)},"<>",${sheet.address(column, range.first)}:${sheet.address(column, range.last)})`;
  const closingRow = sheet.nextRow;
  const at = (column: number, row: number) => sheet.address(column, row);
  const closing = `${at(AT.balance, openingRow)}+${at(AT.debit, closingRow)}-${at(AT.credit, closingRow)}`;
  sheet.row(
    [
      null,
      null,
      '本年合计及期末余额',
      null,
      live({ formula: entries(AT.debit), amount: totals.debit }),
      live({ formula: entries(AT.credit), amount: totals.credit }),
      live({ formula: closing, amount: journal.closing }),
    ],
    { total: true },
  );
  const figure = (row: number, amount: Fen): Figure => ({ formula: sheet.reference(AT.balance, row), amount });
  if (lines.length > 0)
    book.tie(
      sheet,
      `${title}逐笔余额=上年结余+本年收入-本年支出`,
      figure(range.last, lines.at(-1)?.balance ?? ZERO),
      figure(closingRow, journal.closing),
    );
  book.tie(
    sheet,
    `${title}期末余额=资产负债表${name}期末数`,
    figure(closingRow, journal.closing),
    balances[method].closing,
  );
  book.place(
    `${method}.closing`,
    sheet,
    AT.balance,
    closingRow,
    `${name}期末余额 ${formatYuan(journal.closing)} 元，本年收 ${formatYuan(totals.debit)} 元，付 ${formatYuan(totals.credit)} 元`,
  );
  return sheet;
}

function yearTotals(journal: CashJournal): { debit: Fen; credit: Fen } {
  const last = journal.lines.findLast((line) => line.kind === 'yearTotal');
  return { debit: last?.debit ?? ZERO, credit: last?.credit ?? ZERO };
}

/**
 * The lines with live sums: a day's entries stand together above 本日合计; 本月合计 adds up those with a voucher number since the
 * month began; 本年累计 adds this month to the 本年累计 before.
 */
function* journalRows(sheet: SheetBuilder, lines: readonly JournalLine[], first: number): Generator<RowSpec> {
  let dayStart = first;
  let monthStart = first;
  let monthTotal = 0;
  let yearTotal = 0;
  for (const [index, line] of lines.entries()) {
    const row = first + index;
    const at = (column: number, of: number) => sheet.address(column, of);
    const before = at(AT.balance, row - 1);
    if (line.kind === 'entry' || line.kind === 'opening') {
      const previous = lines[index - 1];
      if (previous?.kind !== 'entry' || previous.day !== line.day) dayStart = row;
      const balance = {
        formula: `ROUND(${before}+${at(AT.debit, row)}-${at(AT.credit, row)},2)`,
        result: { fen: line.balance },
      };
      const isRed = line.debit < 0 || line.credit < 0;
      yield {
        cells: [
          { day: line.day },
          { text: line.number },
          { text: typed(line.summary) },
          { text: line.counterAccount },
          orBlank(line.debit),
          orBlank(line.credit),
          balance,
        ],
        look: isRed ? { problem: true } : {},
      };
      continue;
    }
    const formulas = (column: number): string => {
      if (line.kind === 'dayTotal') return sumFormula(column, { first: dayStart, last: row - 1 });
      if (line.kind === 'monthTotal')
        return `SUMIF(${at(AT.number, monthStart)}:${at(AT.number, row - 1)},"<>",${at(column, monthStart)}:${at(column, row - 1)})`;
      return yearTotal === 0 ? at(column, monthTotal) : `${at(column, yearTotal)}+${at(column, monthTotal)}`;
    };
    yield totalRow(line, formulas(AT.debit), formulas(AT.credit), before);
    if (line.kind === 'monthTotal') monthTotal = row;
    if (line.kind === 'yearTotal') {
      yearTotal = row;
      monthStart = row + 1;
    }
  }
}

function totalRow(line: JournalLine, debit: string, credit: string, balance: string): RowSpec {
  const cells: CellSpec[] = [
    { day: line.day },
    null,
    { text: line.summary, align: 'center' },
    null,
    { formula: debit, result: { fen: line.debit } },
    { formula: credit, result: { fen: line.credit } },
    { formula: balance, result: { fen: line.balance } },
  ];
  return { cells, look: { bold: true, total: line.kind !== 'dayTotal' } };
}

const orBlank = (amount: Fen): CellSpec => (amount === 0 ? null : { fen: amount });
