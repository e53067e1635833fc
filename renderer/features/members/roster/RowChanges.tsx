import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { RecordDrawer } from '#renderer/components/RecordDrawer.tsx';
import type { FieldChange, RosterPreviewRow } from '#shared/contract/members.ts';
import type { LeavingOut } from './use-leave-out.ts';

interface RowChangesProps {
  row: RosterPreviewRow;
  leaving: LeavingOut;
  onClose: () => void;
}

/** What one row would change of its member, value by value; each can be left out. */
export function RowChanges({ row, leaving, onClose }: RowChangesProps) {
  const columns: readonly Column<FieldChange>[] = [
    {
      key: 'take',
      title: '收',
      width: 44,
      align: 'center',
      render: ({ field, name }) => (
        <input
          type="checkbox"
          aria-label={`更新${name}`}
          checked={!leaving.isRowOut(row.row) && !leaving.isFieldOut(field) && !leaving.isCellOut(row.row, field)}
          disabled={leaving.isRowOut(row.row) || leaving.isFieldOut(field)}
          onChange={() => leaving.toggleCell(row.row, field)}
        />
      ),
    },
    { key: 'name', title: '项目', width: 130, render: ({ name }) => name },
    { key: 'before', title: '现在', width: 200, render: ({ before }) => <span title={before}>{before || '空'}</span> },
    { key: 'after', title: '改为', render: ({ after }) => <strong title={after}>{after || '空'}</strong> },
  ];
  return (
    <RecordDrawer open title={`第 ${row.row} 行 ${row.name}`} onClose={onClose}>
      <p className="members-hint">去掉勾的项目保持现在的内容。整行不收，在列表里去掉这一行的勾。</p>
      <DataTable
        label="这一行的更新"
        columns={columns}
        rows={row.changes ?? []}
        rowKey={({ field, name }) => `${field} ${name}`}
        maxHeight={560}
      />
    </RecordDrawer>
  );
}
