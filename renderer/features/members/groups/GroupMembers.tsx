import { Button, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { useTellProblem } from '#renderer/components/use-tell.ts';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { type GroupMemberRow, MEMBER_STATUS_NAMES } from '#shared/contract/members.ts';
import { STATUS_TONES } from '../words.ts';
import { MEMBER_VIEW_NAMES, MEMBER_VIEWS, type MemberView, type TreeLine, VIEW_STATUSES } from './group-words.ts';
import { MoveDialog } from './MoveDialog.tsx';

const COLUMNS: readonly Column<GroupMemberRow>[] = [
  { key: 'number', title: '编号', width: 84, render: ({ number }) => number },
  { key: 'name', title: '姓名', width: 110, render: ({ name }) => name },
  { key: 'group', title: '工会小组', render: ({ groupName }) => groupName },
  {
    key: 'status',
    title: '会籍',
    width: 110,
    render: ({ status }) => <Verdict tone={STATUS_TONES[status]}>{MEMBER_STATUS_NAMES[status]}</Verdict>,
  },
  { key: 'since', title: '调入日期', width: 108, render: ({ since }) => since ?? '' },
];

interface GroupMembersProps {
  line: TreeLine;
  /** The switch between members, offices and history. */
  bar: ReactNode;
  selected: string | undefined;
  onOpen?: (id: string) => void;
}

/** The members of a group and of those below it; Space ticks, 调到… moves all who are ticked. */
export function GroupMembers({ line, bar, selected, onOpen }: GroupMembersProps) {
  const [search, setSearch] = useState('');
  const [view, setView] = useState<MemberView>(line.group?.closedDay === undefined ? 'here' : 'all');
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [moving, setMoving] = useState(false);
  const mayMove = useAllowed('members.moveMembers');
  const filter = { groupId: line.id, search, statuses: VIEW_STATUSES[view] };
  const list = useWindow(
    (offset, limit) => call('members.listGroupMembers', { ...filter, offset, limit }),
    JSON.stringify(filter),
  );
  const tickAll = useAction(async () => {
    setTicked(new Set(await call('members.listGroupMemberIds', filter)));
  });
  useTellProblem(tickAll.problem);
  const total = list.total ?? 0;
  return (
    <>
      <div className="groups-bar">
        {bar}
        <Input
          className="groups-search"
          type="search"
          aria-label="找组员"
          placeholder="姓名、拼音或编号"
          allowClear
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Select<MemberView>
          className="groups-status"
          aria-label="会籍范围"
          value={view}
          options={MEMBER_VIEWS.map((value) => ({ value, label: MEMBER_VIEW_NAMES[value] }))}
          onChange={setView}
        />
        <span className="grow" />
        {mayMove && total > 0 && (
          <>
            {ticked.size > 0 && <span>已选 {ticked.size} 人</span>}
            {ticked.size < total ? (
              <Button loading={tickAll.busy} onClick={() => void tickAll.run()}>
                全选 {total} 人
              </Button>
            ) : (
              <Button onClick={() => setTicked(new Set())}>取消选择</Button>
            )}
            <Button type="primary" ghost disabled={ticked.size === 0} onClick={() => setMoving(true)}>
              调到…
            </Button>
          </>
        )}
      </div>
      <DataTable<GroupMemberRow>
        label="组员"
        columns={COLUMNS}
        source={list}
        rowKey={({ id }) => id}
        selectedKey={selected}
        {...(onOpen ? { onOpen: ({ id }: GroupMemberRow) => onOpen(id) } : {})}
        {...(mayMove ? { selection: { keys: ticked, onChange: setTicked } } : {})}
        rowTone={({ status }) => (VIEW_STATUSES.here.includes(status) ? undefined : 'soft')}
        empty={
          <EmptyState title={search === '' ? '这里还没有会员' : '没有找到'}>
            {search === '' ? '到别的小组或「未分组」里选人，再按「调到…」。' : '可换拼音首字母或编号再找。'}
          </EmptyState>
        }
      />
      {moving && (
        <MoveDialog
          ids={[...ticked]}
          from={line.id}
          onClose={() => setMoving(false)}
          onDone={() => {
            setMoving(false);
            setTicked(new Set());
          }}
        />
      )}
    </>
  );
}
