import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import {
  HARDSHIP_STAGE_NAMES,
  HARDSHIP_STAGES,
  type HardshipStage,
  type ProcedureRow,
  STEP_NAMES,
} from '#shared/contract/hardship.ts';
import { TextsDialog } from '../papers/TextsDialog.tsx';
import type { HardshipFrame } from '../words.ts';
import { StageTag } from './ProcedureView.tsx';
import { SettingsDialog } from './SettingsDialog.tsx';

interface ProcedureTabProps {
  frame: HardshipFrame;
  /** Opens a file in its drawer, or `new`; left out for who may not open files. */
  onOpenFile?: (id: string) => void;
}

const CHOICES = HARDSHIP_STAGES.filter((stage) => stage !== 'filed');

/** 建档办理: every application on its way, with what is missing and what comes next. */
export function ProcedureTab({ frame, onOpenFile }: ProcedureTabProps) {
  const [search, setSearch] = useState('');
  const [stage, setStage] = useState<HardshipStage>();
  const [dialog, setDialog] = useState<'settings' | 'texts'>();
  const mayKeep = useAllowed('hardship.recordSteps');
  const source = useWindow(
    (offset, limit) =>
      call('hardship.listProcedures', { search, offset, limit, ...(stage === undefined ? {} : { stage }) }),
    JSON.stringify({ search, stage }),
  );
  return (
    <Page
      {...frame}
      state={source.reply && stateOf(source.reply.stages)}
      action={
        mayKeep &&
        onOpenFile && (
          <Button type="primary" onClick={() => onOpenFile('new')}>
            登记申请
          </Button>
        )
      }
      filters={
        <>
          <Input.Search
            className="filter-search"
            aria-label="查找办理中的档案"
            placeholder="姓名、拼音、编号、档案号"
            allowClear
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
          <Select<HardshipStage>
            aria-label="办理阶段"
            className="filter-select"
            placeholder="全部办理中"
            allowClear
            value={stage ?? null}
            options={CHOICES.map((one) => ({ value: one, label: HARDSHIP_STAGE_NAMES[one] }))}
            onChange={(next: HardshipStage | undefined) => setStage(next)}
          />
          {mayKeep && <Button onClick={() => setDialog('settings')}>办理设置</Button>}
          {mayKeep && <Button onClick={() => setDialog('texts')}>文书文字</Button>}
        </>
      }
    >
      <DataTable
        label="建档办理"
        source={source}
        rowKey={(row) => row.fileId}
        {...(onOpenFile ? { onOpen: (row: ProcedureRow) => onOpenFile(row.fileId) } : {})}
        empty={<Nothing filtered={search !== '' || stage !== undefined} />}
        columns={[
          { key: 'number', title: '档案号', width: 124, render: (row) => row.number },
          { key: 'name', title: '姓名', width: 96, render: (row) => row.memberName },
          { key: 'group', title: '小组', width: 128, render: (row) => row.groupName },
          { key: 'stage', title: '阶段', width: 92, render: (row) => <StageTag procedure={row} /> },
          { key: 'since', title: '自', width: 108, render: (row) => row.since ?? '' },
          { key: 'next', title: '下一步', width: 104, render: (row) => (row.next ? STEP_NAMES[row.next] : '') },
          { key: 'missing', title: '还缺', render: (row) => row.missing.join('、') },
          {
            key: 'notice',
            title: '公示到',
            width: 108,
            render: (row) => (row.stage === 'notified' ? row.noticeUntil : ''),
          },
        ]}
      />
      {dialog === 'settings' && <SettingsDialog onClose={() => setDialog(undefined)} />}
      {dialog === 'texts' && <TextsDialog onClose={() => setDialog(undefined)} />}
    </Page>
  );
}

function stateOf(stages: readonly { stage: HardshipStage; count: number }[]): string {
  const parts = CHOICES.flatMap((stage) => {
    const count = stages.find((one) => one.stage === stage)?.count ?? 0;
    return count === 0 ? [] : [`${HARDSHIP_STAGE_NAMES[stage]} ${count} 户`];
  });
  return parts.length === 0 ? '没有正在办理的申请' : parts.join('，');
}

function Nothing({ filtered }: { filtered: boolean }) {
  if (filtered) return <EmptyState title="没有符合条件的档案">可以换姓名，或去掉阶段再找。</EmptyState>;
  return (
    <EmptyState title="没有正在办理的申请">
      申请、初审、入户调查、公示、审批、建档入库，一步一步在这里登记；点右上角「登记申请」开始。
    </EmptyState>
  );
}
