import { readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sealedName } from '#electron/engine/books/attachment-seal.ts';
import { AttachmentFiles } from '#electron/engine/books/attachment-store.ts';
import type { Connection } from '#electron/engine/database.ts';
import { booksFileOf, chosen, filesBeside, pdf, photo, spend } from '../engine/attachments-support.ts';
import { secondConnection } from '../engine/explain.ts';
import { startWithBooks, type TestEngine } from '../engine/support.ts';

const SECRET = '单玉涛 340104198808292612 帮扶款签收单';
let test: TestEngine;
let file: string;
let voucherId: string;
let id: string;
let db: Connection;
beforeEach(async () => {
  test = await startWithBooks();
  file = await booksFileOf(test);
  voucherId = await spend(test);
  const files = [chosen(test, '单玉涛签收单.jpg', photo(SECRET.repeat(400)))];
  id = (await test.call('ledger.attachFiles', { voucherId, files })).rows[0]?.id ?? '';
  db = await secondConnection(test);
});
afterEach(async () => {
  db.close();
  await test.dispose();
});
const onDisk = () => filesBeside(file).map((name) => join(dirname(file), '附件', name));

describe('what lies on the disk', () => {
  it('holds no byte of the plain file and no word of its name', () => {
    const [path = '', ...others] = onDisk();
    expect(others).toEqual([]);
    const bytes = readFileSync(path);
    const plain = photo(SECRET.repeat(400));
    for (let at = 0; at + 12 <= plain.length; at += 997)
      expect(bytes.includes(plain.subarray(at, at + 12))).toBe(false);
    for (const word of ['单玉涛', '340104198808292612', 'JFIF', '.jpg']) expect(bytes.includes(word)).toBe(false);
    expect(path).not.toContain('单玉涛');
  });

  it('is not told apart by who has the photo: the name is keyed, so a bare hash finds nothing', () => {
    const row = db.get<{ sha256: string }>('SELECT sha256 FROM attachment_files');
    const key = db.get<{ key: Uint8Array }>('SELECT key FROM attachment_key')?.key ?? new Uint8Array(0);
    const [path = ''] = onDisk();
    expect(path).not.toContain(row?.sha256);
    expect(basename(path)).toBe(`${sealedName(key, row?.sha256 ?? '')}.xja`);
  });

  it('never repeats a nonce, and the same content in a second file looks like another', async () => {
    const nonces = new Set<string>();
    const texts = Array.from({ length: 20 }, (_, index) => photo(`张 ${index}`));
    await test.call('ledger.attachFiles', {
      voucherId,
      files: texts.slice(0, 19).map((content, index) => chosen(test, `${index}.jpg`, content)),
    });
    for (const path of onDisk()) nonces.add(readFileSync(path).subarray(4, 16).toString('hex'));
    expect(nonces.size).toBe(20);
  });

  it.skipIf(process.platform === 'win32')('is readable to its owner only', () => {
    for (const path of onDisk()) expect(statSync(path).mode & 0o077).toBe(0);
  });
});

describe('an id', () => {
  it('that is no attachment reads nothing, whatever it says', async () => {
    const hostile = [
      '../../etc/passwd',
      '..',
      'a/../../b',
      'C:\\\\windows',
      '%2e%2e',
      "' OR 1=1 --",
      '\0',
      id.toUpperCase(),
    ];
    for (const bad of hostile) {
      const { code } = await test.refusal('ledger.readAttachment', { id: bad });
      expect(['request.invalid', 'request.notFound']).toContain(code);
    }
    await fc.assert(
      fc.asyncProperty(fc.string(), async (bad) => {
        fc.pre(bad !== id);
        const reply = await test.engine.call('ledger.readAttachment', { id: bad });
        expect(reply.ok).toBe(false);
      }),
      { numRuns: 200 },
    );
  });

  it('opens no other file than its own, not even through a link that somebody put in its place', async () => {
    const secret = join(test.folder, 'secret.txt');
    const [path = ''] = onDisk();
    const length = statSync(path).size;
    writeFileSync(secret, 'x'.repeat(length));
    rmSync(path);
    symlinkSync(secret, path);
    expect((await test.refusal('ledger.readAttachment', { id })).code).toBe('ledger.attachmentDamaged');
  });
});

describe('a chosen file', () => {
  it('is only ever bytes: what runs elsewhere is kept and given back as it was, under the kind its first bytes show', async () => {
    const bomb = pdf(
      `1 0 obj <</OpenAction<</S/JavaScript/JS(app.alert(1);while(1);)>>/Count 999999999>> ${'<<'.repeat(5000)}`,
    );
    const { rows } = await test.call('ledger.attachFiles', { voucherId, files: [chosen(test, '发票.pdf', bomb)] });
    const read = await test.call('ledger.readAttachment', { id: rows.at(-1)?.id ?? '' });
    expect(read.kind).toBe('pdf');
    expect(Buffer.from(read.content, 'base64').equals(bomb)).toBe(true);
  });

  it('cannot be told as a path', async () => {
    for (const path of ['/etc/passwd', 'C:\\secret.pdf', '../secret.pdf', 'file:///etc/passwd'])
      expect((await test.refusal('ledger.attachFiles', { voucherId, files: [path] })).code).toBe('request.invalid');
    for (const folder of ['/tmp', '..'])
      expect((await test.refusal('ledger.saveAttachment', { id, folder })).code).toBe('request.invalid');
  });
});

describe('the schema', () => {
  const everything = () =>
    JSON.stringify(
      ['attachment_key', 'attachment_files', 'attachments'].map((table) => db.all(`SELECT * FROM ${table} ORDER BY 1`)),
    );
  const row = (name: string, voucher: string, hash: string, more = '') =>
    `INSERT ${more} INTO attachments (id, voucher_id, position, sha256, name, attached_at, attached_by) VALUES ('${name}', '${voucher}', 7, '${hash}', 'n', 't', 'x')`;
  const HASH = 'e'.repeat(64);

  it.each([
    ['a second key', 'INSERT INTO attachment_key (id, key) VALUES (2, randomblob(32))'],
    ['another key', 'INSERT OR REPLACE INTO attachment_key (id, key) VALUES (1, randomblob(32))'],
    ['a changed key', 'UPDATE attachment_key SET key = randomblob(32)'],
    ['no key', 'DELETE FROM attachment_key'],
    ['a changed file', "UPDATE attachment_files SET kind = 'pdf'"],
    ['a file of no size', `INSERT INTO attachment_files VALUES ('${HASH}', 'pdf', 0, 't')`],
    ['a file of another kind', `INSERT INTO attachment_files VALUES ('${HASH}', 'html', 9, 't')`],
    [
      'a file whose name leads elsewhere',
      "INSERT INTO attachment_files VALUES ('../../../../etc/passwd', 'pdf', 9, 't')",
    ],
    ['a lost file', 'DELETE FROM attachment_files'],
    ['a row without a file', row('b', 'VOUCHER', HASH)],
    [
      'a row without a voucher',
      "INSERT INTO attachments (id, voucher_id, position, sha256, name, attached_at, attached_by) SELECT 'b', 'nobody', 7, sha256, 'n', 't', 'x' FROM attachment_files",
    ],
    [
      'the same file twice',
      "INSERT INTO attachments (id, voucher_id, position, sha256, name, attached_at, attached_by) SELECT 'b', voucher_id, 7, sha256, 'n', 't', 'x' FROM attachments",
    ],
    [
      'a row replaced',
      "INSERT OR REPLACE INTO attachments (id, voucher_id, position, sha256, name, attached_at, attached_by) SELECT id, voucher_id, 7, sha256, 'n', 't', 'x' FROM attachments",
    ],
    [
      'a row removed from the start',
      "INSERT INTO attachments (id, voucher_id, position, sha256, name, attached_at, attached_by, removed_at, removed_by, remove_reason) SELECT 'b', voucher_id, 7, sha256, 'n', 't', 'x', 't', 'x', 'r' FROM attachments",
    ],
    ['a new name', "UPDATE attachments SET name = '别的'"],
    ['another voucher', "UPDATE attachments SET voucher_id = 'nobody'"],
    ['removed by nobody', "UPDATE attachments SET removed_at = 't'"],
    ['removed without a reason', "UPDATE attachments SET removed_at = 't', removed_by = 'x', remove_reason = '  '"],
    ['no row', 'DELETE FROM attachments'],
  ])('refuses %s', (_, sql) => {
    const before = everything();
    expect(() => db.transaction(() => db.run(sql.replaceAll('VOUCHER', voucherId)))).toThrow();
    expect(everything()).toBe(before);
  });

  it('refuses to bring back what was removed', async () => {
    await test.call('ledger.removeAttachment', { id, reason: '错' });
    const before = everything();
    expect(() => db.run('UPDATE attachments SET removed_at = NULL, removed_by = NULL, remove_reason = NULL')).toThrow(
      /postedIsFinal/,
    );
    expect(() => db.run("UPDATE attachments SET remove_reason = '别的'")).toThrow(/postedIsFinal/);
    expect(everything()).toBe(before);
  });

  it('refuses rows at a voucher of a closed month', async () => {
    const january = await spend(test, '2026-01-05');
    const sha256 = db.get<{ sha256: string }>('SELECT sha256 FROM attachment_files')?.sha256 ?? '';
    db.run(row('jan', january, sha256));
    db.run("UPDATE periods SET status = 'closed', closed_at = 't', closed_by = 'x' WHERE month = '2026-01'");
    const before = everything();
    expect(() => db.run(row('late', january, sha256).replace('7', '8'))).toThrow(/periodClosed/);
    expect(() =>
      db.run("UPDATE attachments SET removed_at = 't', removed_by = 'x', remove_reason = 'r' WHERE id = 'jan'"),
    ).toThrow(/periodClosed/);
    expect(() => db.run("DELETE FROM attachments WHERE id = 'jan'")).toThrow(/postedIsFinal/);
    expect(everything()).toBe(before);
  });
});

it('a store beside other books finds nothing of these', () => {
  const elsewhere = new AttachmentFiles(join(test.folder, 'other', '别的.xjz'));
  const row = db.get<{ sha256: string; bytes: number }>('SELECT sha256, bytes FROM attachment_files');
  expect(() => elsewhere.read(db, row ?? { sha256: '', bytes: 0 })).toThrow(/missing/);
});
