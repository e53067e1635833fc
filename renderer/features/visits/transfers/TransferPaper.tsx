import { Paper } from '#renderer/components/Paper.tsx';
import type { TransferSheet } from '#shared/contract/visits.ts';
import { formatYuan, plainYuan } from '#shared/money.ts';
import { uppercaseAmount } from '#shared/uppercase-amount.ts';

/** 银行转账清单 as it is handed to the bank, with whole account numbers. */
export function TransferPaper({ sheet: { list, lines, unionName } }: { sheet: TransferSheet }) {
  return (
    <Paper
      title={`银行转账清单 ${list.number}`}
      unit={`付款单位：${unionName}${list.fromAccount === '' ? '' : `（${list.fromAccount}）`}`}
      period={list.day}
      corner="单位：元"
      landscape
      signatures={['经办', '审核', '工会主席']}
      note={`共 ${list.people} 笔，合计 ${formatYuan(list.total)} 元（人民币 ${uppercaseAmount(list.total)}）。`}
    >
      <table className="paper-table">
        <thead>
          <tr>
            <th>序号</th>
            <th>收款人姓名</th>
            <th>收款账号</th>
            <th>开户银行</th>
            <th>金额</th>
            <th>用途</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.line}>
              <td className="paper-center">{line.line}</td>
              <td>{line.payee}</td>
              <td>{line.account}</td>
              <td>{line.bankName}</td>
              <td className="amount">{plainYuan(line.amount)}</td>
              <td>{line.purpose}</td>
            </tr>
          ))}
          <tr>
            <td />
            <td colSpan={3}>合计 {list.people} 笔</td>
            <td className="amount">{formatYuan(list.total)}</td>
            <td />
          </tr>
        </tbody>
      </table>
    </Paper>
  );
}
