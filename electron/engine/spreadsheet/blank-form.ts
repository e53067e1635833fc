import { unzipSync, zipSync } from 'fflate';
import { type CellStyle, type DataValidation, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { columnLetter, sheetReference } from './workbook-formulas.ts';
import { textWidth } from './workbook-layout.ts';
import { BODY_FONT } from './workbook-style.ts';

// Workbooks that people fill in: a header with notes, drop-downs under it, and a sheet that explains the columns.

export interface BlankColumn {
  title: string;
  /** In characters of the body font. */
  width: number;
  /** Without it the row cannot be taken in: the header says so. */
  required?: boolean;
  /** What stands in the note at the header and on the sheet of explanations. */
  note: string;
  /** How a filled-in cell looks, for the sheet of explanations. */
  example: string;
  /** Numbers; everything else is a text cell, so that nothing is lost of an identity number and no date is rewritten. */
  amount?: boolean;
  /** Offered in a list. */
  choices?: readonly string[];
  /** Whether other words than the choices are refused by the spreadsheet program; without it they are let pass. */
  closed?: boolean;
}

export interface BlankForm {
  unitName: string;
  title: string;
  columns: readonly BlankColumn[];
  /** Sentences above the explanations. */
  remarks: readonly string[];
  /** The instant (ISO, UTC) that the file gives as its own. */
  writtenAt: string;
}

/** Rows that are prepared: drop-downs reach as far as this. */
export const PREPARED_ROWS = 20_000;
const ROWS_PATH = 'xl/worksheets/sheet1.xml';
/** The same bytes whenever the same form is written. */
const ENTRY_DATE = new Date(1980, 0, 1);
const EXPLAINED = '填写说明';
const OFFERED = '选项';

const THIN = { style: 'thin', color: { rgb: 'BFBFBF' } } as const;
const BOX = { top: THIN, bottom: THIN, left: THIN, right: THIN };
const PLAIN: CellStyle = { font: BODY_FONT, alignment: { vertical: 'center', wrapText: true }, border: BOX };
const HEAD: CellStyle = {
  font: { ...BODY_FONT, bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'F0F0F0' } },
  alignment: { horizontal: 'center', vertical: 'center', wrapText: true },
  border: BOX,
};
/** Columns that must be filled in. */
const NEEDED: CellStyle = { ...HEAD, fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'D5E4E2' } } };
const TEXT: CellStyle = { font: BODY_FONT, numFmt: '@' };
const AMOUNT: CellStyle = { font: BODY_FONT, numFmt: '#,##0.00' };

/**
 * A blank workbook to fill in: first the sheet for the rows (header in row 1, nothing under it), then the explanations with an
 * example of each column (written downwards, so that no import takes it for a row), last the hidden lists of choices.
 */
export async function blankFormBytes(form: BlankForm): Promise<Uint8Array> {
  const instant = new Date(form.writtenAt);
  const bytes = await writeXlsx({
    sheets: [rowsSheet(form), explanations(form), offered(form.columns)],
    defaultFont: BODY_FONT,
    properties: { title: form.title, creator: form.unitName, created: instant, modified: instant },
  });
  const parts = unzipSync(bytes);
  const rows = parts[ROWS_PATH];
  if (!rows) throw new Error(`the workbook library wrote no ${ROWS_PATH}`);
  parts[ROWS_PATH] = new TextEncoder().encode(styleColumns(new TextDecoder().decode(rows)));
  return zipSync(parts, { mtime: ENTRY_DATE });
}

/**
 * Gives whole columns the look of their cell in row 2. The library styles cells only, and without this whatever is typed
 * further down would be a number again.
 */
function styleColumns(xml: string): string {
  const styles = [...xml.matchAll(/<c r="[A-Z]+2"[^>]*? s="(\d+)"/g)].map(([, style]) => style);
  let column = 0;
  const styled = xml.replace(/<col min="\d+" max="\d+"/g, (start) => `${start} style="${styles[column++] ?? 0}"`);
  if (column === 0 || column !== styles.length) throw new Error(`${column} columns, ${styles.length} styles`);
  return styled;
}

function rowsSheet({ title, columns }: BlankForm): WriteSheet {
  return {
    name: title,
    columns: columns.map(({ width }) => ({ width })),
    rows: [columns.map((column) => column.title), columns.map(() => null)],
    cells: new Map(
      columns.flatMap((column, index) => [
        [
          `0,${index}`,
          { style: column.required === true ? NEEDED : HEAD, comment: { author: '小家账本', text: noteOf(column) } },
        ],
        [`1,${index}`, { style: column.amount === true ? AMOUNT : TEXT }],
      ]),
    ),
    rowDefs: new Map([[0, { height: 26 }]]),
    dataValidations: columns.flatMap((column, index) => validationOf(columns, column, index)),
    freezePane: { rows: 1 },
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

const noteOf = ({ required, note }: BlankColumn) => (required === true ? `必填。${note}` : note);

function validationOf(columns: readonly BlankColumn[], column: BlankColumn, index: number): DataValidation[] {
  const { choices = [], closed = false, title } = column;
  if (choices.length === 0) return [];
  const letter = columnLetter(index);
  const list = columnLetter(columns.filter(hasChoices).indexOf(column));
  return [
    {
      type: 'list',
      formula1: sheetReference(OFFERED, `$${list}$2:$${list}$${choices.length + 1}`),
      allowBlank: true,
      showErrorMessage: closed,
      ...(closed ? { errorStyle: 'stop', errorTitle: title, errorMessage: '请从下拉列表里选。' } : {}),
      range: `${letter}2:${letter}${PREPARED_ROWS + 1}`,
    },
  ];
}

const hasChoices = ({ choices }: BlankColumn) => choices !== undefined && choices.length > 0;

function explanations({ title, columns, remarks }: BlankForm): WriteSheet {
  const head = ['列', '是否必填', '怎么填', '例子'];
  const rows = [
    [`${title}：${EXPLAINED}`],
    ...remarks.map((remark) => [remark]),
    head,
    ...columns.map((column) => [column.title, column.required === true ? '必填' : '', column.note, column.example]),
  ];
  const top = remarks.length + 1;
  const cells: NonNullable<WriteSheet['cells']> = new Map();
  cells.set('0,0', { style: { font: { ...BODY_FONT, size: 14, bold: true } } });
  for (const [row] of remarks.entries())
    cells.set(`${row + 1},0`, { style: { font: BODY_FONT, alignment: { wrapText: true, vertical: 'top' } } });
  for (let row = top; row < rows.length; row += 1)
    for (const column of head.keys())
      cells.set(`${row},${column}`, { style: row === top ? HEAD : { ...PLAIN, numFmt: '@' } });
  const widths = [14, 10, 62, 24];
  const wide = widths.reduce((sum, width) => sum + width, 0);
  return {
    name: EXPLAINED,
    columns: widths.map((width) => ({ width })),
    rows,
    cells,
    merges: [0, ...remarks.map((_, row) => row + 1)].map((row) => ({
      startRow: row,
      startCol: 0,
      endRow: row,
      endCol: widths.length - 1,
    })),
    rowDefs: new Map(
      remarks.map((remark, row) => [row + 1, { height: 16 * Math.ceil(textWidth(remark) / (wide - 4)) }]),
    ),
    pageSetup: { paperSize: 'a4', orientation: 'portrait', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

function offered(columns: readonly BlankColumn[]): WriteSheet {
  const listed = columns.filter(hasChoices);
  const longest = Math.max(0, ...listed.map(({ choices = [] }) => choices.length));
  return {
    name: OFFERED,
    columns: listed.map(() => ({ width: 18, style: TEXT })),
    rows: [
      listed.map(({ title }) => title),
      ...Array.from({ length: longest }, (_, row) => listed.map(({ choices = [] }) => choices[row] ?? null)),
    ],
    hidden: true,
  };
}
