import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { HARDSHIP_STATUS_NAMES, type HardshipRecord } from '#shared/contract/hardship.ts';

/** 变动: when the file was resolved, closed or taken on again, and on what ground. */
export function ChangesView({ file }: { file: HardshipRecord }) {
  return (
    <DataTable
      label="状态变动"
      rows={[...file.changes].reverse().map((change, index) => ({ ...change, key: String(index) }))}
      rowKey={(row) => row.key}
      maxHeight={480}
      empty={<EmptyState title="还没有变动">脱困、注销、重新纳入时，这里留下日期和依据。</EmptyState>}
      columns={[
        { key: 'day', title: '日期', width: 108, render: (row) => row.day },
        {
          key: 'change',
          title: '变动',
          width: 160,
          render: (row) => `${HARDSHIP_STATUS_NAMES[row.from]} → ${HARDSHIP_STATUS_NAMES[row.to]}`,
        },
        { key: 'ground', title: '依据', render: (row) => row.ground },
        { key: 'operator', title: '登记人', width: 96, render: (row) => row.operator },
      ]}
    />
  );
}
