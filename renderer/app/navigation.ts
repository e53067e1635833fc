import { create } from 'zustand';
import { leave } from './unsaved.ts';

export const PAGE_NAMES = [
  'workbench',
  'members',
  'dues',
  'hardship',
  'visits',
  'ledger',
  'review',
  'settings',
] as const;
export type PageName = (typeof PAGE_NAMES)[number];

/** What a page is asked to show at once, e.g. `{ open: id }` for a record or `{ tab: 'tray' }`. */
export type PageParams = Readonly<Record<string, string>>;

interface Navigation {
  page: PageName;
  params: PageParams;
  /** Grows with every step, so that the same page with the same params can be asked for twice. */
  step: number;
  /** Goes to a page; asks first when a form holds unsaved work. */
  go: (page: PageName, params?: PageParams) => void;
  /** Back to the first page, e.g. when other books are opened. */
  reset: () => void;
}

export const useNavigation = create<Navigation>()((set) => ({
  page: 'workbench',
  params: {},
  step: 0,
  go: (page, params = {}) => leave(() => set(({ step }) => ({ page, params, step: step + 1 }))),
  reset: () => set(({ step }) => ({ page: 'workbench', params: {}, step: step + 1 })),
}));

/** One parameter of the page that is shown. */
export function usePageParam(name: string): string | undefined {
  return useNavigation((navigation) => navigation.params[name]);
}
