import { monthNumber, yearOf } from '#shared/calendar.ts';
import type { DisclosedMonth, Disclosure } from '#shared/contract/dues.ts';
import { formatPeriod } from '#shared/dues-periods.ts';
import type { ReadContext } from '../../context.ts';
import { type CellSpec, type ColumnSpec, SheetBuilder, workbookBytes } from '../../spreadsheet/workbook.ts';
import { readHeading } from '../../union/commands.ts';
import { type DisclosureChoice, readDisclosure } from './disclosure.ts';

// a notice names people, not their numbers
const FIRST_MONTH_COLUMN = 3;

/** 会费收缴公示 as a workbook of one sheet, with ticks or with amounts and their live sums. */
export async function disclosureWorkbook(
  { db, clock, today }: Pick<ReadContext, 'db' | 'clock' | 'today'>,
  { withAmounts, ...choice }: DisclosureChoice & { withAmounts: boolean },
): Promise<{ fileName: string; bytes: Uint8Array; members: number }> {
  const disclosure = readDisclosure(db, today, choice);
  const unit = readHeading(db).name;
  const period = formatPeriod(choice);
  const sheet = new SheetBuilder('会费收缴公示', {
    title: '会费收缴公示',
    subtitle: [unit, period, withAmounts ? '单位：元' : `截至 ${today}`],
    columns: columnsOf(disclosure, withAmounts),
    landscape: disclosure.months.length > 6,
    freezeColumns: 3,
  });
  disclosure.rows.forEach((row, index) => {
    sheet.row([
      { integer: index + 1 },
      { text: row.groupName },
      { text: row.name },
      ...row.months.map((cell) => cellOf(cell, withAmounts)),
      ...(withAmounts ? [{ fen: row.paid }] : []),
    ]);
  });
  const range = { first: sheet.lastRow - disclosure.rows.length + 1, last: sheet.lastRow };
  if (disclosure.rows.length > 0)
    sheet.row(
      [
        null,
        { text: '合计' },
        { text: `${disclosure.members} 人` },
        ...disclosure.totals.map(
          ({ members, paid }, index): CellSpec =>
            withAmounts
              ? { formula: sheet.sum(FIRST_MONTH_COLUMN + index, range), result: { fen: paid } }
              : { integer: members },
        ),
        ...(withAmounts
          ? [
              {
                formula: sheet.sum(FIRST_MONTH_COLUMN + disclosure.months.length, range),
                result: { fen: disclosure.paid },
              },
            ]
          : []),
      ],
      { total: true },
    );
  sheet.note(
    withAmounts
      ? `截至 ${today}，列出已收到的会费；空格表示当月没有应缴，或还没有收到。`
      : '√ 表示当月会费已缴清，“部分”表示已缴一部分；空格表示当月没有应缴，或还没有收到。',
  );
  const bytes = await workbookBytes({
    unitName: unit,
    title: '会费收缴公示',
    sheets: [sheet],
    writtenAt: clock.now().toISOString(),
  });
  return { fileName: `会费收缴公示-${period}.xlsx`, bytes, members: disclosure.members };
}

function columnsOf({ months }: Disclosure, withAmounts: boolean): ColumnSpec[] {
  const oneYear = months.every((month) => yearOf(month) === yearOf(months[0] ?? month));
  return [
    { header: '序号', width: 6, kind: 'integer' },
    { header: '工会小组', width: 16, kind: 'text' },
    { header: '姓名', width: 10, kind: 'text' },
    ...months.map((month): ColumnSpec => {
      const header = oneYear ? `${monthNumber(month)}月` : month;
      return withAmounts ? { header, width: 10, kind: 'amount' } : { header, width: 7, kind: 'text', align: 'center' };
    }),
    ...(withAmounts ? [{ header: '合计', width: 12, kind: 'amount' } as const] : []),
  ];
}

function cellOf(cell: DisclosedMonth, withAmounts: boolean): CellSpec {
  if (cell === null) return null;
  if (withAmounts) return { fen: cell.paid };
  return { text: cell.full ? '√' : '部分' };
}
