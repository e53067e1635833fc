import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { keyFromPassphrase, saltOf } from '#electron/engine/books/key.ts';
import { type Connection, openConnection, type Params, type Readable } from '#electron/engine/database.ts';
import { PASSPHRASE, type TestEngine } from './support.ts';

/** The steps of a statement's plan, one line each, as EXPLAIN QUERY PLAN tells them. */
export function explain(db: Readable, sql: string, params: Params = {}): string[] {
  return db.all<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, params).map(({ detail }) => detail);
}

/**
 * A second connection to the books that a test engine has open: to look at what is stored, or to put in what no operation
 * writes. The caller closes it.
 */
export async function secondConnection(test: TestEngine): Promise<Connection> {
  const folder = join(test.folder, 'documents', '小家账本');
  const name = existsSync(folder) ? readdirSync(folder).find((file) => file.endsWith('.xjz')) : undefined;
  if (name === undefined) throw new Error('no books in the test folder');
  const file = join(folder, name);
  const salt = saltOf(file);
  if (!salt) throw new Error(`${name} has no salt`);
  return openConnection(file, await keyFromPassphrase(PASSPHRASE, salt), 'write');
}
