import type { ReactNode } from 'react';
import type { PageTab } from '#renderer/components/Page.tsx';
import type { Direction, Method, VoucherSource } from '#shared/contract/ledger.ts';

export const TABS = ['entry', 'vouchers', 'balance', 'journal', 'budget', 'close'] as const;
export type LedgerTab = (typeof TABS)[number];
export const TAB_LABELS: Readonly<Record<LedgerTab, string>> = {
  entry: '收支登记',
  vouchers: '凭证',
  balance: '科目余额表',
  journal: '日记账',
  budget: '预算',
  close: '结账',
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
export const SOURCE_LABELS: Readonly<Record<VoucherSource, string>> = {
  simple: '收支登记',
  manual: '手工凭证',
  dues: '会费',
  hardship: '困难帮扶',
  visits: '慰问',
  reversal: '红字冲销',
  closing: '年终结转',
};
