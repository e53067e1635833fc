import type { ReactNode } from 'react';
import type { PageTab } from '#renderer/components/Page.tsx';
import type { StandardShape, VisitStandard } from '#shared/contract/visits.ts';
import { formatYuan } from '#shared/money.ts';

export const SHAPE_NAMES: Readonly<Record<StandardShape, string>> = {
  perTime: '每次不超过',
  perYear: '每人全年不超过',
  timesPerYear: '每人全年次数不超过',
};

/** `1,200.00 元`, `2 次`. */
export function limitText({ amount, times }: Pick<VisitStandard, 'amount' | 'times'>): string {
  if (amount !== undefined) return `${formatYuan(amount)} 元`;
  return times === undefined ? '' : `${times} 次`;
}

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
