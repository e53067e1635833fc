import { screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { ReportPaper } from '#renderer/features/ledger/reports/ReportPaper.tsx';
import { ReportsTab } from '#renderer/features/ledger/reports/ReportsTab.tsx';
import { type LedgerFrame, TAB_LABELS, TABS } from '#renderer/features/ledger/words.ts';
import { day, month } from '#shared/calendar.ts';
import type { DetailLine, Report, TrialBalance, Voucher } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { fen, ZERO } from '#shared/money.ts';
import { type Handlers, installBridge } from './fake-bridge.ts';
import { profile } from './ledger-support.ts';
import { renderInFrame } from './render.tsx';

const balance: TrialBalance = {
  from: month('2026-01'),
  to: month('2026-03'),
  lines: [
    {
      accountId: '2021:102',
      detail: true,
      code: '102',
      name: '银行存款',
      class: 'asset',
      side: 'debit',
      level: 1,
      openingDebit: fen(100000),
      openingCredit: ZERO,
      debit: ZERO,
      credit: fen(744000),
      closingDebit: ZERO,
      closingCredit: fen(644000),
    },
  ],
  totals: {
    openingDebit: fen(100000),
    openingCredit: fen(100000),
    debit: fen(744000),
    credit: fen(744000),
    closingDebit: fen(644000),
    closingCredit: fen(644000),
  },
  balanced: true,
  pending: false,
};
const line = (change: Partial<DetailLine>): DetailLine => ({
  key: 'opening',
  kind: 'opening',
  day: day('2026-01-01'),
  number: '',
  summary: '上年结转',
  accountName: '',
  counterAccount: '',
  debit: ZERO,
  credit: ZERO,
  balance: fen(100000),
  ...change,
});
const DETAIL = [
  line({}),
  line({
    key: 'v-1-2',
    kind: 'entry',
    voucherId: 'v-1',
    day: day('2026-03-12'),
    number: '记-003',
    summary: '校运动会奖品',
    counterAccount: '文体活动支出',
    credit: fen(744000),
    balance: fen(-644000),
  }),
];
const voucher: Voucher = {
  id: 'v-1',
  number: '记-003',
  month: month('2026-03'),
  day: day('2026-03-12'),
  summary: '校运动会奖品',
  counterparty: '',
  amount: fen(744000),
  attachmentCount: 1,
  source: 'simple',
  preparedBy: '陈静',
  postedAt: '2026-03-12T02:00:00.000Z',
  entries: [],
};
const sheet: Report = {
  choice: { kind: 'balanceSheet', month: month('2026-03') },
  title: '资产负债表',
  formNumber: '会工01表',
  period: '2026年3月31日',
  columns: [
    { key: 'name', title: '资产', width: 26, kind: 'text' },
    { key: 'closing', title: '期末数', width: 18, kind: 'amount' },
  ],
  rightTitles: ['负债和净资产', '期末数'],
  rows: [
    {
      key: 'bank',
      texts: { name: '银行存款' },
      amounts: { closing: fen(5000) },
      level: 1,
      look: 'line',
      drill: { report: { kind: 'detail', accountId: '2021:102', from: month('2026-01'), to: month('2026-03') } },
    },
    { key: 'cash', texts: { name: '库存现金' }, amounts: { closing: ZERO }, level: 1, look: 'line' },
    { key: 'assetTotal', texts: { name: '资产总计' }, amounts: { closing: fen(5000) }, level: 0, look: 'total' },
    {
      key: 'rightTotal',
      texts: { name: '负债和净资产总计' },
      amounts: { closing: fen(5000) },
      level: 0,
      look: 'total',
      right: true,
    },
  ],
  notes: ['工会资金结余包含未结转的收支差额。'],
  remark: '表号待核。',
  landscape: true,
  signatures: ['工会主席', '财务负责人', '复核', '制表'],
};
const account = (id: string, name: string, detail: boolean) => ({
  id,
  code: id.slice(5),
  name,
  class: 'expense' as const,
  side: 'debit' as const,
  evidence: '',
  detail,
  level: 1,
  oldName: '',
  own: false,
  retired: false,
  used: true,
  fixed: false,
  keywords: `${id.slice(5)} ${name}`,
});

function show(handlers: Handlers = {}, folder: { folder: string; display: string } | undefined = undefined) {
  const bridge = installBridge(
    {
      'ledger.readTrialBalance': () => balance,
      'ledger.listDetail': ({ offset }) => ({
        total: DETAIL.length,
        rows: DETAIL.slice(offset),
        account: { id: '2021:102', code: '102', name: '银行存款', detail: true },
        opening: fen(100000),
        closing: fen(-644000),
      }),
      'ledger.readReport': ({ report }) => ({ ...sheet, choice: report }),
      'ledger.getVoucher': () => voucher,
      'ledger.listAccounts': () => [account('2021:102', '银行存款', true), account('2021:501', '职工活动支出', false)],
      'ledger.listPeriods': () => ({ periods: [], years: [2025, 2026] }),
      'union.readProfile': () => profile,
      ...handlers,
    },
    { pickFolder: async () => folder },
  );
  const onTab = vi.fn();
  const frame: LedgerFrame = {
    title: '经费账',
    tabs: TABS.map((key) => ({ key, label: TAB_LABELS[key] })),
    tab: 'reports',
    onTab,
  };
  return { bridge, onTab, ...renderInFrame(<ReportsTab frame={frame} profile={profile} />) };
}

/** antd lets only the label of a radio be clicked. */
const choose = async (user: ReturnType<typeof show>['user'], name: string | RegExp) => {
  const label = (await screen.findByRole('radio', { name })).closest('label');
  if (!label) throw new Error('a radio without a label');
  await user.click(label);
};

test('by keyboard alone from the trial balance to the voucher and back', async () => {
  const { user, bridge } = show();
  const table = await screen.findByRole('grid', { name: '科目余额表' });
  await within(table).findByText('银行存款');
  table.focus();
  await user.keyboard('{ArrowDown}{Enter}');
  const detail = await screen.findByRole('grid', { name: '明细账' });
  await within(detail).findByText('校运动会奖品');
  expect(bridge.inputsOf('ledger.listDetail')[0]).toMatchObject({ accountId: '2021:102', from: '2026-01' });
  // the keyboard has moved into the table that took the old one's place
  await waitFor(() => expect(document.activeElement).toBe(detail));
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  await waitFor(() => expect(bridge.inputsOf('ledger.getVoucher')).toContainEqual({ id: 'v-1' }));
  await user.click(screen.getByRole('button', { name: /返回科目余额表/ }));
  expect(await screen.findByRole('grid', { name: '科目余额表' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: /返回/ })).toBeNull();
});

test('the opening line and totals of 明细账 open nothing', async () => {
  const { user, bridge } = show();
  await choose(user, '明细账');
  const detail = await screen.findByRole('grid', { name: '明细账' });
  await user.click(await within(detail).findByText('上年结转'));
  expect(bridge.inputsOf('ledger.getVoucher')).toEqual([]);
  expect(screen.getByText(/^102 银行存款，.+末余额贷 6,440.00 元$/)).toBeTruthy();
});

test('a statement in two halves, its notes and what is not certain, and from a line to 明细账', async () => {
  const { user } = show();
  await choose(user, '资产负债表');
  const left = await screen.findByRole('grid', { name: '资产负债表' });
  expect(within(left).getByText('资产总计')).toBeTruthy();
  expect(within(left).queryByText('负债和净资产总计')).toBeNull();
  const right = screen.getByRole('grid', { name: '资产负债表：负债和净资产' });
  expect(within(right).getByText('负债和净资产总计')).toBeTruthy();
  expect(screen.getByText('注：工会资金结余包含未结转的收支差额。')).toBeTruthy();
  expect(screen.getByText('表号待核。')).toBeTruthy();
  await user.click(within(left).getByText('银行存款'));
  expect(await screen.findByRole('grid', { name: '明细账' })).toBeTruthy();
  expect(screen.getByRole('button', { name: '返回资产负债表' })).toBeTruthy();
});

test('each report asks for what its filters say, over the months that were looked at', async () => {
  const { user, bridge } = show();
  const asked = () => bridge.inputsOf('ledger.readReport').at(-1);
  await choose(user, '总账');
  await waitFor(() => expect(asked()).toMatchObject({ report: { kind: 'general', from: '2026-01' } }));
  await choose(user, '多栏账');
  await waitFor(() =>
    expect(asked()).toMatchObject({ report: { kind: 'columns', accountId: 'expense', by: 'month' } }),
  );
  await choose(user, '按凭证');
  await waitFor(() => expect(asked()).toMatchObject({ report: { kind: 'columns', by: 'voucher' } }));
  await choose(user, '收入支出表');
  await waitFor(() => expect(asked()).toMatchObject({ report: { kind: 'monthResult' } }));
  await choose(user, /年报/);
  await waitFor(() => expect(asked()).toEqual({ report: { kind: 'yearResult', year: 2026 } }));
  await choose(user, '收支决算表');
  await waitFor(() => expect(asked()).toEqual({ report: { kind: 'settlement', year: 2026 } }));
});

test('the sentence of a refusal stands on the page', async () => {
  const { user } = show({
    'ledger.readReport': () => {
      throw refuse('ledger.reportNoColumns', { account: '102 银行存款' });
    },
  });
  await choose(user, '多栏账');
  const alert = await screen.findByRole('alert');
  expect(alert.textContent).toBe('科目「102 银行存款」没有下级科目，不能列多栏账，请看它的明细账。');
});

test('存为 Excel goes into the folder that was picked, and a long one shows its progress', async () => {
  const { user, bridge } = show(
    {
      'ledger.exportReport': ({ report }) =>
        report.kind === 'detail' ? { job: 'job-1' } : { fileName: '资产负债表-2026年3月31日.xlsx' },
      'jobs.read': () => ({ state: 'running', done: 1, total: 2, label: '正在写「明细账.xlsx」' }),
    },
    { folder: 'folder-1234', display: '文档' },
  );
  await choose(user, '资产负债表');
  await user.click(await screen.findByRole('button', { name: /存为 Excel/ }));
  expect(await screen.findByText('已导出为「资产负债表-2026年3月31日.xlsx」，在“文档”。')).toBeTruthy();
  expect(bridge.inputsOf('ledger.exportReport')[0]).toMatchObject({
    folder: 'folder-1234',
    report: { kind: 'balanceSheet' },
  });
  await choose(user, '明细账');
  await user.click(await screen.findByRole('button', { name: /存为 Excel/ }));
  expect(await screen.findByText('正在写「明细账.xlsx」')).toBeTruthy();
  expect(screen.getByRole('button', { name: /取\s?消/ })).toBeTruthy();
});

test('nothing is exported when the person closes the folder dialog', async () => {
  const { user, bridge } = show();
  await choose(user, '账簿导出');
  await user.click(await screen.findByRole('button', { name: '导出纯文本账簿' }));
  await user.click(await screen.findByRole('button', { name: '导出全部账簿数据' }));
  expect(bridge.inputsOf('ledger.exportJournal')).toEqual([]);
  expect(bridge.inputsOf('ledger.exportWorkbook')).toEqual([]);
});

test('表号 and row names are changed in a drawer that says what is not certain', async () => {
  const form = {
    report: 'balanceSheet' as const,
    title: '资产负债表',
    number: '会工01表',
    remark: '表号待核，可以改。',
    rows: [{ line: 'cash', name: '库存现金', shipped: '库存现金' }],
  };
  const { user, bridge } = show({
    'ledger.listReportForms': () => [form],
    'ledger.saveReportForm': () => form,
  });
  await choose(user, '资产负债表');
  await user.click(await screen.findByRole('button', { name: '表号和名称' }));
  expect(await screen.findByText('表号待核，可以改。')).toBeTruthy();
  const number = screen.getByRole('textbox', { name: /表号/ });
  await user.clear(number);
  await user.type(number, '工会01表');
  await user.type(screen.getByRole('textbox', { name: '库存现金' }), '（出纳）');
  await user.click(screen.getByRole('button', { name: /保\s?存/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.saveReportForm')).toEqual([
      { report: 'balanceSheet', number: '工会01表', names: [{ line: 'cash', name: '库存现金（出纳）' }] },
    ]),
  );
});

test('专项资金表 and 预算执行表 stand in their own tabs', async () => {
  const { user, onTab } = show();
  await user.click(await screen.findByRole('button', { name: '专项资金表' }));
  await user.click(screen.getByRole('button', { name: '预算执行表' }));
  expect(onTab.mock.calls).toEqual([['funds'], ['budget']]);
});

test('on paper both halves stand side by side, totals on one line, with who signs', () => {
  renderInFrame(<ReportPaper report={sheet} unit="滨江实验学校工会" />);
  const rows = screen.getAllByRole('row').map((row) =>
    within(row)
      .queryAllByRole('cell')
      .map((cell) => cell.textContent),
  );
  expect(rows).toEqual([
    [],
    ['银行存款', '50.00', '', ''],
    ['库存现金', '', '', ''],
    ['资产总计', '50.00', '负债和净资产总计', '50.00'],
  ]);
  expect(screen.getAllByRole('columnheader').map((head) => head.textContent)).toEqual([
    '资产',
    '期末数',
    '负债和净资产',
    '期末数',
  ]);
  for (const name of ['工会主席', '财务负责人', '复核', '制表'])
    expect(screen.getByText(name, { exact: false })).toBeTruthy();
  expect(screen.getByText(/会工01表\s+金额单位：元/)).toBeTruthy();
});
