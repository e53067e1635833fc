import { type Fen, fen, ZERO } from './money.ts';

/** How one month's dues follow from the monthly wage. */
export interface DuesRule {
  /** Hundredths of a percent, 0 to 10,000: 50 is 0.5 %. */
  rateBasisPoints: number;
  /** The wage is cut down to a whole multiple of this; 1000 is ten yuan, 1 cuts nothing. */
  cutTo: Fen;
  /** A fixed amount a month; when it is there, wage and rate do not count. */
  flat?: Fen;
}

/**
 * 0.5 % of the monthly wage, what exceeds a whole ten yuan left out.
 * Source: 全国总工会《关于收交工会会费的通知》(1978-11-13) 第一条: 每月工资收入的 0.5%, 工资尾数不足十元的不计交. The wage is without
 * bonus, allowances and subsidies (第四条).
 */
export const NATIONAL_DUES_RULE: DuesRule = { rateBasisPoints: 50, cutTo: fen(1000) };

/** Apprentices: five fen a month, whatever the wage. Source: the same notice, 第二条. */
export const NATIONAL_APPRENTICE_RULE: DuesRule = { ...NATIONAL_DUES_RULE, flat: fen(5) };

/** Whose wage a month is computed from: its own month's, the month's before, or one month chosen for the whole period. */
export const DUES_BASE_MONTHS = ['own', 'previous', 'chosen'] as const;
export type DuesBaseMonth = (typeof DUES_BASE_MONTHS)[number];

/** A fixed amount a month, one for the whole period, or the rule's own rate on the wage of the month before. */
export const DUES_CASE_METHODS = ['flatMonth', 'flatPeriod', 'previousWage'] as const;
export type DuesCaseMethod = (typeof DUES_CASE_METHODS)[number];

/** A kind of member with dues of its own under a rule. */
export interface DuesCase {
  name: string;
  /** `kind`: members whose terms name it; `newcomer`: whoever joined so late that fewer months than `monthsBelow` of the period are left. */
  applies: 'kind' | 'newcomer';
  monthsBelow?: number;
  method: DuesCaseMethod;
  /** With the two flat methods. */
  flat?: Fen;
  source: string;
}

/**
 * One month's dues, in exact integer arithmetic.
 * The national rule always gives whole fen (a multiple of 0.05 yuan). A union's own rate may not: what is below one
 * fen is dropped, so that a member never pays more than the rate.
 * @param monthlyWage the wage that counts, in fen
 * @returns `cutBase`, the wage after the cut (0 for a flat rule, which has no base), and `amount`, the dues; both in fen
 * @throws RangeError for a negative wage or a rule that cannot be (a programming error; input is validated before).
 */
export function duesOf(monthlyWage: Fen, rule: DuesRule): { cutBase: Fen; amount: Fen } {
  const { rateBasisPoints, cutTo, flat } = rule;
  if (monthlyWage < 0) throw new RangeError(`a wage is not negative: ${monthlyWage}`);
  if (!Number.isInteger(rateBasisPoints) || rateBasisPoints < 0 || rateBasisPoints > 10_000) {
    throw new RangeError(`not a rate in basis points: ${rateBasisPoints}`);
  }
  if (cutTo < 1) throw new RangeError(`a wage cannot be cut to ${cutTo} fen`);
  if (flat !== undefined) {
    if (flat < 0) throw new RangeError(`flat dues are not negative: ${flat}`);
    return { cutBase: ZERO, amount: flat };
  }
  const cutBase = fen(monthlyWage - (monthlyWage % cutTo));
  return { cutBase, amount: fen(Number((BigInt(cutBase) * BigInt(rateBasisPoints)) / 10_000n)) };
}
