import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { dayOf, type Month, monthOf } from '#shared/calendar.ts';
import {
  type DueList,
  REQUEST_STATUS_NAMES,
  REQUEST_STATUSES,
  type RequestStatus,
  VISIT_FORM_NAMES,
  type VisitKind,
  type VisitRequestRecord,
} from '#shared/contract/visits.ts';
import { FestivalDrawer } from '../festivals/FestivalDrawer.tsx';
import { NewVisitDrawer } from '../records/NewVisitDrawer.tsx';
import { VisitDrawer } from '../records/VisitDrawer.tsx';
import type { VisitsFrame } from '../words.ts';
import { DueDrawer } from './DueDrawer.tsx';
import { QuickRequest } from './QuickRequest.tsx';
import { RequestDrawer, RequestTag } from './RequestDrawer.tsx';
import { RequestForm } from './RequestForm.tsx';
import { Tasks } from './Tasks.tsx';

/** What is open at the right. */
type Opened =
  | { what: 'request' | 'visit' | 'list'; id: string }
  | { what: 'new' }
  | { what: 'give'; request: VisitRequestRecord }
  | { what: 'due'; due: DueList };

interface RequestFilter {
  search: string;
  status: RequestStatus | undefined;
}

/** 申请和待办: what needs somebody first, the quick line, and all requests. */
export function RequestsTab({ frame }: { frame: VisitsFrame }) {
  const mayKeep = useAllowed('visits.saveRequest');
  const [month, setMonth] = useState<Month>(() => monthOf(dayOf(new Date())));
  const [filter, setFilter] = useState<RequestFilter>({ search: '', status: undefined });
  const [opened, setOpened] = useState<Opened>();
  const kinds = useCall('visits.listKinds', { withRetired: true });
  const tasks = useCall('visits.readTasks', { month });
  const close = () => setOpened(undefined);
  return (
    <Page
      {...frame}
      state={
        tasks.value &&
        `待决定 ${tasks.value.requested} 件，待发放 ${tasks.value.approved} 件，未签收 ${tasks.value.unsigned} 人次`
      }
      action={
        mayKeep && (
          <Button type="primary" onClick={() => leave(() => setOpened({ what: 'new' }))}>
            新增申请
          </Button>
        )
      }
      filters={<Filters filter={filter} onChange={setFilter} month={month} onMonth={setMonth} />}
      notice={<Notice tone="red">{tasks.error ?? kinds.error}</Notice>}
    >
      {mayKeep && <QuickRequest onSaved={(id) => setOpened({ what: 'request', id })} />}
      {tasks.value && (
        <Tasks
          tasks={tasks.value}
          onDue={(due) => leave(() => setOpened({ what: 'due', due }))}
          onStatus={(status) => setFilter({ search: '', status })}
        />
      )}
      <RequestList
        filter={filter}
        opened={opened?.what === 'request' ? opened.id : undefined}
        onOpen={(id) => setOpened({ what: 'request', id })}
      />
      {opened && kinds.value && (
        <Drawers
          // another record starts afresh
          key={JSON.stringify(opened)}
          opened={opened}
          kinds={kinds.value}
          onClose={close}
          onOpen={setOpened}
        />
      )}
    </Page>
  );
}

interface DrawersProps {
  opened: Opened;
  kinds: readonly VisitKind[];
  onClose: () => void;
  onOpen: (opened: Opened) => void;
}

function Drawers({ opened, kinds, onClose, onOpen }: DrawersProps) {
  const onVisit = (id: string) => onOpen({ what: 'visit', id });
  switch (opened.what) {
    case 'new':
      return <RequestForm kinds={kinds} onClose={onClose} onSaved={(id) => onOpen({ what: 'request', id })} />;
    case 'request':
      return (
        <RequestDrawer
          id={opened.id}
          kinds={kinds}
          onClose={onClose}
          onGive={(request) => onOpen({ what: 'give', request })}
          onVisit={onVisit}
        />
      );
    case 'give':
      return <NewVisitDrawer kinds={kinds} request={opened.request} onClose={onClose} onRecorded={onVisit} />;
    case 'visit':
      return <VisitDrawer id={opened.id} onClose={onClose} />;
    case 'list':
      return <FestivalDrawer id={opened.id} onClose={onClose} />;
    case 'due':
      return (
        <DueDrawer
          due={opened.due}
          kinds={kinds}
          onClose={onClose}
          onGiven={(batchId) => (batchId === undefined ? onClose() : onOpen({ what: 'list', id: batchId }))}
        />
      );
  }
}

interface FiltersProps {
  filter: RequestFilter;
  onChange: (filter: RequestFilter) => void;
  month: Month;
  onMonth: (month: Month) => void;
}

function Filters({ filter, onChange, month, onMonth }: FiltersProps) {
  return (
    <>
      <Input.Search
        className="filter-search"
        aria-label="查找申请"
        placeholder="姓名、拼音、编号"
        allowClear
        value={filter.search}
        onChange={(event) => onChange({ ...filter, search: event.target.value })}
      />
      <Select<RequestStatus>
        aria-label="申请状态"
        className="filter-select"
        placeholder="全部状态"
        allowClear
        value={filter.status ?? null}
        options={REQUEST_STATUSES.map((value) => ({ value, label: REQUEST_STATUS_NAMES[value] }))}
        onChange={(status: RequestStatus | undefined) => onChange({ ...filter, status })}
      />
      <span className="visit-task-month">
        生日、退休看
        <span className="filter-month">
          <MonthInput aria-label="生日和退休的月份" value={month} onChange={(value) => value && onMonth(value)} />
        </span>
      </span>
    </>
  );
}

interface RequestListProps {
  filter: RequestFilter;
  opened: string | undefined;
  onOpen: (id: string) => void;
}

/** All requests, the newest first. */
function RequestList({ filter, opened, onOpen }: RequestListProps) {
  const { search, status } = filter;
  const source = useWindow(
    (offset, limit) =>
      call('visits.listRequests', { search, offset, limit, ...(status === undefined ? {} : { status }) }),
    JSON.stringify(filter),
  );
  return (
    <DataTable
      label="慰问申请"
      source={source}
      rowKey={(row) => row.id}
      selectedKey={opened}
      onOpen={(row) => onOpen(row.id)}
      empty={
        <EmptyState title="没有慰问申请">
          住院、去世在上面一行快速登记；其他情况点右上角「新增申请」。不走申请的，到「慰问记录」直接登记。
        </EmptyState>
      }
      columns={[
        { key: 'asked', title: '申请日期', width: 106, render: (row) => row.askedDay },
        { key: 'name', title: '姓名', width: 92, render: (row) => row.memberName },
        { key: 'group', title: '小组', width: 110, render: (row) => row.groupName },
        { key: 'kind', title: '类别', width: 138, render: (row) => row.kindName },
        { key: 'reason', title: '事由', render: (row) => row.reason },
        { key: 'event', title: '事情发生', width: 106, render: (row) => row.eventDay },
        { key: 'form', title: '形式', width: 76, render: (row) => row.form && VISIT_FORM_NAMES[row.form] },
        {
          key: 'amount',
          title: '金额',
          width: 120,
          align: 'right',
          render: (row) => row.amount !== undefined && <Money value={row.amount} />,
          sum: source.reply && <Money value={source.reply.amount} />,
        },
        { key: 'asker', title: '申请人', width: 110, render: (row) => row.askedBy },
        { key: 'status', title: '状态', width: 112, render: (row) => <RequestTag request={row} /> },
      ]}
    />
  );
}
