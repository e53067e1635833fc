import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { listMembers } from '#electron/engine/members/records/queries.ts';
import { ageOn } from '#shared/age.ts';
import { day, month } from '#shared/calendar.ts';
import {
  type MemberFilter,
  type MemberFilterInput,
  type MemberStatus,
  memberFilter,
} from '#shared/contract/members.ts';
import { secondConnection } from './explain.ts';
import {
  bareTables,
  GROUP_NAMES,
  GROUPS,
  groupNow,
  type Life,
  lives,
  statusNow,
  withAbove,
  withLives,
} from './members-find-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

const TODAY = day('2026-03-15');

describe('the list with a filter', () => {
  let db: Connection;
  beforeAll(() => {
    db = bareTables();
  });
  afterAll(() => db.close());

  const filters: fc.Arbitrary<MemberFilterInput> = fc.record(
    {
      search: fc.constantFrom('', '张', 'zhang wei', '英语', 'lm', '0001', '138 0000', '一分会 lm', 'Ａnna', '·', '%'),
      groupId: fc.constantFrom(...GROUPS),
      groupIds: fc.subarray([...GROUPS]),
      withoutGroup: fc.boolean(),
      statuses: fc.subarray<MemberStatus>(['applied', 'active', 'retained', 'transferred', 'withdrawn', 'deceased']),
      sex: fc.constantFrom('male' as const, 'female' as const),
      ageFrom: fc.integer({ min: 0, max: 80 }),
      ageTo: fc.integer({ min: 0, max: 80 }),
      birthMonth: fc.oneof(fc.constant('this' as const), fc.integer({ min: 1, max: 12 })),
      political: fc.subarray(['', '中共党员', '群众']),
      education: fc.subarray(['', '本科']),
      employment: fc.subarray(['', '在编']),
      marital: fc.subarray(['', '离异']),
      singleParent: fc.boolean(),
      withoutIdNumber: fc.boolean(),
      withoutPhone: fc.boolean(),
      joinedFrom: fc.constantFrom(month('2023-06'), month('2024-01')),
      joinedTo: fc.constantFrom(month('2024-01'), month('2025-12')),
      retained: fc.constantFrom('retired' as const, 'unemployed' as const),
    },
    { requiredKeys: [] },
  );

  it('is exactly the members that fit it, looked at one by one', () => {
    fc.assert(
      fc.property(lives, fc.array(filters, { minLength: 4, maxLength: 8 }), (all, asked) => {
        withLives(db, all, () => {
          for (const input of asked) {
            const filter = memberFilter.parse(input);
            const { total, rows } = listMembers(db, filter, { offset: 0, limit: 500 }, TODAY);
            expect(rows.map(({ id }) => id)).toEqual(all.filter((life) => fits(life, filter)).map(({ id }) => id));
            expect(total).toBe(rows.length);
          }
        });
      }),
      { numRuns: 100 },
    );
  });
});

/** The plain reading of a filter. */
function fits(life: Life, filter: MemberFilter): boolean {
  const age = life.birthday === undefined ? undefined : ageOn(life.birthday, TODAY);
  const group = groupNow(life);
  const { ageFrom, ageTo, birthMonth, joinedFrom, joinedTo } = filter;
  const among = <T>(wanted: readonly T[], value: T) => wanted.length === 0 || wanted.includes(value);
  return [
    words(filter.search).every((word) => says(life, word)),
    filter.groupId === undefined || group === filter.groupId,
    (filter.groupIds.length === 0 && !filter.withoutGroup) ||
      (filter.withoutGroup && group === undefined) ||
      withAbove(group).some((above) => filter.groupIds.includes(above)),
    among(filter.statuses, statusNow(life)),
    filter.sex === undefined || life.sex === filter.sex,
    ageFrom === undefined || (age !== undefined && age >= ageFrom),
    ageTo === undefined || (age !== undefined && age >= 0 && age <= ageTo),
    birthMonth === undefined || Number(life.birthday?.slice(5, 7)) === (birthMonth === 'this' ? 3 : birthMonth),
    among(filter.political, life.political),
    among(filter.education, life.education),
    among(filter.employment, life.employment),
    among(filter.marital, life.marital),
    !filter.singleParent || life.singleParent,
    !filter.withoutIdNumber || life.idNumber === '',
    !filter.withoutPhone || life.phone === '',
    joinedFrom === undefined || (life.joined !== '' && life.joined.slice(0, 7) >= joinedFrom),
    joinedTo === undefined || (life.joined !== '' && life.joined.slice(0, 7) <= joinedTo),
    filter.retained === undefined || retainedFor(life) === filter.retained,
  ].every(Boolean);
}

const words = (text: string) => text.normalize('NFKC').toLowerCase().split(' ').filter(Boolean);

const PINYIN: Readonly<Record<string, string>> = {
  张伟: 'zhangwei zw',
  '张 伟': 'zhangwei zw',
  李敏: 'limin lm',
  单雨桐: 'shanyutong syt',
  买买提·依明: 'maimaitiyiming mmtym',
  买买提依明: 'maimaitiyiming mmtym',
  王芳: 'wangfang wf',
  'Anna Lee': 'annalee annalee',
};
function says(life: Life, word: string): boolean {
  const own = [life.name.toLowerCase(), ...(PINYIN[life.name] ?? '').split(' '), life.number, life.phone];
  const groups = withAbove(groupNow(life)).map((group) => GROUP_NAMES[group] ?? '');
  return [...own, ...groups].some((text) => text.includes(word));
}

/** Why the membership is kept now, '' when it is not or nothing says why. */
function retainedFor(life: Life): string {
  const standing: Life['changes'] = [];
  for (const change of life.changes) {
    if (change.undo) standing.pop();
    else standing.push(change);
  }
  const last = standing.at(-1);
  if (statusNow(life) !== 'retained' || !last) return '';
  return last.kind === '' && /退休|离休/.test(last.ground) ? 'retired' : last.kind;
}

describe('saved filters', () => {
  let test: TestEngine;
  beforeAll(async () => {
    test = await startWithBooks();
  });
  afterAll(() => test.dispose());
  const names = async () => (await test.call('members.listFilters', {})).map(({ name }) => name);
  const trailHead = async () => (await test.call('union.listTrail', {})).head;

  it('come with the program, each a filter that the list understands', async () => {
    expect(await names()).toEqual(['单亲女职工', '退休', '本月生日', '党员', '无身份证号', '女职工', '35 岁以下']);
    for (const { filter } of await test.call('members.listFilters', {}))
      expect(await test.call('members.list', filter)).toMatchObject({ total: 0 });
  });

  it('find whom they say', async () => {
    const save = (name: string, fields: object) =>
      test.call('members.save', { fields: { name, joined: '', ...fields } });
    await save('党员甲', { political: '中共党员', birthday: day('1980-03-31'), sex: 'male' });
    await save('青年乙', { birthday: day('1990-03-16'), sex: 'female' });
    const mother = await save('单亲丙', { birthday: day('1981-05-05'), sex: 'female' });
    const retired = await save('退休丁', { birthday: day('1960-01-01'), sex: 'male' });
    await test.call('members.changeStatus', {
      id: retired.id,
      status: 'retained',
      day: day('2026-03-01'),
      ground: '办理退休',
      kind: 'retired',
    });
    const db = await secondConnection(test);
    db.run('INSERT INTO member_particulars (member_id, single_parent) VALUES (:id, 1)', { id: mother.id });
    db.close();
    const found: Record<string, string[]> = {};
    for (const { name, filter } of await test.call('members.listFilters', {}))
      found[name] = (await test.call('members.list', filter)).rows.map((row) => row.name);
    expect(found).toEqual({
      单亲女职工: ['单亲丙'],
      退休: ['退休丁'],
      本月生日: ['党员甲', '青年乙'],
      党员: ['党员甲'],
      无身份证号: ['党员甲', '单亲丙', '退休丁', '青年乙'],
      女职工: ['单亲丙', '青年乙'],
      // 35 until tomorrow
      '35 岁以下': ['青年乙'],
    });
  });

  it('are made, changed, put in order and dropped, those of the program too; the trail says what was asked', async () => {
    const made = await test.call('members.saveFilter', {
      name: ' 语文组　党员 ',
      filter: { political: ['中共党员'], ageTo: 50 },
    });
    const own = made.at(-1);
    expect(own).toMatchObject({ name: '语文组 党员', filter: { political: ['中共党员'], ageTo: 50, search: '' } });
    await test.call('members.saveFilter', { id: 'shipped:young', name: '青年职工', filter: { ageTo: 28 } });
    await test.call('members.dropFilter', { id: 'shipped:women' });
    const order = (await test.call('members.listFilters', {})).map(({ id }) => id).reverse();
    await test.call('members.orderFilters', { ids: order });
    expect(await names()).toEqual(['语文组 党员', '青年职工', '无身份证号', '党员', '本月生日', '退休', '单亲女职工']);
    const { rows } = await test.call('union.listTrail', {});
    const changed = rows.find(({ label }) => label === '青年职工');
    expect(JSON.stringify(changed)).toContain('35 岁以下');
  });

  it.each([
    ['a name that is there', { name: '党员', filter: { sex: 'male' } }, '已经有叫「党员」的筛选'],
    ['nothing asked', { name: '空', filter: { statuses: [], search: ' ' } }, '没有选任何条件'],
    ['no name', { name: '　', filter: { sex: 'male' } }, '没有填写'],
    ['a filter that is not there', { id: 'gone', name: '甲', filter: { sex: 'male' } }, '找不到这条筛选'],
    ['an age of half a year', { name: '甲', filter: { ageFrom: 1.5 } }, '要写整数'],
    ['a month of no year', { name: '甲', filter: { birthMonth: 13 } }, '不是一个月份'],
    ['a month that is no month', { name: '甲', filter: { joinedFrom: '2026-13' } }, '不是一个月份'],
  ])('%s is refused and nothing is written', async (_, input, sentence) => {
    const before = await trailHead();
    expect((await test.refusal('members.saveFilter', input)).sentence).toContain(sentence);
    expect(await trailHead()).toBe(before);
  });

  it('are put in order only all at once, and dropped only while they are there', async () => {
    const before = await trailHead();
    expect((await test.refusal('members.dropFilter', { id: 'shipped:women' })).code).toBe('request.notFound');
    for (const ids of [['shipped:retired'], ['shipped:retired', 'shipped:retired']])
      expect((await test.refusal('members.orderFilters', { ids })).sentence).toContain('请重新打开再排');
    expect(await trailHead()).toBe(before);
  });

  it('offer the words that the records use', async () => {
    expect(await test.call('members.listFilterChoices', {})).toEqual({
      political: ['中共党员'],
      education: [],
      employment: [],
      marital: [],
    });
  });
});

it.each([
  ['1990-03-15', '2026-03-15', 36],
  ['1990-03-16', '2026-03-15', 35],
  ['2000-02-29', '2026-02-28', 25],
  ['2000-02-29', '2026-03-01', 26],
  ['2026-03-16', '2026-03-15', -1],
])('somebody born %s is %s: %i years old', (born, on, age) => {
  expect(ageOn(day(born), day(on))).toBe(age);
});
