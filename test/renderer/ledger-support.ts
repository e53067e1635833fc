import { month } from '#shared/calendar.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { fen } from '#shared/money.ts';

/** The union whose ledger the pages show; January 2026 is closed. */
export const profile: UnionProfile = {
  name: '滨江实验学校工会',
  creditCode: '',
  superiors: [],
  chair: '周明',
  accountant: '陈静',
  cashier: '吴敏',
  reviewDirector: '郑涛',
  reviewMembers: [],
  chart: '2021',
  practice: false,
  firstYear: 2026,
  fiscalYear: 2026,
  openMonth: month('2026-02'),
  largeExpense: fen(500000),
  remittancePercent: 40,
  secondReview: false,
};
