import { Paper } from '#renderer/components/Paper.tsx';
import { formatMonth } from '#shared/calendar.ts';
import type { JournalLine } from '#shared/contract/ledger.ts';
import { type Fen, formatYuan } from '#shared/money.ts';
import type { Range } from '../reports/MonthRange.tsx';

interface JournalPaperProps {
  title: string;
  range: Range;
  lines: readonly JournalLine[];
  unit: string;
}

const amount = (value: Fen) => (value === 0 ? '' : formatYuan(value));
const keyed = (lines: readonly JournalLine[]) => lines.map((line, index) => ({ ...line, key: index }));

/** 现金日记账 or 银行日记账 on paper. */
export function JournalPaper({ title, range, lines, unit }: JournalPaperProps) {
  return (
    <Paper
      title={title}
      landscape
      unit={`单位：${unit}`}
      period={`${formatMonth(range.from)}至${formatMonth(range.to)}`}
      corner="金额单位：元"
      signatures={['会计', '出纳', '复核']}
    >
      <table className="paper-table">
        <thead>
          <tr>
            <th>日期</th>
            <th>凭证号</th>
            <th>摘要</th>
            <th>对方科目</th>
            <th>收入</th>
            <th>支出</th>
            <th>余额</th>
          </tr>
        </thead>
        <tbody>
          {keyed(lines).map((line) => (
            <tr key={line.key}>
              <td>{line.day}</td>
              <td>{line.number}</td>
              <td>{line.summary}</td>
              <td>{line.counterAccount}</td>
              <td className="amount">{amount(line.debit)}</td>
              <td className="amount">{amount(line.credit)}</td>
              <td className="amount">{formatYuan(line.balance)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Paper>
  );
}
