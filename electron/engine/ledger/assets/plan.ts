import { addMonths, type Day, type Month, monthNumber, monthOf, yearOf } from '#shared/calendar.ts';
import { type Fen, fen, ZERO } from '#shared/money.ts';

/** How the rest of a card is spread: `base` over `months` months from `from` on. */
export interface Plan {
  from: Month;
  base: Fen;
  months: number;
}

/** Whole months from `from` to `to`; negative when `to` is earlier. */
export function monthsFrom(from: Month, to: Month): number {
  return (yearOf(to) - yearOf(from)) * 12 + monthNumber(to) - monthNumber(from);
}

/**
 * Straight line (年限平均法), in fen: every month the base divided by the months, half a fen up, the last month what is left, so
 * that the months add up to the base exactly. Where rounding up has used the base before, nothing is left to take.
 * @param index 0 for the first month of the plan
 */
export function plannedAmount({ base, months }: Pick<Plan, 'base' | 'months'>, index: number): Fen {
  if (index < 0 || index >= months) return ZERO;
  const taken = Math.min(base, monthlyAmount({ base, months }) * index);
  const left = base - taken;
  return index === months - 1 ? fen(left) : fen(Math.min(left, monthlyAmount({ base, months })));
}

/** What one month takes, but for the last. */
export function monthlyAmount({ base, months }: Pick<Plan, 'base' | 'months'>): Fen {
  // (2b + n) / 2n rounded down is b / n rounded half up; taking the remainder off first keeps the division exact
  const doubled = 2 * base + months;
  return fen((doubled - (doubled % (2 * months))) / (2 * months));
}

/** What is taken off a card in a month of its plan; zero outside. */
export function plannedIn(plan: Plan, month: Month): Fen {
  return plannedAmount(plan, monthsFrom(plan.from, month));
}

interface Planned {
  acquiredDay: Day;
  original: Fen;
  residual: Fen;
  /** What was depreciated before `notBefore`. */
  accumulated: Fen;
  usefulMonths: number | undefined;
}

/**
 * The plan of a card: what is left but for the residual, over what is left of its life. A life that is over leaves one month,
 * which takes the rest.
 * @param rule the first month that is depreciated: that of the purchase or the one after
 * @param notBefore months before this one are behind: the books begin here, or these months were taken
 * @returns undefined when the card is not depreciated or nothing is left
 */
export function planOf(card: Planned, rule: 'purchase' | 'next', notBefore?: Month): Plan | undefined {
  const base = fen(card.original - card.residual - card.accumulated);
  if (card.usefulMonths === undefined || base <= 0) return undefined;
  const first = addMonths(monthOf(card.acquiredDay), rule === 'purchase' ? 0 : 1);
  const from = notBefore !== undefined && notBefore > first ? notBefore : first;
  return { from, base, months: Math.max(1, card.usefulMonths - monthsFrom(first, from)) };
}

/** A percentage of an amount, rounded down to the fen; exact for every amount a card may hold. */
export function residualOf(original: Fen, percent: number): Fen {
  const rest = original % 100;
  return fen(((original - rest) / 100) * percent + Math.floor((rest * percent) / 100));
}
