import type { ReactNode } from 'react';
import { call } from '#renderer/app/client.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { MEMBER_STATUS_NAMES, type MemberFilter, type MemberRow, SEX_NAMES } from '#shared/contract/members.ts';
import { isFiltered } from '../find/filter-words.ts';
import { STATUS_TONES } from '../words.ts';

const COLUMNS: readonly Column<MemberRow>[] = [
  { key: 'number', title: '编号', width: 90, render: (row) => row.number },
  { key: 'name', title: '姓名', width: 120, render: (row) => row.name },
  { key: 'sex', title: '性别', width: 56, render: (row) => row.sex && SEX_NAMES[row.sex] },
  { key: 'birthday', title: '出生日期', width: 110, render: (row) => row.birthday },
  { key: 'group', title: '工会小组', render: (row) => row.groupName },
  {
    key: 'status',
    title: '会籍',
    width: 120,
    render: (row) => <Verdict tone={STATUS_TONES[row.status]}>{MEMBER_STATUS_NAMES[row.status]}</Verdict>,
  },
  { key: 'phone', title: '联系电话', width: 130, render: (row) => row.phoneMasked },
  { key: 'idNumber', title: '身份证号', width: 180, render: (row) => row.idNumberMasked },
  { key: 'joined', title: '入会时间', width: 110, render: (row) => row.joined },
];

interface MemberListProps {
  filter: MemberFilter;
  selected: string | undefined;
  onOpen?: (id: string) => void;
  /** What to do while there are no members at all. */
  firstStep: ReactNode;
}

/** The members that fit the filter, read in windows. Numbers are masked; the record shows them. */
export function MemberList({ filter, selected, onOpen, firstStep }: MemberListProps) {
  const list = useWindow((offset, limit) => call('members.list', { ...filter, offset, limit }), JSON.stringify(filter));
  return (
    <DataTable
      label="会员"
      columns={COLUMNS}
      source={list}
      rowKey={(row) => row.id}
      {...(onOpen ? { onOpen: (row: MemberRow) => onOpen(row.id) } : {})}
      selectedKey={selected}
      rowTone={(row) => (row.status === 'active' || row.status === 'applied' ? undefined : 'soft')}
      empty={
        isFiltered(filter) ? (
          <EmptyState title="没有符合条件的会员">换拼音首字母、编号再找，或清掉一些筛选条件。</EmptyState>
        ) : (
          <EmptyState title="还没有会员" action={firstStep}>
            有现成的花名册就直接导入，表头由程序自己找；也可以一个一个登记。
          </EmptyState>
        )
      }
    />
  );
}
