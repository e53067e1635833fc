import { Paper } from '#renderer/components/Paper.tsx';
import type { Report, ReportColumn, ReportRow } from '#shared/contract/ledger.ts';
import { formatYuan } from '#shared/money.ts';
import { type ReportLine, reportLines, rowRatio } from '#shared/report-lines.ts';
import { percentOf } from './report-columns.tsx';

/** Columns beyond which the print is set smaller, so that they fit on the sheet. */
const MANY_COLUMNS = 9;

/** A report as it is printed: A4, its head on every page. */
export function ReportPaper({ report, unit }: { report: Report; unit: string }) {
  const { title, columns, rightTitles, period, formNumber, notes, signatures, landscape } = report;
  const halves: Half[] = rightTitles ? [{ side: 'left' }, { side: 'right', titles: rightTitles }] : [{ side: 'left' }];
  const small = columns.length * halves.length > MANY_COLUMNS;
  return (
    <Paper
      title={title}
      landscape={landscape}
      unit={`单位：${unit}`}
      period={period}
      corner={[formNumber, '金额单位：元'].filter(Boolean).join('　')}
      signatures={signatures}
      {...(notes.length > 0 ? { note: `注：${notes.join('')}` } : {})}
    >
      <table className={small ? 'paper-table paper-report paper-small' : 'paper-table paper-report'}>
        <thead>
          <PaperHead columns={columns} halves={halves} />
        </thead>
        <tbody>
          {reportLines(report).map((line) => (
            <PaperLine key={line.map((row) => row?.key ?? '').join('|')} line={line} columns={columns} />
          ))}
        </tbody>
      </table>
    </Paper>
  );
}

interface Half {
  side: 'left' | 'right';
  /** Left out for the titles of the columns. */
  titles?: readonly string[];
}
interface PaperHeadProps {
  columns: readonly ReportColumn[];
  halves: readonly Half[];
}

/** One line of titles, or two where columns share a heading. */
function PaperHead({ columns, halves }: PaperHeadProps) {
  if (columns.every(({ group }) => group === undefined))
    return (
      <tr>
        {halves.flatMap(({ side, titles }) =>
          columns.map(({ key, title }, at) => <th key={`${side}-${key}`}>{titles?.[at] ?? title}</th>),
        )}
      </tr>
    );
  const first = (at: number) => columns[at]?.group !== columns[at - 1]?.group;
  const width = (group: string | undefined) => columns.filter((column) => column.group === group).length;
  return (
    <>
      <tr>
        {columns.map(({ key, title, group }, at) => {
          if (group === undefined)
            return (
              <th key={key} rowSpan={2}>
                {title}
              </th>
            );
          if (!first(at)) return null;
          return (
            <th key={key} colSpan={width(group)}>
              {group}
            </th>
          );
        })}
      </tr>
      <tr>{columns.map(({ key, title, group }) => (group === undefined ? null : <th key={key}>{title}</th>))}</tr>
    </>
  );
}

function PaperLine({ line, columns }: { line: ReportLine; columns: readonly ReportColumn[] }) {
  return (
    <tr>
      {line.flatMap((row, half) =>
        columns.map((column) => (
          <td
            key={`${half === 0 ? 'left' : 'right'}-${column.key}`}
            className={classOf(column)}
            style={styleOf(row, column)}
          >
            {row && textOf(row, column)}
          </td>
        )),
      )}
    </tr>
  );
}

function classOf({ kind, centered }: ReportColumn): string | undefined {
  if (kind === 'amount' || kind === 'ratio') return 'amount';
  return centered ? 'paper-center' : undefined;
}

function styleOf(row: ReportRow | undefined, { key }: ReportColumn) {
  const strong = row?.look === 'total' || row?.look === 'heading';
  return {
    ...(strong ? { fontWeight: 700 } : {}),
    ...(row && key === 'name' && row.level > 0 ? { paddingLeft: `${row.level * 6}pt` } : {}),
  };
}

function textOf(row: ReportRow, { key, kind, ratio }: ReportColumn): string {
  if (kind === 'ratio') {
    const value = ratio && rowRatio(row, ratio);
    return value === undefined ? '' : percentOf(value);
  }
  if (kind !== 'amount') return row.texts[key] ?? '';
  const amount = row.amounts[key];
  if (amount === undefined) return '';
  return amount === 0 && row.look === 'line' && key !== 'balance' ? '' : formatYuan(amount);
}
