import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { MEMBER_STATUS_NAMES, type MemberRow, type MemberStatus } from '#shared/contract/members.ts';
import { SeveralDialog } from './SeveralDialog.tsx';

const FROM = ['active', 'retained', 'transferred', 'withdrawn', 'lapsed'] as const;

const COLUMNS: readonly Column<MemberRow>[] = [
  { key: 'number', title: '编号', width: 100, render: (row) => row.number },
  { key: 'name', title: '姓名', width: 120, render: (row) => row.name },
  { key: 'birthday', title: '出生日期', width: 120, render: (row) => row.birthday ?? '' },
  { key: 'group', title: '工会小组', render: (row) => row.groupName },
  { key: 'joined', title: '入会时间', width: 120, render: (row) => row.joined },
];

/** Ticks members of one state, over several searches, for one change together. */
export function SeveralView() {
  const [from, setFrom] = useState<MemberStatus>('active');
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ReadonlyMap<string, { id: string; name: string }>>(new Map());
  const [changing, setChanging] = useState(false);
  const list = useWindow(
    (offset, limit) => call('members.list', { search: search.trim(), statuses: [from], offset, limit }),
    JSON.stringify([from, search.trim()]),
  );
  /** A tick is by id; the name is in the rows that are shown, or was kept when it was ticked. */
  const tick = (keys: ReadonlySet<string>) => {
    const rows = Array.from({ length: list.total ?? 0 }, (_, index) => list.at(index));
    const shown = new Map(rows.flatMap((row) => (row && keys.has(row.id) ? [[row.id, row] as const] : [])));
    setChosen(new Map([...[...chosen].filter(([id]) => keys.has(id)), ...shown]));
  };
  return (
    <>
      <div className="page-filters">
        <Select<MemberStatus>
          className="members-filter"
          aria-label="现在的会籍"
          value={from}
          options={FROM.map((value) => ({ value, label: MEMBER_STATUS_NAMES[value] }))}
          onChange={(value) => {
            setFrom(value);
            setChosen(new Map());
          }}
        />
        <Input
          className="members-search"
          type="search"
          allowClear
          placeholder="姓名、编号、拼音、电话"
          aria-label="查找会员"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
        <Button type="primary" disabled={chosen.size === 0} onClick={() => setChanging(true)}>
          {chosen.size === 0 ? '变更所选' : `变更所选 ${chosen.size} 人`}
        </Button>
        <span className="members-hint">
          {chosen.size === 0 ? '勾选一起退休、转出的会员，换一个查找内容再勾也算在内。' : namesOf([...chosen.values()])}
        </span>
      </div>
      <DataTable
        label="批量办理"
        columns={COLUMNS}
        source={list}
        rowKey={(row) => row.id}
        selection={{ keys: new Set(chosen.keys()), onChange: tick }}
        maxHeight={430}
        empty={<EmptyState title="没有符合条件的会员" />}
      />
      {changing && (
        <SeveralDialog
          members={[...chosen.values()]}
          from={from}
          onClose={() => setChanging(false)}
          onDone={() => {
            setChanging(false);
            setChosen(new Map());
          }}
        />
      )}
    </>
  );
}

function namesOf(members: readonly { name: string }[]): string {
  const names = members.slice(0, 6).map(({ name }) => name);
  return members.length > names.length ? `${names.join('、')} 等` : names.join('、');
}
