import { Button } from 'antd';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { PickedFile } from '#shared/bridge.ts';
import { BUDGET_HEAD_NAMES, type BudgetPreview } from '#shared/contract/ledger.ts';
import { formatYuan } from '#shared/money.ts';

interface BudgetImportPageProps {
  file: PickedFile;
  year: number;
  /** The year has a budget already, which this file takes the place of. */
  replaces: boolean;
  onDone: () => void;
}

type Line = BudgetPreview['lines'][number];

/** What was read from a budget file, row by row, before it is taken in. */
export function BudgetImportPage({ file, year, replaces, onDone }: BudgetImportPageProps) {
  const tell = useTell();
  const { value: preview, error } = useCall('ledger.previewBudget', { file: file.file });
  const take = useAction(async () => {
    const budget = await call('ledger.takeBudget', { file: file.file, year });
    tell.done(`已导入 ${year} 年预算，共 ${budget.lines.filter((line) => line.amount > 0).length} 个科目`);
    onDone();
  });
  const wrong = preview?.lines.filter((line) => line.problem !== undefined).length ?? 0;
  return (
    <Page
      title={`导入 ${year} 年预算`}
      state={
        preview &&
        `「${preview.fileName}」${preview.lines.length} 行，收入 ${formatYuan(preview.income)} 元，支出 ${formatYuan(preview.expense)} 元`
      }
      extra={<Button onClick={onDone}>返回</Button>}
      action={
        <Button
          type="primary"
          loading={take.busy}
          disabled={!preview || wrong > 0 || preview.problems.length > 0}
          onClick={() => void take.run()}
        >
          {replaces ? '替换原预算' : '确认导入'}
        </Button>
      }
      notice={
        <>
          <Notice tone="red">{take.problem ?? error}</Notice>
          <Notice tone="red">{wrong > 0 && `有 ${wrong} 行不能导入，请在文件里改好，再返回重新选择。`}</Notice>
          {preview?.problems.map((problem) => (
            <Notice key={problem} tone="red">
              {problem}
            </Notice>
          ))}
          <Notice>{preview && preview.notes.length > 0 && preview.notes.join('')}</Notice>
        </>
      }
    >
      {error === undefined && (
        <DataTable
          label="预算文件"
          columns={COLUMNS}
          rows={preview && rowsOf(preview)}
          rowKey={(line) => String(line.row)}
          rowTone={(line) => (line.problem === undefined ? undefined : 'amber')}
        />
      )}
    </Page>
  );
}

/** Heads and lines in the order of the file. */
function rowsOf({ heads, lines }: BudgetPreview): Line[] {
  const named = heads.map(({ head, ...row }) => ({ ...row, code: '', name: BUDGET_HEAD_NAMES[head] }));
  return [...named, ...lines].sort((a, b) => a.row - b.row);
}

const COLUMNS: readonly Column<Line>[] = [
  { key: 'row', title: '行', width: 56, align: 'right', render: (line) => line.row },
  { key: 'code', title: '编号', width: 90, render: (line) => line.code },
  { key: 'name', title: '科目', width: 200, render: (line) => line.name },
  {
    key: 'lastYear',
    title: '上年决算数',
    width: 130,
    align: 'right',
    render: (line) => <Money value={line.lastYear} blankZero />,
  },
  {
    key: 'amount',
    title: '本年预算数',
    width: 130,
    align: 'right',
    render: (line) => <Money value={line.amount} blankZero />,
  },
  {
    key: 'verdict',
    title: '核对',
    width: 280,
    render: (line) =>
      line.problem === undefined ? (
        <Verdict tone="teal">可以导入</Verdict>
      ) : (
        <Verdict tone="red">{line.problem}</Verdict>
      ),
  },
  { key: 'note', title: '说明', render: (line) => line.note },
];
