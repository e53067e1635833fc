import { useMemo, useState } from 'react';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { ChangeField, RosterPreview, RosterPreviewRow, RowVerdict } from '#shared/contract/members.ts';
import { ROSTER_WORDS } from '../words.ts';
import { RowChanges } from './RowChanges.tsx';
import type { LeavingOut } from './use-leave-out.ts';

const WORDS = new Map(ROSTER_WORDS.map((word) => [word.verdict, word]));

interface RosterRowsProps {
  preview: RosterPreview;
  leaving: LeavingOut;
}

/**
 * Every row of the roster with its verdict and what it would change; the counts above filter the table. A tick says whether a
 * row is taken in; a click on a row with changes opens them one by one. Rows are numbered as in Excel.
 */
export function RosterRows({ preview, leaving }: RosterRowsProps) {
  const [only, setOnly] = useState<RowVerdict>();
  const [open, setOpen] = useState<RosterPreviewRow>();
  const rows = useMemo(
    () => (only === undefined ? preview.rows : preview.rows.filter((row) => row.verdict === only)),
    [preview.rows, only],
  );
  const fields = useMemo(() => fieldsOf(preview.rows), [preview.rows]);
  const columns: readonly Column<RosterPreviewRow>[] = [
    { key: 'row', title: '行', width: 64, align: 'right', render: (row) => row.row },
    { key: 'take', title: '收', width: 44, align: 'center', render: (row) => <TakeTick row={row} leaving={leaving} /> },
    { key: 'name', title: '姓名', width: 110, render: (row) => row.name },
    { key: 'number', title: '编号', width: 90, render: (row) => row.number },
    { key: 'idNumber', title: '身份证号', width: 176, render: (row) => row.idNumberMasked },
    { key: 'group', title: '工会小组', width: 120, render: (row) => row.groupName },
    { key: 'verdict', title: '结论', width: 84, render: (row) => <RowVerdictTag row={row} leaving={leaving} /> },
    { key: 'message', title: '说明', render: (row) => <RowMessage row={row} leaving={leaving} /> },
  ];
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
      {fields.length > 0 && (
        <fieldset className="members-fields" aria-label="更新哪些项目">
          <span className="members-hint">更新已有会员的</span>
          {fields.map(({ field, name, rows: count }) => (
            <label key={field}>
              <input type="checkbox" checked={!leaving.isFieldOut(field)} onChange={() => leaving.toggleField(field)} />
              {`${name} ${count}`}
            </label>
          ))}
        </fieldset>
      )}
      <DataTable
        label="花名册"
        columns={columns}
        rows={rows}
        rowKey={(row) => String(row.row)}
        onOpen={(row) => setOpen(row.changes ? row : undefined)}
        selectedKey={open && String(open.row)}
        rowTone={(row) => (row.verdict === 'total' ? 'soft' : undefined)}
      />
      {open && <RowChanges key={open.row} row={open} leaving={leaving} onClose={() => setOpen(undefined)} />}
    </>
  );
}

interface RowProps {
  row: RosterPreviewRow;
  leaving: LeavingOut;
}

function TakeTick({ row, leaving }: RowProps) {
  if (row.verdict !== 'new' && row.verdict !== 'update') return null;
  return (
    <input
      type="checkbox"
      aria-label={`收入第 ${row.row} 行`}
      checked={!leaving.isRowOut(row.row)}
      // the row itself opens on a click
      onClick={(event) => event.stopPropagation()}
      onChange={() => leaving.toggleRow(row.row)}
    />
  );
}

function RowVerdictTag({ row, leaving }: RowProps) {
  const word = WORDS.get(row.verdict);
  if (!word) return null;
  if ((row.verdict === 'new' || row.verdict === 'update') && !leaving.takes(row)) return <Verdict>不收</Verdict>;
  return <Verdict tone={word.tone}>{word.label}</Verdict>;
}

function RowMessage({ row, leaving }: RowProps) {
  const text = row.changes ? changesText(row, leaving) : row.message;
  return <span title={text}>{text}</span>;
}

/** `联系电话 138…1 → 139…2；备注 空 → 退休` */
function changesText(row: RosterPreviewRow, leaving: LeavingOut): string {
  const kept = leaving.keptOf(row).map(({ name, before, after }) => `${name} ${before || '空'} → ${after || '空'}`);
  // what the sentence says beyond the names of the fields: `现为转出，会籍不变`
  const more = row.message.split('；').slice(1);
  return [...(kept.length === 0 ? ['没有要更新的'] : kept), ...more].join('；');
}

/** The fields that would change, with the number of rows. */
function fieldsOf(rows: readonly RosterPreviewRow[]): { field: ChangeField; name: string; rows: number }[] {
  const fields = new Map<ChangeField, { field: ChangeField; name: string; rows: number }>();
  for (const { changes = [] } of rows) {
    const seen = new Set<ChangeField>();
    for (const { field, name } of changes) {
      if (seen.has(field)) continue;
      seen.add(field);
      const known = fields.get(field);
      if (known) known.rows += 1;
      else fields.set(field, { field, name, rows: 1 });
    }
  }
  return [...fields.values()];
}
