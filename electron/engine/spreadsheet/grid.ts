import type { Day } from '#shared/calendar.ts';

// What every spreadsheet file becomes after reading, whatever its format.
// Two ways of counting, and only these two: ROW numbers are what people see in Excel (1, 2, 3 …, blank rows counted);
// COLUMN indexes point into `cells` (0, 1, 2 …).

/** The largest file that is opened at all, in bytes. */
export const MAX_FILE_BYTES = 50 * 1024 * 1024;
/** The most cells a workbook may hold, counted as rows x columns of what is left after trailing blanks are cut. */
export const MAX_CELLS = 2_000_000;

/**
 * What a cell holds.
 * - `number`: stored as a number; `number` is its value, `text` its plain decimal digits (at most 15 are true).
 * - `day`: a number shown in a date format; `day` is the calendar day, `text` the same day. A time of day is dropped.
 * - `truth`: TRUE or FALSE, in `text`.
 * - `error`: #REF!, #N/A and the like, in `text`; it has no value.
 * - `uncalculated`: a formula that was saved without its result; it has no value, `text` is empty.
 */
export type CellKind = 'blank' | 'text' | 'number' | 'day' | 'truth' | 'error' | 'uncalculated';

export interface Cell {
  readonly kind: CellKind;
  /** Text cells exactly as stored (spaces, full-width digits, thousands separators and all); other kinds as above. */
  readonly text: string;
  readonly number?: number;
  readonly day?: Day;
  /** The file stores a number here. Of an ID or card number this means: the digits after the 15th are lost. */
  readonly wasNumber: boolean;
  /** The value is the saved result of a formula. */
  readonly fromFormula: boolean;
}

/** A merged block: `top` and `bottom` are row numbers (1-based), `left` and `right` column indexes (0-based). */
export interface Merge {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

export interface GridSheet {
  readonly name: string;
  readonly hidden: boolean;
  /** The row number of `rows[0]`. Always 1: blank rows at the top are kept so that numbers stay true. */
  readonly firstRow: 1;
  /** All rows have the same length. Trailing blank rows and columns are cut. */
  readonly rows: readonly (readonly Cell[])[];
  readonly merges: readonly Merge[];
}

/** At least one sheet, and every sheet has at least one cell that is not blank. */
export interface Grid {
  readonly sheets: readonly GridSheet[];
}

/**
 * Why a file cannot be read.
 * - `empty`: no bytes, or no cell with anything in it.
 * - `notASpreadsheet`: the content is something else (a picture, a Word or PDF file, xlsb, ods …).
 * - `protected`: it opens only with a password.
 * - `tooLarge`: beyond the caps of this folder, or made to exhaust memory.
 * - `damaged`: a spreadsheet that is cut off or corrupt.
 * - `htmlInDisguise`: a web page saved under a spreadsheet's name, without a table in it.
 */
export type SpreadsheetProblemKind =
  | 'empty'
  | 'notASpreadsheet'
  | 'protected'
  | 'tooLarge'
  | 'damaged'
  | 'htmlInDisguise';

/** Thrown by everything that reads a file here; `message` is for the log, `kind` decides the sentence people read. */
export class SpreadsheetProblem extends Error {
  readonly kind: SpreadsheetProblemKind;
  constructor(kind: SpreadsheetProblemKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SpreadsheetProblem';
    this.kind = kind;
  }
}
