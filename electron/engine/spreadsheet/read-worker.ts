import { type Grid, SpreadsheetProblem, type SpreadsheetProblemKind } from './grid.ts';
import { readGrid } from './read.ts';

// The worker thread's side of `readGridApart`.

/** What the worker is given. */
export interface ReadInput {
  readonly task: 'read';
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

/** What it answers, once. */
export type ReadAnswer =
  | { readonly grid: Grid }
  | { readonly problem: { readonly kind: SpreadsheetProblemKind; readonly message: string } };

export async function answerReading({ bytes, fileName }: ReadInput): Promise<ReadAnswer> {
  try {
    return { grid: await readGrid(bytes, fileName) };
  } catch (error) {
    if (!(error instanceof SpreadsheetProblem)) throw error;
    return { problem: { kind: error.kind, message: error.message } };
  }
}
