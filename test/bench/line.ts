import type { BigUnion } from './big-union.ts';

/** One row of the table that the bench prints. */
export interface Result {
  what: string;
  ours: string;
  /** Computing time of ours, milliseconds, where it is one process's. */
  cpu?: number;
  /** What it is measured against, with its own figure. */
  floor: string;
  /** Ours as a multiple of the floor. */
  ratio?: number;
  goal: string;
  /** Undefined when there is nothing to judge: a peer for comparison, or not measured. */
  met?: boolean;
}

export interface Report {
  results: Result[];
  /** What else is worth knowing, under the table. */
  notes: string[];
}

/** One line of DESIGN section 10. */
export interface Line {
  number: number;
  title: string;
  measure(union: BigUnion): Promise<Report>;
}
