import { Select } from 'antd';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { addMonths, type Month, month, monthNumber, yearOf } from '#shared/calendar.ts';

/** Whole months, both ends included. */
export interface Period {
  from: Month;
  to: Month;
}

/** The half-year that a month lies in. */
export function halfYearOf(value: Month): Period {
  const year = yearOf(value);
  return monthNumber(value) <= 6
    ? { from: month(`${year}-01`), to: month(`${year}-06`) }
    : { from: month(`${year}-07`), to: month(`${year}-12`) };
}

const USUAL = [
  { value: 'first', label: '上半年', months: ['01', '06'] },
  { value: 'second', label: '下半年', months: ['07', '12'] },
  { value: 'year', label: '全年', months: ['01', '12'] },
] as const;
type Usual = (typeof USUAL)[number]['value'];

/** Two months, and the half-years and the year of the first one; a first month after the last one moves the last one along. */
export function PeriodFields({ period, onChange }: { period: Period; onChange: (period: Period) => void }) {
  const { from, to } = period;
  const year = yearOf(from);
  const usual = USUAL.find(({ months: [first, last] }) => from === `${year}-${first}` && to === `${year}-${last}`);
  return (
    <div className="dues-period">
      <MonthInput
        aria-label="开始月份"
        value={from}
        onChange={(next) => next && onChange({ from: next, to: next > to ? addMonths(next, 5) : to })}
      />
      <span>至</span>
      <MonthInput
        aria-label="截止月份"
        value={to}
        onChange={(next) => next && onChange({ from: next < from ? next : from, to: next })}
      />
      <Select<Usual>
        aria-label="常用期间"
        placeholder="常用期间"
        value={usual?.value ?? null}
        options={USUAL.map(({ value, label }) => ({ value, label: `${year}年${label}` }))}
        onChange={(value) => {
          const chosen = USUAL.find((each) => each.value === value);
          if (chosen)
            onChange({ from: month(`${year}-${chosen.months[0]}`), to: month(`${year}-${chosen.months[1]}`) });
        }}
      />
    </div>
  );
}
