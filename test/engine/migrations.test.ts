import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APPLICATION_ID, migrate, newestVersion, readMigrations, versionOf } from '#electron/engine/books/migrate.ts';
import { closeBooks, createBooks, openWithPassphrase } from '#electron/engine/books/open.ts';
import { openConnection } from '#electron/engine/database.ts';

const shipped = readMigrations(fileURLToPath(new URL('../../migrations', import.meta.url)));
const KEY = '11'.repeat(48);
const AT = '2026-03-15T00:00:00.000Z';
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'xiaojia-migrations-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('migrations', () => {
  it('from every version to the newest give the same schema as all at once', () => {
    const schemaOf = (file: string) => {
      const connection = openConnection(file, KEY.slice(0, 64), 'read');
      const schema = connection.all('SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name');
      connection.close();
      return schema;
    };
    const whole = join(folder, 'whole.db');
    const connection = openConnection(whole, KEY, 'create');
    migrate(connection, shipped, AT);
    connection.close();
    // one file goes up version by version; a copy of it at each goes to the newest in one step
    const climbing = join(folder, 'climbing.db');
    openConnection(climbing, KEY, 'create').close();
    for (let count = 1; count < shipped.length; count += 1) {
      const stepwise = openConnection(climbing, KEY, 'write');
      migrate(stepwise, shipped.slice(0, count), AT);
      expect(versionOf(stepwise)).toBe(shipped[count - 1]?.version);
      stepwise.close();
      const file = join(folder, `from-${count}.db`);
      cpSync(climbing, file);
      const copy = openConnection(file, KEY, 'write');
      migrate(copy, shipped, AT);
      expect(versionOf(copy)).toBe(newestVersion(shipped));
      copy.close();
      expect(schemaOf(file)).toEqual(schemaOf(whole));
    }
  });

  it('leave the file as it was when one fails half-way', () => {
    const connection = openConnection(join(folder, 'a.db'), KEY, 'create');
    migrate(connection, shipped.slice(0, 1), AT);
    const broken = {
      version: 9000,
      name: '9000-broken.sql',
      sql: 'CREATE TABLE half (a TEXT) STRICT; INSERT INTO nowhere VALUES (1);',
      checksum: 'x',
    };
    expect(() => migrate(connection, [...shipped, broken], AT)).toThrow(/nowhere/);
    expect(versionOf(connection)).toBe(shipped[0]?.version);
    expect(connection.all("SELECT name FROM sqlite_schema WHERE name IN ('half', 'members')")).toEqual([]);
    connection.close();
  });

  it('refuse to commit rows that break a foreign key', () => {
    const connection = openConnection(join(folder, 'a.db'), KEY, 'create');
    migrate(connection, shipped, AT);
    const orphan = {
      version: 9000,
      name: '9000-orphan.sql',
      sql: "PRAGMA defer_foreign_keys = ON; INSERT INTO purposes (id, direction, flow, label, account_id, position) VALUES ('p', 'income', 'in', 'x', 'nobody', 1);",
      checksum: 'x',
    };
    expect(() => migrate(connection, [...shipped, orphan], AT)).toThrow(/foreign key/i);
    expect(connection.all("SELECT * FROM purposes WHERE id = 'p'")).toEqual([]);
    connection.close();
  });

  it('notice that an applied file was edited afterwards', () => {
    const connection = openConnection(join(folder, 'a.db'), KEY, 'create');
    migrate(connection, shipped, AT);
    const edited = shipped.map((migration, index) => (index === 0 ? { ...migration, checksum: 'edited' } : migration));
    expect(() => migrate(connection, edited, AT)).toThrow(/changed/);
    connection.close();
  });

  it('when the program brings a new version: a verified backup first, then the upgrade; if it fails, the books open no half', async () => {
    const migrationsFolder = join(folder, 'migrations');
    cpSync(fileURLToPath(new URL('../../migrations', import.meta.url)), migrationsFolder, { recursive: true });
    const books = await createBooks(
      folder,
      '某工会',
      '一二三四五六七八',
      readMigrations(migrationsFolder),
      AT,
      () => undefined,
    );
    closeBooks(books);
    writeFileSync(join(migrationsFolder, '9000-broken.sql'), 'INSERT INTO nowhere VALUES (1);');
    const open = () =>
      openWithPassphrase(books.file, '一二三四五六七八', readMigrations(migrationsFolder), new Date(AT));
    await expect(open()).rejects.toMatchObject({ detail: { code: 'books.migrationFailed' } });
    expect(readdirSync(join(folder, '备份'))).toHaveLength(1);
    // one that ends the transaction itself cannot be rolled back: then the backup takes the file's place
    writeFileSync(
      join(migrationsFolder, '9000-broken.sql'),
      'CREATE TABLE half (a TEXT) STRICT; COMMIT; INSERT INTO nowhere VALUES (1);',
    );
    await expect(open()).rejects.toMatchObject({ detail: { code: 'books.migrationFailed' } });
    const restored = await openWithPassphrase(books.file, '一二三四五六七八', shipped, new Date(AT));
    expect(restored.connection.all("SELECT name FROM sqlite_schema WHERE name = 'half'")).toEqual([]);
    closeBooks(restored);
    writeFileSync(join(migrationsFolder, '9000-broken.sql'), 'CREATE TABLE added (a TEXT) STRICT;');
    const upgraded = await open();
    expect(versionOf(upgraded.connection)).toBe(9000);
    expect(upgraded.connection.pragma('application_id')).toBe(APPLICATION_ID);
    closeBooks(upgraded);
  });
});
