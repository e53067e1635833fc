import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useSession } from '#renderer/app/session.ts';
import { StockSheet } from '#renderer/features/visits/stock/StockSheetDialog.tsx';
import { StockTab } from '#renderer/features/visits/stock/StockTab.tsx';
import { day } from '#shared/calendar.ts';
import type { StockLot, StockMove, StockTie } from '#shared/contract/visits.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const lot = (change: Partial<StockLot> = {}): StockLot => ({
  id: 'lot-1',
  name: '大米',
  unit: '袋',
  unitPrice: fen(6_500),
  origin: 'bought',
  listName: '',
  day: day('2026-02-01'),
  received: 10,
  onHand: 8,
  worth: fen(52_000),
  invoice: '2433200000',
  place: '工会办公室',
  note: '',
  ...change,
});
const BACK = lot({
  id: 'lot-2',
  name: '米油（未领退回）',
  unit: '份',
  origin: 'returned',
  listName: '2026 年春节',
  onHand: 2,
  worth: fen(60_000),
});
const move = (change: Partial<StockMove> = {}): StockMove => ({
  id: 'move-1',
  lotId: 'lot-1',
  lotName: '大米',
  unit: '袋',
  kind: 'lost',
  day: day('2026-03-01'),
  quantity: -2,
  amount: fen(-13_000),
  what: '库存物品盘点 受潮',
  ground: '受潮',
  approval: '主席办公会',
  voucherId: 'v-1',
  voucherNumber: '记-007',
  reversed: false,
  ...change,
});
const TIE: StockTie = { lots: fen(112_000), balance: fen(112_000), opening: fen(0), openingLots: fen(0) };
const FRAME = { title: '慰问', tabs: [], tab: 'stock', onTab: () => undefined } as const;

const standing = (more: Handlers = {}): Handlers => ({
  'visits.listStock': () => ({ lots: [lot(), BACK], tie: TIE }),
  'visits.listStockMoves': () => ({ total: 1, rows: [move()] }),
  'visits.readStockSheet': () => ({ unionName: '滨江实验学校工会委员会', lots: [lot(), BACK] }),
  'ledger.listAccounts': () => [],
  'ledger.listFunds': () => [],
  'ledger.weighEntries': () => ({ lines: [], warnings: [] }),
  'union.listResolutions': () => [],
  ...more,
});
const type = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-15T04:00:00Z'), toFake: ['Date'] });
});
afterEach(() => vi.useRealTimers());

const show = (more: Handlers = {}) => {
  const bridge = installBridge(standing(more));
  return { bridge, ...renderInFrame(<StockTab frame={FRAME} />) };
};

describe('the stock', () => {
  test('says what it is worth, where it came from, and that it agrees with the account', async () => {
    show();
    expect(await screen.findByText('库存物品共 1,120.00 元，与「库存物品」科目一致')).toBeTruthy();
    const grid = screen.getByRole('grid', { name: '慰问品库存' });
    expect(within(grid).getByText('未领退回 2026 年春节')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '年初库存' })).toBeNull();
  });

  test('says what to do when goods of the beginning are not entered, or somebody booked by hand', async () => {
    const { bridge } = show({
      'visits.listStock': () => ({
        lots: [],
        tie: { ...TIE, lots: fen(0), balance: fen(50_000), opening: fen(50_000) },
      }),
    });
    expect(await screen.findByText(/请点「年初库存」把其余的物品登记齐/)).toBeTruthy();
    bridge.set({ 'visits.listStock': () => ({ lots: [], tie: { ...TIE, lots: fen(0), balance: fen(50_000) } }) });
    type('找库存物品', '米');
    expect(await screen.findByText(/账实不一致/)).toBeTruthy();
  });

  test('takes in what was bought: one voucher, a lot a line', async () => {
    const { bridge, user } = show({
      'visits.buyStock': () => ({ lots: 2, total: fen(115_000), voucherId: 'v-1', voucherNumber: '记-003' }),
    });
    await user.click(await screen.findByRole('button', { name: '购入入库' }));
    await user.click(await screen.findByRole('button', { name: '入库并记账' }));
    expect(screen.getAllByText('没有填写').length).toBe(2);
    type('供货单位', '粮油店');
    type('品名 1', '大米');
    type('单位 1', '袋');
    type('数量 1', '10');
    type('单价 1', '65');
    await user.click(screen.getByRole('button', { name: '再加一种' }));
    type('品名 2', '毛巾');
    type('数量 2', '50');
    type('单价 2', '10');
    await user.click(screen.getByRole('button', { name: '入库并记账 1,150.00 元' }));
    expect(await screen.findByText('已入库 2 种，1,150.00 元，凭证 记-003。')).toBeTruthy();
    expect(bridge.inputsOf('visits.buyStock')).toEqual([
      {
        day: '2026-03-15',
        accountId: '2021:50105',
        method: 'bank',
        supplier: '粮油店',
        invoice: '',
        attachmentCount: 0,
        lines: [
          { name: '大米', unit: '袋', quantity: 10, unitPrice: 6_500, place: '', note: '' },
          { name: '毛巾', unit: '', quantity: 50, unitPrice: 1_000, place: '', note: '' },
        ],
      },
    ]);
  });

  test('books the differences of a stocktake with ground and approval, and only those', async () => {
    const { bridge, user } = show({
      'visits.countStock': () => ({ lost: fen(6_500), found: fen(0), voucherId: 'v-1', voucherNumber: '记-008' }),
    });
    await user.click(await screen.findByRole('button', { name: '登记盘点' }));
    fireEvent.change(await screen.findByLabelText('实盘数 大米'), { target: { value: '7' } });
    await user.click(screen.getByRole('button', { name: '登记 1 项差异并记账' }));
    expect(screen.getAllByText('没有填写').length).toBe(2);
    expect(bridge.inputsOf('visits.countStock')).toEqual([]);
    type('差异原因', '受潮报废');
    type('批准', '3 月 15 日主席办公会');
    await user.click(screen.getByRole('button', { name: '登记 1 项差异并记账' }));
    expect(await screen.findByText('已登记盘点，报损 65.00 元，盘盈 0.00 元，凭证 记-008。')).toBeTruthy();
    expect(bridge.inputsOf('visits.countStock')).toEqual([
      {
        day: '2026-03-15',
        ground: '受潮报废',
        approval: '3 月 15 日主席办公会',
        attachmentCount: 0,
        lines: [{ lotId: 'lot-1', counted: 7 }],
      },
    ]);
  });

  test('shows what moved in a lot; one of the beginning that is untouched can be taken out again', async () => {
    const opening = lot({ id: 'lot-3', name: '毛巾', origin: 'opening' });
    const { bridge, user } = show({
      'visits.listStock': () => ({ lots: [opening], tie: TIE }),
      'visits.listStockMoves': () => ({
        total: 1,
        rows: [move({ kind: 'opening', quantity: 10, voucherNumber: '', reversed: false })],
      }),
      'visits.dropOpeningStock': () => ({ tie: TIE }),
    });
    await user.click(await screen.findByText('毛巾'));
    expect(await screen.findByRole('grid', { name: '出入库' })).toBeTruthy();
    await user.click(await screen.findByRole('button', { name: '去掉' }));
    const question =
      (await screen.findAllByText('去掉这批年初库存？'))[0]?.closest<HTMLElement>('.ant-modal') ?? document.body;
    expect(bridge.inputsOf('visits.dropOpeningStock')).toEqual([]);
    await user.click(within(question).getByRole('button', { name: '去掉' }));
    await waitFor(() => expect(bridge.inputsOf('visits.dropOpeningStock')).toEqual([{ lotId: 'lot-3' }]));
  });

  test('offers the committee nothing to write', async () => {
    show();
    useSession.setState({ status: openStatus({ role: 'committee' }) });
    await screen.findByRole('grid', { name: '慰问品库存' });
    for (const name of ['购入入库', '登记盘点']) expect(screen.queryByRole('button', { name })).toBeNull();
  });

  test('has a sheet for counting, with what the books say and room for what is there', () => {
    installBridge({});
    renderInFrame(<StockSheet day={day('2026-03-15')} unionName="滨江实验学校工会委员会" lots={[lot()]} />);
    expect(screen.getByRole('heading', { name: '慰问品库存盘点表' })).toBeTruthy();
    expect(screen.getAllByRole('row').at(-1)?.textContent).toBe('1大米袋2026-02-0165.008520.00');
    expect(screen.getByText(/账面 1 批，合计 520.00 元/)).toBeTruthy();
  });
});
