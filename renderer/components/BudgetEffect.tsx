import { useDeferredValue } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import type { Day } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { BudgetEffect as Effect } from '#shared/contract/ledger.ts';
import { type Fen, formatYuan, ZERO } from '#shared/money.ts';
import { Notice } from './Notice.tsx';

type WeighedEntries = InputOf<'ledger.weighEntries'>['entries'];

interface BudgetEffectProps {
  day: Day | undefined;
  /** Of the voucher that will be made; undefined or empty while it is not known yet. Cash and bank may be left out. */
  entries: WeighedEntries | undefined;
}

/** One payment out of an expense account, as `BudgetEffect` weighs it; undefined while account or amount is missing. */
export function paymentEntries(
  accountId: string | undefined,
  amount: Fen | undefined,
  fundId?: string,
): WeighedEntries | undefined {
  if (accountId === undefined || amount === undefined || amount <= 0) return undefined;
  return [{ accountId, debit: amount, credit: ZERO, ...(fundId === undefined ? {} : { fundId }) }];
}

/**
 * What a voucher would do to the budget and to the funds it names, before it is posted. Stops nothing; red only when a budget
 * is exceeded.
 */
export function BudgetEffect({ day, entries }: BudgetEffectProps) {
  const weighed = useDeferredValue(
    day === undefined || entries === undefined || entries.length === 0 ? undefined : { day, entries },
  );
  const { value } = useCall('ledger.weighEntries', weighed);
  if (!value || weighed === undefined) return null;
  return (
    <div className="budget-effects">
      {value.lines.map((line) => (
        <EffectLine key={line.accountId} line={line} />
      ))}
      {value.warnings.map((warning) => (
        <Notice key={warning} tone="amber">
          {warning}
        </Notice>
      ))}
    </div>
  );
}

function EffectLine({ line: { name, direction, budget, after, percent } }: { line: Effect }) {
  const over = direction === 'expense' && after > budget;
  return (
    <div className={over ? 'budget-effect budget-effect-over' : 'budget-effect'}>
      <div className="budget-effect-words">
        <span>{`这笔${direction === 'income' ? '收到' : '支付'}后「${name}」到预算的 ${percent} %`}</span>
        <span className="budget-effect-figures">{`${formatYuan(after)} / ${formatYuan(budget)}`}</span>
      </div>
      <div className="budget-effect-bar">
        <i style={{ width: `${Math.max(0, Math.min(100, percent))}%` }} />
      </div>
    </div>
  );
}
