import { Button } from 'antd';
import { useState } from 'react';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { MonthInput } from '#renderer/components/MonthInput.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { type Month, monthNumber, yearOf } from '#shared/calendar.ts';
import type { DuesMonth } from '#shared/contract/dues.ts';
import { type DuesPeriod, formatPeriod, monthsOf, periodOf } from '#shared/dues-periods.ts';
import type { DuesFrame } from '../words.ts';
import { LevyList } from './LevyList.tsx';
import { LevyPreviewPage } from './LevyPreviewPage.tsx';
import { MonthStrip } from './MonthStrip.tsx';
import { WithdrawDialog } from './WithdrawDialog.tsx';
import './levies.css';

interface LeviesTabProps {
  frame: DuesFrame;
  month: Month;
  onMonth: (month: Month) => void;
  /** What is searched for when the list is first shown. */
  search: string;
  onPayroll: () => void;
}

/** 收缴明细: the levies of a month, and where they are raised and withdrawn. */
export function LeviesTab({ frame, month, onMonth, search, onPayroll }: LeviesTabProps) {
  const [levying, setLevying] = useState(false);
  const [withdrawing, setWithdrawing] = useState<readonly string[] | 'all'>();
  const months = useCall('dues.listMonths', { year: yearOf(month) });
  const periods = useCall('ledger.listPeriods', { year: yearOf(month) }).value;
  const rule = useCall('dues.readRule', { month }).value;
  const mayKeep = useAllowed('dues.raiseLevy');
  const closed = new Set(
    periods?.periods.filter(({ status }) => status === 'closed').map((period) => period.month) ?? [],
  );
  const sums = months.value?.find((each) => each.month === month);
  const period = periodOf(month, rule?.frequency ?? 'month');
  if (levying) return <LevyPreviewPage month={month} usual={period} closed={closed} onDone={() => setLevying(false)} />;

  const levied = sums?.levied === true;
  // a half-year is collected while one of its months is open, also when its first months are closed
  const collected = monthsOf(period).every((each) => closed.has(each));
  const canLevy = mayKeep && sums !== undefined && !collected;
  const levyButton = (
    <Button type={levied ? 'default' : 'primary'} onClick={() => setLevying(true)}>
      {levied ? '补计提' : `计提 ${periodName(period)}会费`}
    </Button>
  );
  const payrollButton = (
    <Button type={sums && sums.owingMembers > 0 ? 'primary' : 'default'} onClick={onPayroll}>
      导入工资代扣
    </Button>
  );
  return (
    <Page
      {...frame}
      state={sums && stateOf(sums, closed.has(month))}
      extra={
        levied &&
        canLevy && (
          <>
            <Button onClick={() => setWithdrawing('all')}>撤回计提</Button>
            {levyButton}
          </>
        )
      }
      action={levied ? mayKeep && payrollButton : canLevy && levyButton}
      notice={<Notice tone="red">{months.error}</Notice>}
      filters={
        <>
          <div className="dues-month-input">
            <MonthInput aria-label="月份" value={month} onChange={(next) => next && onMonth(next)} />
          </div>
          <MonthStrip months={months.value ?? []} closed={closed} month={month} onMonth={onMonth} />
        </>
      }
    >
      <LevyList
        key={`${month} ${search}`}
        month={month}
        sums={sums}
        search={search}
        firstStep={firstStepOf(canLevy, collected)}
        onWithdraw={canLevy ? setWithdrawing : undefined}
      />
      {withdrawing !== undefined && (
        <WithdrawDialog
          month={month}
          {...(withdrawing === 'all' ? {} : { levyIds: withdrawing })}
          onClose={() => setWithdrawing(undefined)}
        />
      )}
    </Page>
  );
}

/** `3 月`, and where the union collects by longer periods `2026年下半年`. */
function periodName(period: DuesPeriod): string {
  return period.from === period.to ? `${monthNumber(period.from)} 月` : formatPeriod(period);
}

/** `3 月应收 312 人,已收 298 人,欠 14 人` */
function stateOf(
  { month, levied, members, paidMembers, owingMembers, waivedMembers }: DuesMonth,
  closed: boolean,
): string {
  const name = `${monthNumber(month)} 月`;
  const locked = closed ? '，本月已结账' : '';
  const waived = waivedMembers > 0 ? `（减免 ${waivedMembers} 人）` : '';
  if (!levied) return `${name}还没有计提会费${locked}`;
  if (owingMembers === 0) return `${name}应收 ${members} 人${waived}，已全部收齐${locked}`;
  return `${name}应收 ${members} 人${waived}，已收 ${paidMembers} 人，欠 ${owingMembers} 人${locked}`;
}

function firstStepOf(canLevy: boolean, closed: boolean): string {
  if (closed) return '这个月已经结账，不能再计提。';
  return canLevy ? '点右上角的“计提”，先看每人应收多少，再确认。' : '';
}
