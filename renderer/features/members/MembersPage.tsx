import { useState } from 'react';
import { useNavigation, usePageParam } from '#renderer/app/navigation.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { leave } from '#renderer/app/unsaved.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import type { ValueOf } from '#shared/contract/index.ts';
import { StatisticsTab } from './find/StatisticsTab.tsx';
import { GroupsTab } from './groups/GroupsTab.tsx';
import { RecordsTab } from './records/RecordsTab.tsx';
import { ImportPage } from './roster/ImportPage.tsx';
import { TrayTab } from './roster/TrayTab.tsx';
import { SnapshotsTab } from './snapshots/SnapshotsTab.tsx';
import { type MembersFrame, type MembersTab, TABS } from './words.ts';
import './members.css';

/** 会员. Params of the page: `tab`, and `open` with the id of a member. */
export function MembersPage() {
  const step = useNavigation((navigation) => navigation.step);
  return <Members key={step} />;
}

function Members() {
  const open = usePageParam('open');
  const asked = usePageParam('tab');
  const [tab, setTab] = useState<MembersTab>(TABS.find((key) => key === asked) ?? 'records');
  const [importing, setImporting] = useState(false);
  const { value: counts, error } = useCall('members.count', {});
  const mayOpen = useAllowed('members.get');
  if (importing) {
    return (
      <ImportPage
        onDone={(next) => {
          setImporting(false);
          setTab(next);
        }}
      />
    );
  }
  const labels: Readonly<Record<MembersTab, string>> = {
    records: '会员名册',
    groups: '工会小组',
    statistics: '统计',
    snapshots: '名册存档',
    tray: counts && counts.tray > 0 ? `待处理 ${counts.tray}` : '待处理',
  };
  const frame: MembersFrame = {
    title: '会员',
    state: counts && stateOf(counts),
    tabs: TABS.filter((key) => mayOpen || key !== 'tray').map((key) => ({ key, label: labels[key] })),
    tab,
    onTab: (next) => leave(() => setTab(next)),
    notice: <Notice tone="red">{error}</Notice>,
  };
  if (tab === 'groups') return <GroupsTab frame={frame} />;
  if (tab === 'statistics') return <StatisticsTab frame={frame} />;
  if (tab === 'snapshots') return <SnapshotsTab frame={frame} />;
  if (tab === 'tray') return <TrayTab frame={frame} />;
  return <RecordsTab frame={frame} open={open} onImport={() => setImporting(true)} />;
}

/** `在册 268 人,保留会籍 12 人,待处理 41 行` */
function stateOf({ byStatus, tray }: ValueOf<'members.count'>): string {
  const { active, retained, applied } = byStatus;
  const parts = [`在册 ${active} 人`];
  if (retained > 0) parts.push(`保留会籍 ${retained} 人`);
  if (applied > 0) parts.push(`申请中 ${applied} 人`);
  if (tray > 0) parts.push(`待处理 ${tray} 行`);
  return parts.join('，');
}
