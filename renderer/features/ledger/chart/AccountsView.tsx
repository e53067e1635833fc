import { Button, Checkbox, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { LedgerAccount } from '#shared/contract/ledger.ts';
import type { LedgerFrame } from '../words.ts';
import { AccountDrawer } from './AccountDrawer.tsx';
import { CLASS_LABELS } from './words.ts';

/** What the drawer shows: an account, or a new one under the account with this id. */
type Open = { account: LedgerAccount } | { under: string | undefined };

/** 科目表: the tree by number, with the names of 2017 and how sure each number is. */
export function AccountsView({ frame, choice }: { frame: LedgerFrame; choice: ReactNode }) {
  const [typed, setTyped] = useState('');
  const [retired, setRetired] = useState(false);
  const [open, setOpen] = useState<Open>();
  const mayEdit = useAllowed('ledger.changeAccount');
  const { value: accounts, error } = useCall('ledger.listAccounts', { retired: true });
  const shown = accounts && found(accounts, typed).filter((account) => retired || !account.retired);
  const opened = open && 'account' in open ? open.account : undefined;
  return (
    <Page
      {...frame}
      state={accounts && stateOf(accounts)}
      filters={
        <>
          {choice}
          <Input
            className="chart-search"
            aria-label="查找科目"
            placeholder="编号、名称、拼音或 2017 年叫法"
            allowClear
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Checkbox checked={retired} onChange={(event) => setRetired(event.target.checked)}>
            显示已停用
          </Checkbox>
        </>
      }
      action={
        mayEdit && (
          <Button type="primary" onClick={() => leave(() => setOpen({ under: opened?.id }))}>
            加明细科目
          </Button>
        )
      }
      notice={
        <>
          <Notice tone="red">{error}</Notice>
          <Notice>标「待核」的编号没有读到制度原文，请按本地上级工会下发的科目表核对；名称和编号都可以改。</Notice>
        </>
      }
    >
      <DataTable
        label="科目表"
        columns={COLUMNS}
        rows={shown}
        rowKey={(row) => row.id}
        rowTone={(row) => (row.retired ? 'soft' : undefined)}
        {...(mayEdit ? { onOpen: (row: LedgerAccount) => setOpen({ account: row }) } : {})}
        selectedKey={opened?.id}
        empty={<EmptyState title="没有这样的科目">换个说法再找，或勾上「显示已停用」。</EmptyState>}
      />
      {open && accounts && (
        <AccountDrawer
          key={'account' in open ? open.account.id : `under ${open.under}`}
          accounts={accounts}
          {...('account' in open ? { account: open.account } : { under: open.under })}
          onAddUnder={(id) => leave(() => setOpen({ under: id }))}
          onClose={() => setOpen(undefined)}
        />
      )}
    </Page>
  );
}

function stateOf(accounts: readonly LedgerAccount[]): string {
  const own = accounts.filter((account) => account.own && !account.retired).length;
  const retired = accounts.filter((account) => account.retired).length;
  const unsure = accounts.filter((account) => !account.retired && account.evidence.includes('待核')).length;
  const parts = [`共 ${accounts.length - retired} 个科目`];
  if (own > 0) parts.push(`自设 ${own} 个`);
  if (retired > 0) parts.push(`停用 ${retired} 个`);
  if (unsure > 0) parts.push(`待核编号 ${unsure} 个`);
  return parts.join('，');
}

/** The accounts that match, with those above and below them, so that each is seen in its place. */
function found(accounts: readonly LedgerAccount[], typed: string): readonly LedgerAccount[] {
  const text = typed.trim().toLowerCase();
  if (text === '') return accounts;
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const lineOf = (account: LedgerAccount | undefined): LedgerAccount[] =>
    account ? [account, ...lineOf(byId.get(account.parentId ?? ''))] : [];
  const matches = (account: LedgerAccount) => account.keywords.includes(text);
  const above = new Set(accounts.filter(matches).flatMap((account) => lineOf(account).map(({ id }) => id)));
  return accounts.filter((account) => above.has(account.id) || lineOf(account).some(matches));
}

const COLUMNS: readonly Column<LedgerAccount>[] = [
  { key: 'code', title: '编号', width: 110, render: (row) => row.code },
  {
    key: 'name',
    title: '名称',
    render: (row) => (
      <span className={`chart-indent-${Math.min(row.level, 3)} ${row.detail ? '' : 'chart-sum'}`}>{row.name}</span>
    ),
  },
  {
    key: 'oldName',
    title: '2017 年叫法',
    width: 170,
    render: (row) => <span className={row.oldName === row.name ? 'chart-quiet' : undefined}>{row.oldName}</span>,
  },
  { key: 'class', title: '类别', width: 70, render: (row) => CLASS_LABELS[row.class] },
  { key: 'side', title: '方向', width: 56, align: 'center', render: (row) => (row.side === 'debit' ? '借' : '贷') },
  {
    key: 'evidence',
    title: '编号依据',
    width: 230,
    render: (row) => <span className="chart-quiet">{row.evidence}</span>,
  },
  { key: 'state', title: '状态', width: 150, render: (row) => <AccountState account={row} /> },
];

function AccountState({ account }: { account: LedgerAccount }) {
  return (
    <>
      {account.retired && <Verdict>已停用</Verdict>}
      {account.own && <Verdict tone="teal">自设</Verdict>}
      {account.fixed && <span className="chart-quiet">程序自动记账</span>}
      {!account.fixed && account.used && <span className="chart-quiet">已有账</span>}
    </>
  );
}
