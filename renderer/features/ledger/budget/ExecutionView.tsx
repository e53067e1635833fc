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
import type { BudgetExecution, ExecutionRow } from '#shared/contract/ledger.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { formatYuan } from '#shared/money.ts';
import { workingRange } from '../reports/MonthRange.tsx';
import type { LedgerFrame } from '../words.ts';
import { AccountEntriesDrawer } from './AccountEntriesDrawer.tsx';
import { ExecutionPaper } from './ExecutionPaper.tsx';

interface ExecutionViewProps {
  frame: LedgerFrame;
  profile: UnionProfile;
  year: number;
  filters: ReactNode;
}

/** 预算执行表: budget, adjustments, what was booked up to a month, what is left; a row opens its entries. */
export function ExecutionView({ frame, profile, year, filters }: ExecutionViewProps) {
  const [to, setTo] = useState<Month>(() => lastMonthOf(profile, year));
  const [opened, setOpened] = useState<ExecutionRow>();
  const mayKeep = useAllowed('ledger.exportBudgetExecution');
  const { value: execution, error } = useCall('ledger.readBudgetExecution', { year, to });
  const save = useExport((folder) => call('ledger.exportBudgetExecution', { year, to, folder }));
  return (
    <Page
      {...frame}
      state={execution && stateOf(execution)}
      extra={
        execution && (
          <>
            {mayKeep && (
              <Button loading={save.busy} onClick={save.run}>
                存为 Excel
              </Button>
            )}
            <PrintButtons
              name={`预算执行表-${execution.to}`}
              landscape
              paper={<ExecutionPaper execution={execution} unit={profile.name} />}
            />
          </>
        )
      }
      notice={
        <>
          <Notice tone="red">{error}</Notice>
          <Notice tone="red">
            {execution && !execution.tied && '执行数与科目余额表对不上，请先备份并联系维护人员。'}
          </Notice>
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
        label="预算执行表"
        columns={columnsOf(execution)}
        rows={execution?.rows.filter((row) => row.kind !== 'total' || execution.rows.length > 2)}
        rowKey={(row) => row.key}
        rowTone={(row) => (row.kind === 'total' ? 'strong' : undefined)}
        onOpen={(row) => row.accountId !== undefined && setOpened(row)}
        selectedKey={opened?.key}
        empty={
          <EmptyState title={`${year} 年还没有预算，也没有收支`}>先在「编制」里录入预算，或先登记收支。</EmptyState>
        }
      />
      {opened?.accountId !== undefined && (
        <AccountEntriesDrawer
          key={opened.accountId}
          accountId={opened.accountId}
          title={`${opened.code} ${opened.name}`}
          from={month(`${year}-01`)}
          to={to}
          onClose={() => setOpened(undefined)}
        />
      )}
    </Page>
  );
}

/** The month that is being worked in for the working year, December for any other. */
function lastMonthOf(profile: UnionProfile, year: number): Month {
  const { to } = workingRange(profile);
  return yearOf(to) === year ? to : month(`${year}-12`);
}

function stateOf({ to, totals, exists, rows }: BudgetExecution): string {
  const over = rows.filter(
    (row) =>
      row.kind === 'line' && row.direction === 'expense' && row.actual !== undefined && row.actual > row.adjusted,
  ).length;
  const side = (actual: string, budget: string) => (exists ? `${actual} / ${budget}` : actual);
  const income = `收入 ${side(formatYuan(totals.actualIncome), formatYuan(totals.income))}`;
  const expense = `支出 ${side(formatYuan(totals.actualExpense), formatYuan(totals.expense))}`;
  return `${formatMonth(to)}止，${income}，${expense}${exists && over > 0 ? `，${over} 项超预算` : ''}`;
}

const isOver = (row: ExecutionRow) =>
  row.direction === 'expense' && row.actual !== undefined && row.actual > row.adjusted;

function columnsOf(execution: BudgetExecution | undefined): Column<ExecutionRow>[] {
  const adjusted = execution?.rows.some((row) => row.adjustment !== 0) === true;
  const amount = (
    key: 'lastYear' | 'original' | 'adjustment' | 'adjusted' | 'actual',
    title: string,
  ): Column<ExecutionRow> => ({
    key,
    title,
    width: 118,
    align: 'right',
    render: (row) => <Money value={row[key]} blankZero />,
  });
  return [
    { key: 'code', title: '编号', width: 72, render: (row) => row.code },
    {
      key: 'name',
      title: '科目',
      width: 190,
      render: (row) => (
        <span style={{ paddingLeft: (row.level - 1) * 14, ...(row.kind === 'group' ? { fontWeight: 600 } : {}) }}>
          {row.name}
        </span>
      ),
    },
    amount('lastYear', '上年决算数'),
    ...(adjusted ? [amount('original', '年初预算数'), amount('adjustment', '调整数')] : []),
    amount('adjusted', adjusted ? '调整后预算' : '本年预算数'),
    amount('actual', '执行数'),
    {
      key: 'percent',
      title: '完成%',
      width: 76,
      align: 'right',
      render: (row) => (
        <span className={isOver(row) ? 'money-red' : undefined}>
          {row.percent === undefined ? '' : row.percent.toFixed(1)}
        </span>
      ),
    },
    {
      key: 'left',
      title: '未执行数',
      width: 118,
      align: 'right',
      // an income above its budget is no overspending, so only expenses turn red
      render: (row) =>
        row.direction === 'income' ? (
          row.left !== undefined && row.left !== 0 && formatYuan(row.left)
        ) : (
          <Money value={row.left} blankZero />
        ),
    },
    { key: 'note', title: '说明', render: (row) => row.note },
  ];
}
