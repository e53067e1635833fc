import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keyFromPassphrase, saltOf } from '#electron/engine/books/key.ts';
import { openConnection } from '#electron/engine/database.ts';
import { BINJIANG, PASSPHRASE, startWithBooks, type TestEngine } from '../engine/support.ts';

let test: TestEngine;
let file: string;

beforeEach(async () => {
  test = await startWithBooks();
  const status = await test.call('books.readStatus', {});
  const folder = status.open?.folder ?? '';
  file = join(folder, readdirSync(folder).find((name) => name.endsWith('.xjz')) ?? '');
});
afterEach(() => test.dispose());

const lock = () => test.call('books.lock', {});
const unlock = (path: string, passphrase = PASSPHRASE) =>
  test.refusal('books.unlock', { book: test.engine.registerPath(path), passphrase, role: 'treasurer' });

async function rawConnection(path: string) {
  const salt = saltOf(path);
  if (!salt) throw new Error('no salt');
  return openConnection(path, await keyFromPassphrase(PASSPHRASE, salt), 'write');
}

describe('a books file that cannot be opened', () => {
  it('wrong passphrase: the sentence, and not a byte changed', async () => {
    await lock();
    const before = readFileSync(file);
    expect(await unlock(file, '错误的口令')).toMatchObject({ code: 'books.wrongPassphrase' });
    expect(readFileSync(file).equals(before)).toBe(true);
    expect(readdirSync(join(file, '..'))).toEqual([basename(file)]);
  });

  it('saved by a newer program: refused, naming both versions, and not a byte changed', async () => {
    await lock();
    const raw = await rawConnection(file);
    raw.pragma('user_version = 9990');
    raw.pragma('wal_checkpoint(TRUNCATE)');
    raw.close();
    const before = readFileSync(file);
    const refusal = await unlock(file);
    expect(refusal.code).toBe('books.newer');
    expect(refusal.sentence).toContain('9990');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it.each([0.9, 0.5, 0.1])('cut short to %f of its length: damaged, never opened half', async (share) => {
    await lock();
    const pages = Math.floor((readFileSync(file).length * share) / 4096);
    truncateSync(file, pages * 4096);
    expect((await unlock(file)).code).toBe('books.damaged');
  });

  it.each([0, 10, 100])('only %i bytes long: damaged', async (bytes) => {
    await lock();
    truncateSync(file, bytes);
    expect((await unlock(file)).code).toBe('books.damaged');
  });

  it('one flipped byte in its first page: not opened, and nothing written', async () => {
    await lock();
    const bytes = readFileSync(file);
    bytes.writeUInt8(bytes.readUInt8(30) ^ 0xff, 30);
    writeFileSync(file, bytes);
    expect(['books.damaged', 'books.wrongPassphrase']).toContain((await unlock(file)).code);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('gone: says so by name', async () => {
    await lock();
    const refusal = await unlock(join(test.folder, '没有.xjz'));
    expect(refusal.code).toBe('books.missing');
    expect(refusal.sentence).toContain('没有.xjz');
  });

  it('not books at all', async () => {
    await lock();
    const other = join(test.folder, '别的.xjz');
    writeFileSync(other, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(8192)]));
    expect((await unlock(other)).code).toBe('books.notBooks');
  });

  it('open in another program: refused until it is closed there', async () => {
    const second = (await import('../engine/support.ts')).startEngine();
    try {
      const refusal = await second.refusal('books.unlock', {
        book: second.engine.registerPath(file),
        passphrase: PASSPHRASE,
        role: 'treasurer',
      });
      expect(refusal.code).toBe('books.inUse');
      await lock();
      const opened = await second.call('books.unlock', {
        book: second.engine.registerPath(file),
        passphrase: PASSPHRASE,
        role: 'treasurer',
      });
      expect(opened.state).toBe('open');
    } finally {
      await second.dispose();
    }
  });
});

describe('making books', () => {
  it('never overwrites books that are there', async () => {
    const { suggestedFolder } = await lock();
    const before = readFileSync(file);
    const refusal = await test.refusal('books.create', {
      folder: suggestedFolder.folder,
      setup: BINJIANG,
      passphrase: PASSPHRASE,
    });
    expect(refusal.code).toBe('books.exists');
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  it('an opening that does not balance names the difference and leaves no file', async () => {
    await lock();
    const folder = join(test.folder, '新账');
    const opening = BINJIANG.opening.map((line) => (line.code === '101' ? { ...line, debit: 126851 } : line));
    const refusal = await test.refusal('books.create', {
      folder: test.engine.registerPath(folder),
      setup: { ...BINJIANG, opening },
      passphrase: PASSPHRASE,
    });
    expect(refusal.code).toBe('setup.openingUnbalanced');
    expect(refusal.sentence).toContain('0.01');
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
  });

  it('refuses a folder that is synchronised with the network', async () => {
    await lock();
    const folder = join(test.folder, 'OneDrive', '账本');
    const refusal = await test.refusal('books.create', {
      folder: test.engine.registerPath(folder),
      setup: BINJIANG,
      passphrase: PASSPHRASE,
    });
    expect(refusal.code).toBe('books.networkFolder');
    expect(existsSync(folder)).toBe(false);
  });

  it('refuses a folder that cannot be written', async () => {
    await lock();
    const blocked = join(test.folder, '文件');
    writeFileSync(blocked, '');
    const refusal = await test.refusal('books.create', {
      folder: test.engine.registerPath(join(blocked, '账本')),
      setup: BINJIANG,
      passphrase: PASSPHRASE,
    });
    expect(refusal.code).toBe('books.folderNotWritable');
  });
});

describe('backups', () => {
  it('are whole books by themselves, and two in one second do not collide', async () => {
    const first = await test.call('books.backUp', {});
    const second = await test.call('books.backUp', {});
    expect(second.fileName).not.toBe(first.fileName);
    await lock();
    const copy = join(test.folder, '取出的备份.xjz');
    copyFileSync(join(file, '..', '备份', first.fileName), copy);
    const opened = await test.call('books.unlock', {
      book: test.engine.registerPath(copy),
      passphrase: PASSPHRASE,
      role: 'treasurer',
    });
    expect(opened.open?.name).toBe(BINJIANG.name);
  });

  it('say so when the folder cannot be written, and the books go on', async () => {
    writeFileSync(join(file, '..', '备份'), '占了文件夹的名字');
    expect((await test.refusal('books.backUp', {})).code).toBe('books.backupFailed');
    expect((await test.call('books.readStatus', {})).state).toBe('open');
  });

  it('keep the newest thirty', async () => {
    mkdirSync(join(file, '..', '备份'), { recursive: true });
    for (let index = 0; index < 32; index += 1) {
      test.setNow(new Date(Date.UTC(2026, 2, 15, 2, index)).toISOString());
      await test.call('books.backUp', {});
    }
    const names = (await test.call('books.listBackups', {})).map((backup) => backup.fileName);
    expect(names).toHaveLength(30);
    expect(names[0]).toContain('20260315-0231');
  });
});
