import { afterEach, beforeEach, expect, it } from 'vitest';
import { month } from '#shared/calendar.ts';
import { secondConnection } from './explain.ts';
import { idNumberOf, roster } from './members-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

const wageFrom = month('2026-01');
let test: TestEngine;
beforeEach(async () => {
  test = await startWithBooks();
  const file = roster(test, [
    { name: '甲一', idNumber: idNumberOf(1), number: 'A1' },
    { name: '乙二', idNumber: '33020319800105', number: 'B2', group: '一组', postWage: '3000' },
    { name: '甲一', idNumber: idNumberOf(1), number: 'A1' },
    { name: '', idNumber: idNumberOf(4), number: 'D4' },
  ]);
  await test.call('members.takeRoster', { file, wageFrom });
});
afterEach(async () => {
  await test.dispose();
});
const tray = async () => (await test.call('members.listTray', {})).rows;

it('shows each rejected row with its problem and its values', async () => {
  const rows = await tray();
  expect(rows.map(({ row }) => row)).toEqual([3, 4, 5]);
  expect(rows[0]?.message).toContain('身份证号不是 18 位');
  expect(rows[1]?.message).toContain('与前面的行重复');
  expect(rows[2]?.message).toBe('缺姓名');
  expect(rows[0]?.values).toEqual({
    name: '乙二',
    idNumber: '33020319800105',
    number: 'B2',
    group: '一组',
    postWage: '3000',
  });
});

it('takes a mended row in through the same checks', async () => {
  const [row] = await tray();
  const id = row?.id ?? '';
  const right = idNumberOf(2);
  const wrongCheck = right.slice(0, 17) + (right.endsWith('1') ? '2' : '1');
  const wrong = await test.refusal('members.mendTrayRow', { id, values: { idNumber: wrongCheck }, wageFrom });
  expect(wrong.code).toBe('member.trayRow');
  expect(wrong.sentence).toContain('第 3 行');
  expect(wrong.sentence).toContain('身份证校验位不符');
  const taken = await test.refusal('members.mendTrayRow', {
    id,
    values: { idNumber: idNumberOf(2), number: 'A1' },
    wageFrom,
  });
  expect(taken.sentence).toContain('职工编号「A1」已经给了「甲一」');
  expect(await tray()).toHaveLength(3);
  const { member, left } = await test.call('members.mendTrayRow', {
    id,
    values: { idNumber: idNumberOf(2) },
    wageFrom,
  });
  expect(left).toBe(2);
  expect(await test.call('members.get', { id: member })).toMatchObject({
    name: '乙二',
    idNumber: idNumberOf(2),
    groupName: '一组',
    wages: [{ from: '2026-01', items: [{ item: '岗位工资', amount: 300000 }] }],
  });
  // a row is mended once
  expect((await test.refusal('members.mendTrayRow', { id, values: {}, wageFrom })).code).toBe('request.notFound');
});

it('does not take in a row that says nothing new', async () => {
  const duplicate = (await tray())[1];
  const refusal = await test.refusal('members.mendTrayRow', { id: duplicate?.id, values: {}, wageFrom });
  expect(refusal.sentence).toContain('与会员「甲一」现有登记一致');
});

it('drops a row only with a reason, and keeps both in the books', async () => {
  const id = (await tray())[1]?.id ?? '';
  expect((await test.refusal('members.dropTrayRow', { id, reason: ' ' })).sentence).toContain('没有填写');
  expect(await test.call('members.dropTrayRow', { id, reason: '重复登记' })).toEqual({ left: 2 });
  const db = await secondConnection(test);
  const row = db.get<{ state: string; source: string }>('SELECT state, source FROM import_rows WHERE id = :id', { id });
  const trail = db.get<{ after: string }>("SELECT after FROM audit_trail WHERE operation = 'members.dropTrayRow'");
  db.close();
  expect(row).toMatchObject({ state: 'dropped' });
  expect(row?.source).toContain('甲一');
  expect(trail?.after).toContain('重复登记');
});

it('does not bring a mended or dropped row back when the same file is taken again', async () => {
  const [first, second] = await tray();
  await test.call('members.mendTrayRow', { id: first?.id ?? '', values: { idNumber: idNumberOf(2) }, wageFrom });
  await test.call('members.dropTrayRow', { id: second?.id ?? '', reason: '重复登记' });
  const file = test.engine.registerPath(`${test.folder}/花名册.csv`);
  expect(await test.call('members.takeRoster', { file, wageFrom })).toMatchObject({
    added: 0,
    updated: 0,
    unchanged: 1,
    tray: 0,
  });
  expect(await tray()).toHaveLength(1);
});

it.each([
  [{ id: 'nobody', values: {} }, 'request.notFound'],
  [{ id: 'nobody', values: { salary: '5' } }, 'request.invalid'],
  [{ id: 'nobody', values: { name: 5 } }, 'request.invalid'],
  [{ id: "x' OR 1=1", values: {} }, 'request.invalid'],
])('hostile input %j is refused', async (input, code) => {
  expect((await test.refusal('members.mendTrayRow', { ...input, wageFrom })).code).toBe(code);
  expect(await tray()).toHaveLength(3);
});
