import { Paper } from '#renderer/components/Paper.tsx';
import { formatMonth } from '#shared/calendar.ts';
import type { TrialBalance, TrialBalanceLine } from '#shared/contract/ledger.ts';
import { type Fen, formatYuan } from '#shared/money.ts';

interface BalancePaperProps {
  balance: TrialBalance;
  lines: readonly TrialBalanceLine[];
  unit: string;
}

const KEYS = ['openingDebit', 'openingCredit', 'debit', 'credit', 'closingDebit', 'closingCredit'] as const;
const amount = (value: Fen) => (value === 0 ? '' : formatYuan(value));

/** 科目余额表 on paper. */
export function BalancePaper({ balance, lines, unit }: BalancePaperProps) {
  return (
    <Paper
      title="科目余额表"
      landscape
      unit={`单位：${unit}`}
      period={`${formatMonth(balance.from)}至${formatMonth(balance.to)}`}
      corner="金额单位：元"
      signatures={['工会主席', '财务负责人', '复核', '制表']}
    >
      <table className="paper-table">
        <thead>
          <tr>
            <th rowSpan={2}>编号</th>
            <th rowSpan={2}>科目</th>
            <th colSpan={2}>期初余额</th>
            <th colSpan={2}>本期发生额</th>
            <th colSpan={2}>期末余额</th>
          </tr>
          <tr>
            {KEYS.map((key, index) => (
              <th key={key}>{index % 2 === 0 ? '借方' : '贷方'}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.accountId}>
              <td>{line.code}</td>
              <td style={{ paddingLeft: `${line.level * 6}pt` }}>{line.name}</td>
              {KEYS.map((key) => (
                <td key={key} className="amount">
                  {amount(line[key])}
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <td colSpan={2}>合计</td>
            {KEYS.map((key) => (
              <td key={key} className="amount">
                {formatYuan(balance.totals[key])}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
    </Paper>
  );
}
