import { type CellValue, HucreError, parseCsv } from 'hucre';
import { gridOf, textCell } from './cells.ts';
import { type Grid, MAX_CELLS, SpreadsheetProblem } from './grid.ts';

/**
 * Decodes a text file: byte order mark, else strict UTF-8, else GB18030 (which contains GBK and GB2312).
 * @throws SpreadsheetProblem `notASpreadsheet` when it is none of them, or has control characters as only binary files do.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (text === undefined || /[\u0000-\u0008\u000e-\u001a\u001c-\u001f]/.test(text)) {
    throw new SpreadsheetProblem('notASpreadsheet', 'neither a workbook nor text');
  }
  return text;
}

function decode(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decodeAs('utf-16le', bytes);
  if (first === 0xfe && second === 0xff) return decodeAs('utf-16be', bytes);
  return decodeAs('utf-8', bytes) ?? decodeAs('gb18030', bytes);
}

function decodeAs(encoding: string, bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

/** In the order of preference when two of them fit equally well. The full-width comma comes last: prose has it too. */
const DELIMITERS = [',', '\t', ';', '|', ','] as const;
const SAMPLE_LINES = 50;

/**
 * Which character separates the fields: the one that cuts the most of the first lines into the same number of fields,
 * more fields winning a tie. Title lines above the table therefore do not matter. A comma when nothing fits.
 */
export function sniffDelimiter(text: string): string {
  const lines = firstLines(text);
  let best: { delimiter: string; lines: number; fields: number } = { delimiter: ',', lines: 0, fields: 0 };
  for (const delimiter of DELIMITERS) {
    const counts = new Map<number, number>();
    for (const line of lines) {
      const fields = line.split(delimiter).length - 1;
      if (fields > 0) counts.set(fields, (counts.get(fields) ?? 0) + 1);
    }
    for (const [fields, alike] of counts) {
      if (alike > best.lines || (alike === best.lines && fields > best.fields)) {
        best = { delimiter, lines: alike, fields };
      }
    }
  }
  return best.delimiter;
}

/** The first lines that are not blank; what stands in quotes is one sign, so that a line of quoted fields is no blank one. */
function firstLines(text: string): string[] {
  const sample = text.slice(0, 200_000).replace(/"[^"]*"?/g, '"');
  return sample
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trim() !== '')
    .slice(0, SAMPLE_LINES);
}

/**
 * Reads delimited text. Every field stays text: `0001`, `12,660.00` and 18-digit numbers come out as they stand.
 * Row numbers count records, as Excel does when it opens the file (a line break inside quotes makes no new row).
 * @param sheetName what to call the one sheet.
 * @throws SpreadsheetProblem `empty` or `tooLarge`.
 */
export function readDelimited(text: string, sheetName: string): Grid {
  const delimiter = sniffDelimiter(text);
  checkSize(text, delimiter);
  try {
    const rows = parseCsv(text, { delimiter });
    if (rows.some((row) => row.some(holdsManyLines)))
      throw new SpreadsheetProblem('damaged', 'csv: a quote is not closed');
    const cells = rows.map((row) => row.map((value) => textCell(String(value ?? ''))));
    return gridOf([{ name: sheetName, hidden: false, rows: cells, merges: [] }]);
  } catch (error) {
    if (error instanceof HucreError) throw new SpreadsheetProblem('damaged', `csv: ${error.message}`, { cause: error });
    throw error;
  }
}

/** A quote that is never closed swallows the rest of the file into one field. Nobody writes fields that long. */
const MOST_LINES_IN_A_FIELD = 50;

function holdsManyLines(value: CellValue): boolean {
  return (
    typeof value === 'string' &&
    value.length > MOST_LINES_IN_A_FIELD &&
    value.split('\n').length > MOST_LINES_IN_A_FIELD
  );
}

function checkSize(text: string, delimiter: string): void {
  let fields = 0;
  for (let at = text.indexOf(delimiter); at >= 0; at = text.indexOf(delimiter, at + 1)) fields++;
  if (fields > MAX_CELLS) throw new SpreadsheetProblem('tooLarge', `csv: over ${MAX_CELLS} fields`);
}
