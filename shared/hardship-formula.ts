import { type Fen, fen, formatYuan, sum } from './money.ts';

// Per-head income of a hardship family. The categories are those of 全国总工会 since 2021: 深度困难 (what is left
// after fixed expenses is, per head, below the local subsistence line), 相对困难 (below twice the line), 意外致困
// (accident or grave illness). The formula is the one Qingdao's union publishes: (yearly income - fixed expenses) / 12 /
// people who live together; an accident counts when it cost more than 80 % of the family's yearly income.

/**
 * What the formula can suggest. `none`: none of the three follows from the figures. The older three categories (低保户 …) depend on a
 * civil-affairs status that no formula knows, so they are never suggested.
 */
export type HardshipSuggestion = 'deep' | 'relative' | 'accidental' | 'none';

export interface NamedAmount {
  label: string;
  amount: Fen;
}

/** The figures of one family for one year. No amount is negative. */
export interface HardshipFacts {
  incomes: readonly NamedAmount[];
  fixedExpenses: readonly NamedAmount[];
  /** People who live together, at least 1. */
  people: number;
  /**
   * What the accident or illness cost the family in the year, after compensation. Counts for 意外致困 only, not as a fixed
   * expense.
   */
  accidentExpense?: Fen;
}

/** The line is local and changes yearly; all four are the union's to edit. */
export interface HardshipParameters {
  /** 低保线, fen a head a month. */
  minimumLiving: Fen;
  deepMultiplePercent: number;
  relativeMultiplePercent: number;
  accidentSharePercent: number;
}

/** 低保 x 1, 低保 x 2, 80 % of the family's yearly income; the line itself has no national value. */
export const DEFAULT_HARDSHIP_PERCENTS = {
  deepMultiplePercent: 100,
  relativeMultiplePercent: 200,
  accidentSharePercent: 80,
} as const;

/** One line of the computation as the treasurer reads it. */
export interface HardshipStep {
  label: string;
  formula: string;
  amount: Fen;
}

export interface HardshipAssessment {
  steps: HardshipStep[];
  /** Whole fen, cut towards minus infinity: so a figure shown as equal to a whole-fen line is never below it. */
  perHeadMonthly: Fen;
  suggested: HardshipSuggestion;
  /** Why, in one Chinese sentence. */
  reason: string;
}

/**
 * Computes the monthly figure per head and suggests a category. The decision is the union's; this only suggests.
 *
 * "Below" and "above" are strict: exactly the line is not below it. The comparisons are made on the exact fractions,
 * not on
 * the rounded figure. The first that fits is suggested, in the order deep, relative, accidental.
 * @throws RangeError for less than one person, negative amounts or percents (input is validated before).
 */
export function assessHardship(facts: HardshipFacts, parameters: HardshipParameters): HardshipAssessment {
  refuseImpossible(facts, parameters);
  const { people, accidentExpense } = facts;
  const { minimumLiving, deepMultiplePercent, relativeMultiplePercent, accidentSharePercent } = parameters;
  const income = sum(facts.incomes.map((item) => item.amount));
  const expense = sum(facts.fixedExpenses.map((item) => item.amount));
  const remainder = fen(income - expense);
  const months = 12 * people;
  const perHeadMonthly = fen(Math.floor(remainder / months));

  const steps: HardshipStep[] = [
    { label: '家庭年可支配收入', formula: additionText(facts.incomes), amount: income },
    { label: '家庭年刚性支出', formula: additionText(facts.fixedExpenses), amount: expense },
    { label: '收入减刚性支出', formula: `${formatYuan(income)} − ${formatYuan(expense)}`, amount: remainder },
    {
      label: '月人均',
      formula: `${formatYuan(remainder)} ÷ 12 ÷ ${people}人${remainder % months === 0 ? '' : '（不足一分舍去）'}`,
      amount: perHeadMonthly,
    },
    lineStep('深度困难线', '低保线', minimumLiving, deepMultiplePercent),
    lineStep('相对困难线', '低保线', minimumLiving, relativeMultiplePercent),
  ];
  if (accidentExpense !== undefined) {
    steps.push({ label: '意外或大病支出', formula: '赔付、救助后自付', amount: accidentExpense });
    steps.push(lineStep('意外致困线', '家庭年收入', income, accidentSharePercent));
  }

  // remainder / months < minimumLiving * percent / 100, multiplied out
  const perHeadBelow = (percent: number) =>
    BigInt(remainder) * 100n < BigInt(minimumLiving) * BigInt(percent) * BigInt(months);
  const perHead = `月人均 ${formatYuan(perHeadMonthly)} 元`;
  if (perHeadBelow(deepMultiplePercent)) {
    return { steps, perHeadMonthly, suggested: 'deep', reason: `${perHead}，低于低保线的 ${deepMultiplePercent}%。` };
  }
  if (perHeadBelow(relativeMultiplePercent)) {
    const reason = `${perHead}，低于低保线的 ${relativeMultiplePercent}%。`;
    return { steps, perHeadMonthly, suggested: 'relative', reason };
  }
  if (accidentExpense !== undefined && exceedsShare(accidentExpense, income, accidentSharePercent)) {
    const reason = `意外或大病支出 ${formatYuan(accidentExpense)} 元，超过家庭年收入的 ${accidentSharePercent}%。`;
    return { steps, perHeadMonthly, suggested: 'accidental', reason };
  }
  return { steps, perHeadMonthly, suggested: 'none', reason: `${perHead}，按参数未到困难标准。` };
}

function exceedsShare(part: Fen, whole: Fen, percent: number): boolean {
  return BigInt(part) * 100n > BigInt(whole) * BigInt(percent);
}

function lineStep(label: string, baseLabel: string, base: Fen, percent: number): HardshipStep {
  const amount = fen(Number((BigInt(base) * BigInt(percent)) / 100n));
  return { label, formula: `${baseLabel} ${formatYuan(base)} × ${percent}%`, amount };
}

function additionText(items: readonly NamedAmount[]): string {
  if (items.length === 0) return '无';
  return items.map((item) => `${item.label} ${formatYuan(item.amount)}`).join(' + ');
}

function refuseImpossible(facts: HardshipFacts, parameters: HardshipParameters): void {
  if (!Number.isInteger(facts.people) || facts.people < 1)
    throw new RangeError(`not a number of people: ${facts.people}`);
  const amounts = [...facts.incomes, ...facts.fixedExpenses].map((item) => item.amount);
  if ([...amounts, facts.accidentExpense ?? 0, parameters.minimumLiving].some((amount) => amount < 0)) {
    throw new RangeError('an amount of a hardship file is not negative');
  }
  const { deepMultiplePercent, relativeMultiplePercent, accidentSharePercent } = parameters;
  for (const percent of [deepMultiplePercent, relativeMultiplePercent, accidentSharePercent]) {
    if (!Number.isInteger(percent) || percent < 0) throw new RangeError(`not a whole percent: ${percent}`);
  }
}
