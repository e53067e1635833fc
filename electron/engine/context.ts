import type { Day } from '#shared/calendar.ts';
import type { Role } from '#shared/contract/operation.ts';
import type { Readable, Writable } from './database.ts';
import type { Clock } from './engine.ts';
import type { JobOrder } from './jobs/jobs.ts';

/** A file that the person chose, as its token resolves. */
export interface ChosenFile {
  path: string;
  name: string;
  /** Entry of the worker thread in which a file that cannot be trusted is read. */
  worker: URL;
}

/** What a read handler works with. */
export interface ReadContext {
  readonly db: Readable;
  readonly clock: Clock;
  readonly today: Day;
  /** Name of the person who unlocked the books. */
  readonly operator: string;
  readonly role: Role;
  readonly assetsFolder: string;
  /** @throws Refusal `file.gone` when the token or the file is no longer there. */
  chosenFile(token: string): ChosenFile;
  /** @throws Refusal `file.gone` */
  chosenFolder(token: string): ChosenFile;
}

/** One row of the audit trail: what changed, on which record, and its values before and after. */
export interface TrailEntry {
  /** Table-like word: `member`, `voucher`, `visit` … */
  subject: string;
  id: string;
  /** What a person recognises the record by, e.g. `记-003 三八节慰问品`. */
  label: string;
  before?: unknown;
  after?: unknown;
}

/** What a write handler works with, inside its transaction. */
export interface WriteContext extends ReadContext {
  readonly db: Writable;
  /** The instant of this command, ISO UTC. */
  readonly now: string;
  newId(): string;
  /** Every write must leave at least one trail row; a command that leaves none is refused as a programming error. */
  trail(entry: TrailEntry): void;
  /** Starts long work once the transaction has committed. @returns the job's id. */
  schedule(order: JobOrder): string;
}
