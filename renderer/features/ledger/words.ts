import type { ReactNode } from 'react';
import type { PageTab } from '#renderer/components/Page.tsx';
import type { Direction, Method } from '#shared/contract/ledger.ts';

export const TABS = ['entry', 'vouchers', 'bank', 'funds', 'assets', 'budget', 'reports', 'close', 'chart'] as const;
export type LedgerTab = (typeof TABS)[number];
export const TAB_LABELS: Readonly<Record<LedgerTab, string>> = {
  entry: '收支登记',
  vouchers: '凭证',
  bank: '现金银行',
  funds: '专项资金',
  assets: '固定资产',
  budget: '预算',
  reports: '账表',
  close: '结账',
  chart: '科目',
};

/** What every tab hands on to `Page`. */
export interface LedgerFrame {
  title: string;
  state?: ReactNode;
  tabs: readonly PageTab<LedgerTab>[];
  tab: LedgerTab;
  onTab: (tab: LedgerTab) => void;
}

export const DIRECTION_LABELS: Readonly<Record<Direction, string>> = {
  expense: '支出',
  income: '收入',
  transfer: '划转',
};
export const METHOD_LABELS: Readonly<Record<Method, string>> = { bank: '银行', cash: '现金' };
