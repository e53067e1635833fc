import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  monthlyAmount,
  monthsFrom,
  plannedAmount,
  plannedIn,
  planOf,
  residualOf,
} from '#electron/engine/ledger/assets/plan.ts';
import { splitEvenly } from '#electron/engine/ledger/assets/purchase.ts';
import { day, month } from '#shared/calendar.ts';
import { fen, MAX_FEN, sum } from '#shared/money.ts';

const months = (base: number, count: number) =>
  Array.from({ length: count }, (_, index) => plannedAmount({ base: fen(base), months: count }, index));

describe('straight line', () => {
  it.each([
    // 6000.00 yuan over 72 months: 83.3333 a month, the last one 83.57 (6000 - 71 x 83.33)
    { base: 600000, count: 72, monthly: 8333, last: 8357 },
    // 1000.00 over 60: 16.6667 is 16.67 a month, the last one 16.47
    { base: 100000, count: 60, monthly: 1667, last: 1647 },
    { base: 120000, count: 12, monthly: 10000, last: 10000 },
    { base: 999, count: 1, monthly: 999, last: 999 },
    // 2.5 fen is rounded up, and the last month takes what that leaves
    { base: 10, count: 4, monthly: 3, last: 1 },
  ])('$base fen over $count months', ({ base, count, monthly, last }) => {
    const amounts = months(base, count);
    expect(monthlyAmount({ base: fen(base), months: count })).toBe(monthly);
    expect(amounts.slice(0, -1).every((amount) => amount === monthly)).toBe(true);
    expect(amounts.at(-1)).toBe(last);
  });

  it('takes nothing outside of its months', () => {
    const plan = { from: month('2026-03'), base: fen(1200), months: 12 };
    expect(plannedIn(plan, month('2026-02'))).toBe(0);
    expect(plannedIn(plan, month('2026-03'))).toBe(100);
    expect(plannedIn(plan, month('2027-02'))).toBe(100);
    expect(plannedIn(plan, month('2027-03'))).toBe(0);
  });

  it('adds up to the base to the fen, never below zero, each month as near to the fraction as a fen allows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX_FEN }), fc.integer({ min: 1, max: 1200 }), (base, count) => {
        const amounts = months(base, count);
        expect(sum(amounts)).toBe(base);
        expect(amounts.every((amount) => amount >= 0)).toBe(true);
        const monthly = BigInt(monthlyAmount({ base: fen(base), months: count }));
        // |2 * monthly * n - 2 * base| <= n says that monthly is base / n rounded
        const off = 2n * monthly * BigInt(count) - 2n * BigInt(base);
        expect(off <= BigInt(count) && off > -BigInt(count)).toBe(true);
      }),
    );
  });
});

describe('the plan of a card', () => {
  const card = {
    acquiredDay: day('2024-05-20'),
    original: fen(720000),
    residual: fen(0),
    accumulated: fen(0),
    usefulMonths: 72,
  };
  it('begins with the month of the purchase or the one after', () => {
    expect(planOf(card, 'purchase')).toEqual({ from: '2024-05', base: 720000, months: 72 });
    expect(planOf(card, 'next')).toEqual({ from: '2024-06', base: 720000, months: 72 });
  });
  it('goes on where the books begin, over what is left of the life', () => {
    // May 2024 to December 2025 are 20 months
    expect(planOf({ ...card, accumulated: fen(200000) }, 'purchase', month('2026-01'))).toEqual({
      from: '2026-01',
      base: 520000,
      months: 52,
    });
    expect(planOf({ ...card, accumulated: fen(190000) }, 'next', month('2026-01'))).toEqual({
      from: '2026-01',
      base: 530000,
      months: 53,
    });
  });
  it('takes the rest in one month when the life is over', () => {
    expect(planOf({ ...card, acquiredDay: day('2015-01-10') }, 'purchase', month('2026-01'))).toMatchObject({
      months: 1,
    });
  });
  it('is none for what is not depreciated and for what has nothing left but its residual', () => {
    expect(planOf({ ...card, usefulMonths: undefined }, 'purchase')).toBeUndefined();
    expect(planOf({ ...card, residual: fen(20000), accumulated: fen(700000) }, 'purchase')).toBeUndefined();
  });
});

it('the residual is the percentage, rounded down to the fen, for every amount', () => {
  expect(residualOf(fen(123456), 5)).toBe(6172);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: MAX_FEN }), fc.integer({ min: 0, max: 99 }), (amount, percent) => {
      expect(BigInt(residualOf(fen(amount), percent))).toBe((BigInt(amount) * BigInt(percent)) / 100n);
    }),
  );
});

it('months are counted over years, also backwards', () => {
  expect(monthsFrom(month('2025-11'), month('2026-02'))).toBe(3);
  expect(monthsFrom(month('2026-02'), month('2025-11'))).toBe(-3);
});

it('pieces of one amount differ by a fen at most and add up to it', () => {
  expect(splitEvenly(fen(100), 3)).toEqual([34, 33, 33]);
  fc.assert(
    fc.property(fc.integer({ min: 1, max: MAX_FEN }), fc.integer({ min: 1, max: 300 }), (amount, count) => {
      const parts = splitEvenly(fen(amount), count);
      expect(sum(parts)).toBe(amount);
      expect(Math.max(...parts) - Math.min(...parts)).toBeLessThanOrEqual(1);
    }),
  );
});
