import { Money } from '#renderer/components/Money.tsx';
import type { Entry } from '#shared/contract/ledger.ts';
import { sum } from '#shared/money.ts';
import { uppercaseAmount } from '#shared/uppercase-amount.ts';
import './vouchers.css';

/** The lines of a voucher as 记账凭证 shows them, with the total in capital numerals. */
export function VoucherTable({ entries, label = '分录' }: { entries: readonly Entry[]; label?: string }) {
  const debit = sum(entries.map((entry) => entry.debit));
  return (
    <table className="voucher-table" aria-label={label}>
      <thead>
        <tr>
          <th>摘要</th>
          <th>科目</th>
          <th className="voucher-amount">借方</th>
          <th className="voucher-amount">贷方</th>
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <tr key={entry.line}>
            <td>{entry.summary}</td>
            <td>
              <span className="voucher-code">{entry.accountCode}</span> {entry.accountName}
              {entry.fundName !== undefined && <span className="voucher-fund">{entry.fundName}</span>}
            </td>
            <td className="voucher-amount">
              <Money value={entry.debit} blankZero />
            </td>
            <td className="voucher-amount">
              <Money value={entry.credit} blankZero />
            </td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={2}>合计 人民币 {uppercaseAmount(debit)}</td>
          <td className="voucher-amount">
            <Money value={debit} strong />
          </td>
          <td className="voucher-amount">
            <Money value={sum(entries.map((entry) => entry.credit))} strong />
          </td>
        </tr>
      </tfoot>
    </table>
  );
}
