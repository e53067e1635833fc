import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { dayOf } from '#shared/calendar.ts';
import type { HardshipRecord } from '#shared/contract/hardship.ts';
import { formatYuan, sum } from '#shared/money.ts';
import { AidDialog } from './AidDialog.tsx';
import { WayOut } from './AidDoorDialog.tsx';
import { AidSheetDialog } from './AidSheet.tsx';
import { AidTable } from './AidTable.tsx';
import { Measures } from './Measures.tsx';

interface AidViewProps {
  file: HardshipRecord;
  /** Something was given: the file with its aids as they are now. */
  onChanged?: (file: HardshipRecord) => void;
  /** The file itself has changes that are not saved. */
  unsaved?: boolean;
}

/** What a family was given, with and without money, and the forms to give more. */
export function AidView({ file, onChanged, unsaved = false }: AidViewProps) {
  const [paying, setPaying] = useState(false);
  const [printing, setPrinting] = useState(false);
  const mayPay = useAllowed('hardship.payAid');
  const aids = useCall('hardship.listAidsOfFile', { fileId: file.id });
  const door = useCall(
    'hardship.checkRecipient',
    mayPay ? { memberId: file.memberId, day: dayOf(new Date()) } : undefined,
  ).value;
  const onPaid = async () => onChanged?.({ ...file, aids: await call('hardship.listAidsOfFile', { fileId: file.id }) });
  const standing = (aids.value ?? []).filter((aid) => !aid.reversed);
  return (
    <>
      <div className="hardship-aids-head">
        <span>
          共 {standing.length} 笔，{formatYuan(sum(standing.map((aid) => aid.amount)))} 元
        </span>
        <span className="aid-buttons">
          {standing.length > 0 && <Button onClick={() => setPrinting(true)}>签领表</Button>}
          {mayPay && (
            <Button
              type="primary"
              disabled={unsaved || door === undefined || door.obstacle !== undefined}
              onClick={() => setPaying(true)}
            >
              发放帮扶
            </Button>
          )}
        </span>
      </div>
      <Notice tone="amber">{mayPay && unsaved ? '档案有改动还没有保存，请先保存再发放。' : undefined}</Notice>
      {mayPay && !unsaved && door?.obstacle && <Obstacle door={door} />}
      <Notice tone="red">{aids.error}</Notice>
      <AidTable
        rows={aids.value}
        maxHeight={320}
        empty={<EmptyState title="还没有帮扶记录">档案齐全、有集体决议，就可以在这里发放。</EmptyState>}
      />
      <Measures fileId={file.id} />
      {paying && (
        <AidDialog
          memberId={file.memberId}
          memberName={file.memberName}
          resolutionId={file.resolutionId}
          onClose={() => setPaying(false)}
          onPaid={onPaid}
        />
      )}
      {printing && <AidSheetDialog ids={standing.map(({ id }) => id)} onClose={() => setPrinting(false)} />}
    </>
  );
}

/** Within the open file its own page is no way out: only the sentence is said then. */
function Obstacle({ door }: { door: Parameters<typeof WayOut>[0]['door'] }) {
  if (door.obstacle?.wayOut === 'procedure') return <WayOut door={door} />;
  return <Notice tone="amber">{door.obstacle?.sentence}</Notice>;
}
