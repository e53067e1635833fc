import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { WaiverRow } from '#shared/contract/dues.ts';
import { WaiverDrawer } from './WaiverDrawer.tsx';
import { stretchText } from './words.ts';

const STATES = ['standing', 'revoked'] as const;

/** The waivers, the newest first; a row opens what it rests on and how to revoke it. */
export function WaiverList({ search, state }: { search: string; state: string | undefined }) {
  const [open, setOpen] = useState<string>();
  const only = STATES.find((one) => one === state);
  const asked = { search, ...(only ? { state: only } : {}) };
  const list = useWindow(
    (offset, limit) => call('dues.listWaivers', { ...asked, offset, limit }),
    JSON.stringify(asked),
  );
  const sums = list.reply;
  const columns: Column<WaiverRow>[] = [
    { key: 'day', title: '登记日期', width: 104, render: (row) => row.day, ...(sums && { sum: `${sums.total} 项` }) },
    { key: 'number', title: '编号', width: 90, render: (row) => row.number },
    { key: 'name', title: '姓名', width: 100, render: (row) => row.name },
    { key: 'months', title: '减免月份', width: 210, render: (row) => stretchText(row.fromMonth, row.toMonth) },
    { key: 'reason', title: '原因', render: (row) => row.reason },
    { key: 'decision', title: '决定', render: (row) => row.decision },
    {
      key: 'waived',
      title: '已减免',
      width: 110,
      align: 'right',
      render: (row) => <Money value={row.waived} />,
      ...(sums && { sum: <Money value={sums.waived} /> }),
    },
    {
      key: 'state',
      title: '状态',
      width: 150,
      render: ({ revoked, owed }) =>
        revoked ? (
          <Verdict>{`已撤销 ${revoked.day}`}</Verdict>
        ) : owed > 0 ? (
          <Verdict tone="amber">范围内仍有欠费</Verdict>
        ) : (
          <Verdict tone="teal">有效</Verdict>
        ),
    },
  ];
  const shown = open === undefined ? undefined : rowOf(list, open);
  return (
    <>
      <DataTable
        label="会费减免"
        columns={columns}
        source={list}
        rowKey={(row) => row.id}
        onOpen={(row) => setOpen(row.id)}
        selectedKey={open}
        rowTone={(row) => (row.revoked ? 'soft' : undefined)}
        empty={
          search === '' && state === undefined ? (
            <EmptyState title="还没有会费减免">
              经工会研究同意减免会费的，在这里登记原因和决定，应收随之减去。
            </EmptyState>
          ) : (
            <EmptyState title="没有符合条件的减免" />
          )
        }
      />
      {shown && <WaiverDrawer key={shown.id} waiver={shown} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function rowOf(list: { total: number | undefined; at: (index: number) => WaiverRow | undefined }, id: string) {
  for (let index = 0; index < (list.total ?? 0); index += 1) {
    const row = list.at(index);
    if (row?.id === id) return row;
  }
  return undefined;
}
