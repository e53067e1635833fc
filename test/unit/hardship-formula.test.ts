import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  assessHardship,
  DEFAULT_HARDSHIP_PERCENTS,
  HARDSHIP_CATEGORIES,
  type HardshipFacts,
  type HardshipParameters,
} from '#shared/hardship-formula.ts';
import { type Fen, fen } from '#shared/money.ts';

const yuan = (value: number): Fen => fen(value * 100);
const LINE: HardshipParameters = { minimumLiving: yuan(1000), ...DEFAULT_HARDSHIP_PERCENTS };

const family = (income: Fen, expense: Fen, people: number, accidentExpense?: Fen): HardshipFacts => ({
  incomes: [{ label: '工资', amount: income }],
  fixedExpenses: [{ label: '住院自付', amount: expense }],
  people,
  ...(accidentExpense === undefined ? {} : { accidentExpense }),
});

describe('assessHardship', () => {
  it('shows every step of the computation', () => {
    const result = assessHardship(
      {
        incomes: [
          { label: '本人工资', amount: yuan(36_000) },
          { label: '配偶工资', amount: yuan(12_000) },
        ],
        fixedExpenses: [{ label: '住院自付', amount: yuan(20_000) }],
        people: 3,
        accidentExpense: yuan(20_000),
      },
      LINE,
    );
    expect(result.suggested).toBe('deep');
    expect(result.perHeadMonthly).toBe(77_777);
    expect(result.reason).toBe('月人均 777.77 元，低于低保线的 100%。');
    expect(result.steps).toEqual([
      { label: '家庭年可支配收入', formula: '本人工资 36,000.00 + 配偶工资 12,000.00', amount: yuan(48_000) },
      { label: '家庭年刚性支出', formula: '住院自付 20,000.00', amount: yuan(20_000) },
      { label: '收入减刚性支出', formula: '48,000.00 − 20,000.00', amount: yuan(28_000) },
      { label: '月人均', formula: '28,000.00 ÷ 12 ÷ 3人（不足一分舍去）', amount: 77_777 },
      { label: '深度困难线', formula: '低保线 1,000.00 × 100%', amount: yuan(1000) },
      { label: '相对困难线', formula: '低保线 1,000.00 × 200%', amount: yuan(2000) },
      { label: '意外或大病支出', formula: '赔付、救助后自付', amount: yuan(20_000) },
      { label: '意外致困线', formula: '家庭年收入 48,000.00 × 80%', amount: yuan(38_400) },
    ]);
  });

  it.each([
    ['nothing at all', 0, 0, 1, undefined, 'deep', 0],
    ['more spent than earned', 10_000, 22_000, 2, undefined, 'deep', -500],
    ['below the line', 35_999, 0, 3, undefined, 'deep', 999.97],
    ['exactly the line', 36_000, 0, 3, undefined, 'relative', 1000],
    ['below twice the line', 71_999, 0, 3, undefined, 'relative', 1999.97],
    ['exactly twice the line', 72_000, 0, 3, undefined, 'none', 2000],
    ['accident of exactly 80 %', 100_000, 0, 3, 80_000, 'none', 2777.77],
    ['accident above 80 %', 100_000, 0, 3, 80_001, 'accidental', 2777.77],
    ['an accident in a family that is below the line anyway', 12_000, 0, 3, 100_000, 'deep', 333.33],
  ] as const)('%s', (_, income, expense, people, accident, suggested, perHead) => {
    const facts = family(yuan(income), yuan(expense), people, accident === undefined ? undefined : yuan(accident));
    const result = assessHardship(facts, LINE);
    expect(result.suggested).toBe(suggested);
    expect(result.perHeadMonthly).toBe(Math.round(perHead * 100));
  });

  it('compares the exact fraction: one fen a year below the line is below the line', () => {
    const exactly = 1000_00 * 12 * 3;
    expect(assessHardship(family(fen(exactly), fen(0), 3), LINE).suggested).toBe('relative');
    const below = assessHardship(family(fen(exactly - 1), fen(0), 3), LINE);
    expect(below.suggested).toBe('deep');
    expect(below.perHeadMonthly).toBe(999_99);
  });

  it('cuts a negative figure towards minus infinity', () => {
    expect(assessHardship(family(fen(0), fen(1), 1), LINE).perHeadMonthly).toBe(-1);
  });

  it('is exact with a multiple that does not give whole fen', () => {
    // 0.01 x 150 % = 0.015 a month: 0.18 a year is exactly the line, 0.17 below it
    const parameters = { ...LINE, minimumLiving: fen(1), deepMultiplePercent: 150 };
    expect(assessHardship(family(fen(17), fen(0), 1), parameters).suggested).toBe('deep');
    expect(assessHardship(family(fen(18), fen(0), 1), parameters).suggested).toBe('relative');
  });

  const amount = fc.integer({ min: 0, max: 30_000_000 }).map(fen);
  const facts = fc.record(
    {
      incomes: fc.array(fc.record({ label: fc.constant('收入'), amount }), { maxLength: 4 }),
      fixedExpenses: fc.array(fc.record({ label: fc.constant('支出'), amount }), { maxLength: 4 }),
      people: fc.integer({ min: 1, max: 9 }),
      accidentExpense: amount,
    },
    { requiredKeys: ['incomes', 'fixedExpenses', 'people'] },
  );
  const severity = { none: 0, accidental: 1, relative: 2, deep: 3 };

  it('more income never makes the suggestion worse, more fixed expenses never better', () => {
    fc.assert(
      fc.property(facts, amount, (one, extra) => {
        const before = severity[assessHardship(one, LINE).suggested];
        const richer = { ...one, incomes: [...one.incomes, { label: '补贴', amount: extra }] };
        expect(severity[assessHardship(richer, LINE).suggested]).toBeLessThanOrEqual(before);
        const poorer = { ...one, fixedExpenses: [...one.fixedExpenses, { label: '学费', amount: extra }] };
        expect(severity[assessHardship(poorer, LINE).suggested]).toBeGreaterThanOrEqual(before);
      }),
    );
  });

  it('the figure shown never contradicts the suggestion', () => {
    fc.assert(
      fc.property(facts, (one) => {
        const { perHeadMonthly, suggested } = assessHardship(one, LINE);
        expect(perHeadMonthly < 1000_00).toBe(suggested === 'deep');
        expect(perHeadMonthly >= 1000_00 && perHeadMonthly < 2000_00).toBe(suggested === 'relative');
      }),
    );
  });

  it('refuses what cannot be', () => {
    const good = family(yuan(1), yuan(1), 1);
    for (const people of [0, -1, 1.5]) expect(() => assessHardship({ ...good, people }, LINE)).toThrow(RangeError);
    expect(() => assessHardship(family(fen(-1), fen(0), 1), LINE)).toThrow(RangeError);
    expect(() => assessHardship(family(fen(0), fen(-1), 1), LINE)).toThrow(RangeError);
    expect(() => assessHardship(family(fen(0), fen(0), 1, fen(-1)), LINE)).toThrow(RangeError);
    expect(() => assessHardship(good, { ...LINE, minimumLiving: fen(-1) })).toThrow(RangeError);
    expect(() => assessHardship(good, { ...LINE, relativeMultiplePercent: 1.5 })).toThrow(RangeError);
  });
});

describe('HARDSHIP_CATEGORIES', () => {
  it('names both systems as the forms do', () => {
    const names = (system: string) =>
      Object.values(HARDSHIP_CATEGORIES)
        .filter((category) => category.system === system)
        .map((category) => category.name);
    expect(names('since2021')).toEqual(['深度困难', '相对困难', '意外致困']);
    expect(names('before2021')).toEqual(['低保户', '低保边缘户', '意外致困户']);
  });
});
