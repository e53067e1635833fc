import { Button, Input, Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { DIRECTIONS, type Direction, type Purpose } from '#shared/contract/ledger.ts';
import { DIRECTION_LABELS, type LedgerFrame } from '../words.ts';
import { PurposeDrawer } from './PurposeDrawer.tsx';

/** A purpose with its place among those of its direction. */
interface Row {
  purpose: Purpose;
  rank: number;
}

/** 收支用途: the plain words of 收支登记 and the account behind each. */
export function PurposesView({ frame, choice }: { frame: LedgerFrame; choice: ReactNode }) {
  const [direction, setDirection] = useState<Direction | 'all'>('all');
  const [typed, setTyped] = useState('');
  const [editing, setEditing] = useState<Row | 'new'>();
  const mayEdit = useAllowed('ledger.savePurpose');
  const { value: purposes, error } = useCall('ledger.listPurposes', { retired: true });
  const rows = purposes && DIRECTIONS.flatMap((one) => ranked(purposes, one));
  const text = typed.trim().toLowerCase();
  const shown = rows?.filter(
    ({ purpose }) =>
      (direction === 'all' || purpose.direction === direction) && (text === '' || purpose.keywords.includes(text)),
  );
  const retired = purposes?.filter((purpose) => purpose.retired).length ?? 0;
  return (
    <Page
      {...frame}
      state={
        purposes && `收支登记里可选 ${purposes.length - retired} 种用途${retired > 0 ? `，停用 ${retired} 种` : ''}`
      }
      filters={
        <>
          {choice}
          <Select<Direction | 'all'>
            className="chart-direction"
            aria-label="收支方向"
            value={direction}
            options={[
              { value: 'all', label: '全部' },
              ...DIRECTIONS.map((one) => ({ value: one, label: DIRECTION_LABELS[one] })),
            ]}
            onChange={setDirection}
          />
          <Input
            className="chart-search"
            aria-label="查找用途"
            placeholder="用途、科目、拼音或 2017 年叫法"
            allowClear
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </>
      }
      action={
        mayEdit && (
          <Button type="primary" onClick={() => leave(() => setEditing('new'))}>
            加一种用途
          </Button>
        )
      }
      notice={<Notice tone="red">{error}</Notice>}
    >
      <DataTable
        label="收支用途"
        columns={COLUMNS}
        rows={shown}
        rowKey={({ purpose }) => purpose.id}
        rowTone={({ purpose }) => (purpose.retired ? 'soft' : undefined)}
        {...(mayEdit ? { onOpen: setEditing } : {})}
        selectedKey={editing !== 'new' ? editing?.purpose.id : undefined}
        empty={<EmptyState title="没有这样的用途">换个说法再找，或另加一种。</EmptyState>}
      />
      {editing && (
        <PurposeDrawer
          key={editing === 'new' ? 'new' : editing.purpose.id}
          {...(editing === 'new' ? { direction: direction === 'all' ? 'expense' : direction } : editing)}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Page>
  );
}

function ranked(purposes: readonly Purpose[], direction: Direction): Row[] {
  return purposes
    .filter((purpose) => purpose.direction === direction)
    .map((purpose, index) => ({ purpose, rank: index + 1 }));
}

const COLUMNS: readonly Column<Row>[] = [
  { key: 'direction', title: '方向', width: 60, render: ({ purpose }) => DIRECTION_LABELS[purpose.direction] },
  { key: 'rank', title: '顺序', width: 56, align: 'right', render: ({ rank }) => rank },
  { key: 'label', title: '用途', width: 260, render: ({ purpose }) => purpose.label },
  {
    key: 'account',
    title: '记到科目',
    width: 190,
    render: ({ purpose }) => `${purpose.accountCode} ${purpose.accountName}`,
  },
  { key: 'oldName', title: '2017 年叫法', width: 140, render: ({ purpose }) => purpose.oldName },
  { key: 'hint', title: '说明', render: ({ purpose }) => purpose.hint },
  {
    key: 'state',
    title: '状态',
    width: 100,
    render: ({ purpose }) => (
      <>
        {purpose.retired && <Verdict>已停用</Verdict>}
        {purpose.own && <Verdict tone="teal">自设</Verdict>}
      </>
    ),
  },
];
