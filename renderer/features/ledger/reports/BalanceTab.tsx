import { useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { PrintButtons } from '#renderer/components/PrintButtons.tsx';
import { formatMonth } from '#shared/calendar.ts';
import type { ReportChoice, TrialBalance, TrialBalanceLine } from '#shared/contract/ledger.ts';
import { BalancePaper } from './BalancePaper.tsx';
import { ExportProgress } from './ExportProgress.tsx';
import { ReportFilters } from './ReportFilters.tsx';
import { ExportButton, type ViewProps } from './ReportView.tsx';
import { useGridFocus } from './use-grid-focus.ts';

/** 科目余额表 of a range of months; a line opens the 明细账 of its account. */
export function BalanceTab(props: ViewProps<Extract<ReportChoice, { kind: 'balance' }>>) {
  const { frame, unit, bar, choice, latest, onChange, onDrill, moves } = props;
  const { from, to, topOnly } = choice;
  const { value: balance, error } = useCall('ledger.readTrialBalance', { from, to });
  const lines = balance?.lines.filter((line) => !topOnly || line.level === 1);
  useGridFocus(moves, balance !== undefined);
  return (
    <Page
      {...frame}
      state={balance && stateOf(balance)}
      extra={
        <>
          {balance && (
            <PrintButtons
              name={`科目余额表-${balance.from}-${balance.to}`}
              landscape
              paper={<BalancePaper balance={balance} lines={lines ?? []} unit={unit} />}
            />
          )}
          <ExportButton choice={choice} />
        </>
      }
      notice={<Notice tone="red">{error}</Notice>}
      filters={
        <>
          {bar}
          <ReportFilters choice={choice} latest={latest} onChange={onChange} />
        </>
      }
    >
      <ExportProgress />
      <DataTable
        label="科目余额表"
        columns={columnsOf(balance)}
        rows={lines}
        rowKey={(line) => line.accountId}
        rowTone={(line) => (line.detail ? undefined : 'strong')}
        onOpen={({ accountId }) => onDrill({ report: { kind: 'detail', accountId, from, to } })}
        empty={<EmptyState title="这段时间没有余额和发生额">换一段月份，或先录入年初余额、登记收支。</EmptyState>}
      />
      {balance?.pending && (
        <p className="report-notes">注：上年还没有办理年度结转，上年收支差额暂列在「本年收支结转」的期初数里。</p>
      )}
    </Page>
  );
}

function stateOf({ from, to, balanced }: TrialBalance): string {
  const span = from === to ? formatMonth(from) : `${formatMonth(from)}至${formatMonth(to)}`;
  return balanced ? `${span}，借贷平衡` : `${span}，借贷不平，请先备份并联系维护人员`;
}

type AmountKey = keyof TrialBalance['totals'];
const AMOUNTS: readonly { key: AmountKey; title: string }[] = [
  { key: 'openingDebit', title: '期初借方' },
  { key: 'openingCredit', title: '期初贷方' },
  { key: 'debit', title: '本期借方' },
  { key: 'credit', title: '本期贷方' },
  { key: 'closingDebit', title: '期末借方' },
  { key: 'closingCredit', title: '期末贷方' },
];

function columnsOf(balance: TrialBalance | undefined): Column<TrialBalanceLine>[] {
  return [
    { key: 'code', title: '编号', width: 88, render: (line) => line.code },
    {
      key: 'name',
      title: '科目',
      render: (line) => <span style={{ paddingLeft: (line.level - 1) * 16 }}>{line.name}</span>,
      ...(balance && { sum: '合计（一级科目）' }),
    },
    ...AMOUNTS.map(
      ({ key, title }): Column<TrialBalanceLine> => ({
        key,
        title,
        width: 128,
        align: 'right',
        render: (line) => <Money value={line[key]} blankZero />,
        ...(balance && { sum: <Money value={balance.totals[key]} /> }),
      }),
    ),
  ];
}
