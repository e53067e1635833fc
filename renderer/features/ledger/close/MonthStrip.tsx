import { type Month, monthNumber } from '#shared/calendar.ts';
import type { Period } from '#shared/contract/ledger.ts';

interface MonthStripProps {
  periods: readonly Period[];
  chosen: Month | undefined;
  /** The closed month that may be reopened: the latest one of the books. */
  latestClosed: Month | undefined;
  onChoose: (month: Month) => void;
}

/** The twelve months of a year: closed ones say so, open ones can be chosen for closing, the latest closed one for reopening. */
export function MonthStrip({ periods, chosen, latestClosed, onChoose }: MonthStripProps) {
  return (
    <div className="close-months">
      {periods.map((period) => (
        <button
          key={period.month}
          type="button"
          className={period.status === 'closed' ? 'close-month close-month-closed' : 'close-month'}
          aria-pressed={period.month === chosen}
          disabled={period.status === 'closed' && period.month !== latestClosed}
          title={titleOf(period)}
          onClick={() => onChoose(period.month)}
        >
          {monthNumber(period.month)} 月<small>{period.status === 'closed' ? '已结账' : `${period.vouchers} 张`}</small>
        </button>
      ))}
    </div>
  );
}

function titleOf({ closedBy, reopened }: Period): string | undefined {
  if (closedBy !== undefined) return `${closedBy} 已结账`;
  return reopened === undefined ? undefined : `反结账：${reopened.reason}`;
}
