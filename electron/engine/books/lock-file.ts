import { rmSync } from 'node:fs';
import Database from 'better-sqlite3';

/**
 * Keeps a second program away from the same books. The lock is an exclusive transaction on a small file beside them, so
 * the operating system drops it when the process dies: no stale lock is ever left behind.
 */
export class LockFile {
  readonly #database: Database.Database;
  readonly #path: string;
  readonly #remove: (path: string) => void;

  private constructor(database: Database.Database, path: string, remove: (path: string) => void) {
    this.#database = database;
    this.#path = path;
    this.#remove = remove;
  }

  /**
   * @param remove how the small file goes away afterwards
   * @returns the lock, or undefined when somebody else holds it.
   * @throws SqliteError SQLITE_CANTOPEN or SQLITE_READONLY in a folder that cannot be written
   */
  static take(booksFile: string, remove: (path: string) => void = removeFile): LockFile | undefined {
    const path = `${booksFile}-lock`;
    const database = new Database(path, { timeout: 0 });
    try {
      database.pragma('journal_mode = MEMORY');
      database.exec('BEGIN EXCLUSIVE');
      return new LockFile(database, path, remove);
    } catch (error) {
      database.close();
      if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return undefined;
      throw error;
    }
  }

  /** Gives the lock back; never throws, for a small file that stays behind locks nobody out. */
  release(): void {
    // removed while still held: a newcomer either finds this file locked or makes a new one
    const removed = this.#tryToRemove();
    this.#database.close();
    // Windows removes no file that is open; if a newcomer has it open by now, it is his and stays
    if (!removed) this.#tryToRemove();
  }

  #tryToRemove(): boolean {
    try {
      this.#remove(this.#path);
      return true;
    } catch {
      return false;
    }
  }
}

const removeFile = (path: string) => rmSync(path, { force: true });
