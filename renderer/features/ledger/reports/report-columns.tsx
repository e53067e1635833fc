import type { Column } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import type { RowTone } from '#renderer/components/TableRow.tsx';
import type { Report, ReportColumn, ReportRow } from '#shared/contract/ledger.ts';
import { rowRatio } from '#shared/report-lines.ts';

const CHARACTER = 7.5;
const PADDING = 24;
const AMOUNT = 124;
const INDENT = 14;
/** Texts that share what is left of the width. */
const WIDE: ReadonlySet<string> = new Set(['name', 'summary', 'counter', 'account', 'note']);

/** The columns of a report on the screen. */
export function columnsOf(columns: Report['columns'], titles?: readonly string[]): Column<ReportRow>[] {
  return columns.map((column, at) => ({
    key: column.key,
    title: titles?.[at] ?? titleOf(column),
    ...(WIDE.has(column.key) ? {} : { width: widthOf(column) }),
    align: column.kind === 'amount' || column.kind === 'ratio' ? 'right' : column.centered ? 'center' : 'left',
    render: (row) => cellOf(row, column),
  }));
}

/** A column under a shared heading says both: 期初余额 借方 becomes 期初借方. */
function titleOf({ title, group }: ReportColumn): string {
  return group === undefined ? title : `${group.slice(0, 2)}${title}`;
}

function widthOf(column: ReportColumn): number {
  const title = titleOf(column);
  const characters = [...title].reduce((sum, sign) => sum + (/[ -~]/.test(sign) ? 1 : 2), 0);
  if (column.kind === 'amount') return Math.max(AMOUNT, Math.ceil(characters * CHARACTER) + PADDING);
  return Math.ceil(Math.max(characters, column.width) * CHARACTER) + PADDING;
}

function cellOf(row: ReportRow, column: ReportColumn) {
  if (column.kind === 'amount')
    return <Money value={row.amounts[column.key]} blankZero={row.look === 'line' && column.key !== 'balance'} />;
  if (column.kind === 'ratio') return <Percent row={row} column={column} />;
  const text = row.texts[column.key] ?? '';
  return column.key === 'name' ? <span style={{ paddingLeft: row.level * INDENT }}>{text}</span> : text;
}

function Percent({ row, column: { ratio } }: { row: ReportRow; column: ReportColumn }) {
  const value = ratio && rowRatio(row, ratio);
  if (value === undefined) return null;
  return <span className={row.over ? 'money money-red' : 'money'}>{percentOf(value)}</span>;
}

/** `104.0%` */
export function percentOf(ratio: number): string {
  return `${(Math.round(ratio * 1000) / 10).toFixed(1)}%`;
}

/** Sums stand out; a row that takes back is red. */
export function toneOf(row: ReportRow): RowTone | undefined {
  if (row.look === 'total' || row.look === 'heading') return 'strong';
  if (row.look === 'soft') return 'soft';
  const takesBack =
    row.drill !== undefined && 'voucherId' in row.drill && Object.values(row.amounts).some((one) => one < 0);
  return takesBack ? 'red' : undefined;
}
