import { formatMonth, month } from '#shared/calendar.ts';
import type { AccountClass } from '#shared/contract/union.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import {
  type CellSpec,
  type ColumnSpec,
  type RowSpec,
  SheetBuilder,
  tieOut,
  type WorkbookSpec,
} from '../../spreadsheet/workbook.ts';
import { readProfile } from '../../union/commands.ts';
import { readAccountTree, type TreeAccount } from '../chart/accounts.ts';
import { listPeriods, yearsOfBooks } from '../close/periods.ts';
import {
  amount,
  count,
  ENTRY_COLUMNS,
  EXPORT_TOTALS,
  entryRows,
  text,
  VOUCHER_COLUMNS,
  voucherRows,
} from './ledger-rows.ts';
import { readTrialBalance } from './trial-balance.ts';

/** File name of the whole ledger, without ending. */
export const LEDGER_WORKBOOK = '账簿数据';

const CLASS_NAMES: Readonly<Record<AccountClass, string>> = {
  asset: '资产',
  liability: '负债',
  netAssets: '净资产',
  income: '收入',
  expense: '支出',
};

/**
 * The whole ledger as a plain workbook, so that nobody is locked in: accounts, opening balances, and for each year vouchers,
 * entries and the balances of every month. Its first sheet proves the rest. Rows are drawn while the file is being written.
 * @param writtenAt ISO UTC
 */
export function ledgerWorkbook(db: Readable, writtenAt: string): WorkbookSpec {
  const unitName = readProfile(db).name;
  const book: Book = { db, unitName, tree: readAccountTree(db) };
  const years = yearsOfBooks(db).map((year) => yearSheets(book, year));
  const opening = openingSheet(book);
  return {
    unitName,
    title: LEDGER_WORKBOOK,
    writtenAt,
    sheets: [
      proofSheet(book, years, opening),
      accountSheet(book),
      opening.sheet,
      ...years.flatMap(({ sheets }) => sheets),
    ],
  };
}

interface Book {
  db: Readable;
  unitName: string;
  tree: readonly TreeAccount[];
}

/** Where an amount column's sum stands, seen from another sheet, and what it comes to. */
interface Proof {
  debit: { formula: string; amount: Fen };
  credit: { formula: string; amount: Fen };
}

function sheetOf({ unitName }: Book, title: string, columns: readonly ColumnSpec[], landscape = false): SheetBuilder {
  return new SheetBuilder(title, { title, subtitle: [unitName, '金额单位：元'], columns, landscape, filter: true });
}

function accountSheet(book: Book): SheetBuilder {
  const columns = [
    text('编号', 12),
    text('科目', 30),
    text('类别', 8),
    text('余额方向', 10),
    text('上级编号', 12),
    count('级次'),
  ];
  const sheet = sheetOf(book, '科目表', columns);
  const codes = new Map(book.tree.map(({ id, code }) => [id, code]));
  for (const { code, name, class: of, side, parentId, level } of book.tree)
    sheet.row([
      { text: code },
      { text: name },
      { text: CLASS_NAMES[of] },
      { text: side === 'debit' ? '借' : '贷' },
      { text: codes.get(parentId ?? '') ?? '' },
      { integer: level },
    ]);
  return sheet;
}

function openingSheet(book: Book): { sheet: SheetBuilder; proof: Proof } {
  const sheet = sheetOf(book, '年初余额', [
    count('年度'),
    text('编号', 12),
    text('科目', 30),
    amount('借方'),
    amount('贷方'),
  ]);
  const rows = book.db.all<{ year: number; code: string; name: string; debit: Fen; credit: Fen }>(
    `SELECT year, code, name, debit, credit FROM opening_balances JOIN accounts ON accounts.id = account_id ORDER BY year, code`,
  );
  const range = sheet.rows(rows.length, () =>
    rows.map(
      ({ year, code, name, debit, credit }): RowSpec => [
        { integer: year },
        { text: code },
        { text: name },
        { fen: debit },
        { fen: credit },
      ],
    ),
  );
  return { sheet, proof: proofOf(sheet, range, [3, 4], rows) };
}

/** The sums of a debit and a credit column; `columns` say where they stand. */
function proofOf(
  sheet: SheetBuilder,
  range: { first: number; last: number },
  columns: readonly [number, number],
  rows: Iterable<{ debit: number; credit: number }>,
): Proof {
  let [debit, credit] = [0, 0];
  for (const row of rows) {
    debit += row.debit;
    credit += row.credit;
  }
  const formula = (column: number) =>
    range.last < range.first
      ? '0'
      : `SUM(${sheet.reference(column, range.first)}:${sheet.address(column, range.last)})`;
  return {
    debit: { formula: formula(columns[0]), amount: fen(debit) },
    credit: { formula: formula(columns[1]), amount: fen(credit) },
  };
}

interface YearSheets {
  year: number;
  sheets: SheetBuilder[];
  vouchers: number;
  entries: number;
  proof: Proof;
}

function yearSheets(book: Book, year: number): YearSheets {
  const { db } = book;
  const range = { from: month(`${year}-01`), to: month(`${year}-12`) };
  const vouchers =
    db.get<{ total: number }>(
      "SELECT count(*) AS total FROM vouchers WHERE month BETWEEN :from AND :to AND status = 'posted'",
      range,
    )?.total ?? 0;
  const totals = db.get<{ entries: number; debit: number; credit: number }>(EXPORT_TOTALS, range) ?? {
    entries: 0,
    debit: 0,
    credit: 0,
  };
  const voucherSheet = sheetOf(book, `凭证 ${year}`, VOUCHER_COLUMNS, true);
  voucherSheet.rows(vouchers, () => voucherRows(db, range));
  const entrySheet = sheetOf(book, `分录 ${year}`, ENTRY_COLUMNS, true);
  const place = entrySheet.rows(totals.entries, () => entryRows(db, range));
  return {
    year,
    sheets: [voucherSheet, entrySheet, balanceSheet(book, year)],
    vouchers,
    entries: totals.entries,
    proof: proofOf(entrySheet, place, [7, 8], [totals]),
  };
}

/** 各月余额: every detail account with a figure, month by month. */
function balanceSheet(book: Book, year: number): SheetBuilder {
  const columns = [
    text('月份', 9),
    text('编号', 12),
    text('科目', 30),
    amount('本月借方'),
    amount('本月贷方'),
    amount('月末借方余额'),
    amount('月末贷方余额'),
  ];
  const sheet = sheetOf(book, `各月余额 ${year}`, columns);
  for (const { month: at } of listPeriods(book.db, year).periods)
    for (const line of readTrialBalance(book.db, at, at).lines.filter(({ detail }) => detail))
      sheet.row([
        { text: at },
        { text: line.code },
        { text: line.name },
        { fen: line.debit },
        { fen: line.credit },
        { fen: line.closingDebit },
        { fen: line.closingCredit },
      ]);
  return sheet;
}

/** The first sheet: what is in the others, and that debits equal credits there. */
function proofSheet(book: Book, years: readonly YearSheets[], opening: { proof: Proof }): SheetBuilder {
  const sheet = sheetOf(book, '说明', [
    text('内容', 26),
    count('凭证'),
    count('分录'),
    amount('借方合计'),
    amount('贷方合计'),
    text('核对', 18),
  ]);
  const line = (label: string, { debit, credit }: Proof, counts: readonly CellSpec[]) => {
    const figure = ({ formula, amount: value }: Proof['debit']): CellSpec =>
      formula === '0' ? { fen: value } : { formula, result: { fen: value } };
    const at = sheet.nextRow;
    sheet.row([
      { text: label },
      ...counts,
      figure(debit),
      figure(credit),
      tieOut(sheet.address(3, at), sheet.address(4, at), fen(debit.amount - credit.amount)),
    ]);
  };
  line('年初余额', opening.proof, [null, null]);
  for (const { year, vouchers, entries, proof } of years)
    line(`${year} 年分录`, proof, [{ integer: vouchers }, { integer: entries }]);
  const last = years.at(-1);
  if (last)
    sheet.note(
      `账簿从 ${formatMonth(month(`${years[0]?.year ?? last.year}-01`))}到 ${formatMonth(month(`${last.year}-12`))}；红字冲销的金额是负数，专项资金记在分录上。`,
    );
  return sheet;
}
