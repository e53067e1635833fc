import { Button } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { ResolutionDialog } from '#renderer/components/ResolutionDialog.tsx';
import type { Resolution } from '#shared/contract/union.ts';

/** Every 集体决议 and what rests on it. */
export function ResolutionSettings() {
  const list = useCall('union.listResolutions', {});
  const mayWrite = useAllowed('union.saveResolution');
  const [editing, setEditing] = useState<Resolution | 'new'>();
  const close = () => setEditing(undefined);
  return (
    <>
      <Notice tone="red">{list.error}</Notice>
      {mayWrite && (
        <div className="page-filters">
          <Button type="primary" onClick={() => setEditing('new')}>
            新增决议
          </Button>
        </div>
      )}
      <DataTable
        label="集体决议"
        rows={list.value}
        rowKey={(row) => row.id}
        {...(mayWrite ? { onOpen: (row: Resolution) => setEditing(row) } : {})}
        empty={
          <EmptyState title="还没有集体决议">
            大额支出、慰问和帮扶都要有会议决定，请把会议纪要登记在这里，付款时选用。
          </EmptyState>
        }
        columns={[
          { key: 'day', title: '日期', width: 110, render: (row) => row.day },
          { key: 'number', title: '文号', width: 190, render: (row) => row.number },
          { key: 'title', title: '标题', render: (row) => row.title },
          { key: 'limit', title: '金额上限', width: 130, align: 'right', render: (row) => <Money value={row.limit} /> },
          {
            key: 'used',
            title: '已依据支出',
            width: 130,
            align: 'right',
            render: (row) => <Money value={row.used} blankZero />,
          },
        ]}
      />
      {editing !== undefined && (
        <ResolutionDialog {...(editing === 'new' ? {} : { resolution: editing })} onSaved={close} onClose={close} />
      )}
    </>
  );
}
