import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordVisit } from '#electron/engine/visits/records/record.ts';
import {
  checkVisit,
  dropStandard,
  judge,
  type Limit,
  limitsOn,
  saveStandard,
} from '#electron/engine/visits/standards/standards.ts';
import { addDays, day } from '#shared/calendar.ts';
import type { StandardShape } from '#shared/contract/visits.ts';
import { Refusal } from '#shared/errors.ts';
import { type Fen, fen } from '#shared/money.ts';
import { type BareBooks, bareBooks, putMembers } from './dues-support.ts';
import { aVisit, fillBank, reverse, visitOnce } from './visits-support.ts';

const yuan = (value: number): Fen => fen(Math.round(value * 100));
const perTime = (value: number): Limit => ({ shape: 'perTime', amount: yuan(value) });
const perYear = (value: number): Limit => ({ shape: 'perYear', amount: yuan(value) });
const times = (value: number): Limit => ({ shape: 'timesPerYear', times: value });

// The amounts are those that rules.md 2.4 quotes; `has` is what the member got this year before.
const TABLE: {
  source: string;
  limits: Limit[];
  has?: { amount: number; times: number };
  gives: number;
  approval: boolean;
  says: string[];
}[] = [
  {
    source: '湖北 2018 住院每次 1000',
    limits: [perTime(1000)],
    gives: 1000,
    approval: false,
    says: ['每次不超过 1,000.00 元，本次 1,000.00 元'],
  },
  {
    source: '湖北 2018 住院每次 1000，一分也算超',
    limits: [perTime(1000)],
    gives: 1000.01,
    approval: true,
    says: ['每次不超过 1,000.00 元，本次 1,000.01 元，超出 0.01 元'],
  },
  {
    source: '每次额不看以前发过多少',
    limits: [perTime(1000)],
    has: { amount: 5000, times: 5 },
    gives: 1000,
    approval: false,
    says: ['每次不超过 1,000.00 元，本次 1,000.00 元'],
  },
  {
    source: '湖北 2018 年节全年 1200',
    limits: [perYear(1200)],
    has: { amount: 900, times: 3 },
    gives: 300,
    approval: false,
    says: ['2026 年已有 900.00 元，全年标准 1,200.00 元，还可发 300.00 元'],
  },
  {
    source: '湖北 2018 年节全年 1200，累计超',
    limits: [perYear(1200)],
    has: { amount: 900, times: 3 },
    gives: 300.01,
    approval: true,
    says: ['2026 年已有 900.00 元，全年标准 1,200.00 元，还可发 300.00 元，本次 300.01 元，超出 0.01 元'],
  },
  {
    source: '标准调低后已经超过的，还可发 0',
    limits: [perYear(1000)],
    has: { amount: 1200, times: 3 },
    gives: 1,
    approval: true,
    says: ['2026 年已有 1,200.00 元，全年标准 1,000.00 元，还可发 0.00 元，本次 1.00 元，超出 201.00 元'],
  },
  {
    source: '广东工大 住院每年不超过 2 次',
    limits: [times(2)],
    has: { amount: 500, times: 1 },
    gives: 500,
    approval: false,
    says: ['2026 年已有 1 次，全年 2 次，还可 1 次'],
  },
  {
    source: '广东工大 住院第三次',
    limits: [times(2)],
    has: { amount: 1000, times: 2 },
    gives: 500,
    approval: true,
    says: ['2026 年已有 2 次，全年 2 次，还可 0 次，本次超出'],
  },
  {
    source: '山东送温暖 每次 3000、每年 6000:两条一起看',
    limits: [perTime(3000), perYear(6000)],
    has: { amount: 4000, times: 2 },
    gives: 2500,
    approval: true,
    says: [
      '每次不超过 3,000.00 元，本次 2,500.00 元',
      '2026 年已有 4,000.00 元，全年标准 6,000.00 元，还可发 2,000.00 元，本次 2,500.00 元，超出 500.00 元',
    ],
  },
  {
    source: '没有登记标准的类别',
    limits: [],
    gives: 100,
    approval: false,
    says: ['「住院」还没有登记标准，按集体决议执行'],
  },
];

describe('a visit judged against the limits in force', () => {
  it.each(TABLE)('$source', ({ limits, has = { amount: 0, times: 0 }, gives, approval, says }) => {
    const check = judge(
      { name: '住院', forms: ['money'] },
      limits,
      { amount: yuan(has.amount), times: has.times },
      { year: 2026, form: 'money', amount: yuan(gives), belongs: true },
    );
    expect(check.findings.map((finding) => finding.sentence)).toEqual(says);
    expect(check).toMatchObject({
      needsApproval: approval,
      barred: false,
      yearSoFar: yuan(has.amount),
      timesSoFar: has.times,
    });
    expect(check.findings.every((finding) => finding.ok)).toBe(!approval);
  });

  it('年节 in money is barred (总工办发〔2017〕32号), which no approval can mend', () => {
    const check = judge(
      { name: '年节', forms: ['goods', 'coupon'] },
      [perYear(1200)],
      { amount: fen(0), times: 0 },
      { year: 2026, form: 'money', amount: yuan(100), belongs: true },
    );
    expect(check).toMatchObject({ barred: true, needsApproval: false });
    expect(check.findings[0]).toEqual({ ok: false, sentence: '「年节」只能用慰问品、提货券，不能用慰问金' });
  });

  it('who is no member any more needs a ground', () => {
    const check = judge(
      { name: '住院', forms: ['money'] },
      [],
      { amount: fen(0), times: 0 },
      { year: 2026, form: 'money', amount: yuan(100), belongs: false },
    );
    expect(check.needsApproval).toBe(true);
  });
});

describe('standards in the books', () => {
  let books: BareBooks;
  let member: string;
  beforeEach(() => {
    books = bareBooks();
    [member = ''] = putMembers(books.db, [{ number: '0001', name: '张三' }]);
    books.write(fillBank);
  });
  afterEach(() => books.dispose());

  const set = (shape: StandardShape, from: string, value: number, kindId = 'hospital') =>
    books.write((context) =>
      saveStandard(context, {
        kindId,
        from: day(from),
        shape,
        source: '本省 2026 年标准',
        ...(shape === 'timesPerYear' ? { times: value } : { amount: yuan(value) }),
      }),
    );
  const check = (on: string, amount: number, kindId = 'hospital') =>
    checkVisit(books.db, {
      kindId,
      memberId: member,
      day: day(on),
      form: kindId === 'festival' ? 'goods' : 'money',
      amount: yuan(amount),
    });
  const give = (on: string, amount: number, change = {}) =>
    books.write((context) => visitOnce(context, member, { day: day(on), amount: yuan(amount), ...change }));

  it('ship as samples that say so, in force from the first day of the books', () => {
    const shipped = books.db.all<{ source: string; from: string }>(
      'SELECT source, from_day AS "from" FROM visit_standards',
    );
    expect(shipped.length).toBeGreaterThan(10);
    for (const { source, from } of shipped) {
      expect(source).toMatch(/^样本.*本省标准/);
      expect(from).toBe('2026-01-01');
    }
    expect(limitsOn(books.db, 'hospital', day('2025-12-31'))).toEqual([]);
  });

  it('take the newest limit that is not later than the day, for each shape by itself', () => {
    set('perTime', '2026-07-01', 1500);
    set('timesPerYear', '2026-04-01', 3);
    expect(limitsOn(books.db, 'hospital', day('2026-03-31'))).toEqual([perTime(1000), times(2)]);
    expect(limitsOn(books.db, 'hospital', day('2026-04-01'))).toEqual([perTime(1000), times(3)]);
    expect(limitsOn(books.db, 'hospital', day('2026-06-30'))).toEqual([perTime(1000), times(3)]);
    expect(limitsOn(books.db, 'hospital', day('2026-07-01'))).toEqual([perTime(1500), times(3)]);
  });

  it('a change in mid-year never changes what was true before: not the check of an earlier day, not the sentence kept with a visit', () => {
    give('2026-03-10', 1000);
    const kept = books.db.get<{ sentence: string }>('SELECT standard_sentence AS sentence FROM visits')?.sentence;
    const before = check('2026-03-20', 1000);
    set('perTime', '2026-07-01', 200);
    expect(check('2026-03-20', 1000)).toEqual(before);
    expect(check('2026-07-01', 1000).needsApproval).toBe(true);
    expect(books.db.get<{ sentence: string }>('SELECT standard_sentence AS sentence FROM visits')?.sentence).toBe(kept);
    expect(kept).toContain('每次不超过 1,000.00 元，本次 1,000.00 元');
  });

  it('count one calendar year, one kind, and visits entered late', () => {
    set('perYear', '2026-01-01', 1000);
    books.write((context) =>
      dropStandard(
        context,
        books.db.get<{ id: string }>(
          "SELECT id FROM visit_standards WHERE kind_id = 'hospital' AND shape = 'timesPerYear'",
        )?.id ?? '',
      ),
    );
    give('2026-12-31', 600);
    expect(check('2026-01-01', 400)).toMatchObject({ needsApproval: false, yearSoFar: yuan(600), timesSoFar: 1 });
    expect(check('2026-01-01', 401).needsApproval).toBe(true);
    expect(check('2027-01-01', 1000)).toMatchObject({ needsApproval: false, yearSoFar: 0 });
    expect(check('2026-06-01', 300, 'relativeDeath').yearSoFar).toBe(0);
  });

  it('do not count a visit whose voucher was reversed', () => {
    set('perYear', '2026-01-01', 1000);
    const voucher = give('2026-03-10', 900);
    expect(check('2026-03-20', 500).needsApproval).toBe(true);
    books.write((context) => reverse(context, voucher, '2026-04-02'));
    expect(check('2026-03-20', 500)).toMatchObject({ needsApproval: false, yearSoFar: 0, timesSoFar: 0 });
  });

  it('the same kind, shape and day again corrects the limit and leaves both on the trail', () => {
    const first = set('perTime', '2026-05-01', 800);
    const second = set('perTime', '2026-05-01', 900);
    expect(second.id).toBe(first.id);
    const trail = books.db.get<{ before: string; after: string }>(
      "SELECT before, after FROM audit_trail WHERE subject = 'visitStandard' ORDER BY sequence DESC LIMIT 1",
    );
    expect(JSON.parse(trail?.before ?? '')).toMatchObject({ amount: 80_000 });
    expect(JSON.parse(trail?.after ?? '')).toMatchObject({ amount: 90_000 });
  });

  it('without a ground nobody ever gets more than the limit of a year, whatever is entered, reversed and entered again', () => {
    set('perYear', '2026-01-01', 1000, 'warmth');
    const step = fc.oneof(
      fc.record({
        do: fc.constant('give' as const),
        offset: fc.integer({ min: 0, max: 364 }),
        amount: fc.integer({ min: 1, max: 70_000 }),
      }),
      fc.record({ do: fc.constant('reverse' as const), which: fc.nat() }),
    );
    let people = 0;
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 15 }), (steps) => {
        people += 1;
        const [id = ''] = putMembers(books.db, [{ number: `P${people}`, name: `职工${people}` }]);
        const standing: { voucher: string; amount: number }[] = [];
        for (const next of steps) {
          if (next.do === 'reverse') {
            const [gone] = standing.splice(next.which % Math.max(1, standing.length), 1);
            if (gone) books.write((context) => reverse(context, gone.voucher, '2026-12-31'));
            continue;
          }
          const sum = standing.reduce((total, { amount }) => total + amount, 0);
          const fits = sum + next.amount <= 100_000;
          const attempt = () =>
            books.write((context) =>
              recordVisit(
                context,
                aVisit(id, {
                  kindId: 'warmth',
                  day: addDays(day('2026-01-01'), next.offset),
                  amount: fen(next.amount),
                }),
              ),
            );
          if (fits) standing.push({ voucher: attempt().voucherId, amount: next.amount });
          else expect(attempt).toThrow(Refusal);
        }
        const got = books.db.get<{ amount: number }>(
          `SELECT coalesce(sum(amount), 0) AS amount FROM visits WHERE member_id = :id
           AND voucher_id NOT IN (SELECT reverses_id FROM vouchers WHERE reverses_id IS NOT NULL)`,
          { id },
        )?.amount;
        expect(got).toBe(standing.reduce((total, { amount }) => total + amount, 0));
        expect(got).toBeLessThanOrEqual(100_000);
      }),
      { numRuns: 60 },
    );
    const posted = books.db.get<{ sum: number }>(
      "SELECT sum(debit - credit) AS sum FROM entries WHERE account_id = '2021:50405'",
    )?.sum;
    const given = books.db.get<{ sum: number }>(
      `SELECT sum(amount) AS sum FROM visits WHERE voucher_id NOT IN (SELECT reverses_id FROM vouchers WHERE reverses_id IS NOT NULL)`,
    )?.sum;
    expect(posted).toBe(given);
  });
});
