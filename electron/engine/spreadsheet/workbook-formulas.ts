import { type Fen, plainYuan } from '#shared/money.ts';
import type { CellLook, Formula, RowRange } from './workbook-cells.ts';

/** Excel's limit for the text of one formula. */
export const MAX_FORMULA_LENGTH = 8192;

/** 0 -> `A`, 26 -> `AA`. @throws RangeError outside Excel's 16,384 columns. */
export function columnLetter(column: number): string {
  if (!Number.isInteger(column) || column < 0 || column >= 16_384) throw new RangeError(`not a column: ${column}`);
  let letters = '';
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1) {
    letters = String.fromCharCode(65 + (rest % 26)) + letters;
  }
  return letters;
}

/** Column counted from 0 and row counted from 1 -> `D12`. */
export function cellAddress(column: number, row: number): string {
  return `${columnLetter(column)}${row}`;
}

/** A cell or range of another sheet: `'收支决算表'!D12`. Always quoted, so any sheet name is safe. */
export function sheetReference(sheetName: string, address: string): string {
  return `'${sheetName.replaceAll("'", "''")}'!${address}`;
}

/** Text as a constant inside a formula. */
export function quotedText(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

/** `SUM(D5:D20)`; over no rows at all it is `0`, since a range upside down would count other cells. */
export function sumFormula(column: number, range: RowRange): string {
  if (range.last < range.first) return '0';
  const letter = columnLetter(column);
  return `SUM(${letter}${range.first}:${letter}${range.last})`;
}

export const TIE_OUT_AGREES = '相符';
const TIE_OUT_DIFFERS = '差额';

/**
 * A cell that compares two figures of the workbook and says 相符 or 差额 with the amount; it turns red by itself when it differs.
 * @param left, right references or formulas of amounts in yuan
 * @param difference what the engine computed for left - right, in fen
 */
export function tieOut(left: string, right: string, difference: Fen): Formula & CellLook {
  const gap = `(${left})-(${right})`;
  return {
    formula: `IF(ROUND(${gap},2)=0,"${TIE_OUT_AGREES}","${TIE_OUT_DIFFERS} "&TEXT(${gap},"0.00"))`,
    result: { text: difference === 0 ? TIE_OUT_AGREES : `${TIE_OUT_DIFFERS} ${plainYuan(difference)}` },
    align: 'center',
    check: true,
  };
}

/** The condition under which a tie-out cell is red. */
export function differsCondition(address: string): string {
  return `LEFT(${address},${TIE_OUT_DIFFERS.length})="${TIE_OUT_DIFFERS}"`;
}
