import { Paper } from '#renderer/components/Paper.tsx';
import { monthNumber } from '#shared/calendar.ts';
import type { DepreciationTable } from '#shared/contract/ledger.ts';
import { type Fen, formatYuan, sum } from '#shared/money.ts';

const amount = (value: Fen | undefined) => (value === undefined || value === 0 ? '' : formatYuan(value));

/** 固定资产折旧计算表 of a year on paper: the attachment of its depreciation vouchers. */
export function DepreciationPaper({ table, unit }: { table: DepreciationTable; unit: string }) {
  const { year, months, rows, totals, runs } = table;
  return (
    <Paper
      title="固定资产折旧计算表"
      landscape
      unit={`编制单位：${unit}`}
      period={`${year} 年`}
      corner="单位：元"
      signatures={['财务负责人', '复核', '制表']}
      note={`凭证：${runs.map((run) => `${run.voucherNumber} ${formatYuan(run.amount)} 元${run.caughtUp > 0 ? `（含补提 ${run.caughtUp} 个月）` : ''}`).join('；')}`}
    >
      <table className="paper-table asset-depreciation-paper">
        <thead>
          <tr>
            <th>编号</th>
            <th>名称</th>
            <th>原值</th>
            {months.map((month) => (
              <th key={month}>{monthNumber(month)}月</th>
            ))}
            <th>全年</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.cardId}>
              <td>{row.number}</td>
              <td>{row.name}</td>
              <td className="amount">{formatYuan(row.original)}</td>
              {months.map((month, index) => (
                <td key={month} className="amount">
                  {amount(row.amounts[index])}
                </td>
              ))}
              <td className="amount">{amount(row.total)}</td>
            </tr>
          ))}
          <tr>
            <td colSpan={2}>合计</td>
            <td className="amount">{formatYuan(sum(rows.map((row) => row.original)))}</td>
            {months.map((month, index) => (
              <td key={month} className="amount">
                {amount(totals[index])}
              </td>
            ))}
            <td className="amount">{formatYuan(sum(totals))}</td>
          </tr>
        </tbody>
      </table>
    </Paper>
  );
}
