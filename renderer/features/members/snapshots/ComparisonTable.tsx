import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import {
  type CameOrWent,
  COMPARED_FIELD_NAMES,
  type GroupChange,
  MEMBER_STATUS_NAMES,
  type ParticularsChange,
  type RosterComparison,
} from '#shared/contract/members.ts';
import { changeText } from '#shared/roster-words.ts';
import { STATUS_TONES } from '../words.ts';

export type ComparedList = 'joined' | 'left' | 'moved' | 'changed';

const NUMBER = { key: 'number', title: '编号', width: 90 };
const NAME = { key: 'name', title: '姓名', width: 110 };
const person = <T extends { number: string; name: string }>(): Column<T>[] => [
  { ...NUMBER, render: ({ number }) => number },
  { ...NAME, render: ({ name }) => name },
];

const GROUP: Column<CameOrWent> = {
  key: 'group',
  title: '分会、小组',
  render: ({ groupPath }) => groupPath || '未分组',
};
const CHANGE: Column<CameOrWent> = { key: 'change', title: '变动', render: (row) => changeText(row) };
const STATUS: Column<CameOrWent> = {
  key: 'status',
  title: '去向',
  width: 130,
  render: ({ status }) =>
    status === '' ? '' : <Verdict tone={STATUS_TONES[status]}>{MEMBER_STATUS_NAMES[status]}</Verdict>,
};
const JOINED: Column<CameOrWent> = { key: 'joined', title: '入会时间', width: 108, render: ({ joined }) => joined };

const CAME: readonly Column<CameOrWent>[] = [...person<CameOrWent>(), GROUP, JOINED, CHANGE];
const WENT: readonly Column<CameOrWent>[] = [...person<CameOrWent>(), GROUP, STATUS, CHANGE];
const MOVED: readonly Column<GroupChange>[] = [
  ...person<GroupChange>(),
  { key: 'from', title: '原小组', render: ({ from }) => from || '未分组' },
  { key: 'to', title: '现小组', render: ({ to }) => to || '未分组' },
];
const CHANGED: readonly Column<ParticularsChange>[] = [
  ...person<ParticularsChange>(),
  {
    key: 'changes',
    title: '变化',
    render: ({ changes }) =>
      changes
        .map(({ field, from, to }) => `${COMPARED_FIELD_NAMES[field]}：${from || '空'} → ${to || '空'}`)
        .join('；'),
  },
];

const keyOf = ({ memberId }: { memberId: string }) => memberId;

/** One of the four lists of a comparison. */
export function ComparisonTable({
  comparison,
  list,
}: {
  comparison: RosterComparison | undefined;
  list: ComparedList;
}) {
  const none = <EmptyState title="没有差别">两份名册在这一项上是一样的。</EmptyState>;
  if (list === 'moved')
    return <DataTable label="调动小组" columns={MOVED} rows={comparison?.moved} rowKey={keyOf} empty={none} />;
  if (list === 'changed')
    return <DataTable label="资料变化" columns={CHANGED} rows={comparison?.changed} rowKey={keyOf} empty={none} />;
  if (list === 'left')
    return <DataTable label="减少" columns={WENT} rows={comparison?.left} rowKey={keyOf} empty={none} />;
  return <DataTable label="新增" columns={CAME} rows={comparison?.joined} rowKey={keyOf} empty={none} />;
}
