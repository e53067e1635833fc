import { dataRows } from './data-rows.ts';
import type { Cell, CellKind, Grid, GridSheet } from './grid.ts';
import { findHeader, findHeaderInGrid, type Header, type HeaderDemands, type Vocabulary } from './header.ts';

// A located table in a compact form: what is left of a grid once its header is found. It passes between threads at a fraction of
// what the grid itself would cost, and the columns can be mapped anew without the file.

/** Which table is looked for. Plain data: it goes to the reading thread as it is. */
export interface TableWish<Field extends string> {
  readonly vocabulary: Vocabulary<Field>;
  readonly demands: HeaderDemands<Field>;
  /** The sheet that the person chose; without it the one that fits best. */
  readonly sheet?: string | undefined;
}

export interface TableColumn<Field extends string> {
  /** Column index (0-based): points into `texts` and `kinds` of a row. */
  readonly index: number;
  /** The header cells above, joined; '' above data without a header. */
  readonly title: string;
  /** What its names say it is. */
  readonly field?: Field;
}

export interface CompactRow {
  /** As Excel numbers it. */
  readonly row: number;
  /** A row of sums, not a record. */
  readonly isTotal: boolean;
  readonly texts: readonly string[];
  /** One letter a cell, see {@link kindAt}. */
  readonly kinds: string;
}

export interface FoundTable<Field extends string> {
  readonly sheets: readonly string[];
  readonly sheet: string;
  readonly headerRows: readonly [first: number, last: number];
  readonly columns: readonly TableColumn<Field>[];
  readonly rows: readonly CompactRow[];
}

export type TableResult<Field extends string> =
  | { readonly found: FoundTable<Field> }
  | { readonly missing: 'sheet' | 'header' };

/** Finds the header (on the sheet that was asked for, else on the best one) and takes the rows under it. */
export function tableOf<Field extends string>(grid: Grid, wish: TableWish<Field>): TableResult<Field> {
  const { vocabulary, demands } = wish;
  const chosen = grid.sheets.find(({ name }) => name === wish.sheet);
  if (wish.sheet !== undefined && !chosen) return { missing: 'sheet' };
  const header = chosen && findHeader(chosen, vocabulary, demands);
  const located = chosen ? header && { sheet: chosen, header } : findHeaderInGrid(grid, vocabulary, demands);
  if (!located) return { missing: 'header' };
  return {
    found: {
      sheets: grid.sheets.map(({ name }) => name),
      sheet: located.sheet.name,
      headerRows: located.header.headerRows,
      columns: located.header.columns.map(({ index, title, field }) => ({
        index,
        title,
        ...(field === undefined ? {} : { field }),
      })),
      rows: compactRows(located.sheet, located.header),
    },
  };
}

function compactRows<Field extends string>(sheet: GridSheet, header: Header<Field>): CompactRow[] {
  const rows: CompactRow[] = [];
  for (const { row, cells, isTotal } of dataRows(sheet, header)) {
    let kinds = '';
    for (const { kind } of cells) kinds += LETTERS[kind];
    rows.push({ row, isTotal, texts: cells.map(({ text }) => text), kinds });
  }
  return rows;
}

const LETTERS: Readonly<Record<CellKind, string>> = {
  blank: ' ',
  text: 't',
  number: 'n',
  day: 'd',
  truth: 'l',
  error: 'e',
  uncalculated: 'u',
};
const KINDS = new Map(Object.entries(LETTERS).map(([kind, letter]) => [letter, kind]));
const isKind = (text: string | undefined): text is CellKind => text !== undefined && Object.hasOwn(LETTERS, text);

/** What the cell of a column is. `number` of a number cell is {@link Number} of its text: at most 15 digits are true. */
export function kindAt({ kinds }: CompactRow, index: number): Cell['kind'] {
  const kind = KINDS.get(kinds[index] ?? ' ');
  return isKind(kind) ? kind : 'blank';
}
