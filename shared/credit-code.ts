// Unified social credit code, GB 32100-2015: 17 characters and a check character, from digits and capital letters without
// I, O, S, V, Z.

export type CreditCodeProblem = 'empty' | 'length' | 'characters' | 'checkDigit';
export type CreditCodeResult = { ok: true; code: string } | { ok: false; problem: CreditCodeProblem };

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/**
 * The check character of a credit code: 31 minus the sum of value x 3^i (mod 31), where 31 counts as 0.
 * @param first17 the first 17 characters, upper case
 * @throws RangeError when the text is not 17 characters of the alphabet (a programming error).
 */
export function creditCodeCheckCharacter(first17: string): string {
  const values = [...first17].map((character) => ALPHABET.indexOf(character));
  if (values.length !== 17 || values.includes(-1))
    throw new RangeError(`not 17 characters of a credit code: ${first17}`);
  let total = 0;
  let weight = 1;
  for (const value of values) {
    total += value * weight;
    weight = (weight * 3) % 31;
  }
  return ALPHABET.charAt((31 - (total % 31)) % 31);
}

/**
 * Checks a credit code as people type it: full-width characters, lower case, spaces and hyphens are put right first.
 * Only the form and the check character are judged; nothing is looked up.
 * @returns the 18 characters in upper case, or which rule the text breaks
 */
export function checkCreditCode(text: string): CreditCodeResult {
  const code = text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}-]/gu, '')
    .toUpperCase();
  if (code === '') return { ok: false, problem: 'empty' };
  if ([...code].some((character) => !ALPHABET.includes(character))) return { ok: false, problem: 'characters' };
  if (code.length !== 18) return { ok: false, problem: 'length' };
  if (creditCodeCheckCharacter(code.slice(0, 17)) !== code[17]) return { ok: false, problem: 'checkDigit' };
  return { ok: true, code };
}
