import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useNavigation } from '#renderer/app/navigation.ts';
import { BatchesTab } from '#renderer/features/dues/receipts/BatchesTab.tsx';
import { PayrollPage } from '#renderer/features/dues/receipts/PayrollPage.tsx';
import { ReceiptDrawer } from '#renderer/features/dues/receipts/ReceiptDrawer.tsx';
import type { DuesFrame } from '#renderer/features/dues/words.ts';
import { day, month } from '#shared/calendar.ts';
import type {
  CreditRow,
  DuesBatch,
  DuesReceiptRow,
  LevyRow,
  OwingRow,
  PaidMonth,
  PayrollPreview,
  RefundRow,
} from '#shared/contract/dues.ts';
import type { MemberRow } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { fen, ZERO } from '#shared/money.ts';
import { type Handlers, installBridge } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const MARCH = month('2026-03');
const FRAME: DuesFrame = { title: '会费', tabs: [], tab: 'batches', onTab: () => undefined };
const BATCH: DuesBatch = {
  id: 'b1',
  kind: 'payroll',
  day: day('2026-03-05'),
  month: MARCH,
  receipts: 2,
  total: fen(6000),
  voucherId: 'v1',
  voucherNumber: '记-001',
  from: '代扣.csv',
  payer: '',
  credit: fen(500),
  refunded: ZERO,
  bank: {
    state: 'open',
    nearest: { day: day('2026-03-06'), amount: fen(6100), summary: '代扣会费', difference: fen(100) },
  },
  leftOut: [{ row: 9, source: '9999，查无此人，12.50', message: '查无此人：名册里没有编号 9999，没有入账' }],
};
const RECEIPTS: DuesReceiptRow[] = [
  {
    id: 'r1',
    memberId: 'm1',
    number: '0001',
    name: '侯梅玉',
    groupName: '',
    amount: fen(5000),
    receiptNumber: '',
    reference: '',
    pays: [
      { month: month('2026-02'), amount: fen(2280) },
      { month: MARCH, amount: fen(2220) },
    ],
    credit: fen(500),
    refunded: ZERO,
  },
];
const OWING: OwingRow[] = [
  {
    memberId: 'm1',
    number: '0001',
    name: '侯梅玉',
    groupName: '一组',
    months: 2,
    oldest: month('2026-02'),
    owed: fen(4560),
    credit: ZERO,
  },
  {
    memberId: 'm2',
    number: '0002',
    name: '崔超',
    groupName: '一组',
    months: 1,
    oldest: MARCH,
    owed: fen(1540),
    credit: ZERO,
  },
];
const CREDIT: CreditRow = {
  memberId: 'm1',
  number: '0001',
  name: '侯梅玉',
  groupName: '一组',
  status: 'active',
  credit: fen(880),
  since: day('2026-03-05'),
  owed: fen(300),
};
const MEMBER: MemberRow = {
  id: 'm1',
  number: '0001',
  name: '侯梅玉',
  groupName: '',
  status: 'active',
  idNumberMasked: '',
  phoneMasked: '',
  joined: '',
};
const REFUND: RefundRow = {
  id: 'x1',
  memberId: 'm1',
  number: '0001',
  name: '侯梅玉',
  amount: fen(500),
  day: day('2026-03-08'),
  method: 'cash',
  reason: '退预缴',
  voucherId: 'v9',
  voucherNumber: '记-009',
};

function show(handlers: Handlers = {}) {
  const bridge = installBridge({
    'dues.listBatches': () => ({ total: 1, rows: [BATCH] }),
    'dues.readBatch': () => BATCH,
    'dues.listReceipts': () => ({ total: 1, rows: RECEIPTS }),
    'dues.listOwing': () => ({ total: 2, owed: fen(6100), rows: OWING }),
    'dues.listCredits': () => ({ total: 1, credit: fen(880), rows: [CREDIT] }),
    'dues.listRefunds': () => ({ total: 1, rows: [REFUND] }),
    'members.listGroups': () => [],
    ...handlers,
  });
  return { bridge, ...renderInFrame(<BatchesTab frame={FRAME} />) };
}
const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>('button', { name });
const fill = (label: string, value: string) => {
  const field = screen.getByLabelText(new RegExp(`^${label}(选填)?$`));
  fireEvent.change(field, { target: { value } });
  fireEvent.blur(field);
};
const choose = async (view: string) => fireEvent.click(await screen.findByRole('radio', { name: view }));

test('a batch shows whose money it was, what it pays, what the bank says, and what was left out', async () => {
  show();
  fireEvent.click(await screen.findByText('代扣.csv'));
  const rows = await screen.findByRole('grid', { name: '收款明细' });
  expect((await within(rows).findByText(/2026年2月至3月/)).textContent).toContain('预收 5.00');
  expect(screen.getByText(/比凭证 60\.00 元多 1\.00 元/)).toBeTruthy();
  expect(screen.getByText(/第 9 行.*没有编号 9999/)).toBeTruthy();
  fireEvent.click(await button('看凭证'));
  expect(useNavigation.getState()).toMatchObject({ page: 'ledger', params: { open: 'v1' } });
});

test('money of many: ticked with what they owe, one of them part, then one voucher', async () => {
  const { bridge } = show({
    'dues.recordReceipts': () => ({
      batchId: 'b2',
      receipts: 2,
      total: fen(2540),
      toCredit: ZERO,
      voucherId: 'v2',
      voucherNumber: '记-002',
    }),
  });
  fireEvent.click(await button('收款登记'));
  const grid = await screen.findByRole('grid', { name: '收款名单' });
  await within(grid).findByText('侯梅玉');
  expect((await button('登记收款')).disabled).toBe(true);
  fireEvent.click(screen.getByLabelText('全选'));
  expect(screen.getByLabelText<HTMLInputElement>('侯梅玉本次收款').value).toContain('45.60');
  fill('侯梅玉本次收款', '10');
  fill('收款日期', '2026-03-06');
  fill('交易流水号', 'L001');
  fill('交款单位', '一分会');
  fireEvent.click(await button('登记 2 人 25.40 元'));
  const [sent] = bridge.inputsOf('dues.recordReceipts');
  expect(sent).toMatchObject({
    lines: [
      { memberId: 'm1', amount: 1000, receiptNumber: '' },
      { memberId: 'm2', amount: 1540, receiptNumber: '' },
    ],
    overToCredit: false,
    method: 'bank',
    day: '2026-03-06',
    reference: 'L001',
    payer: '一分会',
    attachmentCount: 1,
  });
  expect(await screen.findByText(/已收 2 人 25\.40 元，凭证 记-002/)).toBeTruthy();
});

test('cash with a 收据 each; more than is owed asks for the tick; a refusal stays on the page with what was typed', async () => {
  const { bridge } = show({
    'dues.recordReceipts': () => {
      throw refuse('dues.receiptNumberTaken', {
        number: '0001',
        day: '2026-03-05',
        name: '侯梅玉',
        voucher: '2026-03 记-002',
      });
    },
  });
  fireEvent.click(await button('收款登记'));
  await screen.findByRole('grid', { name: '收款名单' });
  fireEvent.click(await screen.findByLabelText('全选'));
  fireEvent.click(screen.getByRole('radio', { name: '现金' }));
  fireEvent.click(screen.getByRole('checkbox', { name: '每人一张' }));
  fill('侯梅玉收据号', '0007');
  fill('崔超收据号', '0008');
  fill('崔超本次收款', '20');
  fill('收款日期', '2026-03-06');
  expect(screen.getByText(/比欠缴多/).textContent).toContain('4.60');
  fireEvent.click(screen.getByRole('checkbox', { name: '多出的记入预收' }));
  expect(screen.queryByText(/比欠缴多/)).toBeNull();
  fireEvent.click(await button(/^登记 2 人/));
  expect(bridge.inputsOf('dues.recordReceipts')[0]).toMatchObject({
    lines: [{ receiptNumber: '0007' }, { receiptNumber: '0008', amount: 2000 }],
    overToCredit: true,
    method: 'cash',
    receiptNumber: '',
    reference: '',
  });
  expect((await screen.findByRole('alert')).textContent).toContain('收据号「0001」已经用在');
  expect(screen.getByLabelText<HTMLInputElement>('侯梅玉收据号').value).toBe('0007');
});

test('credit pays what is owed, or goes back with a voucher', async () => {
  const { bridge } = show({
    'dues.applyCredit': () => ({ members: 1, amount: fen(300) }),
    'dues.refundCredit': () => ({ refundId: 'x', voucherId: 'v3', voucherNumber: '记-003', left: ZERO }),
  });
  await choose('预收');
  expect(await screen.findByText('1 人预收 8.80 元')).toBeTruthy();
  fireEvent.click(await screen.findByText('侯梅玉'));
  const refund = await button('退费');
  expect(refund.disabled).toBe(true);
  fill('退费金额', '5');
  fill('退费日期', '2026-03-08');
  fill('退费事由', '调出');
  fireEvent.click(refund);
  expect(bridge.inputsOf('dues.refundCredit')).toEqual([
    { memberId: 'm1', amount: 500, method: 'bank', day: '2026-03-08', reason: '调出', attachmentCount: 1 },
  ]);
  expect(await screen.findByText(/已退 侯梅玉 5\.00 元，凭证 记-003/)).toBeTruthy();
  fireEvent.click(await button('抵欠缴会费'));
  expect((await screen.findAllByText(/不再记凭证/)).length).toBeGreaterThan(0);
  fireEvent.click(await button('抵扣'));
  await waitFor(() => expect(bridge.inputsOf('dues.applyCredit')).toEqual([{}]));
});

test('a month that was paid and was not due becomes credit, with a reason', async () => {
  const months: PaidMonth[] = [
    { levyId: 'l3', month: MARCH, amount: fen(2280), paid: fen(2280), waived: ZERO, free: '保留会籍，免交会费' },
    { levyId: 'l2', month: month('2026-02'), amount: fen(2280), paid: fen(2280), waived: ZERO, free: '' },
  ];
  const { bridge } = show({
    'members.suggest': () => [MEMBER],
    'dues.listPaidMonths': () => months,
    'dues.releasePayment': () => ({
      released: fen(2280),
      credit: fen(2280),
      withdrawn: true,
      waived: ZERO,
      owed: ZERO,
    }),
  });
  await choose('预收');
  fireEvent.click(await button('已缴转预收'));
  fireEvent.mouseDown(await screen.findByRole('combobox', { name: '会员' }));
  const [option] = await screen.findAllByTitle('侯梅玉');
  if (!option) throw new Error('no option');
  fireEvent.click(option);
  const grid = await screen.findByRole('grid', { name: '已缴的月份' });
  expect(await within(grid).findByText('保留会籍，免交会费')).toBeTruthy();
  const [, first] = within(grid).getAllByRole('checkbox');
  if (!first) throw new Error('no row');
  fireEvent.click(first);
  fill('转出的原因', '3 月起退休');
  fireEvent.click(await button('转为预收 22.80 元'));
  await waitFor(() => expect(bridge.inputsOf('dues.releasePayment')).toEqual([{ levyId: 'l3', reason: '3 月起退休' }]));
});

test('a refund is taken back only with a day, a reason and a yes', async () => {
  const { bridge } = show({ 'dues.takeBackRefund': () => ({ voucherNumber: '记-010' }) });
  await choose('退费');
  fireEvent.click(await screen.findByText('退预缴'));
  const takeBack = await button('撤回这笔退费');
  expect(takeBack.disabled).toBe(true);
  fill('撤回日期', '2026-03-09');
  fill('撤回原因', '没有领');
  fireEvent.click(takeBack);
  expect(bridge.inputsOf('dues.takeBackRefund')).toEqual([]);
  fireEvent.click(await button('撤回'));
  await waitFor(() =>
    expect(bridge.inputsOf('dues.takeBackRefund')).toEqual([{ refundId: 'x1', day: '2026-03-09', reason: '没有领' }]),
  );
});

const LIST: PayrollPreview = {
  fileName: '代扣.csv',
  month: MARCH,
  rows: [
    {
      row: 2,
      number: '0001',
      name: '侯梅玉',
      due: fen(2280),
      paid: fen(2500),
      credit: fen(220),
      verdict: 'over',
      message: '多扣 2.20 元，记入本人预收',
    },
  ],
  counts: {
    paid: 0,
    short: 0,
    over: 1,
    notLevied: 0,
    alreadyPaid: 0,
    repeated: 0,
    unknown: 0,
    mismatch: 0,
    problem: 0,
    total: 0,
    notInList: 0,
  },
  takeable: fen(2500),
  toCredit: fen(220),
  fileSum: fen(2500),
};

test('a payroll list: what is over becomes credit unless the tick goes; the same rows are not taken twice', async () => {
  let same: Partial<PayrollPreview> = {};
  const bridge = installBridge(
    {
      'dues.previewPayroll': (input: unknown) =>
        typeof input === 'object' && input !== null && 'overToCredit' in input && input.overToCredit === false
          ? { ...LIST, takeable: fen(2280), toCredit: ZERO, ...same }
          : LIST,
    },
    { pickFile: async () => ({ file: 'file-12345678', name: '代扣.csv' }) },
  );
  renderInFrame(<PayrollPage month={MARCH} onDone={() => undefined} />);
  fireEvent.click(await button(/选择代扣名单/));
  expect((await screen.findByText(/其中记入预收/)).textContent).toContain('2.20');
  expect(await button('确认收缴 25.00 元')).toBeTruthy();
  same = { sameRows: { file: '三月.csv', day: day('2026-03-05'), voucherNumber: '记-001' } };
  fireEvent.click(screen.getByRole('checkbox', { name: /多扣的记入本人预收/ }));
  expect(await button('确认收缴 22.80 元')).toBeTruthy();
  expect(bridge.inputsOf('dues.previewPayroll').at(-1)).toMatchObject({ overToCredit: false, unowedToCredit: false });
  expect((await screen.findByRole('alert')).textContent).toMatch(/三月\.csv.*记-001.*不能重复登记/);
  fill('到账日期', '2026-03-05');
  expect((await button('确认收缴 22.80 元')).disabled).toBe(true);
});

test('one payment by transfer bears its 流水号', async () => {
  const levy: LevyRow = {
    id: 'levy-1',
    memberId: 'm1',
    number: '0001',
    name: '侯梅玉',
    groupName: '',
    month: MARCH,
    wage: fen(456700),
    cutBase: fen(456000),
    amount: fen(2280),
    paid: ZERO,
    waived: fen(280),
    owed: fen(2000),
    state: 'owed',
  };
  const bridge = installBridge({
    'dues.recordReceipt': () => ({ voucherId: 'v1', voucherNumber: '记-005', levy }),
  });
  renderInFrame(<ReceiptDrawer levy={levy} onClose={() => undefined} />);
  fireEvent.click(await screen.findByRole('radio', { name: '银行转账' }));
  fill('收款日期', '2026-03-20');
  fill('交易流水号', 'L77');
  fireEvent.click(await button('登记收款'));
  expect(bridge.inputsOf('dues.recordReceipt')).toEqual([
    { levyId: 'levy-1', amount: 2000, method: 'bank', day: '2026-03-20', receiptNumber: '', reference: 'L77' },
  ]);
});
