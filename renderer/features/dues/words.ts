import type { ReactNode } from 'react';
import type { PageTab } from '#renderer/components/Page.tsx';
import type { VerdictTone } from '#renderer/components/Verdict.tsx';
import type { DuesBatchRow, LevyRow, PayrollVerdict } from '#shared/contract/dues.ts';

// The words and colours of dues, one place for all their lists.

export const LEVY_STATES: Readonly<Record<LevyRow['state'], { label: string; tone: VerdictTone }>> = {
  owed: { label: '未缴', tone: 'amber' },
  part: { label: '缴了一部分', tone: 'amber' },
  paid: { label: '已缴', tone: 'teal' },
  waived: { label: '已减免', tone: 'neutral' },
};

export const BATCH_KINDS: Readonly<Record<DuesBatchRow['kind'], string>> = {
  payroll: '工资代扣',
  cash: '现金',
  bank: '银行转账',
};

/** In the order in which somebody has to look at them. */
export const PAYROLL_WORDS: readonly { verdict: PayrollVerdict; label: string; tone: VerdictTone }[] = [
  { verdict: 'paid', label: '足额', tone: 'teal' },
  { verdict: 'short', label: '少扣', tone: 'amber' },
  { verdict: 'over', label: '多扣', tone: 'amber' },
  { verdict: 'notInList', label: '不在名单', tone: 'amber' },
  { verdict: 'notLevied', label: '未计提', tone: 'amber' },
  { verdict: 'alreadyPaid', label: '已缴清', tone: 'neutral' },
  { verdict: 'repeated', label: '重复', tone: 'red' },
  { verdict: 'unknown', label: '查无此人', tone: 'red' },
  { verdict: 'mismatch', label: '姓名不符', tone: 'red' },
  { verdict: 'problem', label: '有问题', tone: 'red' },
  { verdict: 'total', label: '合计行', tone: 'neutral' },
];

export { percentText } from '#shared/dues-sentences.ts';

export const TABS = ['levies', 'batches', 'arrears', 'waivers', 'share', 'notices', 'rule'] as const;
export type DuesTab = (typeof TABS)[number];
export const TAB_LABELS: Readonly<Record<DuesTab, string>> = {
  levies: '收缴明细',
  batches: '收缴批次',
  arrears: '欠缴',
  waivers: '减免',
  share: '分会留成',
  notices: '公示和证明',
  rule: '会费标准',
};

/** What every tab hands on to `Page`. */
export interface DuesFrame {
  title: string;
  state?: ReactNode;
  tabs: readonly PageTab<DuesTab>[];
  tab: DuesTab;
  onTab: (tab: DuesTab) => void;
  notice?: ReactNode;
}
