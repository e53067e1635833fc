import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { month } from '#shared/calendar.ts';
import type { WageTarget } from '#shared/contract/members.ts';
import { secondConnection } from './explain.ts';
import { csv, idNumberOf, roster } from './members-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

// 工资表 -> wages from a month on: found by number AND name, shown item by item, taken once.

const january = month('2026-01');
const march = month('2026-03');
const april = month('2026-04');
let test: TestEngine;
let db: Connection;
beforeAll(async () => {
  test = await startWithBooks();
  db = await secondConnection(test);
});
afterAll(async () => {
  db.close();
  await test.dispose();
});

const HEADER = ['工号', '姓名', '岗位工资', '薪级工资', '绩效工资', '实发合计'];
const file = (...rows: string[][]) => csv(test, [HEADER, ...rows], '工资表.csv');
const MAPPING: Record<string, WageTarget> = {
  '0': 'number',
  '1': 'name',
  '2': 'wage:岗位工资',
  '3': 'wage:薪级工资',
  '4': 'wage:绩效工资',
};
const stored = () => db.all('SELECT * FROM member_wages');
const wagesOf = async (search: string) => {
  const [row] = (await test.call('members.list', { search })).rows;
  return (await test.call('members.get', { id: row?.id ?? '' })).wages;
};

/** Everybody begins with 3,000.00 and 500.00 from January on. */
let turn = 0;
let people: { number: string; name: string }[];
beforeEach(async () => {
  turn += 1;
  people = ['甲', '乙', '丙'].map((name, index) => ({ number: `0${turn}${index}1`, name: `会员${name}${turn}` }));
  const lines = people.map(({ number, name }, index) => ({
    number,
    name,
    idNumber: idNumberOf(turn * 10 + index),
    postWage: '3000',
    gradeWage: '500',
  }));
  await test.call('members.takeRoster', { file: roster(test, lines, `花名册${turn}.csv`), wageFrom: january });
});
const row = (index: number, post: string, grade: string, more = '') => [
  people[index]?.number ?? '',
  people[index]?.name ?? '',
  post,
  grade,
  more,
  '9999',
];

describe('a wage list', () => {
  it('shows what would change, item by item, and leaves the other columns alone', async () => {
    const chosen = file(row(0, '3,200.00', '500'), row(1, '3000', '500.00'), row(2, '', ''), [
      '合计',
      '',
      '9700',
      '',
      '',
      '',
    ]);
    const { columns, rows, counts } = await test.call('members.previewWages', { file: chosen, month: march });
    expect(columns.map(({ field }) => field)).toEqual([
      'number',
      'name',
      'wage:岗位工资',
      'wage:薪级工资',
      undefined,
      undefined,
    ]);
    expect(counts).toMatchObject({ update: 1, unchanged: 2, total: 1, unknown: 0 });
    expect(rows[0]?.changes).toEqual([{ item: '岗位工资', before: 300000, after: 320000 }]);
    expect(rows.map(({ message }) => message)).toEqual([
      '岗位工资 3,000.00 → 3,200.00',
      '与现有工资一致',
      '各工资项目都空着，不改',
      '合计行，不是会员',
    ]);
  });

  it('is taken in from its month on: changed items, the others stay; the second time nothing changes', async () => {
    const chosen = file(row(0, '3,200.00', '', '1000'), row(1, '3000', '500'));
    const input = { file: chosen, month: march, mapping: MAPPING };
    expect(await test.call('members.takeWages', input)).toMatchObject({ updated: 1, unchanged: 1, tray: 0 });
    expect(await wagesOf(people[0]?.number ?? '')).toEqual([
      {
        from: '2026-03',
        items: [
          { item: '岗位工资', amount: 320000 },
          { item: '绩效工资', amount: 100000 },
          { item: '薪级工资', amount: 50000 },
        ].sort((a, b) => (a.item < b.item ? -1 : 1)),
      },
      {
        from: '2026-01',
        items: [
          { item: '岗位工资', amount: 300000 },
          { item: '薪级工资', amount: 50000 },
        ],
      },
    ]);
    const before = stored();
    expect(await test.call('members.takeWages', input)).toMatchObject({ updated: 0, unchanged: 2 });
    expect(stored()).toEqual(before);
    // the next list of this shape opens with the same columns
    const next = await test.call('members.previewWages', { file: file(row(1, '3100', '')), month: april });
    expect(next.remembered).toBe('2026-03-15');
    expect(next.columns[4]?.field).toBe('wage:绩效工资');
    await test.call('members.forgetColumns', { shape: next.shape });
    // an item of the books is known by its name from now on
    expect((await test.call('members.previewWages', { file: chosen, month: april })).columns[4]?.field).toBe(
      'wage:绩效工资',
    );
  });

  it('leaves one trail row that says whose wage became what', async () => {
    const chosen = file(row(0, '3300', ''), row(1, '3400', ''));
    const count = () => db.get<{ rows: number }>('SELECT count(*) AS rows FROM audit_trail')?.rows ?? 0;
    const before = count();
    await test.call('members.takeWages', { file: chosen, month: march, leaveOut: [3] });
    expect(count()).toBe(before + 1);
    const trail = db.get<{ label: string; after: string }>(
      'SELECT label, after FROM audit_trail ORDER BY sequence DESC LIMIT 1',
    );
    expect(trail?.label).toBe('2026年3月工资表 工资表.csv');
    expect(JSON.parse(trail?.after ?? '')).toMatchObject({
      updated: 1,
      leftOut: 1,
      changed: [{ name: people[0]?.name, changes: [{ item: '岗位工资', before: 300000, after: 330000 }] }],
    });
    expect((await wagesOf(people[1]?.number ?? '')).map(({ from }) => from)).toEqual(['2026-01']);
  });

  it('is taken back as a whole on the same day', async () => {
    const before = stored();
    const { batch } = await test.call('members.takeWages', {
      file: file(row(0, '3300', ''), row(1, '', '600')),
      month: january,
    });
    expect((await test.call('members.listImports', {})).rows[0]).toMatchObject({
      id: batch,
      kind: 'wages',
      wageFrom: '2026-01',
      counts: { updated: 2 },
      mayTakeBack: true,
    });
    expect(await test.call('members.takeBackImport', { id: batch })).toEqual({ removed: 0, restored: 2, tray: 0 });
    expect(stored()).toEqual(before);
  });

  it('is not taken back once dues were levied on it', async () => {
    const { batch } = await test.call('members.takeWages', { file: file(row(0, '3300', '')), month: march });
    await test.call('dues.raiseLevy', { month: march });
    expect((await test.refusal('members.takeBackImport', { id: batch })).sentence).toContain(
      `会员「${people[0]?.name}」在导入之后计提了会费`,
    );
  });
});

describe('rows that cannot be used', () => {
  it('each say why, and nothing of them is written', async () => {
    const [first, second] = people;
    const rows = [
      ['', first?.name ?? '', '3100'],
      [first?.number ?? '', '', '3100'],
      ['9999', first?.name ?? '', '3100'],
      ['9998', '没有此人', '3100'],
      [first?.number ?? '', second?.name ?? '', '3100'],
      [second?.number ?? '', second?.name ?? '', '三千'],
      [second?.number ?? '', second?.name ?? '', '-1'],
      [second?.number ?? '', second?.name ?? '', '3100.005'],
      [second?.number ?? '', second?.name ?? '', '99999999999999999'],
      [second?.number ?? '', second?.name ?? '', '#REF!'],
      [first?.number ?? '', first?.name ?? '', '3100'],
      [first?.number ?? '', first?.name ?? '', '3200'],
    ];
    const chosen = file(...rows);
    const preview = await test.call('members.previewWages', { file: chosen, month: april });
    expect(preview.rows.map(({ verdict, message }) => [verdict, message])).toEqual([
      ['problem', '没有职工编号，不能只凭姓名认人'],
      ['problem', '没有姓名，不能只凭编号认人'],
      ['unknown', `查无此人：名册里没有编号 9999；名册里的「${first?.name}」编号是 ${first?.number}，请核对`],
      ['unknown', '查无此人：名册里没有编号 9998'],
      ['mismatch', `编号 ${first?.number} 在名册里是「${first?.name}」，不是「${second?.name}」`],
      ['problem', '岗位工资「三千」不是金额'],
      ['problem', '岗位工资「-1」不能是负数'],
      ['problem', '岗位工资「3100.005」最多写到分'],
      ['problem', '岗位工资「99999999999999999」金额太大'],
      ['problem', '「岗位工资」是算不出结果的公式，请改成值'],
      ['update', '岗位工资 3,000.00 → 3,100.00'],
      ['duplicate', '与前面的行重复，同一位会员只收一次'],
    ]);
    expect(await test.call('members.takeWages', { file: chosen, month: april })).toMatchObject({
      updated: 1,
      tray: 11,
    });
    expect((await wagesOf(second?.number ?? '')).map(({ from }) => from)).toEqual(['2026-01']);
    // wage lists do not fill the tray of rosters, but every row is kept
    expect((await test.call('members.count', {})).tray).toBe(0);
  });

  it.each([
    [{ '0': 'number', '1': 'name' }, '没有工资项目'],
    [{ '0': 'number', '2': 'wage:岗位工资' }, '没有「姓名」'],
    [{ '1': 'name', '2': 'wage:岗位工资' }, '没有「职工编号」'],
    [{ ...MAPPING, '5': 'wage:岗位工资' }, '「岗位工资」对应了两列'],
    [{ ...MAPPING, '99': 'wage:别的' }, '第 100 列'],
    [{ ...MAPPING, '5': `wage:${'长'.repeat(21)}` }, '不在可选范围内'],
    [{ ...MAPPING, '5': 'phone' }, '不在可选范围内'],
  ])('columns %j are refused', async (mapping, word) => {
    const before = stored();
    const refusal = await test.refusal('members.takeWages', { file: file(row(0, '1', '1')), month: april, mapping });
    expect(refusal.code).toBe('request.invalid');
    expect(refusal.sentence).toContain(word);
    expect(stored()).toEqual(before);
  });

  it.each([['2026-13'], ['2026-02-30'], [''], [202604]])('month %j is refused', async (wrong) => {
    const before = stored();
    const refusal = await test.refusal('members.takeWages', { file: file(row(0, '1', '1')), month: wrong });
    expect(refusal.code).toBe('request.invalid');
    expect(stored()).toEqual(before);
  });
});
