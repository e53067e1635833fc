import { useState } from 'react';
import { useNavigation, usePageParam } from '#renderer/app/navigation.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { formatMonth } from '#shared/calendar.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { AssetsTab } from './assets/AssetsTab.tsx';
import { BankTab } from './bank/BankTab.tsx';
import { BudgetTab } from './budget/BudgetTab.tsx';
import { ChartTab } from './chart/ChartTab.tsx';
import { CloseTab } from './close/CloseTab.tsx';
import { EntryTab } from './entry/EntryTab.tsx';
import { FundsTab } from './funds/FundsTab.tsx';
import { ReportsTab } from './reports/ReportsTab.tsx';
import { VoucherList } from './vouchers/VoucherList.tsx';
import { type LedgerFrame, type LedgerTab, TAB_LABELS, TABS } from './words.ts';
import './ledger.css';

/** 经费账. Params of the page: `tab`, and `open` with the id of a voucher. */
export function LedgerPage() {
  const step = useNavigation((navigation) => navigation.step);
  const { value: profile, error } = useCall('union.readProfile', {});
  if (!profile) return <Page title="经费账" notice={<Notice tone="red">{error}</Notice>} />;
  return <Ledger key={step} profile={profile} />;
}

function Ledger({ profile }: { profile: UnionProfile }) {
  const mayKeep = useAllowed('ledger.recordSimple');
  const open = usePageParam('open');
  const asked = usePageParam('tab');
  const tabs = TABS.filter((key) => mayKeep || key !== 'entry');
  const first = open === undefined ? tabs.find((key) => key === asked) : 'vouchers';
  const [tab, setTab] = useState<LedgerTab>(first ?? (mayKeep ? 'entry' : 'vouchers'));
  const frame: LedgerFrame = {
    title: '经费账',
    state: stateOf(profile),
    tabs: tabs.map((key) => ({ key, label: TAB_LABELS[key] })),
    tab,
    onTab: (next) => leave(() => setTab(next)),
  };
  if (tab === 'entry') return <EntryTab frame={frame} profile={profile} />;
  if (tab === 'vouchers') return <VoucherList frame={frame} {...(open === undefined ? {} : { first: open })} />;
  if (tab === 'bank') return <BankTab frame={frame} profile={profile} />;
  if (tab === 'funds') return <FundsTab frame={frame} profile={profile} />;
  if (tab === 'assets') return <AssetsTab frame={frame} profile={profile} />;
  if (tab === 'reports') return <ReportsTab frame={frame} profile={profile} />;
  if (tab === 'chart') return <ChartTab frame={frame} profile={profile} />;
  if (tab === 'budget') return <BudgetTab frame={frame} profile={profile} />;
  return <CloseTab frame={frame} profile={profile} />;
}

function stateOf({ openMonth, fiscalYear }: UnionProfile): string {
  if (openMonth === undefined) return `${fiscalYear} 年各月都已结账`;
  return openMonth.endsWith('-01')
    ? `${fiscalYear} 年还没有结过账，可以记 ${formatMonth(openMonth)}起的账`
    : `${formatMonth(openMonth)}之前已结账`;
}
