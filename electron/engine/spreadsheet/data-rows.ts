import type { Cell, GridSheet } from './grid.ts';
import { titleKey } from './titles.ts';

export interface DataRow {
  /** The row number people see in Excel. */
  readonly row: number;
  readonly cells: readonly Cell[];
  /** A row of sums (合计, 总计, 小计, 共计), not a record. */
  readonly isTotal: boolean;
}

/**
 * The rows under a header, in order. Wholly blank rows are passed over, and so are rows that repeat a row of the header
 * or of the titles above it, as printed page headers do. Notes under the table come out as rows like any other.
 */
export function* dataRows(
  sheet: GridSheet,
  header: { readonly headerRows: readonly [first: number, last: number]; readonly firstDataRow: number },
): Generator<DataRow> {
  const above = sheet.rows.slice(0, header.headerRows[1]).map((cells) => cells.map((cell) => titleKey(cell.text)));
  for (let row = header.firstDataRow; row <= sheet.rows.length; row++) {
    const cells = sheet.rows[row - 1] ?? [];
    if (cells.every((cell) => cell.kind === 'blank') || repeatsOne(above, cells)) continue;
    yield { row, cells, isTotal: isTotal(cells) };
  }
}

/** Whether a row says the same as one of those above; mostly its first cell already says no. */
function repeatsOne(above: readonly (readonly string[])[], cells: readonly Cell[]): boolean {
  const first = titleKey(cells[0]?.text ?? '');
  return above.some((keys) => keys[0] === first && cells.every((cell, index) => titleKey(cell.text) === keys[index]));
}

/** The label of a sum stands in the first or second text of its row: `合 计`, `合计:320人`, `本年收入合计`. */
const TEXTS_LOOKED_AT = 2;
const LONGEST_LABEL = 12;

function isTotal(cells: readonly Cell[]): boolean {
  return cells
    .filter((cell) => cell.kind === 'text')
    .slice(0, TEXTS_LOOKED_AT)
    .map((cell) => titleKey(cell.text))
    .some((key) => key.length <= LONGEST_LABEL && /^(合计|总计|小计|共计)|(合计|总计|小计|共计)$/.test(key));
}
