import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { Refusal, refuse } from '#shared/errors.ts';
import { type Connection, isSqliteError, openConnection } from '../database.ts';
import { trailHead } from '../trail.ts';
import { backUp, backupFolderOf, verifyCopy } from './backup.ts';
import { flush, flushFolder, reasonOf } from './disk.ts';
import { keyFromPassphrase, newSalt, saltOf } from './key.ts';
import { removeEmptyFolders, removeLeftovers } from './leftovers.ts';
import { LockFile } from './lock-file.ts';
import { type Migration, migrate, newestVersion, versionOf } from './migrate.ts';
import { isNetworkFolder } from './network-folder.ts';

export const BOOKS_EXTENSION = '.xjz';
const PAGE_BYTES = 4096;

/** Books that are open: the connection, the key (for jobs and backups) and the lock that keeps others out. */
export interface OpenBooks {
  readonly file: string;
  readonly key: string;
  readonly connection: Connection;
  readonly lock: LockFile;
}

/**
 * Makes a new books file with all tables and lets `fill` write its first records, in a temporary file that gets its name
 * only when everything is there.
 * @throws Refusal `books.exists`, `books.folderNotWritable`, `books.networkFolder`, or what `fill` refuses; no file is left then
 */
export async function createBooks(
  folder: string,
  name: string,
  passphrase: string,
  migrations: readonly Migration[],
  at: string,
  fill: (connection: Connection) => void,
): Promise<OpenBooks> {
  if (isNetworkFolder(folder)) throw refuse('books.networkFolder', { folder });
  const file = join(folder, `${safeFileName(name)}${BOOKS_EXTENSION}`);
  if (existsSync(file)) throw refuse('books.exists', { file: basename(file) });
  const partial = `${file}.partial`;
  const salt = newSalt();
  const key = await keyFromPassphrase(passphrase, salt);
  let madeFolder: string | undefined;
  try {
    madeFolder = mkdirSync(folder, { recursive: true });
    removeLeftovers(partial);
    const connection = openConnection(partial, key + salt.toString('hex'), 'create');
    try {
      migrate(connection, migrations, at);
      connection.transaction(() => fill(connection));
      connection.pragma('wal_checkpoint(TRUNCATE)');
    } finally {
      connection.close();
    }
    if (existsSync(file)) throw refuse('books.exists', { file: basename(file) });
    renameSync(partial, file);
  } catch (error) {
    removeLeftovers(partial);
    if (madeFolder !== undefined) removeEmptyFolders(folder, madeFolder);
    if (isFileError(error)) throw refuse('books.folderNotWritable', { folder });
    throw error;
  }
  return openWithKey(file, key, migrations, new Date(at));
}

/** @throws Refusal `books.missing`, `books.notBooks`, `books.damaged`, `books.wrongPassphrase`, `books.newer`, `books.inUse`, `books.migrationFailed` */
export async function openWithPassphrase(
  file: string,
  passphrase: string,
  migrations: readonly Migration[],
  at: Date,
): Promise<OpenBooks> {
  const salt = checkFile(file);
  return openWithKey(file, await keyFromPassphrase(passphrase, salt), migrations, at);
}

/** Opens with the key itself (from a recovery code). Same refusals as {@link openWithPassphrase}. */
export function openWithKey(file: string, key: string, migrations: readonly Migration[], at: Date): OpenBooks {
  checkFile(file);
  const name = basename(file);
  const lock = takeLock(file);
  let connection: Connection | undefined;
  try {
    connection = openConnection(file, key, 'write');
    const version = versionOf(connection);
    if (version === undefined) throw refuse('books.notBooks', { file: name });
    const known = newestVersion(migrations);
    if (version > known) throw refuse('books.newer', { file: name, version, known });
    checkWhole(connection, file);
    if (version < known) connection = upgrade(connection, file, key, migrations, at);
    return { file, key, connection, lock };
  } catch (error) {
    connection?.close();
    lock.release();
    throw openRefusal(error, file);
  }
}

/** Closes the books; the write-ahead log is folded into the one file first. The lock is given back whatever happens. */
export function closeBooks(books: OpenBooks): void {
  try {
    if (books.connection.raw.open) {
      books.connection.pragma('wal_checkpoint(TRUNCATE)');
      books.connection.close();
    }
  } finally {
    books.lock.release();
  }
}

/** A new key with the salt that stands at the head of the file it opens. */
export interface NewKey {
  key: string;
  salt: string;
}

/** Derives a key from a new passphrase and a new salt, which takes a moment. */
export async function newKeyFrom(passphrase: string): Promise<NewKey> {
  const salt = newSalt();
  return { key: await keyFromPassphrase(passphrase, salt), salt: salt.toString('hex') };
}

/**
 * Gives the file a new key, so that the old passphrase and recovery code are void. A copy beside it gets the key, is checked,
 * and takes the file's place in one step: whenever the power goes, there is one whole file, under the old key or the new one.
 * @returns the books, open under the new key; or open as they were, with what went wrong
 */
export function changeKey(books: OpenBooks, { key, salt }: NewKey): { books: OpenBooks; failure?: Refusal } {
  const { file } = books;
  const partial = `${file}.partial`;
  try {
    removeLeftovers(partial);
    const head = trailHead(books.connection);
    books.connection.run('VACUUM INTO :target', { target: partial });
    const copy = openConnection(partial, books.key, 'write');
    try {
      // rekeying rewrites every page in one transaction, which needs the rollback journal
      copy.raw.pragma('journal_mode = DELETE');
      copy.raw.pragma(`rekey = "x'${key}${salt}'"`);
    } finally {
      copy.close();
    }
    verifyCopy(partial, key, head);
    flush(partial);
    books.connection.pragma('wal_checkpoint(TRUNCATE)');
    books.connection.close();
    renameSync(partial, file);
    flushFolder(dirname(file));
    return { books: { ...books, key, connection: openConnection(file, key, 'write') } };
  } catch (error) {
    removeLeftovers(partial);
    const failure = refuse('books.keyNotChanged', { reason: reasonOf(error) });
    if (books.connection.raw.open) return { books, failure };
    return { books: { ...books, connection: openConnection(file, books.key, 'write') }, failure };
  }
}

/** @returns the connection to the books at the newest version; when that fails they are as before and closed */
function upgrade(
  connection: Connection,
  file: string,
  key: string,
  migrations: readonly Migration[],
  at: Date,
): Connection {
  const backup = backUp(connection, file, key, at);
  const before = fingerprint(connection);
  try {
    migrate(connection, migrations, at.toISOString());
    return connection;
  } catch {
    const untouched = fingerprint(connection) === before;
    connection.close();
    // the transaction was rolled back, unless the migration itself had ended it: then the backup takes the file's place
    if (!untouched) restore(file, backup.fileName);
    throw refuse('books.migrationFailed', { file: basename(file), backup: backup.fileName });
  }
}

/** Version, every table and trigger, and how far the audit trail has come. */
function fingerprint(connection: Connection): string {
  const schema = connection.all('SELECT type, name, sql FROM sqlite_schema ORDER BY type, name');
  const trail = schema.length > 0 && connection.get("SELECT 1 FROM sqlite_schema WHERE name = 'audit_trail'");
  return JSON.stringify([versionOf(connection), schema, trail ? trailHead(connection) : '']);
}

/** Puts a backup that was just made and checked into the place of the closed books. */
function restore(file: string, backupName: string): void {
  const partial = `${file}.partial`;
  removeLeftovers(partial);
  copyFileSync(join(backupFolderOf(file), backupName), partial);
  flush(partial);
  for (const suffix of ['-wal', '-shm', '-journal']) rmSync(file + suffix, { force: true });
  renameSync(partial, file);
  flushFolder(dirname(file));
}

/** @throws Refusal `books.inUse`, `books.folderNotWritable` */
function takeLock(file: string): LockFile {
  let lock: LockFile | undefined;
  try {
    lock = LockFile.take(file);
  } catch (error) {
    if (isFileError(error)) throw refuse('books.folderNotWritable', { folder: dirname(file) });
    throw error;
  }
  if (!lock) throw refuse('books.inUse', { file: basename(file) });
  return lock;
}

function checkFile(file: string): Uint8Array {
  const name = basename(file);
  if (!existsSync(file)) throw refuse('books.missing', { file: name });
  const salt = saltOf(file);
  if (!salt || statSync(file).size < PAGE_BYTES) throw refuse('books.damaged', { file: name });
  if (salt.toString('latin1').startsWith('SQLite format 3')) throw refuse('books.notBooks', { file: name });
  return salt;
}

/** A file cut short still opens: only its length against the page count in its header tells. */
function checkWhole(connection: Connection, file: string): void {
  connection.pragma('wal_checkpoint(TRUNCATE)');
  const pages = connection.pragma('page_count');
  if (typeof pages !== 'number' || statSync(file).size !== pages * PAGE_BYTES)
    throw refuse('books.damaged', { file: basename(file) });
}

function openRefusal(error: unknown, file: string): unknown {
  if (error instanceof Refusal || !isSqliteError(error)) return error;
  if (error.code === 'SQLITE_NOTADB') return refuse('books.wrongPassphrase');
  if (error.code.startsWith('SQLITE_BUSY')) return refuse('books.inUse', { file: basename(file) });
  if (isFileError(error)) return refuse('books.folderNotWritable', { folder: dirname(file) });
  if (error.code.startsWith('SQLITE_CORRUPT') || error.code.startsWith('SQLITE_IOERR'))
    return refuse('books.damaged', { file: basename(file) });
  return error;
}

/** The unit's name as a file name that every system accepts. */
function safeFileName(name: string): string {
  const plain = name
    .replace(/[\\/:*?"<>|\p{Cc}]/gu, '')
    .trim()
    .replace(/[. ]+$/, '');
  return plain === '' ? '工会账本' : plain.slice(0, 60);
}

function isFileError(error: unknown): boolean {
  if (isSqliteError(error)) return /^SQLITE_(CANTOPEN|READONLY|FULL|PERM)/.test(error.code);
  return (
    error instanceof Error &&
    'code' in error &&
    ['EACCES', 'EPERM', 'EROFS', 'ENOENT', 'ENOTDIR', 'EEXIST', 'ENOSPC', 'ENAMETOOLONG'].includes(String(error.code))
  );
}
