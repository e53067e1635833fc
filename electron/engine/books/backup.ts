import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { refuse } from '#shared/errors.ts';
import { type Connection, openConnection } from '../database.ts';
import { trailHead } from '../trail.ts';
import { copyAttachments } from './attachment-store.ts';
import { flush, flushFolder, reasonOf } from './disk.ts';
import { removeLeftovers } from './leftovers.ts';
import { assertSound } from './migrate.ts';

export const BACKUP_FOLDER = '备份';
const KEEP_NEWEST = 30;

export interface Backup {
  fileName: string;
  at: string;
  bytes: number;
}

export function backupFolderOf(booksFile: string): string {
  return join(dirname(booksFile), BACKUP_FOLDER);
}

/**
 * A verified copy: `VACUUM INTO` a temporary file, opened read-only and checked (SQLite's checks, posted vouchers balance,
 * same head of the audit trail), flushed to disk, then renamed into place; the oldest of these books beyond 30 are removed.
 * Before that the attachments that are not there yet go into `备份/附件`, where a backup that is opened finds them; they are
 * never removed.
 * @param key the file's key as hex
 * @returns also how many attachments have no sound file that could be copied
 * @throws Refusal `books.backupFailed`; the books themselves are never touched
 */
export function backUp(
  connection: Connection,
  booksFile: string,
  key: string,
  at: Date,
): Backup & { kept: number; attachmentsMissing: number } {
  const folder = backupFolderOf(booksFile);
  const stamp = stampOf(at);
  const stem = stemOf(booksFile);
  let fileName = `${stem}-${stamp}.xjz`;
  const partial = join(folder, `.${fileName}.partial`);
  let attachmentsMissing = 0;
  try {
    mkdirSync(folder, { recursive: true });
    for (let counter = 2; existsSync(join(folder, fileName)); counter += 1)
      fileName = `${stem}-${stamp}-${counter}.xjz`;
    removeLeftovers(partial);
    connection.run('VACUUM INTO :target', { target: partial });
    verifyCopy(partial, key, trailHead(connection));
    flush(partial);
    attachmentsMissing = copyAttachments(connection, booksFile, folder).missing;
    renameSync(partial, join(folder, fileName));
    flushFolder(folder);
  } catch (error) {
    removeLeftovers(partial);
    throw refuse('books.backupFailed', { reason: reasonOf(error) });
  }
  const bytes = statSync(join(folder, fileName)).size;
  return { fileName, at: instantOf(stamp), bytes, kept: prune(folder, stem, fileName, stamp), attachmentsMissing };
}

/**
 * Checks a copy of the books by itself: SQLite's checks, posted vouchers balance, the audit trail ends where it should.
 * @throws Error naming what is wrong, SqliteError
 */
export function verifyCopy(file: string, key: string, head: string): void {
  const copy = openConnection(file, key, 'read');
  try {
    assertSound(copy);
    const table = copy.get("SELECT 1 FROM sqlite_schema WHERE name = 'entries'");
    const difference = table
      ? copy.get<{ difference: number }>(
          "SELECT coalesce(sum(debit) - sum(credit), 0) AS difference FROM entries JOIN vouchers ON vouchers.id = entries.voucher_id WHERE vouchers.status = 'posted'",
        )
      : undefined;
    if (difference && difference.difference !== 0) throw new Error('the copy does not balance');
    if (trailHead(copy) !== head) throw new Error('the copy has another audit trail');
  } finally {
    copy.close();
  }
}

interface NamedBackup {
  fileName: string;
  /** `20260315-020000`, UTC, as the clock of the computer stood then. */
  stamp: string;
  /** Counts backups of one second. */
  counter: number;
}

/** Backups of these books, newest first by the time in their name; those of other books in the folder are left out. */
export function listBackups(booksFile: string): Backup[] {
  const folder = backupFolderOf(booksFile);
  return namedBackups(folder, stemOf(booksFile)).map(({ fileName, stamp }) => ({
    fileName,
    bytes: statSync(join(folder, fileName)).size,
    at: instantOf(stamp),
  }));
}

function namedBackups(folder: string, stem: string): NamedBackup[] {
  // only "not there" is an empty list; a folder that cannot be read is a failure to be told
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .map((fileName): NamedBackup | undefined => {
      if (!fileName.startsWith(`${stem}-`)) return undefined;
      const [, stamp, counter = '1'] = /^(\d{8}-\d{6})(?:-(\d+))?\.xjz$/.exec(fileName.slice(stem.length + 1)) ?? [];
      return stamp === undefined ? undefined : { fileName, stamp, counter: Number(counter) };
    })
    .filter((backup) => backup !== undefined)
    .sort((a, b) => (a.stamp === b.stamp ? b.counter - a.counter : a.stamp < b.stamp ? 1 : -1));
}

/**
 * Keeps the newest 30. A stamp later than the backup just made comes from a clock that ran ahead, so it is older than it
 * says: such backups go first, and the one just made never goes.
 * @returns how many are kept
 */
function prune(folder: string, stem: string, made: string, now: string): number {
  const backups = namedBackups(folder, stem);
  const ahead = (backup: NamedBackup) => backup.stamp > now;
  const inOrder = [...backups.filter((backup) => !ahead(backup)), ...backups.filter(ahead)];
  for (const { fileName } of inOrder.slice(KEEP_NEWEST))
    if (fileName !== made) rmSync(join(folder, fileName), { force: true });
  return Math.min(backups.length, KEEP_NEWEST);
}

function stemOf(booksFile: string): string {
  return basename(booksFile).replace(/\.xjz$/, '');
}

function stampOf(at: Date): string {
  return at.toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
}

function instantOf(stamp: string): string {
  return stamp.replace(/^(\d{4})(\d{2})(\d{2})-(\d{2})(\d{2})(\d{2})$/, '$1-$2-$3T$4:$5:$6.000Z');
}
