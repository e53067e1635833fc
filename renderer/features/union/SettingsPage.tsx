import { useState } from 'react';
import { useNavigation, usePageParam } from '#renderer/app/navigation.ts';
import { Page } from '#renderer/components/Page.tsx';
import { ProfileSettings } from './settings/ProfileSettings.tsx';
import { ResolutionSettings } from './settings/ResolutionSettings.tsx';
import { SafetySettings } from './settings/SafetySettings.tsx';
import { TrailSettings } from './settings/TrailSettings.tsx';

const TABS = [
  { key: 'profile', label: '单位与人员' },
  { key: 'resolutions', label: '集体决议' },
  { key: 'safety', label: '口令与备份' },
  { key: 'trail', label: '操作留痕' },
] as const;
type Tab = (typeof TABS)[number]['key'];

/** The union's own data, decisions, passphrase and backups, the audit trail. */
export function SettingsPage() {
  const wanted = usePageParam('tab');
  const step = useNavigation((navigation) => navigation.step);
  const [chosen, setChosen] = useState<{ tab: Tab; step: number }>();
  const asked = TABS.find((tab) => tab.key === wanted)?.key ?? 'profile';
  const tab = chosen?.step === step ? chosen.tab : asked;
  return (
    <Page title="设置" tabs={TABS} tab={tab} onTab={(next) => setChosen({ tab: next, step })}>
      {tab === 'profile' && <ProfileSettings />}
      {tab === 'resolutions' && <ResolutionSettings />}
      {tab === 'safety' && <SafetySettings />}
      {tab === 'trail' && <TrailSettings />}
    </Page>
  );
}
