import type { AppError } from '#shared/errors.ts';
import type { LedgerExport } from '../ledger/commands.ts';
import type { CheckCounts, PackageFile } from '../review/package-result.ts';

// What passes between the engine and the worker thread that does long work.

export type JobOrder =
  | { kind: 'auditPackage'; packageId: string; year: number; folder: string; operator: string; now: string }
  | { kind: 'ledgerExport'; what: LedgerExport; folder: string; now: string }
  | { kind: 'practice'; folder: string };

/** What the worker needs besides the order: the open books for reading (none for practice books) and folders. */
export interface JobInput {
  task: 'job';
  order: JobOrder;
  books?: { file: string; key: string };
  migrationsFolder: string;
  assetsFolder: string;
  programVersion: string;
  /** Becomes 1 when the person cancels; the worker looks at it whenever it reports progress. */
  cancelled: SharedArrayBuffer;
}

export type JobOutcome =
  | {
      kind: 'auditPackage';
      packageId: string;
      year: number;
      folder: string;
      files: PackageFile[];
      trailHead: string;
      checks: CheckCounts;
    }
  | { kind: 'ledgerExport'; folder: string; fileName: string; rows: number }
  | { kind: 'practice'; file: string; passphrase: string };

export type WorkerMessage =
  | { type: 'progress'; done: number; total: number; label: string }
  | { type: 'done'; outcome: JobOutcome }
  | { type: 'failed'; error: AppError }
  | { type: 'crashed'; reason: string };

/** Reports progress from inside a job. @throws JobCancelled when the person has cancelled. */
export type Progress = (done: number, total: number, label: string) => void;

export class JobCancelled extends Error {}
