import type { Day } from '#shared/calendar.ts';
import {
  HARDSHIP_TABLE_NAMES,
  type HardshipAidLine,
  type HardshipFileLine,
  type HardshipStatistics,
  isFileTable,
  STATISTICS_TABLES,
} from '#shared/contract/hardship.ts';
import { type Fen, sum } from '#shared/money.ts';
import { formatShare } from '#shared/shares.ts';
import type { ReadContext, WriteContext } from '../../context.ts';
import { saveNewWorkbook } from '../../spreadsheet/save-workbook.ts';
import { type ColumnSpec, SheetBuilder, workbookBytes } from '../../spreadsheet/workbook.ts';
import { readHeading } from '../../union/commands.ts';
import { hardshipStatistics } from './statistics.ts';

interface Input {
  day: Day;
  folder: string;
}

const COLUMNS: readonly ColumnSpec[] = [
  { header: '', width: 24, kind: 'text' },
  { header: '', width: 9, kind: 'integer' },
  { header: '', width: 9, kind: 'integer' },
  { header: '', width: 15, kind: 'amount' },
  { header: '', width: 11, kind: 'integer' },
  { header: '', width: 15, kind: 'amount' },
  { header: '', width: 9, kind: 'percent' },
  { header: '', width: 11, kind: 'integer' },
  { header: '', width: 15, kind: 'amount' },
];

/** 困难帮扶统计表 as a workbook of one sheet, sums as formulas. @throws Refusal `file.gone` */
export async function prepareStatistics(
  context: ReadContext,
  { day, folder }: Input,
): Promise<{ name: string; bytes: Uint8Array }> {
  context.chosenFolder(folder);
  const unit = readHeading(context.db).name;
  const bytes = await workbookBytes({
    unitName: unit,
    title: '困难帮扶统计表',
    sheets: [statisticsSheet(hardshipStatistics(context.db, day), unit)],
    writtenAt: context.clock.now().toISOString(),
  });
  return { name: `困难帮扶统计表-${day}`, bytes };
}

/** Writes the workbook. @throws Refusal `file.saveFailed`, `file.gone` */
export function exportStatistics(
  context: WriteContext,
  { day, folder }: Input,
  { name, bytes }: { name: string; bytes: Uint8Array },
): { fileName: string } {
  const chosen = context.chosenFolder(folder);
  const fileName = saveNewWorkbook(chosen, name, bytes);
  context.trail({
    subject: 'hardshipReports',
    id: 'statistics',
    label: fileName,
    after: { folder: chosen.name, day },
  });
  return { fileName };
}

function statisticsSheet(statistics: HardshipStatistics, unit: string): SheetBuilder {
  const { day, files, people, students, women, womenShare, singleMothers, singleMothersShare, year } = statistics;
  const sheet = new SheetBuilder('困难帮扶统计表', {
    title: '困难帮扶统计表',
    subtitle: [unit, `截至 ${day}`, '金额单位：元'],
    columns: COLUMNS,
    landscape: true,
  });
  sheet.note(statistics.sentence);
  sheet.note(
    `在档 ${files} 户、家庭人口 ${people} 人，其中学生 ${students} 人；女职工 ${women} 户，占 ${formatShare(womenShare)}，其中单亲女职工 ${singleMothers} 户，占女职工的 ${formatShare(singleMothersShare)}。`,
  );
  sheet.note(
    `今年新建档 ${year.opened} 户，重新纳入 ${year.returned} 户，脱困 ${year.resolved} 户，注销 ${year.closed} 户，正在办理 ${year.applying} 户；不花钱的帮扶 ${statistics.measures} 次。`,
  );
  for (const table of STATISTICS_TABLES) {
    if (isFileTable(table)) fileTable(sheet, HARDSHIP_TABLE_NAMES[table], statistics.fileTables[table]);
    else aidTable(sheet, HARDSHIP_TABLE_NAMES[table], statistics.aidTables[table]);
  }
  sheet.gap();
  sheet.note(STATISTICS_REMARK);
  return sheet;
}

function fileTable(sheet: SheetBuilder, name: string, lines: readonly HardshipFileLine[]): void {
  if (lines.length === 0) return;
  sheet.gap();
  sheet.heading([`档案按${name}`, '户数', '女职工', null, '单亲女职工', null, '占比', null, null]);
  const first = sheet.nextRow;
  for (const line of lines)
    sheet.row([
      { text: line.label },
      { integer: line.files },
      { integer: line.women },
      null,
      { integer: line.singleMothers },
      null,
      { ratio: line.share / 1000 },
    ]);
  const total = (column: number, of: (line: HardshipFileLine) => number) => ({
    formula: sheet.sum(column, { first, last: sheet.lastRow }),
    result: { integer: lines.reduce((sum, line) => sum + of(line), 0) },
  });
  const sums = [total(1, (line) => line.files), total(2, (line) => line.women), total(4, (line) => line.singleMothers)];
  sheet.row(['合计', sums[0] ?? null, sums[1] ?? null, null, sums[2] ?? null, null, { ratio: 1 }], { total: true });
}

function aidTable(sheet: SheetBuilder, name: string, lines: readonly HardshipAidLine[]): void {
  if (lines.length === 0) return;
  sheet.gap();
  sheet.heading([`帮扶按${name}`, '户数', '户次', '金额', '女职工户次', '女职工金额', '占比', '上年户次', '上年金额']);
  const first = sheet.nextRow;
  for (const line of lines)
    sheet.row([
      { text: line.label },
      { integer: line.families },
      { integer: line.times },
      { fen: line.amount },
      { integer: line.womenTimes },
      { fen: line.womenAmount },
      { ratio: line.share / 1000 },
      { integer: line.lastTimes },
      { fen: line.lastAmount },
    ]);
  const range = { first, last: sheet.lastRow };
  const count = (column: number, of: (line: HardshipAidLine) => number) => ({
    formula: sheet.sum(column, range),
    result: { integer: lines.reduce((sum, line) => sum + of(line), 0) },
  });
  const money = (column: number, of: (line: HardshipAidLine) => Fen) => ({
    formula: sheet.sum(column, range),
    result: { fen: sum(lines.map(of)) },
  });
  sheet.row(
    [
      '合计',
      // a family may stand on several lines, so families do not add up
      null,
      count(2, (line) => line.times),
      money(3, (line) => line.amount),
      count(4, (line) => line.womenTimes),
      money(5, (line) => line.womenAmount),
      lines.some((line) => line.amount > 0) ? { ratio: 1 } : null,
      count(7, (line) => line.lastTimes),
      money(8, (line) => line.lastAmount),
    ],
    { total: true },
  );
}

/** What the figures mean, in the words of the page. */
const STATISTICS_REMARK =
  '档案状态是那一天的情况，类别、原因和家庭按现在的登记；帮扶从当年 1 月 1 日算到那一天，已冲销的不计；上年是同一段时间；户数不能逐行相加。';
