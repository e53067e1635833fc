import { useState } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Paper } from '#renderer/components/Paper.tsx';
import { PaperDialog } from '#renderer/components/PaperDialog.tsx';
import { type Day, dayOf } from '#shared/calendar.ts';
import type { StockLot } from '#shared/contract/visits.ts';
import { formatYuan, plainYuan, sum } from '#shared/money.ts';

/** 盘点表 of a day, to be carried along when the goods are counted. */
export function StockSheetDialog({ onClose }: { onClose: () => void }) {
  const [day, setDay] = useState<Day>(() => dayOf(new Date()));
  const sheet = useCall('visits.readStockSheet', { day });
  return (
    <PaperDialog
      open
      name={`慰问品盘点表-${day}`}
      paper={
        <>
          <Notice tone="red">{sheet.error}</Notice>
          {sheet.value && <StockSheet day={day} unionName={sheet.value.unionName} lots={sheet.value.lots} />}
        </>
      }
      options={
        <DayInput
          aria-label="盘点日期"
          value={day}
          onChange={(next) => {
            if (next !== undefined) setDay(next);
          }}
        />
      }
      onClose={onClose}
    />
  );
}

export function StockSheet({ day, unionName, lots }: { day: Day; unionName: string; lots: readonly StockLot[] }) {
  return (
    <Paper
      title="慰问品库存盘点表"
      unit={`单位：${unionName}`}
      period={day}
      corner="单位：元"
      signatures={['盘点人', '监盘人', '审核', '主席']}
      note={`账面 ${lots.length} 批，合计 ${formatYuan(sum(lots.map((lot) => lot.worth)))} 元。差异写明原因，经批准后登记。`}
    >
      <table className="paper-table stock-sheet">
        <thead>
          <tr>
            <th>序号</th>
            <th>品名</th>
            <th>单位</th>
            <th>入库日期</th>
            <th>单价</th>
            <th>账面数</th>
            <th>账面金额</th>
            <th className="stock-space">实盘数</th>
            <th className="stock-space">差异</th>
            <th className="stock-space">原因</th>
          </tr>
        </thead>
        <tbody>
          {lots.map((lot, index) => (
            <tr key={lot.id}>
              <td className="paper-center">{index + 1}</td>
              <td>{lot.name}</td>
              <td className="paper-center">{lot.unit}</td>
              <td className="paper-center">{lot.day}</td>
              <td className="amount">{plainYuan(lot.unitPrice)}</td>
              <td className="amount">{lot.onHand}</td>
              <td className="amount">{plainYuan(lot.worth)}</td>
              <td />
              <td />
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </Paper>
  );
}
