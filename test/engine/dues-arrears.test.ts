import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { arrearsListSql, listArrears, sumArrears } from '#electron/engine/dues/arrears/arrears.ts';
import { lettersSql } from '#electron/engine/dues/arrears/letters.ts';
import { CANDIDATES_SQL, listReminders } from '#electron/engine/dues/arrears/reminders.ts';
import {
  LEVIED_MONTHS_SQL,
  type LeviedMonth,
  longestUnpaidRun,
  UNPAID_MONTHS_SQL,
} from '#electron/engine/dues/arrears/run.ts';
import { arrearsSumsSql, sumArrearsBy } from '#electron/engine/dues/arrears/totals.ts';
import { addMonths, day, month, monthsOfYear } from '#shared/calendar.ts';
import { ARREARS_AGE_MONTHS, ARREARS_AGES, ARREARS_VIEWS } from '#shared/contract/dues.ts';
import { fen } from '#shared/money.ts';
import { putBatch, putGroup, putLevy, putMove, putWaiver } from './dues-hand.ts';
import { type BareBooks, bareBooks, putMembers } from './dues-support.ts';
import { explain, secondConnection } from './explain.ts';
import { openWorkbook, rowWith } from './review-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

const TODAY = day('2026-07-15');
const NOW = month('2026-07');
const ALL = { search: '', statuses: [], offset: 0, limit: 500 };
const months2026 = monthsOfYear(2026);

describe('months in a row', () => {
  const run = (text: string): LeviedMonth[] =>
    [...text].flatMap((mark, index) =>
      mark === ' ' ? [] : [{ month: addMonths(month('2025-01'), index), unpaid: mark === 'x' }],
    );
  it.each([
    ['xxxxxx', 6, '2025-01', '2025-06'],
    ['xxx.xxx', 3, '2025-05', '2025-07'], // a month paid in between ends it
    ['xxx   xxx', 6, '2025-01', '2025-09'], // months that were not levied do not
    ['xxxx.xx', 4, '2025-01', '2025-04'],
    ['.x', 1, '2025-02', '2025-02'],
  ])('%s: %i', (text, months, from, to) => {
    expect(longestUnpaidRun(run(text))).toEqual({ months, from, to });
    expect(longestUnpaidRun(run(text).reverse())).toEqual({ months, from, to });
  });
  it('is none without unpaid months', () => {
    expect(longestUnpaidRun(run('...'))).toBeUndefined();
    expect(longestUnpaidRun([])).toBeUndefined();
  });
});

describe('what is owed', () => {
  let books: BareBooks;
  beforeEach(() => {
    books = bareBooks();
  });
  afterEach(() => books.dispose());

  it('is amount - paid - waived of every levy; the views by group, branch and age add up to it, and so do the filters', () => {
    const { db } = books;
    const branch = putGroup(db, '初中分会', 'branch');
    const groups = [
      putGroup(db, '数学组', 'group', branch),
      putGroup(db, '语文组', 'group', branch),
      putGroup(db, '后勤组'),
    ];
    const members = putMembers(
      db,
      Array.from({ length: 6 }, (_, index) => ({ number: String(index + 1).padStart(4, '0'), name: `会员${index}` })),
    );
    members.forEach((id, index) => {
      const group = groups[index];
      if (group !== undefined) putMove(db, id, group, '2024-01-01');
    });
    const levy = fc.record({
      member: fc.nat({ max: 5 }),
      month: fc.integer({ min: 0, max: 35 }).map((back) => addMonths(month('2026-09'), -back)),
      amount: fc.integer({ min: 0, max: 5000 }),
      waived: fc.integer({ min: 0, max: 5000 }),
      paid: fc.integer({ min: 0, max: 5000 }),
    });
    fc.assert(
      fc.property(
        fc.uniqueArray(levy, { maxLength: 25, selector: (one) => `${one.member} ${one.month}` }),
        (levies) => {
          class Undo extends Error {}
          try {
            books.write((context) => {
              for (const { member, month: of, amount, waived, paid } of levies) {
                const memberId = members[member] ?? '';
                const levyId = putLevy(db, memberId, of, amount);
                const relief = Math.min(waived, amount);
                if (relief > 0) putWaiver(db, memberId, of, levyId, relief);
                const money = fen(Math.min(paid, amount - relief));
                if (money > 0)
                  putBatch(context, day('2026-03-05'), [
                    { memberId, amount: money, pays: [{ levyId, amount: money }] },
                  ]);
              }
              const expected = db.get<{ members: number; months: number; owed: number }>(
                `SELECT count(DISTINCT member_id) AS members, count(*) AS months, coalesce(sum(amount - paid - waived), 0) AS owed
               FROM levies WHERE amount - paid - waived > 0`,
              );
              const list = listArrears(db, TODAY, ALL);
              expect({ members: list.total, months: list.months, owed: list.owed }).toEqual(expected);
              expect(list.rows.reduce((all, row) => all + row.owed, 0)).toBe(list.owed);
              expect(list.rows.reduce((all, row) => all + row.months.length, 0)).toBe(list.months);
              expect(sumArrears(db)).toEqual({ members: list.total, owed: list.owed });
              for (const by of ARREARS_VIEWS) {
                const { rows, ...sums } = sumArrearsBy(db, TODAY, { by, ...ALL });
                expect(sums).toEqual(expected);
                expect(rows.reduce((all, row) => all + row.owed, 0)).toBe(sums.owed);
              }
              for (const { key, members: people, owed } of sumArrearsBy(db, TODAY, { by: 'age', ...ALL }).rows) {
                const age = ARREARS_AGES.find((each) => each === key);
                const aged = listArrears(db, TODAY, { ...ALL, age });
                expect([aged.total, aged.owed]).toEqual([people, owed]);
                const [least, most] = ARREARS_AGE_MONTHS[age ?? 'over12'];
                for (const row of aged.rows) expect(row.age >= least && row.age <= most).toBe(true);
              }
              for (const { key, members: people, owed } of sumArrearsBy(db, TODAY, { by: 'branch', ...ALL }).rows) {
                if (key === '') continue;
                const within = listArrears(db, TODAY, { ...ALL, groupId: key });
                expect([within.total, within.owed]).toEqual([people, owed]);
              }
              throw new Undo();
            });
          } catch (error) {
            if (!(error instanceof Undo)) throw error;
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  it('reminds of six months in a row: not of short deductions, waived or future months, nor of who is retired', () => {
    const { db } = books;
    const [never, short, waived, ahead, retired] = putMembers(db, [
      { number: '0001', name: '侯梅玉', phone: '13812345678' },
      { number: '0002', name: '崔超' },
      { number: '0003', name: '黎明' },
      { number: '0004', name: '邹兰琪' },
      { number: '0005', name: '孟建', status: 'retained' },
    ]) as [string, string, string, string, string];
    books.write((context) => {
      for (const [index, of] of months2026.entries()) {
        if (index < 6) putLevy(db, never, of, 2280);
        if (index < 6) putLevy(db, retired, of, 2280);
        // levied for the whole year in July: nothing of it is late yet
        if (index >= 6) putLevy(db, ahead, of, 2280);
        if (index >= 7) continue;
        const cut = putLevy(db, short, of, 2280);
        putBatch(context, day('2026-03-05'), [
          { memberId: short, amount: fen(2275), pays: [{ levyId: cut, amount: 2275 }] },
        ]);
        const excused = putLevy(db, waived, of, 2280);
        if (index === 3) putWaiver(db, waived, of, excused, 2280);
      }
    });
    const reminders = listReminders(db, TODAY, { offset: 0, limit: 100 });
    expect(reminders.rows).toEqual([
      {
        memberId: never,
        number: '0001',
        name: '侯梅玉',
        groupName: '',
        phoneMasked: '138****5678',
        run: { from: '2026-01', to: '2026-06', months: 6 },
        monthsOwed: 6,
        owed: 13680,
        talks: 0,
        step: 'talk',
        next: '还没有谈话：先谈话并登记',
      },
    ]);
    expect(reminders.total).toBe(1);
    const rows = listArrears(db, TODAY, ALL).rows.map(({ name, inRow, reminder }) => [name, inRow, reminder !== '']);
    expect(rows).toContainEqual(['崔超', 0, false]);
    expect(rows).toContainEqual(['黎明', 3, false]);
    expect(rows).toContainEqual(['邹兰琪', 0, false]);
    // he owes six months in a row from before; whether he is reminded is another matter
    expect(rows).toContainEqual(['孟建', 6, true]);
    // a month earlier it is five months
    expect(listReminders(db, day('2026-06-30'), { offset: 0, limit: 100 }).total).toBe(0);
  });

  it('shows the talk on record and says what comes next, and never changes a membership', () => {
    const { db } = books;
    const [id] = putMembers(db, [{ number: '0001', name: '侯梅玉' }]) as [string];
    for (const of of months2026.slice(0, 6)) putLevy(db, id, of, 2280);
    const next = () => {
      const [row] = listReminders(db, TODAY, { offset: 0, limit: 10 }).rows;
      return row && [row.talks, row.lastTalk?.day, row.step, row.next];
    };
    let talks = 0;
    const talk = (on: string, outcome: string) => {
      talks += 1;
      db.run(
        `INSERT INTO member_talks (id, member_id, day, speaker, content, outcome, operator, recorded_at)
         VALUES ('t${talks}', :id, :on, '周明', '了解原因', :outcome, '陈静', 'x')`,
        { id, on, outcome },
      );
    };
    talk('2025-03-01', 'refused'); // about something else: before these months
    expect(next()).toEqual([0, undefined, 'talk', '还没有谈话：先谈话并登记']);
    talk('2026-05-06', 'promise');
    expect(next()).toEqual([1, '2026-05-06', 'promise', '已谈话，答应补缴：请跟进收款']);
    talk('2026-07-01', 'refused');
    expect(next()).toEqual([2, '2026-07-01', 'refused', '拒不改正：可提请工会委员会决定']);
    expect(db.get('SELECT status FROM members')).toEqual({ status: 'active' });
    expect(db.get('SELECT count(*) AS changes FROM member_changes')).toEqual({ changes: 0 });
  });

  it('is read from the index of what is owed alone', () => {
    const { db } = books;
    const now = { now: NOW };
    const { rows, sums } = arrearsListSql({ search: '', statuses: [] }, NOW);
    const owed = 'SCAN levies USING COVERING INDEX levies_owed';
    expect(explain(db, sums)).toContain(owed);
    expect(explain(db, sums).join('\n')).not.toContain('TEMP B-TREE');
    expect(explain(db, rows, { offset: 0, limit: 100 })).toContain(owed);
    for (const by of ARREARS_VIEWS) {
      const { sql, params } = arrearsSumsSql(by, { search: '', statuses: [], groupId: 'g', age: 'under3' }, NOW);
      expect(explain(db, sql, params)).toContain(owed);
      expect(explain(db, sql, params).join('\n')).toContain('SEARCH groups USING INDEX groups_by_parent (parent_id=?)');
    }
    expect(explain(db, CANDIDATES_SQL, { ...now, least: 6 })).toContain(owed);
    expect(explain(db, UNPAID_MONTHS_SQL, { ...now, ids: '[]' }).join('\n')).toContain(
      'SEARCH levies USING COVERING INDEX levies_owed (member_id=? AND month<?)',
    );
    expect(explain(db, LEVIED_MONTHS_SQL, { ...now, ids: '[]' }).join('\n')).toContain(
      'SEARCH levies USING COVERING INDEX sqlite_autoindex_levies_2 (member_id=? AND month<?)',
    );
    for (const of of ['members', 'group'] as const)
      expect(explain(db, lettersSql(of), { ...now, ids: '[]', groupId: 'g' }).join('\n')).toContain(
        'SEARCH levies USING COVERING INDEX levies_owed (member_id=? AND month<?)',
      );
  });
});

describe('the operations', () => {
  let test: TestEngine;
  let db: Connection;
  let ids: string[];
  let group: string;
  beforeAll(async () => {
    test = await startWithBooks();
    test.setNow('2026-07-15T02:00:00.000Z');
    db = await secondConnection(test);
    group = putGroup(db, '数学组');
    ids = putMembers(db, [
      { number: '0001', name: '侯梅玉', phone: '13812345678' },
      { number: '0002', name: '崔超' },
      { number: '0003', name: '黎明' },
    ]);
    const [first = '', second = ''] = ids;
    putMove(db, first, group, '2024-01-01');
    for (const of of months2026.slice(0, 6)) putLevy(db, first, of, 2280);
    for (const of of months2026.slice(5, 12)) putLevy(db, second, of, 1540);
  });
  afterAll(async () => {
    db.close();
    await test.dispose();
  });

  it('letters say what each owes up to this month and nothing of anybody else; who owes nothing gets none', async () => {
    const { letters } = await test.call('dues.readLetters', { memberIds: ids });
    expect(letters.map(({ name, months, owed, sixInRow }) => [name, months.length, owed, sixInRow])).toEqual([
      ['侯梅玉', 6, 13680, true],
      ['崔超', 2, 3080, false], // August to December were levied ahead and are not asked for yet
    ]);
    const ofGroup = await test.call('dues.readLetters', { groupId: group });
    expect(ofGroup.letters.map(({ name }) => name)).toEqual(['侯梅玉']);
    const trail = () => db.get<{ rows: number }>('SELECT count(*) AS rows FROM audit_trail')?.rows ?? 0;
    const before = trail();
    expect(await test.call('dues.noteLetters', { memberIds: ids, deadline: day('2026-08-15') })).toEqual({
      letters: 2,
    });
    expect(trail()).toBe(before + 2);
    const [, , third = ''] = ids;
    const refused = await test.refusal('dues.noteLetters', { memberIds: [third], deadline: '2026-08-15' });
    expect(refused.sentence).toContain('都不欠会费');
    expect(trail()).toBe(before + 2);
  });

  it('refuses what it cannot understand', async () => {
    const odd = await Promise.all([
      test.refusal('dues.readLetters', { groupId: 'nobody' }),
      test.refusal('dues.noteLetters', { memberIds: [], deadline: '2026-08-15' }),
      test.refusal('dues.noteLetters', { memberIds: ids, deadline: '2026-02-30' }),
      test.refusal('dues.listArrears', { age: 'ancient' }),
      test.refusal('dues.exportArrears', { folder: 'nowhere-1234' }),
    ]);
    expect(odd.map(({ code }) => code)).toEqual([
      'request.notFound',
      'request.invalid',
      'request.invalid',
      'request.invalid',
      'file.gone',
    ]);
    expect(odd[2]?.sentence).toContain('2026-02-30');
    expect((await test.call('dues.listArrears', { groupId: 'nobody' })).total).toBe(0);
    expect((await test.refusal('dues.readLetters', { memberIds: ['nobody'] })).code).toBe('dues.nobodyOwes');
    expect((await test.refusal('dues.readLetters', {})).code).toBe('dues.nobodyOwes');
  });

  it('exports the list as filtered, with its sums by group, branch and age', async () => {
    const folder = test.engine.registerPath(test.folder);
    const { fileName, members } = await test.call('dues.exportArrears', { folder, statuses: ['active'] });
    expect([fileName, members]).toEqual(['会费欠缴明细-2026-07-15.xlsx', 2]);
    const workbook = openWorkbook(test.folder, fileName);
    expect(workbook.SheetNames).toEqual(['欠缴明细', '按小组', '按分会', '按欠缴时间']);
    const all = await test.call('dues.listArrears', { statuses: ['active'] });
    expect(rowWith(workbook, '欠缴明细', 'A', '合计')).toMatchObject({ B: '2 人', H: all.months, J: all.owed / 100 });
    for (const name of ['按小组', '按分会', '按欠缴时间'])
      expect(rowWith(workbook, name, 'A', '合计')).toMatchObject({ B: 2, C: all.months, D: all.owed / 100 });
    expect(JSON.stringify(workbook.Sheets)).not.toContain('13812345678');
  });
});
