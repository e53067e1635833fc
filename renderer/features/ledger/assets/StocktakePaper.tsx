import { Paper } from '#renderer/components/Paper.tsx';
import { COUNT_RESULT_LABELS, type StocktakeSheet } from '#shared/contract/ledger.ts';
import { formatYuan, sum } from '#shared/money.ts';

/** 固定资产盘点表: blank to be carried round while the stock-take runs, filled once results are there. */
export function StocktakePaper({ sheet, unit }: { sheet: StocktakeSheet; unit: string }) {
  const { lines, found, day, note, counters, finishedDay } = sheet;
  const done = finishedDay === undefined ? '' : `${finishedDay} 完成，${sheet.differences} 处不符。`;
  return (
    <Paper
      title="固定资产盘点表"
      landscape
      unit={`单位：${unit}`}
      period={`盘点日期：${day}`}
      corner="金额单位：元"
      signatures={['盘点人', '监盘人', '资产管理人', '财务负责人', '工会主席']}
      note={`${done}${counters === '' ? '' : `盘点人：${counters}。`}${note}`}
    >
      <table className="paper-table">
        <thead>
          <tr>
            <th>编号</th>
            <th>名称</th>
            <th>规格型号</th>
            <th>账面数量</th>
            <th>原值</th>
            <th>净值</th>
            <th>部门</th>
            <th>使用人</th>
            <th>地点</th>
            <th className="asset-paper-result">盘点结果</th>
            <th className="asset-paper-note">说明</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.cardId}>
              <td>{line.number}</td>
              <td>{line.name}</td>
              <td>{line.model}</td>
              <td className="paper-center">{`${line.quantity}${line.unit}`}</td>
              <td className="amount">{formatYuan(line.original)}</td>
              <td className="amount">{formatYuan(line.net)}</td>
              <td>{line.department}</td>
              <td>{line.keeper}</td>
              <td>{line.place}</td>
              <td>{line.result === undefined ? '' : COUNT_RESULT_LABELS[line.result]}</td>
              <td>{line.note}</td>
            </tr>
          ))}
          <tr>
            <td colSpan={4}>合计 {lines.length} 张卡片</td>
            <td className="amount">{formatYuan(sum(lines.map((line) => line.original)))}</td>
            <td className="amount">{formatYuan(sum(lines.map((line) => line.net)))}</td>
            <td colSpan={5} />
          </tr>
          {found.map((one) => (
            <tr key={one.id}>
              <td>盘盈</td>
              <td>{one.name}</td>
              <td>{one.model}</td>
              <td className="paper-center">{one.quantity}</td>
              <td colSpan={4} />
              <td>{one.place}</td>
              <td>没有卡片</td>
              <td>{one.note}</td>
            </tr>
          ))}
          {finishedDay === undefined &&
            ['1', '2', '3'].map((blank) => (
              <tr key={blank}>
                <td>盘盈</td>
                {[
                  'name',
                  'model',
                  'quantity',
                  'original',
                  'net',
                  'department',
                  'keeper',
                  'place',
                  'result',
                  'note',
                ].map((cell) => (
                  <td key={cell} />
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </Paper>
  );
}
