import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import {
  HARDSHIP_TASK_HINTS,
  HARDSHIP_TASK_NAMES,
  HARDSHIP_TASKS,
  type HardshipTask,
  type HardshipTaskRow,
  type HardshipTasks,
} from '#shared/contract/hardship.ts';
import type { HardshipFrame } from '../words.ts';
import { ExportFilesDialog } from './ExportFilesDialog.tsx';
import { StalledDialog } from './StalledDialog.tsx';
import { WipeDialog } from './WipeDialog.tsx';
import './reports.css';

interface TasksTabProps {
  frame: HardshipFrame;
  /** The list that is asked for from elsewhere. */
  asked?: HardshipTask | undefined;
  onOpenFile?: (fileId: string) => void;
}

/** 待办查询: at the left the lists with their counts, at the right the lines of one. */
export function TasksTab({ frame, asked, onOpenFile }: TasksTabProps) {
  const { value, error } = useCall('hardship.readTasks', {});
  const [chosen, setChosen] = useState<HardshipTask | undefined>(asked);
  const [dialog, setDialog] = useState<'export' | 'stalled'>();
  const mayKeep = useAllowed('hardship.saveReportSettings');
  // the first list that has something, until somebody chooses
  const task = chosen ?? HARDSHIP_TASKS.find((one) => (value?.counts[one] ?? 0) > 0) ?? 'stalled';
  return (
    <Page
      {...frame}
      state={value && stateOf(value)}
      extra={
        mayKeep && (
          <>
            <Button onClick={() => setDialog('stalled')}>待办设置</Button>
            <Button onClick={() => setDialog('export')}>导出档案</Button>
          </>
        )
      }
      notice={<Notice tone="red">{error}</Notice>}
    >
      <div className="hardship-tasks">
        <nav aria-label="待办" className="sheet hardship-task-list">
          {HARDSHIP_TASKS.map((one) => (
            <button key={one} type="button" aria-current={one === task} onClick={() => setChosen(one)}>
              <span>{HARDSHIP_TASK_NAMES[one]}</span>
              <span className={value && value.counts[one] > 0 ? 'hardship-task-count' : 'hardship-task-none'}>
                {value?.counts[one]}
              </span>
            </button>
          ))}
        </nav>
        <TaskRows key={task} task={task} value={value} {...(onOpenFile ? { onOpenFile } : {})} />
      </div>
      {dialog === 'export' && <ExportFilesDialog onClose={() => setDialog(undefined)} />}
      {dialog === 'stalled' && value && (
        <StalledDialog days={value.settings.stalledDays} onClose={() => setDialog(undefined)} />
      )}
    </Page>
  );
}

function stateOf({ counts }: HardshipTasks): string {
  const open = HARDSHIP_TASKS.filter((task) => counts[task] > 0);
  if (open.length === 0) return '没有待办';
  return open.map((task) => `${HARDSHIP_TASK_NAMES[task]} ${counts[task]}`).join('，');
}

interface TaskRowsProps {
  task: HardshipTask;
  value: HardshipTasks | undefined;
  onOpenFile?: (fileId: string) => void;
}

function TaskRows({ task, value, onOpenFile }: TaskRowsProps) {
  const [wiping, setWiping] = useState<HardshipTaskRow>();
  const mayWipe = useAllowed('hardship.wipeFile') && task === 'retention';
  const source = useWindow((offset, limit) => call('hardship.listTask', { task, offset, limit }), task);
  return (
    <div className="hardship-task-rows">
      <p className="hardship-hint">{hintOf(task, value)}</p>
      <DataTable
        label={HARDSHIP_TASK_NAMES[task]}
        source={source}
        rowKey={(row) => row.key}
        {...(onOpenFile ? { onOpen: (row: HardshipTaskRow) => onOpenFile(row.fileId) } : {})}
        empty={<EmptyState title="没有">{`「${HARDSHIP_TASK_NAMES[task]}」里没有档案，不用处理。`}</EmptyState>}
        columns={[
          { key: 'number', title: '档案号', width: 124, render: (row) => row.number },
          { key: 'name', title: '姓名', width: 96, render: (row) => row.memberName },
          { key: 'group', title: '小组', width: 140, render: (row) => row.groupName },
          { key: 'detail', title: '情况', render: (row) => row.detail },
          ...(mayWipe
            ? [
                {
                  key: 'wipe',
                  title: '',
                  width: 108,
                  render: (row: HardshipTaskRow) => (
                    <Button
                      size="small"
                      onClick={(event) => {
                        event.stopPropagation();
                        setWiping(row);
                      }}
                    >
                      脱敏处理
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
      />
      {wiping && <WipeDialog row={wiping} onClose={() => setWiping(undefined)} />}
    </div>
  );
}

function hintOf(task: HardshipTask, value: HardshipTasks | undefined): string {
  const hint = HARDSHIP_TASK_HINTS[task];
  if (value && task === 'stalled') return `申请以后 ${value.settings.stalledDays} 天没有下一步的。${hint}`;
  if (value && task === 'retention')
    return `${hint}现在保存 ${value.retentionYears} 年，依据：${value.retentionSource || '没有写'}；在「建档办理」的设置里改。`;
  return hint;
}
