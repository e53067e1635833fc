// Personal data is shown masked by default (个人信息保护法 第二十八条: 敏感个人信息). A text that does not have the expected
// form is masked whole: it may be a slip that still says who somebody is.

const stars = (count: number) => '*'.repeat(count);
const compact = (text: string) => text.normalize('NFKC').replace(/\s/g, '');

/**
 * The eight characters of the birthday hidden: `330203********9699`; a 15-digit number likewise; anything else
 * wholly.
 */
export function maskIdentityCard(text: string): string {
  const number = compact(text);
  if (!/^\d{14,17}[\dXx]$/.test(number)) return stars([...number].length);
  if (number.length === 18) return `${number.slice(0, 6)}${stars(8)}${number.slice(14)}`;
  if (number.length === 15) return `${number.slice(0, 6)}${stars(6)}${number.slice(12)}`;
  return stars(number.length);
}

/**
 * A mobile number: `138****5678`; another number of at least seven digits keeps its last two; anything else wholly
 * hidden.
 */
export function maskPhone(text: string): string {
  const number = compact(text);
  if (/^1\d{10}$/.test(number)) return `${number.slice(0, 3)}****${number.slice(7)}`;
  if (number.replace(/\D/g, '').length < 7) return stars([...number].length);
  return stars([...number].length - 2) + [...number].slice(-2).join('');
}

/**
 * The last four digits kept: `***************1234`; below twelve digits (no bank account is that short) wholly
 * hidden.
 */
export function maskBankAccount(text: string): string {
  const account = compact(text);
  if (!/^\d{12,}$/.test(account)) return stars([...account].length);
  return stars(account.length - 4) + account.slice(-4);
}

/** `张晓明` -> `张*明`, `张三` -> `张*`, `欧阳娜娜` -> `欧**娜`; a single character is hidden. */
export function maskName(text: string): string {
  const [first, ...rest] = [...compact(text)];
  if (first === undefined) return '';
  if (rest.length === 0) return '*';
  if (rest.length === 1) return `${first}*`;
  return first + stars(rest.length - 1) + rest.slice(-1).join('');
}
