import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Verdict, type VerdictTone } from '#renderer/components/Verdict.tsx';
import type { StatementRow, StatementVerdict } from '#shared/contract/ledger.ts';
import { amountColumns, Words } from './bank-columns.tsx';

const WORDS: Readonly<Record<StatementVerdict, { label: string; tone: VerdictTone }>> = {
  take: { label: '可导入', tone: 'teal' },
  duplicate: { label: '已导入过', tone: 'neutral' },
  broken: { label: '余额接不上', tone: 'red' },
  problem: { label: '看不懂', tone: 'red' },
  total: { label: '合计行', tone: 'neutral' },
  note: { label: '不是流水', tone: 'neutral' },
};

/** Every row of a bank's file with its verdict, in the order of the file. */
export function StatementRows({ rows }: { rows: readonly StatementRow[] }) {
  return (
    <DataTable
      label="对账单各行"
      columns={COLUMNS}
      rows={rows}
      rowKey={(row) => String(row.row)}
      rowTone={({ verdict }) =>
        verdict === 'broken' || verdict === 'problem' ? 'amber' : verdict === 'take' ? undefined : 'soft'
      }
    />
  );
}

const COLUMNS: readonly Column<StatementRow>[] = [
  { key: 'row', title: '行', width: 56, align: 'right', render: (row) => row.row },
  { key: 'day', title: '日期', width: 104, render: (row) => row.day },
  { key: 'words', title: '摘要', render: (row) => <Words of={row} /> },
  ...amountColumns<StatementRow>(116),
  {
    key: 'balance',
    title: '余额',
    width: 116,
    align: 'right',
    render: (row) => <Money value={row.balance} />,
  },
  {
    key: 'verdict',
    title: '结论',
    width: 100,
    render: ({ verdict }) => <Verdict tone={WORDS[verdict].tone}>{WORDS[verdict].label}</Verdict>,
  },
  { key: 'message', title: '说明', render: ({ message }) => <span title={message}>{message}</span> },
];
