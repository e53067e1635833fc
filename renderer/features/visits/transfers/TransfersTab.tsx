import { Button, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import {
  TRANSFER_STATE_NAMES,
  TRANSFER_STATES,
  type TransferList,
  type TransferState,
} from '#shared/contract/visits.ts';
import { formatYuan } from '#shared/money.ts';
import type { VisitsFrame } from '../words.ts';
import { NewTransferDrawer } from './NewTransferDrawer.tsx';
import { TransferDrawer } from './TransferDrawer.tsx';
import { TransferTag } from './TransferTag.tsx';

/** 转账清单: visits and aids that the bank pays, as lists; nobody is on two of them. */
export function TransfersTab({ frame }: { frame: VisitsFrame }) {
  const [state, setState] = useState<TransferState>();
  const [opened, setOpened] = useState<string>();
  const mayMake = useAllowed('visits.makeTransferList');
  const source = useWindow(
    (offset, limit) => call('visits.listTransferLists', { offset, limit, ...(state === undefined ? {} : { state }) }),
    state ?? '',
  );
  const { reply } = source;
  return (
    <Page
      {...frame}
      state={
        reply &&
        (reply.open === 0 ? '没有等银行转出的清单' : `${reply.open} 份等银行转出，共 ${formatYuan(reply.openTotal)} 元`)
      }
      action={
        mayMake && (
          <Button type="primary" onClick={() => leave(() => setOpened('new'))}>
            新建清单
          </Button>
        )
      }
      filters={
        <Select<TransferState>
          aria-label="清单状态"
          className="filter-select"
          placeholder="全部状态"
          allowClear
          value={state ?? null}
          options={TRANSFER_STATES.map((value) => ({ value, label: TRANSFER_STATE_NAMES[value] }))}
          onChange={(next: TransferState | undefined) => setState(next)}
        />
      }
    >
      <DataTable
        label="转账清单"
        source={source}
        rowKey={(row) => row.id}
        selectedKey={opened}
        onOpen={(row) => setOpened(row.id)}
        rowTone={(row) => (row.reversed > 0 ? 'red' : undefined)}
        empty={
          <EmptyState title="还没有转账清单">
            用银行转账支付的慰问和帮扶，点右上角「新建清单」选进来，存成 Excel 交给银行。
          </EmptyState>
        }
        columns={[
          { key: 'number', title: '清单号', width: 130, render: (row) => row.number },
          { key: 'day', title: '日期', width: 110, render: (row) => row.day },
          { key: 'people', title: '笔数', width: 70, align: 'right', render: (row) => row.people },
          { key: 'total', title: '合计', width: 130, align: 'right', render: (row) => <Money value={row.total} /> },
          { key: 'account', title: '付款账户', render: (row) => row.fromAccount },
          { key: 'state', title: '状态', width: 96, render: (row) => <TransferTag list={row} /> },
          { key: 'what', title: '说明', width: 280, render: remarkOf },
        ]}
      />
      {opened === 'new' && <NewTransferDrawer onClose={() => setOpened(undefined)} onMade={setOpened} />}
      {opened !== undefined && opened !== 'new' && (
        <TransferDrawer key={opened} id={opened} onClose={() => setOpened(undefined)} />
      )}
    </Page>
  );
}

function remarkOf({ paidDay, withdrawnDay, withdrawnReason, reversed }: TransferList): string {
  const parts: string[] = [];
  if (paidDay !== undefined) parts.push(`银行 ${paidDay} 转出`);
  if (withdrawnDay !== undefined) parts.push(`${withdrawnDay} 撤回：${withdrawnReason}`);
  if (reversed > 0) parts.push(`${reversed} 笔已冲销`);
  return parts.join('，');
}
