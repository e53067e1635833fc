import { useState } from 'react';
import { useNavigation, usePageParam } from '#renderer/app/navigation.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page } from '#renderer/components/Page.tsx';
import { isMonth, type Month, month as monthOfText } from '#shared/calendar.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { ArrearsTab } from './arrears/ArrearsTab.tsx';
import { LeviesTab } from './levies/LeviesTab.tsx';
import { NoticesTab } from './notices/NoticesTab.tsx';
import { BatchesTab } from './receipts/BatchesTab.tsx';
import { PayrollPage } from './receipts/PayrollPage.tsx';
import { RuleTab } from './rules/RuleTab.tsx';
import { ShareTab } from './share/ShareTab.tsx';
import { WaiversTab } from './waivers/WaiversTab.tsx';
import { type DuesFrame, type DuesTab, TAB_LABELS, TABS } from './words.ts';
import './dues.css';

/** 会费: the open month unless another was asked for (`month`, `tab` and `search` of the page's params; the tab
 * `sixMonths` is that view of 欠缴). */
export function DuesPage() {
  const step = useNavigation((navigation) => navigation.step);
  const asked = usePageParam('month');
  const { value: profile, error } = useCall('union.readProfile', {});
  if (!profile) return <Page title="会费" notice={<Notice tone="red">{error}</Notice>} />;
  const first = asked !== undefined && isMonth(asked) ? asked : profile.openMonth;
  return <Dues key={step} profile={profile} firstMonth={first ?? monthOfText(`${profile.fiscalYear}-12`)} />;
}

function Dues({ profile, firstMonth }: { profile: UnionProfile; firstMonth: Month }) {
  const asked = usePageParam('tab');
  const askedTab = asked === 'sixMonths' ? 'arrears' : asked;
  const askedSearch = usePageParam('search') ?? '';
  const [month, setMonth] = useState(firstMonth);
  const [tab, setTab] = useState<DuesTab>(TABS.find((key) => key === askedTab) ?? 'levies');
  const [search, setSearch] = useState(askedSearch);
  const [payroll, setPayroll] = useState(false);
  if (payroll) return <PayrollPage month={month} onDone={() => setPayroll(false)} />;
  const frame: DuesFrame = {
    title: '会费',
    tabs: TABS.map((key) => ({ key, label: TAB_LABELS[key] })),
    tab,
    onTab: (next) => leave(() => setTab(next)),
  };
  const show = (next: Month) => {
    setMonth(next);
    setSearch('');
  };
  const collect = (owed: Month, member: string) => {
    setMonth(owed);
    setSearch(member);
    setTab('levies');
  };
  if (tab === 'batches') return <BatchesTab frame={frame} />;
  if (tab === 'arrears')
    return (
      <ArrearsTab
        frame={frame}
        profile={profile}
        first={asked === 'sixMonths' ? 'reminders' : 'member'}
        onCollect={collect}
      />
    );
  if (tab === 'waivers') return <WaiversTab frame={frame} />;
  if (tab === 'share') return <ShareTab frame={frame} profile={profile} />;
  if (tab === 'notices') return <NoticesTab frame={frame} profile={profile} month={month} />;
  if (tab === 'rule') return <RuleTab frame={frame} month={month} onMonth={show} />;
  return <LeviesTab frame={frame} month={month} onMonth={show} search={search} onPayroll={() => setPayroll(true)} />;
}
