import { useDeferredValue } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { formatYuan } from '#shared/money.ts';
import { VoucherTable } from '../vouchers/VoucherTable.tsx';
import { inputOf, type PurchaseDraft } from './purchase-draft.ts';

const SHOWN = 8;

/** The voucher and the cards that a purchase will make, what it does to the budget, and what to think of first. */
export function PurchasePreview({ draft }: { draft: PurchaseDraft }) {
  const settled = useDeferredValue(draft);
  const { value: preview, error } = useCall('ledger.previewPurchase', inputOf(settled));
  if (!preview || error !== undefined)
    return (
      <section className="asset-preview" aria-label="将生成的凭证">
        <h2>将生成的凭证</h2>
        <Notice tone="red">{error}</Notice>
        {error === undefined && (
          <p className="entry-hint">
            填上名称、类别和金额，这里就显示凭证。购置的会同时记支出和固定资产两笔，不用另填凭证。
          </p>
        )}
      </section>
    );
  const { entries, cards, budget, warnings } = preview;
  return (
    <section className="asset-preview" aria-label="将生成的凭证">
      <h2>将生成的凭证</h2>
      <VoucherTable entries={entries} label="将生成的凭证" />
      <h2>{`将建卡片 ${cards.length} 张`}</h2>
      <ul className="asset-cards">
        {cards.slice(0, SHOWN).map((card) => (
          <li key={card.number}>
            <span>{`${card.number} ${card.name}${card.quantity > 1 ? ` × ${card.quantity}` : ''}`}</span>
            <span>{formatYuan(card.original)}</span>
          </li>
        ))}
        {cards.length > SHOWN && <li>{`……直到 ${cards.at(-1)?.number}`}</li>}
      </ul>
      {budget && (
        <p className={budget.after > budget.budget ? 'asset-budget asset-budget-over' : 'asset-budget'}>
          {`支付后「${budget.name}」为预算的 ${budget.percent}%：${formatYuan(budget.after)} / ${formatYuan(budget.budget)}`}
        </p>
      )}
      {warnings.map((warning) => (
        <Notice key={warning} tone="amber">
          {warning}
        </Notice>
      ))}
    </section>
  );
}
