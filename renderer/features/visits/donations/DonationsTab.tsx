import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { Drive, DriveRecord } from '#shared/contract/visits.ts';
import { formatYuan, sum } from '#shared/money.ts';
import type { VisitsFrame } from '../words.ts';
import { CollectDonations } from './CollectDonations.tsx';
import { DriveDialog } from './DriveDialog.tsx';
import { DriveDrawer } from './DriveDrawer.tsx';
import './donations.css';

/** 已结束, what is still to be handed over, or nothing yet. */
export function DriveTag({ drive }: { drive: Drive }) {
  if (drive.closedDay !== undefined) return <Verdict tone="teal">已结束</Verdict>;
  if (drive.left > 0) return <Verdict tone="amber">未转交完</Verdict>;
  return <Verdict>{drive.collected === 0 ? '还没有收款' : '待结束'}</Verdict>;
}

/** 捐款: drives with what came in and what was handed over. */
export function DonationsTab({ frame }: { frame: VisitsFrame }) {
  const [opened, setOpened] = useState<string>();
  const [editing, setEditing] = useState<DriveRecord | 'new'>();
  const [collecting, setCollecting] = useState<DriveRecord>();
  const mayKeep = useAllowed('visits.saveDrive');
  const list = useWindow((offset, limit) => call('visits.listDrives', { offset, limit }), 'drives');
  if (collecting)
    return (
      <CollectDonations
        drive={collecting}
        onDone={() => {
          setOpened(collecting.id);
          setCollecting(undefined);
        }}
      />
    );
  const shown = list.reply?.rows ?? [];
  const open = shown.filter((drive) => drive.left > 0);
  const add = mayKeep && (
    <Button type="primary" onClick={() => setEditing('new')}>
      新建募捐
    </Button>
  );
  const columns: Column<Drive>[] = [
    { key: 'day', title: '日期', width: 110, render: (row) => row.day },
    { key: 'name', title: '名称', render: (row) => row.name },
    { key: 'beneficiary', title: '捐给谁', render: (row) => row.beneficiary },
    { key: 'gifts', title: '笔数', width: 80, align: 'right', render: (row) => row.gifts },
    { key: 'givers', title: '会员人数', width: 90, align: 'right', render: (row) => row.givers },
    {
      key: 'collected',
      title: '收到',
      width: 130,
      align: 'right',
      render: (row) => <Money value={row.collected} blankZero />,
    },
    {
      key: 'handed',
      title: '已转交',
      width: 130,
      align: 'right',
      render: (row) => <Money value={row.handedOver} blankZero />,
    },
    {
      key: 'left',
      title: '还没有转交',
      width: 130,
      align: 'right',
      render: (row) => <Money value={row.left} blankZero />,
    },
    { key: 'state', title: '状态', width: 120, render: (row) => <DriveTag drive={row} /> },
  ];
  return (
    <Page
      {...frame}
      state={open.length > 0 && `${open.length} 次募捐还有 ${formatYuan(sum(open.map(({ left }) => left)))} 元没有转交`}
      action={add}
    >
      <DataTable
        label="募捐活动"
        columns={columns}
        source={list}
        rowKey={(row) => row.id}
        onOpen={(row) => setOpened(row.id)}
        selectedKey={opened}
        empty={
          <EmptyState title="还没有募捐活动" action={add}>
            捐款记入代管经费，不是会费，也不是工会的收入；收多少，转交多少。
          </EmptyState>
        }
      />
      {opened !== undefined && (
        <DriveDrawer
          key={opened}
          id={opened}
          onCollect={setCollecting}
          onEdit={setEditing}
          onClose={() => setOpened(undefined)}
        />
      )}
      {editing !== undefined && (
        <DriveDialog
          {...(editing === 'new' ? {} : { drive: editing })}
          onSaved={(drive) => {
            setEditing(undefined);
            setOpened(drive.id);
          }}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Page>
  );
}
