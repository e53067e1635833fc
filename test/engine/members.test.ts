import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { day, month } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import { secondConnection } from './explain.ts';
import { idNumberOf } from './members-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine;
beforeEach(async () => {
  test = await startWithBooks();
});
afterEach(async () => {
  await test.dispose();
});
const save = (fields: Parameters<typeof test.call<'members.save'>>[1]['fields'], id?: string) =>
  test.call('members.save', { fields, ...(id === undefined ? {} : { id }) });
const total = async () => (await test.call('members.list', {})).total;

describe('the form', () => {
  it('derives birthday and sex from the identity number and tidies what was typed', async () => {
    const group = await test.call('members.saveGroup', { name: '数学组' });
    const member = await save({
      name: '武 英娜',
      number: '０００1',
      idNumber: ` ${idNumberOf(1)} `,
      phone: '+86 138-0000-0001',
      groupId: group.id,
      joined: month('2005-06'),
      wage: { from: month('2026-01'), items: [{ item: '岗位工资', amount: fen(300000) }] },
    });
    expect(member).toMatchObject({
      name: '武英娜',
      number: '0001',
      idNumber: idNumberOf(1),
      birthday: '1980-01-05',
      sex: 'female',
      phone: '13800000001',
      groupName: '数学组',
      status: 'active',
      joined: month('2005-06'),
      wages: [{ from: '2026-01', items: [{ item: '岗位工资', amount: 300000 }] }],
      changes: [{ from: '', to: 'active', operator: '陈静', day: '2026-03-15' }],
    });
    expect(await test.call('members.get', { id: member.id })).toEqual(member);
  });

  it('changes a member, and the trail keeps what it was', async () => {
    const { id } = await save({ name: '甲一', number: 'A1', note: '旧备注' });
    const after = await save({ name: '甲乙', number: 'A1', note: '新备注' }, id);
    expect(after).toMatchObject({ id, name: '甲乙', note: '新备注' });
    const [row] = (await test.call('union.listTrail', { limit: 1 })).rows;
    expect(row?.before).toContain('旧备注');
    expect(row?.after).toContain('新备注');
    expect((await test.call('members.list', { search: 'jiayi' })).total).toBe(1);
  });

  it.each([
    ['身份证校验位不符', { idNumber: '330203198001050010' }, 'member.idNumber'],
    ['身份证号不是 18 位', { idNumber: '123456' }, 'member.idNumber'],
    ['性别与身份证不符', { idNumber: idNumberOf(1), sex: 'male' }, 'member.sexMismatch'],
    ['出生日期与身份证不符', { idNumber: idNumberOf(1), birthday: '1980-01-06' }, 'member.birthdayMismatch'],
    ['不像电话号码', { phone: '12345' }, 'member.phone'],
    ['不是一个存在的日期', { birthday: '1980-02-30' }, 'request.invalid'],
    ['「入会时间」', { joined: '2005-13' }, 'request.invalid'],
    ['没有填写', { name: '  ' }, 'request.invalid'],
    ['最多 30 个字', { name: '长'.repeat(31) }, 'request.invalid'],
    ['格式不对', { name: 5 }, 'request.invalid'],
    ['程序不认识的内容', { salary: 5 }, 'request.invalid'],
    ['工会小组', { groupId: 'nobody' }, 'request.notFound'],
    ['不能是负数', { wage: { from: '2026-01', items: [{ item: '岗位工资', amount: -1 }] } }, 'request.invalid'],
    ['两位小数', { wage: { from: '2026-01', items: [{ item: '岗位工资', amount: 100.5 }] } }, 'request.invalid'],
    ['不是一个月份', { wage: { from: '2026-02-30', items: [] } }, 'request.invalid'],
    [
      '写了两次',
      {
        wage: {
          from: '2026-01',
          items: [
            { item: '甲', amount: 1 },
            { item: '甲', amount: 2 },
          ],
        },
      },
      'request.invalid',
    ],
  ])('refuses: %s', async (words, fields, code) => {
    const refusal = await test.refusal('members.save', { fields: { name: '甲一', ...fields } });
    expect(refusal.code).toBe(code);
    expect(refusal.sentence).toContain(words);
    expect(await total()).toBe(0);
  });

  it('refuses a number or identity number that another member carries, and an unknown member', async () => {
    const { id } = await save({ name: '甲一', number: 'A1', idNumber: idNumberOf(1) });
    const number = await test.refusal('members.save', { fields: { name: '乙二', number: 'A1' } });
    expect(number).toMatchObject({ code: 'member.numberTaken' });
    expect(number.sentence).toContain('甲一');
    const idNumber = await test.refusal('members.save', {
      fields: { name: '乙二', idNumber: idNumberOf(1).toLowerCase() },
    });
    expect(idNumber.code).toBe('member.idNumberTaken');
    expect((await test.refusal('members.save', { id: 'nobody', fields: { name: '乙二' } })).code).toBe(
      'request.notFound',
    );
    expect(await total()).toBe(1);
    // its own numbers are no obstacle
    expect(await save({ name: '甲一', number: 'A1', idNumber: idNumberOf(1), note: '改' }, id)).toMatchObject({
      note: '改',
    });
  });

  it('replaces the wage of a month, and takes a month back with no items', async () => {
    const wage = (from: string, amount: number) => ({
      from: month(from),
      items: amount === 0 ? [] : [{ item: '岗位工资', amount: fen(amount) }],
    });
    const { id } = await save({ name: '甲一', wage: wage('2026-01', 300000) });
    await save({ name: '甲一', wage: wage('2026-03', 310000) }, id);
    expect(
      (await save({ name: '甲一', wage: wage('2026-03', 320000) }, id)).wages.map(({ from, items }) => [
        from,
        items[0]?.amount,
      ]),
    ).toEqual([
      ['2026-03', 320000],
      ['2026-01', 300000],
    ]);
    expect((await save({ name: '甲一', wage: wage('2026-03', 0) }, id)).wages.map(({ from }) => from)).toEqual([
      '2026-01',
    ]);
  });
});

describe('membership status', () => {
  const change = (id: string, status: string, on: string, ground = '章程第八条') => ({
    id,
    status,
    day: on,
    ground,
    ...(status === 'retained' ? { kind: 'other' } : {}),
  });

  it('changes with a ground and keeps its history', async () => {
    const { id } = await save({ name: '甲一' });
    await test.call('members.changeStatus', {
      id,
      status: 'retained',
      kind: 'retired',
      day: day('2026-03-01'),
      ground: '退休',
    });
    const member = await test.call('members.changeStatus', {
      id,
      status: 'active',
      day: day('2026-03-10'),
      ground: '返聘',
    });
    expect(member.status).toBe('active');
    expect(member.changes.map(({ day: on, from, to, ground }) => [on, from, to, ground])).toEqual([
      ['2026-03-15', '', 'active', '登记入册'],
      ['2026-03-01', 'active', 'retained', '退休'],
      ['2026-03-10', 'retained', 'active', '返聘'],
    ]);
  });

  it.each([
    ['member.sameStatus', 'active', '2026-03-10', '依据'],
    ['member.changeTooLate', 'retained', '2026-03-16', '依据'],
    ['request.invalid', 'retained', '2026-02-30', '依据'],
    ['request.invalid', 'retained', '2026-03-10', ' '],
    ['request.invalid', 'retired', '2026-03-10', '依据'],
  ])('%s', async (code, status, on, ground) => {
    const { id } = await save({ name: '甲一' });
    expect((await test.refusal('members.changeStatus', change(id, status, on, ground))).code).toBe(code);
    expect((await test.call('members.get', { id })).changes).toHaveLength(1);
  });

  it('goes forward in time, and only for a member there is', async () => {
    const { id } = await save({ name: '甲一' });
    await test.call('members.changeStatus', {
      id,
      status: 'retained',
      kind: 'retired',
      day: day('2026-03-10'),
      ground: '退休',
    });
    const early = await test.refusal('members.changeStatus', change(id, 'transferred', '2026-03-09'));
    expect(early.code).toBe('member.changeTooEarly');
    expect(early.sentence).toContain('2026-03-10');
    expect((await test.refusal('members.changeStatus', change('nobody', 'retained', '2026-03-09'))).code).toBe(
      'request.notFound',
    );
  });

  it('cannot be rewritten even by SQL', async () => {
    await save({ name: '甲一' });
    const db = await secondConnection(test);
    expect(() => db.run("UPDATE member_changes SET ground = 'x'")).toThrow('audit.appendOnly');
    expect(() => db.run('DELETE FROM member_changes')).toThrow('audit.appendOnly');
    db.close();
  });
});

describe('groups', () => {
  it('are made, renamed, counted, and have one name each', async () => {
    const { id } = await test.call('members.saveGroup', { name: '语文组' });
    expect((await test.refusal('members.saveGroup', { name: ' 语文组 ' })).code).toBe('member.groupExists');
    expect((await test.refusal('members.saveGroup', { id: 'nobody', name: '数学组' })).code).toBe('request.notFound');
    await save({ name: '甲一', groupId: id });
    await test.call('members.saveGroup', { id, name: '语文一组' });
    expect(await test.call('members.listGroups', {})).toMatchObject([{ id, name: '语文一组', members: 1 }]);
  });
});

it('the committee sees lists with masked numbers, no records, and cannot write', async () => {
  const { id } = await save({ name: '甲一', idNumber: idNumberOf(1), phone: '13800000001' });
  const [row] = (await test.call('members.list', {})).rows;
  expect(row).toMatchObject({ idNumberMasked: `330203********${idNumberOf(1).slice(14)}`, phoneMasked: '138****0001' });
  expect(JSON.stringify(row)).not.toContain(idNumberOf(1));
  const { recent } = await test.call('books.lock', {});
  await test.call('books.unlock', { book: recent[0]?.book ?? '', passphrase: '滨江 2026 年的口令', role: 'committee' });
  for (const [name, input] of [
    ['members.get', { id }],
    ['members.listTray', {}],
    ['members.save', { fields: { name: '乙' } }],
  ] as const)
    expect((await test.refusal(name, input)).code).toBe('request.notPermitted');
  expect(await total()).toBe(1);
});
