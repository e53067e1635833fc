import { Button } from 'antd';
import { useState } from 'react';
import { useNavigation, usePageParam } from '#renderer/app/navigation.ts';
import { useAllowed } from '#renderer/app/session.ts';
import { useCall } from '#renderer/app/use-call.ts';
import { Notice } from '#renderer/components/Notice.tsx';
import { Page, type PageTab } from '#renderer/components/Page.tsx';
import type { ValueOf } from '#shared/contract/index.ts';
import { GroupsDialog } from './GroupsDialog.tsx';
import { ImportPage } from './ImportPage.tsx';
import { MemberDrawer } from './MemberDrawer.tsx';
import { MemberFilters, type MemberFilterValue, NO_FILTER } from './MemberFilters.tsx';
import { MemberList } from './MemberList.tsx';
import { TrayTab } from './TrayTab.tsx';
import './members.css';

type Tab = 'list' | 'tray';

/** 会员: the list, and the roster rows that wait to be mended (`open` and `tab` of the page's params). */
export function MembersPage() {
  const step = useNavigation((navigation) => navigation.step);
  return <Members key={step} />;
}

function Members() {
  const asked = usePageParam('open');
  const askedTab = usePageParam('tab');
  const [tab, setTab] = useState<Tab>(askedTab === 'tray' ? 'tray' : 'list');
  const [importing, setImporting] = useState(false);
  const [groups, setGroups] = useState(false);
  const [filter, setFilter] = useState<MemberFilterValue>(NO_FILTER);
  const [open, setOpen] = useState<{ id: string | undefined } | undefined>(
    asked === undefined ? undefined : { id: asked },
  );
  const { value: counts, error } = useCall('members.count', {});
  const mayKeep = useAllowed('members.save');
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
  const startImport = (
    <Button type="primary" onClick={() => setImporting(true)}>
      导入花名册
    </Button>
  );
  const tabs: readonly PageTab<Tab>[] = [
    { key: 'list', label: '会员名册' },
    { key: 'tray', label: counts && counts.tray > 0 ? `待处理 ${counts.tray}` : '待处理' },
  ];
  return (
    <Page
      title="会员"
      state={counts && stateOf(counts)}
      extra={
        mayKeep && (
          <>
            <Button onClick={() => setGroups(true)}>工会小组</Button>
            <Button
              onClick={() => {
                setTab('list');
                setOpen({ id: undefined });
              }}
            >
              新会员
            </Button>
          </>
        )
      }
      action={mayKeep && startImport}
      {...(mayOpen ? { tabs, tab, onTab: setTab } : {})}
      notice={<Notice tone="red">{error}</Notice>}
      {...(tab === 'list' ? { filters: <MemberFilters value={filter} onChange={setFilter} /> } : {})}
    >
      {tab === 'list' && (
        <MemberList
          filter={filter}
          selected={open?.id}
          firstStep={mayKeep ? startImport : undefined}
          {...(mayOpen ? { onOpen: (id: string) => setOpen({ id }) } : {})}
        />
      )}
      {tab === 'tray' && <TrayTab />}
      {open && tab === 'list' && mayOpen && (
        <MemberDrawer key={open.id ?? 'new'} id={open.id} onClose={() => setOpen(undefined)} />
      )}
      {groups && <GroupsDialog onClose={() => setGroups(false)} />}
    </Page>
  );
}

/** `在册 268 人,保留会籍 12 人,待处理 41 行` */
function stateOf({ byStatus, tray }: ValueOf<'members.count'>): string {
  const { active, retained, applied } = byStatus;
  const parts = [`在册 ${active} 人`];
  if (retained > 0) parts.push(`保留会籍 ${retained} 人`);
  if (applied > 0) parts.push(`申请中 ${applied} 人`);
  if (tray > 0) parts.push(`待处理 ${tray} 行`);
  return parts.join(',');
}
