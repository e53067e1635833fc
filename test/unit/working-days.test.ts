import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, day } from '#shared/calendar.ts';
import { holidaysKnown, isWorkingDay, workingDaysAfter } from '#shared/working-days.ts';

// 国务院办公厅关于 2025 年、2026 年部分节假日安排的通知
const OFF = [
  ...stretch('2025-01-28', 8),
  ...stretch('2025-10-01', 8),
  ...stretch('2026-02-15', 9),
  ...stretch('2026-10-01', 7),
];
const MAKE_UP = [
  '2025-01-26',
  '2025-02-08',
  '2025-09-28',
  '2025-10-11',
  '2026-02-14',
  '2026-02-28',
  '2026-09-20',
  '2026-10-10',
];

function stretch(from: string, days: number): string[] {
  return Array.from({ length: days }, (_, index) => addDays(day(from), index));
}

describe('working days', () => {
  it('know the spring festival and the national day of 2025 and 2026, with the days that make up for them', () => {
    expect(OFF.filter((date) => isWorkingDay(day(date)))).toEqual([]);
    expect(MAKE_UP.filter((date) => !isWorkingDay(day(date)))).toEqual([]);
    expect(isWorkingDay(day('2026-02-24'))).toBe(true);
    expect(isWorkingDay(day('2025-10-12'))).toBe(false);
  });

  it('are counted from the day after the first', () => {
    expect(workingDaysAfter(day('2026-03-09'), 5)).toEqual({ until: '2026-03-16', certain: true });
    expect(workingDaysAfter(day('2026-03-09'), 1)).toEqual({ until: '2026-03-10', certain: true });
    // 11, 12, 13, the Saturday that makes up, then the whole festival
    expect(workingDaysAfter(day('2026-02-10'), 5)).toEqual({ until: '2026-02-24', certain: true });
    // 30 September, then 9, 10, Saturday 11 and Monday 13 October
    expect(workingDaysAfter(day('2025-09-29'), 5)).toEqual({ until: '2025-10-13', certain: true });
    expect(workingDaysAfter(day('2026-09-30'), 5)).toEqual({ until: '2026-10-13', certain: true });
  });

  it('leave out only weekends where holidays are not known, and say so', () => {
    expect(holidaysKnown(2026)).toBe(true);
    expect(holidaysKnown(2004)).toBe(true);
    expect(holidaysKnown(2003)).toBe(false);
    expect(holidaysKnown(2099)).toBe(false);
    expect(workingDaysAfter(day('2099-09-30'), 3)).toEqual({ until: '2099-10-05', certain: false });
    expect(workingDaysAfter(day('2003-12-31'), 1).certain).toBe(false);
  });

  it('a stretch holds exactly as many working days as asked for and ends on one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 8000 }), fc.integer({ min: 1, max: 30 }), (offset, count) => {
        const from = addDays(day('2004-06-01'), offset);
        const { until } = workingDaysAfter(from, count);
        let seen = 0;
        for (let date = addDays(from, 1); date <= until; date = addDays(date, 1)) if (isWorkingDay(date)) seen += 1;
        expect(seen).toBe(count);
        expect(isWorkingDay(until)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
