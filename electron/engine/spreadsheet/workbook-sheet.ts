import type { Align, CellSpec, ColumnSpec, Row, RowLook, RowRange, RowSpec } from './workbook-cells.ts';
import { cellAddress, sheetReference, sumFormula } from './workbook-formulas.ts';
import { type ColumnSpan, headerGroups, spreadOver } from './workbook-layout.ts';
import { type Part, ROW_HEIGHTS } from './workbook-style.ts';

export interface SheetSpec {
  /** The big line at the top, over all columns. */
  title: string;
  /** The line under it, left to right: 编制单位, 期间, 单位:元. */
  subtitle?: readonly string[];
  /** When no column has a header, the sheet has no header line. */
  columns: readonly ColumnSpec[];
  landscape?: boolean;
  /** `cover`: a title page of one sheet of paper, without repeated lines. */
  layout?: 'table' | 'cover';
  /** Columns that stay in sight when scrolling to the right. */
  freezeColumns?: number;
  /** Filter buttons on the header line, for long lists. */
  filter?: boolean;
}

export interface Merge {
  columns: ColumnSpan;
  firstRow: number;
  lastRow: number;
}

/** A line that stands at its place already. */
export interface PlacedRow {
  part: Part;
  cells: Row;
  look: RowLook;
}

/** Rows that are drawn from their source only while the file is being written. */
export interface StreamedRows {
  count: number;
  source: () => Iterable<RowSpec>;
}

/** Excel's limit for one sheet. */
const MAX_ROWS = 1_048_576;

const FORBIDDEN_IN_NAME = /[[\]:*?/\\]/;

/**
 * Builds one sheet from top to bottom and tells the place of everything it has put down, so that other sheets can refer to it
 * before a single byte is written. Columns are counted from 0, rows from 1 as people see them.
 */
export class SheetBuilder {
  readonly name: string;
  readonly spec: SheetSpec;
  readonly blocks: (PlacedRow | StreamedRows)[] = [];
  readonly merges: Merge[] = [];
  /** Addresses of tie-out cells. */
  readonly checks: string[] = [];
  /** The last line of the header, 0 when there is none; repeated on every printed page and frozen on the screen. */
  readonly headerRow: number;
  #lastRow = 0;
  #lastDetail = 0;

  /** @throws RangeError for a sheet name that Excel refuses (over 31 characters, `[ ] : * ? / \`, an apostrophe at an end). */
  constructor(name: string, spec: SheetSpec) {
    if (
      name === '' ||
      name.length > 31 ||
      FORBIDDEN_IN_NAME.test(name) ||
      /^'|'$/.test(name) ||
      /^history$/i.test(name)
    ) {
      throw new RangeError(`not a sheet name: ${name}`);
    }
    this.name = name;
    this.spec = spec;
    const isCover = spec.layout === 'cover';
    const everyColumn = { first: 0, last: spec.columns.length - 1 };
    this.#merged(isCover ? 'coverTitle' : 'title', [{ span: everyColumn, text: spec.title }], ['center']);
    if (spec.subtitle && spec.subtitle.length > 0) this.#spread('subtitle', spec.subtitle);
    this.headerRow = this.#header();
  }

  get lastRow(): number {
    return this.#lastRow;
  }

  /** The last row that is neither total nor note: where a filter ends. */
  get lastDetail(): number {
    return this.#lastDetail;
  }

  /** The number that the next row will get: for a formula that points at its own line. */
  get nextRow(): number {
    return this.#lastRow + 1;
  }

  /** Adds one row of the table. @returns its number */
  row(cells: Row, look: RowLook = {}): number {
    const row = this.#place({ part: 'body', cells, look });
    if (!look.total && look.border !== false) this.#lastDetail = row;
    return row;
  }

  /**
   * Adds a long list whose rows are drawn while the file is written, so that they never stand in memory together.
   * @param count how many rows the source yields; writing fails when it yields another number, since addresses would be wrong
   * @param source called once each time the workbook is written
   * @returns where the rows will stand; `last < first` when there are none
   * @throws RangeError for a count that is no count or leaves Excel's 1,048,576 rows
   */
  rows(count: number, source: () => Iterable<RowSpec>): RowRange {
    const range = { first: this.nextRow, last: this.#lastRow + count };
    if (!Number.isInteger(count) || count < 0 || range.last > MAX_ROWS)
      throw new RangeError(`not a row count: ${count}`);
    this.blocks.push({ count, source });
    this.#lastRow = range.last;
    if (count > 0) this.#lastDetail = range.last;
    return range;
  }

  /** Another header line further down, for a second small table on the sheet. */
  heading(cells: Row): number {
    return this.#place({ part: 'header', cells, look: {} });
  }

  /** 项目 and its content in large type with a line under it, for a cover. */
  labelled(label: string, content: CellSpec): number {
    const row = this.nextRow;
    const last = this.spec.columns.length - 1;
    const blanks = Array.from({ length: Math.max(0, last - 1) }, () => null);
    if (last > 1) this.merges.push({ columns: { first: 1, last }, firstRow: row, lastRow: row });
    return this.#place({ part: 'line', cells: [label, content, ...blanks], look: {} });
  }

  /** An explanation under the table, over all columns. */
  note(text: string): number {
    const span = { first: 0, last: this.spec.columns.length - 1 };
    return this.#merged('note', [{ span, text }], ['left']);
  }

  /** An empty line outside the table. */
  gap(height = 12): number {
    return this.#place({ part: 'note', cells: [], look: { height } });
  }

  /** The line of signatures under the table: 工会主席: 会计: 出纳: … */
  signatures(parts: readonly string[]): number {
    return this.#spread('signature', parts);
  }

  /** `D12` */
  address(column: number, row: number): string {
    return cellAddress(column, row);
  }

  /** The same cell seen from another sheet: `'收支决算表'!D12`. */
  reference(column: number, row: number): string {
    return sheetReference(this.name, cellAddress(column, row));
  }

  /** `SUM(D5:D20)` on this sheet. */
  sum(column: number, range: RowRange): string {
    return sumFormula(column, range);
  }

  #place(row: PlacedRow): number {
    this.blocks.push(row);
    this.#lastRow += 1;
    for (const [index, cell] of row.cells.entries()) {
      if (cell === null || typeof cell === 'string') continue;
      if (cell.check) this.checks.push(cellAddress(index, this.#lastRow));
      if (cell.span !== undefined && cell.span > 1) {
        const columns = { first: index, last: index + cell.span - 1 };
        this.merges.push({ columns, firstRow: this.#lastRow, lastRow: this.#lastRow });
      }
    }
    return this.#lastRow;
  }

  #header(): number {
    const { columns, layout } = this.spec;
    const titles = columns.map((column) => column.header);
    if (titles.every((title) => title === '')) return layout === 'cover' ? 0 : this.#lastRow;
    if (columns.every((column) => column.group === undefined)) return this.heading(titles);
    const upper = this.nextRow;
    for (const { first, last, group } of headerGroups(columns)) {
      const lastRow = group === undefined ? upper + 1 : upper;
      if (last > first || lastRow > upper) this.merges.push({ columns: { first, last }, firstRow: upper, lastRow });
    }
    // A heading over both lines has room for two lines of text, so it does not stretch the upper line.
    const look = { height: ROW_HEIGHTS.header };
    this.#place({ part: 'header', cells: columns.map((column) => column.group ?? column.header), look });
    return this.heading(columns.map((column) => (column.group === undefined ? null : column.header)));
  }

  #spread(part: Part, parts: readonly string[]): number {
    const spans = spreadOver(parts, this.spec.columns) ?? [{ first: 0, last: this.spec.columns.length - 1 }];
    const texts = spans.length === parts.length ? parts : [parts.join('    ')];
    const places = spans.map((span, index) => ({ span, text: texts[index] ?? '' }));
    const aligns = places.map((_, index): Align => {
      if (part !== 'subtitle' || index === 0) return 'left';
      return index === places.length - 1 ? 'right' : 'center';
    });
    return this.#merged(part, places, aligns);
  }

  #merged(part: Part, places: readonly { span: ColumnSpan; text: string }[], aligns: readonly Align[]): number {
    const cells: CellSpec[] = this.spec.columns.map(() => null);
    for (const [index, { span, text }] of places.entries()) {
      cells[span.first] = { text, align: aligns[index] ?? 'left', span: span.last - span.first + 1 };
    }
    return this.#place({ part, cells, look: {} });
  }
}
