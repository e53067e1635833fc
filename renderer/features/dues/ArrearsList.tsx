import { Button, Input } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { formatMonth, type Month } from '#shared/calendar.ts';
import type { ArrearsRow } from '#shared/contract/dues.ts';

/** Who owes for any month, the oldest debt first. `onCollect` shows one member's levy of one month. */
export function ArrearsList({ onCollect }: { onCollect: (month: Month, member: string) => void }) {
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<ArrearsRow>();
  const list = useWindow(
    (offset, limit) => call('dues.listArrears', { search: search.trim(), offset, limit }),
    search.trim(),
  );
  const total = list.reply;
  const columns: Column<ArrearsRow>[] = [
    {
      key: 'number',
      title: '编号',
      width: 90,
      render: (row) => row.number,
      ...(total && { sum: `${total.total} 人` }),
    },
    { key: 'name', title: '姓名', width: 120, render: (row) => row.name },
    { key: 'group', title: '工会小组', render: (row) => row.groupName },
    { key: 'phone', title: '联系电话', width: 130, render: (row) => row.phoneMasked },
    { key: 'months', title: '欠缴月份', width: 190, render: (row) => monthsText(row.months) },
    { key: 'age', title: '最早的已过', width: 110, align: 'right', render: (row) => `${row.age} 个月` },
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
      width: 120,
      render: (row) => row.reminder !== '' && <Verdict tone="amber">满六个月</Verdict>,
    },
  ];
  return (
    <>
      <div className="page-filters">
        <Input
          className="dues-search"
          type="search"
          allowClear
          placeholder="姓名、编号、拼音、电话"
          aria-label="查找会员"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <DataTable
        label="欠缴会员"
        columns={columns}
        source={list}
        rowKey={(row) => row.memberId}
        onOpen={setOpen}
        selectedKey={open?.memberId}
        empty={
          search.trim() === '' ? (
            <EmptyState title="没有欠缴">已计提的会费都收齐了。</EmptyState>
          ) : (
            <EmptyState title="没有符合条件的会员" />
          )
        }
      />
      {open && (
        <RecordDrawer key={open.memberId} open title={`${open.name} 欠缴会费`} onClose={() => setOpen(undefined)}>
          <Notice tone="amber">{open.reminder}</Notice>
          <dl className="dues-facts">
            <dt>编号</dt>
            <dd>{open.number}</dd>
            <dt>联系电话</dt>
            <dd>{open.phoneMasked}</dd>
            <dt>欠缴合计</dt>
            <dd>
              <Money value={open.owed} strong /> 元，{open.months.length} 个月
            </dd>
          </dl>
          <ul className="dues-month-list">
            {open.months.map((month) => (
              <li key={month}>
                {formatMonth(month)}
                <Button size="small" onClick={() => onCollect(month, open.number || open.name)}>
                  去收款
                </Button>
              </li>
            ))}
          </ul>
        </RecordDrawer>
      )}
    </>
  );
}

function monthsText(months: readonly Month[]): string {
  const [first] = months;
  if (first === undefined) return '';
  return months.length === 1 ? formatMonth(first) : `${formatMonth(first)}起 ${months.length} 个月`;
}
