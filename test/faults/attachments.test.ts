import { spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { booksFileOf, chosen, filesBeside, photo, spend } from '../engine/attachments-support.ts';
import { secondConnection } from '../engine/explain.ts';
import { BINJIANG, PASSPHRASE, startEngine, startWithBooks, type TestEngine } from '../engine/support.ts';

let test: TestEngine | undefined;
let folderOfChild: string | undefined;
afterEach(async () => {
  await test?.dispose();
  test = undefined;
  if (folderOfChild !== undefined) rmSync(join(folderOfChild, '..', '..'), { recursive: true, force: true });
  folderOfChild = undefined;
});

/** Runs the attaching process until it is dead. @returns what it told */
function runChild(mode: string, killAfter = Number.POSITIVE_INFINITY): Promise<(word: string) => string[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('attachments-child.ts', import.meta.url)), mode], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if ((text.match(/^saved /gm) ?? []).length >= killAfter) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      if (signal !== 'SIGKILL') return reject(new Error(`the child ended with ${code}`));
      const lines = text.slice(0, text.lastIndexOf('\n')).split('\n');
      const valuesOf = (word: string) =>
        lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
      folderOfChild = valuesOf('folder')[0];
      resolve(valuesOf);
    });
  });
}

function booksIn(folder: string): string {
  return join(folder, readdirSync(folder).find((name) => name.endsWith('.xjz')) ?? '');
}
async function open(file: string): Promise<TestEngine> {
  const started = startEngine();
  test = started;
  await started.call('books.unlock', {
    book: started.engine.registerPath(file),
    passphrase: PASSPHRASE,
    role: 'treasurer',
  });
  return started;
}
const leftovers = (file: string) => filesBeside(file).filter((name) => !name.endsWith('.xja'));

describe('a process killed while it attaches', () => {
  it('between the file and the commit leaves no row, and what it had written goes when the books are opened', async () => {
    const told = await runChild('between');
    const file = booksIn(told('folder')[0] ?? '');
    expect(filesBeside(file).filter((name) => name.endsWith('.xja'))).toHaveLength(2);
    expect(leftovers(file)).toEqual([`.${basename(file)}.pending`]);
    const opened = await open(file);
    expect(filesBeside(file)).toHaveLength(1);
    expect(leftovers(file)).toEqual([]);
    const { rows } = await opened.call('ledger.listAttachments', { voucherId: told('voucher')[0] ?? '' });
    expect(rows.map((row) => row.name)).toEqual(['第一张.jpg']);
    expect(await opened.call('ledger.checkAttachments', {})).toEqual({ files: 1, faults: [] });
    expect((await opened.call('union.listTrail', {})).intact).toBe(true);
  });

  it.each([1, 6, 25])('loses nothing of what it acknowledged (killed after %i)', async (count) => {
    const told = await runChild('endless', count);
    const file = booksIn(told('folder')[0] ?? '');
    const opened = await open(file);
    const { rows } = await opened.call('ledger.listAttachments', { voucherId: told('voucher')[0] ?? '' });
    const kept = rows.map((row) => row.id);
    expect(told('saved').filter((id) => !kept.includes(id))).toEqual([]);
    // every row has its file, and no file is without a row
    expect(await opened.call('ledger.checkAttachments', {})).toEqual({ files: rows.length, faults: [] });
    expect(filesBeside(file)).toHaveLength(rows.length);
    expect(leftovers(file)).toEqual([]);
  });
});

describe('the list of unfinished files', () => {
  it('takes away only what has no row, follows nothing but names of its own kind, and goes itself', async () => {
    test = await startWithBooks();
    const file = await booksFileOf(test);
    const voucherId = await spend(test);
    await test.call('ledger.attachFiles', { voucherId, files: [chosen(test, '一.jpg', photo('一'))] });
    await test.call('books.lock', {});
    const [kept = ''] = filesBeside(file);
    const folder = join(dirname(file), '附件');
    const orphan = 'ab'.repeat(32);
    mkdirSync(join(folder, 'ab'), { recursive: true });
    writeFileSync(join(folder, 'ab', `${orphan}.xja`), 'written before the power went');
    writeFileSync(join(folder, 'ab', `${orphan}.xja.partial`), 'half');
    const foreign = 'cd'.repeat(32);
    mkdirSync(join(folder, 'cd'));
    writeFileSync(join(folder, 'cd', `${foreign}.xja`), 'of other books in this folder, not on our list');
    const beside = join(dirname(file), '重要.xja');
    writeFileSync(beside, 'x');
    const list = join(folder, `.${basename(file)}.pending`);
    writeFileSync(
      list,
      [basename(kept, '.xja'), orphan, '../../重要', '..', '', `${orphan}/../..`, 'AB'.repeat(32)].join('\n'),
    );
    await test.call('books.unlock', {
      book: test.engine.registerPath(file),
      passphrase: PASSPHRASE,
      role: 'treasurer',
    });
    expect(filesBeside(file)).toEqual([kept, join('cd', `${foreign}.xja`)].sort());
    expect(existsSync(beside)).toBe(true);
    expect(await test.call('ledger.checkAttachments', {})).toEqual({ files: 1, faults: [] });
  });

  it('that cannot be read does not keep the books shut', async () => {
    test = await startWithBooks();
    const file = await booksFileOf(test);
    await test.call('books.lock', {});
    mkdirSync(join(dirname(file), '附件', `.${basename(file)}.pending`), { recursive: true });
    const status = await test.call('books.unlock', {
      book: test.engine.registerPath(file),
      passphrase: PASSPHRASE,
      role: 'treasurer',
    });
    expect(status.state).toBe('open');
  });
});

describe('a write that is refused after its file was kept', () => {
  it('leaves no file behind', async () => {
    test = await startWithBooks();
    const file = await booksFileOf(test);
    const voucherId = await spend(test);
    await test.call('ledger.attachFiles', { voucherId, files: [chosen(test, '一.jpg', photo('一'))] });
    const before = filesBeside(file);
    // the second of the two is refused by the schema, when the first has been kept
    const db = await secondConnection(test);
    db.run(
      "CREATE TRIGGER test_refuses BEFORE INSERT ON attachments WHEN NEW.name = '丙.jpg' BEGIN SELECT RAISE(ABORT, 'test'); END",
    );
    db.close();
    const files = ['乙', '丙'].map((text) => chosen(test as TestEngine, `${text}.jpg`, photo(text)));
    expect((await test.refusal('ledger.attachFiles', { voucherId, files })).code).toBe('schema.refused');
    expect(filesBeside(file)).toEqual(before);
  });
});

describe('backups', () => {
  const prepare = async () => {
    const started = await startWithBooks();
    test = started;
    const file = await booksFileOf(started);
    const voucherId = await spend(started);
    const attach = (text: string) =>
      started.call('ledger.attachFiles', { voucherId, files: [chosen(started, `${text}.jpg`, photo(text))] });
    return { started, file, voucherId, attach, backedUp: () => filesBeside(join(dirname(file), '备份', 'x.xjz')) };
  };

  it('take along what is not there yet, and one that is opened finds its attachments, under a changed passphrase too', async () => {
    const { started, file, voucherId, attach, backedUp } = await prepare();
    await attach('一');
    expect((await started.call('books.backUp', {})).attachmentsMissing).toBe(0);
    expect(backedUp()).toEqual(filesBeside(file));
    await attach('二');
    await started.call('books.changePassphrase', { passphrase: PASSPHRASE, newPassphrase: '换过以后的新口令' });
    expect(await started.call('ledger.checkAttachments', {})).toEqual({ files: 2, faults: [] });
    const { fileName } = await started.call('books.backUp', {});
    expect(backedUp()).toEqual(filesBeside(file));
    expect(backedUp()).toHaveLength(2);
    await started.call('books.lock', {});
    // the computer is lost, the stick with the folder 备份 is there
    const stick = join(started.folder, 'U盘');
    renameSync(join(dirname(file), '备份'), stick);
    rmSync(dirname(file), { recursive: true });
    await started.call('books.unlock', {
      book: started.engine.registerPath(join(stick, fileName)),
      passphrase: '换过以后的新口令',
      role: 'treasurer',
    });
    const { rows } = await started.call('ledger.listAttachments', { voucherId });
    const read = await started.call('ledger.readAttachment', { id: rows[1]?.id ?? '' });
    expect(Buffer.from(read.content, 'base64').equals(photo('二'))).toBe(true);
    expect(await started.call('ledger.checkAttachments', {})).toEqual({ files: 2, faults: [] });
  });

  it('copy no unfinished file, mend one that was cut short, and tell of files that are lost', async () => {
    const { started, file, attach, backedUp } = await prepare();
    await attach('一');
    await attach('二');
    const names = filesBeside(file);
    const at = (folder: string, name: string | undefined) => join(dirname(file), folder, name ?? '');
    writeFileSync(`${at('附件', names[0])}.partial`, 'being written');
    mkdirSync(dirname(at('备份/附件', names[0])), { recursive: true });
    writeFileSync(at('备份/附件', names[0]), 'cut short');
    writeFileSync(`${at('备份/附件', names[0])}.partial`, 'left by a backup that was killed');
    expect((await started.call('books.backUp', {})).attachmentsMissing).toBe(0);
    expect(backedUp()).toEqual(names);
    for (const name of names)
      expect(readFileSync(at('备份/附件', name)).equals(readFileSync(at('附件', name)))).toBe(true);
    // lost here, but the backup has it: nothing to tell, and nothing is taken from the backup
    rmSync(at('附件', names[0]));
    expect((await started.call('books.backUp', {})).attachmentsMissing).toBe(0);
    expect(backedUp()).toEqual(names);
    // and copied back by hand, as the sentence says, it is whole again
    expect((await started.call('ledger.checkAttachments', {})).faults).toHaveLength(1);
    copyFileSync(at('备份/附件', names[0]), at('附件', names[0]));
    expect((await started.call('ledger.checkAttachments', {})).faults).toEqual([]);
    // damaged here and never backed up
    await attach('三');
    const third = filesBeside(file).find((name) => name.endsWith('.xja') && !names.includes(name));
    const bytes = readFileSync(at('附件', third));
    bytes[30] = (bytes[30] ?? 0) ^ 1;
    writeFileSync(at('附件', third), bytes);
    expect((await started.call('books.backUp', {})).attachmentsMissing).toBe(1);
    expect(backedUp()).toEqual(names);
  });

  it('that cannot write the attachments are no backups', async () => {
    const { started, file, attach } = await prepare();
    await attach('一');
    const folder = join(dirname(file), '备份');
    mkdirSync(folder);
    writeFileSync(join(folder, '附件'), '占了文件夹的名字');
    const refusal = await started.refusal('books.backUp', {});
    expect(refusal.code).toBe('books.backupFailed');
    expect(readdirSync(folder)).toEqual(['附件']);
  });
});

describe('two sets of books in one folder', () => {
  it("with the same photo do not take each other's file for their own", async () => {
    const one = await startWithBooks();
    test = one;
    const file = await booksFileOf(one);
    const voucherId = await spend(one);
    await one.call('ledger.attachFiles', { voucherId, files: [chosen(one, '一.jpg', photo('一'))] });
    const two = startEngine();
    try {
      const folder = two.engine.registerPath(dirname(file));
      await two.call('books.create', { folder, setup: { ...BINJIANG, name: '第二工会' }, passphrase: PASSPHRASE });
      const files = [chosen(two, '一.jpg', photo('一'))];
      await two.call('ledger.attachFiles', { voucherId: await spend(two), files });
      expect(filesBeside(file)).toHaveLength(2);
      for (const engine of [one, two])
        expect(await engine.call('ledger.checkAttachments', {})).toEqual({ files: 1, faults: [] });
    } finally {
      await two.dispose();
    }
  });
});

describe('a folder that only root can write', () => {
  it.skipIf(process.getuid?.() === 0)('refuses with a sentence', async () => {
    test = await startWithBooks();
    const file = await booksFileOf(test);
    const voucherId = await spend(test);
    mkdirSync(join(dirname(file), '附件'));
    chmodSync(join(dirname(file), '附件'), 0o500);
    const files = [chosen(test, '一.jpg', photo('一'))];
    expect((await test.refusal('ledger.attachFiles', { voucherId, files })).code).toBe('ledger.attachmentNotKept');
    chmodSync(join(dirname(file), '附件'), 0o700);
  });
});
