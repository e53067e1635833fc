import { Segmented, Select } from 'antd';
import { useState } from 'react';
import { useCall } from '#renderer/app/use-call.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import type { LedgerFrame } from '../words.ts';
import { AllocationView } from './AllocationView.tsx';
import { FundReportView } from './FundReportView.tsx';
import { FundsView } from './FundsView.tsx';

type View = 'funds' | 'report' | 'allocation';

/** 专项资金: the funds, their report, and what belongs to the union above (拨缴上解). */
export function FundsTab({ frame, profile }: { frame: LedgerFrame; profile: UnionProfile }) {
  const [view, setView] = useState<View>('funds');
  const [year, setYear] = useState(profile.fiscalYear);
  const years = useCall('ledger.listPeriods', { year }).value?.years ?? [profile.fiscalYear];
  const filters = (
    <>
      <Segmented<View>
        aria-label="专项资金的内容"
        value={view}
        onChange={setView}
        options={[
          { value: 'funds', label: '专项资金' },
          { value: 'report', label: '专项资金表' },
          { value: 'allocation', label: '拨缴上解' },
        ]}
      />
      <Select<number>
        className="ledger-year"
        aria-label="年度"
        value={year}
        options={years.map((value) => ({ value, label: `${value} 年` }))}
        onChange={setYear}
      />
    </>
  );
  if (view === 'report')
    return <FundReportView key={year} frame={frame} profile={profile} year={year} filters={filters} />;
  if (view === 'allocation')
    return <AllocationView key={year} frame={frame} profile={profile} year={year} filters={filters} />;
  return <FundsView key={year} frame={frame} year={year} filters={filters} />;
}
