import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readGrid } from '#electron/engine/spreadsheet/read.ts';
import { day, month } from '#shared/calendar.ts';
import { LIST_COLUMN_NAMES, LIST_COLUMNS, ROSTER_FIELD_NAMES, ROSTER_FIELDS } from '#shared/contract/members.ts';
import { secondConnection } from './explain.ts';
import { idNumberOf } from './members-support.ts';
import { PASSPHRASE, startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine;
let folder: string;
beforeAll(async () => {
  test = await startWithBooks();
  folder = join(test.folder, '导出');
  mkdirSync(folder);
  const { id: groupId } = await test.call('members.saveGroup', { name: '英语组' });
  const { id } = await test.call('members.save', {
    fields: {
      name: '李敏',
      number: '0012',
      idNumber: idNumberOf(7),
      phone: '13800001111',
      groupId,
      joined: month('2010-09'),
      political: '中共党员',
    },
  });
  await test.call('members.save', {
    fields: { name: '=1+1', number: '-2', joined: day('2020-03-05'), note: '@x', birthday: day('1990-01-02') },
  });
  await test.call('members.save', { fields: { name: '王芳', number: '0015', joined: '', note: '+86' } });
  const db = await secondConnection(test);
  db.run(
    "INSERT INTO member_particulars (member_id, post, address, email, single_parent) VALUES (:id, '教师', '某路 1 号', 'a@b.cn', 1)",
    { id },
  );
  db.run(
    "INSERT INTO member_fields (id, title, kind, choices, position) VALUES ('shirt', '工装尺码', 'choice', '[\"M\",\"L\"]', 1)",
  );
  db.run("INSERT INTO member_field_values (member_id, field_id, value) VALUES (:id, 'shirt', 'L')", { id });
  db.close();
});
afterAll(() => test.dispose());

const token = () => test.engine.registerPath(folder);
/** The rows of a sheet as text, without what is blank. */
async function sheetOf(fileName: string, place = 0) {
  const grid = await readGrid(readFileSync(join(folder, fileName)), fileName);
  return {
    name: grid.sheets[place]?.name,
    rows: (grid.sheets[place]?.rows ?? []).map((row) => row.map(({ text }) => text)),
  };
}
const head = async () => (await test.call('union.listTrail', {})).head;

describe('the list as a workbook', () => {
  it('has the chosen columns in their order, masked; what looks like a formula is text', async () => {
    const { fileName, members } = await test.call('members.exportList', {
      filter: {},
      columns: [
        'name',
        'number',
        'idNumber',
        'phone',
        'joined',
        'note',
        'field:shirt',
        'post',
        'address',
        'email',
        'singleParent',
        'group',
      ],
      folder: token(),
    });
    expect([fileName, members]).toEqual(['会员名册-2026-03-15.xlsx', 3]);
    const { rows } = await sheetOf(fileName);
    expect(rows.slice(0, 2).flat().filter(Boolean)).toEqual([
      '会员名册',
      '滨江实验学校工会委员会',
      '共 3 人',
      '导出日期：2026-03-15',
    ]);
    expect(rows.slice(2)).toEqual([
      [
        '姓名',
        '编号',
        '身份证号',
        '联系电话',
        '入会时间',
        '备注',
        '工装尺码',
        '职务',
        '家庭住址',
        '电子邮箱',
        '单亲',
        '工会小组',
      ],
      ['=1+1', '-2', '', '', '2020-03-05', '@x', '', '', '', '', '', ''],
      [
        '李敏',
        '0012',
        '330203********0141',
        '138****1111',
        '2010-09',
        '',
        'L',
        '教师',
        '***',
        '***',
        '是',
        '英语组',
      ].map((text, place) => (place === 2 ? `330203********${idNumberOf(7).slice(14)}` : text)),
      ['王芳', '0015', '', '', '', '+86', '', '', '', '', '', ''],
    ]);
    const sheet = new TextDecoder().decode(unzipSync(readFileSync(join(folder, fileName)))['xl/worksheets/sheet1.xml']);
    expect(sheet).not.toContain('<f>');
    expect(sheet).toContain('<pane xSplit="1" ySplit="3"');
  });

  it('shows whole numbers to who asks, as text, and the asking is on the trail', async () => {
    const { fileName } = await test.call('members.exportList', {
      filter: { search: 'lm' },
      columns: ['sequence', 'name', 'idNumber', 'phone', 'address', 'age'],
      masked: false,
      folder: token(),
    });
    // the first file stays as it is
    expect(fileName).toBe('会员名册-2026-03-15-2.xlsx');
    const { rows } = await sheetOf(fileName);
    expect(rows.at(-1)).toEqual(['1', '李敏', idNumberOf(7), '13800001111', '某路 1 号', '46']);
    const [latest] = (await test.call('union.listTrail', {})).rows;
    expect(JSON.stringify(latest)).toMatch(/完整号码/);
    expect(JSON.stringify(latest)).toMatch(/lm/);
    expect(JSON.stringify(latest)).not.toContain(idNumberOf(7));
  });

  it('takes every column there is', async () => {
    const { fileName } = await test.call('members.exportList', {
      filter: {},
      columns: [...LIST_COLUMNS],
      folder: token(),
    });
    const { rows } = await sheetOf(fileName);
    expect(rows[2]).toEqual(LIST_COLUMNS.map((column) => LIST_COLUMN_NAMES[column]));
  });

  it.each([
    ['nobody fits', { filter: { search: '没有' }, columns: ['name'] }, '没有符合条件的会员'],
    ['a column twice', { filter: {}, columns: ['name', 'name'] }, '有一列选了两次'],
    ['a column that is not there', { filter: {}, columns: ['wage'] }, '没有这一列'],
    ['an own field that is not there', { filter: {}, columns: ['field:gone'] }, '找不到'],
    ['no column', { filter: {}, columns: [] }, '没有选择'],
  ])('%s: refused, nothing is written', async (_, input, sentence) => {
    const [before, files] = [await head(), readdirSync(folder)];
    expect((await test.refusal('members.exportList', { ...input, folder: token() })).sentence).toContain(sentence);
    expect([await head(), readdirSync(folder)]).toEqual([before, files]);
  });

  it('a folder that is gone is refused', async () => {
    expect(
      (await test.refusal('members.exportList', { filter: {}, columns: ['name'], folder: 'gone-1234' })).code,
    ).toBe('file.gone');
  });
});

it('the statistics as a workbook say what the page says', async () => {
  const { fileName } = await test.call('members.exportStatistics', { day: day('2026-03-15'), folder: token() });
  expect(fileName).toBe('会员统计表-2026-03-15.xlsx');
  const { rows } = await sheetOf(fileName);
  const text = rows.map((row) => row.filter(Boolean).join(' '));
  expect(text).toContain('在册 3');
  expect(text.filter((line) => line.startsWith('合计'))).toHaveLength(5);
  expect(text.some((line) => /^中共党员 1 0 1 (0\.333|33\.3)/.test(line))).toBe(true);
});

describe('the blank template', () => {
  let fileName: string;
  let parts: Record<string, Uint8Array>;
  beforeAll(async () => {
    ({ fileName } = await test.call('members.exportTemplate', { folder: token() }));
    parts = unzipSync(readFileSync(join(folder, fileName)));
  });
  const part = (path: string) => new TextDecoder().decode(parts[path]);

  it('has every column that the import knows and the own fields, each with a note, and nobody in it', async () => {
    const { name, rows } = await sheetOf(fileName);
    expect(name).toBe('会员花名册');
    expect(rows).toHaveLength(1);
    const wanted = [...ROSTER_FIELDS.map((field) => ROSTER_FIELD_NAMES[field]), '工装尺码'];
    expect(rows[0]?.toSorted()).toEqual(wanted.toSorted());
    expect(part('xl/comments1.xml').match(/<comment /g)).toHaveLength(wanted.length);
  });

  it('offers choices, the groups of these books among them, and keeps columns as text', async () => {
    const sheet = part('xl/worksheets/sheet1.xml');
    expect(sheet.match(/<dataValidation /g)?.length).toBeGreaterThanOrEqual(6);
    const offered = (await sheetOf(fileName, 2)).rows;
    const groups = offered[0]?.indexOf('工会小组') ?? -1;
    expect(offered[1]?.[groups]).toBe('英语组');
    expect(offered[0]).toContain('工装尺码');
    expect(sheet.match(/<col [^>]*style="[1-9]/g)).toHaveLength(ROSTER_FIELDS.length + 1);
  });

  it('is taken for a roster without rows: neither the notes nor the choices come in as members', async () => {
    const file = test.engine.registerPath(join(folder, fileName));
    const { code, sentence } = await test.refusal('members.previewRoster', { file });
    expect(code).toBe('file.noRows');
    expect(sentence).toContain(fileName);
  });
});

it('the committee exports nothing', async () => {
  const { recent } = await test.call('books.lock', {});
  await test.call('books.unlock', { book: recent[0]?.book ?? '', passphrase: PASSPHRASE, role: 'committee' });
  for (const [name, input] of [
    ['members.exportList', { filter: {}, columns: ['name'], masked: false, folder: token() }],
    ['members.exportTemplate', { folder: token() }],
  ] as const)
    expect((await test.refusal(name, input)).code).toBe('request.notPermitted');
  await test.call('books.lock', {});
  await test.call('books.unlock', { book: recent[0]?.book ?? '', passphrase: PASSPHRASE, role: 'treasurer' });
});
