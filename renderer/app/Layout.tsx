import {
  AuditOutlined,
  BookOutlined,
  GiftOutlined,
  HeartOutlined,
  HomeOutlined,
  LockOutlined,
  SearchOutlined,
  SettingOutlined,
  TeamOutlined,
  WalletOutlined,
} from '@ant-design/icons';
import { Button, Tooltip } from 'antd';
import { type ComponentType, Suspense, useEffect, useState } from 'react';
import { useTell, useTellProblem } from '#renderer/components/use-tell.ts';
import { formatMonth } from '#shared/calendar.ts';
import { call } from './client.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { PAGE_NAMES, type PageName, useNavigation } from './navigation.ts';
import { pages, prefetchPages } from './pages.ts';
import { SearchEverything } from './SearchEverything.tsx';
import { useSession } from './session.ts';
import { leave } from './unsaved.ts';
import { useAction, useCall } from './use-call.ts';

const ENTRIES: Readonly<Record<PageName, { label: string; icon: ComponentType }>> = {
  workbench: { label: '工作台', icon: HomeOutlined },
  members: { label: '会员', icon: TeamOutlined },
  dues: { label: '会费', icon: WalletOutlined },
  hardship: { label: '困难帮扶', icon: HeartOutlined },
  visits: { label: '慰问', icon: GiftOutlined },
  ledger: { label: '经费账', icon: BookOutlined },
  review: { label: '经审送审', icon: AuditOutlined },
  settings: { label: '设置', icon: SettingOutlined },
};

/** The window while books are open: where one is at the left, which books at the top, the page in the rest. */
export function Layout() {
  const { page, go } = useNavigation();
  const [searching, setSearching] = useState(false);
  useEffect(prefetchPages, []);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing) return;
      if (event.ctrlKey && !event.altKey && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setSearching(true);
      }
      const target = event.altKey && !event.ctrlKey ? PAGE_NAMES[Number(event.key) - 1] : undefined;
      if (target) {
        event.preventDefault();
        go(target);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [go]);

  const CurrentPage = pages[page];
  return (
    <div className="layout">
      <nav className="nav" aria-label="主菜单">
        <div className="nav-brand">小家账本</div>
        {PAGE_NAMES.map((name, index) => (
          <NavEntry key={name} name={name} shortcut={index + 1} current={name === page} onGo={() => go(name)} />
        ))}
      </nav>
      <TopBar onSearch={() => setSearching(true)} />
      <main className="layout-main">
        <ErrorBoundary place={page}>
          <Suspense fallback={<div className="page" aria-busy="true" />}>
            <CurrentPage />
          </Suspense>
        </ErrorBoundary>
      </main>
      {searching && <SearchEverything onClose={() => setSearching(false)} />}
    </div>
  );
}

function NavEntry(props: { name: PageName; shortcut: number; current: boolean; onGo: () => void }) {
  const { label, icon: Icon } = ENTRIES[props.name];
  return (
    <button
      type="button"
      className={`nav-entry nav-${props.name}`}
      aria-current={props.current ? 'page' : undefined}
      aria-keyshortcuts={`Alt+${props.shortcut}`}
      title={`${label}（Alt+${props.shortcut}）`}
      onClick={props.onGo}
    >
      <Icon aria-hidden />
      <span>{label}</span>
    </button>
  );
}

function TopBar({ onSearch }: { onSearch: () => void }) {
  const open = useSession((session) => session.status?.open);
  const accept = useSession((session) => session.accept);
  const profile = useCall('union.readProfile', {}).value;
  const tell = useTell();
  const lock = useAction(async () => {
    accept(await call('books.lock', {}));
    tell.clear();
  });
  useTellProblem(lock.problem);
  const name = profile?.name ?? open?.name ?? '';
  const year = profile?.fiscalYear ?? open?.fiscalYear;
  return (
    <header className={open?.practice ? 'topbar topbar-practice' : 'topbar'}>
      <strong className="topbar-unit" title={name}>
        {name}
      </strong>
      {open?.practice && (
        <Tooltip title="练习账里的人和钱都是编的，可以随便试，不影响真实账本。">
          <span className="practice-badge">练习账</span>
        </Tooltip>
      )}
      <span className="topbar-period">
        {year !== undefined && `${year} 年度`}
        {profile && <span>{profile.openMonth ? `正在记 ${formatMonth(profile.openMonth)}` : '各月都已结账'}</span>}
      </span>
      <button type="button" className="topbar-search" aria-keyshortcuts="Control+K" onClick={onSearch}>
        <SearchOutlined aria-hidden />
        <span>找会员、凭证、档案、慰问</span>
        <kbd>Ctrl K</kbd>
      </button>
      {open && (
        <span className="topbar-operator">
          {open.operator}
          <small>{open.role === 'committee' ? '经审会查阅，只看不改' : '记账人'}</small>
        </span>
      )}
      <Button icon={<LockOutlined aria-hidden />} loading={lock.busy} onClick={() => leave(() => void lock.run())}>
        锁定
      </Button>
    </header>
  );
}
