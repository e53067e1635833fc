import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { v7 } from 'uuid';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LockFile } from '#electron/engine/books/lock-file.ts';
import { createEngine } from '#electron/engine/create.ts';
import { buildPracticeBooks } from '#electron/engine/practice/build.ts';
import { day } from '#shared/calendar.ts';
import { secondConnection } from '../engine/explain.ts';
import { BINJIANG, PASSPHRASE, startEngine, startWithBooks, type TestEngine } from '../engine/support.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const NEW_PASSPHRASE = '换过以后的新口令';
let test: TestEngine;
let file: string;

beforeEach(async () => {
  test = await startWithBooks();
  const { open } = await test.call('books.readStatus', {});
  const folder = open?.folder ?? '';
  file = join(folder, readdirSync(folder).find((name) => name.endsWith('.xjz')) ?? '');
});
afterEach(() => test.dispose());

const bookToken = () => test.engine.registerPath(file);
const unlock = (passphrase = PASSPHRASE) =>
  test.call('books.unlock', { book: bookToken(), passphrase, role: 'treasurer' });

describe('changing the passphrase', () => {
  it('that cannot be finished leaves the old passphrase and open books', async () => {
    // the place of the new file is taken by a folder that is not empty
    mkdirSync(join(`${file}.partial`, 'x'), { recursive: true });
    const refusal = await test.refusal('books.changePassphrase', {
      passphrase: PASSPHRASE,
      newPassphrase: NEW_PASSPHRASE,
    });
    expect(refusal.code).toBe('books.keyNotChanged');
    expect((await test.call('union.readProfile', {})).name).toBe(BINJIANG.name);
    await test.call('books.lock', {});
    expect((await unlock()).state).toBe('open');
  });

  it('keeps the books open, leaves one file, and only the new passphrase opens it', async () => {
    await test.call('books.changePassphrase', { passphrase: PASSPHRASE, newPassphrase: NEW_PASSPHRASE });
    await test.call('union.saveResolution', { number: '1号', day: day('2026-03-01'), title: '换口令之后' });
    await test.call('books.lock', {});
    expect(readdirSync(dirname(file)).sort()).toEqual([basename(file), '备份'].sort());
    expect(
      (await test.refusal('books.unlock', { book: bookToken(), passphrase: PASSPHRASE, role: 'treasurer' })).code,
    ).toBe('books.wrongPassphrase');
    await unlock(NEW_PASSPHRASE);
    expect(await test.call('union.listResolutions', {})).toHaveLength(1);
    expect((await test.call('union.listTrail', {})).intact).toBe(true);
  });
});

describe('recovering', () => {
  it('that cannot set the new passphrase closes the books again, so that it can be tried once more', async () => {
    await test.call('books.lock', {});
    rmSync(file);
    const { suggestedFolder } = await test.call('books.readStatus', {});
    const { recoveryCode } = await test.call('books.create', {
      folder: suggestedFolder.folder,
      setup: BINJIANG,
      passphrase: PASSPHRASE,
    });
    await test.call('books.lock', {});
    const blocked = join(dirname(file), '备份');
    writeFileSync(blocked, '占了文件夹的名字');
    const again = { book: bookToken(), recoveryCode, newPassphrase: NEW_PASSPHRASE };
    expect((await test.refusal('books.recover', again)).code).toBe('books.backupFailed');
    expect((await test.call('books.readStatus', {})).state).toBe('closed');
    rmSync(blocked);
    expect((await test.call('books.recover', again)).recoveryCode).not.toBe(recoveryCode);
  });
});

describe('two requests at once', () => {
  it('open one set of books, never two', async () => {
    await test.call('books.lock', {});
    const copy = join(test.folder, '另一本.xjz');
    writeFileSync(copy, readFileSync(file));
    const replies = await Promise.all(
      [file, copy].map((path) =>
        test.engine.call('books.unlock', {
          book: test.engine.registerPath(path),
          passphrase: PASSPHRASE,
          role: 'treasurer',
        }),
      ),
    );
    expect(replies.map((reply) => (reply.ok ? 'open' : reply.error.code)).sort()).toEqual([
      'books.alreadyOpen',
      'open',
    ]);
    await test.call('books.lock', {});
    expect([`${file}-lock`, `${copy}-lock`].filter(existsSync)).toEqual([]);
  });

  it('a file that was read for books that were locked meanwhile is not written into the next ones', async () => {
    const { recent } = await test.call('books.readStatus', {});
    const taking = test.engine.call('ledger.takeBudget', { file: test.fixture('预算-2026.xlsx'), year: 2026 });
    const locking = test.engine.call('books.lock', {});
    const next = test.engine.call('books.unlock', {
      book: recent[0]?.book ?? '',
      passphrase: PASSPHRASE,
      role: 'committee',
    });
    const [taken] = await Promise.all([taking, locking, next]);
    expect(taken).toMatchObject({ ok: false, error: { code: 'request.booksClosed' } });
    expect((await test.call('ledger.readBudget', { year: 2026 })).exists).toBe(false);
  });
});

describe('the lock beside the books', () => {
  it('that cannot be made refuses with a sentence, not as an accident', async () => {
    await test.call('books.lock', {});
    mkdirSync(join(`${file}-lock`, 'x'), { recursive: true });
    const refusal = await test.refusal('books.unlock', {
      book: bookToken(),
      passphrase: PASSPHRASE,
      role: 'treasurer',
    });
    expect(refusal.code).toBe('books.folderNotWritable');
  });

  it('that cannot be removed is still given back', () => {
    const path = join(test.folder, '账.xjz');
    const lock = LockFile.take(path, () => {
      throw Object.assign(new Error('somebody has it open'), { code: 'EBUSY' });
    });
    expect(lock).toBeDefined();
    expect(() => lock?.release()).not.toThrow();
    const next = LockFile.take(path);
    expect(next).toBeDefined();
    next?.release();
  });
});

describe('what belongs to this computer only', () => {
  it('a state folder that cannot be written neither hides the recovery code nor breaks a reply', async () => {
    const blocked = join(test.folder, 'blocked');
    writeFileSync(blocked, '');
    const engine = createEngine({
      clock: { now: () => new Date('2026-03-15T02:00:00.000Z') },
      newId: () => v7(),
      migrationsFolder: join(root, 'migrations'),
      assetsFolder: join(test.folder, 'no assets here'),
      stateFolder: join(blocked, 'state'),
      documentsFolder: join(test.folder, 'documents'),
      jobWorker: new URL('../../electron/job.ts', import.meta.url),
      programVersion: '0.0.0-test',
    });
    try {
      // the missing assets are an accident, and it cannot be logged
      expect(await engine.call('union.readChart', {})).toMatchObject({
        ok: false,
        error: { code: 'program.unexpected' },
      });
      await test.call('books.lock', {});
      const opened = await engine.call('books.unlock', {
        book: engine.registerPath(file),
        passphrase: PASSPHRASE,
        role: 'treasurer',
      });
      expect(opened).toMatchObject({ ok: true });
    } finally {
      await engine.close();
    }
  });

  it('failures.log says where, never whose', async () => {
    const engine = startEngine();
    try {
      const broken = createEngine({
        clock: { now: () => new Date('2026-03-15T02:00:00.000Z') },
        newId: () => {
          throw new Error('no id for 单玉涛 340104198808292612, phone 13812345678, card 6222021234567890123');
        },
        migrationsFolder: join(root, 'migrations'),
        assetsFolder: join(root, 'assets'),
        stateFolder: join(engine.folder, 'state'),
        documentsFolder: join(engine.folder, 'documents'),
        jobWorker: new URL('../../electron/job.ts', import.meta.url),
        programVersion: '0.0.0-test',
      });
      expect(await broken.call('books.createPractice', {})).toMatchObject({ ok: false });
      const log = readFileSync(join(engine.folder, 'state', 'failures.log'), 'utf8');
      expect(log).toContain('house.ts');
      for (const secret of ['单玉涛', '340104198808292612', '13812345678', '6222021234567890123'])
        expect(log).not.toContain(secret);
    } finally {
      await engine.dispose();
    }
  });
});

describe('backups', () => {
  const folder = () => join(dirname(file), '备份');
  const stem = () => basename(file, '.xjz');

  it('made after a clock that ran ahead is put right are kept; those of the wrong clock go first', async () => {
    mkdirSync(folder());
    for (let index = 0; index < 30; index += 1)
      writeFileSync(join(folder(), `${stem()}-203601${String(index + 1).padStart(2, '0')}-000000.xjz`), '');
    const first = await test.call('books.backUp', {});
    test.setNow('2026-03-16T02:00:00.000Z');
    const second = await test.call('books.backUp', {});
    const names = readdirSync(folder());
    expect(names).toContain(first.fileName);
    expect(names).toContain(second.fileName);
    expect(names).toHaveLength(30);
  });

  it('leave the backups of other books in the folder alone', async () => {
    mkdirSync(folder());
    const others = Array.from(
      { length: 31 },
      (_, index) => `${stem()}-分会-20250101-0000${String(index).padStart(2, '0')}.xjz`,
    );
    for (const name of others) writeFileSync(join(folder(), name), '');
    const { fileName } = await test.call('books.backUp', {});
    expect(readdirSync(folder()).sort()).toEqual([...others, fileName].sort());
    expect((await test.call('books.listBackups', {})).map((backup) => backup.fileName)).toEqual([fileName]);
  });

  it('are listed by the time in their name, newest first, whatever touched the files since', async () => {
    const first = await test.call('books.backUp', {});
    const second = await test.call('books.backUp', {});
    utimesSync(join(folder(), second.fileName), 0, 0);
    const list = await test.call('books.listBackups', {});
    expect(list.map((backup) => backup.fileName)).toEqual([second.fileName, first.fileName]);
    expect(list.map((backup) => backup.at)).toEqual(['2026-03-15T02:00:00.000Z', '2026-03-15T02:00:00.000Z']);
  });

  it('find a page that has gone bad, in words, and keep the older backups', async () => {
    const good = await test.call('books.backUp', {});
    const db = await secondConnection(test);
    const page = db.get<{ rootpage: number }>("SELECT rootpage FROM sqlite_schema WHERE name = 'purposes'")?.rootpage;
    db.close();
    await test.call('books.lock', {});
    const bytes = readFileSync(file);
    const at = ((page ?? 0) - 1) * 4096 + 2000;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at);
    writeFileSync(file, bytes);
    await unlock();
    const refusal = await test.refusal('books.backUp', {});
    expect(refusal.code).toBe('books.backupFailed');
    expect(refusal.sentence).not.toMatch(/[A-Za-z]/);
    // reading the bad page is told as damage, not as an accident of the program
    expect((await test.refusal('ledger.listPurposes', {})).code).toBe('books.damaged');
    expect(readdirSync(folder())).toEqual([good.fileName]);
  });
});

describe('practice books', () => {
  it('that are open in another window are not replaced', async () => {
    const folder = join(test.folder, '练习账');
    mkdirSync(folder);
    const practice = join(folder, '滨江实验学校工会委员会（练习账）.xjz');
    writeFileSync(practice, '别的窗口正在用');
    const lock = LockFile.take(practice);
    try {
      await expect(
        buildPracticeBooks({
          folder,
          migrationsFolder: join(root, 'migrations'),
          assetsFolder: join(root, 'assets'),
          programVersion: '0.0.0-test',
          progress: () => undefined,
        }),
      ).rejects.toMatchObject({ detail: { code: 'books.inUse' } });
      expect(readFileSync(practice, 'utf8')).toBe('别的窗口正在用');
    } finally {
      lock?.release();
    }
  });
});
