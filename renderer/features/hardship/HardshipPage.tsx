import { useState } from 'react';
import { useNavigation, usePageParam } from '#renderer/app/navigation.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { HARDSHIP_TASKS } from '#shared/contract/hardship.ts';
import { AidsTab } from './aids/AidsTab.tsx';
import type { FileView } from './files/FileDrawer.tsx';
import { FilesTab } from './files/FilesTab.tsx';
import { ParametersTab } from './parameters/ParametersTab.tsx';
import { ProcedureTab } from './procedure/ProcedureTab.tsx';
import { StatisticsTab } from './reports/StatisticsTab.tsx';
import { TasksTab } from './reports/TasksTab.tsx';
import { type HardshipFrame, type HardshipTab, TAB_LABELS, TABS } from './words.ts';
import './hardship.css';

/** 困难帮扶: families from application to aid and out of hardship (`tab` and `open` of the page's params, with `member` for a new file; the tab `stale`
 * is the list of files that nobody reviewed for a year). */
export function HardshipPage() {
  const step = useNavigation((navigation) => navigation.step);
  return <Content key={step} />;
}

function Content() {
  const asked = usePageParam('tab');
  const openId = usePageParam('open');
  const member = usePageParam('member');
  const memberName = usePageParam('memberName') ?? '';
  // the first page names a list of 待办查询; `stale` stands on the list of files
  const list = HARDSHIP_TASKS.find((task) => task === asked && task !== 'stale');
  const mayOpen = useAllowed('hardship.open');
  const [tab, setTab] = useState<HardshipTab>(
    openId !== undefined && mayOpen
      ? 'files'
      : (TABS.find((key) => key === asked) ?? (list === undefined ? 'files' : 'tasks')),
  );
  // a file that is in procedure is opened to go on with it
  const [view, setView] = useState<FileView>(asked === 'procedure' ? 'procedure' : 'file');
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
  const openFile = (next: FileView) => (id: string) => {
    setView(next);
    setTab('files');
    setOpened(id);
  };
  if (tab === 'procedure')
    return <ProcedureTab frame={frame} {...(mayOpen ? { onOpenFile: openFile('procedure') } : {})} />;
  if (tab === 'aids') return <AidsTab frame={frame} {...(mayOpen ? { onOpenFile: openFile('aids') } : {})} />;
  if (tab === 'tasks')
    return <TasksTab frame={frame} asked={list} {...(mayOpen ? { onOpenFile: openFile('file') } : {})} />;
  if (tab === 'statistics') return <StatisticsTab frame={frame} />;
  if (tab === 'parameters') return <ParametersTab frame={frame} adding={adding} />;
  return (
    <FilesTab
      frame={frame}
      opened={opened}
      onOpen={(id) => {
        setView('file');
        setOpened(id);
      }}
      view={view}
      applicant={member === undefined ? undefined : { id: member, name: memberName }}
      staleOnly={asked === 'stale'}
      onParameters={() => {
        show('parameters');
        setAdding(true);
      }}
    />
  );
}
