import { copyFileSync, mkdirSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hashOfContent, newAttachmentKey, seal, sealedName, unseal } from '#electron/engine/books/attachment-seal.ts';
import { KEPT_FILES } from '#electron/engine/ledger/attachments/check.ts';
import { kindOf } from '#electron/engine/ledger/attachments/kind.ts';
import { fileNameFor, numbered, shownName } from '#electron/engine/ledger/attachments/names.ts';
import { LIST_ATTACHMENTS } from '#electron/engine/ledger/attachments/rows.ts';
import { month } from '#shared/calendar.ts';
import { ATTACHMENT_KINDS, MAX_ATTACHMENT_BYTES } from '#shared/contract/ledger.ts';
import { booksFileOf, chosen, filesBeside, onDesk, pdf, photo, png, spend, webp } from './attachments-support.ts';
import { explain, secondConnection } from './explain.ts';
import { PASSPHRASE, startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine;
let voucherId: string;
let file: string;
beforeEach(async () => {
  test = await startWithBooks();
  voucherId = await spend(test);
  file = await booksFileOf(test);
});
afterEach(() => test.dispose());

const attach = (files: string[], to = voucherId) => test.call('ledger.attachFiles', { voucherId: to, files });
const trailHead = async () => (await test.call('union.listTrail', {})).head;
const onlyFile = () => {
  const [name, ...others] = filesBeside(file);
  if (name === undefined || others.length > 0) throw new Error('expected exactly one file');
  return join(dirname(file), '附件', name);
};

describe('attaching', () => {
  it('keeps photos and PDFs in their order and gives them back byte for byte', async () => {
    const contents = [photo('一'), png('二'), webp('三'), pdf('四')];
    const names = ['发票.jpg', '签到表.png', '现场.webp', '决议.pdf'];
    const list = await attach(contents.map((content, index) => chosen(test, names[index] ?? '', content)));
    expect(list.open).toBe(true);
    expect(list.rows.map(({ name, kind }) => [name, kind])).toEqual([
      ['发票.jpg', 'jpeg'],
      ['签到表.png', 'png'],
      ['现场.webp', 'webp'],
      ['决议.pdf', 'pdf'],
    ]);
    expect(list.rows.map((row) => row.bytes)).toEqual(contents.map((content) => content.length));
    for (const [index, row] of list.rows.entries()) {
      const read = await test.call('ledger.readAttachment', { id: row.id });
      expect(Buffer.from(read.content, 'base64').equals(contents[index] ?? Buffer.alloc(0))).toBe(true);
      expect(read).toMatchObject({ name: row.name, kind: row.kind });
    }
    expect(await test.call('ledger.listAttachments', { voucherId })).toEqual(list);
    const [newest] = (await test.call('union.listTrail', {})).rows;
    expect(newest).toMatchObject({ operation: 'ledger.attachFiles' });
    expect(JSON.stringify(newest)).toContain('羽毛球比赛用品');
  });

  it('stores the same content once, however often and wherever it is attached', async () => {
    const second = await spend(test, '2026-03-06');
    await attach([chosen(test, '发票.jpg', photo('同一张'))]);
    const before = filesBeside(file);
    const bytes = readFileSync(onlyFile());
    await attach([chosen(test, '另一个名字.jpg', photo('同一张'))], second);
    expect(filesBeside(file)).toEqual(before);
    expect(readFileSync(onlyFile()).equals(bytes)).toBe(true);
    expect((await test.call('ledger.listAttachments', { voucherId: second })).rows[0]?.name).toBe('另一个名字.jpg');
  });

  it('refuses a content that hangs at the voucher already, or twice in one selection, and takes nothing', async () => {
    await attach([chosen(test, '发票.jpg', photo('一'))]);
    const head = await trailHead();
    const files = [chosen(test, '新的.jpg', photo('二')), chosen(test, '又一次.jpg', photo('一'))];
    const { code, sentence } = await test.refusal('ledger.attachFiles', { voucherId, files });
    expect(code).toBe('ledger.attachmentTwice');
    expect(sentence).toContain('「又一次.jpg」');
    expect(sentence).toContain('「发票.jpg」');
    const same = ['a.jpg', 'b.jpg'].map((name) => chosen(test, name, photo('三')));
    expect((await test.refusal('ledger.attachFiles', { voucherId, files: same })).code).toBe('ledger.attachmentTwice');
    expect(filesBeside(file)).toHaveLength(1);
    expect(await trailHead()).toBe(head);
  });

  it.each([
    ['an empty file', '空.jpg', Buffer.alloc(0), 'file.empty'],
    ['a page named .pdf', '发票.pdf', Buffer.from('<html><script>alert(1)</script></html>'), 'ledger.attachmentKind'],
    ['a page that hides the mark of a PDF', '发票.pdf', Buffer.from('<html>%PDF-1.7</html>'), 'ledger.attachmentKind'],
    ['a drawing with scripts', '图.svg', Buffer.from('<svg onload="alert(1)"/>'), 'ledger.attachmentKind'],
    ['a program named .jpg', '照片.jpg', Buffer.from('MZ\x90\x00'), 'ledger.attachmentKind'],
    ['a photo of an iPhone', 'IMG_0001.HEIC', Buffer.from('\0\0\0\x24ftypheic\0\0\0\0mif1'), 'ledger.attachmentHeic'],
    ['an OFD invoice', '发票.ofd', Buffer.from('PK\x03\x04\x14\0\0\0OFD.xml'), 'ledger.attachmentOfd'],
    ['a workbook', '表.xlsx', Buffer.from('PK\x03\x04\x14\0\0\0xl/workbook.xml'), 'ledger.attachmentKind'],
    [
      'one byte too many',
      '大.jpg',
      Buffer.concat([photo(''), Buffer.alloc(MAX_ATTACHMENT_BYTES)]),
      'ledger.attachmentTooLarge',
    ],
  ])('refuses %s by name and takes none of the others', async (_, name, content, code) => {
    const head = await trailHead();
    const files = [chosen(test, '好的.jpg', photo('好')), chosen(test, name, content)];
    const refusal = await test.refusal('ledger.attachFiles', { voucherId, files });
    expect(refusal.code).toBe(code);
    expect(refusal.sentence).toContain(`「${name}」`);
    expect((await test.call('ledger.listAttachments', { voucherId })).rows).toEqual([]);
    expect(filesBeside(file)).toEqual([]);
    expect(await trailHead()).toBe(head);
  });

  it('takes a file of exactly 20 MB, and refuses what is too much together', async () => {
    const content = photo('x'.repeat(MAX_ATTACHMENT_BYTES - photo('').length));
    const list = await attach([chosen(test, '整.jpg', content)]);
    const read = await test.call('ledger.readAttachment', { id: list.rows[0]?.id ?? '' });
    expect(Buffer.from(read.content, 'base64').equals(content)).toBe(true);
    const six = Array.from({ length: 6 }, (_, index) => {
      const path = onDesk(test, `${index}.jpg`, photo(String(index)));
      truncateSync(path, MAX_ATTACHMENT_BYTES - index);
      return test.engine.registerPath(path);
    });
    expect((await test.refusal('ledger.attachFiles', { voucherId, files: six })).code).toBe(
      'ledger.attachmentsTooMuch',
    );
  });

  it('refuses a folder, a file that is gone, an unknown token and an unknown voucher', async () => {
    const gone = onDesk(test, '没了.jpg', photo('x'));
    const goneToken = test.engine.registerPath(gone);
    rmSync(gone);
    mkdirSync(join(test.folder, 'desk', '夹.jpg'));
    const cases: [unknown, string][] = [
      [
        { voucherId, files: [test.engine.registerPath(join(test.folder, 'desk', '夹.jpg'))] },
        'ledger.attachmentUnreadable',
      ],
      [{ voucherId, files: [goneToken] }, 'file.gone'],
      [{ voucherId, files: ['unknown-token'] }, 'file.gone'],
      [{ voucherId, files: ['/etc/passwd'] }, 'request.invalid'],
      [{ voucherId, files: [] }, 'request.invalid'],
      [{ voucherId: 'nobody', files: [chosen(test, 'a.jpg', photo('a'))] }, 'request.notFound'],
    ];
    for (const [input, code] of cases) expect((await test.refusal('ledger.attachFiles', input)).code).toBe(code);
    expect(filesBeside(file)).toEqual([]);
  });

  it('is refused once the month is closed, and so is removing', async () => {
    const january = await spend(test, '2026-01-05');
    const { rows } = await attach([chosen(test, '一.jpg', photo('一'))], january);
    await test.call('ledger.closeMonth', { month: month('2026-01') });
    expect((await test.call('ledger.listAttachments', { voucherId: january })).open).toBe(false);
    const refusal = await test.refusal('ledger.attachFiles', {
      voucherId: january,
      files: [chosen(test, '二.jpg', photo('二'))],
    });
    expect(refusal.code).toBe('ledger.periodClosed');
    expect(refusal.sentence).toContain('2026年1月');
    expect((await test.refusal('ledger.removeAttachment', { id: rows[0]?.id, reason: '错' })).code).toBe(
      'ledger.periodClosed',
    );
    // what is there can still be read
    await test.call('ledger.readAttachment', { id: rows[0]?.id ?? '' });
  });

  it('works at a draft, whose rows go with it when it is thrown away', async () => {
    const db = await secondConnection(test);
    try {
      db.run(
        "INSERT INTO vouchers (id, month, day, status, summary, source, prepared_by) VALUES ('draft-1', '2026-03', '2026-03-09', 'draft', '草稿', 'manual', '陈静')",
      );
      await attach([chosen(test, '草.jpg', photo('草'))], 'draft-1');
      expect((await test.call('ledger.checkAttachments', {})).files).toBe(1);
      db.run("DELETE FROM vouchers WHERE id = 'draft-1'");
      expect(db.all('SELECT * FROM attachments')).toEqual([]);
      expect(filesBeside(file)).toHaveLength(1);
    } finally {
      db.close();
    }
  });
});

describe('removing', () => {
  it('keeps the row with who, when and why, and the file; the same content may be attached again', async () => {
    const { rows } = await attach([chosen(test, '错的.jpg', photo('错')), chosen(test, '对的.jpg', photo('对'))]);
    const id = rows[0]?.id ?? '';
    const list = await test.call('ledger.removeAttachment', { id, reason: '拍错了' });
    expect(list.rows[0]).toMatchObject({
      name: '错的.jpg',
      removed: { by: '陈静', at: '2026-03-15T02:00:00.000Z', reason: '拍错了' },
    });
    expect(list.rows[1]?.removed).toBeUndefined();
    expect(filesBeside(file)).toHaveLength(2);
    await test.call('ledger.readAttachment', { id });
    expect((await test.refusal('ledger.removeAttachment', { id, reason: '再来' })).code).toBe(
      'ledger.attachmentRemoved',
    );
    expect((await test.refusal('ledger.removeAttachment', { id: rows[1]?.id, reason: '  ' })).code).toBe(
      'request.invalid',
    );
    const again = await attach([chosen(test, '又要.jpg', photo('错'))]);
    expect(again.rows.map((row) => row.name)).toEqual(['错的.jpg', '对的.jpg', '又要.jpg']);
    expect(filesBeside(file)).toHaveLength(2);
  });
});

describe('saving', () => {
  it('writes the plain file with the ending of what it is, never over another, and leaves a trail', async () => {
    const { rows } = await attach([chosen(test, '发票<1>.exe', photo('票'))]);
    const id = rows[0]?.id ?? '';
    const folder = join(test.folder, '给审计');
    mkdirSync(folder);
    const token = test.engine.registerPath(folder);
    const first = await test.call('ledger.saveAttachment', { id, folder: token });
    const second = await test.call('ledger.saveAttachment', { id, folder: token });
    expect([first.fileName, second.fileName]).toEqual(['发票_1_.exe.jpg', '发票_1_.exe (2).jpg']);
    expect(readFileSync(join(folder, second.fileName)).equals(photo('票'))).toBe(true);
    expect((await test.call('union.listTrail', {})).rows[0]).toMatchObject({ operation: 'ledger.saveAttachment' });
    rmSync(folder, { recursive: true });
    expect((await test.refusal('ledger.saveAttachment', { id, folder: token })).code).toBe('file.saveFailed');
  });
});

describe('a file that is not what was kept', () => {
  const sentenceFor = async (id: string) => test.refusal('ledger.readAttachment', { id });

  it.each([
    ['its mark', 0],
    ['the nonce', 6],
    ['the content', 20],
    ['the tag', -1],
  ])('with a byte of %s changed is refused with its name and its place in the backup', async (_, at) => {
    const { rows } = await attach([chosen(test, '发票.jpg', photo('票'))]);
    const path = onlyFile();
    const bytes = readFileSync(path);
    const index = at < 0 ? bytes.length + at : at;
    bytes[index] = (bytes[index] ?? 0) ^ 1;
    writeFileSync(path, bytes);
    const { code, sentence } = await sentenceFor(rows[0]?.id ?? '');
    expect(code).toBe('ledger.attachmentDamaged');
    expect(sentence).toContain('「发票.jpg」');
    expect(sentence).toContain('备份');
    expect(sentence).toContain(filesBeside(file)[0]?.replaceAll('\\', '/'));
    const check = await test.call('ledger.checkAttachments', {});
    expect(check).toMatchObject({
      files: 1,
      faults: [{ name: '发票.jpg', problem: 'damaged', voucher: '2026-03 记-001' }],
    });
  });

  it('that is missing, cut short or grown is refused; attaching the original again mends it', async () => {
    const { rows } = await attach([chosen(test, '发票.jpg', photo('票')), chosen(test, '好.jpg', photo('好'))]);
    const id = rows[0]?.id ?? '';
    const [first = '', second = ''] = filesBeside(file).map((name) => join(dirname(file), '附件', name));
    const read = async (row: string) => test.engine.call('ledger.readAttachment', { id: row });
    const sound = readFileSync(first);
    rmSync(first);
    const replies = await Promise.all(rows.map((row) => read(row.id)));
    expect(replies.map((reply) => reply.ok).sort()).toEqual([false, true]);
    const lost = replies.findIndex((reply) => !reply.ok);
    expect(replies[lost]).toMatchObject({ ok: false, error: { code: 'ledger.attachmentMissing' } });
    for (const wrong of [sound.subarray(0, 10), Buffer.alloc(0), Buffer.concat([sound, Buffer.alloc(9)])]) {
      writeFileSync(first, wrong);
      expect(await read(rows[lost]?.id ?? '')).toMatchObject({ error: { code: 'ledger.attachmentDamaged' } });
    }
    // the file of another content under its name
    copyFileSync(second, first);
    expect(await read(rows[lost]?.id ?? '')).toMatchObject({ ok: false });
    const other = await spend(test, '2026-03-07');
    await attach([chosen(test, '重拍.jpg', photo(lost === 0 ? '票' : '好'))], other);
    expect(await read(id)).toMatchObject({ ok: true });
    expect((await test.call('ledger.checkAttachments', {})).faults).toEqual([]);
  });

  it('is found by the check of its own year only', async () => {
    await attach([chosen(test, '发票.jpg', photo('票'))]);
    rmSync(onlyFile());
    expect((await test.call('ledger.checkAttachments', { year: 2026 })).faults).toHaveLength(1);
    expect(await test.call('ledger.checkAttachments', { year: 2025 })).toEqual({ files: 0, faults: [] });
  });

  it('does not open with another key', async () => {
    const key = newAttachmentKey();
    const content = photo('票');
    const sha256 = hashOfContent(content);
    const sealed = seal(key, sha256, content);
    expect(unseal(key, sha256, sealed)?.equals(content)).toBe(true);
    expect(unseal(newAttachmentKey(), sha256, sealed)).toBeUndefined();
    expect(unseal(key, hashOfContent(photo('另')), sealed)).toBeUndefined();
    expect(sealedName(newAttachmentKey(), sha256)).not.toBe(sealedName(key, sha256));
  });
});

describe('who may look', () => {
  it('the committee reads the papers of vouchers, but not those of hardship aid', async () => {
    const { rows } = await attach([chosen(test, '发票.jpg', photo('票'))]);
    const db = await secondConnection(test);
    db.run(
      "INSERT INTO vouchers (id, month, day, status, summary, source, prepared_by) VALUES ('aid-1', '2026-03', '2026-03-09', 'draft', '帮扶', 'hardship', '陈静')",
    );
    db.close();
    const aid = await attach([chosen(test, '户口本.jpg', photo('户'))], 'aid-1');
    const { recent } = await test.call('books.lock', {});
    await test.call('books.unlock', { book: recent[0]?.book ?? '', passphrase: PASSPHRASE, role: 'committee' });
    await test.call('ledger.readAttachment', { id: rows[0]?.id ?? '' });
    expect((await test.refusal('ledger.readAttachment', { id: aid.rows[0]?.id })).code).toBe(
      'ledger.attachmentPersonal',
    );
    expect((await test.call('ledger.checkAttachments', {})).files).toBe(2);
    expect((await test.refusal('ledger.attachFiles', { voucherId, files: ['12345678'] })).code).toBe(
      'request.notPermitted',
    );
  });
});

describe('names', () => {
  it('never say what they are not, nor where to go', () => {
    expect(shownName('a\u202egpj.exe')).toBe('a gpj.exe');
    expect(shownName(' \t ')).toBe('未命名');
    expect(shownName(`${'长'.repeat(200)}.jpeg`)).toMatch(/^长{94}….jpeg$/);
    expect(fileNameFor('../../etc/passwd', 'pdf')).toBe('_.._etc_passwd.pdf');
    expect(fileNameFor('con.jpg', 'jpeg')).toBe('附件.jpg');
    expect(fileNameFor('照片.JPEG', 'jpeg')).toBe('照片.JPEG');
    expect(numbered('a.b.jpg', 3)).toBe('a.b (3).jpg');
  });

  it('are accepted by every system, whatever they were', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.constantFrom(...ATTACHMENT_KINDS), (name, kind) => {
        const made = fileNameFor(name, kind);
        expect(made).not.toMatch(/[<>:"/\\|?*\p{Cc}]/u);
        expect(made).toMatch(/[^. ]\.(jpe?g|jpe|jfif|png|webp|pdf)$/i);
        expect([...made].length).toBeLessThanOrEqual(105);
      }),
    );
  });

  it('have no say in what a file is', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => {
        const kind = kindOf(Buffer.from(bytes));
        if (kind === 'pdf') expect(Buffer.from(bytes).toString('latin1').startsWith('%PDF-')).toBe(true);
        if (kind === 'jpeg') expect([...bytes.slice(0, 3)]).toEqual([0xff, 0xd8, 0xff]);
      }),
    );
  });
});

describe('lists', () => {
  it('go by their index', async () => {
    const db = await secondConnection(test);
    try {
      const listed = explain(db, LIST_ATTACHMENTS, { voucherId });
      expect(listed.join('\n')).toMatch(/SEARCH attachments USING INDEX .*\(voucher_id=\?\)/);
      expect(listed.join('\n')).not.toMatch(/SCAN|TEMP B-TREE/);
      expect(explain(db, KEPT_FILES, { from: '2026-01', to: '2026-12' }).join('\n')).not.toMatch(/SCAN vouchers/);
    } finally {
      db.close();
    }
  });
});

describe('the folder', () => {
  it('that cannot be written refuses with a sentence; voucher and trail stay as they were', async () => {
    writeFileSync(join(dirname(file), '附件'), '占了文件夹的名字');
    const head = await trailHead();
    const files = [chosen(test, '发票.jpg', photo('票'))];
    const { code, sentence } = await test.refusal('ledger.attachFiles', { voucherId, files });
    expect(code).toBe('ledger.attachmentNotKept');
    expect(sentence).toContain('文件夹不能写入');
    expect(await trailHead()).toBe(head);
    rmSync(join(dirname(file), '附件'));
    await attach(files);
    expect(readdirSync(join(dirname(file), '附件')).filter((name) => name.startsWith('.'))).toEqual([]);
  });
});

describe('the self-check', () => {
  const item = async () => {
    const results = await test.call('review.runSelfCheck', { year: 2026 });
    return results.find((result) => result.id === 'attachmentFiles');
  };

  it('says whether the attachment files of the year are there and whole, and names those that are not', async () => {
    expect(await item()).toMatchObject({ state: 'notApplicable' });
    await attach([chosen(test, '发票.jpg', photo('票')), chosen(test, '签到表.jpg', photo('签'))]);
    expect(await item()).toMatchObject({ state: 'passed', finding: '2 个文件都在，逐个打开核对无误' });
    const [first = '', second = ''] = filesBeside(file).map((name) => join(dirname(file), '附件', name));
    rmSync(first);
    writeFileSync(second, 'x');
    const failed = await item();
    expect(failed?.state).toBe('failed');
    for (const part of ['2026-03 记-001', '「发票.jpg」', '「签到表.jpg」', '不见了', '已损坏'])
      expect(failed?.finding).toContain(part);
    expect(failed?.next).toContain('备份');
  });
});
