import { Paper } from '#renderer/components/Paper.tsx';
import { type CashCount, DENOMINATION_WORTH, DENOMINATIONS } from '#shared/contract/ledger.ts';
import { fen, formatYuan } from '#shared/money.ts';
import { uppercaseAmount } from '#shared/uppercase-amount.ts';

/** The pieces, their sum, the book and the difference, as on the page and on paper. */
export function CountTable({ count, className }: { count: CashCount; className: string }) {
  return (
    <table className={className} aria-label="盘点结果">
      <thead>
        <tr>
          <th>面额</th>
          <th className="amount">张数（枚数）</th>
          <th className="amount">金额</th>
        </tr>
      </thead>
      <tbody>
        {DENOMINATIONS.map((name) => (
          <tr key={name}>
            <td>{DENOMINATION_WORTH[name].label}</td>
            <td className="amount">{count.pieces[name] === 0 ? '' : count.pieces[name]}</td>
            <td className="amount">
              {count.pieces[name] === 0 ? '' : formatYuan(fen(count.pieces[name] * DENOMINATION_WORTH[name].fen))}
            </td>
          </tr>
        ))}
        <tr>
          <td colSpan={2}>实点合计</td>
          <td className="amount">{formatYuan(count.counted)}</td>
        </tr>
        <tr>
          <td colSpan={2}>账面余额</td>
          <td className="amount">{formatYuan(count.book)}</td>
        </tr>
        <tr>
          <td colSpan={2}>{count.difference === 0 ? '账实相符' : count.difference > 0 ? '长款' : '短款'}</td>
          <td className="amount">{formatYuan(fen(Math.abs(count.difference)))}</td>
        </tr>
      </tbody>
    </table>
  );
}

/** 库存现金盘点表. */
export function CashCountPaper({ count, unit }: { count: CashCount; unit: string }) {
  return (
    <Paper
      title="库存现金盘点表"
      unit={`单位：${unit}`}
      period={`盘点日期：${count.day}`}
      corner="金额单位：元"
      signatures={['盘点人', '监盘人', '会计', '主席']}
      note={noteOf(count)}
    >
      <CountTable count={count} className="paper-table" />
    </Paper>
  );
}

function noteOf({ counted, voucherNumber, reversed, note, countedBy, witnessedBy }: CashCount): string {
  const booked = voucherNumber !== undefined && !reversed ? `差额已记账，凭证 ${voucherNumber}。` : '';
  const remark = note === '' ? '' : `备注：${note}。`;
  return `实点人民币 ${uppercaseAmount(counted)}。盘点 ${countedBy}，监盘 ${witnessedBy}。${booked}${remark}`;
}
