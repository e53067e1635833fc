import type { Column } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import type { LevyPreview, LevyPreviewRow } from '#shared/contract/dues.ts';

/** Months, kinds and remarks have a column only where there are any. */
export function previewColumns(preview: LevyPreview | undefined): Column<LevyPreviewRow>[] {
  const rows = preview?.rows ?? [];
  return [
    {
      key: 'number',
      title: '编号',
      width: 100,
      render: (row) => row.number,
      ...(preview && { sum: `${preview.toLevy} 人` }),
    },
    { key: 'name', title: '姓名', width: 120, render: (row) => row.name },
    { key: 'group', title: '工会小组', render: (row) => row.groupName },
    { key: 'wage', title: '工资', width: 130, align: 'right', render: (row) => wageOf(row, row.wage) },
    { key: 'base', title: '计费基数', width: 130, align: 'right', render: (row) => wageOf(row, row.cutBase) },
    ...(preview && preview.period.from !== preview.period.to
      ? [
          {
            key: 'months',
            title: '月数',
            width: 70,
            align: 'right' as const,
            render: (row: LevyPreviewRow) => row.months,
          },
        ]
      : []),
    {
      key: 'amount',
      title: '应收',
      width: 120,
      align: 'right',
      render: (row) => <Money value={row.amount} />,
      ...(preview && { sum: <Money value={preview.total} /> }),
    },
    ...(rows.some((row) => row.note !== '')
      ? [{ key: 'note', title: '说明', width: 260, render: (row: LevyPreviewRow) => row.note }]
      : []),
  ];
}

/** A fixed amount has no wage. */
function wageOf({ kind, wage }: LevyPreviewRow, value: LevyPreviewRow['wage']) {
  return kind !== '' && wage === 0 ? '定额' : <Money value={value} />;
}
