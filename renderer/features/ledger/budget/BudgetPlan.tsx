import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { type Column, DataTable } from '#renderer/components/DataTable.tsx';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { FilePick } from '#renderer/components/FilePick.tsx';
import { Money } from '#renderer/components/Money.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { PaperDialog } from '#renderer/components/PaperDialog.tsx';
import { Verdict } from '#renderer/components/Verdict.tsx';
import type { PickedFile } from '#shared/bridge.ts';
import type { Budget } from '#shared/contract/ledger.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { fen, formatYuan } from '#shared/money.ts';
import type { LedgerFrame } from '../words.ts';
import { AdjustDrawer } from './AdjustDrawer.tsx';
import { AdjustmentsDrawer } from './AdjustmentsDrawer.tsx';
import { AdoptDialog } from './AdoptDialog.tsx';
import { BudgetImportPage } from './BudgetImportPage.tsx';
import { BudgetLineDrawer } from './BudgetLineDrawer.tsx';
import { BudgetPaper } from './BudgetPaper.tsx';
import { type PlanRow, planRows, surplusOf } from './budget-rows.ts';
import { RuleDialog } from './RuleDialog.tsx';
import { WithdrawDialog } from './WithdrawDialog.tsx';

type Step = 'new' | 'adopt' | 'withdraw' | 'adjust' | 'adjustments' | 'rule' | 'paper';

interface BudgetPlanProps {
  frame: LedgerFrame;
  profile: UnionProfile;
  year: number;
  filters: ReactNode;
}

/** 编制: the draft line by line, its adoption, and what was adjusted since. */
export function BudgetPlan({ frame, profile, year, filters }: BudgetPlanProps) {
  const [picked, setPicked] = useState<PickedFile>();
  const [editing, setEditing] = useState<PlanRow>();
  const [step, setStep] = useState<Step>();
  const mayKeep = useAllowed('ledger.saveBudget');
  const { value, error } = useCall('ledger.readBudget', { year });
  const budget = value?.year === year ? value : undefined;
  if (picked)
    return (
      <BudgetImportPage
        file={picked}
        year={year}
        replaces={budget?.exists === true}
        onDone={() => setPicked(undefined)}
      />
    );
  const draft = mayKeep && budget !== undefined && budget.adoption === undefined;
  const adopted = mayKeep && budget?.adoption !== undefined;
  const close = () => setStep(undefined);
  return (
    <Page
      {...frame}
      state={budget && stateOf(budget)}
      extra={
        <>
          {budget?.exists && <Button onClick={() => setStep('paper')}>打印</Button>}
          {draft && <Button onClick={() => setStep('new')}>加一行</Button>}
          {draft && budget.exists && <FilePick value={undefined} onPick={setPicked} text="导入预算表" />}
          {adopted && budget.adjustments.length === 0 && <Button onClick={() => setStep('withdraw')}>撤回批准</Button>}
        </>
      }
      action={
        <>
          {draft &&
            (budget.exists ? (
              <Button type="primary" onClick={() => setStep('adopt')}>
                批准预算
              </Button>
            ) : (
              <FilePick value={undefined} onPick={setPicked} text="导入预算表" primary />
            ))}
          {adopted && (
            <Button type="primary" onClick={() => setStep('adjust')}>
              调整预算
            </Button>
          )}
        </>
      }
      notice={<Notice tone="red">{error}</Notice>}
      filters={
        <>
          {filters}
          {budget && <Facts budget={budget} mayKeep={mayKeep} onStep={setStep} />}
        </>
      }
    >
      <DataTable
        label="预算"
        columns={columnsOf(budget)}
        rows={budget && planRows(budget)}
        rowKey={(row) => row.key}
        rowTone={(row) => (row.kind === 'total' ? 'strong' : undefined)}
        {...(draft ? { onOpen: (row: PlanRow) => row.kind !== 'total' && setEditing(row) } : {})}
        selectedKey={editing?.key}
        empty={
          <EmptyState title={`${year} 年还没有预算`}>
            导入上级批复的预算表（科目、上年决算数、本年预算数），或一行一行地加。有了预算，记账时会提示是否超支。
          </EmptyState>
        }
      />
      {budget && draft && (editing !== undefined || step === 'new') && (
        <BudgetLineDrawer
          key={editing?.key ?? 'new'}
          budget={budget}
          {...(editing === undefined ? {} : { row: editing })}
          onClose={() => {
            setEditing(undefined);
            close();
          }}
        />
      )}
      {budget && step === 'adopt' && <AdoptDialog budget={budget} onClose={close} />}
      {budget && step === 'withdraw' && <WithdrawDialog year={year} onClose={close} />}
      {budget && step === 'adjust' && <AdjustDrawer budget={budget} onClose={close} />}
      {budget && step === 'adjustments' && <AdjustmentsDrawer budget={budget} onClose={close} />}
      {budget && step === 'rule' && <RuleDialog rule={budget.rule} onClose={close} />}
      {budget && (
        <PaperDialog
          open={step === 'paper'}
          name={`工会经费收支预算表-${year}`}
          paper={<BudgetPaper budget={budget} unit={profile.name} />}
          onClose={close}
        />
      )}
    </Page>
  );
}

function stateOf(budget: Budget): string {
  if (!budget.exists) return `${budget.year} 年还没有录入预算`;
  const { totals, adoption, adjustments } = budget;
  const surplus = surplusOf(budget);
  const rest = surplus < 0 ? `收不抵支 ${formatYuan(fen(-surplus))}` : `结余 ${formatYuan(surplus)}`;
  const figures = `收入总计 ${formatYuan(totals.incomeAll)}，支出 ${formatYuan(totals.expense)}，${rest}`;
  if (!adoption) return `草案，${figures}`;
  return `${adoption.day} 批准${adjustments.length > 0 ? `，已调整 ${adjustments.length} 次` : ''}，${figures}`;
}

function Facts({ budget, mayKeep, onStep }: { budget: Budget; mayKeep: boolean; onStep: (step: Step) => void }) {
  const { adoption, adjustments, rule, exists } = budget;
  return (
    <span className="budget-facts">
      {exists && (
        <Verdict tone={adoption ? 'teal' : 'amber'}>
          {adoption ? `已批准 ${adoption.resolutionNumber}` : '草案，还没有批准'}
        </Verdict>
      )}
      {adjustments.length > 0 && (
        <Button type="link" className="ledger-link" onClick={() => onStep('adjustments')}>
          {`调整记录 ${adjustments.length} 次`}
        </Button>
      )}
      <span
        className="budget-rule"
        title={rule.basis}
      >{`每年最多调整 ${rule.adjustmentsPerYear} 次（${rule.basis}）`}</span>
      {mayKeep && (
        <Button type="link" className="ledger-link" onClick={() => onStep('rule')}>
          修改
        </Button>
      )}
    </span>
  );
}

function columnsOf(budget: Budget | undefined): Column<PlanRow>[] {
  const adjusted = budget !== undefined && budget.adjustments.length > 0;
  const amount = (key: 'lastYear' | 'original' | 'adjustment' | 'amount', title: string): Column<PlanRow> => ({
    key,
    title,
    width: 140,
    align: 'right',
    render: (row) => <Money value={row[key]} blankZero />,
  });
  return [
    { key: 'code', title: '编号', width: 84, render: (row) => row.code },
    { key: 'name', title: '科目', width: 210, render: (row) => row.name },
    amount('lastYear', budget?.lastYearFromBooks ? '上年决算（账上）' : '上年决算数'),
    ...(adjusted ? [amount('original', '年初预算数'), amount('adjustment', '调整数')] : []),
    amount('amount', adjusted ? '调整后预算数' : '本年预算数'),
    { key: 'note', title: '说明', render: (row) => row.note },
  ];
}
