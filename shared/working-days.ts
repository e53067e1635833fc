import arranged from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { addDays, type Day, day, daysBetween, yearOf } from './calendar.ts';

// The one seam to chinese-days: which days are worked on in China, as the State Council arranges each year (放假调休). Only its data
// are used: its functions take the weekday in the computer's time zone and the date in another.

const holidays = new Set(Object.keys(arranged.holidays));
const makeUpDays = new Set(Object.keys(arranged.workdays));
const years = new Set([...holidays].map((holiday) => Number(holiday.slice(0, 4))));
const A_MONDAY = day('2024-01-01');

/** True when the holidays and make-up workdays of a year are known; in other years only weekends are left out. */
export function holidaysKnown(year: number): boolean {
  return years.has(year);
}

/** A day people work on: a weekday that is no public holiday, or a weekend day that makes up for one. */
export function isWorkingDay(value: Day): boolean {
  if (makeUpDays.has(value)) return true;
  const weekday = (((daysBetween(A_MONDAY, value) % 7) + 7) % 7) + 1;
  return weekday <= 5 && !holidays.has(value);
}

/** The last day of a stretch of working days, and whether every year it touches is known. */
export interface WorkingDays {
  until: Day;
  /** False when holidays of a year were not known, so that only weekends were left out. */
  certain: boolean;
}

/**
 * Counts working days after a day: the day itself is not counted (民法典第 201 条, 开始的当日不计入).
 * @param count 1 or more
 */
export function workingDaysAfter(from: Day, count: number): WorkingDays {
  let until = from;
  for (let left = count; left > 0; ) {
    until = addDays(until, 1);
    if (isWorkingDay(until)) left -= 1;
  }
  let certain = true;
  for (let year = yearOf(from); year <= yearOf(until); year += 1) certain &&= holidaysKnown(year);
  return { until, certain };
}
