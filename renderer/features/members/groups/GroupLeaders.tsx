import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { type GroupLeader, type GroupNode, MEMBER_STATUS_NAMES } from '#shared/contract/members.ts';
import { STATUS_TONES } from '../words.ts';
import { mayLead } from './group-words.ts';
import { EndLeaderDialog, LeaderDialog } from './LeaderDialogs.tsx';

const COLUMNS: readonly Column<GroupLeader>[] = [
  { key: 'office', title: '职务', width: 110, render: ({ office }) => office },
  { key: 'name', title: '姓名', width: 110, render: ({ name }) => name },
  { key: 'number', title: '编号', width: 84, render: ({ number }) => number },
  { key: 'from', title: '任职日期', width: 108, render: ({ from }) => from },
  { key: 'to', title: '卸任日期', width: 108, render: ({ to }) => to ?? '' },
  {
    key: 'status',
    title: '会籍',
    render: ({ status, to }) => (
      <Verdict tone={to === undefined && !mayLead(status) ? 'amber' : STATUS_TONES[status]}>
        {MEMBER_STATUS_NAMES[status]}
      </Verdict>
    ),
  },
];

/** Who has an office in a group, and who had one. */
export function GroupLeaders({ group, bar }: { group: GroupNode; bar: ReactNode }) {
  const { value: leaders, error } = useCall('members.listGroupLeaders', { groupId: group.id });
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<GroupLeader>();
  const mayKeep = useAllowed('members.setLeader') && group.closedDay === undefined;
  const columns: readonly Column<GroupLeader>[] = [
    ...COLUMNS,
    {
      key: 'end',
      title: '',
      width: 84,
      render: (leader) =>
        mayKeep &&
        leader.to === undefined && (
          <Button size="small" onClick={() => setEnding(leader)}>
            卸任
          </Button>
        ),
    },
  ];
  return (
    <>
      <div className="groups-bar">
        {bar}
        <span className="grow" />
        {mayKeep && <Button onClick={() => setAdding(true)}>登记任职</Button>}
      </div>
      <Notice tone="red">{error}</Notice>
      <DataTable<GroupLeader>
        label="任职"
        columns={columns}
        rows={leaders}
        rowKey={({ id }) => id}
        rowTone={({ to, status }) => (to !== undefined ? 'soft' : mayLead(status) ? undefined : 'amber')}
        empty={<EmptyState title="还没有登记过负责人">按「登记任职」选人，写上职务和任职日期。</EmptyState>}
      />
      {adding && <LeaderDialog group={group} onClose={() => setAdding(false)} />}
      {ending && <EndLeaderDialog leader={ending} onClose={() => setEnding(undefined)} />}
    </>
  );
}
