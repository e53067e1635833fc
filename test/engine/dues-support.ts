import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 } from 'uuid';
import { migrate, readMigrations } from '#electron/engine/books/migrate.ts';
import type { WriteContext } from '#electron/engine/context.ts';
import { type Connection, openConnection, type Writable } from '#electron/engine/database.ts';
import { appendTrail } from '#electron/engine/trail.ts';
import { foundUnion } from '#electron/engine/union/commands.ts';
import { day } from '#shared/calendar.ts';
import { BINJIANG } from './support.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const migrations = readMigrations(join(root, 'migrations'));
const NOW = '2026-03-15T02:00:00.000Z';

/** Books without the engine around them: for properties and measures that need many commands in a short time. */
export interface BareBooks {
  db: Connection;
  /** Runs one command in its transaction, as the server does. */
  write<T>(command: (context: WriteContext) => T): T;
  dispose(): void;
}

const KEY = '22'.repeat(48);
const assetsFolder = join(root, 'assets');
/** Made once by a worker: migrating takes much longer than a copy. */
let template: string | undefined;

function makeTemplate(): string {
  const folder = mkdtempSync(join(tmpdir(), 'xiaojia-dues-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'books.db');
  const db = openConnection(file, KEY, 'create');
  migrate(db, migrations, NOW);
  db.transaction(() => foundUnion({ db, now: NOW, newId: v7, assetsFolder, operator: '陈静' }, BINJIANG, false));
  db.close();
  return file;
}

export function bareBooks(): BareBooks {
  const folder = mkdtempSync(join(tmpdir(), 'xiaojia-dues-'));
  const file = join(folder, 'books.db');
  template ??= makeTemplate();
  cpSync(template, file);
  const db = openConnection(file, KEY, 'write');
  const nothingChosen = () => {
    throw new Error('no file is chosen here');
  };
  const context: WriteContext = {
    db,
    clock: { now: () => new Date(NOW) },
    today: day('2026-03-15'),
    operator: '陈静',
    role: 'treasurer',
    assetsFolder,
    attachmentStore: { keep: nothingChosen, read: nothingChosen },
    chosenFile: nothingChosen,
    chosenFolder: nothingChosen,
    now: NOW,
    newId: () => v7(),
    trail: (entry) => appendTrail(db, NOW, '陈静', 'test', entry),
    schedule: () => {
      throw new Error('no job runs here');
    },
  };
  return {
    db,
    write: (command) => db.transaction(() => command(context)),
    dispose: () => {
      db.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

export interface NewMember {
  number: string;
  name: string;
  /** Yuan a month; without it no wage is on file. */
  wage?: number;
  status?: string;
  joined?: string;
  phone?: string;
}

/** Puts members in by SQL. @returns their ids in the same order */
export function putMembers(db: Writable, members: readonly NewMember[], from = '2025-01'): string[] {
  return members.map(({ number, name, wage, status = 'active', joined = '', phone = '' }) => {
    const id = v7();
    db.run(
      `INSERT INTO members (id, number, name, pinyin, initials, status, joined, phone)
       VALUES (:id, :number, :name, 'x', 'x', :status, :joined, :phone)`,
      { id, number, name, status, joined, phone },
    );
    if (wage !== undefined) {
      db.run(
        "INSERT INTO member_wages (member_id, from_month, item, amount) VALUES (:id, :from, '岗位工资', :amount)",
        {
          id,
          from,
          amount: Math.round(wage * 100),
        },
      );
    }
    return id;
  });
}
