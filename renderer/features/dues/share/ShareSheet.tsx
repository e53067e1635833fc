import { Paper } from '#renderer/components/Paper.tsx';
import type { Shares } from '#shared/contract/dues.ts';
import { formatPeriod } from '#shared/dues-periods.ts';
import { formatYuan, sum } from '#shared/money.ts';
import { uppercaseAmount } from '#shared/uppercase-amount.ts';

/** 分会会费留成签领表: one line a branch with what it received, its share and room to sign; the attachment of the vouchers. */
export function ShareSheet({ shares, unit }: { shares: Shares; unit: string }) {
  const { percent } = shares;
  // what was paid out stands as it was paid, the rest as it is now
  const lines = shares.rows
    .map((row) => ({ ...row, amount: row.state === 'open' ? row.toPay : row.paid }))
    .filter(({ amount }) => amount > 0);
  const total = sum(lines.map(({ amount }) => amount));
  return (
    <Paper
      title="分会会费留成签领表"
      landscape
      unit={`单位：${unit}`}
      period={formatPeriod(shares)}
      corner="单位：元"
      signatures={['制表', '审核', '工会主席']}
      note={`共 ${lines.length} 个分会，留成合计 ${formatYuan(total)} 元（人民币 ${uppercaseAmount(total)}）。已收会费按收款日期计算，已减去撤回和退费；留成不足一分的留在工会。`}
    >
      <table className="paper-table">
        <thead>
          <tr>
            <th className="dues-disclosure-number">序号</th>
            <th>分会</th>
            <th>缴费人数</th>
            <th>已收会费</th>
            <th>留成比例</th>
            <th>留成金额</th>
            <th>凭证号</th>
            <th className="dues-share-sign">领款人签名</th>
            <th className="dues-share-day">日期</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((row, index) => (
            <tr key={row.branchId}>
              <td className="dues-paper-center">{index + 1}</td>
              <td>{row.name}</td>
              <td className="dues-paper-center">{row.payers}</td>
              <td className="amount">{formatYuan(row.received)}</td>
              <td className="dues-paper-center">{percent === undefined ? '' : `${percent}%`}</td>
              <td className="amount">{formatYuan(row.amount)}</td>
              <td className="dues-paper-center">{row.payouts.map(({ voucherNumber }) => voucherNumber).join('、')}</td>
              <td />
              <td />
            </tr>
          ))}
          <tr>
            <td />
            <td>合计</td>
            <td className="dues-paper-center">{lines.reduce((all, { payers }) => all + payers, 0)}</td>
            <td className="amount">{formatYuan(sum(lines.map(({ received }) => received)))}</td>
            <td />
            <td className="amount">{formatYuan(total)}</td>
            <td />
            <td />
            <td />
          </tr>
        </tbody>
      </table>
    </Paper>
  );
}
