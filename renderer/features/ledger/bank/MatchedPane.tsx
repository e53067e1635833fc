import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import type { Month } from '#shared/calendar.ts';
import type { BankMatch } from '#shared/contract/ledger.ts';
import { fen } from '#shared/money.ts';

/** The groups that were matched, and the way to take them apart. */
export function MatchedPane({ where }: { where: { month: Month; accountId?: string } }) {
  const mayKeep = useAllowed('ledger.unmatchLines');
  const { value: matches, error } = useCall('ledger.listMatches', where);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const tell = useTell();
  const undo = useAction(async () => {
    const { undone } = await call('ledger.unmatchLines', { ids: [...chosen] });
    setChosen(new Set());
    tell.done(`已取消 ${undone} 组勾对`);
  });
  return (
    <>
      <Notice tone="red">{error ?? undo.problem}</Notice>
      <DataTable
        label="已勾对"
        columns={COLUMNS}
        rows={matches}
        rowKey={(match) => match.id}
        {...(mayKeep ? { selection: { keys: chosen, onChange: setChosen } } : {})}
        empty={<EmptyState title="这个月还没有勾对的记录" />}
      />
      {mayKeep && chosen.size > 0 && (
        <footer className="bank-bar">
          <span>已选 {chosen.size} 组；取消后两边的记录回到「勾对」里。</span>
          <Button loading={undo.busy} onClick={() => void undo.run()}>
            取消勾对
          </Button>
        </footer>
      )}
    </>
  );
}

function amountOf({ lines, entries }: BankMatch) {
  const items = lines.length > 0 ? lines : entries;
  return fen(Math.abs(items.reduce((sum, { amount }) => sum + amount, 0)));
}

const COLUMNS: readonly Column<BankMatch>[] = [
  { key: 'day', title: '日期', width: 100, render: (match) => match.lastDay },
  {
    key: 'bank',
    title: '银行流水',
    render: ({ lines }) =>
      lines.length === 0
        ? '（两笔凭证相抵）'
        : lines.map(({ day, summary }) => `${day.slice(5)} ${summary}`).join('、'),
  },
  {
    key: 'book',
    title: '账上记录',
    render: ({ entries }) =>
      entries.length === 0
        ? '（银行两笔相抵）'
        : entries.map(({ month, number, summary }) => `${month.slice(5)} 月 ${number} ${summary}`).join('、'),
  },
  {
    key: 'direction',
    title: '收支',
    width: 64,
    render: ({ lines, entries }) => {
      const sum = (lines.length > 0 ? lines : entries).reduce((total, { amount }) => total + amount, 0);
      return sum === 0 ? '相抵' : sum > 0 ? '收入' : '支出';
    },
  },
  { key: 'amount', title: '金额', width: 120, align: 'right', render: (match) => <Money value={amountOf(match)} /> },
  { key: 'operator', title: '勾对人', width: 90, render: (match) => match.operator },
];
