import { screen, waitFor, within } from '@testing-library/react';
import type { ReactNode } from 'react';
import { expect, test } from 'vitest';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useSession } from '#renderer/app/session.ts';
import { EntryTab } from '#renderer/features/ledger/entry/EntryTab.tsx';
import { FundsTab } from '#renderer/features/ledger/funds/FundsTab.tsx';
import type { LedgerFrame } from '#renderer/features/ledger/words.ts';
import { emptyVisit, visitOf } from '#renderer/features/visits/records/visit-draft.ts';
import { day, month, monthsOfYear } from '#shared/calendar.ts';
import type { Allocation, FundFigures, FundReport } from '#shared/contract/ledger.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { profile } from './ledger-support.ts';
import { renderInFrame } from './render.tsx';

const warmth: FundFigures = {
  id: 'f-1',
  name: '送温暖资金',
  purpose: '困难职工慰问',
  origin: '区总工会',
  retired: false,
  opening: fen(0),
  income: fen(500_000),
  spending: fen(620_000),
  transfer: fen(0),
  balance: fen(-120_000),
  spendingBy: [{ accountId: '2021:50405', code: '50405', name: '送温暖支出', amount: fen(620_000) }],
};
const hardship: FundFigures = {
  ...warmth,
  id: 'f-2',
  name: '困难帮扶资金',
  opening: fen(2_000_000),
  income: fen(0),
  spending: fen(0),
  balance: fen(2_000_000),
  spendingBy: [],
};
const report: FundReport = {
  year: 2026,
  to: month('2026-12'),
  funds: [warmth, hardship],
  totals: {
    opening: fen(2_000_000),
    income: fen(500_000),
    spending: fen(620_000),
    transfer: fen(0),
    balance: fen(1_880_000),
  },
  ledger: { carriedForward: fen(3_000_000), undivided: fen(1_000_000), pending: fen(-120_000), elsewhere: fen(0) },
  tied: true,
  division: {
    year: 2026,
    opening: fen(3_000_000),
    lines: [{ fundId: 'f-2', amount: fen(2_000_000) }],
    rest: fen(1_000_000),
    open: true,
  },
};
const NOTHING = { full: fen(0), net: fen(0), refunded: fen(0), kept: fen(0), setAside: fen(0), remitted: fen(0) };
const allocation: Allocation = {
  year: 2026,
  percent: 40,
  ways: [],
  months: monthsOfYear(2026).map((at) => ({ month: at, ...NOTHING, owed: fen(0) })),
  totals: { ...NOTHING, full: fen(1_000_000), kept: fen(610_000), setAside: fen(390_000) },
  owedBefore: fen(0),
  owed: fen(390_000),
  expected: fen(400_000),
};

const frame: LedgerFrame = { title: '经费账', tabs: [], tab: 'funds', onTab: () => undefined };

function show(handlers: Handlers = {}, page?: ReactNode) {
  const bridge = installBridge({
    'ledger.listPeriods': () => ({ periods: [], years: [2026] }),
    'ledger.readFundReport': () => report,
    'ledger.readAllocation': () => allocation,
    ...handlers,
  });
  return { bridge, ...renderInFrame(page ?? <FundsTab frame={frame} profile={profile} />) };
}
const grid = async (name: string) => screen.findByRole('grid', { name });

test('the list shows every fund, an overspent one red, and adds one', async () => {
  const { user, bridge } = show({ 'ledger.saveFund': () => hardship });
  const table = await grid('专项资金');
  const row = (await within(table).findByText('送温暖资金')).closest('[role=row]');
  expect(row?.className).toContain('row-red');
  expect(row?.textContent).toContain('-1,200.00');
  expect(screen.getByText(/1 项超支/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '新增专项资金' }));
  const drawer = await screen.findByRole('dialog');
  expect(within(drawer).getByRole('button', { name: /保\s*存/ })).toHaveProperty('disabled', true);
  await user.type(within(drawer).getByRole('textbox', { name: '名称' }), '劳模专项资金');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.saveFund')).toEqual([
      { name: '劳模专项资金', origin: '', purpose: '', retired: false },
    ]),
  );
});

test('a fund opens with its lines, and a line its voucher', async () => {
  const { user, bridge } = show({
    'ledger.readFund': () => ({
      year: 2026,
      fund: warmth,
      lines: [
        {
          key: 'v-1-1',
          kind: 'spending',
          voucherId: 'v-1',
          day: day('2026-02-10'),
          number: '记-002',
          summary: '春节慰问',
          accountCode: '50405',
          accountName: '送温暖支出',
          amount: fen(-620_000),
          balance: fen(-120_000),
        },
      ],
    }),
  });
  await user.click(await within(await grid('专项资金')).findByText('送温暖资金'));
  const drawer = await screen.findByRole('dialog');
  const line = await within(drawer).findByText('春节慰问');
  expect(within(drawer).getByText('超支')).toBeTruthy();
  // money that goes out is no red figure
  expect(within(drawer).getByText('6,200.00')).toBeTruthy();
  await user.click(line);
  await waitFor(() => expect(bridge.inputsOf('ledger.getVoucher')).toEqual([{ id: 'v-1' }]));
});

test('分年初结转 never gives more than there is', async () => {
  const { user, bridge } = show({ 'ledger.divideFundOpening': () => report.division });
  await user.click(await screen.findByRole('button', { name: '分年初结转' }));
  const drawer = await screen.findByRole('dialog');
  const part = within(drawer).getByRole('textbox', { name: '送温暖资金年初结转' });
  await user.type(part, '10000.01');
  expect(await within(drawer).findByText('分出去的比年初余额多，请改小。')).toBeTruthy();
  expect(within(drawer).getByRole('button', { name: /保\s*存/ })).toHaveProperty('disabled', true);
  await user.clear(part);
  await user.type(part, '10000');
  await user.click(within(drawer).getByRole('button', { name: /保\s*存/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.divideFundOpening')).toEqual([
      {
        year: 2026,
        lines: [
          { fundId: 'f-2', amount: 2_000_000 },
          { fundId: 'f-1', amount: 1_000_000 },
        ],
      },
    ]),
  );
});

test('专项资金表 says how the funds agree with the ledger', async () => {
  const { user } = show();
  await user.click(await screen.findByText('专项资金表'));
  const table = await grid('专项资金表');
  await within(table).findByText('50405 送温暖支出');
  const balances = within(table)
    .getAllByRole('row')
    .slice(1)
    .map((row) => within(row).getAllByRole('gridcell'))
    .map((cells) => [cells[0]?.textContent, cells.at(-1)?.textContent]);
  expect(balances.slice(-4)).toEqual([
    ['合计', '18,800.00'],
    ['加：未分到专项的工会资金结转', '10,000.00'],
    ['减：还没有结转的收支差额', '-1,200.00'],
    ['账上「工会资金结转」余额', '30,000.00'],
  ]);
});

test('拨缴上解 shows the difference calmly, and leads into 收支登记 with the purpose chosen', async () => {
  const { user, bridge } = show({ 'ledger.saveAllocationWay': () => [] });
  await user.click(await screen.findByText('拨缴上解'));
  await grid('拨缴上解');
  expect(
    await screen.findByText(/按设置里的上解比例 40% 是 4,000.00 元；实际挂应付 3,900.00 元，比按比例算的少 100.00 元/),
  ).toBeTruthy();
  expect(screen.queryByRole('alert')).toBeNull();
  await user.click(screen.getByRole('button', { name: '到账方式' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByText('全额返还'));
  await user.click(within(dialog).getByRole('button', { name: /保\s*存/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.saveAllocationWay')).toEqual([{ fromMonth: '2026-01', way: 'refunded', note: '' }]),
  );
  const [first] = screen.getAllByRole('button', { name: '登记到账' });
  if (!first) throw new Error('no button');
  await user.click(first);
  const { page, params } = useNavigation.getState();
  expect({ page, params }).toEqual({ page: 'ledger', params: { tab: 'entry', purpose: 'in-allocation-full' } });
});

test('收支登记 opens with the purpose chosen, and takes the fund along', async () => {
  const purpose = {
    id: 'in-upper-special',
    direction: 'income' as const,
    flow: 'in' as const,
    label: '上级工会专项补助',
    hint: '',
    accountId: '2021:40302',
    accountCode: '40302',
    accountName: '专项转移支付补助',
    oldName: '',
    keywords: '',
    own: false,
    retired: false,
  };
  useNavigation.setState({ page: 'ledger', params: { tab: 'entry', purpose: 'in-upper-special' } });
  const { bridge, user } = show(
    {
      'ledger.listPurposes': () => [purpose],
      'ledger.listFunds': () => [warmth],
      'ledger.listVouchers': () => ({ total: 0, rows: [] }),
      'ledger.previewSimple': () => ({ entries: [], warnings: [] }),
    },
    <EntryTab frame={frame} profile={profile} />,
  );
  const form = await screen.findByRole('region', { name: '登记一笔收支' });
  expect(within(form).getByText('限定用途的补助，要选是哪项专项资金')).toBeTruthy();
  await user.type(within(form).getByRole('textbox', { name: '金额' }), '100');
  await user.click(within(form).getByRole('combobox', { name: /专项资金/ }));
  await user.click(await screen.findByText('结余 -1,200.00'));
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.previewSimple').at(-1)).toMatchObject({ amount: 10_000, fundId: 'f-1' }),
  );
});

test('the committee looks at the funds and changes nothing', async () => {
  show();
  useSession.setState({ status: openStatus({ role: 'committee' }) });
  await grid('专项资金');
  await waitFor(() => expect(screen.queryByRole('button', { name: '新增专项资金' })).toBeNull());
  expect(screen.queryByRole('button', { name: '分年初结转' })).toBeNull();
});

test('a visit is paid from the fund that was chosen, and from none when none was', () => {
  const draft = {
    ...emptyVisit(day('2026-03-01')),
    memberId: 'm-1',
    kindId: 'k-1',
    form: 'money' as const,
    typedAmount: fen(10_000),
    reason: '住院',
    visitors: ['陈静', '周明'],
  };
  expect(visitOf({ ...draft, fundId: 'f-1' }, [])).toMatchObject({ fundId: 'f-1' });
  expect(visitOf(draft, [])).not.toHaveProperty('fundId');
});
