import { useState } from 'react';
import { useNavigation, usePageParam } from '#renderer/app/navigation.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { AidsTab } from './aids/AidsTab.tsx';
import { FilesTab } from './files/FilesTab.tsx';
import { ParametersTab } from './parameters/ParametersTab.tsx';
import { ProcedureTab } from './procedure/ProcedureTab.tsx';
import { StatisticsTab } from './reports/StatisticsTab.tsx';
import { TasksTab } from './reports/TasksTab.tsx';
import { type HardshipFrame, type HardshipTab, TAB_LABELS, TABS } from './words.ts';
import './hardship.css';

/** 困难帮扶: families from application to aid and out of hardship (`tab` and `open` of the page's params; the tab `stale`
 * is the list of files that nobody reviewed for a year). */
export function HardshipPage() {
  const step = useNavigation((navigation) => navigation.step);
  return <Content key={step} />;
}

function Content() {
  const asked = usePageParam('tab');
  const openId = usePageParam('open');
  const mayOpen = useAllowed('hardship.get');
  const [tab, setTab] = useState<HardshipTab>(TABS.find((key) => key === asked) ?? 'files');
  const [opened, setOpened] = useState<string | undefined>(mayOpen ? openId : undefined);
  const [adding, setAdding] = useState(false);
  const show = (next: HardshipTab) => {
    setOpened(undefined);
    setAdding(false);
    setTab(next);
  };
  const frame: HardshipFrame = {
    title: '困难帮扶',
    tabs: TABS.map((key) => ({ key, label: TAB_LABELS[key] })),
    tab,
    onTab: (next) => leave(() => show(next)),
  };
  const openFile = (id: string) => {
    setTab('files');
    setOpened(id);
  };
  if (tab === 'procedure') return <ProcedureTab frame={frame} />;
  if (tab === 'aids') return <AidsTab frame={frame} {...(mayOpen ? { onOpenFile: openFile } : {})} />;
  if (tab === 'tasks') return <TasksTab frame={frame} />;
  if (tab === 'statistics') return <StatisticsTab frame={frame} />;
  if (tab === 'parameters') return <ParametersTab frame={frame} adding={adding} />;
  return (
    <FilesTab
      frame={frame}
      opened={opened}
      onOpen={setOpened}
      staleOnly={asked === 'stale'}
      onParameters={() => {
        show('parameters');
        setAdding(true);
      }}
    />
  );
}
