import { screen, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { useNavigation } from '#renderer/app/navigation.ts';
import { WorkbenchPage } from '#renderer/features/union/WorkbenchPage.tsx';
import { month } from '#shared/calendar.ts';
import type { Workbench } from '#shared/contract/union.ts';
import { refuse } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { installBridge } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

// jsdom has no canvas; what the chart says in words is tested, not its pixels.
vi.mock('echarts/core', () => ({
  use: () => undefined,
  init: () => ({ setOption: () => undefined, resize: () => undefined, dispose: () => undefined }),
}));

const workbench: Workbench = {
  year: 2026,
  month: month('2026-03'),
  tasks: [
    { kind: 'arrears', page: 'dues', count: 14, sentence: '14 人欠缴会费，共 98.00 元。' },
    { kind: 'monthOpen', page: 'ledger', count: 1, sentence: '2026年3月已经过完，还没有结账。' },
  ],
  cash: fen(126850),
  bank: fen(18652347),
  fundBalance: fen(18272797),
  income: { actual: fen(1266000), budget: fen(5064000) },
  expense: { actual: fen(268800), budget: fen(0) },
  lines: [
    { code: '402', name: '拨缴经费收入', direction: 'income', actual: fen(1266000), budget: fen(5064000) },
    { code: '501', name: '职工活动支出', direction: 'expense', actual: fen(268800), budget: fen(0) },
    { code: '509', name: '其他支出', direction: 'expense', actual: fen(0), budget: fen(0) },
  ],
  months: [],
  members: { active: 312, retained: 5 },
};

test('says where the books stand, what there is to the fen, and how much of the budget is used', async () => {
  installBridge({ 'union.readWorkbench': () => workbench });
  renderInFrame(<WorkbenchPage />);
  expect(await screen.findByText('正在记 2026年3月的账，在册会员 312 人，待办 2 项')).toBeTruthy();
  const funds = screen.getByRole('region', { name: '资金' });
  for (const amount of ['186,523.47', '1,268.50', '182,727.97', '12,660.00', '2,688.00'])
    expect(within(funds).getByText(amount)).toBeTruthy();
  expect(within(funds).getByText('预算的 25%')).toBeTruthy();
  // without a budget there is no share of it
  expect(within(funds).getAllByText(/预算的/)).toHaveLength(1);
  const chart = screen.getByRole('img').getAttribute('aria-label');
  expect(chart).toContain('拨缴经费收入 12,660.00 元，预算 50,640.00 元');
  expect(chart).not.toContain('其他支出');
});

test('every task leads to where it is done', async () => {
  installBridge({ 'union.readWorkbench': () => workbench });
  const { user } = renderInFrame(<WorkbenchPage />);
  await user.click(await screen.findByRole('button', { name: /14 人欠缴会费/ }));
  expect(useNavigation.getState()).toMatchObject({ page: 'dues' });
  expect(JSON.stringify(useNavigation.getState())).toContain('"tab":"arrears"');
  await user.click(screen.getByRole('button', { name: /还没有结账/ }));
  expect(useNavigation.getState()).toMatchObject({ page: 'ledger' });
  expect(JSON.stringify(useNavigation.getState())).toContain('"tab":"close"');
});

test('with nothing to do and nothing booked it says so', async () => {
  const { month: _, ...rest } = workbench;
  installBridge({ 'union.readWorkbench': () => ({ ...rest, tasks: [], lines: [] }) });
  renderInFrame(<WorkbenchPage />);
  expect(await screen.findByText('2026 年各月都已结账，在册会员 312 人，没有待办')).toBeTruthy();
  expect(screen.getByText('这个月的事都办完了。')).toBeTruthy();
  expect(screen.getByText('今年还没有收支')).toBeTruthy();
  expect(screen.queryByRole('img', { name: /预算/ })).toBeNull();
});

test('a refusal stands on the page as its sentence', async () => {
  installBridge({
    'union.readWorkbench': () => {
      throw refuse('books.damaged', { file: '账.xjz' });
    },
  });
  renderInFrame(<WorkbenchPage />);
  expect((await screen.findByRole('alert')).textContent).toContain('「账.xjz」不完整或已损坏');
});
