import { Button } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { HARDSHIP_STATUS_NAMES, type HardshipRecord } from '#shared/contract/hardship.ts';
import { formatYuan, sum } from '#shared/money.ts';
import { AidDialog } from './AidDialog.tsx';
import { AidTable } from './AidTable.tsx';

/** What a family was given, and the form to give more. @param unsaved the file itself has changes that are not saved */
export function AidView({ record, unsaved }: { record: HardshipRecord; unsaved: boolean }) {
  const [paying, setPaying] = useState(false);
  const mayPay = useAllowed('hardship.payAid');
  const standing = record.aids.filter((aid) => !aid.reversed);
  const obstacle = obstacleOf(record, unsaved);
  return (
    <>
      <div className="hardship-aids-head">
        <span>
          共 {standing.length} 笔，{formatYuan(sum(standing.map((aid) => aid.amount)))} 元
        </span>
        {mayPay && (
          <Button type="primary" disabled={obstacle !== undefined} onClick={() => setPaying(true)}>
            发放帮扶
          </Button>
        )}
      </div>
      <Notice tone="amber">{mayPay ? obstacle : undefined}</Notice>
      <AidTable
        rows={record.aids}
        maxHeight={320}
        empty={<EmptyState title="还没有帮扶记录">档案齐全、有集体决议，就可以在这里发放。</EmptyState>}
      />
      {record.changes.length > 0 && (
        <>
          <h2>状态变更</h2>
          <ul className="hardship-changes">
            {record.changes.map((change) => (
              <li key={`${change.day} ${change.from} ${change.to}`}>
                {change.day} {HARDSHIP_STATUS_NAMES[change.from]} → {HARDSHIP_STATUS_NAMES[change.to]}:{change.ground}(
                {change.operator})
              </li>
            ))}
          </ul>
        </>
      )}
      {paying && <AidDialog record={record} onClose={() => setPaying(false)} />}
    </>
  );
}

/** Why nothing can be paid now (先建档、后帮扶), as a sentence. */
function obstacleOf(record: HardshipRecord, unsaved: boolean): string | undefined {
  if (unsaved) return '档案有改动还没有保存，请先保存再发放。';
  if (record.status !== 'open') return `档案现在是「${HARDSHIP_STATUS_NAMES[record.status]}」，恢复在档后才能发放。`;
  if (record.category === 'none') return '还没有认定困难类别，认定后才能发放。';
  if (record.consentDay === undefined) return '还没有登记告知同意书的签署日期，补上后才能发放。';
  return undefined;
}
