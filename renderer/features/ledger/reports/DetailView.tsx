import { PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAction } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { PaperDialog } from '#renderer/components/PaperDialog.tsx';
import type { RowTone } from '#renderer/components/TableRow.tsx';
import { useWindow } from '#renderer/components/use-window.ts';
import { formatMonth } from '#shared/calendar.ts';
import { balanceSide, type DetailLine, type Report, type ReportChoice } from '#shared/contract/ledger.ts';
import { fen, formatYuan } from '#shared/money.ts';
import { ExportProgress } from './ExportProgress.tsx';
import { ReportFilters } from './ReportFilters.tsx';
import { ReportPaper } from './ReportPaper.tsx';
import { ExportButton, type ViewProps } from './ReportView.tsx';
import { useGridFocus } from './use-grid-focus.ts';

type Choice = Extract<ReportChoice, { kind: 'detail' }>;

/** 明细账 of one account, however long: its lines come as they are scrolled into sight, and open their voucher. */
export function DetailView(props: ViewProps<Choice>) {
  const { frame, unit, bar, choice, latest, onChange, onDrill, opened, moves } = props;
  const { accountId, from, to } = choice;
  const list = useWindow(
    (offset, limit) => call('ledger.listDetail', { accountId, from, to, offset, limit }),
    JSON.stringify(choice),
  );
  const [paper, setPaper] = useState<Report>();
  const printing = useAction(async () => setPaper(await call('ledger.readReport', { report: choice })));
  useGridFocus(moves, list.total !== undefined);
  const { reply } = list;
  return (
    <Page
      {...frame}
      state={
        reply &&
        `${reply.account.code} ${reply.account.name}，${formatMonth(to)}末余额${balanceSide(reply.closing)} ${formatYuan(fen(Math.abs(reply.closing)))} 元`
      }
      extra={
        <>
          <Button icon={<PrinterOutlined aria-hidden />} loading={printing.busy} onClick={() => void printing.run()}>
            打印
          </Button>
          <ExportButton choice={choice} />
        </>
      }
      notice={<Notice tone="red">{printing.problem}</Notice>}
      filters={
        <>
          {bar}
          <ReportFilters choice={choice} latest={latest} onChange={onChange} />
        </>
      }
    >
      <ExportProgress />
      <DataTable
        label="明细账"
        columns={reply?.account.detail === false ? [...HEAD, ACCOUNT, ...REST] : [...HEAD, ...REST]}
        source={list}
        rowKey={(line) => line.key}
        rowTone={toneOf}
        onOpen={(line) => line.voucherId !== undefined && onDrill({ voucherId: line.voucherId })}
        selectedKey={keyOf(list, opened)}
      />
      {paper && (
        <PaperDialog
          open
          name={`${paper.title}-${paper.period}`}
          landscape
          paper={<ReportPaper report={paper} unit={unit} />}
          onClose={() => setPaper(undefined)}
        />
      )}
    </Page>
  );
}

/** The line of the open voucher; a voucher may stand on several, then the first of those that are here. */
function keyOf(
  { reply }: { reply: { rows: DetailLine[] } | undefined },
  opened: string | undefined,
): string | undefined {
  return opened === undefined ? undefined : reply?.rows.find(({ voucherId }) => voucherId === opened)?.key;
}

function toneOf({ kind, debit, credit }: DetailLine): RowTone | undefined {
  if (kind === 'opening') return 'soft';
  if (kind !== 'entry') return 'strong';
  return debit < 0 || credit < 0 ? 'red' : undefined;
}

const HEAD: readonly Column<DetailLine>[] = [
  { key: 'day', title: '日期', width: 110, render: (line) => line.day },
  { key: 'number', title: '凭证号', width: 84, render: (line) => line.number },
  { key: 'summary', title: '摘要', render: (line) => line.summary },
];
const ACCOUNT: Column<DetailLine> = { key: 'account', title: '明细科目', render: (line) => line.accountName };
const REST: readonly Column<DetailLine>[] = [
  { key: 'counter', title: '对方科目', render: (line) => line.counterAccount },
  { key: 'debit', title: '借方', width: 124, align: 'right', render: (line) => <Money value={line.debit} blankZero /> },
  {
    key: 'credit',
    title: '贷方',
    width: 124,
    align: 'right',
    render: (line) => <Money value={line.credit} blankZero />,
  },
  { key: 'side', title: '方向', width: 56, align: 'center', render: (line) => balanceSide(line.balance) },
  {
    key: 'balance',
    title: '余额',
    width: 132,
    align: 'right',
    render: (line) => <Money value={fen(Math.abs(line.balance))} />,
  },
];
