import { Paper } from '#renderer/components/Paper.tsx';
import type { ValueOf } from '#shared/contract/index.ts';
import { festivalTitle } from '#shared/contract/visits.ts';
import { formatYuan, plainYuan, sum } from '#shared/money.ts';
import { uppercaseAmount } from '#shared/uppercase-amount.ts';

/** 签领表: the sheet that is carried round to be signed, by groups, with its total in figures and in 大写. */
export function SignOffSheet({ sheet }: { sheet: ValueOf<'visits.readSignOffSheet'> }) {
  const { festival, lines, unionName } = sheet;
  const total = sum(lines.map((line) => line.amount));
  return (
    <Paper
      title={`${festivalTitle(festival.name)}签领表`}
      unit={`单位：${unionName}`}
      period={festival.day}
      corner={`凭证 ${festival.voucherNumber}  单位：元`}
      signatures={['制表', '审核', '工会主席']}
      note={`共 ${lines.length} 人，每人 ${formatYuan(festival.amountEach)} 元，合计 ${formatYuan(total)} 元（人民币 ${uppercaseAmount(total)}）。由他人代领的，代领人签本人姓名并注明「代」。`}
    >
      <table className="paper-table sign-off-sheet">
        <thead>
          <tr>
            <th>序号</th>
            <th>编号</th>
            <th>姓名</th>
            <th>工会小组</th>
            <th>慰问品</th>
            <th>金额</th>
            <th className="sign-off-space">签领</th>
            <th className="sign-off-day">日期</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.line}>
              <td className="paper-center">{line.line}</td>
              <td>{line.number}</td>
              <td>{line.name}</td>
              <td>{line.groupName}</td>
              <td>{line.goods}</td>
              <td className="amount">{plainYuan(line.amount)}</td>
              <td>{line.signedBy}</td>
              <td className="paper-center">{line.signedDay}</td>
            </tr>
          ))}
          <tr>
            <td />
            <td colSpan={4}>合计 {lines.length} 人</td>
            <td className="amount">{formatYuan(total)}</td>
            <td colSpan={2} />
          </tr>
        </tbody>
      </table>
    </Paper>
  );
}
