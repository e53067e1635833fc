import { unzipSync } from 'fflate';
import { type CellStyle, type WriteOptions, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { cellAddress, differsCondition, sheetReference } from './workbook-formulas.ts';
import type { SheetBuilder } from './workbook-sheet.ts';
import { BODY_FONT, DIFFERENCE_STYLE } from './workbook-style.ts';

// The library writes everything of a workbook except the rows: page set-up, styles, names, properties. It can only write rows
// that all stand in memory (100,000 rows x 10: 590 MB and 4.5 s without a breath), and its streaming writer knows neither
// several sheets nor print set-up, so the rows are put into its sheets afterwards, while the file is being written.

export interface WorkbookSpec {
  /** Stands in the header of every printed page. */
  unitName: string;
  title: string;
  sheets: readonly SheetBuilder[];
  /** The instant (ISO, UTC) that the file gives as its own; the same input with the same instant makes the same bytes. */
  writtenAt: string;
}

/** The two ends of a sheet's XML, between which its rows go. */
export interface SheetFrame {
  path: string;
  head: string;
  tail: string;
}

export interface WorkbookParts {
  frames: SheetFrame[];
  styles: Uint8Array;
  /** Everything else, by path, in the library's order. */
  others: Map<string, Uint8Array>;
}

export const STYLES_PATH = 'xl/styles.xml';
export const SHARED_TEXTS_PATH = 'xl/sharedStrings.xml';

/** In inches: room for the hole punch at the left. */
const MARGINS = { left: 0.75, right: 0.5, top: 0.8, bottom: 0.7, header: 0.4, footer: 0.35 };
const PRINTED_FONT = '&9&"宋体，常规"';

const literal = (text: string) => text.replaceAll('&', '&&');

function headerFooter(unitName: string, isCover: boolean): NonNullable<WriteSheet['headerFooter']> {
  if (isCover) return {};
  return {
    oddHeader: `&L${PRINTED_FONT}${literal(unitName)}&R${PRINTED_FONT}&A`,
    oddFooter: `&C${PRINTED_FONT}第 &P 页 共 &N 页`,
  };
}

/** Everything about a sheet but its rows. */
function sheetShell(sheet: SheetBuilder, unitName: string): WriteSheet {
  const { columns, landscape, layout, freezeColumns, filter } = sheet.spec;
  const isCover = layout === 'cover';
  const lastColumn = columns.length - 1;
  const frozen = {
    ...(sheet.headerRow > 0 ? { rows: sheet.headerRow } : {}),
    ...(freezeColumns ? { columns: freezeColumns } : {}),
  };
  const filtered = filter && sheet.headerRow > 0 && sheet.lastDetail > sheet.headerRow;
  return {
    name: sheet.name,
    columns: columns.map((column) => ({ width: column.width })),
    merges: sheet.merges.map((merge) => ({
      startRow: merge.firstRow - 1,
      startCol: merge.columns.first,
      endRow: merge.lastRow - 1,
      endCol: merge.columns.last,
    })),
    ...(isCover ? {} : { freezePane: frozen }),
    ...(filtered
      ? { autoFilter: { range: `${cellAddress(0, sheet.headerRow)}:${cellAddress(lastColumn, sheet.lastDetail)}` } }
      : {}),
    conditionalRules: sheet.checks.map((address, index) => ({
      type: 'expression',
      priority: index + 1,
      formula: differsCondition(address),
      style: DIFFERENCE_STYLE,
      range: address,
    })),
    pageSetup: {
      paperSize: 'a4',
      orientation: landscape ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: isCover ? 1 : 0,
      margins: MARGINS,
      horizontalCentered: true,
    },
    headerFooter: headerFooter(unitName, isCover),
    view: { showGridLines: false },
  };
}

/** The title and header rows that printing repeats. Named here since the library does not quote the sheet's name. */
function printTitles(sheets: readonly SheetBuilder[]): NonNullable<WriteOptions['namedRanges']> {
  return sheets
    .filter((sheet) => sheet.spec.layout !== 'cover' && sheet.headerRow > 0)
    .map((sheet) => ({
      name: '_xlnm.Print_Titles',
      range: sheetReference(sheet.name, `$1:$${sheet.headerRow}`),
      scope: sheet.name,
    }));
}

function sheetFrame(path: string, xml: string, sheet: SheetBuilder): SheetFrame {
  const [head, tail, ...rest] = xml.split(/<sheetData\/>|<sheetData>.*<\/sheetData>/s);
  if (head === undefined || tail === undefined || rest.length > 0) throw new Error(`unexpected sheet part ${path}`);
  const range = `A1:${cellAddress(sheet.spec.columns.length - 1, Math.max(1, sheet.lastRow))}`;
  // 会员证号 and the like are text on purpose: no green corner of "number stored as text".
  const numbersAsText = `<ignoredErrors><ignoredError sqref="${range}" numberStoredAsText="1"/></ignoredErrors>`;
  return {
    path,
    head: `${head.replace(/<dimension ref="[^"]*"\/>/, `<dimension ref="${range}"/>`)}<sheetData>`,
    tail: `</sheetData>${tail.replace('</worksheet>', `${numbersAsText}</worksheet>`)}`,
  };
}

/** Cells of the first row of a sheet part: the number of each cell's style. */
function styleNumbers(xml: string): number[] {
  return [...xml.matchAll(/<c r="[A-Z]+1"([^>]*)>/g)].map(([, attributes]) =>
    Number(/ s="(\d+)"/.exec(attributes ?? '')?.[1] ?? 0),
  );
}

/**
 * Has the library write the workbook without its rows.
 * @param styles the styles in use; style n of the list becomes number n + 1 of the file
 */
export async function workbookParts(spec: WorkbookSpec, styles: readonly CellStyle[]): Promise<WorkbookParts> {
  const sheets = spec.sheets.map((sheet) => sheetShell(sheet, spec.unitName));
  const [first] = sheets;
  if (!first) throw new RangeError('a workbook needs a sheet');
  // One cell a style makes the library number the styles; the text makes it declare the part for shared texts.
  first.rows = [['text', ...styles.map(() => null)]];
  first.cells = new Map(styles.map((style, index) => [`0,${index + 1}`, { style }]));
  const instant = new Date(spec.writtenAt);
  const bytes = await writeXlsx({
    sheets,
    defaultFont: BODY_FONT,
    namedRanges: printTitles(spec.sheets),
    properties: { title: spec.title, creator: spec.unitName, created: instant, modified: instant },
  });
  const others = new Map(Object.entries(unzipSync(bytes)));
  const take = (path: string): Uint8Array => {
    const part = others.get(path);
    if (!part) throw new Error(`the workbook library wrote no ${path}`);
    others.delete(path);
    return part;
  };
  const decoder = new TextDecoder();
  const frames = spec.sheets.map((sheet, index) => {
    const path = `xl/worksheets/sheet${index + 1}.xml`;
    const xml = decoder.decode(take(path));
    if (index === 0 && styleNumbers(xml).some((number, place) => number !== place))
      throw new Error('styles out of order');
    return sheetFrame(path, xml, sheet);
  });
  take(SHARED_TEXTS_PATH);
  return { frames, styles: take(STYLES_PATH), others };
}
