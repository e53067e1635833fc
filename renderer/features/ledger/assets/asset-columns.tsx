import type { Column } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import type { RowTone } from '#renderer/components/TableRow.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { ASSET_STATUS_LABELS, type AssetCard, type AssetTotals } from '#shared/contract/ledger.ts';
import { STATUS_TONES } from './words.ts';

/** The register's columns with the totals of what is shown under them. */
export function assetColumns(totals: AssetTotals | undefined): readonly Column<AssetCard>[] {
  return [
    { key: 'number', title: '编号', width: 86, render: (row) => row.number, sum: '合计' },
    { key: 'name', title: '名称', render: (row) => row.name, sum: totals && `${totals.cards} 张` },
    { key: 'category', title: '类别', width: 108, render: (row) => row.categoryName },
    { key: 'quantity', title: '数量', width: 66, align: 'right', render: (row) => `${row.quantity} ${row.unit}` },
    { key: 'day', title: '购入日', width: 98, render: (row) => row.acquiredDay },
    {
      key: 'original',
      title: '原值',
      width: 100,
      align: 'right',
      render: (row) => <Money value={row.original} />,
      sum: <Money value={totals?.original} />,
    },
    {
      key: 'accumulated',
      title: '累计折旧',
      width: 100,
      align: 'right',
      render: (row) => <Money value={row.accumulated} blankZero />,
      sum: <Money value={totals?.accumulated} />,
    },
    {
      key: 'net',
      title: '净值',
      width: 100,
      align: 'right',
      render: (row) => <Money value={row.net} />,
      sum: <Money value={totals?.net} />,
    },
    { key: 'department', title: '部门', width: 92, render: (row) => row.department },
    { key: 'keeper', title: '使用人', width: 72, render: (row) => row.keeper },
    { key: 'place', title: '地点', width: 98, render: (row) => row.place },
    {
      key: 'status',
      title: '状态',
      width: 78,
      render: (row) => <Verdict tone={STATUS_TONES[row.status]}>{ASSET_STATUS_LABELS[row.status]}</Verdict>,
    },
  ];
}

/** Cards that the books no longer hold stand back. */
export function assetTone({ status }: AssetCard): RowTone | undefined {
  return status === 'disposed' || status === 'void' ? 'soft' : undefined;
}
