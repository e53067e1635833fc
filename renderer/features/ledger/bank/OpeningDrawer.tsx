import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { OpeningEntry } from '#shared/contract/ledger.ts';
import { fen, formatYuan } from '#shared/money.ts';
import { amountColumns, dayColumn, keyOfEntry, Words } from './bank-columns.tsx';

/** 期初未达: which entries explain that bank and books did not agree where the first statement begins. */
export function OpeningDrawer({ where, onClose }: { where: { accountId?: string }; onClose: () => void }) {
  const mayKeep = useAllowed('ledger.markOpening');
  const { value, error } = useCall(
    'ledger.listOpeningEntries',
    where.accountId === undefined ? {} : { accountId: where.accountId },
  );
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const picked = (value?.entries ?? []).filter((entry) => chosen.has(keyOfEntry(entry)));
  const mark = useAction(async (marked: boolean) => {
    const entries = picked
      .filter(({ kind }) => (kind !== undefined) !== marked)
      .map(({ voucherId, line }) => ({ voucherId, line }));
    if (entries.length > 0) await call('ledger.markOpening', { entries, marked });
    setChosen(new Set());
  });
  const opening = value?.opening;
  return (
    <RecordDrawer
      open
      width={960}
      title="期初未达"
      problem={mark.problem ?? error}
      onClose={onClose}
      actions={
        mayKeep && (
          <>
            <Button
              type="primary"
              disabled={!picked.some(({ kind }) => kind === undefined)}
              loading={mark.busy}
              onClick={() => void mark.run(true)}
            >
              标为期初未达
            </Button>
            <Button disabled={!picked.some(({ kind }) => kind !== undefined)} onClick={() => void mark.run(false)}>
              取消标记
            </Button>
          </>
        )
      }
    >
      {opening && (
        <Notice tone={opening.difference === 0 ? 'info' : 'amber'}>
          {`${opening.from} 以前：银行余额 ${formatYuan(opening.bank)} 元，账面 ${formatYuan(opening.book)} 元，${
            opening.difference === 0
              ? '已经说明清楚。'
              : `还有 ${formatYuan(fen(Math.abs(opening.difference)))} 元没有说明。`
          }之前记账的，选出当时银行还没有收付的；之后记账的，选出银行之前就收付了的。`}
        </Notice>
      )}
      <DataTable
        label="期初前后的记录"
        columns={COLUMNS}
        rows={value?.entries}
        rowKey={keyOfEntry}
        maxHeight={520}
        {...(mayKeep ? { selection: { keys: chosen, onChange: setChosen } } : {})}
      />
    </RecordDrawer>
  );
}

const COLUMNS: readonly Column<OpeningEntry>[] = [
  dayColumn,
  { key: 'number', title: '凭证', width: 76, render: (entry) => entry.number },
  { key: 'words', title: '摘要', render: (entry) => <Words of={entry} /> },
  ...amountColumns<OpeningEntry>(120),
  {
    key: 'kind',
    title: '标记',
    width: 150,
    render: ({ kind }) =>
      kind === 'outstanding' ? (
        <Verdict tone="amber">当时银行未收付</Verdict>
      ) : kind === 'settled' ? (
        <Verdict tone="teal">银行早已收付</Verdict>
      ) : null,
  },
];
