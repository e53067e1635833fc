import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { MEMBERS_OF_MONTH } from '#electron/engine/members/in-month.ts';
import { COUNT_BY_STATUS, LIST_GROUPS, type MemberFilter, memberListSql } from '#electron/engine/members/queries.ts';
import { COUNT_TRAY, LIST_TRAY } from '#electron/engine/members/tray.ts';
import { WAGES_UNTIL } from '#electron/engine/members/wages.ts';
import { day, month } from '#shared/calendar.ts';
import { explain, secondConnection } from './explain.ts';
import { idNumberOf, roster } from './members-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine;
let db: Connection;
beforeAll(async () => {
  test = await startWithBooks();
  const names = ['单雨桐', '张三', '李四', '曾娜', '张50%', '百_分', '反\\斜', "O'Neil"];
  const lines = names.map((name, index) => ({
    name,
    number: `000${index + 1}`,
    idNumber: idNumberOf(index),
    group: index % 2 ? '语文组' : '数学组',
    phone: `1380000000${index}`,
  }));
  await test.call('members.takeRoster', { file: roster(test, lines), wageFrom: month('2026-01') });
  const { rows } = await test.call('members.list', { search: '李四' });
  await test.call('members.changeStatus', {
    id: rows[0]?.id ?? '',
    status: 'retained',
    day: day('2026-03-01'),
    ground: '退休',
  });
  db = await secondConnection(test);
});
afterAll(async () => {
  db.close();
  await test.dispose();
});
const found = async (search: string) => (await test.call('members.list', { search })).rows.map(({ name }) => name);

it.each([
  ['单雨桐', ['单雨桐']],
  ['雨桐', ['单雨桐']],
  ['shanyutong', ['单雨桐']],
  ['SYT', ['单雨桐']],
  ['shan yu', ['单雨桐']],
  ['zn', ['曾娜']],
  ['0004|', ['曾娜']],
  ['0008', ["O'Neil"]],
  ['13800000001', ['张三']],
  ['０００００００3', ['曾娜']],
  ['张', ['张三', '张50%']],
  ['%', ['张50%']],
  ['_', ['百_分']],
  ['\\', ['反\\斜']],
  ["'", ["O'Neil"]],
  ["' OR 1=1 --", []],
  ['王', []],
])('%s finds %j', async (search, names) => {
  expect(await found(search)).toEqual(names);
  expect((await test.call('members.suggest', { search })).map(({ name }) => name)).toEqual(names);
});

it('filters by group and statuses, and gives window and total', async () => {
  const groups = await test.call('members.listGroups', {});
  const groupId = groups.find(({ name }) => name === '语文组')?.id ?? '';
  expect((await test.call('members.list', { groupId })).rows.map(({ name }) => name)).toEqual([
    '张三',
    '曾娜',
    '百_分',
    "O'Neil",
  ]);
  expect((await test.call('members.list', { statuses: ['retained'] })).rows.map(({ name }) => name)).toEqual(['李四']);
  expect(await test.call('members.list', { statuses: ['retained', 'active'], search: '张', groupId })).toMatchObject({
    total: 1,
  });
  for (const window of [
    { offset: 0, limit: 3 },
    { offset: 6, limit: 3 },
    { offset: 8, limit: 3 },
    { offset: 99, limit: 3 },
  ]) {
    const { total, rows } = await test.call('members.list', window);
    expect(total).toBe(8);
    expect(rows.map(({ number }) => number)).toEqual(
      ['0001', '0002', '0003', '0004', '0005', '0006', '0007', '0008'].slice(
        window.offset,
        window.offset + window.limit,
      ),
    );
  }
});

it('keeps what is searched true when a member changes, whoever writes', async () => {
  db.run("UPDATE members SET phone = '13911112222' WHERE name = '曾娜'");
  expect(await found('13911112222')).toEqual(['曾娜']);
  db.run("UPDATE members SET search_text = 'x' WHERE name = '曾娜'");
  expect(await found('cn')).toEqual([]);
  expect(await found('zn')).toEqual(['曾娜']);
});

describe('the plan', () => {
  const filters: MemberFilter[] = [
    {},
    { search: 'a' },
    { groupId: 'g' },
    { statuses: ['active'] },
    { search: 'a', groupId: 'g', statuses: ['active', 'retained'] },
  ];
  it.each(filters)(
    'of a list %j reads only the covering index and the rows of the window, and sorts no more than those',
    (filter) => {
      const { count, page, params } = memberListSql(filter);
      const counted = explain(db, count, params);
      expect(counted.every((step) => !step.includes('members') || step.includes('COVERING INDEX'))).toBe(true);
      expect(counted.join()).not.toContain('TEMP B-TREE');
      const paged = explain(db, page, { ...params, limit: 100, offset: 0 });
      expect(paged).toContain('SCAN members USING COVERING INDEX members_searched');
      expect(paged).toContain('SEARCH members USING INTEGER PRIMARY KEY (rowid=?)');
      expect(paged.filter((step) => step.includes('TEMP B-TREE'))).toHaveLength(1);
    },
  );

  it('of the counts reads the covering index only', () => {
    expect(explain(db, COUNT_BY_STATUS)).toContain('SCAN members USING COVERING INDEX members_searched');
    expect(explain(db, LIST_GROUPS)).toContain('SCAN members USING COVERING INDEX members_searched');
  });

  it('of the tray begins with the index of waiting rows', () => {
    for (const sql of [COUNT_TRAY, LIST_TRAY])
      expect(explain(db, sql, { limit: 10, offset: 0 }).join()).toContain('import_rows_in_tray');
  });

  it('of a month of dues looks changes and groups up by their keys and reads wages in their order', () => {
    const steps = explain(db, MEMBERS_OF_MONTH, { month: '2026-03', lastDay: '2026-03-31' }).join();
    expect(steps).toContain('SEARCH member_changes USING PRIMARY KEY');
    expect(explain(db, WAGES_UNTIL, { month: '2026-03' })).toEqual(['SCAN member_wages']);
  });
});
