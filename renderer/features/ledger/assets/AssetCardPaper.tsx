import { Paper } from '#renderer/components/Paper.tsx';
import { formatMonth } from '#shared/calendar.ts';
import { ASSET_STATUS_LABELS, ASSET_WAY_LABELS, type AssetDetail, DISPOSAL_LABELS } from '#shared/contract/ledger.ts';
import { formatYuan } from '#shared/money.ts';
import { lifeText } from './words.ts';

/** 固定资产卡片 on paper: what it is, where it was, and how it went. */
export function AssetCardPaper({ card, unit }: { card: AssetDetail; unit: string }) {
  const disposal = card.disposals.find(({ live }) => live);
  const taken = card.depreciations.filter(({ live }) => live);
  const last = taken[0];
  return (
    <Paper
      title="固定资产卡片"
      unit={`单位：${unit}`}
      period={`编号：${card.number}`}
      corner="金额单位：元"
      signatures={['资产管理人', '使用人', '财务负责人', '制表']}
    >
      <table className="paper-table asset-card-paper">
        <tbody>
          <Line cells={['名称', card.name, '类别', card.categoryName]} />
          <Line cells={['规格型号', card.model, '数量', `${card.quantity} ${card.unit}`]} />
          <Line cells={['取得方式', ASSET_WAY_LABELS[card.way], '购入日期', card.acquiredDay]} />
          <Line cells={['原值', formatYuan(card.original), '入账凭证', card.voucherNumber ?? '建账前已有']} />
          <Line cells={['使用年限', lifeText(card.usefulMonths), '累计折旧', formatYuan(card.accumulated)]} />
          <Line cells={['净值', formatYuan(card.net), '折旧提至', last ? formatMonth(last.month) : '']} />
          <Line cells={['部门', card.department, '使用人', card.keeper]} />
          <Line cells={['存放地点', card.place, '状态', ASSET_STATUS_LABELS[card.status]]} />
          <Line
            cells={['备注', card.note, '处置', disposal ? `${disposal.day} ${DISPOSAL_LABELS[disposal.kind]}` : '']}
          />
        </tbody>
      </table>
      <table className="paper-table asset-card-paper">
        <thead>
          <tr>
            <th>日期</th>
            <th>部门</th>
            <th>使用人</th>
            <th>地点</th>
            <th>状态</th>
            <th>原因</th>
          </tr>
        </thead>
        <tbody>
          {card.moves.map((move) => (
            <tr key={move.sequence}>
              <td className="paper-center">{move.day}</td>
              <td>{move.department}</td>
              <td>{move.keeper}</td>
              <td>{move.place}</td>
              <td className="paper-center">{ASSET_STATUS_LABELS[move.status]}</td>
              <td>{move.reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Paper>
  );
}

function Line({ cells: [firstLabel, first, secondLabel, second] }: { cells: [string, string, string, string] }) {
  return (
    <tr>
      <th>{firstLabel}</th>
      <td>{first}</td>
      <th>{secondLabel}</th>
      <td>{second}</td>
    </tr>
  );
}
