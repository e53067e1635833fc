import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, test, vi } from 'vitest';
import { useSession } from '#renderer/app/session.ts';
import { LeviesTab } from '#renderer/features/dues/levies/LeviesTab.tsx';
import { LevySteps } from '#renderer/features/dues/levies/LevySteps.tsx';
import { TAB_LABELS, TABS } from '#renderer/features/dues/words.ts';
import { month } from '#shared/calendar.ts';
import type { DuesMonth, RaisedLevy } from '#shared/contract/dues.ts';
import { refuse } from '#shared/errors.ts';
import { fen, ZERO } from '#shared/money.ts';
import { LEVIED, LEVY, MARCH, monthsWith, PREVIEW, RULE } from './dues-support.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const RAISED: RaisedLevy = {
  period: { from: MARCH, to: MARCH },
  levied: 1,
  levies: 1,
  total: fen(2280),
  already: 0,
  withoutWage: 1,
  waived: { levies: 0, amount: ZERO },
  fromCredit: { levies: 0, amount: ZERO },
};
const FRAME = {
  title: '会费',
  tabs: TABS.map((key) => ({ key, label: TAB_LABELS[key] })),
  tab: 'levies' as const,
  onTab: () => undefined,
};
const onMonth = vi.fn();
beforeEach(() => onMonth.mockReset());

function show(handlers: Handlers = {}, months: Partial<DuesMonth> = LEVIED) {
  const bridge = installBridge({
    'dues.listMonths': () => monthsWith(months),
    'ledger.listPeriods': () => ({ periods: [], years: [2026] }),
    'dues.listLevies': () => (months.levied === true ? { total: 1, rows: [LEVY] } : { total: 0, rows: [] }),
    'dues.readRule': () => RULE,
    'dues.previewLevy': () => PREVIEW,
    'dues.explainLevy': () => ({ levy: LEVY, rule: RULE, steps: [] }),
    'members.listGroups': () => [],
    ...handlers,
  });
  const tab = <LeviesTab frame={FRAME} month={MARCH} onMonth={onMonth} search="" onPayroll={() => undefined} />;
  return { bridge, ...renderInFrame(tab) };
}
/** The buttons that change levies; `未计提` stands on the months without any. */
const LEVYING = /^(补|撤回)?计提|撤回所选/;
const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>('button', { name });

test('a month that is not levied: first who will owe what, then the levy', async () => {
  const { user, bridge } = show({ 'dues.raiseLevy': () => RAISED }, {});
  expect(await screen.findByText('3 月还没有计提会费')).toBeTruthy();
  await user.click(await button('计提 3 月会费'));
  expect(await screen.findByText(/将计提 1 人，应收 22\.80 元.*保留会籍 10 人免交/)).toBeTruthy();
  expect(screen.getByText(/没有登记工资.*邹兰琪\(0009\)/)).toBeTruthy();
  expect(bridge.inputsOf('dues.raiseLevy')).toEqual([]);
  await user.click(await button('确认计提'));
  expect(bridge.inputsOf('dues.raiseLevy')).toEqual([{ month: MARCH }]);
  expect(await screen.findByText(/已计提 2026年3月会费 1 人/)).toBeTruthy();
});

test('a rule by half-years offers the whole half-year, closed months too, and the month whose wage counts', async () => {
  const half = { ...RULE, frequency: 'halfYear' as const, baseMonth: 'chosen' as const };
  const period = { from: month('2026-01'), to: month('2026-06') };
  const closed = [{ month: month('2026-01'), status: 'closed' as const, vouchers: 0 }];
  const { user, bridge } = show(
    {
      'dues.readRule': () => half,
      'ledger.listPeriods': () => ({ periods: closed, years: [2026] }),
      'dues.previewLevy': () => ({
        ...PREVIEW,
        rule: half,
        period,
        levies: 5,
        wageMonth: MARCH,
        rows: PREVIEW.rows.map((row) => ({ ...row, months: 5, amount: fen(11400) })),
      }),
      'dues.explainPreview': () => ({ steps: ['2 月至 6 月每月：4,560.00 × 0.5% = 22.80 元', '5 个月合计 114.00 元'] }),
      'dues.raiseLevy': () => ({ ...RAISED, period, levies: 5, waived: { levies: 2, amount: fen(4560) } }),
    },
    {},
  );
  await user.click(await button('计提 2026年上半年会费'));
  expect(await screen.findByText(/2026年1月已结账，会费仍按2026年上半年一起计提/)).toBeTruthy();
  expect(bridge.inputsOf('dues.previewLevy')).toEqual([{ month: MARCH }]);
  expect(screen.getByRole('columnheader', { name: '月数' })).toBeTruthy();
  await user.click(await screen.findByText('侯梅玉'));
  expect((await screen.findByRole('list', { name: '应收怎么算的' })).textContent).toContain('5 个月合计 114.00 元');
  fireEvent.change(screen.getByLabelText('工资月份'), { target: { value: '2026-05' } });
  fireEvent.blur(screen.getByLabelText('工资月份'));
  await waitFor(() =>
    expect(bridge.inputsOf('dues.previewLevy').at(-1)).toEqual({ month: MARCH, wageMonth: '2026-05' }),
  );
  await user.click(await button('确认计提'));
  expect(bridge.inputsOf('dues.raiseLevy')).toEqual([{ month: MARCH, wageMonth: MARCH }]);
  expect(await screen.findByText(/减免 2 笔 45\.60 元/)).toBeTruthy();
});

test('ticked members only', async () => {
  const { user, bridge } = show({ 'dues.raiseLevy': () => RAISED }, {});
  await user.click(await button('计提 3 月会费'));
  await user.click(
    within(await screen.findByRole('grid', { name: '计提预览' }))
      .getAllByRole('checkbox')
      .at(-1) ?? document.body,
  );
  await user.click(await button('计提所选 1 人'));
  expect(bridge.inputsOf('dues.raiseLevy')).toEqual([{ month: MARCH, memberIds: ['m1'] }]);
});

test('a closed month offers neither levy nor withdrawal', async () => {
  const closed = [{ month: MARCH, status: 'closed' as const, vouchers: 0 }];
  show({ 'ledger.listPeriods': () => ({ periods: closed, years: [2026] }) });
  expect(await screen.findByText(/欠 14 人.*已结账/)).toBeTruthy();
  expect(screen.queryByRole('button', { name: LEVYING })).toBeNull();
});

test('the levy is refused: its sentence stands on the page and the preview stays', async () => {
  const { user } = show(
    {
      'dues.raiseLevy': () => {
        throw refuse('dues.monthClosed', { month: '2026年3月' });
      },
    },
    {},
  );
  await user.click(await button('计提 3 月会费'));
  await user.click(await button('确认计提'));
  expect((await screen.findByRole('alert')).textContent).toContain('2026年3月已结账');
  expect(screen.getByRole('button', { name: '确认计提' })).toBeTruthy();
});

test('search, state and changed wages go to the engine, which answers in windows', async () => {
  const { user, bridge } = show({
    'dues.listLevies': () => ({ total: 1, rows: [{ ...LEVY, wageNow: fen(500000) }] }),
  });
  expect(await screen.findByText('工资已变')).toBeTruthy();
  fireEvent.change(screen.getByLabelText('查找会员'), { target: { value: 'hmy' } });
  await waitFor(() =>
    expect(bridge.inputsOf('dues.listLevies').at(-1)).toMatchObject({ search: 'hmy', offset: 0, limit: 100 }),
  );
  await user.click(screen.getByLabelText('缴纳状态'));
  await user.click(await screen.findByText('缴了一部分'));
  await user.click(screen.getByRole('checkbox', { name: '只看工资已变' }));
  await waitFor(() =>
    expect(bridge.inputsOf('dues.listLevies').at(-1)).toMatchObject({
      search: 'hmy',
      state: 'part',
      wageChanged: true,
    }),
  );
  expect(await screen.findByText(/已计提的不会跟着变/)).toBeTruthy();
});

test('withdrawing asks for the reason and says who stayed', async () => {
  const { user, bridge } = show({
    'dues.withdrawLevies': () => ({
      withdrawn: 13,
      total: fen(30000),
      kept: [{ levyId: 'x', number: '0002', name: '崔超', why: '已收款' }],
    }),
  });
  await user.click(await button('撤回计提'));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: '撤回计提' }));
  expect(await within(dialog).findByText('没有填写')).toBeTruthy();
  fireEvent.change(within(dialog).getByLabelText('撤回的原因'), { target: { value: '工资错了' } });
  await user.click(within(dialog).getByRole('button', { name: '撤回计提' }));
  expect(bridge.inputsOf('dues.withdrawLevies')).toEqual([{ month: MARCH, reason: '工资错了' }]);
  expect(await screen.findByText(/已撤回 2026年3月会费的计提 13 人；没有撤回的：崔超（已收款）/)).toBeTruthy();
});

test('waived levies have their own column and word', async () => {
  show(
    { 'dues.listLevies': () => ({ total: 1, rows: [{ ...LEVY, waived: fen(2280), owed: ZERO, state: 'waived' }] }) },
    { ...LEVIED, waivedMembers: 1, waivedTotal: fen(2280) },
  );
  expect(await screen.findByText('已减免')).toBeTruthy();
  expect(screen.getByRole('columnheader', { name: '减免' })).toBeTruthy();
  expect(screen.getByText('3 月应收 312 人（减免 1 人），已收 298 人，欠 14 人')).toBeTruthy();
});

test('a levy tells its sum step by step and that the wage has changed', async () => {
  installBridge({
    'dues.explainLevy': () => ({
      levy: { ...LEVY, wageNow: fen(500000) },
      rule: RULE,
      steps: ['用「全国标准」（2026年1月起执行）', '4,560.00 × 0.5% = 22.80 元'],
    }),
  });
  renderInFrame(<LevySteps levyId="levy-1" />);
  expect((await screen.findByRole('list', { name: '应收怎么算的' })).textContent).toContain('= 22.80 元');
  expect(screen.getByText(/现在登记的计费工资是 5,000\.00 元/)).toBeTruthy();
});

test('the committee looks and ticks nothing', async () => {
  show();
  useSession.setState({ status: openStatus({ role: 'committee' }) });
  expect(await screen.findByText('侯梅玉')).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole('button', { name: LEVYING })).toBeNull());
  expect(screen.queryByRole('checkbox', { name: /选/ })).toBeNull();
});
