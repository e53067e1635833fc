import type { Column } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import type { RowTone } from '#renderer/components/TableRow.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { VoucherRow } from '#shared/contract/ledger.ts';
import { SOURCE_LABELS } from '#shared/contract/ledger.ts';

export const VOUCHER_COLUMNS: readonly Column<VoucherRow>[] = [
  { key: 'day', title: '日期', width: 110, render: (row) => row.day },
  { key: 'number', title: '凭证号', width: 84, render: (row) => row.number },
  { key: 'summary', title: '摘要', render: (row) => row.summary },
  { key: 'accounts', title: '科目', render: (row) => row.accounts },
  { key: 'amount', title: '金额', width: 130, align: 'right', render: (row) => <Money value={row.amount} /> },
  { key: 'attachments', title: '附件', width: 60, align: 'right', render: (row) => row.attachmentCount },
  { key: 'source', title: '来源', width: 100, render: (row) => SOURCE_LABELS[row.source] },
  {
    key: 'state',
    title: '',
    width: 84,
    render: (row) => {
      if (row.reversedBy !== undefined) return <Verdict>已冲销</Verdict>;
      return row.reviewedBy !== undefined && <Verdict tone="teal">已审核</Verdict>;
    },
  },
];

/** 红字 in red, what was reversed in grey. */
export function toneOf(row: VoucherRow): RowTone | undefined {
  if (row.source === 'reversal') return 'red';
  return row.reversedBy === undefined ? undefined : 'soft';
}
