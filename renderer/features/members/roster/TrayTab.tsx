import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import type { TrayRow } from '#shared/contract/members.ts';
import { maskIdentityCard } from '#shared/mask.ts';
import type { MembersFrame } from '../words.ts';
import { TrayDrawer } from './TrayDrawer.tsx';

const COLUMNS: readonly Column<TrayRow>[] = [
  { key: 'row', title: '行', width: 64, align: 'right', render: (row) => row.row },
  { key: 'message', title: '问题', width: 300, render: (row) => <span title={row.message}>{row.message}</span> },
  { key: 'name', title: '姓名', width: 120, render: (row) => row.values.name },
  { key: 'number', title: '编号', width: 100, render: (row) => row.values.number },
  { key: 'idNumber', title: '身份证号', width: 180, render: (row) => maskIdentityCard(row.values.idNumber ?? '') },
  { key: 'group', title: '工会小组', width: 130, render: (row) => row.values.group },
  { key: 'file', title: '来自', render: (row) => `${row.fileName} ${row.takenAt.slice(0, 10)}` },
];

/** 待处理: rows of rosters that were not taken in, each with its problem. A click opens the row to be mended. */
export function TrayTab({ frame }: { frame: MembersFrame }) {
  const list = useWindow((offset, limit) => call('members.listTray', { offset, limit }), 'tray');
  const [open, setOpen] = useState<TrayRow>();
  /** The row below, so that one goes through the tray without going back to the list. */
  const openNext = (done: TrayRow) => {
    const count = list.total ?? 0;
    const place = Array.from({ length: count }, (_, index) => list.at(index)).findIndex((row) => row?.id === done.id);
    setOpen(list.at(place + 1) ?? (place > 0 ? list.at(place - 1) : undefined));
  };
  return (
    <Page {...frame}>
      <DataTable
        label="待处理的花名册行"
        columns={COLUMNS}
        source={list}
        rowKey={(row) => row.id}
        onOpen={setOpen}
        selectedKey={open?.id}
        empty={<EmptyState title="没有待处理的行">导入花名册时有问题或重复的行会留在这里，改好再收入。</EmptyState>}
      />
      {open && <TrayDrawer key={open.id} row={open} onClose={() => setOpen(undefined)} onDone={() => openNext(open)} />}
    </Page>
  );
}
