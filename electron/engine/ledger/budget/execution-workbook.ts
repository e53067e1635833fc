import { formatMonth, type Month } from '#shared/calendar.ts';
import type { ExecutionRow } from '#shared/contract/ledger.ts';
import type { ReadContext } from '../../context.ts';
import { type CellSpec, type ColumnSpec, SheetBuilder, workbookBytes } from '../../spreadsheet/workbook.ts';
import { readHeading } from '../../union/commands.ts';
import { readBudgetExecution } from './execution.ts';

const COLUMNS: readonly ColumnSpec[] = [
  { header: '编号', width: 9, kind: 'text' },
  { header: '科目', width: 28, kind: 'text' },
  { header: '上年决算数', width: 15, kind: 'amount' },
  { header: '年初预算数', width: 15, kind: 'amount' },
  { header: '调整数', width: 15, kind: 'amount' },
  { header: '调整后预算数', width: 15, kind: 'amount' },
  { header: '执行数', width: 15, kind: 'amount' },
  { header: '完成%', width: 9, kind: 'percent' },
  { header: '未执行数', width: 15, kind: 'amount' },
  { header: '说明', width: 28, kind: 'text' },
];
// Column letters of what the formulas point at.
const AT = { original: 'D', change: 'E', adjusted: 'F', actual: 'G' } as const;

/** 预算执行表 as a workbook of one sheet: the sums of a line are live formulas, so that it can be checked by hand. */
export async function executionWorkbook(
  { db, clock }: Pick<ReadContext, 'db' | 'clock'>,
  year: number,
  to: Month,
): Promise<{ fileName: string; bytes: Uint8Array }> {
  const execution = readBudgetExecution(db, year, to);
  const unit = readHeading(db).name;
  const sheet = new SheetBuilder('预算执行表', {
    title: `${year} 年工会经费预算执行表`,
    subtitle: [`编制单位：${unit}`, `${formatMonth(execution.to)}止`, '单位：元'],
    columns: COLUMNS,
    landscape: true,
    freezeColumns: 2,
  });
  for (const row of execution.rows)
    sheet.row(cellsOf(row, sheet.nextRow), {
      bold: row.kind === 'group',
      ...(row.kind === 'total' ? { total: true } : {}),
    });
  sheet.signatures(['工会主席：', '财务负责人：', '复核：', '制表：']);
  const bytes = await workbookBytes({
    unitName: unit,
    title: '预算执行表',
    sheets: [sheet],
    writtenAt: clock.now().toISOString(),
  });
  return { fileName: `预算执行表-${execution.to}.xlsx`, bytes };
}

function cellsOf(row: ExecutionRow, at: number): CellSpec[] {
  const { actual, adjusted } = row;
  const over = row.direction === 'expense' && actual !== undefined && actual > adjusted;
  const red = over ? { problem: true } : {};
  const indent = row.kind === 'total' || row.level === 1 ? 0 : row.level === 2 ? 1 : 2;
  return [
    row.code === '' ? null : { text: row.code },
    { text: row.name, indent },
    { fen: row.lastYear },
    { fen: row.original },
    { fen: row.adjustment },
    { formula: `${AT.original}${at}+${AT.change}${at}`, result: { fen: adjusted } },
    actual === undefined ? null : { fen: actual, ...red },
    actual === undefined
      ? null
      : {
          formula: `IF(${AT.adjusted}${at}=0,"",${AT.actual}${at}/${AT.adjusted}${at})`,
          result: adjusted === 0 ? { text: '' } : { ratio: actual / adjusted },
          ...red,
        },
    row.left === undefined
      ? null
      : {
          formula: `${AT.adjusted}${at}-${AT.actual}${at}`,
          result: { fen: row.left },
          ...(row.left < 0 && over ? red : {}),
        },
    { text: row.note },
  ];
}
