import { addMonths, type Month, month, monthNumber, monthsBetween, yearOf } from './calendar.ts';

/** How often a union collects its dues. */
export const DUES_FREQUENCIES = ['month', 'quarter', 'halfYear', 'year'] as const;
export type DuesFrequency = (typeof DUES_FREQUENCIES)[number];

const MONTHS_OF: Readonly<Record<DuesFrequency, number>> = { month: 1, quarter: 3, halfYear: 6, year: 12 };

/** A stretch of whole months, both ends included. */
export interface DuesPeriod {
  from: Month;
  to: Month;
}

/** The collecting period that a month lies in: itself, its quarter, its half-year, its calendar year. */
export function periodOf(value: Month, frequency: DuesFrequency): DuesPeriod {
  const length = MONTHS_OF[frequency];
  const first = Math.floor((monthNumber(value) - 1) / length) * length + 1;
  const from = month(`${yearOf(value)}-${String(first).padStart(2, '0')}`);
  return { from, to: addMonths(from, length - 1) };
}

/** The months of a period in order. */
export function monthsOf({ from, to }: DuesPeriod): Month[] {
  return monthsBetween(from, to);
}

/**
 * As people call it: `2026年3月`, `2026年二季度`, `2026年下半年`, `2026年全年`; any other stretch `2026年3月至5月`.
 */
export function formatPeriod({ from, to }: DuesPeriod): string {
  const year = `${yearOf(from)}年`;
  const first = monthNumber(from);
  if (from === to) return `${year}${first}月`;
  const whole = DUES_FREQUENCIES.find((frequency) => {
    const period = periodOf(from, frequency);
    return period.from === from && period.to === to;
  });
  if (whole === 'year') return `${year}全年`;
  if (whole === 'halfYear') return `${year}${first === 1 ? '上' : '下'}半年`;
  if (whole === 'quarter') return `${year}${'一二三四'.charAt((first - 1) / 3)}季度`;
  return yearOf(to) === yearOf(from)
    ? `${year}${first}月至${monthNumber(to)}月`
    : `${year}${first}月至${yearOf(to)}年${monthNumber(to)}月`;
}
