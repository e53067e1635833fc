import { useMemo, useState } from 'react';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Verdict, type VerdictTone } from '#renderer/components/Verdict.tsx';
import type { WagePreview, WagePreviewRow, WageVerdict } from '#shared/contract/members.ts';

/** In the order in which somebody has to look at them. */
const WORDS: readonly { verdict: WageVerdict; label: string; tone: VerdictTone }[] = [
  { verdict: 'problem', label: '有问题', tone: 'red' },
  { verdict: 'mismatch', label: '姓名不符', tone: 'red' },
  { verdict: 'unknown', label: '查无此人', tone: 'amber' },
  { verdict: 'duplicate', label: '重复', tone: 'amber' },
  { verdict: 'update', label: '更新', tone: 'teal' },
  { verdict: 'unchanged', label: '无变化', tone: 'neutral' },
  { verdict: 'total', label: '合计行', tone: 'neutral' },
];
const BY_VERDICT = new Map(WORDS.map((word) => [word.verdict, word]));
const isUnused = ({ verdict }: WagePreviewRow) =>
  verdict === 'problem' || verdict === 'mismatch' || verdict === 'unknown' || verdict === 'duplicate';

interface WageRowsProps {
  preview: WagePreview;
  /** Row numbers that the person leaves out. */
  out: ReadonlySet<number>;
  /** Without it nothing can be left out any more. */
  onOut?: (out: ReadonlySet<number>) => void;
  unusedOnly?: boolean;
}

/** Every row of the wage list with what it changes; the counts above filter the table. */
export function WageRows({ preview, out, onOut, unusedOnly = false }: WageRowsProps) {
  const [only, setOnly] = useState<WageVerdict>();
  const rows = useMemo(
    () => preview.rows.filter((row) => (unusedOnly ? isUnused(row) : only === undefined || row.verdict === only)),
    [preview.rows, only, unusedOnly],
  );
  const toggle = (row: number) => {
    const next = new Set(out);
    if (!next.delete(row)) next.add(row);
    onOut?.(next);
  };
  const columns: readonly Column<WagePreviewRow>[] = [
    { key: 'row', title: '行', width: 64, align: 'right', render: ({ row }) => row },
    ...(onOut
      ? [
          {
            key: 'take',
            title: '收',
            width: 44,
            align: 'center' as const,
            render: ({ row, verdict }: WagePreviewRow) =>
              verdict === 'update' && (
                <input
                  type="checkbox"
                  aria-label={`收入第 ${row} 行`}
                  checked={!out.has(row)}
                  onChange={() => toggle(row)}
                />
              ),
          },
        ]
      : []),
    { key: 'number', title: '编号', width: 110, render: ({ number }) => number },
    { key: 'name', title: '姓名', width: 120, render: ({ name }) => name },
    {
      key: 'verdict',
      title: '结论',
      width: 96,
      render: ({ row, verdict }) => {
        const word = BY_VERDICT.get(verdict);
        if (verdict === 'update' && out.has(row)) return <Verdict>不收</Verdict>;
        return word && <Verdict tone={word.tone}>{word.label}</Verdict>;
      },
    },
    { key: 'message', title: '说明', render: ({ message }) => <span title={message}>{message}</span> },
  ];
  return (
    <>
      {!unusedOnly && (
        <fieldset className="members-verdicts" aria-label="按结论筛选">
          {WORDS.filter(({ verdict }) => preview.counts[verdict] > 0).map(({ verdict, label, tone }) => (
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
      )}
      <DataTable
        label={unusedOnly ? '没有用上的行' : '工资表'}
        columns={columns}
        rows={rows}
        rowKey={({ row }) => String(row)}
        rowTone={({ verdict }) => (verdict === 'total' ? 'soft' : undefined)}
      />
    </>
  );
}
