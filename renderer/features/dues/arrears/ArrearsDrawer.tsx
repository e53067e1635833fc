import { Button } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { TalkDialog } from '#renderer/components/TalkDialog.tsx';
import { formatMonth, type Month } from '#shared/calendar.ts';
import type { ArrearsRow } from '#shared/contract/dues.ts';

interface ArrearsDrawerProps {
  row: ArrearsRow;
  onCollect: (month: Month, member: string) => void;
  onLetter: () => void;
  onClose: () => void;
}

/** One member's debt month by month, and what can be done about it. */
export function ArrearsDrawer({ row, onCollect, onLetter, onClose }: ArrearsDrawerProps) {
  const [talking, setTalking] = useState(false);
  const mayTalk = useAllowed('members.saveTalk');
  const mayWrite = useAllowed('dues.noteLetters');
  return (
    <RecordDrawer
      open
      title={`${row.name} 欠缴会费`}
      onClose={onClose}
      actions={
        <>
          {mayWrite && <Button onClick={onLetter}>打印催缴通知</Button>}
          {mayTalk && <Button onClick={() => setTalking(true)}>登记谈话</Button>}
        </>
      }
    >
      <Notice tone="amber">{row.reminder}</Notice>
      <dl className="dues-facts">
        <dt>编号</dt>
        <dd>{row.number}</dd>
        <dt>联系电话</dt>
        <dd>{row.phoneMasked}</dd>
        <dt>欠缴合计</dt>
        <dd>
          <Money value={row.owed} strong /> 元，{row.months.length} 个月
        </dd>
        {row.inRow > 0 && (
          <>
            <dt>连续未缴</dt>
            <dd>{row.inRow} 个月</dd>
          </>
        )}
      </dl>
      <ul className="dues-month-list">
        {row.months.map((month) => (
          <li key={month}>
            {formatMonth(month)}
            <Button size="small" onClick={() => onCollect(month, row.number || row.name)}>
              去收款
            </Button>
          </li>
        ))}
      </ul>
      {talking && (
        <TalkDialog
          member={{ id: row.memberId, name: row.name }}
          monthsOwed={row.months.length}
          owed={row.owed}
          onClose={() => setTalking(false)}
        />
      )}
    </RecordDrawer>
  );
}
