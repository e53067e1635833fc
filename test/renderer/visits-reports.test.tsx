import { fireEvent, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ReportsTab } from '#renderer/features/visits/reports/ReportsTab.tsx';
import { changeText } from '#renderer/features/visits/reports/YearTable.tsx';
import { month } from '#shared/calendar.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import type { GivenSum, VisitsYear } from '#shared/contract/visits.ts';
import { fen, ZERO } from '#shared/money.ts';
import { installBridge } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const FRAME = { title: '慰问', tabs: [], tab: 'reports' as const, onTab: () => undefined };
const sumOf = (times: number, amount: number): GivenSum => ({
  times,
  people: times,
  amount: fen(amount),
  womenTimes: times,
  women: times,
  womenAmount: fen(amount),
});
const NOTHING = sumOf(0, 0);
const YEAR: VisitsYear = {
  year: 2026,
  total: { ...sumOf(4, 80_000), women: 1, womenAmount: fen(20_000) },
  last: sumOf(2, 40_000),
  single: sumOf(4, 80_000),
  festivals: NOTHING,
  byKind: [{ key: 'hospital', label: '生病住院', sum: sumOf(4, 80_000), last: sumOf(2, 40_000) }],
  byForm: [],
  byMethod: [],
  lists: [],
  byMonth: [],
  insurance: [],
  claims: { people: 0, amount: ZERO },
  donations: { drives: 0, gifts: 0, collected: ZERO, handedOver: ZERO, left: ZERO },
  sentence: '全年走访慰问4人次，发放慰问金800.00元，其中女职工1人，占25.0%。',
  longSentence: '2026年走访慰问职工4人。',
  expense: [
    { kind: 'start', label: '慰问合计', amount: fen(80_000), note: '' },
    { kind: 'sum', label: '应记入支出', amount: fen(80_000), note: '' },
    { kind: 'ledger', label: '账上慰问凭证记入支出', amount: fen(79_900), note: '' },
    { kind: 'difference', label: '差额', amount: fen(100), note: '' },
  ],
  stock: [{ kind: 'difference', label: '差额', amount: ZERO, note: '' }],
};
const PROFILE: UnionProfile = {
  name: '滨江实验学校工会委员会',
  creditCode: '',
  superiors: [],
  chair: '周明',
  accountant: '陈静',
  cashier: '吴敏',
  reviewDirector: '郑涛',
  reviewMembers: [],
  chart: '2021',
  practice: false,
  firstYear: 2025,
  fiscalYear: 2026,
  openMonth: month('2026-03'),
  largeExpense: fen(500_000),
  remittancePercent: 40,
  secondReview: false,
};

test('the year stands beside the one before, with its sentence to copy and a difference in red words', async () => {
  const bridge = installBridge({ 'union.readProfile': () => PROFILE, 'visits.readYear': () => YEAR });
  renderInFrame(<ReportsTab frame={FRAME} />);
  expect(await screen.findByText(YEAR.sentence)).toBeTruthy();
  expect(screen.getByText('4 人次，4 人，800.00 元，女职工 1 人，占 25.0%')).toBeTruthy();
  const grid = screen.getByRole('grid', { name: '按类别' });
  expect(within(grid).getByText('生病住院')).toBeTruthy();
  expect(within(grid).getAllByText('+400.00（+100.0%）').length).toBeGreaterThan(0);
  fireEvent.click(screen.getByText('与账上核对'));
  const table = await screen.findByRole('table', { name: '慰问合计与支出' });
  expect(within(table).getByText('不符，请逐张核对慰问凭证')).toBeTruthy();
  expect(bridge.inputsOf('visits.readYear')).toEqual([{ year: 2026 }]);
});

test('a change says more, less, the same, or that there was nothing', () => {
  expect(changeText(3, 4, String)).toBe('-1（-25.0%）');
  expect(changeText(3, 0, String)).toBe('+3（上年没有）');
  expect(changeText(3, 3, String)).toBe('持平');
  expect(changeText(0, 0, String)).toBe('');
});
