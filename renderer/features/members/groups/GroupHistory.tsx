import { type ReactNode, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { Day } from '#shared/calendar.ts';
import type { GroupMove, GroupNode } from '#shared/contract/members.ts';

const WAYS: Readonly<Record<GroupMove['way'], string>> = { in: '调入', out: '调出', within: '内部' };

const COLUMNS: readonly Column<GroupMove>[] = [
  { key: 'day', title: '日期', width: 108, render: ({ day }) => day },
  {
    key: 'way',
    title: '',
    width: 64,
    render: ({ way }) => <Verdict tone={way === 'in' ? 'teal' : 'neutral'}>{WAYS[way]}</Verdict>,
  },
  { key: 'number', title: '编号', width: 84, render: ({ number }) => number },
  { key: 'name', title: '姓名', width: 100, render: ({ name }) => name },
  { key: 'from', title: '原小组', width: 116, render: ({ from }) => from || '未分组' },
  { key: 'to', title: '现小组', width: 116, render: ({ to }) => to || '未分组' },
  { key: 'ground', title: '依据', render: ({ ground }) => ground },
  { key: 'operator', title: '经办人', width: 84, render: ({ operator }) => operator },
];

/** Who came to the group and who went, between two days. */
export function GroupHistory({ group, bar }: { group: GroupNode; bar: ReactNode }) {
  const [from, setFrom] = useState<Day>();
  const [to, setTo] = useState<Day>();
  const asked = { groupId: group.id, ...(from ? { from } : {}), ...(to ? { to } : {}) };
  const list = useWindow(
    (offset, limit) => call('members.listGroupMoves', { ...asked, offset, limit }),
    JSON.stringify(asked),
  );
  return (
    <>
      <div className="groups-bar">
        {bar}
        <span className="grow" />
        <DayInput aria-label="从" placeholder="从哪天" value={from} onChange={setFrom} />
        <DayInput aria-label="到" placeholder="到哪天" value={to} onChange={setTo} />
      </div>
      <DataTable<GroupMove>
        label="调动记录"
        columns={COLUMNS}
        source={list}
        rowKey={({ memberId, sequence }) => `${memberId} ${sequence}`}
        empty={<EmptyState title="没有调动">入会时就在这里的会员不列在调动记录里。</EmptyState>}
      />
    </>
  );
}
