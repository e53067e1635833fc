import { dateToSerial, serialToDate } from 'hucre';
import { isDay } from '#shared/calendar.ts';
import { type Cell, type Grid, type GridSheet, MAX_CELLS, type Merge, SpreadsheetProblem } from './grid.ts';

// Makers of cells and sheets that all formats share, so that the same table gives the same grid from xlsx, xls or csv.

export const BLANK: Cell = { kind: 'blank', text: '', wasNumber: false, fromFormula: false };

/** Excel shows and computes with 15 significant digits; what a file holds beyond them is noise. */
const TRUE_DIGITS = 15;

/** Plain decimal digits without an exponent: 3.30203E+17 -> `330203000000000000`, 0.1 + 0.2 -> `0.3`. */
export function plainNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e15) return String(value + 0);
  const rounded = Number(value.toPrecision(TRUE_DIGITS));
  const text = String(Number.isFinite(rounded) ? rounded : value);
  const [, sign = '', whole = '', fraction = '', exponent] = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
  if (exponent === undefined) return text === '-0' ? '0' : text;
  const power = Number(exponent);
  if (power < 0) return `${sign}0.${'0'.repeat(-power - 1)}${whole}${fraction}`;
  return `${sign}${whole}${fraction.padEnd(power, '0')}`;
}

/** A text cell; white space alone (also the full-width space) counts as blank. */
export function textCell(text: string, fromFormula = false): Cell {
  if (text.trim() === '') return BLANK;
  return { kind: 'text', text, wasNumber: false, fromFormula };
}

export function numberCell(value: number, fromFormula = false): Cell {
  if (!Number.isFinite(value)) return errorCell('#NUM!', fromFormula);
  return { kind: 'number', text: plainNumber(value), number: value, wasNumber: true, fromFormula };
}

export function truthCell(value: boolean, fromFormula = false): Cell {
  return { kind: 'truth', text: value ? 'TRUE' : 'FALSE', wasNumber: false, fromFormula };
}

export function errorCell(text: string, fromFormula = false): Cell {
  return { kind: 'error', text: text === '' ? '#ERROR!' : text, wasNumber: false, fromFormula };
}

export const UNCALCULATED: Cell = { kind: 'uncalculated', text: '', wasNumber: false, fromFormula: true };

/**
 * A number shown in a date format, as the instant (UTC) that the library made of it.
 * A bare time of day stays a number. A day outside 1900 to 2199, such as 9999-12-31 for "no end", stays text.
 */
export function dateCell(date: Date, fromFormula = false): Cell {
  if (Number.isNaN(date.getTime()) || date.getUTCFullYear() > 9999) return errorCell('#NUM!', fromFormula);
  if (date.getUTCFullYear() < 1900) return numberCell(dateToSerial(date), fromFormula);
  const day = date.toISOString().slice(0, 10);
  return isDay(day)
    ? { kind: 'day', text: day, day, wasNumber: true, fromFormula }
    : { kind: 'text', text: day, wasNumber: true, fromFormula };
}

/** The same from Excel's serial number of days; `is1904` is the workbook's date system. */
export function serialCell(serial: number, is1904: boolean, fromFormula = false): Cell {
  return dateCell(serialToDate(serial, is1904), fromFormula);
}

/** A sheet as a reader collects it: rows may be missing, short or padded with blanks. */
export interface RawSheet {
  readonly name: string;
  readonly hidden: boolean;
  readonly rows: readonly (readonly (Cell | undefined)[] | undefined)[];
  readonly merges: readonly Merge[];
}

/**
 * Cuts trailing blanks, makes every sheet a rectangle and drops sheets without content.
 * @throws SpreadsheetProblem `empty` when nothing is left, `tooLarge` beyond MAX_CELLS.
 */
export function gridOf(rawSheets: readonly RawSheet[]): Grid {
  const sheets: GridSheet[] = [];
  let total = 0;
  for (const raw of rawSheets) {
    const { height, width } = extent(raw.rows);
    if (height === 0) continue;
    total += height * width;
    if (total > MAX_CELLS) throw new SpreadsheetProblem('tooLarge', `over ${MAX_CELLS} cells`);
    const rows = Array.from({ length: height }, (_, r) => {
      const row = raw.rows[r] ?? [];
      return Array.from({ length: width }, (_, c) => row[c] ?? BLANK);
    });
    const merges = raw.merges.filter((merge) => merge.top <= height && merge.left < width);
    sheets.push({ name: raw.name, hidden: raw.hidden, firstRow: 1, rows, merges });
  }
  if (sheets.length === 0) throw new SpreadsheetProblem('empty', 'no cell with content');
  return { sheets };
}

function extent(rows: RawSheet['rows']): { height: number; width: number } {
  let height = 0;
  let width = 0;
  for (let r = 0; r < rows.length; r++) {
    const row = rows[r];
    if (row === undefined) continue;
    let last = row.length - 1;
    while (last >= 0 && (row[last] ?? BLANK).kind === 'blank') last--;
    if (last < 0) continue;
    height = r + 1;
    width = Math.max(width, last + 1);
  }
  return { height, width };
}
