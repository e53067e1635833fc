import { Button } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { dayOf } from '#shared/calendar.ts';
import type { SnapshotBrief } from '#shared/contract/members.ts';
import type { MembersFrame } from '../words.ts';
import { CompareView } from './CompareView.tsx';
import { RowsView } from './RowsView.tsx';
import { TakeDialog } from './TakeDialog.tsx';
import './snapshots.css';

const COLUMNS: readonly Column<SnapshotBrief>[] = [
  { key: 'name', title: '名称', width: 190, render: ({ name }) => name },
  { key: 'day', title: '截至', width: 108, render: ({ day }) => day },
  { key: 'members', title: '会员', width: 76, align: 'right', render: ({ members }) => members },
  { key: 'active', title: '在册', width: 76, align: 'right', render: ({ active }) => active },
  { key: 'kept', title: '保留会籍', width: 86, align: 'right', render: ({ members, active }) => members - active },
  { key: 'note', title: '备注', render: ({ note }) => note },
  { key: 'takenAt', title: '存档日期', width: 108, render: ({ takenAt }) => dayOf(new Date(takenAt)) },
  { key: 'takenBy', title: '经办人', width: 90, render: ({ takenBy }) => takenBy },
];

type View = { kind: 'list' } | { kind: 'rows'; id: string } | { kind: 'compare' };

/** 名册存档: the kept rosters; one of them whole; two of them compared. */
export function SnapshotsTab({ frame }: { frame: MembersFrame }) {
  const { value, error } = useCall('members.listSnapshots', {});
  const [view, setView] = useState<View>({ kind: 'list' });
  const [taking, setTaking] = useState(false);
  const mayKeep = useAllowed('members.takeSnapshot');
  const snapshots = value?.snapshots ?? [];
  const proposal = value?.proposal;
  const back = () => setView({ kind: 'list' });
  const open = view.kind === 'rows' ? snapshots.find(({ id }) => id === view.id) : undefined;
  if (open) return <RowsView frame={frame} snapshot={open} onBack={back} />;
  if (view.kind === 'compare') return <CompareView frame={frame} snapshots={snapshots} onBack={back} />;
  const take = (
    <Button type="primary" onClick={() => setTaking(true)}>
      存一份名册
    </Button>
  );
  return (
    <Page
      {...frame}
      state={value && stateOf(snapshots)}
      action={mayKeep && take}
      extra={snapshots.length > 0 && <Button onClick={() => setView({ kind: 'compare' })}>比较</Button>}
      notice={
        <>
          {frame.notice}
          <Notice tone="red">{error}</Notice>
          {proposal && snapshots.length > 0 && (
            <Notice
              action={
                mayKeep && (
                  <Button size="small" onClick={() => setTaking(true)}>
                    现在存档
                  </Button>
                )
              }
            >
              {proposal.name}已经结束，还没有存名册。
            </Notice>
          )}
        </>
      }
    >
      <DataTable<SnapshotBrief>
        label="名册存档"
        columns={COLUMNS}
        rows={value?.snapshots}
        rowKey={({ id }) => id}
        onOpen={({ id }) => setView({ kind: 'rows', id })}
        empty={
          <EmptyState title="还没有存过名册" action={mayKeep && take}>
            {proposal ? `${proposal.name}已经结束，可以先存这一份；` : ''}
            每半年存一份，以后能看出谁入会、谁离开、谁调动。存下的名册不会再变。
          </EmptyState>
        }
      />
      {taking && <TakeDialog proposal={proposal} onClose={() => setTaking(false)} />}
    </Page>
  );
}

function stateOf(snapshots: readonly SnapshotBrief[]): string {
  const [latest] = snapshots;
  if (!latest) return '没有存档';
  return `存了 ${snapshots.length} 份，最近一份是「${latest.name}」，会员 ${latest.members} 人`;
}
