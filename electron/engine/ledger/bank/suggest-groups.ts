import { daysBetween } from '#shared/calendar.ts';
import type { BankEntry, BankLine, MatchSuggestion } from '#shared/contract/ledger.ts';
import { type Pool, take } from './suggest-pool.ts';

// One movement of the bank that was booked in parts (or the other way round): the parts are looked for where they would be, in one
// voucher, on one day, and only then by trying out.

interface Item {
  day: BankLine['day'];
  amount: number;
}

/** Parts lie within this many days of the whole. */
const NEAR_DAYS = 10;
/** How many items are tried out, and how many of them make up a whole at most. */
const MOST_TRIED = 14;
const MOST_PARTS = 4;
/** Wholes beyond these are left for the person. */
const MOST_WHOLES = 200;

/** Groups of one line and several entries, and of one entry and several lines. None of them is `sure`. */
export function findGroups(pool: Pool): MatchSuggestion[] {
  const found: MatchSuggestion[] = [];
  for (const line of [...pool.lines].slice(0, MOST_WHOLES)) {
    const parts = partsOf(line, [...pool.entries], ({ voucherId }) => voucherId);
    if (parts) found.push(take(pool, [line], parts, false, `银行一笔，账上分 ${parts.length} 笔，合计相等`));
  }
  for (const entry of [...pool.entries].slice(0, MOST_WHOLES)) {
    const parts = partsOf(entry, [...pool.lines], ({ summary }) => summary);
    if (parts) found.push(take(pool, parts, [entry], false, `账上一笔，银行分 ${parts.length} 笔，合计相等`));
  }
  return found;
}

function partsOf<T extends Item & (BankLine | BankEntry)>(
  whole: Item,
  items: readonly T[],
  group: (item: T) => string,
): T[] | undefined {
  const near = items.filter(
    (item) =>
      Math.sign(item.amount) === Math.sign(whole.amount) &&
      Math.abs(item.amount) < Math.abs(whole.amount) &&
      Math.abs(daysBetween(item.day, whole.day)) <= NEAR_DAYS,
  );
  if (near.length < 2) return undefined;
  const bundles = [near, ...bundled(near, (item) => item.day), ...bundled(near, group)];
  const exact = bundles.find((bundle) => bundle.length > 1 && total(bundle) === whole.amount);
  return exact ?? onlyCombination(nearest(near, whole), whole.amount);
}

function total(items: readonly Item[]): number {
  return items.reduce((sum, { amount }) => sum + amount, 0);
}

function bundled<T>(items: readonly T[], key: (item: T) => string): T[][] {
  const bundles = new Map<string, T[]>();
  for (const item of items) bundles.set(key(item), [...(bundles.get(key(item)) ?? []), item]);
  return [...bundles.values()];
}

function nearest<T extends Item>(items: readonly T[], whole: Item): T[] {
  const distance = (item: Item) => Math.abs(daysBetween(item.day, whole.day));
  return [...items].sort((a, b) => distance(a) - distance(b)).slice(0, MOST_TRIED);
}

/** The one combination of two to four items that makes up the amount; undefined when there is none, or more than one. */
function onlyCombination<T extends Item>(items: readonly T[], amount: number): T[] | undefined {
  const found: T[][] = [];
  const extend = (chosen: T[], from: number, rest: number): void => {
    if (found.length > 1) return;
    if (rest === 0 && chosen.length > 1) {
      found.push(chosen);
      return;
    }
    if (chosen.length === MOST_PARTS) return;
    for (let at = from; at < items.length; at += 1) {
      const item = items[at];
      if (item) extend([...chosen, item], at + 1, rest - item.amount);
    }
  };
  extend([], 0, amount);
  return found.length === 1 ? found[0] : undefined;
}
