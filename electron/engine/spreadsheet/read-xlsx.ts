import { crc32 } from 'node:zlib';
import { Zip, type ZipInputFile } from 'fflate';
import { type CellValue, HucreError, type Cell as RichCell, readXlsx as readWorkbook, type Sheet } from 'hucre';
import {
  BLANK,
  dateCell,
  errorCell,
  gridOf,
  numberCell,
  type RawSheet,
  textCell,
  truthCell,
  UNCALCULATED,
} from './cells.ts';
import { type Cell, type Grid, SpreadsheetProblem } from './grid.ts';
import { unpack } from './zip-guard.ts';

const CONTENT_TYPES = '[Content_Types].xml';
/** Folders of a workbook that hold nothing of its cells. */
const NOT_CELLS =
  /(^|\/)(worksheets\/_rels|theme|drawings|charts|media|comments|threadedComments|persons|externalLinks|pivotTables|pivotCache|slicers|slicerCaches|timelines|tables|queryTables|printerSettings|customXml|docProps|ctrlProps|activeX|embeddings)\//i;

/**
 * Reads an xlsx or xlsm workbook. Formulas give their saved result; macros, links and pictures are not looked at.
 * @throws SpreadsheetProblem
 */
export async function readXlsx(bytes: Uint8Array): Promise<Grid> {
  const parts = unpack(bytes, (name) => /\.(xml|rels)$/i.test(name) && !NOT_CELLS.test(name));
  checkIsWorkbook(parts);
  try {
    const workbook = await readWorkbook(repack(parts));
    return gridOf(workbook.sheets.map(rawSheetOf));
  } catch (error) {
    if (error instanceof SpreadsheetProblem) throw error;
    const tooLarge = error instanceof HucreError && /over the \d+ limit/.test(error.message);
    throw new SpreadsheetProblem(tooLarge ? 'tooLarge' : 'damaged', `xlsx: ${String(error)}`, { cause: error });
  }
}

function checkIsWorkbook(parts: ReadonlyMap<string, Uint8Array>): void {
  const types = new TextDecoder().decode(parts.get(CONTENT_TYPES));
  if (!types.includes('spreadsheetml') || types.includes('ms-excel.sheet.binary')) {
    throw new SpreadsheetProblem('notASpreadsheet', 'zip: not an xlsx workbook');
  }
}

// A cell, and then a row, that has formatting but nothing in it. Only with its address written out: one without counts
// on from the one before it. The lengths are bounded so that no tag, however long, is searched more than once.
const EMPTY_CELL = /<c\s(?:[^<>]{0,100}?\s)?r="[^<>]{0,200}?(?:\/>|>\s{0,8}<\/c>)/g;
const EMPTY_ROW = /<row\s(?:[^<>]{0,100}?\s)?r="[^<>]{0,400}?(?:\/>|>\s{0,400}<\/row>)/g;

/**
 * Puts the parts together again, uncompressed, for the library, with two repairs:
 * - Cells that are only formatted go: sheets with a hundred thousand of them are common, and the library takes an empty
 *   cell of the shared-text type for the first shared text.
 * - Chart sheets and dialog sheets are passed off as worksheets (they read as empty): the library refuses a workbook
 *   that has one.
 */
function repack(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const files: Record<string, Uint8Array> = {};
  for (const [name, content] of parts) {
    files[name] = content;
    const isRelations = name.toLowerCase().endsWith('.rels');
    if (!isRelations && !Buffer.from(content.buffer, content.byteOffset, content.length).includes('<sheetData'))
      continue;
    const xml = new TextDecoder().decode(content);
    const mended = isRelations
      ? xml.replace(/\/(chartsheet|dialogsheet)(?=["'])/g, '/worksheet')
      : xml.replace(EMPTY_CELL, '').replace(EMPTY_ROW, '');
    files[name] = new TextEncoder().encode(mended);
  }
  return stored(files);
}

/** An archive without compression. With the system's checksum: the library's own takes a tenth of the whole reading. */
function stored(files: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((error, chunk) => {
    if (error) throw error;
    chunks.push(chunk);
  });
  for (const [filename, content] of Object.entries(files)) {
    const file: ZipInputFile = { filename, size: content.length, crc: crc32(content), compression: 0 };
    zip.add(file);
    file.ondata?.(null, new Uint8Array(content), true);
  }
  zip.end();
  return Buffer.concat(chunks);
}

function rawSheetOf(sheet: Sheet): RawSheet {
  return {
    name: sheet.name,
    hidden: sheet.hidden === true || sheet.veryHidden === true,
    rows: sheet.rows.map((row, r) => row.map((value, c) => cellOf(value, sheet.cells?.get(`${r},${c}`)))),
    merges: (sheet.merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({
      top: startRow + 1,
      left: startCol,
      bottom: endRow + 1,
      right: endCol,
    })),
  };
}

function cellOf(value: CellValue, rich: RichCell | undefined): Cell {
  const fromFormula = rich?.formula !== undefined;
  if (rich?.type === 'error') return errorCell(String(value ?? ''), fromFormula);
  if (value === null) return fromFormula ? UNCALCULATED : BLANK;
  if (typeof value === 'string') return textCell(value, fromFormula);
  if (typeof value === 'number') return numberCell(value, fromFormula);
  if (typeof value === 'boolean') return truthCell(value, fromFormula);
  return dateCell(value, fromFormula);
}
