import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { PrintButtons } from '#renderer/components/PrintButtons.tsx';
import { useExport } from '#renderer/components/use-export.ts';
import { formatMonth, type Month, month, yearOf } from '#shared/calendar.ts';
import type { FundReport } from '#shared/contract/ledger.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { formatYuan } from '#shared/money.ts';
import { workingRange } from '../reports/MonthRange.tsx';
import type { LedgerFrame } from '../words.ts';
import { FundDrawer } from './FundDrawer.tsx';
import { FundReportPaper } from './FundReportPaper.tsx';
import { type ReportRow, reportRows } from './fund-rows.ts';

interface FundReportViewProps {
  frame: LedgerFrame;
  profile: UnionProfile;
  year: number;
  filters: ReactNode;
}

/** 专项资金表: per fund 年初结转, income, spending by account, balance, and how they agree with 工会资金结转. */
export function FundReportView({ frame, profile, year, filters }: FundReportViewProps) {
  const [to, setTo] = useState<Month>(() => lastMonthOf(profile, year));
  const [opened, setOpened] = useState<string>();
  const mayKeep = useAllowed('ledger.exportFundReport');
  const { value: report, error } = useCall('ledger.readFundReport', { year, to });
  const save = useExport((folder) => call('ledger.exportFundReport', { year, to, folder }));
  return (
    <Page
      {...frame}
      state={report && stateOf(report)}
      extra={
        report && (
          <>
            {mayKeep && (
              <Button loading={save.busy} onClick={save.run}>
                存为 Excel
              </Button>
            )}
            <PrintButtons
              name={`专项资金表-${report.to}`}
              landscape
              paper={<FundReportPaper report={report} unit={profile.name} />}
            />
          </>
        )
      }
      notice={
        <>
          <Notice tone="red">{error}</Notice>
          <Notice tone="red">{report && !report.tied && '专项资金与总账对不上，请先备份并联系维护人员。'}</Notice>
        </>
      }
      filters={
        <>
          {filters}
          <span className="ledger-range">
            <span>1 月至</span>
            <MonthInput
              aria-label="截止月份"
              value={to}
              onChange={(next) => next && yearOf(next) === year && setTo(next)}
            />
          </span>
        </>
      }
    >
      <DataTable
        label="专项资金表"
        columns={COLUMNS}
        rows={report && reportRows(report)}
        rowKey={(row) => row.key}
        rowTone={(row) =>
          row.kind === 'total' ? 'strong' : row.kind === 'fund' && (row.balance ?? 0) < 0 ? 'red' : undefined
        }
        onOpen={(row) => row.fundId !== undefined && setOpened(row.fundId)}
        empty={<EmptyState title="还没有专项资金">先在「专项资金」里登记，再在收支登记里选上它。</EmptyState>}
      />
      {opened !== undefined && <FundDrawer key={opened} id={opened} year={year} onClose={() => setOpened(undefined)} />}
    </Page>
  );
}

function lastMonthOf(profile: UnionProfile, year: number): Month {
  const { to } = workingRange(profile);
  return yearOf(to) === year ? to : month(`${year}-12`);
}

function stateOf({ to, totals, ledger }: FundReport): string {
  return `${formatMonth(to)}止，各专项结余 ${formatYuan(totals.balance)}，账上「工会资金结转」${formatYuan(ledger.carriedForward)}`;
}

const amount = (key: 'opening' | 'income' | 'spending' | 'transfer' | 'balance', title: string): Column<ReportRow> => ({
  key,
  title,
  width: 128,
  align: 'right',
  // what is taken off in the lines below the total is no red figure
  render: (row) =>
    row.kind === 'ledger' ? (
      row[key] !== undefined && formatYuan(row[key])
    ) : (
      <Money value={row[key]} blankZero={key !== 'balance'} />
    ),
});

const COLUMNS: readonly Column<ReportRow>[] = [
  {
    key: 'name',
    title: '专项资金',
    render: (row) => <span style={{ paddingLeft: row.kind === 'spending' ? 16 : 0 }}>{row.name}</span>,
  },
  { key: 'origin', title: '来源', width: 150, render: (row) => row.origin },
  amount('opening', '年初结转'),
  amount('income', '本年收入'),
  amount('spending', '本年支出'),
  amount('transfer', '划转'),
  amount('balance', '结余'),
];
