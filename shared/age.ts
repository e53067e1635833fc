import type { Day } from './calendar.ts';

// Age in whole years (周岁). A year is full on the birthday itself; somebody born on 29 February becomes a year older on
// 1 March of a common year. Days are compared as text, so no calendar is needed.

/** The age on a day; negative for somebody not yet born. */
export function ageOn(birthday: Day, on: Day): number {
  const years = Number(on.slice(0, 4)) - Number(birthday.slice(0, 4));
  return on.slice(5) < birthday.slice(5) ? years - 1 : years;
}

/**
 * The latest birthday of those who are `age` or older on a day: they are born on it or before. It is a bound to compare
 * with, and need not be a day that exists.
 */
export function bornUntil(age: number, on: Day): string {
  return `${String(Number(on.slice(0, 4)) - age).padStart(4, '0')}${on.slice(4)}`;
}
