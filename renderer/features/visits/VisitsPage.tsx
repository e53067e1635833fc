import { useState } from 'react';
import { useNavigation, usePageParam } from '#renderer/app/navigation.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { DonationsTab } from './donations/DonationsTab.tsx';
import { FestivalsTab } from './festivals/FestivalsTab.tsx';
import { InsuranceTab } from './insurance/InsuranceTab.tsx';
import { RecordsTab } from './records/RecordsTab.tsx';
import { ReportsTab } from './reports/ReportsTab.tsx';
import { RequestsTab } from './requests/RequestsTab.tsx';
import { StandardsTab } from './standards/StandardsTab.tsx';
import { StockTab } from './stock/StockTab.tsx';
import { TransfersTab } from './transfers/TransfersTab.tsx';
import { TAB_LABELS, TABS, type VisitsFrame, type VisitsTab } from './words.ts';
import './visits.css';

/** 慰问: visits one by one, festivals for all, and all that belongs to them (`tab` and `open` of the page's params, with `member` for a
 * new visit; the tab
 * `unsigned` is the list of what nobody signed for). */
export function VisitsPage() {
  const step = useNavigation((navigation) => navigation.step);
  return <Content key={step} />;
}

function Content() {
  const asked = usePageParam('tab');
  const openId = usePageParam('open');
  const member = usePageParam('member');
  const memberName = usePageParam('memberName') ?? '';
  const mayOpen = useAllowed('visits.get');
  const [tab, setTab] = useState<VisitsTab>(TABS.find((key) => key === asked) ?? 'records');
  const [opened, setOpened] = useState<string | undefined>(mayOpen ? openId : undefined);
  const frame: VisitsFrame = {
    title: '慰问',
    tabs: TABS.map((key) => ({ key, label: TAB_LABELS[key] })),
    tab,
    onTab: (next) =>
      leave(() => {
        setOpened(undefined);
        setTab(next);
      }),
  };
  if (tab === 'requests') return <RequestsTab frame={frame} />;
  if (tab === 'festivals') return <FestivalsTab frame={frame} />;
  if (tab === 'stock') return <StockTab frame={frame} />;
  if (tab === 'transfers') return <TransfersTab frame={frame} />;
  if (tab === 'insurance') return <InsuranceTab frame={frame} />;
  if (tab === 'donations') return <DonationsTab frame={frame} />;
  if (tab === 'reports') return <ReportsTab frame={frame} />;
  if (tab === 'standards') return <StandardsTab frame={frame} />;
  return (
    <RecordsTab
      frame={frame}
      unsigned={asked === 'unsigned'}
      opened={opened}
      onOpen={setOpened}
      whom={member === undefined ? undefined : { id: member, name: memberName }}
    />
  );
}
