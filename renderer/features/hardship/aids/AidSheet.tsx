import { Button, Checkbox, Modal } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { Paper } from '#renderer/components/Paper.tsx';
import { PrintButtons } from '#renderer/components/PrintButtons.tsx';
import { AID_KIND_NAMES, HARDSHIP_CATEGORY_NAMES, type AidSheet as Sheet } from '#shared/contract/hardship.ts';
import { formatYuan, plainYuan } from '#shared/money.ts';
import { uppercaseAmount } from '#shared/uppercase-amount.ts';

/** 困难帮扶发放签领表: the sheet that families sign, with the total in figures and in 大写. */
export function AidSheet({ sheet }: { sheet: Sheet }) {
  const { lines, total, unionName, resolution } = sheet;
  return (
    <Paper
      title="困难帮扶发放签领表"
      unit={`单位：${unionName}`}
      period={resolution === '' ? '' : `决议：${resolution}`}
      corner="单位：元"
      landscape
      signatures={['经办', '审核', '工会主席']}
      note={`共 ${lines.length} 笔，合计 ${formatYuan(total)} 元（人民币 ${uppercaseAmount(total)}）。由他人代领的，代领人签本人姓名并写明与本人关系。`}
    >
      <table className="paper-table aid-sheet">
        <thead>
          <tr>
            <th>序号</th>
            <th>档案号</th>
            <th>姓名</th>
            <th>部门</th>
            <th>类别</th>
            <th>帮扶项目</th>
            <th>金额</th>
            <th className="aid-sheet-sign">签名</th>
            <th className="aid-sheet-day">日期</th>
            <th className="aid-sheet-relation">代领人及关系</th>
            <th>凭证</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line, index) => (
            <tr key={line.id}>
              <td className="paper-center">{index + 1}</td>
              <td>{line.fileNumber}</td>
              <td>{line.name}</td>
              <td>{line.groupName}</td>
              <td>{HARDSHIP_CATEGORY_NAMES[line.category]}</td>
              <td>
                {line.recipient === '' ? AID_KIND_NAMES[line.kind] : `${AID_KIND_NAMES[line.kind]} ${line.recipient}`}
              </td>
              <td className="amount">{plainYuan(line.amount)}</td>
              <td>{line.signedRelation === '' ? line.signedBy : ''}</td>
              <td className="paper-center">{line.signedDay}</td>
              <td>{line.signedRelation === '' ? '' : `${line.signedBy} ${line.signedRelation}`}</td>
              <td>{`${line.day.slice(0, 7)} ${line.voucherNumber}`}</td>
            </tr>
          ))}
          <tr>
            <td />
            <td colSpan={5}>合计 {lines.length} 笔</td>
            <td className="amount">{formatYuan(total)}</td>
            <td colSpan={4} />
          </tr>
        </tbody>
      </table>
    </Paper>
  );
}

/** Shows the sheet of chosen aids as it will be printed; names can be masked for a copy that hangs out. */
export function AidSheetDialog({ ids, onClose }: { ids: readonly string[]; onClose: () => void }) {
  const [masked, setMasked] = useState(false);
  // the engine masks for everybody else, whatever is asked
  const mayName = useAllowed('hardship.open');
  const { value: sheet, error } = useCall('hardship.readAidSheet', { ids: [...ids], masked });
  const name = `困难帮扶发放签领表-${sheet?.lines[0]?.day ?? ''}`;
  return (
    <Modal
      open
      title="困难帮扶发放签领表"
      width={1240}
      style={{ top: 24 }}
      onCancel={onClose}
      footer={
        <div className="drawer-footer">
          <div className="drawer-actions">
            {mayName ? (
              <Checkbox checked={masked} onChange={(event) => setMasked(event.target.checked)}>
                遮住姓名
              </Checkbox>
            ) : (
              <span>姓名已遮住</span>
            )}
          </div>
          <Button onClick={onClose}>关闭</Button>
          <PrintButtons
            name={name}
            landscape
            disabled={sheet === undefined}
            paper={sheet && <AidSheet sheet={sheet} />}
          />
        </div>
      }
    >
      <Notice tone="red">{error}</Notice>
      <div className="paper-desk">{sheet && <AidSheet sheet={sheet} />}</div>
    </Modal>
  );
}
