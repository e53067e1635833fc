import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ShareSheet } from '#renderer/features/dues/share/ShareSheet.tsx';
import { ShareTab } from '#renderer/features/dues/share/ShareTab.tsx';
import { day, month } from '#shared/calendar.ts';
import type { SharePayout, ShareRow, Shares } from '#shared/contract/dues.ts';
import type { LedgerAccount } from '#shared/contract/ledger.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { refuse } from '#shared/errors.ts';
import { fen, ZERO } from '#shared/money.ts';
import { type Handlers, installBridge } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

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
  firstYear: 2020,
  fiscalYear: 2020,
  openMonth: month('2020-03'),
  largeExpense: fen(500000),
  remittancePercent: 40,
  secondReview: false,
};
const FRAME = { title: '会费', tabs: [], tab: 'share' as const, onTab: () => undefined };
const row = (branchId: string, name: string, received: number, state: ShareRow['state'] = 'open'): ShareRow => {
  const share = fen(Math.floor((received * 60) / 100));
  return {
    branchId,
    name,
    payers: 10,
    received: fen(received),
    share,
    payouts:
      state === 'paid'
        ? [
            {
              id: 'p1',
              from: month('2020-01'),
              to: month('2020-06'),
              amount: share,
              day: day('2020-06-30'),
              voucherNumber: '记-003',
            },
          ]
        : [],
    paid: state === 'paid' ? share : ZERO,
    state,
    toPay: state === 'open' ? share : ZERO,
  };
};
const SHARES: Shares = {
  from: month('2020-01'),
  to: month('2020-06'),
  percent: 60,
  rows: [row('b1', '初中分会', 2280), row('b2', '高中分会', 2190), row('b3', '幼儿园分会', 1000, 'paid')],
  outside: ZERO,
  received: fen(5470),
  share: fen(3282),
  toPay: fen(2682),
  settings: { accountId: 'a1', account: '510 其他支出', basis: '待核，请按上级工会的要求选。' },
};
const ACCOUNT: LedgerAccount = {
  id: 'a1',
  code: '510',
  name: '其他支出',
  class: 'expense',
  side: 'debit',
  detail: true,
  evidence: '',
  level: 1,
  oldName: '',
  own: false,
  retired: false,
  used: false,
  fixed: false,
  keywords: '510 其他支出',
};
const PAYOUT: SharePayout = {
  id: 'p1',
  branchId: 'b3',
  branch: '幼儿园分会',
  from: month('2020-01'),
  to: month('2020-06'),
  received: fen(1000),
  percent: 60,
  amount: fen(600),
  day: day('2020-06-30'),
  method: 'bank',
  voucherId: 'v1',
  voucherNumber: '记-003',
  operator: '陈静',
};

function show(handlers: Handlers = {}, shares = SHARES) {
  const bridge = installBridge({
    'dues.readShares': () => shares,
    'ledger.listAccounts': () => [ACCOUNT],
    'union.listResolutions': () => [],
    'dues.listSharePayouts': () => ({ total: 1, rows: [PAYOUT] }),
    ...handlers,
  });
  return { bridge, ...renderInFrame(<ShareTab frame={FRAME} profile={PROFILE} />) };
}

test('shows the shares of the half-year with their sums and what is still to be paid', async () => {
  show();
  expect(await screen.findByText('收到会费 54.70 元，应留成 32.82 元，待付 26.82 元')).toBeTruthy();
  const grid = screen.getByRole('grid', { name: '分会留成' });
  expect(await within(grid).findByText('高中分会')).toBeTruthy();
  expect(within(grid).getByText('2020年上半年')).toBeTruthy();
});

test('pays the branches ticked on the account chosen; what the person saw goes along', async () => {
  const { user, bridge } = show({
    'dues.payShares': () => ({ payouts: [PAYOUT], total: fen(1368) }),
  });
  const grid = await screen.findByRole('grid', { name: '分会留成' });
  const line = (await within(grid).findByText('初中分会')).closest<HTMLElement>('[role=row]');
  if (!line) throw new Error('no row');
  await user.click(within(line).getByRole('checkbox'));
  await user.click(await screen.findByRole('button', { name: '支付所选 1 个分会' }));
  expect(await screen.findByText('待核，请按上级工会的要求选。')).toBeTruthy();
  fireEvent.change(screen.getByLabelText('支付日期'), { target: { value: '2020-06-30' } });
  await user.click(screen.getByRole('button', { name: '支付 13.68 元' }));
  await waitFor(() =>
    expect(bridge.inputsOf('dues.payShares')).toEqual([
      {
        from: '2020-01',
        to: '2020-06',
        branchIds: ['b1'],
        accountId: 'a1',
        day: '2020-06-30',
        method: 'bank',
        total: 1368,
      },
    ]),
  );
});

test('a refusal stands above the button and the form stays', async () => {
  const { user } = show({
    'dues.payShares': () => {
      throw refuse('dues.shareChanged', { before: '26.82', now: '27.00' });
    },
  });
  await user.click(await screen.findByRole('button', { name: '支付留成' }));
  await user.click(await screen.findByRole('button', { name: '支付 26.82 元' }));
  expect((await screen.findByRole('alert')).textContent).toContain('27.00');
  expect(screen.getByRole('button', { name: '支付 26.82 元' })).toBeTruthy();
});

test.each([
  [{ rows: [], toPay: ZERO }, '还没有分会；'],
  [{ percent: 0, toPay: ZERO }, '没有定留成比例'],
  [{ outside: fen(1540) }, '15.40 元来自不在任何分会的会员'],
])('says what has to be seen to first: %j', async (change, sentence) => {
  show({}, { ...SHARES, ...change });
  expect(await screen.findByText(new RegExp(sentence))).toBeTruthy();
});

test('a payout is taken back only with a day, a reason and a yes', async () => {
  const { user, bridge } = show({ 'dues.takeBackShare': () => ({ voucherNumber: '记-009' }) });
  await user.click(await screen.findByText('支付记录'));
  await user.click(await screen.findByText('幼儿园分会'));
  const takeBack = await screen.findByRole<HTMLButtonElement>('button', { name: '撤回这笔留成' });
  expect(takeBack.disabled).toBe(true);
  fireEvent.change(screen.getByLabelText('撤回日期'), { target: { value: '2020-07-01' } });
  fireEvent.change(screen.getByLabelText('撤回原因'), { target: { value: '户名写错' } });
  await user.click(takeBack);
  expect(bridge.inputsOf('dues.takeBackShare')).toEqual([]);
  await user.click(await screen.findByRole('button', { name: '撤回' }));
  await waitFor(() =>
    expect(bridge.inputsOf('dues.takeBackShare')).toEqual([{ payoutId: 'p1', day: '2020-07-01', reason: '户名写错' }]),
  );
});

test('the sheet to sign has every branch with its amount and the total in 大写', () => {
  const { container } = render(<ShareSheet shares={SHARES} unit={PROFILE.name} />);
  const rows = [...container.querySelectorAll('tbody tr')].map((line) => line.textContent);
  expect(rows).toEqual([
    '1初中分会1022.8060%13.68',
    '2高中分会1021.9060%13.14',
    '3幼儿园分会1010.0060%6.00记-003',
    '合计3054.7032.82',
  ]);
  expect(container.textContent).toContain('叁拾贰元捌角贰分');
});
