import { formatMonth } from '#shared/calendar.ts';
import type { GivenSum, ReconcileLine, VisitsYear } from '#shared/contract/visits.ts';
import { fen } from '#shared/money.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import { saveNewWorkbook } from '../../spreadsheet/save-workbook.ts';
import { type CellSpec, type ColumnSpec, SheetBuilder, workbookBytes } from '../../spreadsheet/workbook.ts';
import { readHeading } from '../../union/commands.ts';
import { readYear } from './year.ts';

const COLUMNS: readonly ColumnSpec[] = [
  { header: '', width: 20, kind: 'text' },
  { header: '人次', width: 9, kind: 'integer' },
  { header: '人数', width: 9, kind: 'integer' },
  { header: '金额', width: 14, kind: 'amount' },
  { header: '女职工人次', width: 11, kind: 'integer' },
  { header: '女职工人数', width: 11, kind: 'integer' },
  { header: '女职工金额', width: 14, kind: 'amount' },
  { header: '上年人次', width: 10, kind: 'integer' },
  { header: '上年金额', width: 14, kind: 'amount' },
  { header: '人次增减', width: 10, kind: 'integer' },
  { header: '金额增减', width: 14, kind: 'amount' },
];
interface Row {
  label: string;
  sum: GivenSum;
  last: GivenSum;
}

/** Only what can be added up is: heads differ, since one member may stand in several lines. */
const ADDED = [1, 3, 4, 6, 7, 8] as const;

function yearSheet(name: string, first: string, figures: VisitsYear, unit: string, rows: readonly Row[]): SheetBuilder {
  const [head, ...others] = COLUMNS;
  const sheet = new SheetBuilder(name, {
    title: `${figures.year} 年慰问统计（${name}）`,
    subtitle: [unit, `${figures.year} 年度`, '单位：元'],
    columns: head ? [{ ...head, header: first }, ...others] : others,
    landscape: true,
    freezeColumns: 1,
  });
  const start = sheet.nextRow;
  for (const { label, sum, last } of rows) cellsInto(sheet, label, sum, last);
  const range = { first: start, last: sheet.lastRow };
  if (rows.length === 0) return sheet;
  const { total, last } = figures;
  const at = sheet.nextRow;
  const totals: CellSpec[] = [{ text: '合计' }, ...valuesOf(total, last), ...changes(sheet, at, total, last)];
  for (const column of ADDED) {
    const cell = totals[column];
    if (cell !== null && typeof cell === 'object' && ('integer' in cell || 'fen' in cell))
      totals[column] = { formula: sheet.sum(column, range), result: cell };
  }
  sheet.row(totals, { total: true });
  sheet.note('人次：没有冲销、没有退回的慰问；人数：不同的会员，一人多次只算一人，各行人数之和可能大于合计。');
  return sheet;
}

const valuesOf = (sum: GivenSum, last: GivenSum): ({ integer: number } | { fen: GivenSum['amount'] })[] => [
  { integer: sum.times },
  { integer: sum.people },
  { fen: sum.amount },
  { integer: sum.womenTimes },
  { integer: sum.women },
  { fen: sum.womenAmount },
  { integer: last.times },
  { fen: last.amount },
];

function changes(sheet: SheetBuilder, row: number, sum: GivenSum, last: GivenSum): CellSpec[] {
  const minus = (a: number, b: number) => `${sheet.address(a, row)}-${sheet.address(b, row)}`;
  return [
    { formula: minus(1, 7), result: { integer: sum.times - last.times } },
    { formula: minus(3, 8), result: { fen: fen(sum.amount - last.amount) } },
  ];
}

function cellsInto(sheet: SheetBuilder, label: string, sum: GivenSum, last: GivenSum): void {
  const row = sheet.nextRow;
  sheet.row([{ text: label }, ...valuesOf(sum, last), ...changes(sheet, row, sum, last)]);
}

const RECONCILE_COLUMNS: readonly ColumnSpec[] = [
  { header: '项目', width: 30, kind: 'text' },
  { header: '金额', width: 16, kind: 'amount' },
  { header: '说明', width: 44, kind: 'text' },
];
const SIGNS: Partial<Record<ReconcileLine['kind'], string>> = { plus: '加：', minus: '减：' };

function reconcileSheet(
  name: string,
  title: string,
  figures: VisitsYear,
  unit: string,
  lines: readonly ReconcileLine[],
) {
  const sheet = new SheetBuilder(name, {
    title,
    subtitle: [unit, `${figures.year} 年度`, '单位：元'],
    columns: RECONCILE_COLUMNS,
  });
  let formula = '';
  let sumCell = '';
  let ledgerCell = '';
  for (const { kind, label, amount, note } of lines) {
    const cell = sheet.address(1, sheet.nextRow);
    let money: CellSpec = { fen: amount };
    if (kind === 'sum') {
      money = { formula, result: { fen: amount } };
      sumCell = cell;
    } else if (kind === 'ledger') ledgerCell = cell;
    else if (kind === 'difference') money = { formula: `${sumCell}-${ledgerCell}`, result: { fen: amount } };
    else formula += `${formula === '' ? '' : kind === 'minus' ? '-' : '+'}${cell}`;
    sheet.row(
      [{ text: `${SIGNS[kind] ?? ''}${label}` }, money, { text: note }],
      kind === 'sum' || kind === 'difference' ? { total: true } : {},
    );
  }
  return sheet;
}

interface Input {
  year: number;
  folder: string;
}

/** 慰问统计 of a year as a workbook: by kind, month, form and method with live sums, and the reconciliation. @throws Refusal `file.gone` */
export async function prepareYear(
  context: ReadContext,
  { year, folder }: Input,
): Promise<{ name: string; bytes: Uint8Array }> {
  context.chosenFolder(folder);
  const figures = readYear(context.db, year);
  const unit = readHeading(context.db).name;
  const byKind = yearSheet('按类别', '类别', figures, unit, figures.byKind);
  byKind.note(figures.sentence);
  byKind.note(figures.longSentence);
  const bytes = await workbookBytes({
    unitName: unit,
    title: `${year} 年慰问统计`,
    sheets: [
      byKind,
      yearSheet(
        '按月份',
        '月份',
        figures,
        unit,
        figures.byMonth.map(({ month, ...line }) => ({ label: formatMonth(month), ...line })),
      ),
      yearSheet('按形式', '形式', figures, unit, figures.byForm),
      yearSheet('按发放方式', '发放方式', figures, unit, figures.byMethod),
      reconcileSheet('与支出核对', '慰问合计与账上支出核对', figures, unit, figures.expense),
      reconcileSheet('与库存核对', '慰问品库存与账上核对', figures, unit, figures.stock),
    ],
    writtenAt: context.clock.now().toISOString(),
  });
  return { name: `慰问统计-${year}`, bytes };
}

/** @throws Refusal `file.saveFailed`, `file.gone` */
export function exportYear(
  context: WriteContext,
  { year, folder }: Input,
  { name, bytes }: { name: string; bytes: Uint8Array },
) {
  const chosen = context.chosenFolder(folder);
  const fileName = saveNewWorkbook(chosen, name, bytes);
  context.trail({
    subject: 'visitStatistics',
    id: String(year),
    label: fileName,
    after: { folder: chosen.name, year },
  });
  return { fileName };
}
