import { useMemo, useState } from 'react';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { RosterPreview, RowVerdict } from '#shared/contract/members.ts';
import { ROSTER_WORDS } from './words.ts';

type Row = RosterPreview['rows'][number];
const WORDS = new Map(ROSTER_WORDS.map((word) => [word.verdict, word]));

const COLUMNS: readonly Column<Row>[] = [
  { key: 'row', title: '行', width: 64, align: 'right', render: (row) => row.row },
  { key: 'name', title: '姓名', width: 120, render: (row) => row.name },
  { key: 'number', title: '编号', width: 100, render: (row) => row.number },
  { key: 'idNumber', title: '身份证号', width: 180, render: (row) => row.idNumberMasked },
  { key: 'group', title: '工会小组', width: 140, render: (row) => row.groupName },
  {
    key: 'verdict',
    title: '结论',
    width: 100,
    render: (row) => {
      const word = WORDS.get(row.verdict);
      return word && <Verdict tone={word.tone}>{word.label}</Verdict>;
    },
  },
  { key: 'message', title: '说明', render: (row) => <span title={row.message}>{row.message}</span> },
];

/** Every row of the roster with its verdict; the counts above filter the table. Rows are numbered as in Excel. */
export function RosterRows({ preview }: { preview: RosterPreview }) {
  const [only, setOnly] = useState<RowVerdict>();
  const rows = useMemo(
    () => (only === undefined ? preview.rows : preview.rows.filter((row) => row.verdict === only)),
    [preview.rows, only],
  );
  return (
    <>
      <fieldset className="members-verdicts" aria-label="按结论筛选">
        {ROSTER_WORDS.filter(({ verdict }) => preview.counts[verdict] > 0).map(({ verdict, label, tone }) => (
          <button
            key={verdict}
            type="button"
            aria-pressed={only === verdict}
            onClick={() => setOnly(only === verdict ? undefined : verdict)}
          >
            <Verdict tone={tone}>{`${label} ${preview.counts[verdict]}`}</Verdict>
          </button>
        ))}
      </fieldset>
      <DataTable
        label="花名册"
        columns={COLUMNS}
        rows={rows}
        rowKey={(row) => String(row.row)}
        rowTone={(row) => (row.verdict === 'total' ? 'soft' : undefined)}
      />
    </>
  );
}
