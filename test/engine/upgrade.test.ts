import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrate, readMigrations } from '#electron/engine/books/migrate.ts';
import { type Connection, openConnection } from '#electron/engine/database.ts';

// An upgrade of books that hold something: empty tables migrate whatever a migration forgets.

const shipped = readMigrations(fileURLToPath(new URL('../../migrations', import.meta.url)));
const AT = '2026-03-15T00:00:00.000Z';
let folder: string;
let db: Connection;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'xiaojia-upgrade-'));
  db = openConnection(join(folder, 'old.db'), '22'.repeat(48), 'create');
});
afterAll(() => {
  db.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The books of migration 0220 with their rows, as they lay on the disk: triggers guard commands, not what was written long ago. */
function openOldBooks(): void {
  migrate(
    db,
    shipped.filter(({ version }) => version <= 220),
    AT,
  );
  const triggers = db.all<{ name: string; sql: string }>("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'");
  for (const { name } of triggers) db.raw.exec(`DROP TRIGGER "${name}"`);
  const rows = readFileSync(new URL('../fixtures/books-0220.sql', import.meta.url), 'utf8');
  const filled = new Set([...rows.matchAll(/^INSERT INTO "(\w+)"/gm)].map(([, table]) => table));
  db.raw.exec('BEGIN; PRAGMA defer_foreign_keys = ON;');
  for (const table of filled) db.raw.exec(`DELETE FROM "${table}"`);
  db.raw.exec(rows);
  db.raw.exec('COMMIT');
  for (const { sql } of triggers) db.raw.exec(sql);
}

const value = (sql: string): unknown => Object.values(db.all<Record<string, unknown>>(sql)[0] ?? {})[0];

describe('books of migration 0220', () => {
  beforeAll(() => {
    openOldBooks();
    migrate(db, shipped, AT);
  });

  it('keep every family, aid, visit and voucher, and every reference finds its row', () => {
    expect(db.all('PRAGMA foreign_key_check')).toEqual([]);
    expect(value('SELECT count(*) FROM hardship_files')).toBe(2);
    expect(value('SELECT count(*) FROM aids')).toBe(3);
    expect(value('SELECT sum(amount) FROM aids')).toBe(650_000);
    expect(value('SELECT count(*) FROM visits')).toBe(6);
    expect(value('SELECT count(*) FROM vouchers')).toBe(8);
    expect(value('SELECT sum(debit - credit) FROM entries')).toBe(0);
  });

  it('have their families on file, with the place, the line and the computation they rest on', () => {
    expect(db.all('SELECT number, stage, status, place FROM hardship_files ORDER BY number')).toEqual([
      { number: '困-2026-001', stage: 'filed', status: 'open', place: '滨江区' },
      { number: '困-2026-002', stage: 'filed', status: 'resolved', place: '滨江区' },
    ]);
    expect(value('SELECT count(*) FROM hardship_assessments')).toBe(2);
    expect(value("SELECT minimum_living FROM hardship_parameters WHERE place = '滨江区'")).toBe(120_600);
    expect(value('SELECT count(*) FROM hardship_forms')).toBe(2);
    expect(value("SELECT wage FROM hardship_items WHERE label = '本人工资' LIMIT 1")).toBe(1);
  });

  it('know how each visit was paid', () => {
    expect(db.all('SELECT method, count(*) AS visits FROM visits GROUP BY method ORDER BY method')).toEqual([
      { method: 'bank', visits: 5 },
      { method: 'cash', visits: 1 },
    ]);
  });

  it('have every old standard as a limit over its kind, and the newer one in the place of the older', () => {
    expect(value('SELECT count(*) FROM visit_limits')).toBe(16);
    expect(value('SELECT count(*) FROM visit_limit_kinds')).toBe(16);
    expect(
      db.all(
        `SELECT from_day, last_day, amount FROM visit_limits JOIN visit_limit_kinds ON limit_id = id
         WHERE kind_id = 'festival' AND shape = 'perYear' ORDER BY from_day`,
      ),
    ).toEqual([
      { from_day: '2026-01-01', last_day: '2026-02-28', amount: 120_000 },
      { from_day: '2026-03-01', last_day: null, amount: 180_000 },
    ]);
  });

  it('are as closed as new ones: what was paid cannot be changed', () => {
    for (const sql of [
      'UPDATE visits SET amount = amount + 1',
      'UPDATE aids SET amount = amount + 1',
      'DELETE FROM aids',
      'DELETE FROM visits',
      'UPDATE visit_limits SET amount = 1',
    ])
      expect(() => db.run(sql), sql).toThrow(/postedIsFinal|limitSealed/);
  });
});
