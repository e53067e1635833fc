import { Button } from 'antd';
import { useState } from 'react';
import { useNavigation, usePageParam } from '#renderer/app/navigation.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page, type PageTab } from '#renderer/components/Page.tsx';
import { isMonth, type Month, monthNumber, month as monthOfText, yearOf } from '#shared/calendar.ts';
import type { DuesMonth } from '#shared/contract/dues.ts';
import { ArrearsList } from './ArrearsList.tsx';
import { BatchList } from './BatchList.tsx';
import { LevyList } from './LevyList.tsx';
import { LevyPreviewPage } from './LevyPreviewPage.tsx';
import { MonthStrip } from './MonthStrip.tsx';
import { PayrollPage } from './PayrollPage.tsx';
import { RuleView } from './RuleView.tsx';
import './dues.css';

type Tab = 'levies' | 'arrears' | 'batches' | 'rule';
const TABS: readonly PageTab<Tab>[] = [
  { key: 'levies', label: '收缴明细' },
  { key: 'arrears', label: '欠缴' },
  { key: 'batches', label: '收缴批次' },
  { key: 'rule', label: '会费标准' },
];

/** 会费: the open month unless another was asked for (`month`, `tab` and `search` of the page's params). */
export function DuesPage() {
  const step = useNavigation((navigation) => navigation.step);
  const asked = usePageParam('month');
  const { value: profile, error } = useCall('union.readProfile', {});
  if (!profile) return <Page title="会费" notice={<Notice tone="red">{error}</Notice>} />;
  const first = asked !== undefined && isMonth(asked) ? asked : profile.openMonth;
  return <Dues key={step} firstMonth={first ?? monthOfText(`${profile.fiscalYear}-12`)} />;
}

function Dues({ firstMonth }: { firstMonth: Month }) {
  const askedTab = usePageParam('tab');
  const askedSearch = usePageParam('search') ?? '';
  const [month, setMonth] = useState(firstMonth);
  const [tab, setTab] = useState<Tab>(TABS.find(({ key }) => key === askedTab)?.key ?? 'levies');
  const [work, setWork] = useState<'levy' | 'payroll'>();
  const [search, setSearch] = useState(askedSearch);
  const months = useCall('dues.listMonths', { year: yearOf(month) });
  const periods = useCall('ledger.listPeriods', { year: yearOf(month) }).value;
  const mayKeep = useAllowed('dues.raiseLevy');
  const closed = new Set(
    periods?.periods.filter(({ status }) => status === 'closed').map((period) => period.month) ?? [],
  );
  const sums = months.value?.find((each) => each.month === month);
  const back = () => setWork(undefined);
  if (work === 'levy') return <LevyPreviewPage month={month} onDone={back} />;
  if (work === 'payroll') return <PayrollPage month={month} onDone={back} />;

  const show = (next: Month) => {
    setMonth(next);
    setSearch('');
  };
  const levied = sums?.levied === true;
  const canLevy = mayKeep && sums !== undefined && !closed.has(month);
  const levyButton = (
    <Button type={levied ? 'default' : 'primary'} onClick={() => setWork('levy')}>
      {levied ? '补计提' : `计提 ${monthNumber(month)} 月会费`}
    </Button>
  );
  const payrollButton = (
    <Button type={sums && sums.owingMembers > 0 ? 'primary' : 'default'} onClick={() => setWork('payroll')}>
      导入工资代扣
    </Button>
  );
  return (
    <Page
      title="会费"
      state={sums && stateOf(sums, closed.has(month))}
      extra={levied && canLevy && levyButton}
      action={levied ? mayKeep && payrollButton : canLevy && levyButton}
      tabs={TABS}
      tab={tab}
      onTab={setTab}
      notice={<Notice tone="red">{months.error}</Notice>}
      {...(tab === 'levies' || tab === 'rule'
        ? {
            filters: (
              <>
                <div className="dues-month-input">
                  <MonthInput aria-label="月份" value={month} onChange={(next) => next && show(next)} />
                </div>
                <MonthStrip months={months.value ?? []} closed={closed} month={month} onMonth={show} />
              </>
            ),
          }
        : {})}
    >
      {tab === 'levies' && (
        <LevyList
          key={`${month} ${search}`}
          month={month}
          sums={sums}
          search={search}
          firstStep={firstStepOf(canLevy, closed.has(month))}
        />
      )}
      {tab === 'arrears' && (
        <ArrearsList
          onCollect={(owed, member) => {
            setMonth(owed);
            setSearch(member);
            setTab('levies');
          }}
        />
      )}
      {tab === 'batches' && <BatchList />}
      {tab === 'rule' && <RuleView month={month} />}
    </Page>
  );
}

/** `3 月应收 312 人,已收 298 人,欠 14 人` */
function stateOf({ month, levied, members, paidMembers, owingMembers }: DuesMonth, closed: boolean): string {
  const name = `${monthNumber(month)} 月`;
  const locked = closed ? ',本月已结账' : '';
  if (!levied) return `${name}还没有计提会费${locked}`;
  if (owingMembers === 0) return `${name}应收 ${members} 人，已全部收齐${locked}`;
  return `${name}应收 ${members} 人，已收 ${paidMembers} 人，欠 ${owingMembers} 人${locked}`;
}

function firstStepOf(canLevy: boolean, closed: boolean): string {
  if (closed) return '这个月已经结账，不能再计提。';
  return canLevy ? '点右上角的“计提”，先看每人应收多少，再确认。' : '';
}
