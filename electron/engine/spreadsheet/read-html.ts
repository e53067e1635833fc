import { fromHtml, HucreError } from 'hucre';
import { gridOf, textCell } from './cells.ts';
import { type Grid, SpreadsheetProblem } from './grid.ts';

/** True when the text is a web page or a bare HTML table, whatever the file is called. */
export function looksLikeHtml(text: string): boolean {
  return /<(?:!doctype\s+html|html|head|body|table|meta|style)[\s>]/i.test(text.slice(0, 4096));
}

/**
 * Reads the tables of a web page, one below the other in one sheet, as office systems export them under the name of
 * .xls. Every cell is text.
 * @throws SpreadsheetProblem `htmlInDisguise` without a table, `damaged` when the page is cut off.
 */
export function readHtml(text: string, sheetName: string): Grid {
  const lower = text.toLowerCase();
  const lastOpening = lower.lastIndexOf('<table');
  if (lastOpening < 0) throw new SpreadsheetProblem('htmlInDisguise', 'html: no table');
  if (lower.lastIndexOf('</table') < lastOpening) throw new SpreadsheetProblem('damaged', 'html: cut off in a table');
  try {
    const sheet = fromHtml(mend(text), { typeInference: false, classes: false });
    const merges = (sheet.merges ?? []).map(({ startRow, startCol, endRow, endCol }) => ({
      top: startRow + 1,
      left: startCol,
      bottom: endRow + 1,
      right: endCol,
    }));
    const rows = sheet.rows.map((row) => row.map((value) => textCell(String(value ?? ''))));
    return gridOf([{ name: sheetName, hidden: false, rows, merges }]);
  } catch (error) {
    if (error instanceof HucreError)
      throw new SpreadsheetProblem('tooLarge', `html: ${error.message}`, { cause: error });
    throw error;
  }
}

/** The library knows XML only: HTML's line breaks and spaces, and its attribute names in capitals, are put its way. */
function mend(text: string): string {
  return text
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/&(?:nbsp|#160);/gi, ' ')
    .replace(/\b(colspan|rowspan)\s*=/gi, (attribute) => attribute.toLowerCase());
}
