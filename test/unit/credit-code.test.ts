import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkCreditCode, creditCodeCheckCharacter } from '#shared/credit-code.ts';

const ALPHABET = [...'0123456789ABCDEFGHJKLMNPQRTUWXY'];
const wide = (text: string) =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const first17 = fc.array(fc.constantFrom(...ALPHABET), { minLength: 17, maxLength: 17 }).map((list) => list.join(''));

// Published codes of registered companies, so that the rule is not judged by itself alone.
const REAL = ['91350100M000100Y43', '91440300708461136T', '91330100799655058B', '91110000802100433B'];

describe('checkCreditCode', () => {
  it.each(REAL)('takes %s', (code) => {
    expect(checkCreditCode(code)).toEqual({ ok: true, code });
    expect(creditCodeCheckCharacter(code.slice(0, 17))).toBe(code[17]);
  });

  it.each(['91440300708461136t', wide('91440300708461136T'), ' 9144 0300 7084 61136T ', '91440300-708461136-T'])(
    'puts right %s',
    (text) => {
      expect(checkCreditCode(text)).toEqual({ ok: true, code: '91440300708461136T' });
    },
  );

  it.each([
    ['', 'empty'],
    ['  ', 'empty'],
    ['9144030070846113', 'length'],
    ['91440300708461136TT', 'length'],
    ['9144030070846113OT', 'characters'],
    ['9144030070846113IT', 'characters'],
    ['单位代码', 'characters'],
    ['91440300708461136U', 'checkDigit'],
    ['91440300708461163T', 'checkDigit'],
  ])('refuses %j: %s', (text, problem) => {
    expect(checkCreditCode(text)).toEqual({ ok: false, problem });
  });

  it('takes every code with a computed check character, and no code with one other character', () => {
    fc.assert(
      fc.property(first17, fc.integer({ min: 0, max: 17 }), fc.constantFrom(...ALPHABET), (body, at, other) => {
        const code = body + creditCodeCheckCharacter(body);
        expect(checkCreditCode(code)).toEqual({ ok: true, code });
        fc.pre(code[at] !== other);
        const wrong = code.slice(0, at) + other + code.slice(at + 1);
        expect(checkCreditCode(wrong)).toEqual({ ok: false, problem: 'checkDigit' });
      }),
    );
  });

  it('the helper refuses what is not 17 characters of the alphabet', () => {
    expect(() => creditCodeCheckCharacter('9144')).toThrow(RangeError);
    expect(() => creditCodeCheckCharacter('9144030070846113O')).toThrow(RangeError);
  });
});
