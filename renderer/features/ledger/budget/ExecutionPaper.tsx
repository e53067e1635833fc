import { Paper } from '#renderer/components/Paper.tsx';
import { formatMonth } from '#shared/calendar.ts';
import type { BudgetExecution, ExecutionRow } from '#shared/contract/ledger.ts';
import { type Fen, formatYuan } from '#shared/money.ts';

const amount = (value: Fen | undefined) => (value === undefined || value === 0 ? '' : formatYuan(value));

/** 预算执行表 on paper. */
export function ExecutionPaper({ execution, unit }: { execution: BudgetExecution; unit: string }) {
  const { year, to, rows, adoption } = execution;
  const adjusted = rows.some((row) => row.adjustment !== 0);
  const amounts = (row: ExecutionRow): { key: string; value: Fen | undefined }[] => [
    { key: 'lastYear', value: row.lastYear },
    ...(adjusted
      ? [
          { key: 'original', value: row.original },
          { key: 'adjustment', value: row.adjustment },
        ]
      : []),
    { key: 'adjusted', value: row.adjusted },
    { key: 'actual', value: row.actual },
  ];
  return (
    <Paper
      title="工会经费预算执行表"
      landscape
      unit={`编制单位：${unit}`}
      period={`${year} 年 1 月至${formatMonth(to).replace(/^\d+年/, ' ')}`}
      corner="单位：元"
      signatures={['工会主席', '财务负责人', '复核', '制表']}
      note={adoption ? `预算按决议「${adoption.resolutionNumber}」于 ${adoption.day} 批准。` : '预算还没有批准。'}
    >
      <table className="paper-table">
        <thead>
          <tr>
            <th>编号</th>
            <th>科目</th>
            <th>上年决算数</th>
            {adjusted && <th>年初预算数</th>}
            {adjusted && <th>调整数</th>}
            <th>{adjusted ? '调整后预算数' : '本年预算数'}</th>
            <th>执行数</th>
            <th>完成%</th>
            <th>未执行数</th>
            <th>说明</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.key}>
              <td>{row.code}</td>
              <td style={{ paddingLeft: `${row.level * 6}pt`, whiteSpace: 'nowrap' }}>{row.name}</td>
              {amounts(row).map(({ key, value }) => (
                <td key={key} className="amount">
                  {amount(value)}
                </td>
              ))}
              <td className="amount">{row.percent === undefined ? '' : row.percent.toFixed(1)}</td>
              <td className="amount">{amount(row.left)}</td>
              <td>{row.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Paper>
  );
}
