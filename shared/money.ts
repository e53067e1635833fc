/** An exact amount of money in fen (1 yuan = 100 fen). Negative amounts are refunds and 红字 entries. */
declare const fenBrand: unique symbol;
export type Fen = number & { readonly [fenBrand]: true };

/** Largest amount one field may hold: 999,999,999,999.99 yuan. Far below 2^53, so sums of thousands stay exact. */
export const MAX_FEN = 99_999_999_999_999;

/**
 * Marks a whole number as fen. Minus zero (the negation of nothing) becomes plain zero.
 * @throws RangeError when it is no safe whole number (a programming error, never user input).
 */
export function fen(value: number): Fen {
  const plain = value === 0 ? 0 : value;
  if (!isFen(plain)) throw new RangeError(`not a whole number of fen: ${value}`);
  return plain;
}

/** True for whole numbers of fen that are exactly representable. */
export function isFen(value: number): value is Fen {
  return Number.isSafeInteger(value);
}

export const ZERO = fen(0);

/** Exact sum of fen. @throws RangeError when it leaves the exact range, be it only on the way. */
export function sum(amounts: Iterable<Fen>): Fen {
  let total = ZERO;
  for (const amount of amounts) total = fen(total + amount);
  return total;
}

export type YuanProblem = 'empty' | 'notANumber' | 'tooManyDecimals' | 'tooLarge';
export type YuanResult = { ok: true; value: Fen } | { ok: false; problem: YuanProblem };

// Commas may stand only between groups of three (or, an older habit, four) digits. "12,5" is a slip for "12.5": taking
// it as 125 yuan would be wrong by a factor of ten.
const GROUPED = /^\d{1,3}(,\d{3})+$|^\d{1,4}(,\d{4})+$/;

/**
 * Reads an amount in yuan as people type it: `1,234.5`, `¥12`, full-width `１２.３０`, `-5`, `(5.00)`, `12元`.
 * The text never passes through a floating-point number.
 * @returns the amount in fen, or which rule the text breaks. More than two decimals is refused, not rounded; a comma
 * that does not separate whole groups of digits is `notANumber`.
 */
export function parseYuan(text: string): YuanResult {
  let plain = text
    .normalize('NFKC')
    .replace(/[\s¥]/g, '')
    .replace(/^\u2212/, '-')
    .replace(/元$/, '');
  if (plain === '') return { ok: false, problem: 'empty' };
  const bracketed = /^\((.*)\)$/.exec(plain);
  if (bracketed?.[1] !== undefined) plain = `-${bracketed[1]}`;
  const match = /^([+-]?)([\d,]*)(?:\.(\d*))?$/.exec(plain);
  if (!match) return { ok: false, problem: 'notANumber' };
  const [, sign = '', whole = '', decimals = ''] = match;
  if (whole === '' && decimals === '') return { ok: false, problem: 'notANumber' };
  if (whole.includes(',') && !GROUPED.test(whole)) return { ok: false, problem: 'notANumber' };
  const significant = decimals.replace(/0+$/, '');
  if (significant.length > 2) return { ok: false, problem: 'tooManyDecimals' };
  const digits = (whole.replaceAll(',', '') + significant.padEnd(2, '0')).replace(/^0+(?=\d)/, '');
  if (digits.length > 14) return { ok: false, problem: 'tooLarge' };
  const value = Number(digits);
  return { ok: true, value: fen(sign === '-' && value !== 0 ? -value : value) };
}

/** Two decimals without grouping, for files and formulas: 123450 fen -> `1234.50`. */
export function plainYuan(amount: Fen): string {
  const digits = String(Math.abs(amount)).padStart(3, '0');
  return `${amount < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** As people read it: 123450 fen -> `1,234.50`. */
export function formatYuan(amount: Fen): string {
  const [whole = '', decimals = ''] = plainYuan(amount).split('.');
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}.${decimals}`;
}

/** The value as a yuan number for a spreadsheet cell (two decimals are exact enough to be shown and re-read as fen). */
export function yuanNumber(amount: Fen): number {
  return amount / 100;
}

/**
 * Reads a number out of a spreadsheet cell as fen. Cells hold binary floats: 12.3 may arrive as 12.299999999999999, a
 * cell sum as 12345.670000000213. Noise far below a fen is dropped; a real third decimal is refused, not rounded.
 */
export function fenFromCell(value: number): YuanResult {
  if (!Number.isFinite(value)) return { ok: false, problem: 'notANumber' };
  const nearest = Math.round(value * 100);
  if (Math.abs(nearest) > MAX_FEN) return { ok: false, problem: 'tooLarge' };
  // Beyond 15 significant digits a spreadsheet holds nothing that was typed, so that much is noise in a large amount.
  const noise = Math.max(0.000_000_5, Math.abs(value) * 1e-15);
  if (Math.abs(value - nearest / 100) > noise) return { ok: false, problem: 'tooManyDecimals' };
  return { ok: true, value: fen(nearest) };
}
