import { Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { formatMonth, type Month } from '#shared/calendar.ts';
import type { DuesMonth, LevyRow } from '#shared/contract/dues.ts';
import { ReceiptDrawer } from './ReceiptDrawer.tsx';
import { LEVY_STATES } from './words.ts';

type State = LevyRow['state'] | 'all';
const STATES: { value: State; label: string }[] = [
  { value: 'all', label: '全部状态' },
  { value: 'owed', label: '未缴' },
  { value: 'part', label: '缴了一部分' },
  { value: 'paid', label: '已缴' },
];

interface LevyListProps {
  month: Month;
  /** The month's sums, for the foot of the whole list. */
  sums: DuesMonth | undefined;
  /** What is searched for when the list is first shown. */
  search: string;
  /** What stands in the empty list of a month that is not levied. */
  firstStep: ReactNode;
}

/** The levies of a month; a row opens the drawer in which its payment is written down. */
export function LevyList({ month, sums, search: firstSearch, firstStep }: LevyListProps) {
  const [search, setSearch] = useState(firstSearch);
  const [state, setState] = useState<State>('all');
  const [open, setOpen] = useState<LevyRow>();
  const filter = { search: search.trim(), ...(state === 'all' ? {} : { state }) };
  const list = useWindow(
    (offset, limit) => call('dues.listLevies', { month, ...filter, offset, limit }),
    JSON.stringify([month, filter]),
  );
  const whole = filter.search === '' && state === 'all' ? sums : undefined;
  const columns: Column<LevyRow>[] = [
    {
      key: 'number',
      title: '编号',
      width: 90,
      render: (row) => row.number,
      ...(whole && { sum: `${whole.members} 人` }),
    },
    { key: 'name', title: '姓名', width: 120, render: (row) => row.name },
    { key: 'group', title: '工会小组', render: (row) => row.groupName },
    { key: 'wage', title: '工资', width: 120, align: 'right', render: (row) => <Money value={row.wage} /> },
    { key: 'base', title: '计费基数', width: 120, align: 'right', render: (row) => <Money value={row.cutBase} /> },
    moneyColumn('amount', '应收', (row) => row.amount, whole?.levyTotal),
    moneyColumn('paid', '已收', (row) => row.paid, whole?.paidTotal),
    moneyColumn('owed', '欠缴', (row) => row.owed, whole?.owedTotal),
    {
      key: 'state',
      title: '状态',
      width: 120,
      render: (row) => <Verdict tone={LEVY_STATES[row.state].tone}>{LEVY_STATES[row.state].label}</Verdict>,
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
        <Select className="dues-state" aria-label="缴纳状态" options={STATES} value={state} onChange={setState} />
      </div>
      <DataTable
        label="会费收缴明细"
        columns={columns}
        source={list}
        rowKey={(row) => row.id}
        onOpen={setOpen}
        selectedKey={open?.id}
        empty={
          whole === undefined ? (
            <EmptyState title="没有符合条件的会员">换一个姓名、编号，或改选“全部状态”。</EmptyState>
          ) : (
            <EmptyState title={`${formatMonth(month)}还没有计提会费`}>{firstStep}</EmptyState>
          )
        }
      />
      {open && <ReceiptDrawer key={open.id} levy={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

function moneyColumn(
  key: string,
  title: string,
  value: (row: LevyRow) => LevyRow['amount'],
  sum: LevyRow['amount'] | undefined,
): Column<LevyRow> {
  return {
    key,
    title,
    width: 120,
    align: 'right',
    render: (row) => <Money value={value(row)} blankZero={key === 'owed'} />,
    ...(sum === undefined ? {} : { sum: <Money value={sum} /> }),
  };
}
