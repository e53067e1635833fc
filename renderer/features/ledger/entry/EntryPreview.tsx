import { useDeferredValue } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import type { ValueOf } from '#shared/contract/index.ts';
import { formatYuan } from '#shared/money.ts';
import { VoucherTable } from '../vouchers/VoucherTable.tsx';
import { type EntryDraft, inputOf } from './entry-draft.ts';

/** The voucher that the form will make, the budget after it, and what to think of first. */
export function EntryPreview({ draft }: { draft: EntryDraft }) {
  const settled = useDeferredValue(draft);
  const { value: preview, error } = useCall('ledger.previewSimple', inputOf(settled, true));
  return (
    <section className="sheet entry-preview" aria-label="将生成的凭证">
      <h2>将生成的凭证</h2>
      {preview && error === undefined && (
        <>
          <VoucherTable entries={preview.entries} label="将生成的凭证" />
          {preview.budget && <BudgetLine budget={preview.budget} income={settled.direction === 'income'} />}
          {preview.warnings.map((warning) => (
            <Notice key={warning} tone="amber">
              {warning}
            </Notice>
          ))}
        </>
      )}
      <Notice tone="red">{error}</Notice>
      {!preview && error === undefined && (
        <p className="entry-hint">选好用途、填上金额，这里就显示借什么、贷什么，不用自己配科目。</p>
      )}
    </section>
  );
}

type BudgetWeight = NonNullable<ValueOf<'ledger.previewSimple'>['budget']>;

function BudgetLine({ budget: { name, budget, after, percent }, income }: { budget: BudgetWeight; income: boolean }) {
  const over = !income && after > budget;
  return (
    <div className={over ? 'entry-budget entry-budget-over' : 'entry-budget'}>
      <div className="entry-budget-words">
        <span>{`${income ? '收到后' : '支付后'} ${name} 为预算的 ${percent}%`}</span>
        <span className="entry-budget-figures">{`${formatYuan(after)} / ${formatYuan(budget)}`}</span>
      </div>
      <div className="entry-budget-bar">
        <i style={{ width: `${Math.max(0, Math.min(100, percent))}%` }} />
      </div>
    </div>
  );
}
