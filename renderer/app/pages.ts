import { type ComponentType, lazy } from 'react';
import type { PageName } from './navigation.ts';

// One chunk a feature: the first screen loads only what it shows; the rest follows while nobody waits.
const loaders: Record<PageName, () => Promise<{ default: ComponentType }>> = {
  workbench: async () => ({ default: (await import('#renderer/features/union/WorkbenchPage.tsx')).WorkbenchPage }),
  members: async () => ({ default: (await import('#renderer/features/members/MembersPage.tsx')).MembersPage }),
  dues: async () => ({ default: (await import('#renderer/features/dues/DuesPage.tsx')).DuesPage }),
  hardship: async () => ({ default: (await import('#renderer/features/hardship/HardshipPage.tsx')).HardshipPage }),
  visits: async () => ({ default: (await import('#renderer/features/visits/VisitsPage.tsx')).VisitsPage }),
  ledger: async () => ({ default: (await import('#renderer/features/ledger/LedgerPage.tsx')).LedgerPage }),
  review: async () => ({ default: (await import('#renderer/features/review/ReviewPage.tsx')).ReviewPage }),
  settings: async () => ({ default: (await import('#renderer/features/union/SettingsPage.tsx')).SettingsPage }),
};

/** The component of each page. */
export const pages: Readonly<Record<PageName, ComponentType>> = {
  workbench: lazy(loaders.workbench),
  members: lazy(loaders.members),
  dues: lazy(loaders.dues),
  hardship: lazy(loaders.hardship),
  visits: lazy(loaders.visits),
  ledger: lazy(loaders.ledger),
  review: lazy(loaders.review),
  settings: lazy(loaders.settings),
};

/** The screen before any books are open. */
export const StartPage = lazy(async () => ({
  default: (await import('#renderer/features/union/StartPage.tsx')).StartPage,
}));

/** Fetches the other pages when the window is idle, so that changing pages never shows an empty frame. */
export function prefetchPages(): () => void {
  const handle = window.setTimeout(() => {
    for (const load of Object.values(loaders)) load().catch(() => undefined);
  }, 600);
  return () => window.clearTimeout(handle);
}
