import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { day } from '#shared/calendar.ts';
import { checkIdentityCard, checkIdentityCardCell, identityCheckCharacter } from '#shared/identity-card.ts';

// The two worked examples of GB 11643-1999 itself.
const WOMAN = '11010519491231002X';
const MAN = '440524188001010014';

const wide = (text: string) =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((list) => list.join(''));
const province = fc.constantFrom('11', '33', '44', '50', '65', '71', '81', '82', '83');
const birthday = fc
  .tuple(fc.integer({ min: 1930, max: 2015 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([y, m, d]) => day(`${y}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`));
const person = fc.record({ province, district: digits(4), birthday, sequence: digits(3) }).map((parts) => {
  const first17 = parts.province + parts.district + parts.birthday.replaceAll('-', '') + parts.sequence;
  return { ...parts, number: first17 + identityCheckCharacter(first17) };
});

describe('checkIdentityCard', () => {
  it('takes the example of the standard and derives birthday and sex', () => {
    expect(checkIdentityCard(WOMAN)).toEqual({
      ok: true,
      number: WOMAN,
      birthday: '1949-12-31',
      sex: 'female',
      upgraded: false,
    });
  });

  it('computes the check character of both examples of the standard', () => {
    expect(identityCheckCharacter(WOMAN.slice(0, 17))).toBe('X');
    expect(identityCheckCharacter(MAN.slice(0, 17))).toBe('4');
    expect(() => identityCheckCharacter('123')).toThrow(RangeError);
  });

  it.each([
    ['lower x', '11010519491231002x'],
    ['full width', wide('11010519491231002x')],
    ['spaces around and inside', ' 110105 19491231 002X\t'],
    ['full-width space and line break', '110105\u300019491231\n002X'],
    ['an invisible direction mark', '\u202d11010519491231002X\u202c'],
    ['the apostrophe of a text cell', "'11010519491231002X"],
  ])('puts right: %s', (_, text) => {
    expect(checkIdentityCard(text)).toMatchObject({ ok: true, number: WOMAN });
  });

  it('upgrades a number of 15 digits and says so', () => {
    expect(checkIdentityCard('110105491231002')).toEqual({
      ok: true,
      number: WOMAN,
      birthday: '1949-12-31',
      sex: 'female',
      upgraded: true,
    });
  });

  it('takes a permanent residence card, which begins with 9 and the province', () => {
    const first17 = '93184019900101123';
    expect(checkIdentityCard(first17 + identityCheckCharacter(first17))).toMatchObject({ ok: true, sex: 'male' });
  });

  it.each([
    ['', 'empty'],
    [' \u3000', 'empty'],
    ['无', 'characters'],
    ['1101051949123100X2', 'characters'],
    ['110105194912310O2X', 'characters'],
    ['11010549123100X', 'characters'],
    ['1101051949123100', 'length'],
    ['11010519491231002XX', 'characters'],
    ['1101051949123100211', 'length'],
    ['010105194912310021', 'region'],
    ['160105194912310021', 'region'],
    ['990105194912310021', 'region'],
    ['160105491231002', 'region'],
    ['110105194902300021', 'birthday'],
    ['110105194900010021', 'birthday'],
    ['110105490230002', 'birthday'],
    ['110105194912310021', 'checkDigit'],
    ['3.30203E+17', 'lostPrecision'],
    ['3.30203198001015E+17', 'lostPrecision'],
    ['3.30203e+17', 'lostPrecision'],
    ['3E+17', 'lostPrecision'],
    ['3.30203E+14', 'lostPrecision'],
    ['110105194912310000', 'lostPrecision'],
  ])('refuses %j: %s', (text, problem) => {
    expect(checkIdentityCard(text)).toEqual({ ok: false, problem });
  });

  it('does not call a right number lost because it ends in 000', () => {
    expect(checkIdentityCard('330203198001041000')).toMatchObject({ ok: true, birthday: '1980-01-04', sex: 'female' });
  });

  it('takes every number that is made by the rule, with its birthday and sex', () => {
    fc.assert(
      fc.property(person, ({ number, birthday: born, sequence }) => {
        const sex = Number(sequence) % 2 === 1 ? 'male' : 'female';
        expect(checkIdentityCard(number)).toEqual({ ok: true, number, birthday: born, sex, upgraded: false });
      }),
    );
  });

  it('notices every single wrong digit and every swap of neighbours', () => {
    fc.assert(
      fc.property(person, fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), ({ number }, at, shift) => {
        const wrong = (Number(number[at]) + shift) % 10;
        expect(checkIdentityCard(number.slice(0, at) + wrong + number.slice(at + 1)).ok).toBe(false);
        const swapped = number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2);
        if (swapped !== number) expect(checkIdentityCard(swapped).ok).toBe(false);
      }),
    );
  });

  it('a 15-digit number becomes the number its owner has today', () => {
    const born1900s = person.filter(({ birthday: born }) => born < '2000');
    fc.assert(
      fc.property(born1900s, ({ number }) => {
        const old = number.slice(0, 6) + number.slice(8, 17);
        expect(checkIdentityCard(old)).toMatchObject({ ok: true, number, upgraded: true });
      }),
    );
  });

  it('answers any text without throwing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => typeof checkIdentityCard(text).ok === 'boolean'));
  });
});

describe('checkIdentityCardCell', () => {
  it('knows that 18 digits in a number cell are lost, even where the check character happens to fit', () => {
    expect(checkIdentityCardCell(330203197608303000)).toEqual({ ok: false, problem: 'lostPrecision' });
    fc.assert(
      fc.property(person, ({ number }) => {
        fc.pre(!number.endsWith('X'));
        expect(checkIdentityCardCell(Number(number))).toEqual({ ok: false, problem: 'lostPrecision' });
      }),
    );
  });

  it('reads a 15-digit number, which a number cell holds exactly', () => {
    expect(checkIdentityCardCell(110105491231002)).toMatchObject({ ok: true, number: WOMAN });
    expect(checkIdentityCardCell(Number.NaN)).toEqual({ ok: false, problem: 'characters' });
  });
});
