import { Button, Select } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { FilePick } from '#renderer/components/FilePick.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import type { PickedFile } from '#shared/bridge.ts';
import type { Budget, BudgetLine } from '#shared/contract/ledger.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { type Fen, fen, formatYuan, sum } from '#shared/money.ts';
import type { LedgerFrame } from '../words.ts';
import { BudgetImportPage } from './BudgetImportPage.tsx';
import { BudgetLineDrawer } from './BudgetLineDrawer.tsx';

/** A line of the table: a budget line, or the sum of one side. */
interface Row {
  key: string;
  code: string;
  name: string;
  income: boolean;
  lastYear: Fen;
  amount: Fen;
  actual: Fen;
  note: string;
  line?: BudgetLine;
}

/** 预算执行 of a year: budget, what was booked, what is left. */
export function BudgetTab({ frame, profile }: { frame: LedgerFrame; profile: UnionProfile }) {
  const [year, setYear] = useState(profile.fiscalYear);
  const [picked, setPicked] = useState<PickedFile>();
  const [editing, setEditing] = useState<BudgetLine | 'new'>();
  const mayKeep = useAllowed('ledger.takeBudget');
  const years = useCall('ledger.listPeriods', { year }).value?.years ?? [profile.fiscalYear];
  const { value: budget, error } = useCall('ledger.readBudget', { year });
  const offered = [...years, Math.max(...years) + 1];
  if (picked)
    return (
      <BudgetImportPage
        file={picked}
        year={year}
        replaces={budget?.exists === true}
        onDone={() => setPicked(undefined)}
      />
    );
  const current = budget?.year === year ? budget : undefined;
  return (
    <Page
      {...frame}
      state={current && stateOf(current)}
      extra={mayKeep && current && <Button onClick={() => setEditing('new')}>加一行</Button>}
      action={
        mayKeep && (
          <FilePick value={undefined} onPick={setPicked} text="导入预算表" primary={current?.exists === false} />
        )
      }
      notice={<Notice tone="red">{error}</Notice>}
      filters={
        <Select<number>
          className="ledger-year"
          aria-label="年度"
          value={year}
          options={offered.map((value) => ({ value, label: `${value} 年` }))}
          onChange={setYear}
        />
      }
    >
      <DataTable
        label="预算执行"
        columns={COLUMNS}
        rows={current && rowsOf(current)}
        rowKey={(row) => row.key}
        rowTone={(row) => (row.line ? undefined : 'strong')}
        {...(mayKeep ? { onOpen: (row: Row) => row.line && setEditing(row.line) } : {})}
        selectedKey={editing !== 'new' ? editing?.accountId : undefined}
        empty={
          <EmptyState title={`${year} 年还没有预算`}>
            导入上级批复的预算表（科目、上年决算数、本年预算数），或一行一行地加。有了预算，记账时会提示是否超支。
          </EmptyState>
        }
      />
      {editing !== undefined && current && (
        <BudgetLineDrawer
          key={editing === 'new' ? 'new' : editing.accountId}
          budget={current}
          {...(editing === 'new' ? {} : { line: editing })}
          onClose={() => setEditing(undefined)}
        />
      )}
    </Page>
  );
}

function stateOf(budget: Budget): string {
  if (!budget.exists) return `${budget.year} 年还没有录入预算`;
  const side = (direction: BudgetLine['direction']) => budget.lines.filter((line) => line.direction === direction);
  const over = side('expense').filter((line) => line.actual > line.amount).length;
  const total = (lines: BudgetLine[], key: 'amount' | 'actual') => formatYuan(sum(lines.map((line) => line[key])));
  const expense = `支出 ${total(side('expense'), 'actual')} / ${total(side('expense'), 'amount')}`;
  return `收入 ${total(side('income'), 'actual')} / ${total(side('income'), 'amount')},${expense}${over > 0 ? `,${over} 项超预算` : ''}`;
}

function rowsOf({ lines }: Budget): Row[] {
  return (['income', 'expense'] as const).flatMap((direction) => {
    const own = lines.filter((line) => line.direction === direction);
    if (own.length === 0) return [];
    const income = direction === 'income';
    const total = (key: 'amount' | 'actual' | 'lastYear') => sum(own.map((line) => line[key]));
    const rows = own.map((line): Row => ({ ...line, key: line.accountId, income, line }));
    const name = income ? '本年收入合计' : '本年支出合计';
    return [
      ...rows,
      {
        key: direction,
        code: '',
        name,
        income,
        lastYear: total('lastYear'),
        amount: total('amount'),
        actual: total('actual'),
        note: '',
      },
    ];
  });
}

/** Whole per cent of the budget, blank without one. */
function percentOf({ actual, amount }: Row): string {
  return amount === 0 ? '' : `${Math.round((actual / amount) * 100)}%`;
}

const COLUMNS: readonly Column<Row>[] = [
  { key: 'code', title: '编号', width: 80, render: (row) => row.code },
  { key: 'name', title: '科目', width: 190, render: (row) => row.name },
  {
    key: 'lastYear',
    title: '上年决算',
    width: 120,
    align: 'right',
    render: (row) => <Money value={row.lastYear} blankZero />,
  },
  {
    key: 'amount',
    title: '本年预算',
    width: 120,
    align: 'right',
    render: (row) => <Money value={row.amount} blankZero />,
  },
  {
    key: 'actual',
    title: '本年执行',
    width: 120,
    align: 'right',
    render: (row) => <Money value={row.actual} blankZero />,
  },
  {
    key: 'percent',
    title: '完成',
    width: 72,
    align: 'right',
    render: (row) => (
      <span className={!row.income && row.actual > row.amount ? 'money-red' : undefined}>{percentOf(row)}</span>
    ),
  },
  {
    key: 'left',
    title: '未执行',
    width: 120,
    align: 'right',
    // an income above its budget is no overspending, so only expenses turn red
    render: (row) =>
      row.income ? formatYuan(fen(row.amount - row.actual)) : <Money value={fen(row.amount - row.actual)} />,
  },
  { key: 'note', title: '说明', render: (row) => row.note },
];
