import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { GROUP_KIND_NAMES } from '#shared/contract/members.ts';
import { mayLead, type TreeLine } from './group-words.ts';

const COLUMNS: readonly Column<TreeLine>[] = [
  {
    key: 'name',
    title: '分会、小组',
    render: ({ name, depth, group }) => (
      <span style={{ paddingInlineStart: (depth - 1) * 16 }} title={group?.path}>
        {name}
        {group?.kind === 'branch' && <span className="groups-branch">{GROUP_KIND_NAMES.branch}</span>}
        {group?.closedDay !== undefined && <span className="groups-branch">已撤销</span>}
      </span>
    ),
  },
  { key: 'active', title: '本组', width: 62, align: 'right', render: ({ active }) => active },
  { key: 'total', title: '含下级', width: 68, align: 'right', render: ({ total }) => total },
];

interface GroupTreeTableProps {
  lines: readonly TreeLine[] | undefined;
  selected: string | undefined;
  onOpen: (line: TreeLine) => void;
}

/** The tree as a table: ↑ ↓ move, Enter shows the group at the right. Amber: a leader has left the union, or members stand in a dissolved group. */
export function GroupTreeTable({ lines, selected, onOpen }: GroupTreeTableProps) {
  return (
    <DataTable<TreeLine>
      label="工会小组"
      columns={COLUMNS}
      rows={lines}
      rowKey={({ id }) => id}
      selectedKey={selected}
      onOpen={onOpen}
      rowTone={({ group }) => {
        if (group?.closedDay !== undefined) return group.living > 0 ? 'amber' : 'soft';
        return group?.leaders.some(({ status }) => !mayLead(status)) ? 'amber' : undefined;
      }}
    />
  );
}
