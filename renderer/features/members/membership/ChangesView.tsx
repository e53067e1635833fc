import { Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { DayInput } from '#renderer/components/DayInput.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { type Day, dayOf, day as dayText, yearOf } from '#shared/calendar.ts';
import { type ChangeRow, MEMBER_STATUS_NAMES, MEMBER_STATUSES, type MemberStatus } from '#shared/contract/members.ts';
import { changeText, factsText } from './change-words.ts';

const COLUMNS: readonly Column<ChangeRow>[] = [
  { key: 'day', title: '日期', width: 104, render: (row) => row.day },
  { key: 'number', title: '编号', width: 80, render: (row) => row.number },
  { key: 'name', title: '姓名', width: 90, render: (row) => row.name },
  { key: 'group', title: '工会小组', width: 110, render: (row) => row.groupName },
  { key: 'what', title: '变动', width: 240, render: changeText },
  {
    key: 'facts',
    title: '依据',
    render: (row) => (
      <span title={factsText(row)}>
        {row.undone && <Verdict>已撤销</Verdict>} {factsText(row)}
      </span>
    ),
  },
  { key: 'operator', title: '经办', width: 72, render: (row) => row.operator },
];

/** All changes between two days, by kind; this year's at first. */
export function ChangesView() {
  const today = dayOf(new Date());
  const [fromDay, setFromDay] = useState<Day | undefined>(() => dayText(`${yearOf(today)}-01-01`));
  const [toDay, setToDay] = useState<Day | undefined>(today);
  const [statuses, setStatuses] = useState<MemberStatus[]>([]);
  const [search, setSearch] = useState('');
  const asked = { fromDay: fromDay ?? dayText('1950-01-01'), toDay: toDay ?? today, statuses, search: search.trim() };
  const list = useWindow(
    (offset, limit) => call('members.listChanges', { ...asked, offset, limit }),
    JSON.stringify(asked),
  );
  const counts = list.reply?.counts;
  return (
    <>
      <div className="page-filters">
        <span className="members-day">
          <DayInput aria-label="开始日期" value={fromDay} onChange={setFromDay} />
        </span>
        至
        <span className="members-day">
          <DayInput aria-label="截止日期" value={toDay} onChange={setToDay} />
        </span>
        <Select<MemberStatus[]>
          mode="multiple"
          className="members-statuses"
          aria-label="变动种类"
          placeholder="全部变动"
          maxTagCount={2}
          value={statuses}
          options={MEMBER_STATUSES.map((value) => ({
            value,
            label: counts ? `${MEMBER_STATUS_NAMES[value]} ${counts[value]}` : MEMBER_STATUS_NAMES[value],
          }))}
          onChange={setStatuses}
        />
        <Input
          className="members-search"
          type="search"
          allowClear
          placeholder="姓名、编号、拼音、电话"
          aria-label="查找会员"
          value={search}
          onChange={(event) => setSearch(event.target.value)}
        />
      </div>
      <p className="members-hint">{list.reply && `共 ${list.reply.total} 次变动，撤销也算一次。`}</p>
      <DataTable
        label="会籍变动"
        columns={COLUMNS}
        source={list}
        rowKey={(row) => `${row.memberId}-${row.sequence}`}
        rowTone={(row) => (row.undone ? 'soft' : undefined)}
        maxHeight={430}
        empty={<EmptyState title="这段时间没有会籍变动" />}
      />
    </>
  );
}
