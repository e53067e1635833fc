import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { filterConditions } from '#electron/engine/members/find/conditions.ts';
import { COUNT_BY_GROUP } from '#electron/engine/members/groups/queries.ts';
import { MEMBERS_OF_MONTH } from '#electron/engine/members/records/in-month.ts';
import { COUNT_BY_STATUS, type MemberFilter, memberListSql } from '#electron/engine/members/records/queries.ts';
import { WAGES_UNTIL } from '#electron/engine/members/records/wages.ts';
import { COUNT_TRAY, LIST_TRAY } from '#electron/engine/members/roster/tray.ts';
import { day, month } from '#shared/calendar.ts';
import { explain, secondConnection } from './explain.ts';
import { idNumberOf } from './members-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine;
let db: Connection;
beforeAll(async () => {
  test = await startWithBooks();
  const { id: branch } = await test.call('members.saveGroup', { name: '初中分会', kind: 'branch' });
  const { id: chinese } = await test.call('members.saveGroup', { name: '语文组', parentId: branch });
  const { id: maths } = await test.call('members.saveGroup', { name: '数学组' });
  const names = ['单雨桐', '张三', '李四', '曾娜', '张50%', '百_分', '反\\斜', "O'Neil"];
  for (const [index, name] of names.entries())
    await test.call('members.save', {
      fields: {
        name,
        number: `000${index + 1}`,
        idNumber: idNumberOf(index),
        groupId: index % 2 ? chinese : maths,
        phone: `1380000000${index}`,
        joined: '',
      },
    });
  const { rows } = await test.call('members.list', { search: '李四' });
  await test.call('members.changeStatus', {
    id: rows[0]?.id ?? '',
    status: 'retained',
    day: day('2026-03-01'),
    ground: '退休',
    kind: 'retired',
  });
  db = await secondConnection(test);
});
afterAll(async () => {
  db?.close();
  await test.dispose();
});
const found = async (search: string) => (await test.call('members.list', { search })).rows.map(({ name }) => name);

it.each([
  ['单雨桐', ['单雨桐']],
  ['雨桐', ['单雨桐']],
  ['shanyutong', ['单雨桐']],
  ['SYT', ['单雨桐']],
  ['shan yu', ['单雨桐']],
  ['tong SHAN', ['单雨桐']],
  ['单 雨', ['单雨桐']],
  ['　单　', ['单雨桐']],
  ['zhang san', ['张三']],
  ['san 0002 1380', ['张三']],
  ['san 0003', []],
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
  ['语文', ['张三', '曾娜', '百_分', "O'Neil"]],
  ['语文 zn', ['曾娜']],
  ['ZN 语文组', ['曾娜']],
  ['数学 zn', []],
  ['数学 语文', []],
  // the branch is above the group
  ['初中 张', ['张三']],
  ['组 syt', ['单雨桐']],
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
    { search: '语文 a' },
    { groupId: 'g' },
    { groupIds: ['g'], withoutGroup: true },
    { statuses: ['active'] },
    { search: 'a', groupId: 'g', statuses: ['active', 'retained'] },
    { sex: 'female', ageFrom: 30, ageTo: 35, birthMonth: 'this' },
    { political: ['群众'], education: ['本科'], withoutIdNumber: true, withoutPhone: true },
    { joinedFrom: month('2020-01'), joinedTo: month('2020-12'), search: '语文 a' },
    { singleParent: true, marital: ['离异'], employment: ['在编'] },
    { marital: [''] },
    { retained: 'retired' },
    { answers: [{ fieldId: 'f', value: 'v' }] },
  ];
  it.each(filters)(
    'of a list %j reads only covering indexes and the rows of the window, and sorts no more than those',
    (filter) => {
      const conditions = filterConditions(db, filter, day('2026-03-15'));
      const { count, page, params } = memberListSql(conditions);
      const counted = explain(db, count, params);
      expect(counted.filter((step) => step.includes(' members') && !step.includes('COVERING INDEX'))).toEqual([]);
      expect(counted.join()).not.toContain('TEMP B-TREE');
      // what stands in other tables is found by an index of theirs, and asked once
      for (const step of [...counted].filter((one) => /^(SCAN|SEARCH) member_|^(SCAN|SEARCH) last/.test(one)))
        expect(step).toMatch(
          /USING (COVERING )?INDEX member_(particulars_found|changes_retained|field_values_by_field)|PRIMARY KEY/,
        );
      const paged = explain(db, page, { ...params, limit: 100, offset: 0 });
      expect(paged).toContain(`SCAN members USING COVERING INDEX ${conditions.index}`);
      expect(paged).toContain('SEARCH members USING INTEGER PRIMARY KEY (rowid=?)');
      expect(paged.filter((step) => step.includes('TEMP B-TREE'))).toHaveLength(1);
    },
  );

  it('of a keystroke keeps to the smaller index, and asks for groups only when a word is in the name of one', () => {
    const asked = (search: string) => filterConditions(db, { search }, day('2026-03-15'));
    expect(asked('zhang san')).toMatchObject({ index: 'members_searched' });
    expect(asked('zhang san').where.join()).not.toContain('group_id');
    // the words that only the text holds come first
    expect(asked('语文 zn').where.map((condition) => condition.includes('group_id'))).toEqual([false, true]);
  });

  it('of the counts reads the covering index only', () => {
    expect(explain(db, COUNT_BY_STATUS)).toContain('SCAN members USING COVERING INDEX members_searched');
    expect(explain(db, COUNT_BY_GROUP)).toContain('SCAN members USING COVERING INDEX members_searched');
  });

  it('of the tray begins with the index of waiting rows', () => {
    for (const sql of [COUNT_TRAY, LIST_TRAY])
      expect(explain(db, sql, { limit: 10, offset: 0 }).join()).toContain('import_rows_in_tray');
  });

  it('of a month of dues looks changes and groups up by their keys and reads wages in their order', () => {
    const steps = explain(db, MEMBERS_OF_MONTH, { month: '2026-03' }).join();
    expect(steps).toContain('SEARCH change USING PRIMARY KEY (member_id=?)');
    expect(steps).toContain('SEARCH undo USING COVERING INDEX member_change_undone_once');
    expect(explain(db, WAGES_UNTIL, { month: '2026-03' })).toEqual(['SCAN member_wages']);
  });
});
