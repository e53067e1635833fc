import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useSession } from '#renderer/app/session.ts';
import { LedgerPage } from '#renderer/features/ledger/LedgerPage.tsx';
import { day, month } from '#shared/calendar.ts';
import type { Purpose, Voucher } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { profile } from './ledger-support.ts';
import { renderInFrame } from './render.tsx';

const purpose = (id: string, change: Partial<Purpose>): Purpose => ({
  id,
  direction: 'expense',
  flow: 'out',
  own: false,
  retired: false,
  label: '文体比赛和兴趣小组',
  hint: '比赛的场地、服装',
  accountId: '2021:50102',
  accountCode: '50102',
  accountName: '文体活动支出',
  oldName: '文体活动支出',
  keywords: '文体比赛和兴趣小组\nwtbshxqxz',
  ...change,
});
const PURPOSES = [
  purpose('ex-sport', {}),
  purpose('in-full', {
    direction: 'income',
    flow: 'in',
    label: '行政全额拨来的经费',
    setAsideName: '应付上级经费',
    keywords: '行政全额\nxzqe',
  }),
  purpose('tr-withdraw', { direction: 'transfer', label: '提现', fixedMethod: 'bank', keywords: '提现\ntx' }),
];
const voucher: Voucher = {
  id: 'v-1',
  number: '记-003',
  month: month('2026-03'),
  day: day('2026-03-12'),
  summary: '校运动会奖品',
  counterparty: '滨江体育',
  amount: fen(744000),
  attachmentCount: 2,
  source: 'simple',
  preparedBy: '陈静',
  postedAt: '2026-03-12T02:00:00.000Z',
  entries: [
    {
      line: 1,
      accountId: '2021:50102',
      accountCode: '50102',
      accountName: '文体活动支出',
      summary: '校运动会奖品',
      debit: fen(744000),
      credit: fen(0),
    },
    {
      line: 2,
      accountId: '2021:102',
      accountCode: '102',
      accountName: '银行存款',
      summary: '校运动会奖品',
      debit: fen(0),
      credit: fen(744000),
    },
  ],
};
const { entries: _, ...head } = voucher;
const row = { ...head, accounts: '文体活动支出、银行存款' };

function show(handlers: Handlers = {}, params: Record<string, string> = {}) {
  const bridge = installBridge({
    'union.readProfile': () => profile,
    'union.listResolutions': () => [],
    'ledger.listPurposes': () => PURPOSES,
    'ledger.listVouchers': () => ({ total: 1, rows: [row] }),
    'ledger.getVoucher': () => voucher,
    'ledger.recordSimple': () => voucher,
    'ledger.previewSimple': () => ({
      entries: voucher.entries,
      budget: { name: '文体活动支出', budget: fen(3600000), after: fen(3744000), percent: 104 },
      warnings: ['附件张数是 0:支出要附发票、签领表等原始凭证。'],
    }),
    'ledger.listPeriods': () => ({
      periods: Array.from({ length: 12 }, (_unused, index) => ({
        month: month(`2026-${String(index + 1).padStart(2, '0')}`),
        status: index === 0 ? 'closed' : 'open',
        vouchers: 3,
      })),
      years: [2026],
    }),
    ...handlers,
  });
  useNavigation.setState({ page: 'ledger', params });
  return { bridge, ...renderInFrame(<LedgerPage />) };
}
type Shown = ReturnType<typeof show>;

const field = (name: string) => screen.getByRole(name === '摘要' ? 'combobox' : 'textbox', { name });
async function choosePurpose({ user }: Shown, typed: string, label: string) {
  await user.click(await screen.findByRole('combobox', { name: '用途' }));
  await user.keyboard(typed);
  await user.click(await screen.findByText(label));
}
async function setDay({ user }: Shown, text: string) {
  await user.clear(field('日期'));
  await user.type(field('日期'), text);
  await user.tab();
}
async function fillIn(shown: Shown) {
  await choosePurpose(shown, 'wtbs', '文体比赛和兴趣小组');
  await shown.user.type(field('金额'), '7440');
  await setDay(shown, '2026-3-12');
  await shown.user.type(field('摘要'), '校运动会奖品');
}

test('收支登记 shows the voucher it will make, with the budget and what to think of', async () => {
  const shown = show();
  await fillIn(shown);
  const preview = await screen.findByRole('region', { name: '将生成的凭证' });
  await within(preview).findByText('支付后 文体活动支出 为预算的 104%');
  expect(within(preview).getByText('合计 人民币 柒仟肆佰肆拾元整')).toBeTruthy();
  expect(within(preview).getByText(/附件张数是 0/)).toBeTruthy();
  expect(shown.bridge.inputsOf('ledger.previewSimple').at(-1)).toMatchObject({
    purposeId: 'ex-sport',
    amount: 744000,
    method: 'bank',
    day: '2026-03-12',
  });
  expect(shown.bridge.inputsOf('ledger.recordSimple')).toEqual([]);
});

test('Ctrl+Enter posts, and the next form keeps day and method only', async () => {
  const shown = show();
  await fillIn(shown);
  await shown.user.click(screen.getByText('现金'));
  await shown.user.keyboard('{Control>}{Enter}{/Control}');
  await screen.findByText(/已记账：2026-03 记-003/);
  expect(shown.bridge.inputsOf('ledger.recordSimple')).toEqual([
    {
      direction: 'expense',
      purposeId: 'ex-sport',
      amount: 744000,
      method: 'cash',
      day: '2026-03-12',
      summary: '校运动会奖品',
      counterparty: '',
      attachmentCount: 0,
    },
  ]);
  await waitFor(() => expect(field('摘要')).toHaveProperty('value', ''));
  expect(field('金额')).toHaveProperty('value', '');
  expect(field('日期')).toHaveProperty('value', '2026-03-12');
  expect(screen.getByRole('radio', { name: '现金' })).toHaveProperty('checked', true);
});

test('nothing is sent while something is missing or unreadable; each field says what', async () => {
  const shown = show();
  await screen.findByRole('combobox', { name: '用途' });
  await shown.user.click(screen.getByRole('button', { name: /记\s*账/ }));
  expect(await screen.findByText('请选择这笔钱的用途。')).toBeTruthy();
  expect(screen.getByText('请填写金额。')).toBeTruthy();
  expect(screen.getByText('请写摘要，说清办的什么事。')).toBeTruthy();
  await shown.user.type(field('金额'), '1.234');
  await shown.user.click(screen.getByRole('button', { name: /记\s*账/ }));
  expect(await screen.findByText(/没有填对，没有保存/)).toBeTruthy();
  await setDay(shown, '2026-02-30');
  expect(await screen.findByText('没有「2026-02-30」这一天，请核对日期。')).toBeTruthy();
  expect(shown.bridge.inputsOf('ledger.recordSimple')).toEqual([]);
});

test('a refusal is shown and what was typed stays', async () => {
  const closed = () => {
    throw refuse('ledger.periodClosed', { month: '2026年3月' });
  };
  const shown = show({ 'ledger.recordSimple': closed, 'ledger.previewSimple': closed });
  await fillIn(shown);
  await shown.user.keyboard('{Control>}{Enter}{/Control}');
  const form = screen.getByRole('region', { name: '登记一笔收支' });
  expect(await within(form).findByText(/2026年3月已经结账，不能再记账或改动/)).toBeTruthy();
  expect(field('摘要')).toHaveProperty('value', '校运动会奖品');
});

test('提现 goes by the bank whatever was chosen, and a full allocation asks what is to be remitted', async () => {
  const shown = show();
  await screen.findByRole('combobox', { name: '用途' });
  await shown.user.click(screen.getByText('现金'));
  await shown.user.click(screen.getByText('划转'));
  await choosePurpose(shown, 'tx', '提现');
  expect(screen.getByRole('radio', { name: '银行' })).toHaveProperty('checked', true);
  expect(screen.getByRole('radio', { name: '现金' })).toHaveProperty('disabled', true);
  await shown.user.click(screen.getByText('收入'));
  await choosePurpose(shown, 'xzqe', '行政全额拨来的经费');
  await shown.user.type(field('金额'), '100');
  await shown.user.type(screen.getByRole('textbox', { name: /其中应上解/ }), '39.5');
  await waitFor(() =>
    expect(shown.bridge.inputsOf('ledger.previewSimple').at(-1)).toMatchObject({ setAside: 3950, amount: 10000 }),
  );
});

test('a purpose of another direction is pointed at', async () => {
  const shown = show();
  await shown.user.click(await screen.findByRole('combobox', { name: '用途' }));
  await shown.user.keyboard('tx');
  expect(await screen.findByText('「支出」里没有，「划转」里有，请先在上面改选。')).toBeTruthy();
});

test('a voucher opens as 记账凭证 and is reversed with day and reason after a question', async () => {
  const red: Voucher = {
    ...voucher,
    id: 'v-2',
    number: '记-004',
    source: 'reversal',
    reverses: 'v-1',
    amount: fen(-744000),
  };
  const { user, bridge } = show({ 'ledger.reverseVoucher': () => red }, { open: 'v-1' });
  const drawer = await screen.findByRole('dialog');
  await within(drawer).findByText('合计 人民币 柒仟肆佰肆拾元整');
  expect(within(drawer).getByText('滨江体育')).toBeTruthy();
  await user.click(within(drawer).getByRole('button', { name: '红字冲销' }));
  const save = within(drawer).getByRole('button', { name: '红字冲销' });
  expect(save).toHaveProperty('disabled', true);
  await user.type(within(drawer).getByRole('textbox', { name: '冲销日期' }), '2026-3-20');
  await user.type(within(drawer).getByRole('textbox', { name: '冲销原因' }), '金额录错');
  await user.click(save);
  expect((await screen.findAllByText('用红字冲销 2026年3月 记-003，7,440.00 元？')).length).toBeGreaterThan(0);
  expect(bridge.inputsOf('ledger.reverseVoucher')).toEqual([]);
  await user.click(screen.getByRole('button', { name: /^冲\s*销$/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.reverseVoucher')).toEqual([{ id: 'v-1', day: '2026-03-20', reason: '金额录错' }]),
  );
});

test.each([
  ['dues' as const, '会费收缴的凭证要到“会费”的收缴批次里撤回，凭证会一并冲销。'],
  ['closing' as const, undefined],
  ['reversal' as const, undefined],
])('a %s voucher is not reversed here', async (source, sentence) => {
  show({ 'ledger.getVoucher': () => ({ ...voucher, source }) }, { open: 'v-1' });
  const drawer = await screen.findByRole('dialog');
  await within(drawer).findByText('滨江体育');
  expect(within(drawer).queryByRole('button', { name: '红字冲销' })).toBeNull();
  if (sentence !== undefined) expect(within(drawer).getByText(sentence)).toBeTruthy();
});

test('the voucher list searches as it is typed', async () => {
  const { user, bridge } = show({}, { tab: 'vouchers' });
  await screen.findByText('校运动会奖品');
  await user.type(screen.getByRole('textbox', { name: '查找凭证' }), '运动会');
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.listVouchers').at(-1)).toMatchObject({ search: '运动会', offset: 0, limit: 100 }),
  );
});

test('结账 names what bars it and stays shut; what only deserves a look does not', async () => {
  const items = [
    { label: '试算平衡', ok: true, blocking: true, detail: '' },
    { label: '凭证都有附件', ok: false, blocking: false, detail: '1 张收支凭证的附件张数是 0' },
  ];
  const barred = { label: '没有未记账的凭证', ok: false, blocking: true, detail: '2 张凭证还没有记账' };
  const { user, bridge } = show(
    {
      'ledger.readCloseChecklist': ({ month: at }) =>
        at === '2026-02'
          ? { months: [at], items: [...items, barred], canClose: false }
          : { months: [month('2026-02'), at], items, canClose: true },
      'ledger.closeMonth': ({ month: at }) => ({ closed: [at] }),
    },
    { tab: 'close' },
  );
  const shut = await screen.findByRole('region', { name: '2026年2月结账' });
  expect(await within(shut).findByText('2 张凭证还没有记账')).toBeTruthy();
  expect(within(shut).getByRole('button', { name: /结\s*账/ })).toHaveProperty('disabled', true);
  await user.click(screen.getByRole('button', { name: /3 月/ }));
  const open = await screen.findByRole('region', { name: '2026年3月结账' });
  await within(open).findByText('1 张收支凭证的附件张数是 0');
  await user.click(within(open).getByRole('button', { name: /结\s*账/ }));
  await screen.findAllByText('结账 2、3 月？');
  const dialog = screen.getByRole('dialog');
  await user.click(within(dialog).getByRole('button', { name: /结\s*账/ }));
  await waitFor(() => expect(bridge.inputsOf('ledger.closeMonth')).toEqual([{ month: '2026-03' }]));
});

test('a budget file with problems cannot be taken in', async () => {
  installBridge({});
  const { BudgetImportPage } = await import('#renderer/features/ledger/budget/BudgetImportPage.tsx');
  const line = { row: 4, code: '503', name: '业务支出', amount: fen(100), lastYear: fen(0), note: '' };
  installBridge({
    'ledger.previewBudget': () => ({
      fileName: '预算.xlsx',
      lines: [{ ...line, problem: '编号和名称对不上' }],
      income: fen(0),
      expense: fen(0),
      heads: [],
      problems: ['第 8 行「本年收入合计」不符'],
      notes: [],
    }),
  });
  renderInFrame(
    <BudgetImportPage
      file={{ file: 'token-12345', name: '预算.xlsx' }}
      year={2026}
      replaces={false}
      onDone={() => undefined}
    />,
  );
  expect(await screen.findByText('编号和名称对不上')).toBeTruthy();
  expect(screen.getByText('第 8 行「本年收入合计」不符')).toBeTruthy();
  expect(screen.getByRole('button', { name: '确认导入' })).toHaveProperty('disabled', true);
});

test('the committee looks but does not write', async () => {
  show({}, {});
  useSession.setState({ status: openStatus({ role: 'committee' }) });
  expect(await screen.findByRole('tab', { name: '凭证' })).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole('tab', { name: '收支登记' })).toBeNull());
  await waitFor(() => expect(screen.queryByRole('button', { name: '填制凭证' })).toBeNull());
});
