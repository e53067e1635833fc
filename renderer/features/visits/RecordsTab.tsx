import { Checkbox, Input, Select } from 'antd';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { dayOf, yearOf } from '#shared/calendar.ts';
import { VISIT_FORM_NAMES, type VisitKind, type VisitRow } from '#shared/contract/visits.ts';
import { VisitTag } from './VisitDrawer.tsx';

export interface RecordFilter {
  search: string;
  year: number | undefined;
  kindId: string | undefined;
  unsignedOnly: boolean;
}

interface RecordFiltersProps {
  filter: RecordFilter;
  kinds: readonly VisitKind[];
  /** The latest year worth choosing. */
  latest: number;
  onChange: (filter: RecordFilter) => void;
}

export function RecordFilters({ filter, kinds, latest, onChange }: RecordFiltersProps) {
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
        onChange={(year: number | undefined) => onChange({ ...filter, year })}
      />
      <Select<string>
        aria-label="慰问类别"
        className="filter-select filter-kind"
        placeholder="全部类别"
        allowClear
        value={filter.kindId ?? null}
        options={kinds.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(kindId: string | undefined) => onChange({ ...filter, kindId })}
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

interface RecordsTabProps {
  filter: RecordFilter;
  opened: string | undefined;
  onOpen: (id: string) => void;
}

/** Every visit, the newest first; a reversed one stays and says so. */
export function RecordsTab({ filter, opened, onOpen }: RecordsTabProps) {
  const mayOpen = useAllowed('visits.get');
  const { search, year, kindId, unsignedOnly } = filter;
  const source = useWindow(
    (offset, limit) =>
      call('visits.list', {
        search,
        unsignedOnly,
        offset,
        limit,
        ...(year === undefined ? {} : { year }),
        ...(kindId === undefined ? {} : { kindId }),
      }),
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
