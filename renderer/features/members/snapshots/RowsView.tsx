import { Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useExport } from '#renderer/components/use-export.ts';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { MEMBER_STATUS_NAMES, SEX_NAMES, type SnapshotBrief, type SnapshotRow } from '#shared/contract/members.ts';
import { type MembersFrame, STATUS_TONES } from '../words.ts';

const COLUMNS: readonly Column<SnapshotRow>[] = [
  { key: 'number', title: '编号', width: 84, render: ({ number }) => number },
  { key: 'name', title: '姓名', width: 100, render: ({ name }) => name },
  { key: 'sex', title: '性别', width: 54, render: ({ sex }) => sex && SEX_NAMES[sex] },
  { key: 'birthday', title: '出生日期', width: 108, render: ({ birthday }) => birthday },
  { key: 'idNumber', title: '身份证号', width: 176, render: ({ idNumberMasked }) => idNumberMasked },
  { key: 'political', title: '政治面貌', width: 96, render: ({ political }) => political },
  { key: 'education', title: '学历', width: 108, render: ({ education }) => education },
  { key: 'group', title: '分会、小组', render: ({ groupPath }) => groupPath || '未分组' },
  { key: 'joined', title: '入会时间', width: 108, render: ({ joined }) => joined },
  {
    key: 'status',
    title: '会籍',
    width: 100,
    render: ({ status }) => <Verdict tone={STATUS_TONES[status]}>{MEMBER_STATUS_NAMES[status]}</Verdict>,
  },
];

interface RowsViewProps {
  frame: MembersFrame;
  snapshot: SnapshotBrief;
  onBack: () => void;
}

/** One kept roster, line by line. */
export function RowsView({ frame, snapshot, onBack }: RowsViewProps) {
  const { id, name, day, members, active, note } = snapshot;
  const [search, setSearch] = useState('');
  const list = useWindow(
    (offset, limit) => call('members.listSnapshotRows', { id, search, offset, limit }),
    JSON.stringify([id, search]),
  );
  const mayKeep = useAllowed('members.exportSnapshot');
  const save = useExport((folder) => call('members.exportSnapshot', { id, folder }));
  const state = [`${name}，截至 ${day}`, `会员 ${members} 人，在册 ${active} 人`, note].filter(Boolean).join('；');
  return (
    <Page
      {...frame}
      state={state}
      extra={<Button onClick={onBack}>返回存档列表</Button>}
      action={
        mayKeep && (
          <Button type="primary" loading={save.busy} onClick={save.run}>
            存为 Excel
          </Button>
        )
      }
      filters={
        <Input
          className="snapshots-search"
          type="search"
          aria-label="找会员"
          placeholder="姓名或编号"
          allowClear
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      }
    >
      <DataTable<SnapshotRow>
        label={name}
        columns={COLUMNS}
        source={list}
        rowKey={({ memberId }) => memberId}
        empty={<EmptyState title="没有找到">这份名册里没有这个姓名或编号。</EmptyState>}
      />
    </Page>
  );
}
