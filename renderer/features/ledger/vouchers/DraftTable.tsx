import { call } from '#renderer/app/client.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { DraftRow } from '#shared/contract/ledger.ts';

const COLUMNS: readonly Column<DraftRow>[] = [
  { key: 'day', title: '日期', width: 110, render: (row) => row.day },
  { key: 'summary', title: '摘要', render: (row) => row.summary },
  { key: 'lines', title: '行数', width: 70, align: 'right', render: (row) => row.lines },
  { key: 'debit', title: '借方', width: 130, align: 'right', render: (row) => <Money value={row.debit} /> },
  { key: 'credit', title: '贷方', width: 130, align: 'right', render: (row) => <Money value={row.credit} /> },
  { key: 'by', title: '制单', width: 90, render: (row) => row.preparedBy },
  {
    key: 'state',
    title: '',
    width: 90,
    render: (row) => (row.debit === row.credit ? '' : <Verdict tone="amber">借贷不平</Verdict>),
  },
];

/** Vouchers that are kept but not posted; one opens for writing on. */
export function DraftTable({ onOpen }: { onOpen: (draft: DraftRow) => void }) {
  const list = useWindow((offset, limit) => call('ledger.listDrafts', { offset, limit }), 'drafts');
  return (
    <DataTable
      label="凭证草稿"
      columns={COLUMNS}
      source={list}
      rowKey={(row) => row.id}
      onOpen={onOpen}
      empty={<EmptyState title="没有草稿">填制凭证时按 Ctrl+S 存下的草稿会在这里，记账以后就不在这里了。</EmptyState>}
    />
  );
}
