import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DuesRule, duesOf, NATIONAL_APPRENTICE_RULE, NATIONAL_DUES_RULE } from '#shared/dues-formula.ts';
import { fen, MAX_FEN } from '#shared/money.ts';

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
