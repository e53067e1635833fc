import type { Resolution } from '#shared/contract/union.ts';
import { type Fen, fen, formatYuan, sum } from '#shared/money.ts';
import type { ExpenseVoucher } from '../../ledger/commands.ts';
import { type ColumnSpec, quotedText, type RowRange, type SheetBuilder } from '../../spreadsheet/workbook.ts';
import { withoutAided } from '../aid-summary.ts';
import { type AuditBook, live, typed } from '../audit-book.ts';
import { largeExpenses } from '../facts.ts';

const COLUMNS: readonly ColumnSpec[] = [
  { header: '支出日期', width: 11, kind: 'day' },
  { header: '凭证号', width: 21, kind: 'text', align: 'center' },
  { header: '摘要', width: 36, kind: 'text' },
  { header: '支出科目', width: 24, kind: 'text' },
  { header: '支出金额', width: 15, kind: 'amount' },
  { header: '决议文号', width: 21, kind: 'text' },
  { header: '决议日期', width: 11, kind: 'day' },
  { header: '决议标题', width: 33, kind: 'text' },
  { header: '对照', width: 16, kind: 'text', align: 'center' },
];
const AT = { amount: 4, number: 5, verdict: 8 } as const;
const WITHOUT = '缺决议';

/** 大额支出与集体决议对照, and below it what rests on each resolution of the year. */
export function decisionSheet(book: AuditBook): SheetBuilder {
  const { facts } = book;
  const { largeExpense } = facts.profile;
  const sheet = book.sheet('大额支出与集体决议对照', COLUMNS, { landscape: true });
  const resolutions = facts.resolutions.map((one) => ({ ...one, title: withoutAided(facts.aids, one.title) }));
  const byId = new Map(resolutions.map((resolution) => [resolution.id, resolution]));
  const large = largeExpenses(facts);
  const first = sheet.nextRow;
  for (const voucher of large) sheet.row(...largeRow(voucher, byId.get(voucher.resolutionId ?? '')));
  const range = { first, last: sheet.lastRow };
  const total = sum(large.map((voucher) => voucher.expense));
  const missing = large.filter((voucher) => voucher.resolutionId === undefined).length;
  const verdicts = `${sheet.address(AT.verdict, range.first)}:${sheet.address(AT.verdict, range.last)}`;
  const totalRow = sheet.row(
    [
      null,
      null,
      `合计 ${large.length} 笔`,
      null,
      live({ formula: sheet.sum(AT.amount, range), amount: total }),
      null,
      null,
      { text: '缺决议笔数', align: 'right' },
      {
        formula: large.length === 0 ? '0' : `COUNTIF(${verdicts},${quotedText(WITHOUT)})`,
        result: { integer: missing },
        problem: missing > 0,
      },
    ],
    { total: true },
  );
  sheet.note(`大额支出：一张凭证记入支出科目满 ${formatYuan(largeExpense)} 元；已冲销的不列。`);
  resolutionRows(resolutions, facts.year, sheet, range, large);
  book.place(
    'decisions.large',
    sheet,
    AT.amount,
    totalRow,
    `大额支出 ${large.length} 笔、${formatYuan(total)} 元，缺决议 ${missing} 笔`,
  );
  return sheet;
}

function largeRow(voucher: ExpenseVoucher, resolution: Resolution | undefined): Parameters<SheetBuilder['row']> {
  const late = resolution !== undefined && resolution.day > voucher.day;
  const verdict = resolution === undefined ? WITHOUT : late ? '决议晚于支出' : '有决议';
  return [
    [
      { day: voucher.day },
      { text: voucher.number },
      { text: typed(voucher.summary) },
      { text: voucher.accounts.replaceAll(',', '、') },
      { fen: voucher.expense },
      { text: typed(resolution?.number ?? '') },
      resolution ? { day: resolution.day } : null,
      { text: typed(resolution?.title ?? '') },
      { text: verdict, problem: verdict !== '有决议' },
    ],
  ];
}

/** 集体决议使用情况: limit, what rests on it, what is left. */
function resolutionRows(
  resolutions: readonly Resolution[],
  year: number,
  sheet: SheetBuilder,
  range: RowRange,
  large: readonly ExpenseVoucher[],
): void {
  const resting = new Set(large.map((voucher) => voucher.resolutionId));
  const shown = resolutions
    .filter((resolution) => resolution.day.startsWith(String(year)) || resting.has(resolution.id))
    .toReversed();
  sheet.gap();
  sheet.heading([
    '决议日期',
    '决议文号',
    { text: '决议标题', span: 2 },
    null,
    '累计支出',
    '上限',
    '尚可支出',
    '其中本年大额支出',
    '对照',
  ]);
  if (shown.length === 0) sheet.row([null, null, '没有登记集体决议']);
  for (const resolution of shown) {
    const row = sheet.nextRow;
    const { limit, used } = resolution;
    const left: Fen | undefined = limit === undefined ? undefined : fen(limit - used);
    const over = left !== undefined && left < 0;
    const spent = sum(
      large.filter((voucher) => voucher.resolutionId === resolution.id).map((voucher) => voucher.expense),
    );
    sheet.row([
      { day: resolution.day },
      { text: typed(resolution.number) },
      { text: typed(resolution.title), span: 2 },
      null,
      { fen: used },
      limit === undefined ? { text: '没有写明' } : { fen: limit },
      left === undefined
        ? null
        : { formula: `${sheet.address(5, row)}-${sheet.address(4, row)}`, result: { fen: left }, align: 'right' },
      live({ formula: restingFormula(sheet, range, row), amount: spent }),
      { text: limit === undefined ? '没有上限' : over ? '超过上限' : '未超上限', problem: over },
    ]);
  }
}

/** Large expenses whose 决议文号 is that of this line. */
function restingFormula(sheet: SheetBuilder, range: RowRange, row: number): string {
  if (range.last < range.first) return '0';
  const cells = (column: number) => `${sheet.address(column, range.first)}:${sheet.address(column, range.last)}`;
  return `SUMPRODUCT((${cells(AT.number)}=${sheet.address(1, row)})*${cells(AT.amount)})`;
}
