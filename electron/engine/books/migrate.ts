import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Connection } from '../database.ts';

/** `XJZB` in ASCII: marks a database as books of this program. */
export const APPLICATION_ID = 0x584a5a42;

export interface Migration {
  /** The number its file name begins with; it becomes `user_version`. */
  version: number;
  name: string;
  sql: string;
  checksum: string;
}

/** Reads `0010-books.sql`, `0020-members.sql` … in order. */
export function readMigrations(folder: string): Migration[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
      return { version: Number(name.slice(0, 4)), name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

export function newestVersion(migrations: readonly Migration[]): number {
  return migrations.at(-1)?.version ?? 0;
}

/** The version of an open file, or undefined when it is not books of this program. */
export function versionOf(connection: Connection): number | undefined {
  if (connection.pragma('application_id') !== APPLICATION_ID) return undefined;
  const version = connection.pragma('user_version');
  return typeof version === 'number' ? version : undefined;
}

/**
 * Brings the file up to the newest version, all pending files in one transaction; then every foreign key and the whole
 * file are checked before it commits. The caller makes the backup first.
 * @throws Error when a migration fails, an applied file has changed since, or a check finds something; nothing is kept then.
 */
export function migrate(connection: Connection, migrations: readonly Migration[], at: string): void {
  connection.transaction(() => {
    connection.run(
      'CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL) STRICT',
    );
    const applied = new Map(
      connection
        .all<{ version: number; checksum: string }>('SELECT version, checksum FROM migrations')
        .map((row) => [row.version, row.checksum]),
    );
    const known = new Set(migrations.map((migration) => migration.version));
    for (const version of applied.keys()) if (!known.has(version)) throw new Error(`migration ${version} is not known`);
    for (const migration of migrations) {
      const checksum = applied.get(migration.version);
      if (checksum === migration.checksum) continue;
      if (checksum !== undefined) throw new Error(`migration ${migration.name} has changed since it was applied`);
      connection.raw.exec(migration.sql);
      connection.run(
        'INSERT INTO migrations (version, name, checksum, applied_at) VALUES (:version, :name, :checksum, :at)',
        { ...pick(migration), at },
      );
    }
    connection.raw.pragma(`application_id = ${APPLICATION_ID}`);
    connection.raw.pragma(`user_version = ${newestVersion(migrations)}`);
    assertSound(connection);
  });
}

function pick(migration: Migration) {
  return { version: migration.version, name: migration.name, checksum: migration.checksum };
}

/** @throws Error naming the first thing that SQLite's own checks find. */
export function assertSound(connection: Connection): void {
  const orphan = connection.all('PRAGMA foreign_key_check')[0];
  if (orphan) throw new Error(`foreign key check: ${JSON.stringify(orphan)}`);
  const integrity = connection.pragma('integrity_check');
  if (integrity !== 'ok') throw new Error(`integrity check: ${String(integrity)}`);
}
