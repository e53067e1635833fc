import { addMonths, formatMonth, type Month, monthNumber, yearOf } from '#shared/calendar.ts';

/** `2026年1月` or `2026年1月起 6 个月`: months of a debt in a narrow cell. */
export function monthsText(months: readonly Month[]): string {
  const [first] = months;
  if (first === undefined) return '';
  return months.length === 1 ? formatMonth(first) : `${formatMonth(first)}起 ${months.length} 个月`;
}

/** The months of one year as people write them: `1至6月、9月`. They must be in order. */
export function monthsOfOneYear(months: readonly Month[]): string {
  const runs: [Month, Month][] = [];
  for (const month of months) {
    const last = runs.at(-1);
    if (last && addMonths(last[1], 1) === month) last[1] = month;
    else runs.push([month, month]);
  }
  return runs
    .map(([from, to]) => (from === to ? `${monthNumber(from)}月` : `${monthNumber(from)}至${monthNumber(to)}月`))
    .join('、');
}

/** Lines of months put together by year, the years in order. */
export function byYear<T extends { month: Month }>(lines: readonly T[]): { year: number; lines: T[] }[] {
  const years = new Map<number, T[]>();
  for (const line of lines) {
    const year = yearOf(line.month);
    years.set(year, [...(years.get(year) ?? []), line]);
  }
  return [...years].sort(([a], [b]) => a - b).map(([year, own]) => ({ year, lines: own }));
}

/** A list cut into two columns that are read one after the other. */
export function inTwoColumns<T>(lines: readonly T[]): [T, T | undefined][] {
  const half = Math.ceil(lines.length / 2);
  return lines.slice(0, half).map((line, index) => [line, lines[half + index]]);
}
