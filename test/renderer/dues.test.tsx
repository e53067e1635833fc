import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useSession } from '#renderer/app/session.ts';
import { DuesPage } from '#renderer/features/dues/DuesPage.tsx';
import { day, month } from '#shared/calendar.ts';
import type { DuesMonth, PayrollPreview } from '#shared/contract/dues.ts';
import type { UnionProfile } from '#shared/contract/union.ts';
import { fen, ZERO } from '#shared/money.ts';
import { LEVIED, LEVY, MARCH, monthsWith, RULE } from './dues-support.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const PROFILE: UnionProfile = {
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
  openMonth: MARCH,
  largeExpense: fen(500000),
  remittancePercent: 40,
  secondReview: false,
};
const NO_COUNTS = {
  paid: 0,
  short: 0,
  over: 0,
  notLevied: 0,
  alreadyPaid: 0,
  repeated: 0,
  unknown: 0,
  mismatch: 0,
  problem: 0,
  total: 0,
  notInList: 0,
};
const PAYROLL: PayrollPreview = {
  fileName: '代扣.csv',
  month: MARCH,
  rows: [
    {
      row: 2,
      number: '0001',
      name: '侯梅玉',
      due: fen(2280),
      paid: fen(2280),
      credit: ZERO,
      verdict: 'paid',
      message: '已扣足',
    },
    {
      row: 3,
      number: '9999',
      name: '查无此人',
      due: ZERO,
      paid: fen(1250),
      credit: ZERO,
      verdict: 'unknown',
      message: '名册里没有编号 9999',
    },
  ],
  counts: { ...NO_COUNTS, paid: 1, unknown: 1 },
  takeable: fen(2280),
  toCredit: ZERO,
  fileSum: fen(3530),
  statedTotal: fen(3530),
};

function show(handlers: Handlers = {}, months: Partial<DuesMonth> = LEVIED) {
  const bridge = installBridge(
    {
      'union.readProfile': () => PROFILE,
      'dues.listMonths': () => monthsWith(months),
      'ledger.listPeriods': () => ({ periods: [], years: [2026] }),
      'dues.listLevies': () => (months.levied === true ? { total: 1, rows: [LEVY] } : { total: 0, rows: [] }),
      'dues.readRule': () => RULE,
      'dues.explainLevy': () => ({ levy: LEVY, rule: RULE, steps: ['4,560.00 × 0.5% = 22.80 元'] }),
      'members.listGroups': () => [],
      ...handlers,
    },
    { pickFile: async () => ({ file: 'file-12345678', name: '代扣.csv' }) },
  );
  return { bridge, ...renderInFrame(<DuesPage />) };
}
const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>('button', { name });

test('says how the open month stands; the primary action is the payroll list once it is levied', async () => {
  show();
  expect(await screen.findByText('3 月应收 312 人，已收 298 人，欠 14 人')).toBeTruthy();
  expect((await button('导入工资代扣')).className).toContain('primary');
  expect((await button('补计提')).className).not.toContain('primary');
  expect(screen.getByRole('button', { name: '2026年3月 欠 14 人' }).getAttribute('aria-pressed')).toBe('true');
  expect(screen.getByRole('button', { name: '2026年4月 未计提' })).toBeTruthy();
});

test('a payroll list: every row with its verdict, then the day, then one voucher', async () => {
  const { user, bridge } = show({
    'dues.previewPayroll': () => PAYROLL,
    'dues.takePayroll': () => ({
      receipts: 1,
      total: fen(2280),
      toCredit: ZERO,
      voucherId: 'v1',
      voucherNumber: '记-004',
      leftOut: 1,
    }),
  });
  await user.click(await button('导入工资代扣'));
  await user.click(await button(/选择代扣名单/));
  const grid = await screen.findByRole('grid', { name: '代扣名单' });
  expect(within(grid).getByText('名册里没有编号 9999')).toBeTruthy();
  expect(screen.getByText(/不入账/).textContent).toContain('12.50');
  const confirm = await button('确认收缴 22.80 元');
  expect(confirm.disabled).toBe(true);

  await user.click(await button('查无此人 1'));
  await waitFor(() => expect(within(grid).queryByText('侯梅玉')).toBeNull());

  await user.type(screen.getByLabelText('到账日期'), '2026-2-30');
  expect(confirm.disabled).toBe(true);
  await user.clear(screen.getByLabelText('到账日期'));
  await user.type(screen.getByLabelText('到账日期'), '20260305');
  await user.click(await button('确认收缴 22.80 元'));
  expect(bridge.inputsOf('dues.takePayroll')).toEqual([
    {
      file: 'file-12345678',
      month: MARCH,
      day: '2026-03-05',
      attachmentCount: 1,
      overToCredit: true,
      unowedToCredit: false,
    },
  ]);
  const result = await screen.findByRole('region', { name: '收缴结果' });
  expect(result.textContent).toContain('记-004');
  expect(result.textContent).toContain('22.80 元');
  await user.click(within(result).getByRole('button', { name: '看凭证' }));
  expect(useNavigation.getState()).toMatchObject({ page: 'ledger', params: { open: 'v1' } });
});

test('a file that was taken in before cannot be confirmed', async () => {
  const { user } = show({ 'dues.previewPayroll': () => ({ ...PAYROLL, takenBefore: day('2026-03-15') }) });
  await user.click(await button('导入工资代扣'));
  await user.click(await button(/选择代扣名单/));
  expect((await screen.findByRole('alert')).textContent).toContain('2026-03-15 已经入过账');
  await user.type(screen.getByLabelText('到账日期'), '20260305');
  expect((await button(/确认收缴/)).disabled).toBe(true);
});

test('one payment: a part of what is owed, by transfer', async () => {
  const { user, bridge } = show({
    'dues.recordReceipt': () => ({ voucherId: 'v1', voucherNumber: '记-005', levy: LEVY }),
  });
  await user.click(await screen.findByText('侯梅玉'));
  const amount = await screen.findByLabelText<HTMLInputElement>('收款金额');
  expect(amount.value).toBe('22.80');
  await user.clear(amount);
  await user.type(amount, '10.005');
  await user.clear(screen.getByLabelText('收款日期'));
  await user.type(screen.getByLabelText('收款日期'), '2026-03-20');
  expect((await button('登记收款')).disabled).toBe(true);
  await user.clear(amount);
  await user.type(amount, '10');
  await user.click(screen.getByRole('radio', { name: '银行转账' }));
  await user.click(await button('登记收款'));
  expect(bridge.inputsOf('dues.recordReceipt')).toEqual([
    { levyId: 'levy-1', amount: 1000, method: 'bank', day: '2026-03-20', receiptNumber: '', reference: '' },
  ]);
  expect(await screen.findByText(/凭证 记-005/)).toBeTruthy();
});

test('arrears remind from six months on, and lead to the month to collect', async () => {
  useNavigation.setState({ params: { tab: 'arrears' } });
  const february = month('2026-02');
  const { user, bridge } = show({
    'dues.listArrears': () => ({
      total: 1,
      months: 1,
      owed: fen(2280),
      rows: [
        {
          memberId: 'm1',
          number: '0001',
          name: '侯梅玉',
          groupName: '',
          status: 'active',
          inRow: 6,
          phoneMasked: '138****5678',
          months: [february],
          owed: fen(2280),
          age: 6,
          reminder: '须先教育，程序不改会籍。',
        },
      ],
    }),
    'dues.sumArrears': () => ({ rows: [], members: 1, months: 1, owed: fen(2280) }),
    'members.listGroups': () => [],
  });
  expect(await screen.findByText('满六个月', { selector: '.verdict' })).toBeTruthy();
  await user.click(screen.getByText('侯梅玉'));
  expect(await screen.findByText('须先教育，程序不改会籍。')).toBeTruthy();
  await user.click(await button('去收款'));
  await waitFor(() =>
    expect(bridge.inputsOf('dues.listLevies').at(-1)).toMatchObject({ month: february, search: '0001' }),
  );
});

test('a batch is taken back only with a day, a reason and a yes', async () => {
  useNavigation.setState({ params: { tab: 'batches' } });
  const batch = {
    id: 'b1',
    kind: 'payroll' as const,
    day: day('2026-03-05'),
    month: MARCH,
    receipts: 264,
    total: fen(647080),
    voucherId: 'v1',
    voucherNumber: '记-001',
    from: '代扣.csv',
  };
  const { user, bridge } = show({
    'dues.listBatches': () => ({ total: 1, rows: [batch] }),
    'dues.readBatch': () => ({
      ...batch,
      payer: '',
      credit: ZERO,
      refunded: ZERO,
      bank: { state: 'settled' as const },
      leftOut: [],
    }),
    'dues.listReceipts': () => ({ total: 0, rows: [] }),
    'dues.takeBackBatch': () => ({ voucherNumber: '记-009' }),
  });
  await user.click(await screen.findByText('代扣.csv'));
  const takeBack = await button('撤回这批收缴');
  expect(takeBack.disabled).toBe(true);
  await user.type(screen.getByLabelText('撤回日期'), '20260306');
  await user.type(screen.getByLabelText('撤回原因'), '名单用错');
  await user.click(takeBack);
  expect((await screen.findAllByText(/撤回这批收缴，共 264 人 6,470\.80 元/)).length).toBeGreaterThan(0);
  expect(bridge.inputsOf('dues.takeBackBatch')).toEqual([]);
  await user.click(await button('撤回'));
  await waitFor(() =>
    expect(bridge.inputsOf('dues.takeBackBatch')).toEqual([{ batchId: 'b1', day: '2026-03-06', reason: '名单用错' }]),
  );
});

test('the committee sees everything and can change nothing', async () => {
  const { user } = show();
  useSession.setState({ status: openStatus({ role: 'committee' }) });
  await user.click(await screen.findByText('侯梅玉'));
  expect(await screen.findByText('计费基数', { selector: 'dt' })).toBeTruthy();
  expect(screen.queryByRole('button', { name: /登记收款|导入|^计提|补计提/ })).toBeNull();
});

test('the task of the first page leads straight to who paid nothing for six months', async () => {
  useNavigation.setState({ params: { tab: 'sixMonths' } });
  show({ 'dues.listReminders': () => ({ total: 0, rows: [] }) });
  expect(await screen.findByText('没有连续六个月未缴的会员')).toBeTruthy();
  expect(screen.getByRole('tab', { name: '欠缴' }).getAttribute('aria-selected')).toBe('true');
});
