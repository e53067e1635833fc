import { Paper } from '#renderer/components/Paper.tsx';
import type { Voucher } from '#shared/contract/ledger.ts';
import { formatYuan, sum } from '#shared/money.ts';
import { uppercaseAmount } from '#shared/uppercase-amount.ts';

const amount = (value: Voucher['amount']) => (value === 0 ? '' : formatYuan(value));

/** 记账凭证 on paper, to be signed and bound with its attachments. */
export function VoucherPaper({ voucher, unit }: { voucher: Voucher; unit: string }) {
  const [year, month, day] = voucher.day.split('-').map(Number);
  return (
    <Paper
      title="记账凭证"
      unit={`单位：${unit}`}
      period={`${year} 年 ${month} 月 ${day} 日`}
      corner={`${voucher.number} 附件 ${voucher.attachmentCount} 张`}
      signatures={['主席审批', '审核', '出纳', '制单']}
    >
      <table className="paper-table">
        <thead>
          <tr>
            <th>摘要</th>
            <th>科目</th>
            <th>借方金额</th>
            <th>贷方金额</th>
          </tr>
        </thead>
        <tbody>
          {voucher.entries.map((entry) => (
            <tr key={entry.line}>
              <td>{entry.summary}</td>
              <td>{`${entry.accountCode} ${entry.accountName}`}</td>
              <td className="amount">{amount(entry.debit)}</td>
              <td className="amount">{amount(entry.credit)}</td>
            </tr>
          ))}
          <tr>
            <td colSpan={2}>合计 人民币 {uppercaseAmount(voucher.amount)}</td>
            <td className="amount">{formatYuan(voucher.amount)}</td>
            <td className="amount">{formatYuan(sum(voucher.entries.map((entry) => entry.credit)))}</td>
          </tr>
        </tbody>
      </table>
    </Paper>
  );
}
