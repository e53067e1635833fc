import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskBankAccount, maskIdentityCard, maskName, maskPhone } from '#shared/mask.ts';

describe('masks', () => {
  it.each([
    ['330203198001019699', '330203********9699'],
    ['11010519491231002X', '110105********002X'],
    [' 330203 19800101 9699 ', '330203********9699'],
    ['110105491231002', '110105******002'],
    ['3.30203E+17', '***********'],
    ['33020319800101', '**************'],
    ['', ''],
  ])('identity number %j: %s', (text, expected) => {
    expect(maskIdentityCard(text)).toBe(expected);
  });

  it.each([
    ['13812345678', '138****5678'],
    ['138 1234 5678', '138****5678'],
    ['0574-87654321', '***********21'],
    ['7654321', '*****21'],
    ['110', '***'],
    ['', ''],
  ])('phone %j: %s', (text, expected) => {
    expect(maskPhone(text)).toBe(expected);
  });

  it.each([
    ['6222021234567891234', '***************1234'],
    ['6222 0212 3456 7891 234', '***************1234'],
    ['1234', '****'],
    ['12345678901', '***********'],
  ])('bank account %j: %s', (text, expected) => {
    expect(maskBankAccount(text)).toBe(expected);
  });

  it.each([
    ['张晓明', '张*明'],
    ['张三', '张*'],
    ['张 三', '张*'],
    ['欧阳娜娜', '欧**娜'],
    ['张', '*'],
    ['𠮷田', '𠮷*'],
    ['', ''],
  ])('name %j: %s', (text, expected) => {
    expect(maskName(text)).toBe(expected);
  });

  it('hide at least a character of whatever is not empty', () => {
    const texts = fc.oneof(fc.string({ unit: 'grapheme' }), fc.stringMatching(/^\d{1,24}$/));
    fc.assert(
      fc.property(texts, (text) => {
        fc.pre(text.normalize('NFKC').trim() !== '');
        for (const mask of [maskIdentityCard, maskPhone, maskBankAccount, maskName]) expect(mask(text)).toContain('*');
      }),
    );
  });

  it('never show more than half of a number', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{1,24}$/), (text) => {
        for (const mask of [maskPhone, maskBankAccount]) {
          const shown = mask(text).replaceAll('*', '').length;
          expect(shown).toBeLessThanOrEqual(mask === maskPhone ? 7 : 4);
          expect(shown).toBeLessThan(text.length);
        }
      }),
    );
  });
});
