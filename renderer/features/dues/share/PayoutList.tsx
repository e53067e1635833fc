import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { formatMonth, monthOf } from '#shared/calendar.ts';
import type { SharePayout } from '#shared/contract/dues.ts';
import { formatPeriod } from '#shared/dues-periods.ts';
import { PayoutDrawer } from './PayoutDrawer.tsx';

const COLUMNS: readonly Column<SharePayout>[] = [
  { key: 'day', title: '日期', width: 110, render: (row) => row.day },
  { key: 'branch', title: '分会', render: (row) => row.branch },
  { key: 'months', title: '月份', width: 170, render: formatPeriod },
  { key: 'received', title: '当时已收', width: 120, align: 'right', render: (row) => <Money value={row.received} /> },
  { key: 'percent', title: '比例', width: 70, align: 'right', render: (row) => `${row.percent}%` },
  { key: 'amount', title: '留成', width: 120, align: 'right', render: (row) => <Money value={row.amount} /> },
  {
    key: 'voucher',
    title: '凭证',
    width: 150,
    render: (row) => `${formatMonth(monthOf(row.day))} ${row.voucherNumber}`,
  },
  {
    key: 'state',
    title: '状态',
    width: 160,
    render: ({ takenBack }) =>
      takenBack ? <Verdict tone="red">{`已撤回 ${takenBack.day}`}</Verdict> : <Verdict tone="teal">已付</Verdict>,
  },
];

/** Payouts, the newest first; a row opens one and how to take it back. */
export function PayoutList() {
  const [open, setOpen] = useState<SharePayout>();
  const list = useWindow((offset, limit) => call('dues.listSharePayouts', { offset, limit }), '');
  return (
    <>
      <DataTable
        label="留成支付记录"
        columns={COLUMNS}
        source={list}
        rowKey={(row) => row.id}
        onOpen={setOpen}
        selectedKey={open?.id}
        rowTone={(row) => (row.takenBack ? 'soft' : undefined)}
        empty={<EmptyState title="还没有支付过留成" />}
      />
      {open && <PayoutDrawer key={open.id} payout={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}
