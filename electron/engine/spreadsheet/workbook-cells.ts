import type { Day } from '#shared/calendar.ts';
import type { Fen } from '#shared/money.ts';

// How features describe what stands on a sheet. No word of a spreadsheet library here.

/** What a cell holds, each in the program's own unit; `ratio` 0.5 is shown as 50.0%. */
export type Value = { fen: Fen } | { integer: number } | { ratio: number } | { day: Day } | { text: string };

/** A live formula (without the leading `=`) and the result the engine computed for it, which is kept in the file. */
export interface Formula {
  formula: string;
  result: Value;
}

export type Align = 'left' | 'center' | 'right';

export interface CellLook {
  bold?: boolean;
  /** Red: reversals, overspending, missing signatures, and nothing else. */
  problem?: boolean;
  indent?: 0 | 1 | 2 | 3;
  align?: Align;
  /** Number of columns that the cell covers, itself included. Not for streamed rows. */
  span?: number;
  /** Turns red when the live text begins with 差额; set by `tieOut`. Not for streamed rows. */
  check?: boolean;
}

/** One cell: plain text, nothing (`null`), or a value or formula with its look. Text is always written as text. */
export type CellSpec = string | null | ((Value | Formula) & CellLook);

export type Row = readonly CellSpec[];

export interface RowLook {
  bold?: boolean;
  /** A line of totals: bold on a light ground. */
  total?: boolean;
  problem?: boolean;
  /** false takes the box away, for text outside the table. */
  border?: boolean;
  /** In points; without it the height follows the text. */
  height?: number;
}

/** A streamed row, with or without a look of its own. */
export type RowSpec = Row | { cells: Row; look: RowLook };

export type ColumnKind = 'text' | 'amount' | 'integer' | 'percent' | 'day';

export interface ColumnSpec {
  header: string;
  /** In characters of the body font; a Chinese character takes two. */
  width: number;
  kind: ColumnKind;
  align?: Align;
  /** Neighbours with the same group share a heading above their own (期初余额 over 借方 and 贷方). */
  group?: string;
}

/** Rows of a sheet, both ends included, counted from 1. */
export interface RowRange {
  first: number;
  last: number;
}
