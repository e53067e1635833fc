import { type Grid, MAX_FILE_BYTES, SpreadsheetProblem } from './grid.ts';
import { looksLikeHtml, readHtml } from './read-html.ts';
import { decodeText, readDelimited } from './read-text.ts';

/**
 * Reads a spreadsheet of any kind people hand in: xlsx, xls, csv or other delimited text in UTF-8, UTF-16 or GBK, an HTML
 * table or an Excel 2003 XML file under the name of .xls. The content decides which it is, never the name.
 * @param bytes the whole file.
 * @param fileName only names the sheet of formats that have no sheet names.
 * @returns the grid: see grid.ts for how rows and columns are counted.
 * @throws SpreadsheetProblem with the reason in `kind`; nothing else, whatever the bytes are.
 */
export async function readGrid(bytes: Uint8Array, fileName: string): Promise<Grid> {
  if (bytes.length === 0) throw new SpreadsheetProblem('empty', 'no bytes');
  if (bytes.length > MAX_FILE_BYTES) throw new SpreadsheetProblem('tooLarge', `${bytes.length} bytes`);
  try {
    if (startsWith(bytes, ZIP)) return await (await import('./read-xlsx.ts')).readXlsx(bytes);
    if (startsWith(bytes, OLE)) return await readOle(bytes);
    return await readAsText(bytes, fileName.replace(/^.*[\\/]|\.[^.]*$/g, '') || '表');
  } catch (error) {
    if (error instanceof SpreadsheetProblem) throw error;
    // The libraries meet hostile bytes with all sorts of errors; for the person who picked the file they are one.
    throw new SpreadsheetProblem('damaged', String(error), { cause: error });
  }
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** Text formats that are no tables. */
const OTHER_TEXT = /^(%PDF-|\{\\rtf|MIME-Version:|\s*[{[]\s*")/i;

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

async function readOle(bytes: Uint8Array): Promise<Grid> {
  const { hasOleEntry, readXls } = await import('./read-xls.ts');
  if (hasOleEntry(bytes, 'EncryptedPackage')) throw new SpreadsheetProblem('protected', 'encrypted xlsx');
  return readXls(bytes);
}

async function readAsText(bytes: Uint8Array, sheetName: string): Promise<Grid> {
  const text = decodeText(bytes);
  if (/^\s*<\?xml[\s\S]{0,2000}urn:schemas-microsoft-com:office:spreadsheet/.test(text)) {
    return (await import('./read-xls.ts')).readXmlSpreadsheet(text);
  }
  if (/^\s*</.test(text) && looksLikeHtml(text)) return readHtml(text, sheetName);
  if (/^\s*<\?xml/.test(text) || OTHER_TEXT.test(text)) throw new SpreadsheetProblem('notASpreadsheet', 'other text');
  return readDelimited(text, sheetName);
}
