import { addMonths, formatMonth, type Month, monthNumber, yearOf } from '#shared/calendar.ts';
import type { CheckResult } from '#shared/contract/review.ts';

/** What one check came to. */
export type Outcome = Pick<CheckResult, 'state' | 'finding' | 'next'>;

export const good = (finding: string): Outcome => ({ state: 'passed', finding, next: '' });
export const bad = (finding: string, next: string): Outcome => ({ state: 'failed', finding, next });
/** The year has nothing that this check looks at. */
export const nothingToCheck = (finding: string): Outcome => ({ state: 'notApplicable', finding, next: '' });

/** Makes the results of one group: `result('trail', '操作留痕完整', good('…'))`. */
export function groupOf(group: string): (id: string, title: string, outcome: Outcome) => CheckResult {
  return (id, title, outcome) => ({ id, group, title, ...outcome });
}

const SHOWN = 8;

/** The records of a finding by name: the first few, and how many there are in all. */
export function named(records: readonly string[], unit: string, total = records.length): string {
  const shown = records.slice(0, SHOWN);
  return total > shown.length ? `${shown.join('、')} 等 ${total} ${unit}` : shown.join('、');
}

/** Months in words, those that follow one another drawn together: `2026年1月、2026年3月至12月`. */
export function monthSpans(months: readonly Month[]): string {
  const spans: { first: Month; last: Month }[] = [];
  for (const month of months) {
    const open = spans.at(-1);
    if (open && addMonths(open.last, 1) === month && yearOf(open.last) === yearOf(month)) open.last = month;
    else spans.push({ first: month, last: month });
  }
  return spans
    .map(({ first, last }) => (first === last ? formatMonth(first) : `${formatMonth(first)}至${monthNumber(last)}月`))
    .join('、');
}
