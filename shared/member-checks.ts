import { type Day, isDay, isMonth, type Month, parseLooseDay } from './calendar.ts';
import type { Sex } from './contract/members.ts';
import { checkIdentityCard, type IdentityCardProblem } from './identity-card.ts';

// What one person's particulars must satisfy, whether they come from the form, a roster or the tray.

/** Sentences about an identity number. Pages and rosters use the very same words, so that they can be looked up. */
export const IDENTITY_SENTENCES: Readonly<Record<IdentityCardProblem | 'future', string>> = {
  empty: '缺身份证号',
  // the comma is the plain one, as in the list of expected verdicts that rosters are checked against
  lostPrecision: '身份证号被存成数字\x2c末位已丢失',
  length: '身份证号不是 18 位',
  characters: '身份证号含有不该出现的字符',
  region: '身份证号的地区码不存在',
  birthday: '身份证号里的出生日期不存在',
  checkDigit: '身份证校验位不符',
  future: '身份证号里的出生日期晚于今天',
};

export type IdentityFacts =
  | { ok: true; number: string; birthday: Day; sex: Sex }
  | { ok: false; problem: string; kind: keyof typeof IDENTITY_SENTENCES };

/** What a number cell of a spreadsheet loses of an 18-digit number: the first 15 digits stand, the rest is unknown. */
export const LOST_DIGITS = '???';

/** Checks an identity number and reads birthday and sex from it; a birthday after `today` is refused too. */
export function readIdentity(text: string, today: Day): IdentityFacts {
  const fail = (kind: keyof typeof IDENTITY_SENTENCES): IdentityFacts => ({
    ok: false,
    kind,
    problem: IDENTITY_SENTENCES[kind],
  });
  if (text.endsWith(LOST_DIGITS)) return fail('lostPrecision');
  const result = checkIdentityCard(text);
  if (!result.ok) return fail(result.problem);
  if (result.birthday > today) return fail('future');
  return result;
}

/** Spaces inside a name in Han characters are layout (`武 英娜`); between Latin words they belong to the name. */
export function plainName(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{Cf}]+/gu, ' ')
    .replace(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')
    .trim();
}

/** Codes such as a staff number: without spaces, full-width digits made plain, capitals kept. */
export function plainNumber(text: string): string {
  return text.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '');
}

/**
 * A telephone number as it is stored: a mobile number in its eleven digits, a fixed line with its area code and extension.
 * @returns undefined when the text is neither; '' for an empty text
 */
export function plainPhone(text: string): string | undefined {
  const written = text.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '');
  if (written === '') return '';
  const digits = written.replace(/^\+?86(?=1\d{2})/, '').replace(/[-()]/g, '');
  if (/^1\d{10}$/.test(digits)) return digits;
  const line = written.replace(/^\((0\d{2,3})\)/, '$1-');
  return /^(0\d{2,3}-?)?[2-9]\d{6,7}(-\d{1,6})?$/.test(line) ? line : undefined;
}

/** @returns undefined when the text names neither sex; '' for an empty text */
export function readSex(text: string): Sex | '' | undefined {
  const written = text.trim();
  if (written === '') return '';
  if (/^男性?$/.test(written)) return 'male';
  if (/^女性?$/.test(written)) return 'female';
  return undefined;
}

/** @returns a day or only a month as people write it, undefined when it is neither; '' for an empty text */
export function readJoined(text: string): Day | Month | '' | undefined {
  return text.trim() === '' ? '' : parseLooseDay(text);
}

/** True when what is written (a day or only a month) is the day. */
export function fitsDay(written: Day | Month, day: Day): boolean {
  return isDay(written) ? written === day : isMonth(written) && day.startsWith(written);
}

// 内退、待退休 and the like keep their membership as it is (rules.md 1.3: 内退会籍暂不变)
const NOT_YET_RETIRED = /内退|内部退休|未退休|[拟将待]退休/;

/**
 * Whether a remark or the name of a group says that somebody has retired. Retired members may keep their membership
 * and pay no dues meanwhile (中国工会章程 第八条).
 */
export function saysRetired(text: string): boolean {
  return /退休|离休/.test(text) && !NOT_YET_RETIRED.test(text);
}
