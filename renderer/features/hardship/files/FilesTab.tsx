import { Button, Checkbox, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import {
  HARDSHIP_CATEGORY_NAMES,
  HARDSHIP_CAUSE_NAMES,
  HARDSHIP_STATUS_NAMES,
  HARDSHIP_STATUSES,
  type HardshipRecord,
  type HardshipRow,
  type HardshipStatus,
  type HardshipTotals,
} from '#shared/contract/hardship.ts';
import { HARDSHIP_STAGE_NAMES } from '#shared/hardship-procedure.ts';
import { formatYuan } from '#shared/money.ts';
import type { HardshipFrame } from '../words.ts';
import { type Applicant, FileDrawer, type FileView } from './FileDrawer.tsx';

interface FilesTabProps {
  frame: HardshipFrame;
  /** The file that is open in the drawer, or `new`. */
  opened: string | undefined;
  onOpen: (id: string | undefined) => void;
  /** What of a stored file is looked at first. */
  view: FileView;
  /** Whom a new file is for, where that is known. */
  applicant: Applicant | undefined;
  staleOnly: boolean;
  onParameters: () => void;
}

/** 困难档案: one file a household. */
export function FilesTab({ frame, opened, onOpen, view, applicant, staleOnly, onParameters }: FilesTabProps) {
  const [filter, setFilter] = useState<FileFilter>({ search: '', status: undefined, staleOnly });
  const [made, setMade] = useState<HardshipRecord>();
  const totals = useCall('hardship.list', { limit: 1 });
  const lines = useCall('hardship.listParameters', {});
  const mayKeep = useAllowed('hardship.save');
  const unready = lines.value?.length === 0;
  return (
    <Page
      {...frame}
      state={totals.value && stateOf(totals.value, unready)}
      action={
        mayKeep && (
          <Button type="primary" onClick={() => (unready ? onParameters() : leave(() => onOpen('new')))}>
            {unready ? '填低保线' : '新建档案'}
          </Button>
        )
      }
      filters={<FileFilters filter={filter} onChange={setFilter} />}
    >
      <FileList filter={filter} opened={opened} unready={unready} onOpen={onOpen} />
      {opened !== undefined && (
        <FileDrawer
          key={opened}
          id={opened}
          made={made?.id === opened ? made : undefined}
          firstView={made?.id === opened ? 'procedure' : view}
          applicant={applicant}
          onClose={() => onOpen(undefined)}
          onMade={(file) => {
            setMade(file);
            onOpen(file.id);
          }}
          onParameters={onParameters}
        />
      )}
    </Page>
  );
}

function stateOf({ open, applying, stale, aidsYear }: HardshipTotals, unready: boolean): string {
  if (unready) return '还没有填当地低保线，填好后才能建档测算';
  const onTheirWay = applying === 0 ? '' : `，办理中 ${applying} 户`;
  return `在档 ${open} 户${onTheirWay}，一年未改 ${stale} 户，本年帮扶 ${formatYuan(aidsYear)} 元`;
}

interface FileFilter {
  search: string;
  status: HardshipStatus | undefined;
  staleOnly: boolean;
}

function FileFilters({ filter, onChange }: { filter: FileFilter; onChange: (filter: FileFilter) => void }) {
  return (
    <>
      <Input.Search
        className="filter-search"
        aria-label="查找困难档案"
        placeholder="姓名、拼音、编号、档案号"
        allowClear
        value={filter.search}
        onChange={(event) => onChange({ ...filter, search: event.target.value })}
      />
      <Select<HardshipStatus>
        aria-label="档案状态"
        className="filter-select"
        placeholder="全部状态"
        allowClear
        value={filter.status ?? null}
        options={HARDSHIP_STATUSES.map((status) => ({ value: status, label: HARDSHIP_STATUS_NAMES[status] }))}
        onChange={(status: HardshipStatus | undefined) => onChange({ ...filter, status })}
      />
      <Checkbox
        checked={filter.staleOnly}
        onChange={(event) => onChange({ ...filter, staleOnly: event.target.checked })}
      >
        只看一年未改
      </Checkbox>
    </>
  );
}

interface FileListProps {
  filter: FileFilter;
  opened: string | undefined;
  /** No line is on file yet. */
  unready: boolean;
  onOpen: (id: string) => void;
}

function FileList({ filter, opened, unready, onOpen }: FileListProps) {
  const mayOpen = useAllowed('hardship.open');
  const { search, status, staleOnly } = filter;
  const source = useWindow(
    (offset, limit) =>
      call('hardship.list', { search, staleOnly, offset, limit, ...(status === undefined ? {} : { status }) }),
    JSON.stringify(filter),
  );
  const filtered = search !== '' || status !== undefined || staleOnly;
  return (
    <DataTable
      label="困难档案"
      source={source}
      rowKey={(row) => row.id}
      selectedKey={opened}
      {...(mayOpen ? { onOpen: (row: HardshipRow) => onOpen(row.id) } : {})}
      empty={<NoFiles filtered={filtered} unready={unready} />}
      columns={[
        { key: 'number', title: '档案号', width: 124, render: (row) => row.number },
        { key: 'name', title: '姓名', width: 96, render: (row) => row.memberName },
        { key: 'group', title: '小组', render: (row) => row.groupName },
        { key: 'category', title: '类别', width: 96, render: (row) => HARDSHIP_CATEGORY_NAMES[row.category] },
        { key: 'cause', title: '致困原因', width: 140, render: (row) => HARDSHIP_CAUSE_NAMES[row.cause] },
        {
          key: 'perHead',
          title: '月人均',
          width: 120,
          align: 'right',
          render: (row) => <Money value={row.perHeadMonthly} />,
        },
        {
          key: 'aids',
          title: '本年帮扶',
          width: 120,
          align: 'right',
          render: (row) => <Money value={row.aidsYear} blankZero />,
        },
        { key: 'opened', title: '建档', width: 108, render: (row) => (row.status === 'applying' ? '' : row.openedDay) },
        {
          key: 'reviewed',
          title: '复核',
          width: 108,
          render: (row) => (row.status === 'applying' ? '' : row.reviewedDay),
        },
        {
          key: 'status',
          title: '状态',
          width: 112,
          render: (row) =>
            row.stale ? (
              <Verdict tone="amber">一年未改</Verdict>
            ) : (
              <Verdict tone={row.status === 'open' ? 'teal' : row.status === 'applying' ? 'amber' : 'neutral'}>
                {row.stage === 'refused' ? HARDSHIP_STAGE_NAMES.refused : HARDSHIP_STATUS_NAMES[row.status]}
              </Verdict>
            ),
        },
      ]}
    />
  );
}

function NoFiles({ filtered, unready }: { filtered: boolean; unready: boolean }) {
  if (filtered) return <EmptyState title="没有符合条件的档案">可以换姓名、拼音首字母，或去掉筛选再找。</EmptyState>;
  if (unready)
    return (
      <EmptyState title="先填上当地低保线">
        低保线由各地公布、每年调整，程序不预设。点右上角「填低保线」，填好以后再建档，月人均和困难类别随时算出。
      </EmptyState>
    );
  return <EmptyState title="还没有困难档案">先建档、后帮扶：一户一档，点右上角「新建档案」。</EmptyState>;
}
