import type { Report, ReportRow } from './contract/ledger/reports.ts';
import { ZERO } from './money.ts';

// How a report falls into lines: the same on paper and in a workbook.

/** What stands on one line: one row, or of a statement in two halves one of each. */
export type ReportLine = readonly (ReportRow | undefined)[];

/** The lines of a report. The two halves of a statement end on the same line, totals across from each other. */
export function reportLines({ rows, rightTitles }: Pick<Report, 'rows' | 'rightTitles'>): ReportLine[] {
  if (rightTitles === undefined) return rows.map((row) => [row]);
  const left = rows.filter((row) => !row.right);
  const right = rows.filter((row) => row.right);
  const height = Math.max(left.length, right.length);
  return Array.from({ length: height }, (_, index) => [atLine(left, index, height), atLine(right, index, height)]);
}

function atLine(half: readonly ReportRow[], index: number, height: number): ReportRow | undefined {
  if (index === height - 1) return half.at(-1);
  return index < half.length - 1 ? half[index] : undefined;
}

/** One amount of a row divided by another; undefined over nothing, and where one of them is blank. */
export function rowRatio({ amounts }: ReportRow, ratio: { of: string; by: string }): number | undefined {
  const of = amounts[ratio.of];
  const by = amounts[ratio.by] ?? ZERO;
  return of === undefined || by === 0 ? undefined : of / by;
}
