import { type CellObject, read, SSF, set_cptable, type WorkBook } from '@e965/xlsx';
import * as codepages from '@e965/xlsx/dist/cpexcel.full.mjs';
import { isDateFormat } from 'hucre';
import {
  BLANK,
  errorCell,
  gridOf,
  numberCell,
  type RawSheet,
  serialCell,
  textCell,
  truthCell,
  UNCALCULATED,
} from './cells.ts';
import { type Cell, type Grid, SpreadsheetProblem } from './grid.ts';

// The old formats: binary .xls (Excel 5 to 2003, and the .et of WPS) and the XML spreadsheet of Excel 2003.

/**
 * The built-in date formats of a Chinese Excel (ECMA-376 part 1, 18.8.30, zh-cn). Files name them by number only and the
 * library knows no text for them, so a date in them would come out as a bare number.
 */
const CHINESE_DATE_FORMATS: Readonly<Record<number, string>> = {
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: 'h"时"mm"分"',
  35: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: 'h"时"mm"分"',
  56: 'h"时"mm"分"ss"秒"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
};

// Excel 5 and 95 stored Chinese text in code page 936.
set_cptable(codepages);

/**
 * Reads binary .xls. A workbook that has been cut off is refused, never read in part.
 * @throws SpreadsheetProblem
 */
export function readXls(bytes: Uint8Array): Grid {
  for (const [id, format] of Object.entries(CHINESE_DATE_FORMATS)) SSF.load(format, Number(id));
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return toGrid(() => read(buffer, { type: 'buffer', dense: true, cellNF: true, cellText: false, cellHTML: false }));
}

/** The XML spreadsheet of Excel 2003, already decoded. @throws SpreadsheetProblem */
export function readXmlSpreadsheet(text: string): Grid {
  if (!/<\/(\w+:)?Workbook>\s*$/.test(text)) throw new SpreadsheetProblem('damaged', 'xml: cut off');
  return toGrid(() => read(text, { type: 'string', dense: true, cellNF: true, cellText: false, cellHTML: false }));
}

/** True when the stream or storage of this name stands in the directory of an OLE file (its entries are 128 bytes). */
export function hasOleEntry(bytes: Uint8Array, name: string): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wanted = Buffer.from(`${name}\0`, 'utf16le');
  for (let at = buffer.indexOf(wanted); at >= 0; at = buffer.indexOf(wanted, at + 1)) {
    if (at % 128 === 0) return true;
  }
  return false;
}

function toGrid(readIt: () => WorkBook): Grid {
  try {
    const workbook = readIt();
    return gridOf(workbook.SheetNames.map((name, index) => rawSheetOf(workbook, name, index)));
  } catch (error) {
    if (error instanceof SpreadsheetProblem) throw error;
    throw new SpreadsheetProblem(kindOf(String(error)), `xls: ${String(error)}`, { cause: error });
  }
}

/** The library has no error types; these are its words. */
function kindOf(message: string): 'protected' | 'notASpreadsheet' | 'damaged' {
  if (/password/i.test(message)) return 'protected';
  return message.includes('Cannot find Workbook stream') ? 'notASpreadsheet' : 'damaged';
}

function rawSheetOf(workbook: WorkBook, name: string, index: number): RawSheet {
  const sheet = workbook.Sheets[name];
  const is1904 = workbook.Workbook?.WBProps?.date1904 === true;
  const data: (CellObject | undefined)[][] = sheet?.['!data'] ?? [];
  const rows: Cell[][] = [];
  // The library's arrays have holes where nothing stands.
  for (let r = 0; r < data.length; r++) rows.push(Array.from(data[r] ?? [], (cell) => cellOf(cell, is1904)));
  return {
    name,
    hidden: (workbook.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0,
    rows,
    merges: (sheet?.['!merges'] ?? []).map(({ s, e }) => ({ top: s.r + 1, left: s.c, bottom: e.r + 1, right: e.c })),
  };
}

function cellOf(cell: CellObject | undefined, is1904: boolean): Cell {
  const value = cell?.v;
  const fromFormula = cell?.f !== undefined || cell?.F !== undefined;
  if (cell === undefined || value === undefined || value === null) return fromFormula ? UNCALCULATED : BLANK;
  if (cell.t === 'e') return errorCell(ERRORS[Number(value)] ?? '', fromFormula);
  if (typeof value === 'boolean') return truthCell(value, fromFormula);
  if (typeof value === 'string') return textCell(value, fromFormula);
  if (value instanceof Date) return textCell(value.toISOString().slice(0, 10), fromFormula);
  const isDate = typeof cell.z === 'string' && isDateFormat(cell.z);
  return isDate ? serialCell(value, is1904, fromFormula) : numberCell(value, fromFormula);
}
