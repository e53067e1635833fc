import { Paper } from '#renderer/components/Paper.tsx';
import { formatMonth } from '#shared/calendar.ts';
import type { FundReport } from '#shared/contract/ledger.ts';
import { type Fen, formatYuan } from '#shared/money.ts';
import { reportRows } from './fund-rows.ts';

const KEYS = ['opening', 'income', 'spending', 'transfer', 'balance'] as const;
const amount = (value: Fen | undefined) => (value === undefined ? '' : formatYuan(value));

/** 专项资金表 on paper. */
export function FundReportPaper({ report, unit }: { report: FundReport; unit: string }) {
  return (
    <Paper
      title="工会专项资金收支结余表"
      landscape
      unit={`编制单位：${unit}`}
      period={`${report.year} 年 1 月至${formatMonth(report.to).replace(/^\d+年/, ' ')}`}
      corner="单位：元"
      signatures={['工会主席', '财务负责人', '复核', '制表']}
    >
      <table className="paper-table">
        <thead>
          <tr>
            <th>专项资金</th>
            <th>来源</th>
            <th>年初结转</th>
            <th>本年收入</th>
            <th>本年支出</th>
            <th>划转</th>
            <th>结余</th>
          </tr>
        </thead>
        <tbody>
          {reportRows(report).map((row) => (
            <tr key={row.key}>
              <td style={{ paddingLeft: row.kind === 'spending' ? '16pt' : '4pt' }}>{row.name}</td>
              <td>{row.origin}</td>
              {KEYS.map((key) => (
                <td key={key} className="amount">
                  {amount(row[key])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Paper>
  );
}
