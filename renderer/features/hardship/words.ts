import type { ReactNode } from 'react';
import type { PageTab } from '#renderer/components/Page.tsx';

export const TABS = ['files', 'procedure', 'aids', 'tasks', 'statistics', 'parameters'] as const;
export type HardshipTab = (typeof TABS)[number];
export const TAB_LABELS: Readonly<Record<HardshipTab, string>> = {
  files: '困难档案',
  procedure: '建档办理',
  aids: '帮扶记录',
  tasks: '待办查询',
  statistics: '统计',
  parameters: '认定标准',
};

/** What every tab hands on to `Page`. */
export interface HardshipFrame {
  title: string;
  state?: ReactNode;
  tabs: readonly PageTab<HardshipTab>[];
  tab: HardshipTab;
  onTab: (tab: HardshipTab) => void;
  notice?: ReactNode;
}
