import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { day, type Month, month } from '#shared/calendar.ts';
import { secondConnection } from './explain.ts';
import { idNumberOf, type RosterLine, roster, verdicts } from './members-support.ts';
import { FIXTURES, startWithBooks, type TestEngine } from './support.ts';

const wageFrom: Month = month('2026-01');
const expected = z
  .object({
    rows: z.number(),
    clean: z.number(),
    problems: z.array(z.object({ row: z.number(), problem: z.string() })),
  })
  .parse(JSON.parse(readFileSync(join(FIXTURES, '会员花名册.expected.json'), 'utf8')));

let test: TestEngine;
beforeEach(async () => {
  test = await startWithBooks();
});
afterEach(async () => {
  await test.dispose();
});

const take = (file: string, from = wageFrom) => test.call('members.takeRoster', { file, wageFrom: from });
const preview = (file: string) => test.call('members.previewRoster', { file });
const all = async () => (await test.call('members.list', { limit: 500 })).rows;
const find = async (search: string) => {
  const [row] = (await test.call('members.list', { search })).rows;
  return test.call('members.get', { id: row?.id ?? '' });
};

describe.each(['会员花名册.xlsx', '会员花名册.xls'])('%s', (name) => {
  it('gets exactly the expected verdicts', async () => {
    const { rows, counts, headerRows } = await preview(test.fixture(name));
    expect(headerRows).toEqual([3, 4]);
    const rejected = rows.filter(({ verdict }) => verdict === 'problem' || verdict === 'duplicate');
    expect(rejected.map(({ row, message }) => ({ row, problem: message }))).toEqual(expected.problems);
    expect(counts).toEqual({ new: expected.clean, update: 0, unchanged: 0, duplicate: 1, problem: 40, total: 1 });
    expect(rows.length - counts.total).toBe(expected.rows);
    expect(rows.at(-1)).toMatchObject({ row: 327, verdict: 'total' });
  });

  it('is taken in: members, groups, wages; the problem rows wait in the tray; the second time nothing changes', async () => {
    expect(await take(test.fixture(name))).toMatchObject({ added: 280, updated: 0, unchanged: 0, tray: 41 });
    const counted = await test.call('members.count', {});
    expect(counted.byStatus).toMatchObject({ active: 270, retained: 10 });
    expect(counted.tray).toBe(41);
    expect((await test.call('members.listGroups', {})).map((group) => group.name)).toContain('艺体组');
    const member = await find('侯梅玉');
    expect(member).toMatchObject({
      number: '0001',
      idNumber: '370202197504152315',
      sex: 'male',
      birthday: '1975-04-15',
      groupName: '数学组',
      joined: '1994-11-01',
      phone: '18442180401',
      wages: [
        {
          from: '2026-01',
          items: [
            { item: '岗位工资', amount: 422200 },
            { item: '薪级工资', amount: 107900 },
          ],
        },
      ],
    });
    expect((await find('0167')).joined).toBe('2016-11');
    const before = await all();
    expect((await preview(test.fixture(name))).counts).toMatchObject({
      unchanged: 280,
      duplicate: 1,
      problem: 40,
      new: 0,
    });
    expect(await take(test.fixture(name))).toMatchObject({ added: 0, updated: 0, unchanged: 280, tray: 0 });
    expect(await all()).toEqual(before);
    expect((await test.call('members.count', {})).tray).toBe(41);
  });
});

it('keeps every source row of an import with its verdict', async () => {
  await take(test.fixture('会员花名册.xlsx'));
  const db = await secondConnection(test);
  const states = db.all<{ verdict: string; state: string; rows: number; linked: number }>(
    'SELECT verdict, state, count(*) AS rows, count(record_id) AS linked FROM import_rows GROUP BY verdict, state ORDER BY verdict',
  );
  const source = db.get<{ source: string }>('SELECT source FROM import_rows WHERE row_number = 22');
  db.close();
  expect(states).toEqual([
    { verdict: 'duplicate', state: 'tray', rows: 1, linked: 0 },
    { verdict: 'new', state: 'taken', rows: 280, linked: 280 },
    { verdict: 'problem', state: 'tray', rows: 40, linked: 0 },
    { verdict: 'total', state: 'ignored', rows: 1, linked: 0 },
  ]);
  // the fifteen digits that a number cell keeps are shown, the lost ones are marked
  expect(JSON.parse(source?.source ?? '{}')).toMatchObject({
    values: { name: '廖敏萍', idNumber: '330203197608303???' },
  });
});

it('says in words what it does with a retired member and with a changed one', async () => {
  const line: RosterLine = {
    name: '武英娜',
    idNumber: idNumberOf(1),
    number: '0001',
    phone: '13800000001',
    postWage: '3000',
  };
  await take(roster(test, [line]));
  const changed = roster(test, [
    { ...line, phone: '138-0000-0002', postWage: '3,100.50', note: '退休' },
    { name: '邱萍远', idNumber: idNumberOf(2), group: '退休组' },
    { name: '内退的人', idNumber: idNumberOf(3), note: '内退' },
  ]);
  const said = verdicts(await preview(changed));
  expect(said[2]?.[0]).toBe('update');
  for (const word of ['联系电话', '备注', '岗位工资', '保留会籍', '免交会费']) expect(said[2]?.[1]).toContain(word);
  expect(said[3]?.[0]).toBe('new');
  expect(said[3]?.[1]).toContain('工会小组「退休组」');
  expect(said[3]?.[1]).toContain('保留会籍');
  expect(said[4]).toEqual(['new', '新会员']);
  expect(await take(changed, month('2026-04'))).toMatchObject({ added: 2, updated: 1, unchanged: 0, tray: 0 });
  const member = await find('武英娜');
  expect(member).toMatchObject({ phone: '13800000002', status: 'retained', note: '退休' });
  expect(member.wages.map(({ from, items }) => [from, items[0]?.amount])).toEqual([
    ['2026-04', 310050],
    ['2026-01', 300000],
  ]);
  expect(member.changes.map(({ from, to }) => [from, to])).toEqual([
    ['', 'active'],
    ['active', 'retained'],
  ]);
});

it('finds a member again by number, or by name and birthday, where no identity number stands yet', async () => {
  const person = (name: string, number: string) => ({
    name,
    number,
    birthday: day('1980-01-05'),
    sex: 'female' as const,
  });
  await test.call('members.save', { fields: person('甲一', 'A1') });
  await test.call('members.save', { fields: { ...person('乙二', ''), number: '' } });
  const file = roster(test, [
    { name: '甲一', number: 'A1', idNumber: idNumberOf(1) },
    { name: '乙二', number: 'B2', idNumber: idNumberOf(2) },
    { name: '丙三', number: 'A1', idNumber: idNumberOf(3) },
  ]);
  const said = verdicts(await preview(file));
  expect(said[2]?.[0]).toBe('update');
  expect(said[3]?.[0]).toBe('update');
  // the number was taken by the row above
  expect(said[4]?.[0]).toBe('duplicate');
  expect(await take(file)).toMatchObject({ added: 0, updated: 2, tray: 1 });
  expect(await all()).toHaveLength(2);
});

it('refuses to give a number to a second member', async () => {
  await take(roster(test, [{ name: '甲一', number: 'A1', idNumber: idNumberOf(1) }]));
  const said = verdicts(await preview(roster(test, [{ name: '丙三', number: 'A1', idNumber: idNumberOf(3) }])));
  expect(said[2]).toEqual(['problem', '职工编号「A1」已经给了「甲一」']);
});

it('never lets a blank cell erase what is known, nor a lost zero change a number', async () => {
  const full: RosterLine = {
    name: '甲一',
    number: '0007',
    idNumber: idNumberOf(1),
    phone: '13800000001',
    group: '一组',
    joined: '2005-06-01',
    note: '备注',
    postWage: '3000',
    gradeWage: '500',
  };
  await take(roster(test, [full]));
  const thin = roster(test, [{ name: '甲一', number: '7', idNumber: idNumberOf(1), joined: '2005.06' }]);
  expect(verdicts(await preview(thin))[2]?.[0]).toBe('unchanged');
  // one wage item of two changes: the other stays in force
  await take(roster(test, [{ name: '甲一', idNumber: idNumberOf(1), gradeWage: '600' }]), month('2026-03'));
  const member = await find('0007');
  expect(member).toMatchObject({ phone: '13800000001', groupName: '一组', joined: '2005-06-01', note: '备注' });
  expect(member.wages[0]).toEqual({
    from: '2026-03',
    items: [
      { item: '岗位工资', amount: 300000 },
      { item: '薪级工资', amount: 60000 },
    ],
  });
});

it('names the first broken rule of a row: name, identity number, sex, birthday, then the rest', async () => {
  const good = { name: '甲一', idNumber: idNumberOf(1) };
  const said = verdicts(
    await preview(
      roster(test, [
        { ...good, name: '', idNumber: '1' },
        { ...good, idNumber: '', sex: '男' },
        { ...good, idNumber: '3.30203E+17' },
        { ...good, idNumber: '33020319800105' },
        { ...good, idNumber: '330203198002300017' },
        { ...good, idNumber: '33020320990105001X' },
        { ...good, sex: '男', birthday: '1981.02' },
        { ...good, sex: '不详' },
        { ...good, birthday: '1981.02' },
        { ...good, birthday: '1980-02-30' },
        { ...good, phone: '未登记' },
        { ...good, joined: '2005年秋' },
        { ...good, postWage: '三千' },
        { ...good, postWage: '-5' },
        { ...good, gradeWage: '100.005' },
        { ...good, postWage: '#N/A' },
        { ...good, group: '组'.repeat(41) },
        { ...good, birthday: '1980年1月', joined: '1990.1', sex: '女' },
      ]),
    ),
  );
  const messages = Object.values(said);
  expect(messages.slice(0, -1).every(([verdict]) => verdict === 'problem')).toBe(true);
  const starts = [
    '缺姓名',
    '缺身份证号',
    '身份证号被存成数字',
    '身份证号不是',
    '身份证号里的出生日期不存在',
    '身份证校验位不符',
    '性别与身份证不符',
    '性别「不详」',
    '出生日期与身份证不符',
    '出生日期「1980-02-30」',
    '联系电话「未登记」',
    '入会时间「2005年秋」',
    '岗位工资「三千」',
    '岗位工资「-5」',
    '薪级工资「100.005」',
    '「岗位工资」是算不出结果的公式',
    '「工会小组」太长',
  ];
  starts.forEach((start, index) => {
    expect(messages[index]?.[1].slice(0, start.length)).toBe(start);
  });
  expect(messages.at(-1)?.[0]).toBe('new');
});

describe('a corrected mapping', () => {
  it('stands in place of the guess', async () => {
    const file = roster(test, [{ name: '甲一', idNumber: idNumberOf(1), note: '13800000001' }]);
    const { columns } = await preview(file);
    expect(columns.map(({ field }) => field).filter(Boolean)).toHaveLength(11);
    const mapping = { '0': 'name', '3': 'idNumber', '10': 'phone' } as const;
    const corrected = await test.call('members.previewRoster', { file, mapping });
    expect(corrected.columns.find(({ index }) => index === 10)).toMatchObject({
      field: 'phone',
      samples: ['138****0001'],
    });
    await test.call('members.takeRoster', { file, mapping, wageFrom });
    expect(await find('甲一')).toMatchObject({ phone: '13800000001', note: '' });
  });

  it.each([
    [{ '3': 'idNumber' }, '姓名'],
    [{ '0': 'name', '3': 'name' }, '两列'],
    [{ '0': 'name', '99': 'phone' }, '第 100 列'],
    [{ x: 'name' }, '列对应'],
    [{ '0': 'salary' }, '不在可选范围内'],
  ])('%j is refused', async (mapping, word) => {
    const file = roster(test, [{ name: '甲一', idNumber: idNumberOf(1) }]);
    const refusal = await test.refusal('members.takeRoster', { file, mapping, wageFrom });
    expect(refusal.code).toBe('request.invalid');
    expect(refusal.sentence).toContain(word);
    expect(await all()).toHaveLength(0);
  });
});
