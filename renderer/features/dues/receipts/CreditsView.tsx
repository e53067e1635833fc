import { Button, Input } from 'antd';
import { type ReactNode, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { useWindow } from '#renderer/components/use-window.ts';
import type { CreditRow } from '#shared/contract/dues.ts';
import { MEMBER_STATUS_NAMES } from '#shared/contract/members.ts';
import { formatYuan } from '#shared/money.ts';
import type { DuesFrame } from '../words.ts';
import { CreditDrawer } from './CreditDrawer.tsx';
import { ReleaseDrawer } from './ReleaseDrawer.tsx';

const COLUMNS: readonly Column<CreditRow>[] = [
  { key: 'number', title: '编号', width: 100, render: (row) => row.number },
  { key: 'name', title: '姓名', width: 120, render: (row) => row.name },
  { key: 'group', title: '工会小组', render: (row) => row.groupName },
  { key: 'status', title: '会籍', width: 110, render: (row) => MEMBER_STATUS_NAMES[row.status] },
  { key: 'since', title: '最早收款', width: 120, render: (row) => row.since },
  { key: 'owed', title: '欠缴', width: 120, align: 'right', render: (row) => <Money value={row.owed} blankZero /> },
  { key: 'credit', title: '预收', width: 130, align: 'right', render: (row) => <Money value={row.credit} /> },
];

/** 预收: who has paid in advance; what it pays, and how it goes back. */
export function CreditsView({ frame, views, action }: { frame: DuesFrame; views: ReactNode; action: ReactNode }) {
  const tell = useTell();
  const confirm = useConfirm();
  const mayKeep = useAllowed('dues.applyCredit');
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<CreditRow>();
  const [releasing, setReleasing] = useState(false);
  const list = useWindow((offset, limit) => call('dues.listCredits', { search, offset, limit }), search);
  const apply = useAction(async () => {
    const { members, amount } = await call('dues.applyCredit', {});
    tell.done(`已用预收抵 ${members} 人的会费 ${formatYuan(amount)} 元`);
  });
  const ask = async () => {
    const sure = await confirm({
      title: '用预收抵欠缴的会费？',
      content: '有预收又有欠缴的会员，从最早的欠费抵起。预收在收到时已记收入，抵扣不再记凭证。',
      confirmText: '抵扣',
    });
    if (sure) await apply.run();
  };
  const reply = list.reply;
  return (
    <Page
      {...frame}
      state={reply && (reply.total === 0 ? '没有预收' : `${reply.total} 人预收 ${formatYuan(reply.credit)} 元`)}
      extra={
        mayKeep && (
          <>
            <Button onClick={() => leave(() => setReleasing(true))}>已缴转预收</Button>
            <Button loading={apply.busy} onClick={() => void ask()}>
              抵欠缴会费
            </Button>
          </>
        )
      }
      action={action}
      notice={<Notice tone="red">{apply.problem}</Notice>}
      filters={
        <>
          {views}
          <Input
            className="receipts-search"
            type="search"
            allowClear
            aria-label="查找会员"
            placeholder="姓名、拼音或编号"
            value={search}
            onChange={(event) => setSearch(event.target.value.trim())}
          />
        </>
      }
    >
      <DataTable
        label="预收"
        columns={COLUMNS}
        source={list}
        rowKey={(row) => row.memberId}
        onOpen={setOpen}
        selectedKey={open?.memberId}
        empty={
          <EmptyState title="没有预收">多扣、预缴的会费记在这里，计提以后的月份时自动抵扣，也可以退还本人。</EmptyState>
        }
      />
      {open && <CreditDrawer key={open.memberId} row={open} onClose={() => setOpen(undefined)} />}
      {releasing && <ReleaseDrawer onClose={() => setReleasing(false)} />}
    </Page>
  );
}
