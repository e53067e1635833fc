import type { VerdictTone } from '#renderer/components/Verdict.tsx';
import type { OldAccountMatch, OldVerdict } from '#shared/contract/ledger.ts';
import type { AccountClass, ChartVersion } from '#shared/contract/union.ts';

export const CHART_VIEWS = ['accounts', 'purposes', 'oldBooks'] as const;
export type ChartView = (typeof CHART_VIEWS)[number];
export const VIEW_LABELS: Readonly<Record<ChartView, string>> = {
  accounts: '科目表',
  purposes: '收支用途',
  oldBooks: '旧账导入',
};

export const CLASS_LABELS: Readonly<Record<AccountClass, string>> = {
  asset: '资产',
  liability: '负债',
  netAssets: '净资产',
  income: '收入',
  expense: '支出',
};

export const VERSION_LABELS: Readonly<Record<ChartVersion, string>> = { '2021': '2021 版', '2009': '2009 版' };

export const VERDICT_WORDS: Readonly<Record<OldVerdict, { text: string; tone: VerdictTone }>> = {
  ready: { text: '可导入', tone: 'teal' },
  unreadable: { text: '认不出', tone: 'red' },
  unbalanced: { text: '借贷不平', tone: 'red' },
  unknownAccount: { text: '科目未定', tone: 'amber' },
  closedMonth: { text: '不在期间', tone: 'amber' },
  moneyShort: { text: '余额不足', tone: 'amber' },
  takenBefore: { text: '已导入过', tone: 'neutral' },
  closing: { text: '不用导入', tone: 'neutral' },
};

export const MATCH_WORDS: Readonly<Record<OldAccountMatch, { text: string; tone: VerdictTone }>> = {
  same: { text: '同名', tone: 'teal' },
  mapped: { text: '按名称对应', tone: 'teal' },
  chosen: { text: '自己选的', tone: 'teal' },
  choose: { text: '请选择', tone: 'amber' },
  unknown: { text: '请选择', tone: 'amber' },
};
