import type { ReactNode } from 'react';
import type { PageTab } from '#renderer/components/Page.tsx';
import type { VerdictTone } from '#renderer/components/Verdict.tsx';
import type { MemberStatus, RowVerdict } from '#shared/contract/members.ts';

// The words and colours of members, one place for all their lists.

export const STATUS_TONES: Readonly<Record<MemberStatus, VerdictTone>> = {
  applied: 'amber',
  active: 'teal',
  retained: 'neutral',
  transferred: 'neutral',
  withdrawn: 'neutral',
  lapsed: 'neutral',
  expelled: 'neutral',
  deceased: 'neutral',
};

/** In the order in which somebody has to look at them. */
export const ROSTER_WORDS: readonly { verdict: RowVerdict; label: string; tone: VerdictTone }[] = [
  { verdict: 'problem', label: '有问题', tone: 'red' },
  { verdict: 'duplicate', label: '重复', tone: 'amber' },
  { verdict: 'new', label: '新会员', tone: 'teal' },
  { verdict: 'update', label: '更新', tone: 'teal' },
  { verdict: 'unchanged', label: '无变化', tone: 'neutral' },
  { verdict: 'total', label: '非会员行', tone: 'neutral' },
];

export const TABS = ['records', 'groups', 'statistics', 'snapshots', 'tray'] as const;
export type MembersTab = (typeof TABS)[number];

/** What every tab hands on to `Page`. */
export interface MembersFrame {
  title: string;
  state?: ReactNode;
  tabs: readonly PageTab<MembersTab>[];
  tab: MembersTab;
  onTab: (tab: MembersTab) => void;
  notice?: ReactNode;
}
