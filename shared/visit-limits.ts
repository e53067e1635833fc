import { type Day, yearOf } from './calendar.ts';
import { type Fen, fen, formatYuan } from './money.ts';

// Limits of what one person, or the whole union, may be given (rules.md 0.7, 0.8, 2.4, 7.4). There is no national amount: every limit
// is data with the days on which it is in force. What follows is pure, so that the form shows the very sentence the engine judges by.

export const LIMIT_LEVELS = ['higher', 'own'] as const;
export type LimitLevel = (typeof LIMIT_LEVELS)[number];
export const LIMIT_LEVEL_NAMES: Readonly<Record<LimitLevel, string>> = { higher: '上级', own: '本单位' };

export const STANDARD_SHAPES = [
  'perTime',
  'perYear',
  'timesPerYear',
  'perFestival',
  'oncePerIllness',
  'incomeShare',
] as const;
export type StandardShape = (typeof STANDARD_SHAPES)[number];

export const LIMIT_INCOMES = ['all', 'dues', 'allocation', 'duesAndAllocation'] as const;
export type LimitIncome = (typeof LIMIT_INCOMES)[number];
export const LIMIT_INCOME_NAMES: Readonly<Record<LimitIncome, string>> = {
  all: '经费收入',
  dues: '会费收入',
  allocation: '拨缴经费留成收入',
  duesAndAllocation: '会费和拨缴经费留成收入',
};
export const INCOME_SOURCES = ['budget', 'received'] as const;
export type IncomeSource = (typeof INCOME_SOURCES)[number];
export const INCOME_SOURCE_NAMES: Readonly<Record<IncomeSource, string>> = {
  budget: '当年预算',
  received: '当年已入账',
};

/** What happens over a limit: a ground of approval is asked for, or it cannot be given at all. */
export const WHEN_OVER = ['approve', 'bar'] as const;
export type WhenOver = (typeof WHEN_OVER)[number];

/** What a limit says. Amounts in fen, per cent whole. */
export type LimitMeasure =
  | { shape: 'perTime'; amount: Fen }
  | { shape: 'perYear'; amount: Fen }
  /** Of one festival, or with '' of every festival by itself. */
  | { shape: 'perFestival'; amount: Fen; festival: string }
  | { shape: 'timesPerYear' | 'oncePerIllness'; times: number }
  /** Union-wide: all that is given for its kinds in a year against that year's income. */
  | { shape: 'incomeShare'; percent: number; income: LimitIncome; incomeOf: IncomeSource };

export type Limit = LimitMeasure & {
  id: string;
  level: LimitLevel;
  /** Several kinds count together (生日 + 年节). */
  kindIds: readonly string[];
  kindNames: readonly string[];
  /** Applies to visits of this case instead of the same limit without one; '' for the usual case. */
  caseName: string;
  whenOver: WhenOver;
  from: Day;
  last?: Day;
};

/** What limits look at of a visit, done or only asked about. */
export interface VisitFacts {
  kindId: string;
  day: Day;
  /** '' outside of festivals. */
  festival: string;
  caseName: string;
  illness: string;
}

/** Visits that count, those of the same facts added up. */
export interface GivenBefore extends VisitFacts {
  amount: Fen;
  times: number;
}

export interface SoFar {
  amount: Fen;
  times: number;
}

const inForce = ({ from, last }: Pick<Limit, 'from' | 'last'>, day: Day): boolean =>
  from <= day && (last === undefined || day <= last);

const festivalOf = (limit: Limit): string => (limit.shape === 'perFestival' ? limit.festival : '');

/** True for two limits that say the same of the same kinds, apart from festival, case, amount and days. */
function isSibling(one: Limit, other: Limit): boolean {
  return (
    one.id !== other.id &&
    one.level === other.level &&
    one.shape === other.shape &&
    one.kindIds.length === other.kindIds.length &&
    one.kindIds.every((id) => other.kindIds.includes(id))
  );
}

/** True for two limits of which the later takes the place of the earlier. */
export function isSameRule(one: Limit, other: Limit): boolean {
  return (
    isSibling(one, other) &&
    festivalOf(one) === festivalOf(other) &&
    one.caseName === other.caseName &&
    (one.shape !== 'incomeShare' ||
      other.shape !== 'incomeShare' ||
      (one.income === other.income && one.incomeOf === other.incomeOf))
  );
}

/** The closer one stands instead: first by case, then by festival. */
const closeness = (limit: Limit): number => (limit.caseName === '' ? 0 : 2) + (festivalOf(limit) === '' ? 0 : 1);

/** True when the limit is over this visit's kind, festival and case on its day, whether in force that day or not. */
function covers(limit: Limit, all: readonly Limit[], visit: VisitFacts): boolean {
  if (!limit.kindIds.includes(visit.kindId)) return false;
  const fits = (candidate: Limit) =>
    (festivalOf(candidate) === '' || festivalOf(candidate) === visit.festival) &&
    (candidate.caseName === '' || candidate.caseName === visit.caseName);
  if (!fits(limit)) return false;
  return !all.some(
    (other) =>
      isSibling(limit, other) && inForce(other, visit.day) && fits(other) && closeness(other) > closeness(limit),
  );
}

/** Those of `all` that may stand instead of a limit: give them to {@link soFarUnder} where many members are judged. */
export const rivalsOf = (limit: Limit, all: readonly Limit[]): Limit[] =>
  all.filter((other) => isSibling(limit, other) && closeness(other) > closeness(limit));

/** The limits that are in force for a visit on its day, as it stands in `all`. */
export function limitsFor(all: readonly Limit[], visit: VisitFacts): Limit[] {
  return all.filter((limit) => inForce(limit, visit.day) && covers(limit, all, visit));
}

/** Festivals that have a limit of their own for a kind on a day; what names no festival is under none of them. */
export function festivalsLimited(all: readonly Limit[], kindId: string, day: Day): string[] {
  return all
    .filter((limit) => limit.kindIds.includes(kindId) && inForce(limit, day))
    .map(festivalOf)
    .filter((festival) => festival !== '');
}

/**
 * What of `given` counts under a limit when a visit is judged: the whole calendar year of its day, days after it included (a late
 * entry is judged too). For a festival or an illness only what was given for the same one.
 */
export function soFarUnder(
  limit: Limit,
  all: readonly Limit[],
  given: Iterable<GivenBefore>,
  visit: VisitFacts,
): SoFar {
  const year = yearOf(visit.day);
  let amount = 0;
  let times = 0;
  for (const one of given) {
    if (yearOf(one.day) !== year || !covers(limit, all, one)) continue;
    if (limit.shape === 'perFestival' && one.festival !== visit.festival) continue;
    if (limit.shape === 'oncePerIllness' && one.illness !== visit.illness) continue;
    amount += one.amount;
    times += one.times;
  }
  return { amount: fen(amount), times };
}

export interface Verdict {
  ok: boolean;
  sentence: string;
  /** What may be given now at most, in fen; left out where the limit is not about an amount and leaves room. */
  left?: Fen;
}

/** A share of the year's income and what of it is there. */
export interface IncomeFigure {
  /** Undefined when the year's budget has no such income yet. */
  income: Fen | undefined;
}

/** The whole fen that a share of an income allows; a broken fen is not given. Exact for every amount. */
export function shareOf(income: Fen, percent: number): Fen {
  return income <= 0 ? fen(0) : fen(Number((BigInt(income) * BigInt(percent)) / 100n));
}

/**
 * One sentence of what a limit says, what was had, what is left, and what this visit would make of it. Exactly the limit is allowed.
 * @param amount of this visit in fen; 0 when only what is left is asked for
 */
export function judgeLimit(
  limit: Exclude<Limit, { shape: 'incomeShare' }>,
  soFar: SoFar,
  visit: VisitFacts,
  amount: Fen,
): Verdict {
  const year = yearOf(visit.day);
  const head = `${scopeWords(limit)}，`;
  switch (limit.shape) {
    case 'perTime': {
      const sentence = `${head}每次不超过 ${formatYuan(limit.amount)} 元`;
      const now = amount === 0 ? '' : `，本次 ${formatYuan(amount)} 元`;
      return verdict(`${sentence}${now}`, limit.amount, amount - limit.amount, '');
    }
    case 'perYear': {
      const had = `${year} 年已有 ${formatYuan(soFar.amount)} 元，全年标准 ${formatYuan(limit.amount)} 元`;
      return ofSum(`${head}${had}`, limit.amount, soFar.amount, amount);
    }
    case 'perFestival': {
      const which = visit.festival === '' ? '没有写明节日的' : visit.festival;
      const had = `${year} 年${which}已有 ${formatYuan(soFar.amount)} 元，每个节日标准 ${formatYuan(limit.amount)} 元`;
      return ofSum(`${head}${had}`, limit.amount, soFar.amount, amount);
    }
    case 'timesPerYear':
      return ofTimes(`${head}${year} 年已有 ${soFar.times} 次，全年 ${limit.times} 次`, limit.times, soFar.times);
    case 'oncePerIllness': {
      // the illness itself is never said: sentences stand in lists
      const which = visit.illness === '' ? '同一病种（没有写病种的算同一种）' : '同一病种';
      return ofTimes(
        `${head}${year} 年${which}已有 ${soFar.times} 次，全年 ${limit.times} 次`,
        limit.times,
        soFar.times,
      );
    }
  }
}

/** The same for a union-wide share of a year's income. @param total that is to be given at once, 0 to ask what is left */
export function judgeShare(
  limit: Extract<Limit, { shape: 'incomeShare' }>,
  soFar: Fen,
  { income }: IncomeFigure,
  year: number,
  total: Fen,
): Verdict {
  const of = `${year} 年${limit.incomeOf === 'budget' ? '预算' : '已入账'}${LIMIT_INCOME_NAMES[limit.income]}`;
  const head = `${scopeWords(limit)}，全会`;
  if (income === undefined)
    return {
      ok: false,
      sentence: `${head}全年不超过 ${of}的 ${limit.percent}%，这项预算还没有，核对不了`,
      left: fen(0),
    };
  const most = shareOf(income, limit.percent);
  const had = `全年不超过 ${of} ${formatYuan(income)} 元的 ${limit.percent}%，即 ${formatYuan(most)} 元，已发 ${formatYuan(soFar)} 元`;
  return ofSum(`${head}${had}`, most, soFar, total);
}

function ofSum(had: string, most: Fen, soFar: Fen, amount: Fen): Verdict {
  const left = fen(Math.max(0, most - soFar));
  const over = amount === 0 ? 0 : soFar + amount - most;
  return verdict(`${had}，还可发 ${formatYuan(left)} 元`, left, over, `，本次 ${formatYuan(amount)} 元`);
}

function ofTimes(had: string, most: number, soFar: number): Verdict {
  const left = Math.max(0, most - soFar);
  const sentence = `${had}，还可 ${left} 次`;
  return left === 0 ? { ok: false, sentence: `${sentence}，本次超出`, left: fen(0) } : { ok: true, sentence };
}

function verdict(sentence: string, left: Fen, over: number, now: string): Verdict {
  if (over <= 0) return { ok: true, sentence, left };
  return { ok: false, sentence: `${sentence}${now}，超出 ${formatYuan(fen(over))} 元`, left };
}

/** Whose limit it is and what it is over, where that is not one kind as usual: `按上级标准（手术）`. */
function scopeWords(limit: Limit): string {
  const parts = [
    ...(limit.kindNames.length > 1 ? [`${limit.kindNames.join('、')}合计`] : []),
    ...(limit.caseName === '' ? [] : [limit.caseName]),
  ];
  return `按${LIMIT_LEVEL_NAMES[limit.level]}标准${parts.length === 0 ? '' : `（${parts.join('，')}）`}`;
}

/** What a limit says by itself, for lists and the preview in its form: `每人全年不超过 1,200.00 元`. */
export function limitSentence(limit: LimitMeasure & Pick<Limit, 'caseName' | 'whenOver'>): string {
  const usual = limit.caseName === '' ? '' : `${limit.caseName}：`;
  const over = limit.whenOver === 'bar' ? '，不得突破' : '';
  return `${usual}${measureWords(limit)}${over}`;
}

function measureWords(limit: LimitMeasure): string {
  switch (limit.shape) {
    case 'perTime':
      return `每次不超过 ${formatYuan(limit.amount)} 元`;
    case 'perYear':
      return `每人全年不超过 ${formatYuan(limit.amount)} 元`;
    case 'perFestival':
      return `每人${limit.festival === '' ? '每个节日' : limit.festival}不超过 ${formatYuan(limit.amount)} 元`;
    case 'timesPerYear':
      return `每人全年不超过 ${limit.times} 次`;
    case 'oncePerIllness':
      return `每人同一病种全年不超过 ${limit.times} 次`;
    case 'incomeShare':
      return `全会全年不超过${INCOME_SOURCE_NAMES[limit.incomeOf]}${LIMIT_INCOME_NAMES[limit.income]}的 ${limit.percent}%`;
  }
}
