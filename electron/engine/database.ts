import Database from 'better-sqlite3';

export type Value = string | number | bigint | null | Uint8Array;
export type Params = Readonly<Record<string, Value | undefined>>;

/** A connection that can only be asked. Queries take named parameters (`:name`). */
export interface Readable {
  all<Row>(sql: string, params?: Params): Row[];
  get<Row>(sql: string, params?: Params): Row | undefined;
  /** Streams rows; the connection must not be written to until the iteration ends. */
  iterate<Row>(sql: string, params?: Params): IterableIterator<Row>;
}

/** A connection that may change the books; commands receive it only inside a transaction. */
export interface Writable extends Readable {
  /** @returns how many rows the statement changed. */
  run(sql: string, params?: Params): number;
}

/** The connection as its owner holds it: statements are prepared once and kept. */
export class Connection implements Writable {
  readonly raw: Database.Database;
  readonly #statements = new Map<string, Database.Statement<unknown[], unknown>>();

  constructor(raw: Database.Database) {
    this.raw = raw;
  }

  all<Row>(sql: string, params: Params = {}): Row[] {
    return this.#prepare<Row>(sql).all(bindable(params));
  }
  get<Row>(sql: string, params: Params = {}): Row | undefined {
    return this.#prepare<Row>(sql).get(bindable(params));
  }
  iterate<Row>(sql: string, params: Params = {}): IterableIterator<Row> {
    // a statement that is being iterated is busy, so it cannot come out of the shared cache
    return this.raw.prepare<unknown[], Row>(sql).iterate(bindable(params));
  }
  run(sql: string, params: Params = {}): number {
    return this.#prepare(sql).run(bindable(params)).changes;
  }
  /** One number of the connection or file, by its pragma. */
  pragma(name: string): unknown {
    return this.raw.pragma(name, { simple: true });
  }
  /** All or nothing; takes the write lock at once so that a half-done command cannot fail on it later. */
  transaction<T>(work: () => T): T {
    return this.raw.transaction(work).immediate();
  }
  close(): void {
    this.#statements.clear();
    this.raw.close();
  }

  #prepare<Row>(sql: string): Database.Statement<unknown[], Row> {
    const cached = this.#statements.get(sql);
    // the one place where a row gets its type: SQL text and row type stand together at the caller
    if (cached) return cached as Database.Statement<unknown[], Row>;
    const statement = this.raw.prepare<unknown[], Row>(sql);
    this.#statements.set(sql, statement);
    return statement;
  }
}

function bindable(params: Params): Record<string, Value> {
  const bound: Record<string, Value> = {};
  // asked for every statement: the pairs are not gathered first
  for (const name in params) bound[name] = params[name] ?? null;
  return bound;
}

const BUSY_MILLISECONDS = 5000;
const CACHE_KILOBYTES = 64 * 1024;

/**
 * Opens an encrypted connection. Every fact that durability rests on is set and then asserted, because the library's
 * build defaults differ (WAL with synchronous=NORMAL, recursive triggers off).
 * @param key 32 bytes as hex, or 32 bytes and 16 bytes of salt when the file is new
 * @throws SqliteError SQLITE_NOTADB when the key does not fit
 */
export function openConnection(file: string, key: string, mode: 'create' | 'write' | 'read'): Connection {
  const raw = new Database(file, { readonly: mode === 'read', fileMustExist: mode !== 'create' });
  try {
    raw.pragma("cipher = 'sqlcipher'");
    raw.pragma('legacy = 4');
    raw.pragma(`key = "x'${key}'"`);
    raw.pragma('foreign_keys = ON');
    raw.pragma('recursive_triggers = ON');
    raw.pragma('trusted_schema = OFF');
    raw.pragma(`busy_timeout = ${BUSY_MILLISECONDS}`);
    raw.prepare('SELECT count(*) FROM sqlite_schema').get();
    if (mode !== 'read') {
      raw.pragma('journal_mode = WAL');
      raw.pragma('synchronous = FULL');
      raw.pragma('secure_delete = ON');
      // a long import stays in memory until it commits instead of being encrypted and written several times over
      raw.pragma(`cache_size = -${CACHE_KILOBYTES}`);
      assertPragma(raw, 'journal_mode', 'wal');
      assertPragma(raw, 'synchronous', 2);
    }
    assertPragma(raw, 'foreign_keys', 1);
    assertPragma(raw, 'recursive_triggers', 1);
    return new Connection(raw);
  } catch (error) {
    raw.close();
    throw error;
  }
}

function assertPragma(raw: Database.Database, name: string, wanted: string | number): void {
  const actual = raw.pragma(name, { simple: true });
  if (actual !== wanted) throw new Error(`pragma ${name} is ${String(actual)}, not ${wanted}`);
}

/** True when SQLite met pages that are not what was written: a bad disk, a file cut short or touched by another program. */
export function isDamage(error: unknown): boolean {
  return isSqliteError(error) && /^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ|IOERR_DATA)/.test(error.code);
}

/** True for an error that SQLite itself raised; `code` is its symbolic name. */
export function isSqliteError(error: unknown): error is Error & { code: string } {
  return error instanceof Database.SqliteError;
}
