import { Paper } from '#renderer/components/Paper.tsx';
import type { Budget } from '#shared/contract/ledger.ts';
import { type Fen, formatYuan } from '#shared/money.ts';
import { type PlanRow, planRows } from './budget-rows.ts';

const amount = (value: Fen) => (value === 0 ? '' : formatYuan(value));

/**
 * 工会经费收支预算表 on paper, in the columns of the form (rules.md 5): 科目(编号, 名称), 上年决算数, 本年预算数, 说明; an adjusted budget
 * shows 年初预算数 and 调整数 too.
 */
export function BudgetPaper({ budget, unit }: { budget: Budget; unit: string }) {
  const { year, adoption, adjustments } = budget;
  const adjusted = adjustments.length > 0;
  const cells = (row: PlanRow) => (adjusted ? [row.original, row.adjustment, row.amount] : [row.amount]);
  const rest = [
    adoption && `本预算按决议「${adoption.resolutionNumber}」于 ${adoption.day} 批准。`,
    ...adjustments.map(
      ({ number, resolutionNumber, day, reason }) =>
        `第 ${number} 次调整：${day}，决议「${resolutionNumber}」，${reason}。`,
    ),
  ];
  return (
    <Paper
      title="工会经费收支预算表"
      unit={`编制单位：${unit}`}
      period={`${year} 年度　编报日期：${adoption?.day ?? '　　年　月　日'}`}
      corner="单位：元"
      signatures={['工会主席', '财务负责人', '复核', '制表']}
      note={rest.filter(Boolean).join('')}
    >
      <table className="paper-table">
        <thead>
          <tr>
            <th colSpan={2}>科目</th>
            <th rowSpan={2}>上年决算数</th>
            {adjusted && <th rowSpan={2}>年初预算数</th>}
            {adjusted && <th rowSpan={2}>调整数</th>}
            <th rowSpan={2}>{adjusted ? '调整后预算数' : '本年预算数'}</th>
            <th rowSpan={2}>说明</th>
          </tr>
          <tr>
            <th>编号</th>
            <th>名称</th>
          </tr>
        </thead>
        <tbody>
          {planRows(budget).map((row) => (
            <tr key={row.key} className={row.kind === 'total' ? 'paper-total' : undefined}>
              <td>{row.code}</td>
              <td style={{ whiteSpace: 'nowrap' }}>{row.name}</td>
              <td className="amount">{amount(row.lastYear)}</td>
              {cells(row).map((value, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the columns of a form are fixed
                <td key={index} className="amount">
                  {row.kind === 'total' ? formatYuan(value) : amount(value)}
                </td>
              ))}
              <td>{row.note}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Paper>
  );
}
