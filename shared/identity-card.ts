import { type Day, isDay } from './calendar.ts';

// Citizen identity number, GB 11643-1999: 6 digits region, 8 digits birthday, 3 digits sequence (odd = male), 1 check
// character (ISO 7064 MOD 11-2).

/** `region`: the number does not begin with the code of a province. */
export type IdentityCardProblem =
  | 'empty'
  | 'length'
  | 'characters'
  | 'region'
  | 'birthday'
  | 'checkDigit'
  | 'lostPrecision';

export type IdentityCardResult =
  | {
      ok: true;
      /** Always the 18 characters, X in upper case. */
      number: string;
      birthday: Day;
      sex: 'male' | 'female';
      /** True when a 15-digit number was written; it has no check digit, so a slip in it goes unseen. */
      upgraded: boolean;
    }
  | { ok: false; problem: IdentityCardProblem };

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_CHARACTERS = '10X98765432';

// GB/T 2260 province codes; 83 is the residence permit of Taiwan residents.
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 91'.split(
    ' ',
  ),
);

/**
 * The check character of an identity number.
 * @param first17 the first 17 digits
 * @returns `0` to `9` or `X`
 * @throws RangeError when the text is not 17 digits (a programming error).
 */
export function identityCheckCharacter(first17: string): string {
  if (!/^\d{17}$/.test(first17)) throw new RangeError('an identity number has 17 digits before its check character');
  const total = WEIGHTS.reduce((sum, weight, index) => sum + weight * Number(first17[index]), 0);
  return CHECK_CHARACTERS.charAt(total % 11);
}

/** Makes full-width characters plain and x upper case; drops spaces, invisible characters, a text cell's apostrophe. */
export function normaliseIdentityCard(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]/gu, '')
    .replace(/^['‘’]/, '')
    .toUpperCase();
}

/**
 * Checks an identity number as people type it or as a spreadsheet hands it over.
 *
 * A 15-digit number (issued until 1999) is accepted and upgraded: `19` before the year, check character behind.
 * A permanent residence card of the 2023 edition (9, then the province) is accepted too: it has the same shape and
 * check.
 * `lostPrecision` means that a spreadsheet kept the number as a number: `3.30203E+17`, or 18 digits whose last three
 * have
 * become 000 (a spreadsheet keeps 15 digits). The lost digits cannot be computed; the card has to be looked at again.
 * Whether the birthday lies in the future is not judged here: this function has no clock.
 */
export function checkIdentityCard(text: string): IdentityCardResult {
  const written = normaliseIdentityCard(text);
  if (written === '') return { ok: false, problem: 'empty' };
  if (/^\d(\.\d+)?E\+?\d{2}$/.test(written)) return { ok: false, problem: 'lostPrecision' };
  if (!/^\d+X?$/.test(written)) return { ok: false, problem: 'characters' };
  const upgraded = written.length === 15;
  if (!upgraded && written.length !== 18) return { ok: false, problem: 'length' };
  if (upgraded && written.endsWith('X')) return { ok: false, problem: 'characters' };

  const first17 = upgraded ? `${written.slice(0, 6)}19${written.slice(6)}` : written.slice(0, 17);
  if (!hasProvince(first17)) return { ok: false, problem: 'region' };
  const birthday = `${first17.slice(6, 10)}-${first17.slice(10, 12)}-${first17.slice(12, 14)}`;
  if (!isDay(birthday)) return { ok: false, problem: 'birthday' };
  const check = identityCheckCharacter(first17);
  if (!upgraded && written[17] !== check) {
    return { ok: false, problem: written.endsWith('000') ? 'lostPrecision' : 'checkDigit' };
  }
  const sex = Number(first17[16]) % 2 === 1 ? 'male' : 'female';
  return { ok: true, number: first17 + check, birthday, sex, upgraded };
}

/**
 * Checks an identity number that a spreadsheet kept in a number cell. Beyond 2^53 the last digits are gone, even where
 * the
 * rest happens to satisfy the check character, so this must be asked before the number is turned into text.
 */
export function checkIdentityCardCell(value: number): IdentityCardResult {
  if (Number.isFinite(value) && value > Number.MAX_SAFE_INTEGER) return { ok: false, problem: 'lostPrecision' };
  return checkIdentityCard(String(value));
}

function hasProvince(first17: string): boolean {
  return PROVINCES.has(first17.slice(0, 2)) || (first17.startsWith('9') && PROVINCES.has(first17.slice(1, 3)));
}
