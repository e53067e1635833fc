import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { MEMBERS_ON_DAY, memberStatistics } from '#electron/engine/members/find/statistics.ts';
import { listMembers } from '#electron/engine/members/records/queries.ts';
import { ageOn } from '#shared/age.ts';
import { addDays, type Day, day, yearOf } from '#shared/calendar.ts';
import {
  MEMBER_STATUSES,
  type MemberStatistics,
  type MemberStatus,
  STATISTICS_DIMENSIONS,
  STATISTICS_SCOPES,
} from '#shared/contract/members.ts';
import { formatShare, sharesOf } from '#shared/shares.ts';
import { explain } from './explain.ts';
import { bareTables, groupOn, type Life, lives, statusOn, withAbove, withLives } from './members-find-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

/** Later than anything that happens in the lives. */
const TODAY = day('2031-12-31');
const someDay = fc.integer({ min: 0, max: 1600 }).map((days) => addDays(day('2022-12-15'), days));
const HOLDERS: readonly (MemberStatus | undefined)[] = ['active', 'retained'];

describe('statistics', () => {
  let db: Connection;
  beforeAll(() => {
    db = bareTables();
  });
  afterAll(() => db.close());

  it('of any day are what the lives were on it', () => {
    fc.assert(
      fc.property(lives, someDay, fc.constantFrom(...STATISTICS_SCOPES), (all, on, scope) => {
        withLives(db, all, () => {
          const statistics = memberStatistics(db, on, scope);
          const counted = all.filter((life) => {
            const status = statusOn(life, on);
            return scope === 'both' ? HOLDERS.includes(status) : status === scope;
          });
          expect(statistics.members).toBe(counted.length);
          for (const status of MEMBER_STATUSES)
            expect(statistics.byStatus[status]).toBe(all.filter((life) => statusOn(life, on) === status).length);
          for (const { key, members, men, women } of statistics.tables.group) {
            const there = counted.filter((life) => (groupOn(life, on) ?? '') === key);
            expect([members, men, women]).toEqual([there.length, ...bySex(there)]);
          }
          for (const { key, members } of statistics.tables.branch) {
            const isIn = (life: Life) => withAbove(groupOn(life, on)).includes('g0');
            expect(members).toBe(counted.filter((life) => isIn(life) === (key === 'g0')).length);
          }
          const ages = counted.flatMap(({ birthday }) => (birthday && birthday <= on ? [ageOn(birthday, on)] : []));
          const average = ages.reduce((sum, age) => sum + age, 0) / ages.length;
          if (ages.length > 0)
            expect(Math.abs((statistics.averageAge ?? 0) / 10 - average)).toBeLessThanOrEqual(0.05001);
          expect(statistics.year).toEqual(movedInYear(all, on));
          addsUp(statistics);
        });
      }),
      { numRuns: 100 },
    );
  });

  it('of today are what the list counts', () => {
    fc.assert(
      fc.property(lives, (all) => {
        withLives(db, all, () => {
          const { byStatus, tables } = memberStatistics(db, TODAY, 'active');
          const listed = (filter: object) => listMembers(db, filter, { offset: 0, limit: 1 }, TODAY).total;
          for (const status of MEMBER_STATUSES) expect(byStatus[status]).toBe(listed({ statuses: [status] }));
          for (const { key, members } of tables.group)
            expect(members).toBe(
              listed({ statuses: ['active'], ...(key === '' ? { withoutGroup: true } : { groupId: key }) }),
            );
          for (const { key, members } of tables.political)
            expect(members).toBe(listed({ statuses: ['active'], political: [key] }));
          for (const { key, members } of tables.education)
            expect(members).toBe(listed({ statuses: ['active'], education: [key] }));
          const bands = tables.age
            .filter(({ key }) => key !== '')
            .map(({ key, members }) => [Number(key), members] as const);
          for (const [first, members] of bands) {
            const last = first === 0 ? 25 : first === 61 ? 150 : first + 4;
            expect(members).toBe(listed({ statuses: ['active'], ageFrom: first, ageTo: last }));
          }
        });
      }),
      { numRuns: 40 },
    );
  });

  it('looks everything that was different up by its key', () => {
    const steps = explain(db, MEMBERS_ON_DAY, { day: TODAY });
    expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([
      'SCAN members USING COVERING INDEX members_filtered',
    ]);
  });
});

const bySex = (all: readonly Life[]) => [
  all.filter(({ sex }) => sex === 'male').length,
  all.filter(({ sex }) => sex === 'female').length,
];

/** Every table counts everybody once, and its shares are the whole. */
function addsUp({ tables, members, men, women, year }: MemberStatistics): void {
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  for (const dimension of STATISTICS_DIMENSIONS) {
    const lines = tables[dimension];
    if (dimension === 'branch' && lines.length === 0) continue;
    expect(sum(lines.map((line) => line.members))).toBe(members);
    expect(sum(lines.map((line) => line.men))).toBe(men);
    expect(sum(lines.map((line) => line.women))).toBe(women);
    expect(sum(lines.map((line) => line.share))).toBe(members === 0 ? 0 : 1000);
  }
  expect(year.start + year.joined + year.returned - year.left).toBe(year.now);
}

/** Who came and went since the end of the year before, told person by person. */
function movedInYear(all: readonly Life[], on: Day): MemberStatistics['year'] {
  const before = day(`${yearOf(on) - 1}-12-31`);
  const wasMember = (life: Life) =>
    [life.first, ...standing(life)].some((status) => status === 'active' || status === 'retained');
  const year = { start: 0, joined: 0, returned: 0, left: 0, now: 0 };
  for (const life of all) {
    const [then, now] = [statusOn(life, before), statusOn(life, on)];
    const isOut = (status: MemberStatus | undefined) =>
      status !== undefined && status !== 'applied' && !HOLDERS.includes(status) && wasMember(life);
    const joined = !HOLDERS.includes(then) && !isOut(then) && (HOLDERS.includes(now) || isOut(now));
    if (HOLDERS.includes(then)) year.start += 1;
    if (HOLDERS.includes(now)) year.now += 1;
    if (joined) year.joined += 1;
    if (isOut(then) && HOLDERS.includes(now)) year.returned += 1;
    if ((HOLDERS.includes(then) || joined) && !HOLDERS.includes(now)) year.left += 1;
  }
  return year;
}
function standing(life: Life): MemberStatus[] {
  const all: MemberStatus[] = [];
  for (const { to, undo } of life.changes) {
    if (undo) all.pop();
    else all.push(to);
  }
  return all;
}

describe('shares', () => {
  it('add up to the whole, and none is further than a tenth from its true value', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20_000), { minLength: 1, maxLength: 40 }), (counts) => {
        const whole = counts.reduce((sum, count) => sum + count, 0);
        const shares = sharesOf(counts);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(whole === 0 ? 0 : 1000);
        for (const [place, count] of counts.entries())
          if (whole > 0) expect(Math.abs((shares[place] ?? 0) - (count * 1000) / whole)).toBeLessThan(1);
      }),
    );
  });
  it.each([
    [
      [1, 1, 1],
      ['33.4%', '33.3%', '33.3%'],
    ],
    [
      [2, 1],
      ['66.7%', '33.3%'],
    ],
    [
      [0, 5],
      ['0.0%', '100.0%'],
    ],
    [[], []],
  ])('of %j are %j', (counts, shares) => {
    expect(sharesOf(counts).map(formatShare)).toEqual(shares);
  });
});

describe('through the contract', () => {
  let test: TestEngine;
  beforeAll(async () => {
    test = await startWithBooks();
  });
  afterAll(() => test.dispose());

  it('a retirement counts from its day, and the group of that day', async () => {
    const { id: groupId } = await test.call('members.saveGroup', { name: '语文组' });
    const { id } = await test.call('members.save', {
      fields: { name: '李敏', sex: 'female', birthday: day('1971-03-02'), joined: day('2001-09-01'), groupId },
    });
    await test.call('members.changeStatus', {
      id,
      status: 'retained',
      day: day('2026-03-02'),
      ground: '退休',
      kind: 'retired',
    });
    const active = async (on: string) => {
      const { members, tables } = await test.call('members.readStatistics', { day: day(on), scope: 'active' });
      return [members, tables.group.map(({ label }) => label)];
    };
    expect(await active('2026-03-01')).toEqual([1, ['语文组']]);
    expect(await active('2026-03-02')).toEqual([0, []]);
    expect(await active('2001-08-31')).toEqual([0, []]);
    expect(await test.call('members.readStatistics', { day: day('2026-03-02') })).toMatchObject({
      members: 1,
      women: 1,
      womenShare: 1000,
      averageAge: 550,
      year: { start: 1, joined: 0, returned: 0, left: 0, now: 1 },
    });
  });

  it.each(['2026-02-30', '', 'gestern'])('%j is no day', async (on) => {
    expect((await test.refusal('members.readStatistics', { day: on })).sentence).toContain('日期');
  });
});
