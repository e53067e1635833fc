import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  day,
  dayOf,
  daysBetween,
  firstDay,
  formatMonth,
  isDay,
  isMonth,
  lastDay,
  month,
  monthNumber,
  monthOf,
  monthsBetween,
  monthsOfYear,
  parseLooseDay,
  yearOf,
} from '#shared/calendar.ts';

const wide = (text: string) =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const anyMonth = fc
  .tuple(fc.integer({ min: 1910, max: 2190 }), fc.integer({ min: 1, max: 12 }))
  .map(([year, number]) => month(`${year}-${String(number).padStart(2, '0')}`));
const anyDay = fc
  .tuple(anyMonth, fc.integer({ min: 1, max: 28 }))
  .map(([m, d]) => day(`${m}-${String(d).padStart(2, '0')}`));

describe('isDay and isMonth', () => {
  it.each(['2026-03-05', '2024-02-29', '2000-02-29', '1900-01-01', '2199-12-31', '1986-05-04'])(
    '%s is a day',
    (text) => {
      expect(isDay(text)).toBe(true);
      expect(day(text)).toBe(text);
    },
  );

  it.each([
    '2026-02-30',
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-01-00',
    '2026-3-5',
    '20260305',
    '1899-12-31',
    '2200-01-01',
    '2026-03-05 ',
    '2026-03',
    '',
  ])('%j is no day', (text) => {
    expect(isDay(text)).toBe(false);
    expect(() => day(text)).toThrow(RangeError);
  });

  it('tells months from other texts', () => {
    expect(isMonth('2026-12')).toBe(true);
    for (const text of ['2026-00', '2026-13', '2026-1', '2026-01-01', '']) {
      expect(isMonth(text)).toBe(false);
      expect(() => month(text)).toThrow(RangeError);
    }
  });
});

describe('arithmetic', () => {
  it('crosses months, leap days and years', () => {
    expect(addDays(day('2024-02-28'), 1)).toBe('2024-02-29');
    expect(addDays(day('2026-02-28'), 1)).toBe('2026-03-01');
    expect(addDays(day('2026-01-01'), -1)).toBe('2025-12-31');
    expect(addMonths(month('2025-11'), 3)).toBe('2026-02');
    expect(addYears(day('2026-03-15'), -1)).toBe('2025-03-15');
    expect(addYears(day('2024-02-29'), 1)).toBe('2025-02-28');
    expect(addYears(day('2024-02-29'), -4)).toBe('2020-02-29');
    expect(addYears(day('2024-12-31'), 10)).toBe('2034-12-31');
    expect(addMonths(month('2026-01'), -1)).toBe('2025-12');
    expect(lastDay(month('2024-02'))).toBe('2024-02-29');
    expect(lastDay(month('2026-04'))).toBe('2026-04-30');
    expect(firstDay(month('2026-04'))).toBe('2026-04-01');
    expect(daysBetween(day('2026-03-01'), day('2026-02-28'))).toBe(-1);
    expect(daysBetween(day('2024-01-01'), day('2025-01-01'))).toBe(366);
  });

  it('does not lose a day over the years with summer time in China (1986 to 1991)', () => {
    expect(daysBetween(day('1985-12-31'), day('1991-12-31'))).toBe(6 * 365 + 1);
    expect(addDays(day('1986-05-03'), 1)).toBe('1986-05-04');
  });

  it('adding days and counting days are inverse', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -3000, max: 3000 }), (from, days) => {
        expect(daysBetween(from, addDays(from, days))).toBe(days);
      }),
    );
  });

  it('adding months there and back is no change', () => {
    fc.assert(
      fc.property(anyMonth, fc.integer({ min: -100, max: 100 }), (from, months) => {
        expect(addMonths(addMonths(from, months), -months)).toBe(from);
      }),
    );
  });

  it('the day after the last of a month is the first of the next', () => {
    fc.assert(
      fc.property(anyMonth, (value) => {
        expect(addDays(lastDay(value), 1)).toBe(firstDay(addMonths(value, 1)));
        expect(monthOf(lastDay(value))).toBe(value);
      }),
    );
  });
});

describe('months', () => {
  it('takes them apart and writes them as people read them', () => {
    expect(yearOf(day('2026-03-05'))).toBe(2026);
    expect(monthNumber(month('2026-03'))).toBe(3);
    expect(formatMonth(month('2026-03'))).toBe('2026年3月');
    expect(monthsOfYear(2026)).toHaveLength(12);
    expect(monthsOfYear(2026)[11]).toBe('2026-12');
  });

  it('lists them with both ends, nothing when the end is earlier, and up to the last month there is', () => {
    expect(monthsBetween(month('2025-11'), month('2026-02'))).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthsBetween(month('2026-02'), month('2026-02'))).toEqual(['2026-02']);
    expect(monthsBetween(month('2026-02'), month('2026-01'))).toEqual([]);
    expect(monthsBetween(month('2026-02'), month('2024-01'))).toEqual([]);
    expect(monthsBetween(month('2199-11'), month('2199-12'))).toEqual(['2199-11', '2199-12']);
  });
});

describe('dayOf', () => {
  it('is the day on the wall calendar, early and late', () => {
    expect(dayOf(new Date(2026, 2, 5, 0, 0, 1))).toBe('2026-03-05');
    expect(dayOf(new Date(2026, 2, 5, 23, 59, 59))).toBe('2026-03-05');
  });
});

describe('parseLooseDay', () => {
  it.each([
    ['2026-3-5', '2026-03-05'],
    ['2026-03-05', '2026-03-05'],
    ['2026/03/05', '2026-03-05'],
    ['2026.3.5', '2026-03-05'],
    ['20260305', '2026-03-05'],
    ['2026年3月5日', '2026-03-05'],
    ['2026年03月05日', '2026-03-05'],
    [wide('2026/3/5'), '2026-03-05'],
    [' 2026 年 3 月 5 日 ', '2026-03-05'],
    ['2011.03', '2011-03'],
    ['1996年2月', '1996-02'],
    ['1980.1', '1980-01'],
    ['2011-3', '2011-03'],
  ])('reads %s as %s', (text, expected) => {
    expect(parseLooseDay(text)).toBe(expected);
  });

  it.each([
    '',
    '2026-02-30',
    '2026年2月30日',
    '20260230',
    '2026-13',
    '2026.0',
    '26-3-5',
    '3月5日',
    '2026',
    '不详',
    '2026年3日',
    '35274',
  ])('does not guess at %j', (text) => {
    expect(parseLooseDay(text)).toBeUndefined();
  });

  it('reads every day back from four ways of writing it', () => {
    fc.assert(
      fc.property(anyDay, (value) => {
        const [year, monthText, dayText] = value.split('-').map(Number);
        expect(parseLooseDay(`${year}年${monthText}月${dayText}日`)).toBe(value);
        expect(parseLooseDay(`${year}.${monthText}.${dayText}`)).toBe(value);
        expect(parseLooseDay(value.replaceAll('-', '/'))).toBe(value);
        expect(parseLooseDay(value.replaceAll('-', ''))).toBe(value);
      }),
    );
  });
});
