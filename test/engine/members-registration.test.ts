import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { LIST_OWN_FIELDS } from '#electron/engine/members/registration/own-fields.ts';
import { readParticulars, writeParticulars } from '#electron/engine/members/registration/particulars.ts';
import { KEPT_PHOTOS } from '#electron/engine/members/registration/photo.ts';
import { pictureOf } from '#electron/engine/members/registration/picture.ts';
import { ROSTER_LINES } from '#electron/engine/members/registration/print.ts';
import { day, month } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { MAX_PHOTO_BYTES, PARTICULAR_FIELDS, PARTICULAR_NAMES } from '#shared/contract/members.ts';
import { fen } from '#shared/money.ts';
import { booksFileOf, chosen, filesBeside, pdf } from './attachments-support.ts';
import { explain, secondConnection } from './explain.ts';
import { idNumberOf } from './members-support.ts';
import { jpegPicture, pngPicture } from './picture-support.ts';
import { PASSPHRASE, startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine;
/** New books for every test, or one set for tests that leave nothing behind. */
function books(each: 'test' | 'group'): void {
  const [before, after] = each === 'test' ? [beforeEach, afterEach] : [beforeAll, afterAll];
  before(async () => {
    test = await startWithBooks();
  });
  after(() => test.dispose());
}

type SaveInput = InputOf<'members.saveRegistration'>;
type Form = SaveInput['registration'];
const EMPTY: Form = { particulars: {} };
const WHOLE = {
  particulars: {
    cardNumber: 'NO.0330201',
    nativePlace: '浙江宁波',
    employer: '滨江实验学校数学组',
    post: '教研组长',
    title: '一级教师',
    employment: '在编',
    workKind: '专任教师',
    householdKind: '非农业',
    marital: '已婚',
    singleParent: true,
    email: 'ying@example.cn',
    address: '滨江路 8 号 3 幢 201',
    applied: day('2005-05-20'),
  },
  family: [
    { name: '李强', relation: '丈夫', birthday: day('1979-08-01'), employer: '市第二医院', phone: '138 0000 0009' },
    { name: '李小雨', relation: '女儿', birthday: '', employer: '滨江小学', phone: '' },
  ],
  resume: [
    { fromMonth: month('2002-08'), toMonth: month('2005-07'), content: '城关中学任教' },
    { fromMonth: month('2005-08'), toMonth: '', content: '滨江实验学校任教' },
  ],
} as const satisfies Omit<Form, 'family' | 'resume'> & { family: unknown; resume: unknown };
const whole = (): Form => ({ ...WHOLE, family: [...WHOLE.family], resume: [...WHOLE.resume] });

const OTHER = { title: '开户行', kind: 'text' } as const;

const save = (registration: Form, rest: Partial<Omit<SaveInput, 'registration'>> = {}) =>
  test.call('members.saveRegistration', {
    fields: { name: '武英娜', number: '0001', idNumber: idNumberOf(1), phone: '13800000001' },
    ...rest,
    registration,
  });
const trail = async () => (await test.call('union.listTrail', { limit: 50 })).rows;
const addField = async (
  title: string,
  kind: 'text' | 'day' | 'number' | 'choice' | 'yesNo',
  choices: string[] = [],
) => {
  const fields = await test.call('members.saveField', { title, kind, choices });
  const field = fields.find((one) => one.title === title);
  if (!field) throw new Error(`${title} was not added`);
  return field.id;
};

describe('the form', () => {
  books('test');

  it('is saved whole with the record, and the trail has one row with what it was and what it is', async () => {
    const fieldId = await addField('工会卡开户行', 'text');
    const before = (await trail()).length;
    const { record, registration } = await save({ ...whole(), values: { [fieldId]: '宁波银行' } });
    expect(registration).toEqual({
      particulars: WHOLE.particulars,
      values: { [fieldId]: '宁波银行' },
      family: [{ ...WHOLE.family[0], phone: '13800000009' }, WHOLE.family[1]],
      resume: WHOLE.resume,
    });
    expect(await test.call('members.getRegistration', { id: record.id })).toEqual(registration);
    expect(await test.call('members.get', { id: record.id })).toEqual(record);
    expect(await trail()).toHaveLength(before + 1);

    const next = await save(
      { ...whole(), particulars: { ...WHOLE.particulars, post: '副校长' }, family: [WHOLE.family[1]], values: {} },
      { id: record.id },
    );
    expect(next.registration.family.map(({ name }) => name)).toEqual(['李小雨']);
    // an own field that the page did not name keeps its answer
    expect(next.registration.values).toEqual({ [fieldId]: '宁波银行' });
    const rows = await trail();
    expect(rows).toHaveLength(before + 2);
    expect(rows[0]).toMatchObject({ operation: 'members.saveRegistration', label: '0001 武英娜' });
    expect(JSON.parse(rows[0]?.before ?? '')).toMatchObject({
      registration: { particulars: { post: '教研组长' }, family: [{ name: '李强' }, { name: '李小雨' }] },
    });
    expect(JSON.parse(rows[0]?.after ?? '')).toMatchObject({
      name: '武英娜',
      registration: { particulars: { post: '副校长' }, family: [{ name: '李小雨' }] },
    });
  });

  it('is empty for a member who came in by a roster', async () => {
    const { id } = await test.call('members.save', { fields: { name: '甲一' } });
    const { particulars, ...rest } = await test.call('members.getRegistration', { id });
    expect(rest).toEqual({ values: {}, family: [], resume: [] });
    expect(Object.keys(particulars).sort()).toEqual([...PARTICULAR_FIELDS].sort());
    expect(Object.values(particulars).every((value) => value === '' || value === false)).toBe(true);
    expect(Object.keys(PARTICULAR_NAMES)).toEqual([...PARTICULAR_FIELDS]);
  });

  it('hands its particulars to imports: only what is given changes, and a card number has one holder', async () => {
    const { record } = await save(whole());
    const { record: other } = await test.call('members.saveRegistration', {
      fields: { name: '甲一' },
      registration: EMPTY,
    });
    const db = await secondConnection(test);
    try {
      const stored = () => db.get<{ rows: number }>('SELECT count(*) AS rows FROM member_particulars')?.rows;
      writeParticulars({ db }, other.id, { post: '' });
      expect(stored()).toBe(1);
      writeParticulars({ db }, other.id, { nativePlace: '江苏' });
      expect(stored()).toBe(2);
      writeParticulars({ db }, other.id, { singleParent: true });
      expect(readParticulars(db, other.id)).toMatchObject({ nativePlace: '江苏', singleParent: true, post: '' });
      expect(() => writeParticulars({ db }, other.id, { cardNumber: 'NO.0330201' })).toThrow('member.cardNumberTaken');
      writeParticulars({ db }, record.id, { cardNumber: 'NO.0330201', post: '校长' });
      expect(readParticulars(db, record.id)).toEqual({ ...WHOLE.particulars, post: '校长' });
    } finally {
      db.close();
    }
  });
});

describe('the form, refused', () => {
  books('group');
  let saved: Awaited<ReturnType<typeof save>>;
  beforeAll(async () => {
    await test.call('members.saveRegistration', {
      fields: { name: '他人' },
      registration: { particulars: { cardNumber: 'NO.7' } },
    });
    saved = await save(whole());
  });

  it.each<[string, Partial<Record<keyof SaveInput, unknown>>, string]>([
    ['「申请日期」不是一个存在的日期', { registration: { particulars: { applied: '2005-02-30' } } }, 'request.invalid'],
    ['还没到', { registration: { particulars: { applied: '2026-03-16' } } }, 'member.appliedTooLate'],
    ['最多 40 个字', { registration: { particulars: { cardNumber: '1'.repeat(41) } } }, 'request.invalid'],
    ['程序不认识', { registration: { particulars: { salary: 1 } } }, 'request.invalid'],
    ['格式不对', { registration: { particulars: { singleParent: '是' } } }, 'request.invalid'],
    [
      '「李强」的出生日期 2026-03-16 还没到',
      { registration: { ...EMPTY, family: [{ name: '李强', birthday: '2026-03-16' }] } },
      'member.familyBirthday',
    ],
    ['没有填写', { registration: { ...EMPTY, family: [{ name: ' ' }] } }, 'request.invalid'],
    ['不像电话', { registration: { ...EMPTY, family: [{ name: '李强', phone: '12' }] } }, 'member.phone'],
    [
      '最多 50 人',
      { registration: { ...EMPTY, family: Array.from({ length: 51 }, () => ({ name: '甲' })) } },
      'request.invalid',
    ],
    [
      '第 2 段',
      {
        registration: {
          ...EMPTY,
          resume: [{ content: '一' }, { fromMonth: '2005-02', toMonth: '2005-01', content: '二' }],
        },
      },
      'member.resumeMonths',
    ],
    [
      '不是一个月份',
      { registration: { ...EMPTY, resume: [{ fromMonth: '2005-13', content: '一' }] } },
      'request.invalid',
    ],
    ['自定栏目', { registration: { ...EMPTY, values: { nobody: '甲' } } }, 'request.notFound'],
    ['会员', { id: 'nobody', registration: EMPTY }, 'request.notFound'],
    ['身份证', { fields: { name: '武英娜', idNumber: '123' }, registration: EMPTY }, 'member.idNumber'],
    ['NO.7', { registration: { particulars: { cardNumber: 'NO.7' } } }, 'member.cardNumberTaken'],
    ['照片', { registration: EMPTY, photo: { file: 'no-such-token' } }, 'file.gone'],
  ])('refuses with its sentence (%s) and writes nothing', async (part, input, code) => {
    const { record, registration } = saved;
    const rows = (await trail()).length;
    const refusal = await test.refusal('members.saveRegistration', {
      id: record.id,
      fields: { name: '改名', number: '0001' },
      ...input,
    });
    expect(refusal.code).toBe(code);
    if (code !== 'file.gone') expect(refusal.sentence).toContain(part);
    expect(await test.call('members.get', { id: record.id })).toEqual(record);
    expect(await test.call('members.getRegistration', { id: record.id })).toEqual(registration);
    expect(await trail()).toHaveLength(rows);
  });
});

describe('own fields', () => {
  books('test');

  it('keep their order, and are renamed without losing an answer', async () => {
    const [bank, child, size] = [
      await addField('开户行', 'text'),
      await addField('子女入学', 'yesNo'),
      await addField('工作服', 'choice', ['S', 'M', 'L', 'M']),
    ];
    const { record } = await save({ ...EMPTY, values: { [bank]: '宁波银行', [child]: '是', [size]: 'M' } });
    const fields = await test.call('members.orderFields', { ids: [size, bank, child] });
    expect(fields.map(({ title, used }) => [title, used])).toEqual([
      ['工作服', 1],
      ['开户行', 1],
      ['子女入学', 1],
    ]);
    expect(fields[0]?.choices).toEqual(['S', 'M', 'L']);
    await test.call('members.saveField', { id: bank, title: '工会卡开户行', kind: 'text' });
    expect((await test.call('members.getRegistration', { id: record.id })).values).toEqual({
      [bank]: '宁波银行',
      [child]: '是',
      [size]: 'M',
    });
    for (const ids of [
      [size, bank],
      [size, bank, bank],
      [size, bank, 'nobody'],
      [size, bank, child, child],
    ])
      expect((await test.refusal('members.orderFields', { ids })).code).toBe('member.ownFieldOrder');
  });

  it('that hold answers cannot vanish, change kind, or lose a choice that is taken', async () => {
    const size = await addField('工作服', 'choice', ['S', 'M', 'L']);
    await save({ ...EMPTY, values: { [size]: 'M' } });
    expect((await test.refusal('members.removeField', { id: size })).sentence).toContain('请停用');
    expect((await test.refusal('members.saveField', { id: size, title: '工作服', kind: 'text' })).code).toBe(
      'member.ownFieldKept',
    );
    const lost = await test.refusal('members.saveField', {
      id: size,
      title: '工作服',
      kind: 'choice',
      choices: ['S', 'L'],
    });
    expect(lost.sentence).toContain('「M」已有 1 名会员');
    const db = await secondConnection(test);
    try {
      expect(() => db.run('DELETE FROM member_fields')).toThrow('member.ownFieldKept');
      expect(() => db.run("UPDATE member_fields SET kind = 'text'")).toThrow('member.ownFieldKept');
    } finally {
      db.close();
    }
    // more choices are welcome
    await test.call('members.saveField', { id: size, title: '工作服', kind: 'choice', choices: ['M', 'L', 'XL'] });
    const [field] = await test.call('members.listFields', {});
    expect(field).toMatchObject({ choices: ['M', 'L', 'XL'], used: 1 });
  });

  it('that are retired keep what they hold, and take nothing new', async () => {
    const size = await addField('工作服', 'text');
    const { record } = await save({ ...EMPTY, values: { [size]: 'M' } });
    await test.call('members.retireField', { id: size, retired: true });
    await save({ ...EMPTY, values: { [size]: 'M' } }, { id: record.id });
    for (const value of ['L', '']) {
      const refusal = await test.refusal('members.saveRegistration', {
        id: record.id,
        fields: { name: '武英娜' },
        registration: { ...EMPTY, values: { [size]: value } },
      });
      expect(refusal.sentence).toContain('「工作服」已停用');
    }
    expect((await test.call('members.getRegistration', { id: record.id })).values).toEqual({ [size]: 'M' });
    await test.call('members.retireField', { id: size, retired: false });
    await save({ ...EMPTY, values: { [size]: '' } }, { id: record.id });
    expect((await test.call('members.getRegistration', { id: record.id })).values).toEqual({});
    // nobody has an answer any more, so it may go
    expect(await test.call('members.removeField', { id: size })).toEqual([]);
  });
});

describe('own fields, what they take', () => {
  books('group');

  it.each<[string, 'text' | 'day' | 'number' | 'choice' | 'yesNo', string, string | undefined]>([
    ['day', 'day', '2005年6月1日', '2005-06-01'],
    ['no such day', 'day', '2005-02-30', undefined],
    ['only a month', 'day', '2005-06', undefined],
    ['number', 'number', '１,234.50', '1234.50'],
    ['number with a word', 'number', '12 元', undefined],
    ['number in powers', 'number', '1e5', undefined],
    ['choice', 'choice', '甲', '甲'],
    ['no choice', 'choice', '丙', undefined],
    ['yes', 'yesNo', '是', '是'],
    ['neither', 'yesNo', '也许', undefined],
    ['text', 'text', '=1+1', '=1+1'],
  ])('check an answer: %s', async (what, kind, typed, kept) => {
    const id = await addField(what, kind, kind === 'choice' ? ['甲', '乙'] : []);
    if (kept === undefined) {
      const refusal = await test.refusal('members.saveRegistration', {
        fields: { name: '甲一' },
        registration: { ...EMPTY, values: { [id]: typed } },
      });
      expect(refusal.code).toBe('member.ownFieldValue');
      expect(refusal.sentence).toContain(`「${what}」`);
      expect((await test.call('members.list', { search: '甲一' })).total).toBe(0);
    } else {
      const { registration } = await save({ ...EMPTY, values: { [id]: typed } }, { fields: { name: '乙二' } });
      expect(registration.values).toEqual({ [id]: kept });
    }
  });

  it.each([
    [{ title: ' 开户行 ', kind: 'text' }, 'member.ownFieldTaken'],
    [{ title: '尺码', kind: 'choice', choices: ['M', 'M'] }, 'member.ownFieldNoChoices'],
    [{ title: '  ', kind: 'text' }, 'request.invalid'],
    [{ title: '尺码', kind: 'colour' }, 'request.invalid'],
    [{ id: 'nobody', title: '尺码', kind: 'text' }, 'request.notFound'],
  ])('refuse %o', async (input, code) => {
    const before = await test.call('members.saveField', OTHER);
    const rows = (await trail()).length;
    expect((await test.refusal('members.saveField', input)).code).toBe(code);
    expect(await test.call('members.listFields', {})).toEqual(before);
    await test.call('members.removeField', { id: before.find(({ title }) => title === OTHER.title)?.id ?? '' });
    expect((await trail()).length).toBe(rows + 1);
  });
});

describe('the photo', () => {
  books('test');

  const shown = async (id: string) => (await test.call('members.readPhoto', { id }))?.content;

  it('is kept encrypted, shown, replaced and taken off, all on the trail; a backup carries it', async () => {
    const first = jpegPicture({ comment: '第一张' });
    const { record, registration } = await save(EMPTY, { photo: { file: chosen(test, '证件照.jpg', first) } });
    expect(registration.photo).toMatchObject({ kind: 'jpeg', bytes: first.length, setBy: '陈静' });
    expect(await shown(record.id)).toBe(first.toString('base64'));
    const books = await booksFileOf(test);
    const [sealed = ''] = filesBeside(books);
    expect(readFileSync(join(dirname(books), '附件', sealed)).includes(first)).toBe(false);

    const second = pngPicture();
    const next = await save(EMPTY, { id: record.id, photo: { file: chosen(test, '新.png', second) } });
    expect(next.registration.photo?.kind).toBe('png');
    expect(await shown(record.id)).toBe(second.toString('base64'));
    const [replaced] = await trail();
    expect(replaced?.before).toContain(registration.photo?.sha256);
    expect(replaced?.after).toContain(next.registration.photo?.sha256);
    // saving without a word about the photo leaves it
    expect((await save(EMPTY, { id: record.id })).registration.photo).toEqual(next.registration.photo);

    expect(await test.call('ledger.checkAttachments', {})).toEqual({ files: 1, faults: [] });
    expect(await test.call('books.backUp', {})).toMatchObject({ attachmentsMissing: 0 });
    expect(filesBeside(join(dirname(books), '备份', '账本.xjz'))).toEqual(filesBeside(books));

    const removed = await save(EMPTY, { id: record.id, photo: 'remove' });
    expect(removed.registration).not.toHaveProperty('photo');
    expect(await shown(record.id)).toBeUndefined();
    const [row] = await trail();
    expect(row?.before).toContain(next.registration.photo?.sha256);
    expect(row?.after).not.toContain('sha256');
  });

  it('that went missing on the disk is told, by the member and by the check', async () => {
    const { record } = await save(EMPTY, { photo: { file: chosen(test, '新.png', pngPicture()) } });
    rmSync(join(dirname(await booksFileOf(test)), '附件'), { recursive: true });
    const refusal = await test.refusal('members.readPhoto', { id: record.id });
    expect(refusal.code).toBe('member.photoMissing');
    expect(refusal.sentence).toContain('武英娜');
    expect((await test.call('ledger.checkAttachments', {})).faults).toMatchObject([
      { name: '照片', voucher: '会员 0001 武英娜', problem: 'missing' },
    ]);
    // the check of a year's vouchers is not about members
    expect(await test.call('ledger.checkAttachments', { year: 2026 })).toEqual({ files: 0, faults: [] });
    expect(await test.call('books.backUp', {})).toMatchObject({ attachmentsMissing: 1 });
  });

  it('is never a paper of another kind, by the schema itself', async () => {
    const { id } = await test.call('members.save', { fields: { name: '甲一' } });
    const db = await secondConnection(test);
    try {
      const sha256 = 'a'.repeat(64);
      db.run(
        `INSERT INTO attachment_files (sha256, kind, bytes, kept_at) VALUES ('${sha256}', 'pdf', 9, '2026-03-15')`,
      );
      expect(() =>
        db.run(
          "INSERT INTO member_photos (member_id, sha256, set_at, set_by) VALUES (:id, :sha256, '2026-03-15', '甲')",
          {
            id,
            sha256,
          },
        ),
      ).toThrow('member.photoKept');
    } finally {
      db.close();
    }
  });
});

describe('a photo, refused', () => {
  books('group');

  it.each<[string, string, Buffer, string]>([
    ['a PDF', '照片.jpg', pdf('身份证'), 'member.photoKind'],
    ['a page', '照片.png', Buffer.from('<html><script>1</script></html>'), 'member.photoKind'],
    ['nothing', '照片.jpg', Buffer.alloc(0), 'file.empty'],
    ['half a JPEG', '照片.jpg', jpegPicture().subarray(0, -3), 'member.photoBroken'],
    ['half a PNG', '照片.png', pngPicture().subarray(0, -5), 'member.photoBroken'],
    ['a PNG with a changed byte', '照片.png', changed(pngPicture(), 45), 'member.photoBroken'],
    ['far too many dots', '照片.png', pngPicture({ width: 60_000, height: 60_000 }), 'member.photoTooLarge'],
    ['too many bytes', '照片.jpg', Buffer.alloc(MAX_PHOTO_BYTES + 1, jpegPicture()), 'member.photoTooLarge'],
  ])('that is %s is refused with a sentence; nothing is written', async (_, name, content, code) => {
    const file = chosen(test, name, content);
    const refusal = await test.refusal('members.saveRegistration', {
      fields: { name: '甲一' },
      registration: EMPTY,
      photo: { file },
    });
    expect(refusal.code).toBe(code);
    expect(refusal.sentence).toContain(name);
    expect((await test.refusal('members.previewPhoto', { file })).code).toBe(code);
    expect((await test.call('members.list', {})).total).toBe(0);
    expect(filesBeside(await booksFileOf(test))).toEqual([]);
  });

  it('can be looked at before it is saved', async () => {
    const content = pngPicture();
    expect(await test.call('members.previewPhoto', { file: chosen(test, '新.png', content) })).toEqual({
      kind: 'png',
      content: content.toString('base64'),
    });
    expect(filesBeside(await booksFileOf(test))).toEqual([]);
  });

  it('of a refused save leaves no file behind', async () => {
    await test.refusal('members.saveRegistration', {
      fields: { name: '甲一' },
      registration: { ...EMPTY, values: { nobody: '甲' } },
      photo: { file: chosen(test, '新.png', pngPicture()) },
    });
    expect(filesBeside(await booksFileOf(test))).toEqual([]);
  });
});

describe('a picture', () => {
  it('that is cut off anywhere is not taken for a whole one', () => {
    const files = [jpegPicture({ comment: '长'.repeat(40) }), pngPicture({ width: 40, height: 40 })];
    for (const file of files) {
      expect(pictureOf(file)).toMatchObject({ width: expect.any(Number) });
      for (let length = 0; length < file.length; length += 1)
        expect(['broken', 'other']).toContain(pictureOf(file.subarray(0, length)));
    }
  });

  it('says how large it is', () => {
    expect(pictureOf(jpegPicture({ width: 413, height: 579 }))).toEqual({ kind: 'jpeg', width: 413, height: 579 });
    expect(pictureOf(pngPicture({ width: 413, height: 579 }))).toEqual({ kind: 'png', width: 413, height: 579 });
  });

  it('is read to an end whatever the bytes are', () => {
    const marks = [Buffer.from('ffd8ff', 'hex'), Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(0)];
    fc.assert(
      fc.property(fc.constantFrom(...marks), fc.uint8Array({ maxLength: 200 }), (mark, bytes) => {
        const picture = pictureOf(Buffer.concat([mark, bytes]));
        if (mark.length === 0 && bytes[0] !== 0xff && bytes[0] !== 0x89) expect(picture).toBe('other');
      }),
      { numRuns: 300 },
    );
  });
});

describe('prints', () => {
  books('group');
  let first = '';
  let second = '';
  const two = async () => {
    const { record } = await save(whole(), {
      fields: {
        name: '武英娜',
        number: '0001',
        idNumber: idNumberOf(1),
        phone: '13800000001',
        wage: {
          from: month('2026-01'),
          items: [
            { item: '岗位工资', amount: fen(312_000) },
            { item: '薪级工资', amount: fen(98_000) },
          ],
        },
      },
    });
    const { id } = await test.call('members.save', {
      fields: { name: '甲一', number: '0002', idNumber: idNumberOf(2), phone: '13800000002' },
    });
    return [record.id, id] as const;
  };
  beforeAll(async () => {
    [first, second] = await two();
  });

  it('show the whole form with masked numbers, one member or those of the list', async () => {
    const { total, rows } = await test.call('members.listForms', { id: first });
    expect(total).toBe(1);
    expect(rows[0]).toMatchObject({
      ...whole(),
      family: [{ name: '李强' }, { name: '李小雨' }],
      name: '武英娜',
      idNumber: '330203********0024'.replace('0024', idNumberOf(1).slice(14)),
      phone: '138****0001',
      wage: 410_000,
    });
    const listed = await test.call('members.listForms', { search: '甲一' });
    expect(listed.rows.map(({ id }) => id)).toEqual([second]);
    expect(listed.rows[0]).not.toHaveProperty('wage');
    expect((await test.refusal('members.listForms', { id: 'nobody' })).code).toBe('request.notFound');
  });

  it('list the roster masked; the whole numbers are given with a word on the trail', async () => {
    const lines = await test.call('members.listRosterLines', {});
    expect(lines.total).toBe(2);
    expect(lines.rows).toMatchObject([
      { number: '0001', name: '武英娜', post: '教研组长', cardNumber: 'NO.0330201', sex: 'female' },
      { number: '0002', name: '甲一', post: '', cardNumber: '' },
    ]);
    expect(JSON.stringify(lines)).not.toContain(idNumberOf(1));
    expect(JSON.stringify(lines)).not.toContain('13800000001');
    const before = (await trail()).length;
    const numbers = await test.call('members.askWholeNumbers', {
      ids: [second, 'nobody', first],
      purpose: '打印会员花名册',
    });
    expect(numbers).toEqual([
      { id: second, idNumber: idNumberOf(2), phone: '13800000002' },
      { id: first, idNumber: idNumberOf(1), phone: '13800000001' },
    ]);
    const rows = await trail();
    expect(rows).toHaveLength(before + 1);
    expect(rows[0]).toMatchObject({ operation: 'members.askWholeNumbers', label: '打印会员花名册 2 人' });
    expect(rows[0]?.after).toContain('武英娜');
    // the trail itself does not spread the numbers further
    expect(rows[0]?.after).not.toContain(idNumberOf(1));
    for (const input of [
      { ids: [], purpose: '打印' },
      { ids: [first], purpose: ' ' },
    ])
      expect((await test.refusal('members.askWholeNumbers', input)).code).toBe('request.invalid');
  });

  it('let the committee see the masked roster and nothing more', async () => {
    await test.call('books.lock', {});
    const [book] = (await test.call('books.readStatus', {})).recent;
    await test.call('books.unlock', { book: book?.book ?? '', passphrase: PASSPHRASE, role: 'committee' });
    expect((await test.call('members.listRosterLines', {})).total).toBe(2);
    for (const [name, input] of [
      ['members.listForms', { id: first }],
      ['members.getRegistration', { id: first }],
      ['members.readPhoto', { id: first }],
      ['members.askWholeNumbers', { ids: [first], purpose: '打印' }],
    ] as const)
      expect((await test.refusal(name, input)).code).toBe('request.notPermitted');
  });
});

describe('lists', () => {
  books('group');

  it('go by their indexes', async () => {
    const db = await secondConnection(test);
    try {
      expect(explain(db, LIST_OWN_FIELDS).join('\n')).toMatch(
        /SEARCH member_field_values USING COVERING INDEX member_field_values_by_field \(field_id=\?\)/,
      );
      const lines = explain(db, ROSTER_LINES, { ids: '[]' }).join('\n');
      expect(lines).toMatch(/SEARCH members USING INDEX/);
      expect(lines).toMatch(/SEARCH member_particulars USING PRIMARY KEY/);
      const photos = explain(db, KEPT_PHOTOS).join('\n');
      expect(photos).toMatch(/SEARCH (attachment_files|members) USING/);
    } finally {
      db.close();
    }
  });
});

/** The same bytes but for one. */
function changed(content: Buffer, at: number): Buffer {
  const copy = Buffer.from(content);
  copy.writeUInt8((copy.readUInt8(at) + 1) % 256, at);
  return copy;
}
