import type { Day } from '#shared/calendar.ts';
import type { Role } from '#shared/contract/operation.ts';
import type { Readable, Writable } from './database.ts';
import type { Clock } from './engine.ts';
import type { JobOrder, Reading } from './jobs/jobs.ts';

/** A file that the person chose, as its token resolves. */
export interface ChosenFile {
  path: string;
  name: string;
  /** Entry of the worker thread in which a file that cannot be trusted is read. */
  worker: URL;
}

/**
 * The encrypted files that hang at vouchers. They are reached by the hash of their content alone; where they lie on the disk
 * is the store's own business.
 */
export interface AttachmentStore {
  /**
   * Keeps a content, encrypted, flushed and read back; one that is there already is not written twice. To be called inside the
   * transaction that writes its row: without a row the file goes away again.
   * @returns sha256 of the content, hex
   * @throws Error of the file system
   */
  keep(db: Writable, content: Uint8Array): string;
  /**
   * The content as it was kept.
   * @param file hash and length as its row has them
   * @throws AttachmentProblem when the file is missing, or was changed, or does not open with the key of these books
   */
  read(db: Readable, file: { sha256: string; bytes: number }): Buffer;
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
  readonly attachmentStore: AttachmentStore;
  /** @throws Refusal `file.gone` when the token or the file is no longer there. */
  chosenFile(token: string): ChosenFile;
  /** @throws Refusal `file.gone` */
  chosenFolder(token: string): ChosenFile;
}

/** What the handler of an operation that only asks works with. */
export interface RequestContext extends ReadContext {
  /** Runs long reading so that `jobs.read` tells how far it is and `jobs.cancel` stops it; `job` is the caller's own id. */
  follow<T>(job: string | undefined, work: (reading: Reading) => Promise<T>): Promise<T>;
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
