import { addDays as addDaysTo } from 'date-fns/addDays';
import { addMonths as addMonthsTo } from 'date-fns/addMonths';
import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { format } from 'date-fns/format';
import { getDaysInMonth } from 'date-fns/getDaysInMonth';
import { lastDayOfMonth } from 'date-fns/lastDayOfMonth';
import { parse } from 'date-fns/parse';

// The one seam to date-fns. Outside, a calendar day is text: it has no time zone and cannot shift overnight.

declare const dayBrand: unique symbol;
declare const monthBrand: unique symbol;
/** A calendar day, `YYYY-MM-DD`. */
export type Day = string & { readonly [dayBrand]: true };
/** A calendar month, `YYYY-MM`. */
export type Month = string & { readonly [monthBrand]: true };

const DAY = 'yyyy-MM-dd';
const noon = (day: string) => parse(`${day} 12`, `${DAY} HH`, new Date(2000, 0, 1));

/** True when the text is `YYYY-MM-DD` and the day exists (30 February does not). */
export function isDay(text: string): text is Day {
  if (!/^(19|20|21)\d{2}-(0[1-9]|1[0-2])-\d{2}$/.test(text)) return false;
  // asked for every row of an import: parsing the text as a date would take ten times as long
  const days = getDaysInMonth(new Date(Number(text.slice(0, 4)), Number(text.slice(5, 7)) - 1));
  const written = Number(text.slice(8));
  return written >= 1 && written <= days;
}

/** True when the text is `YYYY-MM` with a month 01 to 12. */
export function isMonth(text: string): text is Month {
  return /^(19|20|21)\d{2}-(0[1-9]|1[0-2])$/.test(text);
}

/** @throws RangeError for a text that is no day (a programming error; user input goes through the contract's schemas). */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`not a day: ${text}`);
  return text;
}

/** @throws RangeError for a text that is no month. */
export function month(text: string): Month {
  if (!isMonth(text)) throw new RangeError(`not a month: ${text}`);
  return text;
}

const toDay = (date: Date): Day => day(format(date, DAY));

/** The local calendar day of an instant. */
export function dayOf(instant: Date): Day {
  return toDay(instant);
}
export function monthOf(value: Day): Month {
  return month(value.slice(0, 7));
}
export function yearOf(value: Day | Month): number {
  return Number(value.slice(0, 4));
}
export function monthNumber(value: Month): number {
  return Number(value.slice(5, 7));
}
export function addDays(value: Day, days: number): Day {
  return toDay(addDaysTo(noon(value), days));
}
/** The same month and day, years away; 29 February becomes the 28th where there is none. */
export function addYears(value: Day, years: number): Day {
  const there = addMonths(monthOf(value), 12 * years);
  const last = lastDay(there);
  const same = `${there}${value.slice(7)}`;
  return same < last ? day(same) : last;
}
export function addMonths(value: Month, months: number): Month {
  return monthOf(toDay(addMonthsTo(noon(`${value}-01`), months)));
}
export function firstDay(value: Month): Day {
  return day(`${value}-01`);
}
export function lastDay(value: Month): Day {
  return toDay(lastDayOfMonth(noon(`${value}-01`)));
}
/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return differenceInCalendarDays(noon(to), noon(from));
}
/** The twelve months of a calendar year. */
export function monthsOfYear(year: number): Month[] {
  return Array.from({ length: 12 }, (_, index) => month(`${year}-${String(index + 1).padStart(2, '0')}`));
}
/** All months from `from` to `to`, both included; empty when `to` is earlier. */
export function monthsBetween(from: Month, to: Month): Month[] {
  const count = (yearOf(to) - yearOf(from)) * 12 + monthNumber(to) - monthNumber(from) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => addMonths(from, index));
}
/** `2026-03` -> `2026年3月`. */
export function formatMonth(value: Month): string {
  return `${yearOf(value)}年${monthNumber(value)}月`;
}

/**
 * Reads a day as people write it: `2026-3-5`, `2026/03/05`, `2026.3.5`, `20260305`, `2026年3月5日`, or only a month
 * (`2011.03`, `1996年2月`, `1980.1`), which comes back as that month.
 * @returns the day or the month, or undefined when the text is neither or the day does not exist.
 */
export function parseLooseDay(text: string): Day | Month | undefined {
  const plain = text.normalize('NFKC').trim();
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  const parted = /^(\d{4})\s*[-/.年]\s*(\d{1,2})(?:\s*[-/.月]\s*(\d{1,2})?\s*日?)?$/.exec(plain);
  const [, year, monthText, dayText] = compact ?? parted ?? [];
  if (year === undefined || monthText === undefined) return undefined;
  const monthValue = `${year}-${monthText.padStart(2, '0')}`;
  if (dayText === undefined) return isMonth(monthValue) ? monthValue : undefined;
  const dayValue = `${monthValue}-${dayText.padStart(2, '0')}`;
  return isDay(dayValue) ? dayValue : undefined;
}
