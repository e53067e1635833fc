import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { AssetCategory } from '#shared/contract/ledger.ts';
import { lifeText } from './words.ts';

interface CategoryTableProps {
  categories: readonly AssetCategory[];
  selected?: string;
  onOpen?: (category: AssetCategory) => void;
}

/** The union's kinds of assets with their usual life, and how sure that is. */
export function CategoryTable({ categories, selected, onOpen }: CategoryTableProps) {
  return (
    <DataTable
      label="资产类别"
      columns={COLUMNS}
      rows={categories}
      rowKey={(row) => row.id}
      rowTone={(row) => (row.retired ? 'soft' : undefined)}
      selectedKey={selected}
      maxHeight={520}
      {...(onOpen ? { onOpen } : {})}
    />
  );
}

const COLUMNS: readonly Column<AssetCategory>[] = [
  { key: 'name', title: '类别', width: 124, render: (row) => row.name },
  { key: 'life', title: '使用年限', width: 92, render: (row) => lifeText(row.usefulMonths) },
  {
    key: 'special',
    title: '',
    width: 66,
    render: (row) => (row.retired ? <Verdict>停用</Verdict> : row.special ? <Verdict>专用</Verdict> : null),
  },
  { key: 'remark', title: '依据', render: (row) => <span title={row.remark}>{row.remark}</span> },
];
