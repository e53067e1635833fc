import { configure, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useSession } from '#renderer/app/session.ts';
import { LedgerPage } from '#renderer/features/ledger/LedgerPage.tsx';
import { day, month, monthsOfYear } from '#shared/calendar.ts';
import type {
  AssetCard,
  AssetDetail,
  AssetPreview,
  AssetSettings,
  AssetTie,
  DepreciationTable,
  Entry,
  Purpose,
  StocktakeSheet,
  Voucher,
} from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { fen, ZERO } from '#shared/money.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { profile } from './ledger-support.ts';
import { renderInFrame } from './render.tsx';

// forms with many fields take their time where many tests run side by side
configure({ asyncUtilTimeout: 5000 });

const settings: AssetSettings = {
  generalThreshold: fen(100000),
  specialThreshold: fen(150000),
  leastMonths: 12,
  thresholdBasis: '某大学工会的规定，待核',
  depreciation: 'straightLine',
  firstMonth: 'purchase',
  residualPercent: 0,
  depreciationBasis: '待核，请按上级工会的要求选',
  assetAccountId: '2021:141',
  depreciationAccountId: '2021:142',
  fundAccountId: '2021:301',
  categories: [
    { id: 'computer', name: '计算机设备', usefulMonths: 72, special: false, remark: '待核', retired: false },
    { id: 'books', name: '图书', special: false, remark: '待核', retired: false },
  ],
};
const card = (change: Partial<AssetCard> = {}): AssetCard => ({
  id: 'c-1',
  number: '2026-001',
  name: '笔记本电脑',
  categoryId: 'computer',
  categoryName: '计算机设备',
  model: 'E14',
  quantity: 1,
  unit: '台',
  way: 'bought',
  acquiredDay: day('2026-03-10'),
  original: fen(600000),
  accumulated: fen(8333),
  net: fen(591667),
  department: '办公室',
  keeper: '陈静',
  place: '201',
  status: 'inUse',
  note: '',
  usefulMonths: 72,
  voucherId: 'v-1',
  voucherNumber: '2026-03 记-001',
  ...change,
});
const detail = (change: Partial<AssetDetail> = {}): AssetDetail => ({
  ...card(),
  residual: ZERO,
  openingAccumulated: ZERO,
  plan: { from: month('2026-03'), months: 72, base: fen(600000), monthly: fen(8333) },
  moves: [
    {
      sequence: 1,
      day: day('2026-03-10'),
      department: '办公室',
      keeper: '陈静',
      place: '201',
      status: 'inUse',
      reason: '',
      recordedBy: '陈静',
    },
  ],
  depreciations: [
    { month: month('2026-03'), amount: fen(8333), voucherId: 'v-2', voucherNumber: '2026-03 记-002', live: true },
  ],
  disposals: [],
  stocktakes: [],
  correctable: false,
  ...change,
});
const entry = (line: number, accountCode: string, accountName: string, debit: number): Entry => ({
  line,
  accountId: `2021:${accountCode}`,
  accountCode,
  accountName,
  summary: '购置笔记本电脑',
  debit: fen(Math.max(debit, 0)),
  credit: fen(Math.max(-debit, 0)),
});
const preview: AssetPreview = {
  entries: [
    entry(1, '507', '资本性支出', 600000),
    entry(2, '102', '银行存款', -600000),
    entry(3, '141', '固定资产', 600000),
    entry(4, '301', '资产基金', -600000),
  ],
  cards: [{ number: '2026-001', name: '笔记本电脑', quantity: 1, original: fen(600000) }],
  budget: { name: '资本性支出', budget: fen(500000), after: fen(600000), percent: 120 },
  warnings: ['附件张数是 0，请附上发票。'],
};
const voucher: Voucher = {
  id: 'v-9',
  number: '记-009',
  month: month('2026-03'),
  day: day('2026-03-31'),
  summary: '购置笔记本电脑',
  amount: fen(1200000),
  counterparty: '',
  attachmentCount: 0,
  source: 'assets',
  preparedBy: '陈静',
  postedAt: '2026-03-31T02:00:00.000Z',
  entries: preview.entries,
};
const tie = (at: AssetTie['at'], what: AssetTie['what'], cards: number, balance: number): AssetTie => ({
  at,
  what,
  account: { original: '141 固定资产', accumulated: '142 累计折旧', net: '301 资产基金' }[what],
  cards: fen(cards),
  balance: fen(balance),
  difference: fen(cards - balance),
});
const months = monthsOfYear(2026);
const table: DepreciationTable = {
  year: 2026,
  months,
  rows: [
    {
      cardId: 'c-1',
      number: '2026-001',
      name: '笔记本电脑',
      original: fen(600000),
      amounts: months.map((at) => (at === '2026-03' ? fen(8333) : ZERO)),
      total: fen(8333),
      net: fen(591667),
    },
  ],
  totals: months.map((at) => (at === '2026-03' ? fen(8333) : ZERO)),
  runs: [
    {
      month: month('2026-03'),
      voucherId: 'v-2',
      voucherNumber: '2026-03 记-002',
      amount: fen(8333),
      cards: 1,
      caughtUp: 0,
    },
  ],
  next: month('2026-04'),
};
const sheet = (change: Partial<StocktakeSheet> = {}): StocktakeSheet => ({
  id: 's-1',
  day: day('2026-12-20'),
  counters: '陈静、吴敏',
  note: '',
  startedBy: '陈静',
  cards: 1,
  counted: 0,
  differences: 0,
  lines: [
    {
      cardId: 'c-1',
      number: '2026-001',
      name: '笔记本电脑',
      category: '计算机设备',
      model: 'E14',
      quantity: 1,
      unit: '台',
      original: fen(600000),
      net: fen(591667),
      department: '办公室',
      keeper: '陈静',
      place: '201',
      note: '',
      statusNow: 'inUse',
    },
  ],
  found: [],
  ...change,
});

function show(handlers: Handlers = {}, params: Record<string, string> = { tab: 'assets' }) {
  const bridge = installBridge({
    'union.readProfile': () => profile,
    'union.listResolutions': () => [],
    'ledger.listFunds': () => [],
    'ledger.listAccounts': () => [],
    'ledger.listPeriods': () => ({ periods: [], years: [2026] }),
    'ledger.readAssetSettings': () => settings,
    'ledger.listAssets': () => ({
      rows: [card()],
      totals: { cards: 1, original: fen(600000), accumulated: fen(8333), net: fen(591667) },
      all: 1,
      departments: ['办公室'],
    }),
    'ledger.readAssetTies': () => [tie('now', 'original', 600000, 600000)],
    'ledger.getAsset': () => detail(),
    'ledger.previewPurchase': () => preview,
    'ledger.buyAsset': () => ({ voucher, cards: ['c-1'] }),
    'ledger.readDepreciation': () => table,
    'ledger.listStocktakes': () => [],
    ...handlers,
  });
  useNavigation.setState({ page: 'ledger', params });
  return { bridge, ...renderInFrame(<LedgerPage />) };
}
const field = (name: string | RegExp) => screen.getByRole('textbox', { name });

test('an empty register says what to do first', async () => {
  show({
    'ledger.listAssets': () => ({
      rows: [],
      totals: { cards: 0, original: ZERO, accumulated: ZERO, net: ZERO },
      all: 0,
      departments: [],
    }),
  });
  await screen.findByText('还没有资产卡片', { selector: '.empty-title' });
  expect(screen.getByText(/先点“登记建账前资产”/)).toBeTruthy();
});

test('the register stands with its totals, and says whether it ties to the accounts', async () => {
  const shown = show();
  await screen.findByText('2026-001');
  expect(screen.getByText('1 张卡片，原值 6,000.00 元，净值 5,916.67 元')).toBeTruthy();
  await screen.findByText(/账账核对：卡片合计与/);
  shown.bridge.set({
    'ledger.readAssetTies': () => [tie('opening', 'original', 100, 4860000), tie('now', 'original', 600000, 4860000)],
  });
  await shown.user.click(screen.getByText('折旧', { selector: '.ant-segmented-item-label' }));
  await shown.user.click(await screen.findByText('台账', { selector: '.ant-segmented-item-label' }));
  await screen.findByText('账账核对：有 2 处不相符');
  expect(screen.getByText(/卡片原值 6,000\.00 元，141 固定资产 48,600\.00 元，卡片少 42,600\.00 元/)).toBeTruthy();
  await shown.user.click(screen.getByRole('button', { name: '看全部' }));
  expect(screen.getByText(/卡片原值 1\.00 元/)).toBeTruthy();
});

test('searching and filtering ask the engine', async () => {
  const { bridge, user } = show();
  await user.type(await screen.findByRole('searchbox', { name: '查找资产' }), 'bjb');
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.listAssets').at(-1)).toMatchObject({ search: 'bjb', status: 'present' }),
  );
});

test('购置入账 shows the voucher with both entries and the cards before it is posted', async () => {
  const { bridge, user } = show();
  await user.click(await screen.findByRole('button', { name: '购置入账' }));
  await user.type(await screen.findByRole('textbox', { name: '名称' }), '笔记本电脑');
  await user.click(screen.getByRole('combobox', { name: '类别' }));
  await user.click(await screen.findByText('6 年', { selector: '.picker-detail' }));
  await user.type(field('金额'), '6000');
  await user.clear(field('入账日期'));
  await user.type(field('入账日期'), '2026-3-31');
  await user.tab();
  const region = await screen.findByRole('region', { name: '将生成的凭证' });
  await within(region).findByText('固定资产');
  expect(within(region).getByText('将建卡片 1 张')).toBeTruthy();
  expect(within(region).getByText(/支付后「资本性支出」为预算的 120%/)).toBeTruthy();
  expect(bridge.inputsOf('ledger.buyAsset')).toEqual([]);
  await user.click(screen.getByRole('button', { name: '记账并建卡片' }));
  await waitFor(() => expect(bridge.inputsOf('ledger.buyAsset')).toHaveLength(1));
  expect(bridge.inputsOf('ledger.buyAsset')[0]).toMatchObject({
    source: 'bought',
    day: '2026-03-31',
    method: 'bank',
    summary: '购置笔记本电脑',
    assets: [{ name: '笔记本电脑', categoryId: 'computer', amount: 600000, usefulMonths: 72, quantity: 1 }],
  });
  // the new card opens
  await screen.findByText('使用情况', { selector: 'h2' });
});

test('a purchase that lacks something says what, and posts nothing', async () => {
  const { bridge, user } = show();
  await user.click(await screen.findByRole('button', { name: '购置入账' }));
  await user.click(await screen.findByRole('button', { name: '记账并建卡片' }));
  await screen.findByText('请写名称。');
  expect(screen.getByText('请选择类别。')).toBeTruthy();
  expect(screen.getByText('请填写金额。')).toBeTruthy();
  expect(bridge.inputsOf('ledger.buyAsset')).toEqual([]);
});

test('收支登记 sends who books 资本性支出 here', async () => {
  const purpose: Purpose = {
    id: 'ex-capital',
    direction: 'expense',
    flow: 'out',
    label: '买固定资产（资本性支出）',
    hint: '设备',
    accountId: '2021:507',
    accountCode: '507',
    accountName: '资本性支出',
    oldName: '资本性支出',
    keywords: '买固定资产',
    own: false,
    retired: false,
  };
  const { user } = show(
    {
      'ledger.listPurposes': () => [purpose],
      'ledger.listVouchers': () => ({ total: 0, rows: [] }),
      'ledger.suggestSummaries': () => [],
    },
    { tab: 'entry' },
  );
  await user.click(await screen.findByRole('combobox', { name: '用途' }));
  await user.click(await screen.findByText('买固定资产（资本性支出）'));
  await user.click(await screen.findByRole('button', { name: '去购置入账' }));
  await screen.findByRole('button', { name: '记账并建卡片' });
});

test('a card shows its life, and its purchase is taken back with day and reason', async () => {
  const { bridge, user } = show({
    'ledger.takeBackPurchase': () => {
      throw refuse('ledger.assetDepreciated', { number: '2026-001' });
    },
  });
  await user.click(await screen.findByText('笔记本电脑'));
  await screen.findByText('2026年3月起 72 个月，每月 83.33 元');
  expect(screen.getByRole('button', { name: '2026-03 记-002' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '撤回入账' }));
  await screen.findByText('撤回入账 2026-03 记-001');
  const dialog = screen.getByText(/会用红字冲销/).closest<HTMLElement>('[role="dialog"]');
  if (!dialog) throw new Error('no dialog');
  await user.click(within(dialog).getByRole('button', { name: /撤\s*回/ }));
  await within(dialog).findByText('没有填写');
  await user.type(within(dialog).getByRole('textbox', { name: '原因' }), '金额录错');
  await user.click(within(dialog).getByRole('button', { name: /撤\s*回/ }));
  await within(dialog).findByText(/已经提过折旧，不能撤回购置/);
  expect(bridge.inputsOf('ledger.takeBackPurchase')).toEqual([{ id: 'v-1', day: '2026-03-31', reason: '金额录错' }]);
});

test('ticked cards are moved together, only in what was filled in', async () => {
  const { bridge, user } = show({ 'ledger.moveAssets': () => ({ moved: 1 }) });
  await user.click(await screen.findByRole('checkbox', { name: /全选/ }));
  await user.click(await screen.findByRole('button', { name: /变\s*更/ }));
  await user.type(await screen.findByRole('textbox', { name: /^地点/ }), '体育馆');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(bridge.inputsOf('ledger.moveAssets')).toHaveLength(1));
  const [input] = bridge.inputsOf('ledger.moveAssets');
  expect(input).toMatchObject({ ids: ['c-1'], place: '体育馆' });
  expect(input).not.toHaveProperty('department');
});

test('处置 shows its voucher and asks for the ground', async () => {
  const { bridge, user } = show({
    'ledger.previewDisposal': () => ({
      entries: [
        entry(1, '301', '资产基金', 591667),
        entry(2, '142', '累计折旧', 8333),
        entry(3, '141', '固定资产', -600000),
      ],
      cards: [],
      warnings: ['处置固定资产要有集体决议或上级批复。'],
    }),
    'ledger.disposeAsset': () => voucher,
  });
  await user.click(await screen.findByRole('checkbox', { name: /全选/ }));
  await user.click(await screen.findByRole('button', { name: /处\s*置/ }));
  await screen.findByText('累计折旧', { selector: 'td' });
  await user.click(screen.getByRole('button', { name: '记账并注销卡片' }));
  await screen.findByText('没有填写');
  expect(bridge.inputsOf('ledger.disposeAsset')).toEqual([]);
  await user.type(field('处置依据'), '主板损坏');
  await user.click(screen.getByRole('button', { name: '记账并注销卡片' }));
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.disposeAsset')[0]).toMatchObject({
      ids: ['c-1'],
      kind: 'scrapped',
      ground: '主板损坏',
    }),
  );
});

test('折旧 stands as a table, and the next month is shown before it is posted', async () => {
  const line = (catchUp: boolean) => ({
    cardId: 'c-1',
    number: '2026-001',
    name: '笔记本电脑',
    months: catchUp ? [month('2026-02'), month('2026-04')] : [month('2026-04')],
    amount: fen(catchUp ? 16666 : 8333),
    netAfter: fen(583334),
  });
  const { bridge, user } = show({
    'ledger.previewDepreciation': ({ catchUp }) => ({
      month: month('2026-04'),
      day: day('2026-04-30'),
      lines: [line(catchUp)],
      amount: line(catchUp).amount,
      missed: { cards: 1, months: 1, amount: fen(8333) },
      entries: [entry(1, '301', '资产基金', 8333), entry(2, '142', '累计折旧', -8333)],
      notes: [catchUp ? '这次一并补提。' : '这次不补。'],
    }),
    'ledger.runDepreciation': () => voucher,
  });
  await user.click(await screen.findByText('折旧', { selector: '.ant-segmented-item-label' }));
  await screen.findByText('2026 年提折旧 83.33 元，凭证 1 张，下一个月是 2026年4月');
  expect(screen.getByRole('button', { name: '3月' }).title).toMatch(/^2026-03 记-002/);
  await user.click(screen.getByRole('button', { name: '计提 2026年4月折旧' }));
  await screen.findByText('这次不补。');
  await user.click(screen.getByRole('checkbox', { name: '补提以前月份' }));
  await screen.findByText('2月、4月');
  await user.click(screen.getByRole('button', { name: /记\s*账/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.runDepreciation')).toEqual([
      { month: '2026-04', catchUp: true, attachmentCount: 1 },
    ]),
  );
});

test('盘点 takes a result for every card, and only then is finished', async () => {
  let state = sheet();
  const { bridge, user } = show({
    'ledger.listStocktakes': () => [state],
    'ledger.readStocktake': () => state,
    'ledger.saveStocktakeLines': ({ lines }) => {
      const [line] = state.lines;
      state = sheet({ counted: 1, lines: line ? [{ ...line, result: lines[0]?.result ?? 'agrees' }] : [] });
      return state;
    },
    'ledger.finishStocktake': () => {
      state = { ...state, finishedDay: day('2026-12-21'), finishedBy: '陈静' };
      return state;
    },
  });
  await user.click(await screen.findByText('盘点', { selector: '.ant-segmented-item-label' }));
  await user.click(await screen.findByRole('button', { name: '继续盘点' }));
  expect((await screen.findByRole('button', { name: '完成盘点' })).hasAttribute('disabled')).toBe(true);
  await user.click(await screen.findByRole('button', { name: '其余 1 张账实相符' }));
  await waitFor(() => expect(screen.getByRole('button', { name: '完成盘点' }).hasAttribute('disabled')).toBe(false));
  expect(bridge.inputsOf('ledger.saveStocktakeLines')).toEqual([
    { id: 's-1', lines: [{ cardId: 'c-1', result: 'agrees', note: '' }] },
  ]);
  await user.click(screen.getByRole('button', { name: '完成盘点' }));
  await screen.findByText(/1 张卡片全部账实相符/);
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(bridge.inputsOf('ledger.finishStocktake')).toHaveLength(1));
  expect(bridge.inputsOf('ledger.finishStocktake')[0]).toMatchObject({ id: 's-1', counters: '陈静、吴敏' });
});

test('a finished stock-take leads from its differences to a disposal and to a new card', async () => {
  const [line] = sheet().lines;
  const { user } = show({
    'ledger.listStocktakes': () => [sheet({ finishedDay: day('2026-12-21') })],
    'ledger.readStocktake': () =>
      sheet({
        finishedDay: day('2026-12-21'),
        lines: line ? [{ ...line, result: 'missing', note: '找不到' }] : [],
        found: [{ id: 'f-1', name: '音箱', model: '', quantity: 1, place: '体育馆', note: '' }],
      }),
    'ledger.previewDisposal': () => ({ entries: preview.entries, cards: [], warnings: [] }),
  });
  await user.click(await screen.findByText('盘点', { selector: '.ant-segmented-item-label' }));
  await user.click(await screen.findByText('2026-12-21 完成'));
  await user.click(await screen.findByRole('button', { name: '办理处置' }));
  await waitFor(() => expect(field('处置依据')).toHaveProperty('value', '2026-12-20 盘点盘亏：找不到'));
  await user.click(screen.getByRole('button', { name: /取\s*消/ }));
  await user.click(await screen.findByRole('button', { name: '入账建卡' }));
  await waitFor(() => expect(screen.getByRole('textbox', { name: '名称' })).toHaveProperty('value', '音箱'));
});

test('the settings keep their remarks, and are saved as a whole', async () => {
  const { bridge, user } = show({ 'ledger.saveAssetSettings': (input) => ({ ...settings, ...input }) });
  await user.click(await screen.findByText('设置', { selector: '.ant-segmented-item-label' }));
  await screen.findByText('按月提折旧，从购入当月起');
  await waitFor(() => expect(field(/^折旧说明/)).toHaveProperty('value', settings.depreciationBasis));
  await user.click(screen.getByText('次月'));
  await user.click(screen.getByRole('button', { name: '保存设置' }));
  await waitFor(() =>
    expect(bridge.inputsOf('ledger.saveAssetSettings')[0]).toMatchObject({
      firstMonth: 'next',
      fundAccountId: '2021:301',
    }),
  );
});

test('the committee sees the register and no way to change it', async () => {
  show();
  useSession.setState({ status: openStatus({ role: 'committee' }) });
  await screen.findByText('2026-001');
  await waitFor(() => expect(screen.queryByRole('button', { name: '购置入账' })).toBeNull());
  expect(screen.queryByRole('checkbox')).toBeNull();
});
