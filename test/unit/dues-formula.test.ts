import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths, type Month, month } from '#shared/calendar.ts';
import {
  type DuesCase,
  type DuesRule,
  duesOf,
  NATIONAL_APPRENTICE_RULE,
  NATIONAL_DUES_RULE,
} from '#shared/dues-formula.ts';
import { assessMember, isWholeFen, type LevyRule, shareByRate, spreadEvenly } from '#shared/dues-levy.ts';
import { DUES_FREQUENCIES, formatPeriod, monthsOf, periodOf } from '#shared/dues-periods.ts';
import { levySteps, ruleSentence } from '#shared/dues-sentences.ts';
import { type Fen, fen, MAX_FEN } from '#shared/money.ts';

const wage = fc.integer({ min: 0, max: MAX_FEN }).map(fen);
const rule = fc.record({
  rateBasisPoints: fc.integer({ min: 0, max: 10_000 }),
  cutTo: fc.constantFrom(1, 100, 1000, 10_000).map(fen),
});

describe('the national rule', () => {
  it.each([
    ['4,567.00', 456700, 456000, 2280],
    ['3,080.00', 308000, 308000, 1540],
    ['999.00', 99900, 99000, 495],
    ['999.99', 99999, 99000, 495],
    ['1,000.00', 100000, 100000, 500],
    ['10.00', 1000, 1000, 5],
    ['9.99', 999, 0, 0],
    ['5.00', 500, 0, 0],
    ['0.00', 0, 0, 0],
  ])('a wage of %s', (_, monthlyWage, cutBase, amount) => {
    expect(duesOf(fen(monthlyWage), NATIONAL_DUES_RULE)).toEqual({ cutBase, amount });
  });

  it('apprentices pay five fen, whatever the wage', () => {
    fc.assert(fc.property(wage, (value) => duesOf(value, NATIONAL_APPRENTICE_RULE).amount === 5));
  });

  it('always gives a multiple of five fen', () => {
    fc.assert(fc.property(wage, (value) => duesOf(value, NATIONAL_DUES_RULE).amount % 5 === 0));
  });
});

describe('any rule', () => {
  it('drops what is below a fen', () => {
    // 1,234.00 x 0.33 % = 4.0722
    expect(duesOf(fen(123400), { rateBasisPoints: 33, cutTo: fen(1) })).toEqual({ cutBase: 123400, amount: 407 });
  });

  it('is exact for the largest wage', () => {
    expect(duesOf(fen(MAX_FEN), { rateBasisPoints: 9_999, cutTo: fen(1) }).amount).toBe(99_989_999_999_999);
  });

  it('never takes more than the rate, nor a fen less', () => {
    fc.assert(
      fc.property(wage, rule, (value, r: DuesRule) => {
        const { cutBase, amount } = duesOf(value, r);
        expect(cutBase % r.cutTo).toBe(0);
        expect(value - cutBase).toBeGreaterThanOrEqual(0);
        expect(value - cutBase).toBeLessThan(r.cutTo);
        const exact = BigInt(cutBase) * BigInt(r.rateBasisPoints);
        expect(BigInt(amount) * 10_000n <= exact && exact < (BigInt(amount) + 1n) * 10_000n).toBe(true);
      }),
    );
  });

  it('a higher wage never pays less', () => {
    fc.assert(
      fc.property(wage, wage, rule, (one, other, r) => {
        const [low, high] = one < other ? [one, other] : [other, one];
        expect(duesOf(low, r).amount).toBeLessThanOrEqual(duesOf(high, r).amount);
      }),
    );
  });

  it('refuses what cannot be', () => {
    expect(() => duesOf(fen(-1), NATIONAL_DUES_RULE)).toThrow(RangeError);
    for (const rateBasisPoints of [-1, 0.5, 10_001]) {
      expect(() => duesOf(fen(1), { rateBasisPoints, cutTo: fen(1) })).toThrow(RangeError);
    }
    expect(() => duesOf(fen(1), { rateBasisPoints: 50, cutTo: fen(0) })).toThrow(RangeError);
    expect(() => duesOf(fen(1), { ...NATIONAL_DUES_RULE, flat: fen(-5) })).toThrow(RangeError);
  });
});

describe('a period', () => {
  it.each([
    ['2024-11', 'month', '2024-11', '2024-11', '2024年11月'],
    ['2024-11', 'quarter', '2024-10', '2024-12', '2024年四季度'],
    ['2024-11', 'halfYear', '2024-07', '2024-12', '2024年下半年'],
    ['2024-01', 'halfYear', '2024-01', '2024-06', '2024年上半年'],
    ['2024-11', 'year', '2024-01', '2024-12', '2024年全年'],
  ] as const)('that holds %s, by %s', (at, frequency, from, to, words) => {
    expect(periodOf(month(at), frequency)).toEqual({ from, to });
    expect(formatPeriod(periodOf(month(at), frequency))).toBe(words);
  });

  it('has other names when it is no whole one', () => {
    expect(formatPeriod({ from: month('2024-09'), to: month('2024-12') })).toBe('2024年9月至12月');
    expect(formatPeriod({ from: month('2024-12'), to: month('2025-02') })).toBe('2024年12月至2025年2月');
  });

  it('every month lies in exactly one, and periods meet without a gap', () => {
    fc.assert(
      fc.property(fc.constantFrom(...DUES_FREQUENCIES), fc.integer({ min: 0, max: 240 }), (frequency, at) => {
        const value = addMonths(month('2010-01'), at);
        const period = periodOf(value, frequency);
        expect(monthsOf(period)).toContain(value);
        for (const each of monthsOf(period)) expect(periodOf(each, frequency)).toEqual(period);
        expect(periodOf(addMonths(period.to, 1), frequency).from).toBe(addMonths(period.to, 1));
      }),
    );
  });
});

const LEVY_RULE: LevyRule = { ...NATIONAL_DUES_RULE, baseItems: [], baseMonth: 'own', cases: [] };
const HALF_YEAR = periodOf(month('2024-11'), 'halfYear');
const items = (yuan: number) => [{ item: '岗位工资', amount: fen(yuan * 100) }];
const amountsOf = (
  rule: LevyRule,
  months: readonly Month[],
  {
    wage = () => items(4567),
    kind = '',
    since = '',
    wageMonth = undefined,
  }: Partial<{
    wage: (of: Month) => readonly { item: string; amount: Fen }[];
    kind: string;
    since: Month | '';
    wageMonth: Month | undefined;
  }> = {},
) =>
  [
    ...assessMember(rule, {
      period: HALF_YEAR,
      months: months.map((each) => ({ month: each, kind, since })),
      itemsIn: wage,
      ...(wageMonth === undefined ? {} : { wageMonth }),
    }).values(),
  ].map((sum) => sum?.amount);

describe('the sums of a member', () => {
  const six = monthsOf(HALF_YEAR);

  it('by the wage of each month; none where no wage is on file', () => {
    const wage = (of: Month) => (of < '2024-08' ? [] : items(of < '2024-10' ? 3080 : 4567));
    expect(amountsOf(LEVY_RULE, six, { wage })).toEqual([undefined, 1540, 1540, 2280, 2280, 2280]);
  });

  it('by the month before, or by one month chosen for all', () => {
    const wage = (of: Month) => items(of < '2024-10' ? 3080 : 4567);
    expect(amountsOf({ ...LEVY_RULE, baseMonth: 'previous' }, six, { wage })).toEqual([
      1540, 1540, 1540, 1540, 2280, 2280,
    ]);
    expect(amountsOf({ ...LEVY_RULE, baseMonth: 'chosen' }, six, { wage, wageMonth: month('2024-11') })).toEqual(
      Array.from({ length: 6 }, () => 2280),
    );
  });

  it('counts only the items that the rule names', () => {
    const wage = () => [...items(3080), { item: '奖金', amount: fen(900_000) }];
    expect(amountsOf({ ...LEVY_RULE, baseItems: ['岗位工资'] }, six.slice(0, 1), { wage })).toEqual([1540]);
    expect(amountsOf({ ...LEVY_RULE, baseItems: ['薪级工资'] }, six.slice(0, 1), { wage })).toEqual([undefined]);
  });

  it('a period that is no whole fen a month adds up to its own sum, the odd fen to the largest remainders', () => {
    // 0.33 % of 1,234.00 is 4.0722 a month: six months are 24.4332, not 6 x 4.07 = 24.42
    const rule = { ...LEVY_RULE, rateBasisPoints: 33, cutTo: fen(1) };
    expect(amountsOf(rule, six, { wage: () => items(1234) })).toEqual([408, 407, 407, 407, 407, 407]);
    expect(shareByRate([fen(100), fen(250), fen(150)], 33)).toEqual({ total: 1, shares: [0, 1, 0], uneven: true });
  });

  const kinds = (change: Partial<DuesCase>): LevyRule => ({
    ...LEVY_RULE,
    cases: [{ name: '学徒工', applies: 'kind', method: 'flatMonth', flat: fen(5), source: '', ...change }],
  });

  it('a kind pays its fixed amount without any wage: five fen a month for apprentices (通知 第二条)', () => {
    expect(amountsOf(kinds({}), six, { kind: '学徒工', wage: () => [] })).toEqual([5, 5, 5, 5, 5, 5]);
    // a kind that the rule does not know pays as everybody does
    expect(amountsOf(kinds({}), six.slice(0, 1), { kind: '临时工' })).toEqual([2280]);
  });

  it('without a fixed income: the wage of the month before (通知 第三条)', () => {
    const rule = {
      ...LEVY_RULE,
      cases: [{ name: '无固定收入', applies: 'kind', method: 'previousWage', source: '' }],
    } as const;
    const wage = (of: Month) => items(of === '2024-08' ? 3080 : 4567);
    expect(amountsOf(rule, six.slice(0, 3), { kind: '无固定收入', wage })).toEqual([2280, 2280, 1540]);
  });

  it('a fixed amount a period belongs to all its months: who pays three of six pays half', () => {
    const rule = kinds({ method: 'flatPeriod', flat: fen(10_001) });
    expect(amountsOf(rule, six, { kind: '学徒工' })).toEqual([1667, 1667, 1667, 1667, 1667, 1666]);
    expect(amountsOf(rule, six.slice(0, 3), { kind: '学徒工' })).toEqual([1667, 1667, 1667]);
  });

  it('a newcomer of fewer than six months pays the whole fixed amount in the months from joining on', () => {
    const rule = kinds({
      name: '新会员',
      applies: 'newcomer',
      monthsBelow: 6,
      method: 'flatPeriod',
      flat: fen(10_000),
    });
    expect(amountsOf(rule, six.slice(1), { since: month('2024-08') })).toEqual([2000, 2000, 2000, 2000, 2000]);
    expect(amountsOf(rule, six.slice(3), { since: month('2024-10') })).toEqual([3334, 3333, 3333]);
    // a member for six months, or for years, is none; nor is who has been one for years and leaves early
    expect(amountsOf(rule, six.slice(0, 1), { since: month('2024-07') })).toEqual([2280]);
    expect(amountsOf(rule, six.slice(0, 3), { since: month('2001-09') })).toEqual([2280, 2280, 2280]);
    expect(amountsOf(rule, six.slice(0, 1))).toEqual([2280]);
  });

  it('months add up to the sum of the period for any rule and any wages, and no month is off by a fen or more', () => {
    fc.assert(
      fc.property(
        rule,
        fc.array(fc.integer({ min: 0, max: 3_000_000 }), { minLength: 1, maxLength: 12 }),
        (r, wages) => {
          const bases = wages.map((each) => duesOf(fen(each), r).cutBase);
          const { total, shares, uneven } = shareByRate(bases, r.rateBasisPoints);
          const exact = bases.reduce((all, base) => all + BigInt(base) * BigInt(r.rateBasisPoints), 0n);
          expect(BigInt(total)).toBe(exact / 10_000n);
          expect(shares.reduce((all, each) => all + each, 0)).toBe(total);
          bases.forEach((base, index) => {
            const alone = duesOf(base, { ...r, cutTo: fen(1) }).amount;
            expect((shares[index] ?? 0) - alone).toBeGreaterThanOrEqual(0);
            expect((shares[index] ?? 0) - alone).toBeLessThanOrEqual(1);
          });
          if (isWholeFen(r)) expect(uneven).toBe(false);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('equal parts add up, and the earlier ones are never smaller', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: MAX_FEN }), fc.integer({ min: 1, max: 12 }), (total, parts) => {
        const shares = spreadEvenly(fen(total), parts);
        expect(shares.reduce((all, each) => all + each, 0)).toBe(total);
        expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
        expect([...shares].sort((a, b) => b - a)).toEqual(shares);
      }),
    );
  });
});

describe('in words', () => {
  const national = {
    ...LEVY_RULE,
    frequency: 'month',
    branchShare: 0,
    cases: [{ name: '学徒工', applies: 'kind', method: 'flatMonth', flat: fen(5), source: '' }],
  } as const;

  it('a rule is one sentence', () => {
    expect(ruleSentence(national)).toBe(
      '按月收：每月按本人当月工资的 0.5% 交，工资不足 10 元的尾数不计；学徒工每月 0.05 元。',
    );
    expect(
      ruleSentence({
        ...national,
        baseItems: ['岗位工资', '薪级工资'],
        cutTo: fen(1),
        baseMonth: 'chosen',
        frequency: 'halfYear',
        cases: [
          { name: '新会员', applies: 'newcomer', monthsBelow: 6, method: 'flatPeriod', flat: fen(10_000), source: '' },
        ],
        branchShare: 50,
      }),
    ).toBe(
      '按半年收：每月按本人某一个月（计提时选定）的工资（岗位工资、薪级工资）的 0.5% 交，尾数不舍；' +
        '新会员（入会后到期末不足 6 个月）整期共 100 元；收到的会费 50% 留给分会。',
    );
  });

  it('a sum is told step by step', () => {
    const levy = { month: month('2024-09'), wage: fen(456_700), cutBase: fen(456_000), amount: fen(2280) };
    const basis = { items: [['岗位工资', fen(300_000)] as [string, Fen], ['薪级工资', fen(156_700)] as [string, Fen]] };
    expect(levySteps(national, levy, basis)).toEqual([
      '2024年9月的计费工资：岗位工资 3,000.00 + 薪级工资 1,567.00 = 4,567.00 元',
      '去掉不足 10 元的尾数 7.00 元，计费基数 4,560.00 元',
      '4,560.00 × 0.5% = 22.80 元',
    ]);
    expect(levySteps(national, levy, undefined)[0]).toBe('2024年9月的计费工资 4,567.00 元');
    expect(levySteps(national, { ...levy, amount: fen(5) }, { kind: '学徒工' })).toEqual([
      '按「学徒工」计算：每月定额 0.05 元，与工资无关',
    ]);
  });
});
