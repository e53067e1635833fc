import type { Day, Month } from '#shared/calendar.ts';
import { ROSTER_FIELD_NAMES, type RosterField, type Sex, type WageItem } from '#shared/contract/members.ts';
import {
  fitsDay,
  plainName,
  plainNumber,
  plainPhone,
  readIdentity,
  readJoined,
  readSex,
  saysRetired,
} from '#shared/member-checks.ts';
import { type Fen, parseYuan } from '#shared/money.ts';
import { WAGE_ITEM_OF } from './roster-fields.ts';
import type { RosterValues } from './roster-file.ts';

/** A roster row that is in order. Empty text means that the roster does not say. */
export interface RosterDraft {
  name: string;
  number: string;
  idNumber: string;
  sex: Sex;
  birthday: Day;
  phone: string;
  ethnicity: string;
  political: string;
  education: string;
  group: string;
  joined: Day | Month | '';
  note: string;
  /** The roster's own words that say so (`备注「退休」`), '' when it does not. */
  retired: string;
  /** Only the items that the roster gives. */
  wages: WageItem[];
}

export type RowResult = { ok: true; draft: RosterDraft } | { ok: false; problem: string };

/** As in the contract's form fields. */
const LONGEST: Partial<Record<RosterField, number>> = {
  name: 30,
  number: 30,
  political: 20,
  education: 20,
  ethnicity: 20,
  group: 40,
  note: 500,
};
const FORMULA_ERROR = /^#(N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|ERROR!)$/;

/** Carries the first problem of a row out of the checks below. */
class RowProblem extends Error {}
function problem(sentence: string): never {
  throw new RowProblem(sentence);
}

/**
 * Checks one roster row by itself. A row may break several rules: the first of this order is named — name, identity
 * number, sex, birthday, then the rest. What is odd but harmless (birthday with its month only, joined before the age
 * of 16) passes: birthday and sex are those of the identity number.
 */
export function checkRow(values: RosterValues, today: Day): RowResult {
  try {
    return { ok: true, draft: draftOf(values, today) };
  } catch (error) {
    if (error instanceof RowProblem) return { ok: false, problem: error.message };
    throw error;
  }
}

function draftOf(values: RosterValues, today: Day): RosterDraft {
  assertReadable(values);
  const text = (field: RosterField) => (values[field] ?? '').normalize('NFKC').trim();
  const name = plainName(values.name ?? '');
  if (name === '') problem('缺姓名');
  const identity = readIdentity(values.idNumber ?? '', today);
  if (!identity.ok) problem(identity.problem);
  const sex = readSex(values.sex ?? '');
  if (sex === undefined) problem(`性别「${text('sex')}」看不懂，请写男或女`);
  if (sex !== '' && sex !== identity.sex) problem('性别与身份证不符');
  const birthday = readJoined(values.birthday ?? '');
  if (birthday === undefined) problem(`出生日期「${text('birthday')}」看不懂，或没有这一天`);
  if (birthday !== '' && !fitsDay(birthday, identity.birthday)) problem('出生日期与身份证不符');
  const phone = plainPhone(values.phone ?? '');
  if (phone === undefined) problem(`联系电话「${text('phone')}」不像电话号码`);
  const joined = readJoined(values.joined ?? '');
  if (joined === undefined) problem(`入会时间「${text('joined')}」看不懂，或没有这一天`);
  return {
    name,
    number: plainNumber(values.number ?? ''),
    idNumber: identity.number,
    sex: identity.sex,
    birthday: identity.birthday,
    phone,
    ethnicity: text('ethnicity'),
    political: text('political'),
    education: text('education'),
    group: plainName(values.group ?? ''),
    joined,
    note: (values.note ?? '').trim(),
    retired: retiredWords(values),
    wages: wagesOf(values),
  };
}

function assertReadable(values: RosterValues): void {
  // asked for every row of an import: the pairs are not gathered first
  for (const field in values) {
    if (!isField(values, field)) continue;
    const value = values[field] ?? '';
    if (value.startsWith('#') && FORMULA_ERROR.test(value))
      problem(`「${ROSTER_FIELD_NAMES[field]}」是算不出结果的公式，请改成值`);
    const longest = LONGEST[field];
    if (longest !== undefined && value.length > longest)
      problem(`「${ROSTER_FIELD_NAMES[field]}」太长，最多 ${longest} 个字`);
  }
}

function wagesOf(values: RosterValues): WageItem[] {
  const wages: WageItem[] = [];
  for (const field of ['postWage', 'gradeWage'] as const) {
    const amount = wageAmount(ROSTER_FIELD_NAMES[field], values[field] ?? '');
    if (amount !== undefined) wages.push({ item: WAGE_ITEM_OF[field], amount });
  }
  return wages;
}

function wageAmount(title: string, text: string): Fen | undefined {
  const result = parseYuan(text);
  if (!result.ok && result.problem === 'empty') return undefined;
  if (!result.ok) {
    const why = { notANumber: '不是金额', tooManyDecimals: '最多写到分', tooLarge: '金额太大', empty: '' };
    return problem(`${title}「${text.trim()}」${why[result.problem]}`);
  }
  if (result.value < 0) problem(`${title}「${text.trim()}」不能是负数`);
  return result.value;
}

function retiredWords(values: RosterValues): string {
  for (const field of ['note', 'group'] as const) {
    const text = values[field]?.trim() ?? '';
    if (saysRetired(text)) return `${ROSTER_FIELD_NAMES[field]}「${text}」`;
  }
  return '';
}

/** The fields that have a value. */
export function entriesOf(values: RosterValues): [RosterField, string][] {
  const fields: RosterField[] = [];
  for (const field in values) if (isField(values, field)) fields.push(field);
  return fields.flatMap((field) => {
    const value = values[field];
    return value === undefined ? [] : [[field, value]];
  });
}
function isField(values: RosterValues, key: string): key is RosterField {
  return Object.hasOwn(values, key) && Object.hasOwn(ROSTER_FIELD_NAMES, key);
}
