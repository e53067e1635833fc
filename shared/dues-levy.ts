import { addMonths, type Month } from './calendar.ts';
import { type DuesBaseMonth, type DuesCase, duesOf } from './dues-formula.ts';
import { type DuesPeriod, monthsOf } from './dues-periods.ts';
import { type Fen, fen, sum, ZERO } from './money.ts';

// From a rule, a member's wages and the months of a period to one sum a month.

/** What of a rule a sum follows from. */
export interface LevyRule {
  rateBasisPoints: number;
  cutTo: Fen;
  /** The wage items that count; empty: all. */
  baseItems: readonly string[];
  baseMonth: DuesBaseMonth;
  cases: readonly DuesCase[];
}

/** A sum that is fixed for a stretch of months and spread over them. */
export interface LevySpread extends DuesPeriod {
  total: Fen;
  months: number;
}

/** What the sum of a levy was made of, as it is kept with the levy; what follows from its rule is not repeated. */
export interface LevyBasis {
  /** The wage items that counted, in fen; absent for a fixed amount. */
  items?: [string, Fen][];
  /** The month whose wage it was, when not the levy's own. */
  of?: Month;
  /** The kind of the rule under which the member paid. */
  kind?: string;
  spread?: LevySpread;
}

/** What one member owes for one month, in fen. */
export interface LevySum {
  wage: Fen;
  cutBase: Fen;
  amount: Fen;
  basis: LevyBasis;
}

/** A member in one month. */
export interface MemberMonth {
  month: Month;
  /** The kind that the member's terms name, '' without. */
  kind: string;
  /** First month of the membership that was running then, '' when it is not known. */
  since: Month | '';
}

/** One member and the months of one collecting period in which the member pays. */
export interface LevyFacts {
  period: DuesPeriod;
  /** In order. */
  months: readonly MemberMonth[];
  /** The wage items in force in a month; empty when none had begun. */
  itemsIn: (month: Month) => readonly { item: string; amount: Fen }[];
  /** Where the rule lets it be chosen. */
  wageMonth?: Month;
}

/**
 * The sums of one member, month by month; undefined for a month whose wage is not on file: that is not a wage of zero.
 * By rate: the bases of all the months together times the rate, below one fen dropped, spread over the months so that
 * they add up to it exactly. A fixed amount for a period belongs to all its months, so who pays only some of them pays
 * their part; that of a newcomer belongs to the months from joining on, so that a newcomer pays all of it.
 */
export function assessMember(rule: LevyRule, facts: LevyFacts): Map<Month, LevySum | undefined> {
  const sums = new Map<Month, LevySum | undefined>();
  const byRate: { month: Month; wage: Fen; cutBase: Fen; basis: LevyBasis }[] = [];
  for (const member of facts.months) {
    const { month } = member;
    const special = caseOf(rule, member, facts.period);
    if (special?.flat !== undefined) {
      sums.set(month, fixedSum(special, special.flat, member, facts.period));
      continue;
    }
    const wageMonth = wageMonthOf(rule, special, month, facts.wageMonth);
    const items = countedItems(rule, facts.itemsIn(wageMonth));
    if (items.length === 0) {
      sums.set(month, undefined);
      continue;
    }
    const wage = sum(items.map(({ amount }) => amount));
    byRate.push({
      month,
      wage,
      cutBase: duesOf(wage, rule).cutBase,
      basis: {
        items: items.map(({ item, amount }) => [item, amount]),
        ...(wageMonth === month ? {} : { of: wageMonth }),
        ...(special ? { kind: special.name } : {}),
      },
    });
  }
  const { total, shares, uneven } = shareByRate(
    byRate.map(({ cutBase }) => cutBase),
    rule.rateBasisPoints,
  );
  byRate.forEach(({ month, wage, cutBase, basis }, index) => {
    const spread = uneven ? { ...facts.period, total, months: byRate.length } : undefined;
    sums.set(month, {
      wage,
      cutBase,
      amount: shares[index] ?? ZERO,
      basis: spread ? { ...basis, spread } : basis,
    });
  });
  return sums;
}

/** The kind under which a member pays: that of the terms when the rule knows it, else the newcomer's, else none. */
export function caseOf(
  { cases }: Pick<LevyRule, 'cases'>,
  { kind, since }: Pick<MemberMonth, 'kind' | 'since'>,
  period: DuesPeriod,
): DuesCase | undefined {
  const named = kind === '' ? undefined : cases.find((each) => each.applies === 'kind' && each.name === kind);
  if (named || since === '' || since < period.from) return named;
  const left = monthsOf({ from: since, to: period.to }).length;
  return cases.find((each) => each.applies === 'newcomer' && left < (each.monthsBelow ?? 0));
}

/** Whether one month's sum never depends on the others of its period: with a rate that makes whole fen of every base. */
export function isWholeFen({ rateBasisPoints, cutTo }: Pick<LevyRule, 'rateBasisPoints' | 'cutTo'>): boolean {
  return (BigInt(rateBasisPoints) * BigInt(cutTo)) % 10_000n === 0n;
}

export function countedItems<T extends { item: string }>(
  { baseItems }: Pick<LevyRule, 'baseItems'>,
  items: readonly T[],
): T[] {
  return items.filter(({ item }) => baseItems.length === 0 || baseItems.includes(item));
}

function wageMonthOf(
  { baseMonth }: LevyRule,
  special: DuesCase | undefined,
  month: Month,
  chosen: Month | undefined,
): Month {
  if (special?.method === 'previousWage' || baseMonth === 'previous') return addMonths(month, -1);
  return baseMonth === 'chosen' ? (chosen ?? month) : month;
}

function fixedSum(special: DuesCase, flat: Fen, { month, since }: MemberMonth, period: DuesPeriod): LevySum {
  const none = { wage: ZERO, cutBase: ZERO };
  if (special.method === 'flatMonth') return { ...none, amount: flat, basis: { kind: special.name } };
  const from = special.applies === 'newcomer' && since !== '' ? since : period.from;
  const months = monthsOf({ from, to: period.to });
  const amount = spreadEvenly(flat, months.length)[months.indexOf(month)] ?? ZERO;
  const spread = { from, to: period.to, total: flat, months: months.length };
  return { ...none, amount, basis: { kind: special.name, spread } };
}

/** A sum in equal parts that add up to it; the odd fen go to the first. */
export function spreadEvenly(total: Fen, parts: number): Fen[] {
  const each = Math.floor(total / parts);
  const odd = total - each * parts;
  return Array.from({ length: parts }, (_, index) => fen(index < odd ? each + 1 : each));
}

/**
 * The rate on several bases: the whole below one fen dropped, and the shares of the bases by largest remainder, the
 * earlier first. With one base this is {@link duesOf}.
 * @returns `uneven` when the shares are not simply the rate on each base
 */
export function shareByRate(
  bases: readonly Fen[],
  rateBasisPoints: number,
): { total: Fen; shares: Fen[]; uneven: boolean } {
  const exact = bases.map((base) => BigInt(base) * BigInt(rateBasisPoints));
  const total = fen(Number(exact.reduce((all, each) => all + each, 0n) / 10_000n));
  const shares = exact.map((each) => Number(each / 10_000n));
  let odd = total - shares.reduce((all, each) => all + each, 0);
  const uneven = odd > 0;
  if (uneven) {
    const byRemainder = exact
      .map((each, index) => ({ index, remainder: each % 10_000n }))
      .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
    for (const { index } of byRemainder) {
      if (odd === 0) break;
      shares[index] = (shares[index] ?? 0) + 1;
      odd -= 1;
    }
  }
  return { total, shares: shares.map(fen), uneven };
}
