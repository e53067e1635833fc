import { DownloadOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed, useSession } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { dayOf, type Month, yearOf } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import {
  VISIT_FORM_NAMES,
  VISIT_METHOD_NAMES,
  VISIT_METHODS,
  type VisitKind,
  type VisitMethod,
  type VisitRow,
} from '#shared/contract/visits.ts';
import { formatYuan } from '#shared/money.ts';
import type { VisitsFrame } from '../words.ts';
import { ExportVisitsDialog } from './ExportVisitsDialog.tsx';
import { NewVisitDrawer } from './NewVisitDrawer.tsx';
import { VisitDrawer, VisitTag } from './VisitDrawer.tsx';

interface RecordsTabProps {
  frame: VisitsFrame;
  /** Only what nobody signed for, of any year. */
  unsigned: boolean;
  /** The visit that is open in the drawer, or `new`. */
  opened: string | undefined;
  onOpen: (id: string | undefined) => void;
  /** Whom a new visit is for, where that is known. */
  whom?: { id: string; name: string } | undefined;
}

/** 慰问记录: visits one by one. */
export function RecordsTab({ frame, unsigned, opened, onOpen, whom }: RecordsTabProps) {
  const mayKeep = useAllowed('visits.record');
  const thisYear = yearOf(dayOf(new Date()));
  const fiscalYear = useSession((session) => session.status?.open?.fiscalYear) ?? thisYear;
  const [filter, setFilter] = useState<RecordFilter>(() => ({
    search: '',
    year: unsigned ? undefined : fiscalYear,
    month: undefined,
    kindId: undefined,
    method: undefined,
    unsignedOnly: unsigned,
  }));
  const [exporting, setExporting] = useState(false);
  const kinds = useCall('visits.listKinds', { withRetired: true });
  const year = useCall('visits.list', { year: fiscalYear, limit: 1 });
  return (
    <Page
      {...frame}
      state={
        year.value &&
        `${fiscalYear} 年慰问 ${year.value.times} 人次，${formatYuan(year.value.amount)} 元，未签收 ${year.value.unsigned} 人次`
      }
      extra={
        mayKeep && (
          <Button icon={<DownloadOutlined aria-hidden />} onClick={() => setExporting(true)}>
            存为 Excel
          </Button>
        )
      }
      action={
        mayKeep && (
          <Button type="primary" onClick={() => leave(() => onOpen('new'))}>
            登记慰问
          </Button>
        )
      }
      filters={<RecordFilters filter={filter} kinds={kinds.value ?? []} latest={fiscalYear} onChange={setFilter} />}
    >
      <RecordList filter={filter} opened={opened} onOpen={onOpen} />
      {exporting && <ExportVisitsDialog filter={inputOf(filter)} onClose={() => setExporting(false)} />}
      {opened === 'new' && (
        <NewVisitDrawer kinds={kinds.value ?? []} whom={whom} onClose={() => onOpen(undefined)} onRecorded={onOpen} />
      )}
      {opened !== undefined && opened !== 'new' && (
        <VisitDrawer key={opened} id={opened} onClose={() => onOpen(undefined)} />
      )}
    </Page>
  );
}

interface RecordFilter {
  search: string;
  year: number | undefined;
  month: Month | undefined;
  kindId: string | undefined;
  method: VisitMethod | undefined;
  unsignedOnly: boolean;
}

/** The filter as the engine takes it. */
function inputOf({ search, year, month, kindId, method, unsignedOnly }: RecordFilter): InputOf<'visits.list'> {
  return {
    search,
    unsignedOnly,
    ...(month === undefined ? {} : { month }),
    ...(year === undefined || month !== undefined ? {} : { year }),
    ...(kindId === undefined ? {} : { kindId }),
    ...(method === undefined ? {} : { method }),
  };
}

interface RecordFiltersProps {
  filter: RecordFilter;
  kinds: readonly VisitKind[];
  /** The latest year worth choosing. */
  latest: number;
  onChange: (filter: RecordFilter) => void;
}

function RecordFilters({ filter, kinds, latest, onChange }: RecordFiltersProps) {
  const newest = Math.max(latest, yearOf(dayOf(new Date())));
  const years = Array.from({ length: 6 }, (_, back) => newest - back);
  return (
    <>
      <Input.Search
        className="filter-search"
        aria-label="查找慰问记录"
        placeholder="姓名、拼音、编号"
        allowClear
        value={filter.search}
        onChange={(event) => onChange({ ...filter, search: event.target.value })}
      />
      <Select<number>
        aria-label="年度"
        className="filter-select"
        placeholder="全部年度"
        allowClear
        value={filter.year ?? null}
        options={years.map((value) => ({ value, label: `${value} 年` }))}
        onChange={(year: number | undefined) => onChange({ ...filter, year, month: undefined })}
      />
      <span className="filter-month">
        <MonthInput
          aria-label="月份"
          placeholder="全部月份"
          value={filter.month}
          onChange={(month) => onChange({ ...filter, month, year: month === undefined ? filter.year : yearOf(month) })}
        />
      </span>
      <Select<string>
        aria-label="慰问类别"
        className="filter-select filter-kind"
        placeholder="全部类别"
        allowClear
        value={filter.kindId ?? null}
        options={kinds.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(kindId: string | undefined) => onChange({ ...filter, kindId })}
      />
      <Select<VisitMethod>
        aria-label="支付方式"
        className="filter-select"
        placeholder="全部方式"
        allowClear
        value={filter.method ?? null}
        options={VISIT_METHODS.map((value) => ({ value, label: VISIT_METHOD_NAMES[value] }))}
        onChange={(method: VisitMethod | undefined) => onChange({ ...filter, method })}
      />
      <Checkbox
        checked={filter.unsignedOnly}
        onChange={(event) => onChange({ ...filter, unsignedOnly: event.target.checked })}
      >
        只看未签收
      </Checkbox>
    </>
  );
}

interface RecordListProps {
  filter: RecordFilter;
  opened: string | undefined;
  onOpen: (id: string) => void;
}

/** Every visit, the newest first; a reversed one stays and says so. */
function RecordList({ filter, opened, onOpen }: RecordListProps) {
  const mayOpen = useAllowed('visits.get');
  const source = useWindow(
    (offset, limit) => call('visits.list', { ...inputOf(filter), offset, limit }),
    JSON.stringify(filter),
  );
  return (
    <DataTable
      label="慰问记录"
      source={source}
      rowKey={(row) => row.id}
      selectedKey={opened}
      {...(mayOpen ? { onOpen: (row: VisitRow) => onOpen(row.id) } : {})}
      rowTone={(row) => (row.reversed ? 'red' : undefined)}
      empty={
        <EmptyState title="没有慰问记录">
          单个慰问点右上角「登记慰问」；节日发给全体会员的，到「节日慰问」里一次生成。
        </EmptyState>
      }
      columns={[
        { key: 'day', title: '日期', width: 106, render: (row) => row.day },
        { key: 'name', title: '姓名', width: 92, render: (row) => row.memberName },
        { key: 'group', title: '小组', width: 110, render: (row) => row.groupName },
        { key: 'kind', title: '类别', width: 138, render: (row) => row.batchName ?? row.kindName },
        { key: 'reason', title: '事由', render: (row) => (row.batchName === undefined ? row.reason : row.goods) },
        { key: 'form', title: '形式', width: 76, render: (row) => VISIT_FORM_NAMES[row.form] },
        {
          key: 'amount',
          title: '金额',
          width: 120,
          align: 'right',
          render: (row) => <Money value={row.amount} />,
          sum: source.reply && <Money value={source.reply.amount} />,
        },
        { key: 'visitors', title: '慰问人', width: 128, render: (row) => row.visitors.join('、') },
        { key: 'voucher', title: '凭证', width: 82, render: (row) => row.voucherNumber },
        { key: 'signed', title: '签收', width: 84, render: (row) => <VisitTag visit={row} /> },
      ]}
    />
  );
}
