import { Segmented, Select } from 'antd';
import { useState } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import type { LedgerFrame } from '../words.ts';
import { BudgetPlan } from './BudgetPlan.tsx';
import { ExecutionView } from './ExecutionView.tsx';

type View = 'plan' | 'execution';

/** 预算 of a year: drawing it up and adopting it, or how it was carried out. */
export function BudgetTab({ frame, profile }: { frame: LedgerFrame; profile: UnionProfile }) {
  const [view, setView] = useState<View>('plan');
  const [year, setYear] = useState(profile.fiscalYear);
  const years = useCall('ledger.listPeriods', { year }).value?.years ?? [profile.fiscalYear];
  // the budget of the next year is drawn up before its months are opened
  const offered = view === 'plan' ? [...years, Math.max(...years) + 1] : years;
  const shown = offered.includes(year) ? year : profile.fiscalYear;
  const filters = (
    <>
      <Segmented<View>
        aria-label="预算的编制或执行"
        value={view}
        onChange={setView}
        options={[
          { value: 'plan', label: '编制' },
          { value: 'execution', label: '执行' },
        ]}
      />
      <Select<number>
        className="ledger-year"
        aria-label="年度"
        value={shown}
        options={offered.map((value) => ({ value, label: `${value} 年` }))}
        onChange={setYear}
      />
    </>
  );
  return view === 'plan' ? (
    <BudgetPlan key={shown} frame={frame} profile={profile} year={shown} filters={filters} />
  ) : (
    <ExecutionView key={shown} frame={frame} profile={profile} year={shown} filters={filters} />
  );
}
