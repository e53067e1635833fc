import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useNavigation } from '#renderer/app/navigation.ts';
import { LedgerPage } from '#renderer/features/ledger/LedgerPage.tsx';
import { type Month, month, monthsOfYear } from '#shared/calendar.ts';
import type { ValueOf } from '#shared/contract/index.ts';
import type { Entry } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge } from './fake-bridge.ts';
import { profile } from './ledger-support.ts';
import { renderInFrame } from './render.tsx';

function periods(closed: number): ValueOf<'ledger.listPeriods'> {
  const months = monthsOfYear(2026);
  const latestClosed: Month | undefined = months[closed - 1];
  return {
    periods: months.map((at, index) => ({
      month: at,
      vouchers: 3,
      status: index < closed ? 'closed' : 'open',
      ...(index < closed ? { closedBy: '陈静', closedAt: '2026-04-02T02:00:00.000Z' } : {}),
    })),
    years: [2026],
    ...(latestClosed === undefined ? {} : { latestClosed }),
  };
}

function show(handlers: Handlers) {
  const bridge = installBridge({
    'union.readProfile': () => profile,
    'ledger.readCloseChecklist': ({ month: at }) => ({ months: [at], items: [], canClose: true }),
    ...handlers,
  });
  useNavigation.setState({ page: 'ledger', params: { tab: 'close' } });
  return { bridge, ...renderInFrame(<LedgerPage />) };
}

test('only the latest closed month can be reopened, and only with a reason', async () => {
  const { user, bridge } = show({
    'ledger.listPeriods': () => periods(3),
    'ledger.reopenMonth': ({ month: at, reason }) => {
      if (reason === '太迟') throw refuse('ledger.reopenOrder', { month: '2026年3月', last: '2026年4月' });
      return { reopened: at };
    },
  });
  expect(await screen.findByRole('button', { name: /^2 月/ })).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('button', { name: /^3 月/ }));
  const closed = await screen.findByRole('region', { name: '2026年3月已结账' });
  expect(within(closed).getByText(/陈静 于 2026-04-02 结账/)).toBeTruthy();
  await user.click(within(closed).getByRole('button', { name: '反结账…' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: '反结账' }));
  expect(await within(dialog).findByText('没有填写')).toBeTruthy();
  expect(bridge.inputsOf('ledger.reopenMonth')).toEqual([]);
  const reason = within(dialog).getByRole('textbox', { name: '反结账的原因' });
  await user.type(reason, '太迟');
  await user.click(within(dialog).getByRole('button', { name: '反结账' }));
  expect(await within(dialog).findByText(/请先反结 2026年4月/)).toBeTruthy();
  await user.clear(reason);
  await user.type(reason, '漏记结息');
  await user.click(within(dialog).getByRole('button', { name: '反结账' }));
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.reopenMonth')).toContainEqual({ month: '2026-03', reason: '漏记结息' }),
  );
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

const entry = (line: number, accountCode: string, accountName: string, debit: number, credit: number): Entry => ({
  line,
  accountId: `2021:${accountCode}`,
  accountCode,
  accountName,
  summary: '结转',
  debit: fen(debit),
  credit: fen(credit),
});

test('the year end shows its vouchers before they are posted, and what the funds keep', async () => {
  const { user, bridge } = show({
    'ledger.listPeriods': () => periods(11),
    'ledger.readYearChecklist': () => ({
      items: [{ label: '试算平衡', ok: true, blocking: true, detail: '' }],
      canClose: true,
      income: fen(150000),
      expense: fen(50000),
      restricted: fen(20000),
      accumulated: fen(80000),
      vouchers: [
        {
          summary: '结转 2026 年收入',
          entries: [entry(1, '402', '拨缴经费收入', 150000, 0), entry(2, '32203', '本年收支结转', 0, 150000)],
        },
      ],
    }),
    'ledger.closeYear': () => ({ vouchers: ['记-004'], surplus: fen(80000) }),
    'ledger.openNextYear': () => ({ year: 2027 }),
  });
  const page = await screen.findByRole('region', { name: '2026 年年度结转' });
  const result = await within(page).findByRole('table', { name: '本年收支' });
  expect(within(result).getByText('其中专项资金，转入工会资金结转')).toBeTruthy();
  expect(within(result).getByText('200.00')).toBeTruthy();
  const shown = within(page).getByRole('table', { name: '结转 2026 年收入' });
  expect(within(shown).getAllByText('1,500.00')).toHaveLength(4);
  expect(bridge.inputsOf('ledger.closeYear')).toEqual([]);
  await user.click(within(page).getByRole('button', { name: '年度结转' }));
  await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: '年度结转' }));
  await waitFor(() => expect(bridge.inputsOf('ledger.closeYear')).toEqual([{ year: 2026 }]));
});

test('the next year can be opened before the old one is carried forward', async () => {
  const { user, bridge } = show({
    'ledger.listPeriods': () => ({ ...periods(11), periods: periods(11).periods, years: [2026] }),
    'ledger.readYearChecklist': () => ({
      items: [],
      canClose: true,
      income: fen(0),
      expense: fen(0),
      restricted: fen(0),
      accumulated: fen(0),
      vouchers: [],
    }),
    'ledger.openNextYear': () => ({ year: 2027 }),
  });
  await user.click(await screen.findByRole('button', { name: '先开启 2027 年' }));
  await waitFor(() => expect(bridge.inputsOf('ledger.openNextYear')).toEqual([{}]));
});

test('a month reopened before says why', async () => {
  const value = periods(2);
  show({
    'ledger.listPeriods': () => ({
      ...value,
      periods: value.periods.map((period) =>
        period.month === month('2026-03')
          ? { ...period, reopened: { at: '2026-04-03T00:00:00.000Z', reason: '漏记结息' } }
          : period,
      ),
    }),
  });
  expect((await screen.findByRole('button', { name: /^3 月/ })).title).toBe('反结账：漏记结息');
});
