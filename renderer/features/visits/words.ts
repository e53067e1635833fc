import type { ReactNode } from 'react';
import type { PageTab } from '#renderer/components/Page.tsx';

export const TABS = [
  'records',
  'requests',
  'festivals',
  'stock',
  'transfers',
  'insurance',
  'donations',
  'reports',
  'standards',
] as const;
export type VisitsTab = (typeof TABS)[number];
export const TAB_LABELS: Readonly<Record<VisitsTab, string>> = {
  records: '慰问记录',
  requests: '申请和待办',
  festivals: '节日慰问',
  stock: '慰问品库存',
  transfers: '转账清单',
  insurance: '互助保障',
  donations: '捐款',
  reports: '统计',
  standards: '慰问标准',
};

/** What every tab hands on to `Page`. */
export interface VisitsFrame {
  title: string;
  state?: ReactNode;
  tabs: readonly PageTab<VisitsTab>[];
  tab: VisitsTab;
  onTab: (tab: VisitsTab) => void;
  notice?: ReactNode;
}
