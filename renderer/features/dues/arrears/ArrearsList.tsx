import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { Month } from '#shared/calendar.ts';
import type { ArrearsRow } from '#shared/contract/dues.ts';
import { MEMBER_STATUS_NAMES } from '#shared/contract/members.ts';
import { ArrearsDrawer } from './ArrearsDrawer.tsx';
import { type ArrearsFilterValue, filterInput } from './ArrearsFilters.tsx';
import { monthsText } from './month-words.ts';

interface ArrearsListProps {
  filter: ArrearsFilterValue;
  ticked: ReadonlySet<string>;
  onTick: (ids: ReadonlySet<string>) => void;
  /** Shows one member's levy of one month. */
  onCollect: (month: Month, member: string) => void;
  onLetter: (memberId: string, name: string) => void;
}

/** Who owes for any month, the oldest debt first; ticked members get letters. */
export function ArrearsList({ filter, ticked, onTick, onCollect, onLetter }: ArrearsListProps) {
  const [open, setOpen] = useState<ArrearsRow>();
  const mayWrite = useAllowed('dues.noteLetters');
  const input = filterInput(filter);
  const key = JSON.stringify(input);
  const list = useWindow((offset, limit) => call('dues.listArrears', { ...input, offset, limit }), key);
  const total = list.reply;
  const columns: Column<ArrearsRow>[] = [
    {
      key: 'number',
      title: '编号',
      width: 90,
      render: (row) => row.number,
      ...(total && { sum: `${total.total} 人` }),
    },
    { key: 'name', title: '姓名', width: 100, render: (row) => row.name },
    { key: 'group', title: '工会小组', render: (row) => row.groupName },
    {
      key: 'status',
      title: '会籍',
      width: 110,
      render: (row) =>
        row.status === 'active' ? MEMBER_STATUS_NAMES.active : <Verdict>{MEMBER_STATUS_NAMES[row.status]}</Verdict>,
    },
    { key: 'phone', title: '联系电话', width: 120, render: (row) => row.phoneMasked },
    {
      key: 'months',
      title: '欠缴月份',
      width: 170,
      render: (row) => monthsText(row.months),
      ...(total && { sum: `${total.months} 个月` }),
    },
    { key: 'age', title: '最早的已过', width: 100, align: 'right', render: (row) => `${row.age} 个月` },
    {
      key: 'owed',
      title: '欠缴金额',
      width: 120,
      align: 'right',
      render: (row) => <Money value={row.owed} />,
      ...(total && { sum: <Money value={total.owed} /> }),
    },
    {
      key: 'reminder',
      title: '提醒',
      width: 110,
      render: (row) => row.reminder !== '' && <Verdict tone="amber">满六个月</Verdict>,
    },
  ];
  return (
    <>
      <DataTable
        label="欠缴会员"
        columns={columns}
        source={list}
        rowKey={(row) => row.memberId}
        onOpen={setOpen}
        selectedKey={open?.memberId}
        {...(mayWrite ? { selection: { keys: ticked, onChange: onTick } } : {})}
        empty={
          key === '{"search":""}' ? (
            <EmptyState title="没有欠缴">已计提的会费都收齐了。</EmptyState>
          ) : (
            <EmptyState title="没有符合条件的会员" />
          )
        }
      />
      {open && (
        <ArrearsDrawer
          key={open.memberId}
          row={open}
          onCollect={onCollect}
          onLetter={() => onLetter(open.memberId, open.name)}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}
