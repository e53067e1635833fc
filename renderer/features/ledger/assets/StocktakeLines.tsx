import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { COUNT_RESULT_LABELS, COUNT_RESULTS, type CountResult, type StocktakeLine } from '#shared/contract/ledger.ts';
import { formatYuan } from '#shared/money.ts';

interface LineChange {
  cardId: string;
  result?: CountResult | undefined;
  note: string;
}

interface StocktakeLinesProps {
  lines: readonly StocktakeLine[];
  editable: boolean;
  busy: boolean;
  onChange: (line: LineChange) => void;
  /** What follows from a difference, once the stock-take is finished. */
  onDispose?: (line: StocktakeLine) => void;
  onMove?: (line: StocktakeLine) => void;
}

/** The cards of a stock-take with what was found of each. */
export function StocktakeLines({ lines, editable, busy, onChange, onDispose, onMove }: StocktakeLinesProps) {
  const columns: Column<StocktakeLine>[] = [
    { key: 'number', title: '编号', width: 92, render: (row) => row.number },
    { key: 'name', title: '名称', width: 150, render: (row) => row.name },
    { key: 'model', title: '规格型号', width: 120, render: (row) => row.model },
    { key: 'quantity', title: '账面数量', width: 84, align: 'right', render: (row) => `${row.quantity} ${row.unit}` },
    { key: 'original', title: '原值', width: 106, align: 'right', render: (row) => formatYuan(row.original) },
    {
      key: 'where',
      title: '部门 · 使用人 · 地点',
      render: (row) => [row.department, row.keeper, row.place].filter(Boolean).join(' · '),
    },
    {
      key: 'result',
      title: '盘点结果',
      width: 168,
      render: (row) =>
        editable ? (
          <Select<CountResult>
            className="asset-result"
            size="small"
            aria-label={`${row.number} 的盘点结果`}
            placeholder="没有盘到"
            allowClear
            disabled={busy}
            value={row.result ?? null}
            options={COUNT_RESULTS.map((value) => ({ value, label: COUNT_RESULT_LABELS[value] }))}
            onChange={(result: CountResult | undefined) => onChange({ cardId: row.cardId, result, note: row.note })}
          />
        ) : (
          <ResultTag result={row.result} />
        ),
    },
    {
      key: 'note',
      title: '说明',
      width: 170,
      render: (row) =>
        editable ? (
          <NoteInput
            key={`${row.cardId}-${row.note}`}
            line={row}
            onChange={(note) => onChange({ cardId: row.cardId, result: row.result, note })}
          />
        ) : (
          row.note
        ),
    },
  ];
  if (onDispose && onMove)
    columns.push({
      key: 'follow',
      title: '后续',
      width: 110,
      render: (row) => <FollowUp line={row} onDispose={onDispose} onMove={onMove} />,
    });
  return <DataTable label="盘点表" columns={columns} rows={lines} rowKey={(row) => row.cardId} rowTone={toneOf} />;
}

function toneOf({ result }: StocktakeLine): 'amber' | undefined {
  return result !== undefined && result !== 'agrees' ? 'amber' : undefined;
}

function ResultTag({ result }: { result: CountResult | undefined }) {
  if (result === undefined) return null;
  return <Verdict tone={result === 'agrees' ? 'teal' : 'amber'}>{COUNT_RESULT_LABELS[result]}</Verdict>;
}

function FollowUp({
  line,
  onDispose,
  onMove,
}: Required<Pick<StocktakeLinesProps, 'onDispose' | 'onMove'>> & { line: StocktakeLine }) {
  if (line.result === undefined || line.result === 'agrees') return null;
  if (line.statusNow === 'disposed' || line.statusNow === 'void') return <Verdict>已处置</Verdict>;
  return line.result === 'missing' || line.result === 'damaged' ? (
    <Button size="small" onClick={() => onDispose(line)}>
      办理处置
    </Button>
  ) : (
    <Button size="small" onClick={() => onMove(line)}>
      变更卡片
    </Button>
  );
}

/** Saved when one leaves the field. */
function NoteInput({ line, onChange }: { line: StocktakeLine; onChange: (note: string) => void }) {
  const [note, setNote] = useState(line.note);
  return (
    <Input
      size="small"
      aria-label={`${line.number} 的说明`}
      value={note}
      maxLength={100}
      onChange={(event) => setNote(event.target.value)}
      onBlur={() => note.trim() !== line.note && onChange(note.trim())}
    />
  );
}
