import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { CashCount } from '#shared/contract/ledger.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import type { LedgerFrame } from '../words.ts';
import { CashCountDrawer } from './CashCountDrawer.tsx';
import { resultOf } from './count-result.ts';
import { NewCountDrawer } from './NewCountDrawer.tsx';

/** 现金盘点: what was counted, and what became of the difference. */
export function CashCountView({
  frame,
  profile,
  views,
}: {
  frame: LedgerFrame;
  profile: UnionProfile;
  views: ReactNode;
}) {
  const mayKeep = useAllowed('ledger.saveCashCount');
  const { value: counts, error } = useCall('ledger.listCashCounts', {});
  const [opened, setOpened] = useState<string>();
  const shown = counts?.find(({ id }) => id === opened);
  const latest = counts?.[0];
  return (
    <Page
      {...frame}
      state={counts && (latest ? `上次盘点 ${latest.day}，${resultOf(latest).label}` : '还没有盘点过现金')}
      action={
        mayKeep && (
          <Button type="primary" onClick={() => setOpened('new')}>
            盘点现金
          </Button>
        )
      }
      notice={<Notice tone="red">{error}</Notice>}
      filters={views}
    >
      <DataTable
        label="现金盘点"
        columns={COLUMNS}
        rows={counts}
        rowKey={(count) => count.id}
        selectedKey={shown?.id}
        onOpen={({ id }) => setOpened(id)}
        empty={
          <EmptyState title="还没有盘点过现金">
            每月末至少盘点一次：按面额清点库存现金，与当天账面核对，盘点人和监盘人签字。
          </EmptyState>
        }
      />
      {opened === 'new' && (
        <NewCountDrawer profile={profile} onSaved={setOpened} onClose={() => setOpened(undefined)} />
      )}
      {shown && (
        <CashCountDrawer key={shown.id} count={shown} unit={profile.name} onClose={() => setOpened(undefined)} />
      )}
    </Page>
  );
}

const COLUMNS: readonly Column<CashCount>[] = [
  { key: 'day', title: '盘点日期', width: 110, render: (count) => count.day },
  { key: 'account', title: '账户', render: (count) => count.accountName },
  { key: 'counted', title: '实点', width: 120, align: 'right', render: (count) => <Money value={count.counted} /> },
  { key: 'book', title: '账面', width: 120, align: 'right', render: (count) => <Money value={count.book} /> },
  {
    key: 'difference',
    title: '长款（短款为负）',
    width: 140,
    align: 'right',
    render: (count) => <Money value={count.difference} />,
  },
  {
    key: 'result',
    title: '结果',
    width: 130,
    render: (count) => {
      const { label, tone } = resultOf(count);
      return <Verdict tone={tone}>{label}</Verdict>;
    },
  },
  { key: 'by', title: '盘点人', width: 90, render: (count) => count.countedBy },
  { key: 'witness', title: '监盘人', width: 90, render: (count) => count.witnessedBy },
];
