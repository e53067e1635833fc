import { useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import type { ArrearsSum, ArrearsView } from '#shared/contract/dues.ts';
import { type ArrearsFilterValue, filterInput } from './ArrearsFilters.tsx';

const FIRST: Readonly<Record<ArrearsView, string>> = { group: '工会小组', branch: '分会', age: '最早的欠缴已过' };

/** The same members by group, branch or age; a row opens the members behind it. */
export function ArrearsSums({
  by,
  filter,
  onOpen,
}: {
  by: ArrearsView;
  filter: ArrearsFilterValue;
  onOpen: (key: string) => void;
}) {
  const { value, error } = useCall('dues.sumArrears', { by, ...filterInput(filter) });
  const columns: Column<ArrearsSum>[] = [
    { key: 'name', title: FIRST[by], render: (row) => row.name, ...(value && { sum: '合计' }) },
    {
      key: 'members',
      title: '人数',
      width: 120,
      align: 'right',
      render: (row) => row.members,
      ...(value && { sum: value.members }),
    },
    {
      key: 'months',
      title: '月数',
      width: 120,
      align: 'right',
      render: (row) => row.months,
      ...(value && { sum: value.months }),
    },
    {
      key: 'owed',
      title: '欠缴金额',
      width: 160,
      align: 'right',
      render: (row) => <Money value={row.owed} />,
      ...(value && { sum: <Money value={value.owed} /> }),
    },
  ];
  return (
    <>
      <Notice tone="red">{error}</Notice>
      <DataTable
        label={`欠缴${FIRST[by]}`}
        columns={columns}
        rows={value?.rows}
        rowKey={(row) => row.key}
        onOpen={(row) => onOpen(row.key)}
        empty={<EmptyState title="没有欠缴">已计提的会费都收齐了。</EmptyState>}
      />
    </>
  );
}
