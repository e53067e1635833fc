import { Button } from 'antd';
import { useState } from 'react';
import { useNavigation, usePageParam } from '#renderer/app/navigation.ts';
import { useAllowed, useSession } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { Page } from '#renderer/components/Page.tsx';
import { dayOf, yearOf } from '#shared/calendar.ts';
import type { VisitStandard } from '#shared/contract/visits.ts';
import { formatYuan } from '#shared/money.ts';
import { FestivalDrawer } from './FestivalDrawer.tsx';
import { FestivalsTab } from './FestivalsTab.tsx';
import { FestivalWizard } from './FestivalWizard.tsx';
import { NewVisitDrawer } from './NewVisitDrawer.tsx';
import { type RecordFilter, RecordFilters, RecordsTab } from './RecordsTab.tsx';
import { StandardsTab } from './StandardsTab.tsx';
import { VisitDrawer } from './VisitDrawer.tsx';
import './visits.css';

const TABS = [
  { key: 'records', label: '慰问记录' },
  { key: 'festivals', label: '节日慰问' },
  { key: 'standards', label: '慰问标准' },
] as const;
type Tab = (typeof TABS)[number]['key'];

/** 慰问: visits one by one, festivals for all, and the standards they are measured by. */
export function VisitsPage() {
  const step = useNavigation((navigation) => navigation.step);
  return <Content key={step} />;
}

function Content() {
  const asked = usePageParam('tab');
  const openId = usePageParam('open');
  const mayOpen = useAllowed('visits.get');
  const mayKeep = useAllowed('visits.record');
  const thisYear = yearOf(dayOf(new Date()));
  const fiscalYear = useSession((session) => session.status?.open?.fiscalYear) ?? thisYear;
  const [tab, setTab] = useState<Tab>(TABS.find(({ key }) => key === asked)?.key ?? 'records');
  const [filter, setFilter] = useState<RecordFilter>(() => ({
    search: '',
    year: asked === 'unsigned' ? undefined : fiscalYear,
    kindId: undefined,
    unsignedOnly: asked === 'unsigned',
  }));
  const [opened, setOpened] = useState<string | undefined>(mayOpen ? openId : undefined);
  const [festival, setFestival] = useState<string>();
  const [making, setMaking] = useState(false);
  const [standard, setStandard] = useState<VisitStandard | 'new'>();
  const kinds = useCall('visits.listKinds', {});
  const year = useCall('visits.list', { year: fiscalYear, limit: 1 });
  const show = (next: Tab) =>
    leave(() => {
      setOpened(undefined);
      setFestival(undefined);
      setMaking(false);
      setStandard(undefined);
      setTab(next);
    });
  const actions: Record<Tab, { text: string; run: () => void }> = {
    records: { text: '登记慰问', run: () => setOpened('new') },
    festivals: { text: '新建节日慰问', run: () => setMaking(true) },
    standards: { text: '新增标准', run: () => setStandard('new') },
  };
  return (
    <Page
      title="慰问"
      state={
        year.value &&
        `${fiscalYear} 年慰问 ${year.value.total} 人次，${formatYuan(year.value.amount)} 元，未签收 ${year.value.unsigned} 人次`
      }
      tabs={TABS}
      tab={tab}
      onTab={show}
      action={
        mayKeep &&
        !making && (
          <Button type="primary" onClick={() => leave(actions[tab].run)}>
            {actions[tab].text}
          </Button>
        )
      }
      filters={
        tab === 'records' ? (
          <RecordFilters filter={filter} kinds={kinds.value ?? []} latest={fiscalYear} onChange={setFilter} />
        ) : undefined
      }
    >
      {tab === 'records' && <RecordsTab filter={filter} opened={opened} onOpen={setOpened} />}
      {tab === 'festivals' &&
        (making && kinds.value ? (
          <FestivalWizard
            kinds={kinds.value.filter((kind) => kind.festival)}
            onClose={() => leave(() => setMaking(false))}
            onMade={(id) => {
              setMaking(false);
              setFestival(id);
            }}
          />
        ) : (
          <FestivalsTab onOpen={setFestival} />
        ))}
      {tab === 'standards' && <StandardsTab kinds={kinds.value} editing={standard} onEdit={setStandard} />}
      {opened === 'new' && (
        <NewVisitDrawer kinds={kinds.value ?? []} onClose={() => setOpened(undefined)} onRecorded={setOpened} />
      )}
      {opened !== undefined && opened !== 'new' && (
        <VisitDrawer key={opened} id={opened} onClose={() => setOpened(undefined)} />
      )}
      {festival !== undefined && <FestivalDrawer key={festival} id={festival} onClose={() => setFestival(undefined)} />}
    </Page>
  );
}
