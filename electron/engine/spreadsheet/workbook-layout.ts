import type { ColumnSpec } from './workbook-cells.ts';

// Where text goes on a sheet: how wide it is, how many lines it takes, how a line of several parts is spread over columns.

/** Width of a text in characters of the body font: a Chinese character or full-width sign takes two. */
export function textWidth(text: string): number {
  let width = 0;
  for (let index = 0; index < text.length; index++) width += text.charCodeAt(index) < 0x2e80 ? 1 : 2;
  return width;
}

/** How many lines a text takes in a column so wide; a little on the safe side, since fonts differ from machine to machine. */
export function lineCount(text: string, columnWidth: number): number {
  if (text.length * 2 < columnWidth && !text.includes('\n')) return 1;
  const usable = Math.max(2, columnWidth - 1);
  let lines = 0;
  for (const paragraph of text.split('\n')) lines += Math.max(1, Math.ceil(textWidth(paragraph) / usable));
  return lines;
}

/** Neighbouring columns, both ends included, counted from 0. */
export interface ColumnSpan {
  first: number;
  last: number;
}

/**
 * Spreads parts over all columns, in order, each getting at least one column and width in proportion to its text; parts at the
 * same distance from the two ends get the same, so that a middle part stands in the middle.
 * @returns one span a part; undefined when there are more parts than columns
 */
export function spreadOver(parts: readonly string[], columns: readonly ColumnSpec[]): ColumnSpan[] | undefined {
  if (parts.length > columns.length) return undefined;
  const widths = parts.map((part) => textWidth(part) + 4);
  const wanted = widths.map((width, index) => Math.max(width, widths.at(-1 - index) ?? 0));
  const share = columns.reduce((sum, column) => sum + column.width, 0) / wanted.reduce((sum, width) => sum + width, 0);
  const spans: ColumnSpan[] = [];
  let next = 0;
  let passed = 0;
  let goal = 0;
  for (const [index, width] of wanted.entries()) {
    const first = next;
    const partsLeft = parts.length - index - 1;
    const furthest = columns.length - partsLeft;
    goal += width * share;
    do {
      passed += columns[next]?.width ?? 0;
      next += 1;
      // Take the next column too while more than half of it still belongs to this part.
    } while (next < furthest && (partsLeft === 0 || passed + (columns[next]?.width ?? 0) / 2 <= goal));
    spans.push({ first, last: next - 1 });
  }
  return spans;
}

/** Runs of neighbouring columns under a common heading; a column without a group stands alone. */
export function headerGroups(columns: readonly ColumnSpec[]): (ColumnSpan & { group: string | undefined })[] {
  const groups: (ColumnSpan & { group: string | undefined })[] = [];
  for (const [index, column] of columns.entries()) {
    const open = groups.at(-1);
    if (open && column.group !== undefined && open.group === column.group) open.last = index;
    else groups.push({ first: index, last: index, group: column.group });
  }
  return groups;
}
