import { existsSync, mkdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { BooksStatus, JobResult, Setup } from '#shared/contract/books.ts';
import type { Role } from '#shared/contract/operation.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import type { Connection } from '../database.ts';
import type { EngineOptions } from '../engine.ts';
import { ChosenFiles } from '../files.ts';
import { Jobs } from '../jobs/jobs.ts';
import type { JobOutcome } from '../jobs/protocol.ts';
import { recordPackage } from '../review/commands.ts';
import { appendTrail } from '../trail.ts';
import { foundUnion, readHeading } from '../union/commands.ts';
import { AttachmentFiles } from './attachment-store.ts';
import { backUp } from './backup.ts';
import { keyFromPassphrase, keyFromRecoveryCode, recoveryCodeOf, saltOf } from './key.ts';
import { type Migration, readMigrations } from './migrate.ts';
import {
  changeKey,
  closeBooks,
  createBooks,
  type NewKey,
  newKeyFrom,
  type OpenBooks,
  openWithKey,
  openWithPassphrase,
} from './open.ts';
import { readRecent, rememberRecent } from './recent.ts';

/** Books that are open, and who opened them. */
export interface Session {
  books: OpenBooks;
  /** The encrypted files beside the books. */
  attachments: AttachmentFiles;
  role: Role;
  operator: string;
}

/** The part of the engine that outlives any one set of books: which are open, chosen files, jobs. */
export class House {
  readonly options: EngineOptions;
  readonly files: ChosenFiles;
  readonly jobs: Jobs;
  readonly migrations: readonly Migration[];
  readonly #report: (reason: string) => string;
  #session: Session | undefined;
  /** Ends when the last request ended that opens, closes or rekeys books. */
  #turn: Promise<unknown> = Promise.resolve();

  /** @param report writes an unforeseen failure to the log and returns its reference */
  constructor(options: EngineOptions, report: (reason: string) => string) {
    this.options = options;
    this.#report = report;
    this.files = new ChosenFiles(() => options.newId(), options.jobWorker);
    this.migrations = readMigrations(options.migrationsFolder);
    this.jobs = new Jobs({
      worker: options.jobWorker,
      input: () => ({
        ...(this.#session ? { books: { file: this.#session.books.file, key: this.#session.books.key } } : {}),
        migrationsFolder: options.migrationsFolder,
        assetsFolder: options.assetsFolder,
        programVersion: options.programVersion,
      }),
      conclude: (outcome) => this.#conclude(outcome),
      report: (reason) => refuse('program.unexpected', { reference: this.#report(reason) }).detail,
    });
  }

  get session(): Session | undefined {
    return this.#session;
  }

  /** @throws Refusal `request.booksClosed` */
  open(): Session {
    if (!this.#session) throw refuse('request.booksClosed');
    return this.#session;
  }

  status(): BooksStatus {
    const suggested = join(this.options.documentsFolder, '小家账本');
    return {
      state: this.#session ? 'open' : 'closed',
      ...(this.#session ? { open: this.#describe(this.#session) } : {}),
      recent: readRecent(this.options.stateFolder).map((recent) => ({
        book: this.files.register(recent.file),
        name: recent.name,
        folder: dirname(recent.file),
        practice: recent.practice,
        exists: existsSync(recent.file),
      })),
      suggestedFolder: { folder: this.files.register(suggested), display: suggested },
      programVersion: this.options.programVersion,
    };
  }

  /** Makes new books and leaves them open. @returns the recovery code, shown once */
  create(
    folderToken: string,
    setup: Setup,
    passphrase: string,
    practice = false,
  ): Promise<{ recoveryCode: string; warnings: string[] }> {
    return this.#inTurn(() => this.#create(folderToken, setup, passphrase, practice));
  }

  async #create(
    folderToken: string,
    setup: Setup,
    passphrase: string,
    practice: boolean,
  ): Promise<{ recoveryCode: string; warnings: string[] }> {
    if (this.#session) throw refuse('books.alreadyOpen');
    const folder = this.files.folder(folderToken).path;
    const at = this.options.clock.now().toISOString();
    let warnings: string[] = [];
    const books = await createBooks(
      folder,
      setup.name + (practice ? '（练习账）' : ''),
      passphrase,
      this.migrations,
      at,
      (connection) => {
        warnings = foundUnion(
          {
            db: connection,
            now: at,
            newId: () => this.options.newId(),
            assetsFolder: this.options.assetsFolder,
            operator: setup.accountant,
          },
          setup,
          practice,
        );
        appendTrail(connection, at, setup.accountant, 'books.create', {
          subject: 'books',
          id: '1',
          label: setup.name,
          after: { ...setup },
        });
      },
    );
    this.#begin(books, 'treasurer');
    return { recoveryCode: recoveryCodeOf(books.key), warnings };
  }

  /** Opens books that are there. @throws Refusal `books.alreadyOpen` and those of `openWithPassphrase` */
  unlock(bookToken: string, passphrase: string, role: Role): Promise<BooksStatus> {
    return this.#inTurn(async () => {
      if (this.#session) throw refuse('books.alreadyOpen');
      const path = this.#booksPath(bookToken);
      this.#begin(await openWithPassphrase(path, passphrase, this.migrations, this.options.clock.now()), role);
      return this.status();
    });
  }

  /** Opens with the printed code and sets a new passphrase. @returns the new code */
  recover(bookToken: string, recoveryCode: string, newPassphrase: string): Promise<{ recoveryCode: string }> {
    return this.#inTurn(() => this.#recover(bookToken, recoveryCode, newPassphrase));
  }

  async #recover(bookToken: string, recoveryCode: string, newPassphrase: string): Promise<{ recoveryCode: string }> {
    if (this.#session) throw refuse('books.alreadyOpen');
    const path = this.#booksPath(bookToken);
    const key = keyFromRecoveryCode(recoveryCode);
    if (key === undefined) throw refuse('books.wrongRecoveryCode');
    let books: OpenBooks;
    try {
      books = openWithKey(path, key, this.migrations, this.options.clock.now());
    } catch (error) {
      if (error instanceof Refusal && error.detail.code === 'books.wrongPassphrase')
        throw refuse('books.wrongRecoveryCode');
      throw error;
    }
    this.#begin(books, 'treasurer');
    try {
      return await this.#changePassphrase(newPassphrase, 'books.recover');
    } catch (error) {
      // the person stays before closed books and may try again
      this.#end();
      throw error;
    }
  }

  /** Changes the passphrase of the open books; the old one must be given. @returns the new recovery code */
  changePassphraseFrom(passphrase: string, newPassphrase: string): Promise<{ recoveryCode: string }> {
    return this.#inTurn(async () => {
      const { books } = this.open();
      const salt = saltOf(books.file);
      if (!salt || (await keyFromPassphrase(passphrase, salt)) !== books.key) throw refuse('books.wrongPassphrase');
      return this.#changePassphrase(newPassphrase, 'books.changePassphrase');
    });
  }

  /** A verified backup of the open books. */
  backUpNow(): { fileName: string; bytes: number; kept: number; attachmentsMissing: number } {
    const { books, operator } = this.open();
    const now = this.options.clock.now();
    const { at: _, ...made } = backUp(books.connection, books.file, books.key, now);
    books.connection.transaction(() =>
      appendTrail(books.connection, now.toISOString(), operator, 'books.backUp', {
        subject: 'books',
        id: '1',
        label: made.fileName,
      }),
    );
    return made;
  }

  /** A new key for the open books; backs them up under the old key first. @returns the new recovery code */
  async #changePassphrase(newPassphrase: string, operation: string): Promise<{ recoveryCode: string }> {
    const newKey = await newKeyFrom(newPassphrase);
    // from here on nothing waits: no write can come between the copy that gets the key and the swap
    const session = this.open();
    this.jobs.assertFree();
    const now = this.options.clock.now();
    backUp(session.books.connection, session.books.file, session.books.key, now);
    const { books, failure } = this.#rekey(session.books, newKey);
    this.#session = { ...session, books };
    if (failure) throw failure;
    books.connection.transaction(() =>
      appendTrail(books.connection, now.toISOString(), session.operator, operation, {
        subject: 'books',
        id: '1',
        label: '更换口令',
      }),
    );
    return { recoveryCode: recoveryCodeOf(books.key) };
  }

  /** Ends jobs and closes the books, if any are open. */
  lock(): Promise<BooksStatus> {
    return this.#inTurn(async () => {
      await this.jobs.stop();
      this.#end();
      return this.status();
    });
  }

  /** Starts building practice books in the program's own folder. */
  startPractice(): { job: string } {
    this.jobs.assertFree();
    if (this.#session) throw refuse('books.alreadyOpen');
    const folder = join(this.options.stateFolder, '练习账');
    mkdirSync(folder, { recursive: true });
    const job = this.options.newId();
    this.jobs.start(job, { kind: 'practice', folder });
    return { job };
  }

  #conclude(outcome: JobOutcome): JobResult {
    if (outcome.kind === 'practice')
      return { kind: 'practice', book: this.files.register(outcome.file), passphrase: outcome.passphrase };
    if (outcome.kind === 'ledgerExport') return { ...outcome, folder: this.files.register(outcome.folder) };
    const { books, operator } = this.open();
    const now = this.options.clock.now().toISOString();
    books.connection.transaction(() => recordPackage(books.connection, outcome, now, operator));
    return {
      kind: 'auditPackage',
      packageId: outcome.packageId,
      folder: this.files.register(outcome.folder),
      folderName: basename(outcome.folder),
      files: outcome.files.length,
      checksPassed: outcome.checks.passed,
      checksFailed: outcome.checks.failed,
    };
  }

  /** Books that can be opened under neither key are closed, so that the program can go on to the backup. */
  #rekey(books: OpenBooks, newKey: NewKey): ReturnType<typeof changeKey> {
    try {
      return changeKey(books, newKey);
    } catch (error) {
      this.#end();
      throw error;
    }
  }

  /** One after another: two requests at once must not open two sets of books, or one while the other rekeys. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#turn.then(work);
    this.#turn = result.catch(() => undefined);
    return result;
  }

  #end(): void {
    const session = this.#session;
    this.#session = undefined;
    if (session) closeBooks(session.books);
  }

  #booksPath(token: string): string {
    const path = this.files.pathOf(token);
    if (path === undefined) throw refuse('file.gone');
    return path;
  }

  #begin(books: OpenBooks, role: Role): void {
    const heading = readHeading(books.connection);
    const attachments = new AttachmentFiles(books.file);
    attachments.sweep(books.connection);
    const operator = role === 'treasurer' ? heading.accountant : heading.reviewDirector;
    this.#session = { books, attachments, role, operator };
    rememberRecent(this.options.stateFolder, { file: books.file, name: heading.name, practice: heading.practice });
  }

  #describe(session: Session): NonNullable<BooksStatus['open']> {
    const heading = readHeading(session.books.connection);
    return {
      name: heading.name,
      practice: heading.practice,
      operator: session.operator,
      role: session.role,
      fiscalYear: heading.fiscalYear,
      folder: dirname(session.books.file),
    };
  }

  /** The connection of the open books. */
  get connection(): Connection {
    return this.open().books.connection;
  }
}
