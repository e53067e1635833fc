import { Money } from '#renderer/components/Money.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import type { Budget, BudgetAdjustment } from '#shared/contract/ledger.ts';

/** 调整记录: every adjustment of a year with what each line was before and after. */
export function AdjustmentsDrawer({ budget, onClose }: { budget: Budget; onClose: () => void }) {
  return (
    <RecordDrawer open width={720} title={`${budget.year} 年预算调整记录`} onClose={onClose}>
      {budget.adjustments.map((adjustment) => (
        <AdjustmentTable key={adjustment.id} adjustment={adjustment} />
      ))}
    </RecordDrawer>
  );
}

function AdjustmentTable({ adjustment }: { adjustment: BudgetAdjustment }) {
  const { number, day, reason, resolutionNumber, resolutionTitle, lines } = adjustment;
  return (
    <section aria-label={`第 ${number} 次调整`} className="budget-adjustment">
      <h2>{`第 ${number} 次，${day}`}</h2>
      <p className="budget-words">{`依据 ${resolutionNumber} ${resolutionTitle}。${reason}`}</p>
      <table className="voucher-table">
        <thead>
          <tr>
            <th>科目</th>
            <th className="voucher-amount">调整前</th>
            <th className="voucher-amount">调整数</th>
            <th className="voucher-amount">调整后</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.accountId ?? line.head}>
              <td>{`${line.code} ${line.name}`.trim()}</td>
              <td className="voucher-amount">
                <Money value={line.original} />
              </td>
              <td className="voucher-amount">
                <Money value={line.change} />
              </td>
              <td className="voucher-amount">
                <Money value={line.adjusted} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
