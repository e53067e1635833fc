import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { formatMonth } from '#shared/calendar.ts';
import type { DuesBatchRow } from '#shared/contract/dues.ts';
import { BATCH_KINDS } from '../words.ts';
import { BatchDrawer } from './BatchDrawer.tsx';

const COLUMNS: readonly Column<DuesBatchRow>[] = [
  { key: 'day', title: '日期', width: 110, render: (row) => row.day },
  { key: 'voucher', title: '凭证', width: 150, render: (row) => `${formatMonth(row.month)} ${row.voucherNumber}` },
  { key: 'kind', title: '方式', width: 100, render: (row) => BATCH_KINDS[row.kind] },
  { key: 'from', title: '来源', render: (row) => row.from },
  { key: 'receipts', title: '人数', width: 80, align: 'right', render: (row) => row.receipts },
  { key: 'total', title: '金额', width: 130, align: 'right', render: (row) => <Money value={row.total} /> },
  {
    key: 'state',
    title: '状态',
    width: 190,
    render: ({ takenBack }) =>
      takenBack ? <Verdict tone="red">{`已撤回 ${takenBack.day}`}</Verdict> : <Verdict tone="teal">已入账</Verdict>,
  },
];

/** Receipts as they came together, the newest first; a row opens what was received and how to take it back. */
export function BatchList() {
  const [open, setOpen] = useState<DuesBatchRow>();
  const list = useWindow((offset, limit) => call('dues.listBatches', { offset, limit }), '');
  return (
    <>
      <DataTable
        label="收缴批次"
        columns={COLUMNS}
        source={list}
        rowKey={(row) => row.id}
        onOpen={setOpen}
        selectedKey={open?.id}
        rowTone={(row) => (row.takenBack ? 'soft' : undefined)}
        empty={<EmptyState title="还没有收缴记录">计提之后，导入工资代扣名单，或在收缴明细里逐人登记收款。</EmptyState>}
      />
      {open && <BatchDrawer key={open.id} batch={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}
