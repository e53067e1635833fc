import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useSession } from '#renderer/app/session.ts';
import { BudgetEffect, paymentEntries } from '#renderer/components/BudgetEffect.tsx';
import { BudgetPaper } from '#renderer/features/ledger/budget/BudgetPaper.tsx';
import { BudgetTab } from '#renderer/features/ledger/budget/BudgetTab.tsx';
import type { LedgerFrame } from '#renderer/features/ledger/words.ts';
import { day, month } from '#shared/calendar.ts';
import type { Budget, BudgetExecution, BudgetLine } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { profile } from './ledger-support.ts';
import { renderInFrame } from './render.tsx';

const line = (code: string, name: string, amount: number, change: Partial<BudgetLine> = {}): BudgetLine => ({
  accountId: `2021:${code}`,
  code,
  name,
  direction: code.startsWith('4') ? 'income' : 'expense',
  budgeted: true,
  original: fen(amount),
  adjustment: fen(0),
  amount: fen(amount),
  lastYear: fen(0),
  actual: fen(0),
  note: '',
  ...change,
});
const draft: Budget = {
  year: 2026,
  exists: true,
  heads: [
    {
      head: 'reserves',
      original: fen(50_000),
      adjustment: fen(0),
      amount: fen(50_000),
      lastYear: fen(0),
      note: '委员会同意',
    },
  ],
  lines: [line('401', '会费收入', 600_000), line('50102', '文体活动支出', 360_000, { lastYear: fen(325_800) })],
  totals: { heads: fen(50_000), income: fen(600_000), incomeAll: fen(650_000), expense: fen(360_000) },
  adjustments: [],
  rule: { adjustmentsPerYear: 1, basis: '总工办发〔2017〕32号：预算调整原则上每年一次' },
  lastYearFromBooks: false,
};
const decision = { resolutionId: 'r-1', resolutionNumber: '滨工决1号', resolutionTitle: '2026 年预算' };
const adopted: Budget = { ...draft, adoption: { day: day('2026-01-12'), ...decision } };
const RESOLUTIONS = [
  { id: 'r-1', number: '滨工决1号', day: day('2026-01-10'), title: '2026 年预算', body: '', used: fen(0) },
];

const frame: LedgerFrame = { title: '经费账', tabs: [], tab: 'budget', onTab: () => undefined };

function show(handlers: Handlers = {}, host: Parameters<typeof installBridge>[1] = {}) {
  const bridge = installBridge(
    {
      'union.listResolutions': () => RESOLUTIONS,
      'ledger.listPeriods': () => ({ periods: [], years: [2026] }),
      'ledger.readBudget': ({ year }) => ({ ...draft, year }),
      ...handlers,
    },
    host,
  );
  return { bridge, ...renderInFrame(<BudgetTab frame={frame} profile={profile} />) };
}
const grid = async (name: string) => screen.findByRole('grid', { name });
const textOf = (row: HTMLElement) =>
  within(row)
    .getAllByRole('gridcell')
    .map((cell) => cell.textContent);

test('编制 shows heads, lines and sums, and saves a line together with all others', async () => {
  const { user, bridge } = show({ 'ledger.saveBudget': () => draft });
  const table = await grid('预算');
  await within(table).findByText('动用以前年度结余');
  const rows = within(table).getAllByRole('row').slice(1);
  expect(rows.map(textOf).map(([, name, , amount]) => [name, amount])).toEqual([
    ['动用以前年度结余', '500.00'],
    ['会费收入', '6,000.00'],
    ['本年收入合计', '6,000.00'],
    ['收入总计', '6,500.00'],
    ['文体活动支出', '3,600.00'],
    ['本年支出合计', '3,600.00'],
  ]);
  expect(screen.getByText(/^草案，收入总计 6,500.00，支出 3,600.00，结余 2,900.00/)).toBeTruthy();
  await user.click(within(table).getByText('文体活动支出'));
  const drawer = await screen.findByRole('dialog');
  const field = within(drawer).getByRole('textbox', { name: /本年预算数/ });
  await user.clear(field);
  await user.type(field, '4000');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.saveBudget')).toEqual([
      {
        year: 2026,
        lines: [
          { accountId: '2021:401', amount: 600_000, lastYear: 0, note: '' },
          { accountId: '2021:50102', amount: 400_000, lastYear: 325_800, note: '' },
        ],
        heads: [{ head: 'reserves', amount: 50_000, lastYear: 0, note: '委员会同意' }],
      },
    ]),
  );
});

test('a draft is adopted only with a decision; the refusal is shown', async () => {
  const { user, bridge } = show({
    'ledger.adoptBudget': () => {
      throw refuse('ledger.budgetNone', { year: 2026 });
    },
  });
  await user.click(await screen.findByRole('button', { name: '批准预算' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: /批\s*准/ }));
  expect(await within(dialog).findByText('没有填写')).toBeTruthy();
  expect(bridge.inputsOf('ledger.adoptBudget')).toEqual([]);
  await user.click(within(dialog).getByRole('combobox', { name: '集体决议' }));
  await user.click(await screen.findByText('滨工决1号 2026 年预算'));
  await user.click(within(dialog).getByRole('button', { name: /批\s*准/ }));
  expect(await within(dialog).findByText(/还没有预算，不能批准/)).toBeTruthy();
  expect(bridge.inputsOf('ledger.adoptBudget')).toMatchObject([{ year: 2026, resolutionId: 'r-1' }]);
});

test('an adopted budget is adjusted: only what changes is sent, and no line opens', async () => {
  const { user, bridge } = show({ 'ledger.readBudget': () => adopted, 'ledger.adjustBudget': () => adopted });
  const table = await grid('预算');
  await user.click(await within(table).findByText('文体活动支出'));
  expect(screen.queryByRole('dialog')).toBeNull();
  expect(screen.getByText('已批准 滨工决1号')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '加一行' })).toBeNull();
  await user.click(screen.getByRole('button', { name: '调整预算' }));
  const drawer = await screen.findByRole('dialog');
  await user.click(within(drawer).getByRole('button', { name: '保存调整' }));
  expect(await within(drawer).findByText('还没有一行的预算数有变化。')).toBeTruthy();
  const after = within(drawer).getByRole('textbox', { name: '文体活动支出调整后' });
  await user.clear(after);
  await user.type(after, '4100');
  await user.type(within(drawer).getByRole('textbox', { name: '调整原因' }), '增加运动会');
  await user.click(within(drawer).getByRole('combobox', { name: '集体决议' }));
  await user.click(await screen.findByText('滨工决1号 2026 年预算'));
  expect(within(drawer).getAllByText('500.00').length).toBeGreaterThan(0);
  await user.click(within(drawer).getByRole('button', { name: '保存调整' }));
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.adjustBudget')).toMatchObject([
      {
        year: 2026,
        resolutionId: 'r-1',
        reason: '增加运动会',
        lines: [{ accountId: '2021:50102', adjusted: 410_000 }],
      },
    ]),
  );
});

test('撤回批准 asks for the reason', async () => {
  const { user, bridge } = show({ 'ledger.readBudget': () => adopted, 'ledger.withdrawAdoption': () => draft });
  await user.click(await screen.findByRole('button', { name: '撤回批准' }));
  const dialog = await screen.findByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: /撤\s*回/ }));
  expect(await within(dialog).findByText('没有填写')).toBeTruthy();
  await user.type(within(dialog).getByRole('textbox', { name: '撤回的原因' }), '选错了决议');
  await user.click(within(dialog).getByRole('button', { name: /撤\s*回/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.withdrawAdoption')).toEqual([{ year: 2026, reason: '选错了决议' }]),
  );
});

test('the committee sees the budget and changes nothing', async () => {
  show({ 'ledger.readBudget': () => adopted });
  useSession.setState({ status: openStatus({ role: 'committee' }) });
  await grid('预算');
  await waitFor(() => expect(screen.queryByRole('button', { name: '调整预算' })).toBeNull());
  expect(screen.queryByRole('button', { name: '撤回批准' })).toBeNull();
});

const execution: BudgetExecution = {
  year: 2026,
  to: month('2026-03'),
  exists: true,
  rows: [
    {
      kind: 'line',
      key: '2021:50102',
      accountId: '2021:50102',
      direction: 'expense',
      code: '50102',
      name: '文体活动支出',
      level: 2,
      original: fen(360_000),
      adjustment: fen(40_000),
      adjusted: fen(400_000),
      actual: fen(416_000),
      percent: 104,
      left: fen(-16_000),
      lastYear: fen(325_800),
      note: '',
    },
    {
      kind: 'total',
      key: 'expense',
      direction: 'expense',
      code: '',
      name: '本年支出合计',
      level: 1,
      original: fen(360_000),
      adjustment: fen(40_000),
      adjusted: fen(400_000),
      actual: fen(416_000),
      percent: 104,
      left: fen(-16_000),
      lastYear: fen(325_800),
      note: '',
    },
    {
      kind: 'total',
      key: 'income',
      direction: 'income',
      code: '',
      name: '本年收入合计',
      level: 1,
      original: fen(0),
      adjustment: fen(0),
      adjusted: fen(0),
      actual: fen(0),
      left: fen(0),
      lastYear: fen(0),
      note: '',
    },
  ],
  totals: {
    heads: fen(0),
    income: fen(0),
    incomeAll: fen(0),
    expense: fen(400_000),
    actualIncome: fen(0),
    actualExpense: fen(416_000),
  },
  books: { income: fen(0), expense: fen(416_000) },
  tied: true,
};

test('执行 shows what was booked, opens the entries of a row and their voucher, and saves a workbook', async () => {
  const { user, bridge } = show(
    {
      'ledger.readBudgetExecution': () => execution,
      'ledger.exportBudgetExecution': () => ({ fileName: '预算执行表-2026-03.xlsx' }),
      'ledger.listDetail': ({ accountId }) => ({
        total: 1,
        rows: [
          {
            key: 'v-1 1',
            kind: 'entry',
            day: day('2026-03-12'),
            voucherId: 'v-1',
            number: '记-003',
            summary: '校运动会奖品',
            accountName: '',
            counterAccount: '银行存款',
            debit: fen(416_000),
            credit: fen(0),
            balance: fen(416_000),
          },
        ],
        account: { id: accountId, code: '50102', name: '文体活动支出', detail: true },
        opening: fen(0),
        closing: fen(416_000),
      }),
    },
    { pickFolder: async () => ({ folder: 'folder-token', display: '文档' }) },
  );
  await user.click(await screen.findByText('执行'));
  const table = await grid('预算执行表');
  const row = (await within(table).findByText('文体活动支出')).closest('[role=row]');
  if (!(row instanceof HTMLElement)) throw new Error('no row');
  expect(textOf(row)).toEqual([
    '50102',
    '文体活动支出',
    '3,258.00',
    '3,600.00',
    '400.00',
    '4,000.00',
    '4,160.00',
    '104.0',
    '-160.00',
    '',
  ]);
  expect(screen.getByText(/1 项超预算/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '存为 Excel' }));
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.exportBudgetExecution')).toMatchObject([{ year: 2026, folder: 'folder-token' }]),
  );
  await user.click(row);
  const drawer = await screen.findByRole('dialog');
  await user.click(await within(drawer).findByText('校运动会奖品'));
  await waitFor(() => expect(bridge.inputsOf('ledger.getVoucher')).toEqual([{ id: 'v-1' }]));
});

test('the form on paper has the columns of the real one', async () => {
  renderInFrame(<BudgetPaper budget={adopted} unit="滨江实验学校工会" />);
  expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual([
    '科目',
    '上年决算数',
    '本年预算数',
    '说明',
    '编号',
    '名称',
  ]);
  expect(screen.getByText(/^2026 年度\s+编报日期：2026-01-12$/)).toBeTruthy();
  expect(screen.getByText('编制单位：滨江实验学校工会')).toBeTruthy();
  const total = screen.getByText('收入总计').closest('tr');
  expect(total?.textContent).toContain('6,500.00');
});

test('a payment is weighed before it is made, red only when over', async () => {
  const effect = (after: number) => ({
    lines: [
      {
        accountId: '2021:50105',
        name: '会员活动支出',
        direction: 'expense' as const,
        budget: fen(10_000),
        after: fen(after),
        percent: after / 100,
      },
    ],
    warnings: after > 10_000 ? ['超出预算'] : [],
  });
  const bridge = installBridge({ 'ledger.weighEntries': ({ entries }) => effect(entries[0]?.debit ?? 0) });
  const at = day('2026-03-05');
  const { rerender } = renderInFrame(
    <BudgetEffect day={at} entries={paymentEntries('2021:50105', fen(10_000), 'f-1')} />,
  );
  const words = await screen.findByText('这笔支付后「会员活动支出」到预算的 100 %');
  expect(words.closest('.budget-effect-over')).toBeNull();
  expect(bridge.inputsOf('ledger.weighEntries')).toEqual([
    { day: '2026-03-05', entries: [{ accountId: '2021:50105', debit: 10_000, credit: 0, fundId: 'f-1' }] },
  ]);
  rerender(<BudgetEffect day={at} entries={paymentEntries('2021:50105', fen(10_400))} />);
  const over = await screen.findByText('这笔支付后「会员活动支出」到预算的 104 %');
  expect(over.closest('.budget-effect-over')).not.toBeNull();
  expect(screen.getByText('超出预算')).toBeTruthy();
  expect(paymentEntries('2021:50105', fen(0))).toBeUndefined();
  expect(paymentEntries(undefined, fen(1))).toBeUndefined();
});
