import { z } from 'zod';

// What line 4 and its child processes tell one another.

export const FLOOR_ROWS = 100_000;

export interface AuditOrder {
  /** Of the project. */
  root: string;
  books: string;
  passphrase: string;
  /** The package goes here. */
  folder: string;
  /** Whether a person reads meanwhile. */
  reads: boolean;
}

const latency = z.object({ reads: z.number(), p95: z.number(), max: z.number() });

/** Milliseconds, and megabytes of the whole process. */
export const exportFigures = z.object({
  wall: z.number(),
  cpu: z.number(),
  /** The part of `wall` before the first row is written: facts of the year, self-check, the chain of the audit trail. */
  checked: z.number(),
  /** With the books open, before the export. */
  megabytesBefore: z.number(),
  /** The most it ever held. */
  megabytes: z.number(),
  idle: latency,
  meanwhile: latency.optional(),
  /** The folder that was made. */
  package: z.string(),
});
export type ExportFigures = z.output<typeof exportFigures>;

export const floorFigures = z.object({ wall: z.number(), cpu: z.number(), megabytes: z.number() });
export type FloorFigures = z.output<typeof floorFigures>;
