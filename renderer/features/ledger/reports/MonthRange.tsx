import { MonthInput } from '#renderer/components/MonthInput.tsx';
import type { Month } from '#shared/calendar.ts';
import { dayOf, month, monthOf } from '#shared/calendar.ts';
import type { UnionProfile } from '#shared/contract/union.ts';

export interface Range {
  from: Month;
  to: Month;
}

const isLater = (a: Month, b: Month) => a > b;

/** January of the working year to this month, at least to the open month, at most to December. */
export function workingRange({ fiscalYear, openMonth }: UnionProfile): Range {
  const december = month(`${fiscalYear}-12`);
  const today = monthOf(dayOf(new Date()));
  const to =
    openMonth === undefined || isLater(today, december) ? december : isLater(openMonth, today) ? openMonth : today;
  return { from: month(`${fiscalYear}-01`), to };
}

/** Two months; choosing a first month after the last one moves the last one along. */
export function MonthRange({ range, onChange }: { range: Range; onChange: (range: Range) => void }) {
  const { from, to } = range;
  return (
    <div className="ledger-range">
      <MonthInput
        aria-label="开始月份"
        value={from}
        onChange={(next) => next && onChange({ from: next, to: isLater(next, to) ? next : to })}
      />
      <span>至</span>
      <MonthInput
        aria-label="截止月份"
        value={to}
        onChange={(next) => next && onChange({ from: isLater(from, next) ? next : from, to: next })}
      />
    </div>
  );
}
