import { type Day, isDay, type Month, parseLooseDay } from '#shared/calendar.ts';
import {
  type OwnField,
  PARTICULAR_FIELDS,
  PARTICULAR_LENGTHS,
  type Particulars,
} from '#shared/contract/members/registration.ts';
import {
  MAX_ITEM_NAME,
  ROSTER_FIELD_NAMES,
  type RosterField,
  type RosterTarget,
  type Sex,
  type WageItem,
} from '#shared/contract/members.ts';
import { Refusal } from '#shared/errors.ts';
import {
  fitsDay,
  IDENTITY_SENTENCES,
  plainName,
  plainNumber,
  plainPhone,
  readIdentity,
  readJoined,
  readSex,
  saysRetired,
} from '#shared/member-checks.ts';
import { type Fen, parseYuan } from '#shared/money.ts';
import { plainOwnValue } from '../registration/own-values.ts';
import { itemOf, nameOfTarget, ownFieldOf } from './roster-fields.ts';
import type { RosterValues } from './roster-file.ts';

/** A roster row that is in order. Empty text means that the roster does not say. */
export interface RosterDraft {
  name: string;
  number: string;
  /** '' is in order only for somebody who is known already. */
  idNumber: string;
  /** Those of the identity number; without one as the row says, undefined when it does not. */
  sex: Sex | undefined;
  birthday: Day | undefined;
  /** What the row itself says of the birthday, a day or only a month. */
  birthdayWritten: Day | Month | '';
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
  /** Only what the roster gives. */
  particulars: Partial<Particulars>;
  /** Answers to the union's own fields, by their ids. */
  own: Record<string, string>;
}

export type RowResult =
  | { ok: true; draft: RosterDraft }
  | {
      ok: false;
      problem: string;
      /** The row has no identity number either: that comes first unless it is about somebody who is known. */
      withoutIdNumber?: true;
    };

/** Own fields by id, as far as they are asked for. */
export type OwnFields = ReadonlyMap<string, OwnField>;
const NO_OWN_FIELDS: OwnFields = new Map();

/** As in the contract's form fields. */
const LONGEST: ReadonlyMap<string, number> = new Map(
  Object.entries({
    name: 30,
    number: 30,
    political: 20,
    education: 20,
    ethnicity: 20,
    group: 40,
    note: 500,
    ...PARTICULAR_LENGTHS,
  }),
);
const LONGEST_OWN = 200;
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
export function checkRow(values: RosterValues, today: Day, ownFields: OwnFields = NO_OWN_FIELDS): RowResult {
  try {
    return { ok: true, draft: draftOf(values, today, ownFields) };
  } catch (error) {
    if (!(error instanceof RowProblem)) throw error;
    const without = plainName(values.name ?? '') !== '' && (values.idNumber ?? '').trim() === '';
    return { ok: false, problem: error.message, ...(without ? { withoutIdNumber: true } : {}) };
  }
}

/** The problem of a row without identity number about somebody who is not known. */
export const NO_ID_NUMBER = IDENTITY_SENTENCES.empty;

function draftOf(values: RosterValues, today: Day, ownFields: OwnFields): RosterDraft {
  assertReadable(values, ownFields);
  const text = (field: RosterField) => (values[field] ?? '').normalize('NFKC').trim();
  const name = plainName(values.name ?? '');
  if (name === '') problem('缺姓名');
  const identity = text('idNumber') === '' ? undefined : readIdentity(values.idNumber ?? '', today);
  if (identity && !identity.ok) problem(identity.problem);
  const sex = readSex(values.sex ?? '');
  if (sex === undefined) problem(`性别「${text('sex')}」看不懂，请写男或女`);
  if (identity && sex !== '' && sex !== identity.sex) problem('性别与身份证不符');
  const birthday = readJoined(values.birthday ?? '');
  if (birthday === undefined) problem(`出生日期「${text('birthday')}」看不懂，或没有这一天`);
  if (identity && birthday !== '' && !fitsDay(birthday, identity.birthday)) problem('出生日期与身份证不符');
  if (!identity && birthday > today) problem('出生日期晚于今天');
  const phone = plainPhone(values.phone ?? '');
  if (phone === undefined) problem(`联系电话「${text('phone')}」不像电话号码`);
  const joined = readJoined(values.joined ?? '');
  if (joined === undefined) problem(`入会时间「${text('joined')}」看不懂，或没有这一天`);
  return {
    name,
    number: plainNumber(values.number ?? ''),
    idNumber: identity?.number ?? '',
    sex: identity?.sex ?? (sex === '' ? undefined : sex),
    birthday: identity?.birthday ?? (birthday !== '' && isDay(birthday) ? birthday : undefined),
    birthdayWritten: birthday,
    phone,
    ethnicity: text('ethnicity'),
    political: text('political'),
    education: text('education'),
    group: plainName(values.group ?? ''),
    joined,
    note: (values.note ?? '').trim(),
    retired: retiredWords(values),
    wages: wagesOf(values),
    particulars: particularsOf(values),
    own: ownValuesOf(values, ownFields),
  };
}

function assertReadable(values: RosterValues, ownFields: OwnFields): void {
  // asked for every row of an import: the pairs are not gathered first
  for (const key in values) {
    if (!isTarget(values, key)) continue;
    const value = values[key] ?? '';
    if (value.startsWith('#') && FORMULA_ERROR.test(value))
      problem(`「${nameOfTarget(key, ownFields)}」是算不出结果的公式，请改成值`);
    const longest = LONGEST.get(key);
    if (longest !== undefined && value.length > longest)
      problem(`「${nameOfTarget(key, ownFields)}」太长，最多 ${longest} 个字`);
  }
}

function wagesOf(values: RosterValues): WageItem[] {
  const wages: WageItem[] = [];
  for (const key in values) {
    const item = isTarget(values, key) ? itemOf(key) : undefined;
    if (item === undefined || !isTarget(values, key)) continue;
    if (item.length > MAX_ITEM_NAME) problem(`工资项目「${item}」的名称太长，最多 ${MAX_ITEM_NAME} 个字`);
    const amount = wageAmount(item, values[key] ?? '');
    if (amount !== undefined) wages.push({ item, amount });
  }
  return wages;
}

const YES = /^(是|有|对|单亲|[√✓1YyTt]|yes|true)$/i;
const NO = /^(否|无|不是|非|[×0NnFf]|no|false)$/i;

function particularsOf(values: RosterValues): Partial<Particulars> {
  const given: Partial<Particulars> = {};
  for (const field of PARTICULAR_FIELDS) {
    const value = values[field];
    if (value === undefined) continue;
    const text = value.normalize('NFKC').trim();
    if (text === '') continue;
    if (field === 'singleParent') {
      if (!YES.test(text) && !NO.test(text)) problem(`单亲「${text}」看不懂，请写是或否`);
      given.singleParent = YES.test(text);
    } else if (field === 'applied') {
      const day = parseLooseDay(text);
      if (day === undefined || !isDay(day)) problem(`申请日期「${text}」看不懂，要写到日`);
      given.applied = day;
    } else given[field] = field === 'cardNumber' ? plainNumber(text) : text;
  }
  return given;
}

function ownValuesOf(values: RosterValues, ownFields: OwnFields): Record<string, string> {
  const own: Record<string, string> = {};
  for (const key in values) {
    const field = isTarget(values, key) ? ownFields.get(ownFieldOf(key) ?? '') : undefined;
    if (!field || !isTarget(values, key)) continue;
    try {
      const value = plainOwnValue(field, values[key] ?? '');
      if (value.length > LONGEST_OWN) problem(`「${field.title}」太长，最多 ${LONGEST_OWN} 个字`);
      if (value !== '') own[field.id] = value;
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problem(`「${field.title}」${error.detail.params['problem'] ?? '看不懂'}`);
    }
  }
  return own;
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

/** The columns that have a value. */
export function entriesOf(values: RosterValues): [RosterTarget, string][] {
  const targets: RosterTarget[] = [];
  for (const key in values) if (isTarget(values, key)) targets.push(key);
  return targets.flatMap((target) => {
    const value = values[target];
    return value === undefined ? [] : [[target, value]];
  });
}
function isTarget(values: RosterValues, key: string): key is RosterTarget {
  return Object.hasOwn(values, key) && (Object.hasOwn(ROSTER_FIELD_NAMES, key) || /^(own|wage):/.test(key));
}
