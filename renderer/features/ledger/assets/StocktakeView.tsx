import { Button } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { Stocktake } from '#shared/contract/ledger.ts';
import type { AssetsViewProps } from './AssetListView.tsx';
import { StartStocktakeDialog } from './StartStocktakeDialog.tsx';
import { StocktakeSheetView } from './StocktakeSheetView.tsx';

/** 盘点: every stock-take there was, and the one that runs. */
export function StocktakeView(props: AssetsViewProps) {
  const { frame, views } = props;
  const [opened, setOpened] = useState<string>();
  const [starting, setStarting] = useState(false);
  const mayKeep = useAllowed('ledger.startStocktake');
  const { value: stocktakes, error } = useCall('ledger.listStocktakes', {});
  const running = stocktakes?.find(({ finishedDay }) => finishedDay === undefined);
  if (opened !== undefined)
    return <StocktakeSheetView key={opened} {...props} id={opened} onBack={() => setOpened(undefined)} />;
  return (
    <Page
      {...frame}
      state={stocktakes && stateOf(stocktakes)}
      action={
        mayKeep &&
        stocktakes &&
        (running ? (
          <Button type="primary" onClick={() => setOpened(running.id)}>
            继续盘点
          </Button>
        ) : (
          <Button type="primary" onClick={() => leave(() => setStarting(true))}>
            开始盘点
          </Button>
        ))
      }
      notice={<Notice tone="red">{error}</Notice>}
      filters={views}
    >
      <DataTable
        label="盘点"
        columns={COLUMNS}
        rows={stocktakes}
        rowKey={(row) => row.id}
        onOpen={(row) => setOpened(row.id)}
        empty={
          <EmptyState title="还没有盘点过">
            固定资产每年至少全面盘点一次。点“开始盘点”列出全部卡片，打印盘点表到现场核对，再回来逐项登记结果。
          </EmptyState>
        }
      />
      {starting && (
        <StartStocktakeDialog
          onClose={() => setStarting(false)}
          onStarted={(id) => {
            setStarting(false);
            setOpened(id);
          }}
        />
      )}
    </Page>
  );
}

function stateOf(stocktakes: readonly Stocktake[]): string {
  const [latest] = stocktakes;
  if (!latest) return '还没有盘点过，每年至少全面盘点一次';
  if (latest.finishedDay === undefined)
    return `${latest.day} 的盘点正在进行，已盘 ${latest.counted} / ${latest.cards} 张`;
  return `最近一次盘点是 ${latest.day}，${latest.cards} 张卡片，${latest.differences} 处不符`;
}

const COLUMNS: readonly Column<Stocktake>[] = [
  { key: 'day', title: '盘点日期', width: 120, render: (row) => row.day },
  { key: 'cards', title: '卡片', width: 80, align: 'right', render: (row) => row.cards },
  { key: 'counted', title: '已盘', width: 80, align: 'right', render: (row) => row.counted },
  { key: 'differences', title: '不符', width: 80, align: 'right', render: (row) => row.differences },
  { key: 'counters', title: '盘点人', width: 220, render: (row) => row.counters },
  { key: 'note', title: '说明', render: (row) => row.note },
  {
    key: 'state',
    title: '状态',
    width: 150,
    render: (row) =>
      row.finishedDay === undefined ? (
        <Verdict tone="amber">进行中</Verdict>
      ) : (
        <Verdict tone="teal">{`${row.finishedDay} 完成`}</Verdict>
      ),
  },
];
