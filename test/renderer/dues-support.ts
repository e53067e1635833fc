import { month, monthsOfYear } from '#shared/calendar.ts';
import type { DuesMonth, DuesRuleRecord, LevyPreview, LevyRow } from '#shared/contract/dues.ts';
import { fen, ZERO } from '#shared/money.ts';

// What the pages of dues are shown with in tests.

export const MARCH = month('2026-03');

export const RULE: DuesRuleRecord = {
  id: 'r1',
  name: '全国标准',
  from: month('2026-01'),
  rateBasisPoints: 50,
  cutTo: fen(1000),
  baseItems: [],
  frequency: 'month',
  baseMonth: 'own',
  cases: [],
  branchShare: 0,
  source: '《关于收交工会会费的通知》',
  note: '',
};

export const LEVY: LevyRow = {
  id: 'levy-1',
  memberId: 'm1',
  number: '0001',
  name: '侯梅玉',
  groupName: '数学组',
  month: MARCH,
  wage: fen(456700),
  cutBase: fen(456000),
  amount: fen(2280),
  paid: ZERO,
  waived: ZERO,
  owed: fen(2280),
  state: 'owed',
};

/** March with 312 levies, of which 14 are owed. */
export const LEVIED: Partial<DuesMonth> = {
  levied: true,
  members: 312,
  paidMembers: 298,
  owingMembers: 14,
  levyTotal: fen(700000),
  paidTotal: fen(668000),
  owedTotal: fen(32000),
};

/** The twelve months of 2026; March as given, the others without levies. */
export function monthsWith(change: Partial<DuesMonth>): DuesMonth[] {
  const none = {
    levied: false,
    members: 0,
    paidMembers: 0,
    owingMembers: 0,
    waivedMembers: 0,
    levyTotal: ZERO,
    paidTotal: ZERO,
    waivedTotal: ZERO,
    owedTotal: ZERO,
  };
  return monthsOfYear(2026).map((each) => ({ month: each, ...none, ...(each === MARCH ? change : {}) }));
}

export const PREVIEW: LevyPreview = {
  month: MARCH,
  period: { from: MARCH, to: MARCH },
  rule: RULE,
  toLevy: 1,
  levies: 1,
  total: fen(2280),
  already: 0,
  exempt: 10,
  notPaying: 0,
  withoutWage: [{ memberId: 'm9', number: '0009', name: '邹兰琪', groupName: '' }],
  rows: [
    {
      memberId: 'm1',
      number: '0001',
      name: '侯梅玉',
      groupName: '数学组',
      months: 1,
      wage: fen(456700),
      cutBase: fen(456000),
      amount: fen(2280),
      kind: '',
      note: '',
    },
  ],
};
