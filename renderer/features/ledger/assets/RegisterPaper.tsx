import { Paper } from '#renderer/components/Paper.tsx';
import type { Day } from '#shared/calendar.ts';
import { ASSET_STATUS_LABELS, type AssetList } from '#shared/contract/ledger.ts';
import { formatYuan } from '#shared/money.ts';

/** 固定资产台账 on paper. */
export function RegisterPaper({ list, unit, day }: { list: AssetList; unit: string; day: Day }) {
  const { rows, totals } = list;
  return (
    <Paper
      title="固定资产台账"
      landscape
      unit={`编制单位：${unit}`}
      period={day}
      corner="单位：元"
      signatures={['工会主席', '财务负责人', '资产管理人', '制表']}
    >
      <table className="paper-table">
        <thead>
          <tr>
            <th>编号</th>
            <th>名称</th>
            <th>类别</th>
            <th>规格型号</th>
            <th>数量</th>
            <th>购入日</th>
            <th>原值</th>
            <th>累计折旧</th>
            <th>净值</th>
            <th>部门</th>
            <th>使用人</th>
            <th>地点</th>
            <th>状态</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <td>{row.number}</td>
              <td>{row.name}</td>
              <td>{row.categoryName}</td>
              <td>{row.model}</td>
              <td className="paper-center">{`${row.quantity}${row.unit}`}</td>
              <td className="paper-center">{row.acquiredDay}</td>
              <td className="amount">{formatYuan(row.original)}</td>
              <td className="amount">{formatYuan(row.accumulated)}</td>
              <td className="amount">{formatYuan(row.net)}</td>
              <td>{row.department}</td>
              <td>{row.keeper}</td>
              <td>{row.place}</td>
              <td className="paper-center">{ASSET_STATUS_LABELS[row.status]}</td>
            </tr>
          ))}
          <tr>
            <td colSpan={6}>合计 {totals.cards} 张卡片</td>
            <td className="amount">{formatYuan(totals.original)}</td>
            <td className="amount">{formatYuan(totals.accumulated)}</td>
            <td className="amount">{formatYuan(totals.net)}</td>
            <td colSpan={4} />
          </tr>
        </tbody>
      </table>
    </Paper>
  );
}
