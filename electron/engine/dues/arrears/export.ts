import { type Day, formatMonth, type Month, monthOf } from '#shared/calendar.ts';
import { ARREARS_AGE_NAMES, type ArrearsRow, type ArrearsSum } from '#shared/contract/dues.ts';
import { MEMBER_STATUS_NAMES } from '#shared/contract/members.ts';
import { fen } from '#shared/money.ts';
import type { ReadContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { type CellSpec, type ColumnSpec, SheetBuilder, workbookBytes } from '../../spreadsheet/workbook.ts';
import { readHeading } from '../../union/commands.ts';
import { listArrears } from './arrears.ts';
import type { ArrearsFilter } from './filters.ts';
import { sumArrearsBy } from './totals.ts';

const COLUMNS: readonly ColumnSpec[] = [
  { header: '编号', width: 10, kind: 'text' },
  { header: '姓名', width: 12, kind: 'text' },
  { header: '工会小组', width: 18, kind: 'text' },
  { header: '会籍', width: 10, kind: 'text' },
  { header: '联系电话', width: 14, kind: 'text' },
  { header: '最早欠缴', width: 12, kind: 'text' },
  { header: '已过（月）', width: 10, kind: 'integer' },
  { header: '欠缴月数', width: 10, kind: 'integer' },
  { header: '连续未缴', width: 10, kind: 'integer' },
  { header: '欠缴金额', width: 14, kind: 'amount' },
  { header: '欠缴月份', width: 40, kind: 'text' },
];
const AT = { months: 7, owed: 9 } as const;
const SUM_COLUMNS: readonly ColumnSpec[] = [
  { header: '', width: 24, kind: 'text' },
  { header: '人数', width: 10, kind: 'integer' },
  { header: '月数', width: 10, kind: 'integer' },
  { header: '欠缴金额', width: 16, kind: 'amount' },
];
const WINDOW = 500;

/**
 * 会费欠缴明细 as a workbook: the list as filtered, and the same members by group and by age, with live sums. Phone numbers are
 * masked as in the list.
 */
export async function arrearsWorkbook(
  { db, clock, today }: Pick<ReadContext, 'db' | 'clock' | 'today'>,
  filter: ArrearsFilter,
): Promise<{ fileName: string; bytes: Uint8Array; members: number }> {
  const unit = readHeading(db).name;
  const subtitle = [`单位：${unit}`, `截至 ${today}`, '单位：元'];
  const list = new SheetBuilder('欠缴明细', {
    title: '会费欠缴明细',
    subtitle:
      filter.age === undefined
        ? subtitle
        : [subtitle[0] ?? '', `${subtitle[1]}，${ARREARS_AGE_NAMES[filter.age]}`, '单位：元'],
    columns: COLUMNS,
    landscape: true,
    filter: true,
    freezeColumns: 2,
  });
  const rows = [...allArrears(db, today, filter)];
  for (const row of rows) list.row(cellsOf(row, monthOf(today)));
  const range = { first: list.lastRow - rows.length + 1, last: list.lastRow };
  const owed = rows.reduce((all, row) => all + row.owed, 0);
  const months = rows.reduce((all, row) => all + row.months.length, 0);
  if (rows.length > 0)
    list.row(
      [
        { text: '合计' },
        { text: `${rows.length} 人` },
        ...blanks(5),
        { formula: list.sum(AT.months, range), result: { integer: months } },
        null,
        { formula: list.sum(AT.owed, range), result: { fen: fen(owed) } },
        null,
      ],
      { total: true },
    );
  const sheets = [list];
  for (const [by, name, first] of [
    ['group', '按小组', '工会小组'],
    ['branch', '按分会', '分会'],
    ['age', '按欠缴时间', '最早的欠缴已过'],
  ] as const) {
    sheets.push(sumSheet(name, first, subtitle, sumArrearsBy(db, today, { by, ...filter }).rows));
  }
  const bytes = await workbookBytes({
    unitName: unit,
    title: '会费欠缴明细',
    sheets,
    writtenAt: clock.now().toISOString(),
  });
  return { fileName: `会费欠缴明细-${today}.xlsx`, bytes, members: rows.length };
}

function* allArrears(db: Readable, today: Day, filter: ArrearsFilter): Generator<ArrearsRow> {
  for (let offset = 0; ; offset += WINDOW) {
    const { rows } = listArrears(db, today, { ...filter, offset, limit: WINDOW });
    yield* rows;
    if (rows.length < WINDOW) return;
  }
}

function cellsOf(row: ArrearsRow, now: Month): CellSpec[] {
  return [
    { text: row.number },
    { text: row.name },
    { text: row.groupName },
    { text: MEMBER_STATUS_NAMES[row.status] },
    { text: row.phoneMasked },
    { text: formatMonth(row.months[0] ?? now) },
    { integer: row.age },
    { integer: row.months.length },
    { integer: row.inRow },
    { fen: row.owed },
    { text: row.months.join('、') },
  ];
}

const blanks = (count: number): CellSpec[] => Array.from({ length: count }, () => null);

function sumSheet(name: string, first: string, subtitle: string[], rows: readonly ArrearsSum[]): SheetBuilder {
  const [label, ...figures] = SUM_COLUMNS;
  const sheet = new SheetBuilder(name, {
    title: `会费欠缴${name}`,
    subtitle,
    columns: label ? [{ ...label, header: first }, ...figures] : figures,
  });
  for (const row of rows)
    sheet.row([{ text: row.name }, { integer: row.members }, { integer: row.months }, { fen: row.owed }]);
  const range = { first: sheet.lastRow - rows.length + 1, last: sheet.lastRow };
  const total = (of: 'members' | 'months' | 'owed') => rows.reduce((all, row) => all + row[of], 0);
  if (rows.length > 0)
    sheet.row(
      [
        { text: '合计' },
        { formula: sheet.sum(1, range), result: { integer: total('members') } },
        { formula: sheet.sum(2, range), result: { integer: total('months') } },
        { formula: sheet.sum(3, range), result: { fen: fen(total('owed')) } },
      ],
      { total: true },
    );
  return sheet;
}
