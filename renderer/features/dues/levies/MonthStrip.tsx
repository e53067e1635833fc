import { formatMonth, type Month, monthNumber } from '#shared/calendar.ts';
import type { DuesMonth } from '#shared/contract/dues.ts';
import '../dues.css';

interface MonthStripProps {
  months: readonly DuesMonth[];
  closed: ReadonlySet<Month>;
  month: Month;
  onMonth: (month: Month) => void;
}

/** The twelve months of a year, each with how its dues stand; a click shows that month. */
export function MonthStrip({ months, closed, month, onMonth }: MonthStripProps) {
  return (
    <fieldset className="dues-months" aria-label="各月会费">
      {months.map((each) => {
        const { text, tone } = stateOf(each);
        return (
          <button
            key={each.month}
            type="button"
            className={`dues-month dues-month-${tone}`}
            aria-pressed={each.month === month}
            aria-label={`${formatMonth(each.month)} ${text}${closed.has(each.month) ? '，已结账' : ''}`}
            onClick={() => onMonth(each.month)}
          >
            <span>{monthNumber(each.month)} 月</span>
            <small>{text}</small>
          </button>
        );
      })}
    </fieldset>
  );
}

function stateOf({ levied, owingMembers }: DuesMonth): { text: string; tone: 'none' | 'owing' | 'paid' } {
  if (!levied) return { text: '未计提', tone: 'none' };
  return owingMembers > 0 ? { text: `欠 ${owingMembers} 人`, tone: 'owing' } : { text: '已缴清', tone: 'paid' };
}
