import { type Grid, SpreadsheetProblem, type SpreadsheetProblemKind } from './grid.ts';
import { readGrid } from './read.ts';
import { type TableResult, type TableWish, tableOf } from './table.ts';

// The worker thread's side of `readGridApart` and `readTableApart`.

/** What the worker is given. */
export interface ReadInput {
  readonly task: 'read';
  readonly bytes: Uint8Array;
  readonly fileName: string;
  /** Given, the answer is the table that was looked for instead of the whole grid. */
  readonly wish?: TableWish<string>;
}

/** What it answers, once. */
export type ReadAnswer =
  | { readonly grid: Grid }
  | { readonly table: TableResult<string> }
  | { readonly problem: { readonly kind: SpreadsheetProblemKind; readonly message: string } };

export async function answerReading({ bytes, fileName, wish }: ReadInput): Promise<ReadAnswer> {
  try {
    const grid = await readGrid(bytes, fileName);
    return wish ? { table: tableOf(grid, wish) } : { grid };
  } catch (error) {
    if (!(error instanceof SpreadsheetProblem)) throw error;
    return { problem: { kind: error.kind, message: error.message } };
  }
}
