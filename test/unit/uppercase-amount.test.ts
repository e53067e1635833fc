import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fen, MAX_FEN } from '#shared/money.ts';
import { uppercaseAmount } from '#shared/uppercase-amount.ts';

const DIGITS = '零壹贰叁肆伍陆柒捌玖';
const PLACES: Record<string, number> = { 拾: 10, 佰: 100, 仟: 1000 };

/** Reads capital numerals back, the way a bank clerk does: independent of how they were written. */
function readBack(text: string): number {
  const negative = text.startsWith('负');
  let total = 0;
  let section = 0;
  let digit = 0;
  let amount = 0;
  for (const character of text.replace(/^负/, '')) {
    const value = DIGITS.indexOf(character);
    const place = PLACES[character];
    if (value >= 0) digit = value;
    else if (place !== undefined) {
      section += digit * place;
      digit = 0;
    } else if (character === '万') {
      total += (section + digit) * 10_000;
      section = 0;
      digit = 0;
    } else if (character === '亿') {
      total = (total + section + digit) * 100_000_000;
      section = 0;
      digit = 0;
    } else if (character === '元') {
      amount += (total + section + digit) * 100;
      digit = 0;
    } else if (character === '角') {
      amount += digit * 10;
      digit = 0;
    } else if (character === '分') amount += digit;
  }
  return negative ? -amount : amount;
}

const anyAmount = fc.oneof(
  fc.integer({ min: -MAX_FEN, max: MAX_FEN }),
  // amounts full of zeros, where the rules bite
  fc
    .array(fc.constantFrom('0', '0', '0', '1', '7'), { minLength: 1, maxLength: 14 })
    .map((list) => Number(list.join(''))),
);

describe('uppercaseAmount', () => {
  it.each([
    [0, '零元整'],
    [5, '伍分'],
    [50, '伍角整'],
    [55, '伍角伍分'],
    [100, '壹元整'],
    [1000, '壹拾元整'],
    [1050, '壹拾元伍角整'],
    [1500, '壹拾伍元整'],
    [10005, '壹佰元零伍分'],
    [100500, '壹仟零伍元整'],
    [107000, '壹仟零柒拾元整'],
    [10000000, '壹拾万元整'],
    [10000000000, '壹亿元整'],
    [10000000100, '壹亿零壹元整'],
    [10001000000, '壹亿零壹万元整'],
    [101000000000, '壹拾亿零壹仟万元整'],
    [1020304, '壹万零贰佰零叁元零肆分'],
    [100000000, '壹佰万元整'],
    [100050000, '壹佰万零伍佰元整'],
    [200000001, '贰佰万元零壹分'],
    [12345678, '壹拾贰万叁仟肆佰伍拾陆元柒角捌分'],
    [-12050, '负壹佰贰拾元伍角整'],
    [-1, '负壹分'],
    [MAX_FEN, '玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
    [100_000_000_000_000, '壹万亿元整'],
    [123_450_000_000_000, '壹万贰仟叁佰肆拾伍亿元整'],
  ])('%i fen is %s', (amount, expected) => {
    expect(uppercaseAmount(fen(amount))).toBe(expected);
  });

  it.each([
    [140950, '壹仟肆佰零玖元伍角整'],
    [600714, '陆仟零柒元壹角肆分'],
    [168032, '壹仟陆佰捌拾元叁角贰分'],
    [10700053, '壹拾万零柒仟元伍角叁分'],
    [1640902, '壹万陆仟肆佰零玖元零贰分'],
    [32504, '叁佰贰拾伍元零肆分'],
  ])('writes the examples of 《支付结算办法》附件一: %i fen is %s', (amount, expected) => {
    expect(uppercaseAmount(fen(amount))).toBe(expected);
  });

  it('reads back as the same amount', () => {
    fc.assert(
      fc.property(anyAmount, (amount) => {
        expect(fen(readBack(uppercaseAmount(fen(amount))))).toBe(fen(amount));
      }),
      { numRuns: 1000 },
    );
  });

  it('never doubles 零, never begins or ends the yuan with it, and ends in 整 or 分', () => {
    fc.assert(
      fc.property(anyAmount, (amount) => {
        fc.pre(amount !== 0);
        expect(uppercaseAmount(fen(amount))).not.toMatch(/零零|^负?零|零[万亿元整]|分整|亿万/);
        expect(uppercaseAmount(fen(amount))).toMatch(/([元角]整|分)$/);
      }),
      { numRuns: 1000 },
    );
  });
});
