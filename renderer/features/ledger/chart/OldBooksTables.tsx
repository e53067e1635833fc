import { useCall } from '#renderer/app/use-call.ts';
import { AccountPicker } from '#renderer/components/AccountPicker.tsx';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { OldBooksAccount, OldBooksVoucher } from '#shared/contract/ledger.ts';
import { MATCH_WORDS, VERDICT_WORDS } from './words.ts';

interface OldAccountsProps {
  accounts: readonly OldBooksAccount[];
  /** Undefined takes a choice back. */
  onChoose: (key: string, accountId: string | undefined) => void;
}

/** Which account of these books each account of the file becomes; open ones first. */
export function OldAccounts({ accounts, onChoose }: OldAccountsProps) {
  const list = useCall('ledger.listAccounts', {});
  const rows = [...accounts].sort((a, b) => Number(a.accountId !== undefined) - Number(b.accountId !== undefined));
  const columns: readonly Column<OldBooksAccount>[] = [
    { key: 'code', title: '文件里的编号', width: 110, render: (row) => row.code },
    { key: 'name', title: '文件里的名称', width: 220, render: (row) => row.name },
    { key: 'rows', title: '行数', width: 60, align: 'right', render: (row) => row.rows },
    {
      key: 'account',
      title: '记到',
      width: 270,
      render: (row) => (
        <AccountPicker
          aria-label={`${row.name} 记到`}
          accounts={list.value ?? []}
          first={row.candidates}
          value={row.accountId}
          onChange={(id) => onChoose(row.key, id)}
        />
      ),
    },
    {
      key: 'match',
      title: '怎么对应的',
      width: 110,
      render: (row) => <Verdict tone={MATCH_WORDS[row.match].tone}>{MATCH_WORDS[row.match].text}</Verdict>,
    },
    { key: 'remark', title: '说明', render: (row) => row.remark },
  ];
  return (
    <DataTable
      label="科目对应"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.key}
      rowTone={(row) => (row.accountId === undefined ? 'amber' : undefined)}
    />
  );
}

/** Every voucher of the file with its verdict. */
export function OldVouchers({ vouchers }: { vouchers: readonly OldBooksVoucher[] }) {
  return (
    <DataTable
      label="旧账凭证"
      columns={VOUCHER_COLUMNS}
      rows={vouchers}
      rowKey={(voucher) => String(voucher.row)}
      rowTone={(voucher) => (voucher.verdict === 'takenBefore' || voucher.verdict === 'closing' ? 'soft' : undefined)}
    />
  );
}

const VOUCHER_COLUMNS: readonly Column<OldBooksVoucher>[] = [
  { key: 'row', title: '行', width: 60, align: 'right', render: (voucher) => voucher.row },
  { key: 'day', title: '日期', width: 104, render: (voucher) => voucher.day ?? '' },
  { key: 'number', title: '原凭证号', width: 100, render: (voucher) => voucher.number },
  { key: 'summary', title: '摘要', render: (voucher) => voucher.summary },
  { key: 'amount', title: '金额', width: 130, align: 'right', render: (voucher) => <Money value={voucher.amount} /> },
  {
    key: 'verdict',
    title: '核对',
    width: 100,
    render: ({ verdict }) => <Verdict tone={VERDICT_WORDS[verdict].tone}>{VERDICT_WORDS[verdict].text}</Verdict>,
  },
  { key: 'message', title: '说明', width: 380, render: (voucher) => voucher.message },
];
