import { type Day, day, daysBetween } from '#shared/calendar.ts';
import { isFen, plainYuan } from '#shared/money.ts';
import type { Align, CellLook, CellSpec, ColumnKind, ColumnSpec, Formula, RowLook, Value } from './workbook-cells.ts';
import { columnLetter, MAX_FORMULA_LENGTH } from './workbook-formulas.ts';
import { lineCount } from './workbook-layout.ts';
import type { PlacedRow } from './workbook-sheet.ts';
import { type CellFormat, LINE_HEIGHT, type Part, ROW_HEIGHTS, type StyleBook } from './workbook-style.ts';
import { type SharedTexts, xmlText } from './workbook-texts.ts';

const PLAIN: CellLook = {};
const NATURAL_ALIGN: Record<ColumnKind, Align> = {
  text: 'left',
  amount: 'right',
  integer: 'right',
  percent: 'right',
  day: 'center',
};

/** What one cell comes down to in the file. */
interface Written {
  format: CellFormat;
  /** The value as the file holds it; undefined for a blank. */
  value: string | undefined;
  isText: boolean;
}

const FIRST_SERIAL_DAY = day('1900-03-01');
const FIRST_SERIAL = 61;
const serials = new Map<Day, number>();

/** Excel's day number; undefined before March 1900, where Excel counts a day that never was. */
function daySerial(value: Day): number | undefined {
  const known = serials.get(value);
  if (known !== undefined) return known;
  const serial = daysBetween(FIRST_SERIAL_DAY, value) + FIRST_SERIAL;
  if (serial < FIRST_SERIAL) return undefined;
  serials.set(value, serial);
  return serial;
}

function writtenValue(value: Value): Written {
  if ('text' in value) return { format: 'text', value: value.text, isText: true };
  if ('fen' in value) {
    if (!isFen(value.fen)) throw new RangeError(`not fen: ${value.fen}`);
    return { format: 'amount', value: plainYuan(value.fen), isText: false };
  }
  if ('day' in value) {
    const serial = daySerial(value.day);
    return { format: 'day', value: serial === undefined ? value.day : String(serial), isText: serial === undefined };
  }
  if ('integer' in value) {
    if (!Number.isSafeInteger(value.integer)) throw new RangeError(`not an integer: ${value.integer}`);
    return { format: 'integer', value: String(value.integer), isText: false };
  }
  if (!Number.isFinite(value.ratio)) throw new RangeError(`not a ratio: ${value.ratio}`);
  return { format: 'percent', value: String(value.ratio), isText: false };
}

function writtenFormula(cell: Formula): Written {
  if (cell.formula === '' || cell.formula.startsWith('=') || cell.formula.length > MAX_FORMULA_LENGTH) {
    throw new RangeError(`not a formula: ${cell.formula.slice(0, 80)}`);
  }
  const result = writtenValue(cell.result);
  // A formula in a cell of format "text" would turn into its own text as soon as somebody edits it.
  return result.isText ? { ...result, format: 'general' } : result;
}

function hasLook({ align, indent, bold, problem }: CellLook): boolean {
  return align !== undefined || indent !== undefined || bold !== undefined || problem !== undefined;
}

/** Turns the rows of one sheet into the file's row elements. */
export class RowWriter {
  readonly #columns: readonly ColumnSpec[];
  readonly #styles: StyleBook;
  readonly #texts: SharedTexts;
  readonly #letters: string[];
  readonly #usual: Record<CellFormat, Map<number, number>> = {
    text: new Map(),
    general: new Map(),
    amount: new Map(),
    integer: new Map(),
    percent: new Map(),
    day: new Map(),
  };

  constructor(columns: readonly ColumnSpec[], styles: StyleBook, texts: SharedTexts) {
    this.#columns = columns;
    this.#styles = styles;
    this.#texts = texts;
    this.#letters = columns.map((_, index) => columnLetter(index));
  }

  /**
   * One row. Cells that the row leaves out at its end are drawn as blanks, so the table keeps its borders.
   * @throws RangeError for more cells than columns or a value outside its range (programming errors)
   */
  row(number: number, { part, cells, look }: PlacedRow): string {
    if (cells.length > this.#columns.length) throw new RangeError(`row ${number}: ${cells.length} cells`);
    let xml = '';
    let lines = 1;
    let merged = false;
    const isEmpty = cells.length === 0;
    for (let index = 0; index < this.#columns.length && !isEmpty; index++) {
      const cell = cells[index] ?? null;
      const text = typeof cell === 'string' ? cell : cell !== null && 'text' in cell ? cell.text : undefined;
      const span = cell !== null && typeof cell === 'object' ? (cell.span ?? 1) : 1;
      if (span > 1) merged = true;
      if (text !== undefined) lines = Math.max(lines, lineCount(text, this.#width(index, span)));
      xml += this.#cell(number, index, cell, part, look);
    }
    const least = ROW_HEIGHTS[part];
    const height =
      look.height ?? Math.max(least, lines * LINE_HEIGHT + (least > LINE_HEIGHT * 2 ? 0 : least - LINE_HEIGHT));
    // A row of several lines stays adjustable, so a program with other fonts fits it again; merged text is never fitted.
    const fixed = lines === 1 || merged || look.height !== undefined ? ' customHeight="1"' : '';
    return `<row r="${number}" ht="${height}"${fixed}>${xml}</row>`;
  }

  #width(first: number, span: number): number {
    let width = 0;
    for (let index = first; index < first + span; index++) width += this.#columns[index]?.width ?? 0;
    return width;
  }

  #cell(row: number, index: number, cell: CellSpec, part: Part, look: RowLook): string {
    const column = this.#columns[index];
    if (!column) return '';
    const own: CellLook = typeof cell === 'string' || cell === null ? PLAIN : cell;
    const written = this.#written(cell, column);
    const isUsual = part === 'body' && !hasLook(own);
    const style = isUsual
      ? this.#usualStyle(written, column, index, look)
      : this.#style(written, column, index, own, part, look);
    const start = `<c r="${this.#letters[index]}${row}" s="${style}"`;
    if (written.value === undefined) return `${start}/>`;
    if (cell !== null && typeof cell === 'object' && 'formula' in cell) {
      const type = written.isText ? ' t="str"' : '';
      return `${start}${type}><f>${xmlText(cell.formula)}</f><v>${xmlText(written.value)}</v></c>`;
    }
    if (!written.isText) return `${start}><v>${written.value}</v></c>`;
    return `${start} t="s"><v>${this.#texts.number(written.value)}</v></c>`;
  }

  /** The style of a body cell without a look of its own, as nearly all of a long list are: looked up, not worked out again. */
  #usualStyle(written: Written, column: ColumnSpec, index: number, look: RowLook): number {
    const flags = (look.bold ? 1 : 0) | (look.total ? 2 : 0) | (look.problem ? 4 : 0) | (look.border === false ? 8 : 0);
    const styles = this.#usual[written.format];
    const key = index * 16 + flags;
    const known = styles.get(key);
    if (known !== undefined) return known;
    const style = this.#style(written, column, index, PLAIN, 'body', look);
    styles.set(key, style);
    return style;
  }

  #style(written: Written, column: ColumnSpec, index: number, own: CellLook, part: Part, look: RowLook): number {
    return this.#styles.number({
      part: part === 'line' && index === 0 ? 'label' : part,
      format: part === 'body' || part === 'line' ? written.format : 'general',
      align: own.align ?? this.#align(written, column, part, index),
      indent: own.indent ?? (part === 'line' && index > 0 ? 1 : 0),
      bold: Boolean(own.bold ?? look.bold),
      total: Boolean(look.total),
      problem: Boolean(own.problem ?? look.problem),
      border: look.border !== false,
    });
  }

  #written(cell: CellSpec, column: ColumnSpec): Written {
    if (cell === null || cell === '') {
      return { format: column.kind === 'text' ? 'general' : column.kind, value: undefined, isText: false };
    }
    if (typeof cell === 'string') return { format: 'text', value: cell, isText: true };
    return 'formula' in cell ? writtenFormula(cell) : writtenValue(cell);
  }

  #align(written: Written, column: ColumnSpec, part: Part, index: number): Align {
    if (part === 'header') return 'center';
    if (part === 'line') return index === 0 ? 'right' : 'left';
    if (part !== 'body') return 'left';
    if (column.align) return column.align;
    const format = written.format;
    return NATURAL_ALIGN[format === 'text' || format === 'general' ? column.kind : format];
  }
}
