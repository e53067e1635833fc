import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { month } from '#shared/calendar.ts';
import type { RosterTarget } from '#shared/contract/members.ts';
import { PERMISSIONS } from '#shared/contract/operation.ts';
import { explain, secondConnection } from './explain.ts';
import { csv, idNumberOf, roster, verdicts } from './members-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

// What a roster would change of members who are known: shown field by field, and left out where the person says so.

const wageFrom = month('2026-01');
const april = month('2026-04');
let test: TestEngine;
beforeAll(async () => {
  test = await startWithBooks();
});
afterAll(async () => {
  await test.dispose();
});

const preview = (file: string, from = april) => test.call('members.previewRoster', { file, wageFrom: from });
const take = (file: string, leaveOut = {}, from = april) =>
  test.call('members.takeRoster', { file, wageFrom: from, leaveOut });
const find = async (search: string) => {
  const [row] = (await test.call('members.list', { search })).rows;
  return test.call('members.get', { id: row?.id ?? '' });
};

describe('a known member', () => {
  const known = {
    name: '武英娜',
    number: '0001',
    idNumber: idNumberOf(1),
    phone: '13800000001',
    group: '一组',
    postWage: '3000',
    joined: '2005-06-01',
  };
  beforeAll(async () => {
    await test.call('members.takeRoster', { file: roster(test, [known]), wageFrom });
  });
  const changed = {
    ...known,
    phone: '13900000002',
    group: '二组',
    postWage: '3,100.50',
    gradeWage: '500',
    note: '退休',
  };

  it('is shown with every field that would change, from what to what', async () => {
    const { rows } = await preview(roster(test, [changed]));
    expect(rows[0]?.changes).toEqual([
      { field: 'phone', name: '联系电话', before: '13800000001', after: '13900000002' },
      { field: 'note', name: '备注', before: '', after: '退休' },
      { field: 'group', name: '工会小组', before: '一组', after: '二组' },
      { field: 'postWage', name: '岗位工资', before: '3,000.00', after: '3,100.50' },
      { field: 'gradeWage', name: '薪级工资', before: '', after: '500.00' },
      { field: 'membership', name: '会籍', before: '在册', after: '保留会籍' },
    ]);
    // who may import may see a person's own file; who only looks may not import
    expect(PERMISSIONS.committee).not.toContain('keep');
  });

  it('keeps what is left out: a field of everybody, a field of one row, a whole row', async () => {
    const file = roster(test, [changed, { name: '新来的', idNumber: idNumberOf(2), phone: '13700000003' }]);
    const before = await find('0001');
    const fields = ['phone', 'membership', 'group'];
    const cells = ['postWage', 'gradeWage', 'note'].map((field) => ({ row: 2, field }));
    const all = { rows: [3], fields, cells };
    expect(await take(file, all)).toMatchObject({ added: 0, updated: 0, leftOut: 2, tray: 0 });
    expect(await find('0001')).toEqual(before);
    expect((await test.call('members.list', { search: '新来的' })).total).toBe(0);
    // a field that is left out stays as it is with known members; new ones come with all that the file says
    expect(await take(file, { fields })).toMatchObject({ added: 1, updated: 1, leftOut: 0 });
    expect(await find('0001')).toMatchObject({
      phone: '13800000001',
      groupName: '一组',
      status: 'active',
      note: '退休',
    });
    expect((await find('0001')).wages[0]).toEqual({
      from: '2026-04',
      items: [
        { item: '岗位工资', amount: 310050 },
        { item: '薪级工资', amount: 50000 },
      ],
    });
    expect(await find('新来的')).toMatchObject({ phone: '13700000003' });
    const db = await secondConnection(test);
    const left = db.all<{ message: string }>(
      "SELECT message FROM import_rows WHERE verdict = 'leftOut' ORDER BY row_number",
    );
    db.close();
    expect(left[1]).toEqual({ message: '这次不收：新会员' });
  });

  it.each([
    [{ rows: [0] }, '不收的内容'],
    [{ fields: ['salary'] }, '不在可选范围内'],
    [{ cells: [{ row: 2, field: 'own:' }] }, '不在可选范围内'],
    [{ cells: [{ row: 2, field: `wage:${'长'.repeat(21)}` }] }, '不在可选范围内'],
  ])('%j is refused', async (leaveOut, word) => {
    const before = await find('0001');
    const refusal = await test.refusal('members.takeRoster', { file: roster(test, [changed]), wageFrom, leaveOut });
    expect(refusal.code).toBe('request.invalid');
    if (word !== '不收的内容') expect(refusal.sentence).toContain(word);
    expect(await find('0001')).toEqual(before);
  });
});

describe('a row without an identity number', () => {
  beforeAll(async () => {
    const people = [
      { name: '甲一', number: 'B1', idNumber: idNumberOf(11) },
      { name: '乙二', number: 'B2', idNumber: idNumberOf(12) },
      // born on the same day as everybody here, and a namesake
      { name: '同名', number: 'B3', idNumber: idNumberOf(13) },
      { name: '同名', number: 'B4', idNumber: idNumberOf(14) },
      { name: '无号', number: '', idNumber: idNumberOf(15) },
    ];
    await test.call('members.takeRoster', { file: roster(test, people), wageFrom });
  });

  it('changes a member found by number and name, or by name and birthday, and never loses the known number', async () => {
    const file = roster(test, [
      { name: '甲一', number: 'B1', phone: '13800001111' },
      { name: '乙二', birthday: '1980-01-05', phone: '13800002222' },
      { name: '无号', number: 'B5', birthday: '1980年1月5日' },
      { name: '甲一', birthday: '1980-01-05', phone: '13800003333' },
    ]);
    const said = verdicts(await preview(file));
    expect([2, 3, 4].map((row) => said[row]?.[0])).toEqual(['update', 'update', 'update']);
    // a member is matched by one row of a file only
    expect(said[5]).toEqual(['problem', '缺身份证号']);
    expect(await take(file)).toMatchObject({ added: 0, updated: 3, tray: 1 });
    expect(await find('B1')).toMatchObject({ name: '甲一', idNumber: idNumberOf(11), phone: '13800001111' });
    expect(await find('B2')).toMatchObject({ idNumber: idNumberOf(12), phone: '13800002222', birthday: '1980-01-05' });
    expect(await find('B5')).toMatchObject({ name: '无号', idNumber: idNumberOf(15) });
  });

  it('never takes the member of a row that has the number, above or below', async () => {
    const whole = { name: '甲一', number: 'B1', idNumber: idNumberOf(11) };
    const bare = { name: '甲一', number: 'B1', note: '另一行' };
    for (const lines of [
      [whole, bare],
      [bare, whole],
    ]) {
      const said = Object.values(verdicts(await preview(roster(test, lines))));
      expect(said.filter(([verdict]) => verdict === 'problem').map(([, message]) => message)).toEqual([
        '缺身份证号；职工编号「B1」在名册里是「甲一」',
      ]);
    }
  });

  it.each([
    ['nobody of that name and birthday', { name: '没有此人', birthday: '1980-01-05' }, '缺身份证号'],
    ['two namesakes born on that day', { name: '同名', birthday: '1980-01-05' }, '缺身份证号'],
    ['only the month of the birthday', { name: '乙二', birthday: '1980-01' }, '缺身份证号'],
    ['another number than the books', { name: '乙二', number: 'B99', birthday: '1980-01-05' }, '缺身份证号'],
    ['the number of somebody else', { name: '乙二', number: 'B1' }, '缺身份证号；职工编号「B1」在名册里是「甲一」'],
    ['another sex than the known card', { name: '甲一', number: 'B1', sex: '男' }, '性别与名册里登记的不符'],
    [
      'another birthday than the known card',
      { name: '甲一', number: 'B1', birthday: '1981.02' },
      '出生日期与名册里登记的不符',
    ],
    [
      'a wrong phone of a known member',
      { name: '甲一', number: 'B1', phone: '未登记' },
      '联系电话「未登记」不像电话号码',
    ],
    ['a wrong phone of nobody', { name: '没有此人', phone: '未登记' }, '缺身份证号'],
  ])('with %s waits to be mended', async (_, line, sentence) => {
    expect(verdicts(await preview(roster(test, [line])))[2]).toEqual(['problem', sentence]);
  });
});

describe('further columns', () => {
  const header = [
    '姓名',
    '身份证号',
    '会员证号',
    '籍贯',
    '职称',
    '是否单亲',
    '申请入会日期',
    '特长',
    '绩效工资',
    '宿舍',
  ];
  const line = [
    '丙三',
    idNumberOf(21),
    'H-001',
    '浙江宁波',
    '高级教师',
    '是',
    '2005.5.20',
    '书法',
    '1,200.00',
    '3-201',
  ];
  let ownField: string;
  let file: string;
  let mapping: Record<string, RosterTarget>;
  beforeAll(async () => {
    const fields = await test.call('members.saveField', { title: '特长', kind: 'text' });
    ownField = fields[0]?.id ?? '';
    file = csv(test, [header, line]);
    const guess = await preview(file);
    expect(guess.ownFields).toEqual([{ id: ownField, title: '特长' }]);
    expect(guess.columns.map(({ field }) => field)).toEqual([
      'name',
      'idNumber',
      'cardNumber',
      'nativePlace',
      'title',
      'singleParent',
      'applied',
      undefined,
      undefined,
      undefined,
    ]);
    mapping = {
      '0': 'name',
      '1': 'idNumber',
      '2': 'cardNumber',
      '3': 'nativePlace',
      '4': 'title',
      '5': 'singleParent',
      '6': 'applied',
      '7': `own:${ownField}`,
      '8': 'wage:绩效工资',
    };
  });

  it('are taken in: the registration form, own fields, wage items; taken again nothing changes', async () => {
    const input = { file, wageFrom, mapping };
    expect(await test.call('members.takeRoster', input)).toMatchObject({ added: 1 });
    const { id, wages } = await find('丙三');
    expect(wages[0]?.items).toEqual([{ item: '绩效工资', amount: 120000 }]);
    const { particulars, values } = await test.call('members.getRegistration', { id });
    expect(particulars).toMatchObject({
      cardNumber: 'H-001',
      nativePlace: '浙江宁波',
      title: '高级教师',
      singleParent: true,
      applied: '2005-05-20',
    });
    expect(values).toEqual({ [ownField]: '书法' });
    expect(await test.call('members.takeRoster', input)).toMatchObject({ added: 0, updated: 0, unchanged: 1 });
  });

  it('are shown as they change, and a membership card belongs to one person', async () => {
    const changed = csv(test, [
      header,
      ['丁四', idNumberOf(22), 'H-001', '', '', '', '', '', '', ''],
      [...line.slice(0, 3), '江苏南京', '', '否', '', '绘画', '1300', ''],
      ['戊五', idNumberOf(23), '', '', '', '大概', '', '', '', ''],
      ['己六', idNumberOf(24), '', '', '', '', '2005.5', '', '', ''],
      ['庚七', idNumberOf(25), '', '籍'.repeat(61), '', '', '', '', '', ''],
      ['辛八', idNumberOf(26), '', '', '', '', '', '', '三千', ''],
    ]);
    const { rows } = await test.call('members.previewRoster', { file: changed, wageFrom, mapping });
    expect(rows[1]?.changes?.map(({ name, before, after }) => [name, before, after])).toEqual([
      ['绩效工资', '1,200.00', '1,300.00'],
      ['籍贯', '浙江宁波', '江苏南京'],
      ['单亲', '是', '否'],
      ['特长', '书法', '绘画'],
    ]);
    expect(rows.filter(({ verdict }) => verdict === 'problem').map(({ message }) => message)).toEqual([
      '会员证号码「H-001」已经给了「丙三」',
      '单亲「大概」看不懂，请写是或否',
      '申请日期「2005.5」看不懂，要写到日',
      '「籍贯」太长，最多 60 个字',
      '绩效工资「三千」不是金额',
    ]);
  });

  it('are remembered by the shape of the file until the person forgets them', async () => {
    const next = csv(test, [header, ['壬九', idNumberOf(27), '', '', '', '', '', '', '900', '']], '下个月.csv');
    const opened = await preview(next);
    expect(opened).toMatchObject({ remembered: '2026-03-15' });
    expect(opened.columns.map(({ field }) => field)).toEqual([...Object.values(mapping), undefined]);
    // another shape is guessed
    const other = csv(
      test,
      [
        [...header, '年级'],
        [...line, ''],
      ],
      '别的表.csv',
    );
    expect(await preview(other)).not.toHaveProperty('remembered');
    // an own field that was retired is left out
    await test.call('members.retireField', { id: ownField, retired: true });
    expect((await preview(next)).columns[7]).not.toHaveProperty('field');
    expect((await test.refusal('members.previewRoster', { file: next, mapping })).sentence).toContain(
      '自定栏目已经不在用',
    );
    await test.call('members.retireField', { id: ownField, retired: false });
    expect(await test.call('members.forgetColumns', { shape: opened.shape })).toEqual({ forgotten: true });
    const guessed = await preview(next);
    expect(guessed).not.toHaveProperty('remembered');
    expect(guessed.columns[8]).not.toHaveProperty('field');
    expect((await test.refusal('members.forgetColumns', { shape: opened.shape })).code).toBe('request.notFound');
  });

  it.each([
    [{ '0': 'name', '8': 'wage:绩效工资', '9': 'wage:绩效工资' }, '绩效工资'],
    [{ '0': 'name', '8': 'postWage', '9': 'wage:岗位工资' }, '岗位工资'],
    [{ '0': 'name', '8': 'own:nobody' }, '自定栏目已经不在用'],
    [{ '0': 'name', '8': 'wage: ' }, '不在可选范围内'],
  ])('%j is refused', async (wrong, word) => {
    const refusal = await test.refusal('members.previewRoster', { file, mapping: wrong });
    expect(refusal.code).toBe('request.invalid');
    expect(refusal.sentence).toContain(word);
  });
});

it('lists imports along their index', async () => {
  const { LIST_IMPORTS } = await import('#electron/engine/members/roster/imports.ts');
  const db = await secondConnection(test);
  const plan = explain(db, LIST_IMPORTS, { limit: 100, offset: 0 }).join('\n');
  db.close();
  expect(plan).toContain('import_batches_by_time');
  expect(plan).not.toContain('TEMP B-TREE');
});
