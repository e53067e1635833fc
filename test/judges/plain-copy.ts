import { join } from 'node:path';
import { openConnection } from '#electron/engine/database.ts';
import type { JudgedBooks } from './books.ts';

/** A copy of the books that any SQLite program can read: made from the open connection, then its encryption is taken off. @returns its path */
export function plainCopy({ folder, key, db }: JudgedBooks, name: string): string {
  const copy = join(folder, name);
  db.raw.prepare('VACUUM INTO ?').run(copy);
  const writable = openConnection(copy, key, 'write');
  writable.raw.pragma('journal_mode = DELETE');
  writable.raw.pragma("rekey = ''");
  writable.close();
  return copy;
}
