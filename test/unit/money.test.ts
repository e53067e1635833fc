import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Fen,
  fen,
  fenFromCell,
  formatYuan,
  isFen,
  MAX_FEN,
  parseYuan,
  plainYuan,
  sum,
  yuanNumber,
} from '#shared/money.ts';

const wide = (text: string) =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const anyAmount = fc.integer({ min: -MAX_FEN, max: MAX_FEN }).map(fen);
const read = (value: Fen) => ({ ok: true, value });

describe('fen', () => {
  it('refuses what is no exact whole number', () => {
    for (const value of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53])
      expect(() => fen(value)).toThrow(RangeError);
    expect(isFen(2 ** 53)).toBe(false);
  });

  it('knows no minus zero', () => {
    expect(Object.is(fen(-0), 0)).toBe(true);
  });
});

describe('sum', () => {
  it('is exact where floats in yuan are not', () => {
    expect(sum([fen(10), fen(20)])).toBe(30);
    expect(sum([])).toBe(0);
  });

  it('refuses to leave the exact range, even if a later amount would bring it back', () => {
    const large = fen(Number.MAX_SAFE_INTEGER);
    expect(() => sum([large, fen(2), fen(-5)])).toThrow(RangeError);
  });
});

describe('parseYuan', () => {
  it.each([
    ['0', 0],
    ['12', 1200],
    ['1,234.5', 123450],
    ['1,234.50', 123450],
    ['1,2345.00', 1234500],
    ['12,345,678.90', 1234567890],
    ['¥12', 1200],
    ['¥12.3', 1230],
    ['-5', -500],
    ['\u22125', -500],
    ['(5.00)', -500],
    [wide('12.30'), 1230],
    [wide('1,234.5'), 123450],
    [wide('-5'), -500],
    [wide('(5.00)'), -500],
    ['\uffe512.3', 1230],
    ['12元', 1200],
    [' 1 234.5 ', 123450],
    ['.5', 50],
    ['5.', 500],
    ['+3.1', 310],
    ['007', 700],
    ['1.230000', 123],
    ['999,999,999,999.99', MAX_FEN],
  ])('reads %s as %i fen', (text, expected) => {
    expect(parseYuan(text)).toEqual({ ok: true, value: expected });
  });

  it.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['¥', 'empty'],
    ['.', 'notANumber'],
    ['-', 'notANumber'],
    ['abc', 'notANumber'],
    ['1e5', 'notANumber'],
    ['0x10', 'notANumber'],
    ['1.2.3', 'notANumber'],
    ['--5', 'notANumber'],
    ['(-5)', 'notANumber'],
    ['NaN', 'notANumber'],
    ['壹佰', 'notANumber'],
    ['1.001', 'tooManyDecimals'],
    ['0.005', 'tooManyDecimals'],
    ['1000000000000', 'tooLarge'],
  ])('refuses %j: %s', (text, problem) => {
    expect(parseYuan(text)).toEqual({ ok: false, problem });
  });

  it.each(['12,5', '12,50', '1,23', ',5', '5,', '1,,000', '1000,000', '1,000,00'])(
    'refuses %s: the comma may have been meant as a point',
    (text) => {
      expect(parseYuan(text)).toEqual({ ok: false, problem: 'notANumber' });
    },
  );

  it('never gives minus zero', () => {
    expect(parseYuan('-0.00')).toEqual({ ok: true, value: 0 });
  });

  it('reads back what plainYuan and formatYuan write', () => {
    fc.assert(
      fc.property(anyAmount, (amount) => {
        expect(parseYuan(plainYuan(amount))).toEqual(read(amount));
        expect(parseYuan(formatYuan(amount))).toEqual(read(amount));
      }),
    );
  });

  it('answers any text without throwing, and within the range', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const result = parseYuan(text);
        return !result.ok || Math.abs(result.value) <= MAX_FEN;
      }),
    );
  });
});

describe('plainYuan and formatYuan', () => {
  it.each([
    [0, '0.00', '0.00'],
    [5, '0.05', '0.05'],
    [-5, '-0.05', '-0.05'],
    [100, '1.00', '1.00'],
    [123456, '1234.56', '1,234.56'],
    [-100000, '-1000.00', '-1,000.00'],
    [99_999, '999.99', '999.99'],
    [MAX_FEN, '999999999999.99', '999,999,999,999.99'],
  ])('%i fen: %s, %s', (amount, plain, formatted) => {
    expect(plainYuan(fen(amount))).toBe(plain);
    expect(formatYuan(fen(amount))).toBe(formatted);
  });
});

describe('fenFromCell', () => {
  it.each([
    [12.3, 1230],
    [12.299999999999999, 1230],
    [0.1 + 0.2, 30],
    [12345.670000000213, 1234567],
    [-22.8, -2280],
    [-0, 0],
    [1e-9, 0],
    [1.005e3, 100500],
  ])('reads %d as %i fen', (value, expected) => {
    expect(fenFromCell(value)).toEqual({ ok: true, value: expected });
  });

  it.each([
    [Number.NaN, 'notANumber'],
    [Number.POSITIVE_INFINITY, 'notANumber'],
    [1.005, 'tooManyDecimals'],
    [22.8001, 'tooManyDecimals'],
    [1e12, 'tooLarge'],
    [-1e21, 'tooLarge'],
  ])('refuses %d: %s', (value, problem) => {
    expect(fenFromCell(value)).toEqual({ ok: false, problem });
  });

  it('reads back every amount that was written as a yuan number, large ones too', () => {
    expect(fenFromCell(490050785065.89)).toEqual({ ok: true, value: 49005078506589 });
    fc.assert(
      fc.property(anyAmount, (amount) => {
        expect(fenFromCell(yuanNumber(amount))).toEqual(read(amount));
      }),
      { numRuns: 2000 },
    );
  });
});
