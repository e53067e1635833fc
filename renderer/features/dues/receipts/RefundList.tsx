import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { formatMonth, monthOf } from '#shared/calendar.ts';
import type { RefundRow } from '#shared/contract/dues.ts';
import { BATCH_KINDS } from '../words.ts';
import { RefundDrawer } from './RefundDrawer.tsx';

const COLUMNS: readonly Column<RefundRow>[] = [
  { key: 'day', title: '日期', width: 110, render: (row) => row.day },
  {
    key: 'voucher',
    title: '凭证',
    width: 150,
    render: (row) => `${formatMonth(monthOf(row.day))} ${row.voucherNumber}`,
  },
  { key: 'number', title: '编号', width: 100, render: (row) => row.number },
  { key: 'name', title: '姓名', width: 120, render: (row) => row.name },
  { key: 'method', title: '方式', width: 100, render: (row) => BATCH_KINDS[row.method] },
  { key: 'reason', title: '事由', render: (row) => <span title={row.reason}>{row.reason}</span> },
  { key: 'amount', title: '金额', width: 120, align: 'right', render: (row) => <Money value={row.amount} /> },
  {
    key: 'state',
    title: '状态',
    width: 170,
    render: ({ takenBack }) =>
      takenBack ? <Verdict tone="red">{`已撤回 ${takenBack.day}`}</Verdict> : <Verdict tone="teal">已入账</Verdict>,
  },
];

/** What was given back, the newest first; a row opens it and how to take it back. */
export function RefundList() {
  const [open, setOpen] = useState<RefundRow>();
  const list = useWindow((offset, limit) => call('dues.listRefunds', { offset, limit }), '');
  return (
    <>
      <DataTable
        label="退费"
        columns={COLUMNS}
        source={list}
        rowKey={(row) => row.id}
        onOpen={setOpen}
        selectedKey={open?.id}
        rowTone={(row) => (row.takenBack ? 'soft' : undefined)}
        empty={<EmptyState title="还没有退费">要退的会费先在“预收”里，点开会员，填金额和事由退还。</EmptyState>}
      />
      {open && <RefundDrawer key={open.id} refund={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}
