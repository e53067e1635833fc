import { Button, Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { call } from '#renderer/app/client.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useAction, useCall } from '#renderer/app/use-call.ts';
import { EmptyState } from '#renderer/components/EmptyState.tsx';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { useTell, useTellProblem } from '#renderer/components/use-tell.ts';
import type { InsuranceYear, NotTaken } from '#shared/contract/visits.ts';
import { formatYuan } from '#shared/money.ts';
import { formatShare } from '#shared/shares.ts';
import type { VisitsFrame } from '../words.ts';
import { AddDialog } from './AddDialog.tsx';
import { ClaimList } from './ClaimList.tsx';
import { ParticipantExport } from './ParticipantExport.tsx';
import { ParticipantList } from './ParticipantList.tsx';
import { PlanDialog } from './PlanDialog.tsx';
import { PremiumDialog } from './PremiumDialog.tsx';
import { PremiumList } from './PremiumList.tsx';
import { RenewalList } from './RenewalList.tsx';
import { YearDialog } from './YearDialog.tsx';
import './insurance.css';

type View = 'people' | 'premiums' | 'claims' | 'renewals';
type Asking = 'plan' | 'year' | 'changeYear' | 'add' | 'premium' | 'export';

const VIEWS: readonly { value: View; label: string }[] = [
  { value: 'people', label: '参保名单' },
  { value: 'premiums', label: '保费收付' },
  { value: 'claims', label: '理赔' },
  { value: 'renewals', label: '续保名单' },
];

/** 互助保障: who takes part in which year of which plan, premiums, claims, and who should renew. */
export function InsuranceTab({ frame }: { frame: VisitsFrame }) {
  const { value: plans, error } = useCall('visits.listInsurance', {});
  const [view, setView] = useState<View>('people');
  const [chosen, setChosen] = useState<string>();
  const [state, setState] = useState<'uncollected' | 'unpaid' | 'paid'>();
  const [search, setSearch] = useState('');
  const [asking, setAsking] = useState<Asking>();
  const [leftOut, setLeftOut] = useState<readonly NotTaken[]>([]);
  const mayKeep = useAllowed('visits.addParticipants');
  const tell = useTell();
  const years = (plans ?? []).flatMap((plan) => plan.years);
  // the term that began last, whatever the plans are called
  const year = years.find(({ id }) => id === chosen) ?? years.toSorted((a, b) => b.from.localeCompare(a.from))[0];
  const plan = plans?.find(({ id }) => id === year?.planId);
  const carry = useAction(async (yearId: string) => {
    const done = await call('visits.carryParticipants', { yearId });
    setLeftOut(done.leftOut);
    tell.done(`已带入上一年度 ${done.added} 人。`);
  });
  useTellProblem(carry.problem);
  const close = () => setAsking(undefined);
  const nothing = plans !== undefined && year === undefined;
  return (
    <Page
      {...frame}
      state={year && view !== 'renewals' ? sentenceOf(year) : undefined}
      extra={
        mayKeep && (
          <>
            <Button onClick={() => setAsking('plan')}>{plan ? '项目' : '新建项目'}</Button>
            {(plans ?? []).length > 0 && <Button onClick={() => setAsking('year')}>新建年度</Button>}
            {year && view === 'people' && (
              <>
                <Button onClick={() => setAsking('changeYear')}>年度条款</Button>
                <Button onClick={() => setAsking('export')}>导出名单</Button>
                <Button onClick={() => setAsking('premium')}>收付保费</Button>
              </>
            )}
          </>
        )
      }
      action={
        mayKeep &&
        year &&
        view === 'people' && (
          <Button type="primary" onClick={() => setAsking('add')}>
            加入会员
          </Button>
        )
      }
      filters={
        year && (
          <>
            <Segmented<View> aria-label="内容" value={view} onChange={setView} options={[...VIEWS]} />
            {view !== 'renewals' && (
              <Select<string>
                className="insurance-year"
                aria-label="参保年度"
                value={year.id}
                options={years.map((one) => ({ value: one.id, label: `${one.planName} ${one.from} 至 ${one.to}` }))}
                onChange={setChosen}
              />
            )}
            {view === 'people' && (
              <>
                <Select<string>
                  className="insurance-state"
                  aria-label="保费"
                  value={state ?? ''}
                  options={[
                    { value: '', label: '全部' },
                    { value: 'uncollected', label: '还没有收齐' },
                    { value: 'unpaid', label: '还没有付' },
                    { value: 'paid', label: '已付' },
                  ]}
                  onChange={(value) =>
                    setState(value === 'uncollected' || value === 'unpaid' || value === 'paid' ? value : undefined)
                  }
                />
                <Input
                  className="insurance-search"
                  type="search"
                  allowClear
                  aria-label="查找会员"
                  placeholder="姓名、拼音或编号"
                  value={search}
                  onChange={(event) => setSearch(event.target.value)}
                />
              </>
            )}
          </>
        )
      }
      notice={
        <>
          <Notice tone="red">{error}</Notice>
          {leftOut.length > 0 && (
            <Notice tone="amber" onClose={() => setLeftOut([])}>
              {leftOutText(leftOut)}
            </Notice>
          )}
        </>
      }
    >
      {nothing && (
        <EmptyState
          title={plans.length === 0 ? '还没有互助保障项目' : '还没有参保年度'}
          action={
            mayKeep && (
              <Button type="primary" onClick={() => setAsking(plans.length === 0 ? 'plan' : 'year')}>
                {plans.length === 0 ? '新建项目' : '新建年度'}
              </Button>
            )
          }
        >
          先建项目（如职工医疗互助），再建年度写明保费和谁来交，然后加入会员。
        </EmptyState>
      )}
      {year && view === 'people' && (
        <ParticipantList
          key={year.id}
          year={year}
          search={search.trim()}
          state={state}
          empty={
            <EmptyState
              title="名单里没有人"
              action={
                mayKeep && (
                  <Button loading={carry.busy} onClick={() => void carry.run(year.id)}>
                    带入上一年度名单
                  </Button>
                )
              }
            >
              点「加入会员」按条件或逐个加入，也可以带入上一年度的名单。
            </EmptyState>
          }
        />
      )}
      {year && view === 'premiums' && <PremiumList key={year.id} yearId={year.id} />}
      {year && view === 'claims' && <ClaimList key={year.id} year={year} />}
      {year && view === 'renewals' && <RenewalList onLeftOut={setLeftOut} />}
      {asking === 'plan' && <PlanDialog plans={plans ?? []} onClose={close} />}
      {asking === 'year' && <YearDialog plans={plans ?? []} onClose={close} onSaved={setChosen} />}
      {asking === 'changeYear' && year && (
        <YearDialog plans={plans ?? []} year={year} onClose={close} onSaved={setChosen} />
      )}
      {asking === 'add' && year && <AddDialog year={year} onClose={close} onLeftOut={setLeftOut} />}
      {asking === 'premium' && year && <PremiumDialog year={year} onClose={close} />}
      {asking === 'export' && year && <ParticipantExport year={year} onClose={close} />}
    </Page>
  );
}

function sentenceOf({ totals }: InsuranceYear): string {
  const {
    participants,
    share,
    eligible,
    unionPart,
    memberPart,
    employerPart,
    paidPeople,
    held,
    claimPeople,
    claimPaid,
  } = totals;
  const payers = [
    ['工会', unionPart],
    ['个人', memberPart],
    ['单位行政', employerPart],
  ] as const;
  const parts = [
    `参保 ${participants} 人${eligible === 0 ? '' : `，参保率 ${formatShare(share)}`}`,
    payers
      .filter(([, amount]) => amount > 0)
      .map(([payer, amount]) => `${payer} ${formatYuan(amount)} 元`)
      .join('，'),
    `已付 ${paidPeople} 人`,
    held === 0 ? '' : `代收未付 ${formatYuan(held)} 元`,
    claimPeople === 0 ? '' : `理赔 ${claimPeople} 人 ${formatYuan(claimPaid)} 元`,
  ];
  return parts.filter(Boolean).join('；');
}

const NAMED = 6;

/** `3 人没有加入：张三（已经在这个年度里）…` */
export function leftOutText(leftOut: readonly NotTaken[]): string {
  const named = leftOut.slice(0, NAMED).map(({ memberName, sentence }) => `${memberName}（${sentence}）`);
  return `${leftOut.length} 人没有列入：${named.join('、')}${leftOut.length > NAMED ? '等' : ''}。`;
}
