import { Button } from 'antd';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useConfirm } from '#renderer/components/use-confirm.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { useWindow } from '#renderer/components/use-window.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import { formatMonth } from '#shared/calendar.ts';
import type { ImportBatch } from '#shared/contract/members.ts';

const KINDS = { roster: '花名册', wages: '工资表' } as const;
/** A nought says nothing. */
const some = (count: number) => (count === 0 ? '' : count);

/** 导入记录: what was imported when and by whom; an import of today can be taken back as a whole. */
export function ImportsList({ onBack }: { onBack: () => void }) {
  const list = useWindow((offset, limit) => call('members.listImports', { offset, limit }), 'imports');
  const mayTakeBack = useAllowed('members.takeBackImport');
  const confirm = useConfirm();
  const tell = useTell();
  const takeBack = useAction(async ({ id, fileName, kind, counts }: ImportBatch) => {
    const agreed = await confirm({
      title: `撤回「${fileName}」的导入？`,
      content: whatHappens(kind, counts),
      confirmText: '撤回',
      destructive: true,
    });
    if (!agreed) return;
    const { removed, restored } = await call('members.takeBackImport', { id });
    tell.done(`「${fileName}」已撤回：去掉 ${removed} 人，恢复 ${restored} 人。`);
  });
  const columns: readonly Column<ImportBatch>[] = [
    { key: 'day', title: '日期', width: 110, render: ({ day }) => day },
    { key: 'kind', title: '种类', width: 84, render: ({ kind }) => KINDS[kind] },
    { key: 'file', title: '文件', render: ({ fileName }) => <span title={fileName}>{fileName}</span> },
    {
      key: 'month',
      title: '工资从',
      width: 104,
      render: ({ wageFrom }) => (wageFrom === undefined ? '' : formatMonth(wageFrom)),
    },
    { key: 'added', title: '新会员', width: 76, align: 'right', render: ({ counts }) => some(counts.added) },
    { key: 'updated', title: '更新', width: 64, align: 'right', render: ({ counts }) => some(counts.updated) },
    { key: 'unchanged', title: '无变化', width: 76, align: 'right', render: ({ counts }) => some(counts.unchanged) },
    {
      key: 'tray',
      title: '没收入',
      width: 76,
      align: 'right',
      render: ({ counts }) => some(counts.tray + counts.leftOut),
    },
    { key: 'operator', title: '经办', width: 90, render: ({ operator }) => operator },
    {
      key: 'back',
      title: '',
      width: 150,
      render: (batch) => {
        if (batch.takenBack) return <Verdict>{`${batch.takenBack.by} 已撤回`}</Verdict>;
        if (!batch.mayTakeBack || !mayTakeBack) return null;
        return (
          <Button
            size="small"
            aria-label={`撤回 ${batch.fileName}`}
            disabled={takeBack.busy}
            onClick={() => void takeBack.run(batch)}
          >
            撤回
          </Button>
        );
      },
    },
  ];
  return (
    <Page
      title="导入记录"
      state="当天的导入可以整批撤回；之后要改，到会员资料里逐人改。"
      extra={<Button onClick={onBack}>返回</Button>}
      notice={<Notice tone="red">{takeBack.problem}</Notice>}
    >
      <DataTable
        label="导入记录"
        columns={columns}
        source={list}
        rowKey={({ id }) => id}
        empty={<EmptyState title="还没有导入过">导入花名册或工资表之后，这里记着每一次。</EmptyState>}
      />
    </Page>
  );
}

function whatHappens(kind: ImportBatch['kind'], { added, updated, tray }: ImportBatch['counts']): string {
  const parts = [
    ...(added > 0 ? [`这次收入的 ${added} 位新会员会从名册里去掉`] : []),
    ...(updated > 0 ? [`更新过的 ${updated} 人恢复原来的${kind === 'wages' ? '工资' : '资料和工资'}`] : []),
    ...(kind === 'roster' && tray > 0 ? ['还在「待处理」的行一并撤走'] : []),
  ];
  return `${parts.length === 0 ? '这次导入没有改动会员' : parts.join('，')}。之后还可以重新导入。`;
}
