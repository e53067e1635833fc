import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { month } from '#shared/calendar.ts';
import type { FundFigures, FundReport } from '#shared/contract/ledger.ts';
import { formatYuan, ZERO } from '#shared/money.ts';
import type { LedgerFrame } from '../words.ts';
import { DivideDrawer } from './DivideDrawer.tsx';
import { FundDrawer } from './FundDrawer.tsx';
import { FundForm } from './FundForm.tsx';

type Step = { kind: 'form'; fund?: FundFigures } | { kind: 'fund'; id: string } | { kind: 'divide' };

/** 专项资金 of a year: what each took in, spent and has left; red when more was spent than there was. */
export function FundsView({ frame, year, filters }: { frame: LedgerFrame; year: number; filters: ReactNode }) {
  const [step, setStep] = useState<Step>();
  const mayKeep = useAllowed('ledger.saveFund');
  const { value: report, error } = useCall('ledger.readFundReport', { year, to: month(`${year}-12`) });
  const close = () => setStep(undefined);
  const division = report?.division;
  const mayDivide = mayKeep && division?.open === true && division.year === year && division.opening > 0;
  const undivided = mayDivide && report !== undefined && report.funds.length > 0 ? division.rest : ZERO;
  return (
    <Page
      {...frame}
      state={report && stateOf(report)}
      extra={mayDivide && <Button onClick={() => setStep({ kind: 'divide' })}>分年初结转</Button>}
      action={
        mayKeep && (
          <Button type="primary" onClick={() => setStep({ kind: 'form' })}>
            新增专项资金
          </Button>
        )
      }
      notice={
        <>
          <Notice tone="red">{error}</Notice>
          <Notice tone="amber">
            {undivided > 0 &&
              `工会资金结转的年初余额还有 ${formatYuan(undivided)} 元没有分到专项，请在年度结转以前分好。`}
          </Notice>
        </>
      }
      filters={filters}
    >
      <DataTable
        label="专项资金"
        columns={columnsOf(report)}
        rows={report?.funds}
        rowKey={(fund) => fund.id}
        rowTone={(fund) => (fund.balance < 0 ? 'red' : fund.retired ? 'soft' : undefined)}
        selectedKey={step?.kind === 'fund' ? step.id : undefined}
        onOpen={(fund) => setStep({ kind: 'fund', id: fund.id })}
        empty={
          <EmptyState title="还没有专项资金">
            上级拨来困难帮扶、送温暖、劳模等专款的，每项登记一行；收支登记和发放时选上它，结余就能单独看。
          </EmptyState>
        }
      />
      {step?.kind === 'form' && <FundForm {...(step.fund === undefined ? {} : { fund: step.fund })} onClose={close} />}
      {step?.kind === 'fund' && (
        <FundDrawer
          key={step.id}
          id={step.id}
          year={year}
          {...(mayKeep ? { onChange: (fund: FundFigures) => setStep({ kind: 'form', fund }) } : {})}
          onClose={close}
        />
      )}
      {step?.kind === 'divide' && report && <DivideDrawer report={report} onClose={close} />}
    </Page>
  );
}

function stateOf({ year, funds, totals }: FundReport): string {
  if (funds.length === 0) return '专款专用，单独看每项的收支和结余';
  const over = funds.filter((fund) => fund.balance < 0).length;
  const figures = `${year} 年收入 ${formatYuan(totals.income)}，支出 ${formatYuan(totals.spending)}，结余 ${formatYuan(totals.balance)}`;
  return `${funds.length} 项，${figures}${over > 0 ? `，${over} 项超支` : ''}`;
}

function columnsOf(report: FundReport | undefined): Column<FundFigures>[] {
  const amount = (
    key: 'opening' | 'income' | 'spending' | 'transfer' | 'balance',
    title: string,
  ): Column<FundFigures> => ({
    key,
    title,
    width: 118,
    align: 'right',
    render: (fund) => <Money value={fund[key]} blankZero={key !== 'balance'} />,
    ...(report && { sum: <Money value={report.totals[key]} /> }),
  });
  const moved = report?.funds.some((fund) => fund.transfer !== 0) === true;
  return [
    {
      key: 'name',
      title: '专项资金',
      width: 190,
      render: (fund) => (fund.retired ? `${fund.name}（已停用）` : fund.name),
      ...(report && { sum: '合计' }),
    },
    { key: 'origin', title: '来源', width: 130, render: (fund) => fund.origin },
    { key: 'purpose', title: '用途', render: (fund) => fund.purpose },
    amount('opening', '年初结转'),
    amount('income', '本年收入'),
    amount('spending', '本年支出'),
    ...(moved ? [amount('transfer', '划转')] : []),
    amount('balance', '结余'),
  ];
}
