import { Button } from 'antd';
import { call } from '#renderer/app/client.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useTell } from '#renderer/components/use-tell.ts';
import { formatMonth, type Month } from '#shared/calendar.ts';
import type { LevyPreview } from '#shared/contract/dues.ts';
import { formatYuan } from '#shared/money.ts';

type Row = LevyPreview['rows'][number];

/** What a month's levy will be, member by member, before it is made. */
export function LevyPreviewPage({ month, onDone }: { month: Month; onDone: () => void }) {
  const tell = useTell();
  const { value: preview, error } = useCall('dues.previewLevy', { month });
  const levy = useAction(async () => {
    const { levied, total } = await call('dues.raiseLevy', { month });
    tell.done(`已计提 ${formatMonth(month)}会费 ${levied} 人，应收 ${formatYuan(total)} 元`);
    onDone();
  });
  return (
    <Page
      title={`计提 ${formatMonth(month)}会费`}
      state={preview && stateOf(preview)}
      extra={<Button onClick={onDone}>返回</Button>}
      action={
        <Button
          type="primary"
          loading={levy.busy}
          disabled={!preview || preview.toLevy === 0}
          onClick={() => void levy.run()}
        >
          确认计提
        </Button>
      }
      notice={
        <>
          <Notice tone="red">{levy.problem ?? error}</Notice>
          <Notice tone="amber">{preview && withoutWageSentence(preview)}</Notice>
        </>
      }
    >
      {error === undefined && (
        <DataTable
          label="计提预览"
          columns={columnsOf(preview)}
          rows={preview?.rows}
          rowKey={(row) => row.memberId}
          empty={
            <EmptyState title="没有要计提的会员">
              在册会员都已计提，或都没有登记工资。先到“会员”里登记工资，再回来计提。
            </EmptyState>
          }
        />
      )}
    </Page>
  );
}

function stateOf({ toLevy, total, already, exempt }: LevyPreview): string {
  const parts = [`将计提 ${toLevy} 人，应收 ${formatYuan(total)} 元`];
  if (already > 0) parts.push(`此前已计提 ${already} 人`);
  if (exempt > 0) parts.push(`保留会籍 ${exempt} 人免交`);
  return `${parts.join(';')}。计提不记账，收到钱才记会费收入。`;
}

/** So many are named; the rest is a number. */
const NAMED = 12;

function withoutWageSentence({ withoutWage }: LevyPreview): string {
  if (withoutWage.length === 0) return '';
  const names = withoutWage.slice(0, NAMED).map(({ number, name }) => (number === '' ? name : `${name}(${number})`));
  const more = withoutWage.length > NAMED ? `等 ${withoutWage.length} 人` : '';
  return `没有登记工资，这次不计提：${names.join('、')}${more}。请到“会员”里登记工资，再回来补计提。`;
}

function columnsOf(preview: LevyPreview | undefined): Column<Row>[] {
  return [
    {
      key: 'number',
      title: '编号',
      width: 100,
      render: (row) => row.number,
      ...(preview && { sum: `${preview.toLevy} 人` }),
    },
    { key: 'name', title: '姓名', width: 130, render: (row) => row.name },
    { key: 'group', title: '工会小组', render: (row) => row.groupName },
    { key: 'wage', title: '工资', width: 140, align: 'right', render: (row) => <Money value={row.wage} /> },
    { key: 'base', title: '计费基数', width: 140, align: 'right', render: (row) => <Money value={row.cutBase} /> },
    {
      key: 'amount',
      title: '应收',
      width: 140,
      align: 'right',
      render: (row) => <Money value={row.amount} />,
      ...(preview && { sum: <Money value={preview.total} /> }),
    },
    ...(preview?.rows.some((row) => row.note !== '')
      ? [{ key: 'note', title: '说明', render: (row: Row) => row.note }]
      : []),
  ];
}
