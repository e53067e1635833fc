import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useSession } from '#renderer/app/session.ts';
import { FestivalDrawer } from '#renderer/features/visits/festivals/FestivalDrawer.tsx';
import { FestivalsTab } from '#renderer/features/visits/festivals/FestivalsTab.tsx';
import { SignOffSheet, sheetsOf } from '#renderer/features/visits/festivals/SignOffSheet.tsx';
import { day } from '#shared/calendar.ts';
import type { ValueOf } from '#shared/contract/index.ts';
import { memberFilter } from '#shared/contract/members.ts';
import type { FestivalRow, SignOffLine, StockLot, VisitKind } from '#shared/contract/visits.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const KIND: VisitKind = {
  id: 'festival',
  name: '年节',
  forms: ['goods', 'coupon'],
  accountId: '2021:50105',
  accountName: '50105 会员活动支出',
  paperItems: ['签领表'],
  papers: '签领表',
  festival: true,
  basis: '',
  payersOnly: true,
  caseNames: [],
  remark: '',
  retired: false,
};
const FESTIVAL: FestivalRow = {
  id: 'b-1',
  name: '2026 年春节',
  festival: '春节',
  day: day('2026-02-06'),
  kindName: '年节',
  goods: '米油',
  amountEach: fen(30_000),
  method: 'bank',
  people: 3,
  signed: 1,
  open: 2,
  returned: 0,
  left: 0,
  total: fen(90_000),
  voucherId: 'v-2',
  voucherNumber: '记-001',
  reversed: false,
};
const line = (index: number, name: string, change: Partial<SignOffLine> = {}): SignOffLine => ({
  id: `line-${index}`,
  line: index,
  memberId: `m-${index}`,
  number: `000${index}`,
  name,
  groupName: '数学组',
  goods: '米油',
  amount: fen(30_000),
  signedBy: '',
  signedRelation: '',
  signedDay: '',
  returnedDay: '',
  returnReason: '',
  ...change,
});
const SHEET: ValueOf<'visits.readSignOffSheet'> = {
  festival: FESTIVAL,
  unionName: '滨江实验学校工会委员会',
  resolutionTitle: '2026-03 春节慰问方案',
  lines: [line(1, '李四', { signedBy: '李四', signedDay: day('2026-02-07') }), line(2, '王五'), line(3, '赵六')],
};
const listed = (index: number, memberName: string, remark = '') => ({
  memberId: `m-${index}`,
  memberNumber: `000${index}`,
  memberName,
  groupName: '数学组',
  remark,
});
const LOT: StockLot = {
  id: 'lot-1',
  name: '大米',
  unit: '袋',
  unitPrice: fen(6_500),
  origin: 'bought',
  listName: '',
  day: day('2026-02-01'),
  received: 10,
  onHand: 10,
  worth: fen(65_000),
  invoice: '',
  place: '',
  note: '',
};
const FRAME = { title: '慰问', tabs: [], tab: 'festivals', onTab: () => undefined } as const;

const standing = (more: Handlers = {}): Handlers => ({
  'visits.listKinds': () => [KIND],
  'visits.listFestivalNames': () => [{ name: '春节', note: '', retired: false }],
  'visits.listFestivals': () => [FESTIVAL],
  'visits.readSignOffSheet': () => SHEET,
  'visits.listStock': () => ({
    lots: [LOT],
    tie: { lots: fen(65_000), balance: fen(65_000), opening: fen(0), openingLots: fen(0) },
  }),
  'members.listFilters': () => [{ id: 'f-1', name: '女会员', filter: memberFilter.parse({ sex: 'female' }) }],
  'members.listGroups': () => [],
  'members.suggest': () => [],
  'union.listResolutions': () => [],
  'ledger.listFunds': () => [],
  'ledger.weighEntries': () => ({ lines: [], warnings: [] }),
  ...more,
});
/** Puts a whole text into a field at once. */
const type = (label: string | RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value } });
/** Beside the form of the same name. */
const goodsField = () => screen.getByLabelText<HTMLInputElement>('慰问品', { selector: 'input[maxlength="100"]' });
const modal = async (title: string) =>
  (await screen.findAllByText(title))[0]?.closest<HTMLElement>('.ant-modal') ?? document.body;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-15T04:00:00Z'), toFake: ['Date'] });
});
afterEach(() => vi.useRealTimers());

const showTab = (more: Handlers = {}) => {
  const bridge = installBridge(standing(more));
  return { bridge, ...renderInFrame(<FestivalsTab frame={FRAME} />) };
};

describe('the lists of festivals', () => {
  test('say how far they are handed out', async () => {
    const ended = { ...FESTIVAL, id: 'b-2', name: '2025 年中秋', signed: 1, open: 0, returned: 2 };
    const reversed = { ...FESTIVAL, id: 'b-3', name: '2025 年端午', open: 0, reversed: true };
    showTab({ 'visits.listFestivals': () => [FESTIVAL, ended, reversed] });
    expect(await screen.findByText('共 3 份名单，1 份没有发完，未领 2 人')).toBeTruthy();
    expect(screen.getByText('已签 1 / 3').className).toContain('verdict-amber');
    expect(screen.getByText('已签 1，退回 2').className).toContain('verdict-teal');
    expect(screen.getByText('已冲销').className).toContain('verdict-red');
  });

  test('are made in three steps: who is left out is seen, people go in and out by hand, before anything is written', async () => {
    const { bridge, user } = showTab({
      'visits.previewFestival': ({ approvalGround, exclude }) => {
        const everybody = [
          listed(1, '李四'),
          listed(2, '王五', '借用，只能在一处享受'),
          ...(approvalGround === '' ? [] : [listed(3, '张三')]),
        ];
        const rows = everybody.filter(({ memberId }) => !exclude.includes(memberId));
        return {
          people: rows.length,
          total: fen(rows.length * 30_000),
          listed: rows,
          leftOut: [
            ...(approvalGround === ''
              ? [{ ...listed(3, '张三'), sentence: '2026 年已有 1,000.00 元', byHand: false }]
              : []),
            ...everybody
              .filter(({ memberId }) => exclude.includes(memberId))
              .map((row) => ({ ...row, sentence: '手工移出', byHand: true })),
          ],
          whole: [],
          payers: '只发给缴清 2026年2月及以前会费的会员（经批准减免的不算欠）',
        };
      },
      'visits.makeFestival': () => ({ festival: FESTIVAL, leftOut: [] }),
    });
    await user.click(await screen.findByRole('button', { name: '新建节日慰问' }));
    await user.click(screen.getByRole('button', { name: '下一步' }));
    expect(screen.getAllByText('没有填写').length).toBeGreaterThan(2);
    await user.click(screen.getByLabelText(/节日/));
    await user.click((await screen.findAllByTitle('春节')).at(-1) ?? document.body);
    expect(screen.getByLabelText<HTMLInputElement>('名称').value).toBe('2026 年春节');
    fireEvent.change(goodsField(), { target: { value: '米油' } });
    type('每人金额', '300');
    await user.click(screen.getByRole('button', { name: '下一步' }));
    expect(await screen.findByText('名单 2 人，没有列入 1 人')).toBeTruthy();
    expect(screen.getByText('借用，只能在一处享受')).toBeTruthy();
    expect(screen.getByText(/只发给缴清 2026年2月/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '移出 王五' }));
    await user.click(await screen.findByText('没有列入 2 人'));
    expect(await screen.findByText('手工移出')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: '放回 王五' }));
    await user.click(screen.getByRole('button', { name: '下一步' }));
    expect(await screen.findByText(/有 1 人没有列入/)).toBeTruthy();
    expect(screen.getByText('2026 年已有 1,000.00 元')).toBeTruthy();
    expect(bridge.inputsOf('visits.makeFestival')).toEqual([]);
    type(/超标准审批依据/, '特批');
    await user.click(await screen.findByRole('button', { name: '生成名单并记账 3 人' }));
    expect(await screen.findByText('已生成 2026 年春节名单 3 人，凭证 记-001。')).toBeTruthy();
    expect(bridge.inputsOf('visits.makeFestival')).toEqual([
      {
        name: '2026 年春节',
        festival: '春节',
        kindId: 'festival',
        day: '2026-03-15',
        form: 'goods',
        goods: '米油',
        amountEach: 30_000,
        filter: memberFilter.parse({ statuses: ['active'] }),
        include: [],
        exclude: [],
        approvalGround: '特批',
        method: 'bank',
        stock: [],
        attachmentCount: 0,
      },
    ]);
  });

  test('take people by a saved filter, and goods out of stock with their worth as the amount', async () => {
    const { bridge, user } = showTab({
      'visits.previewFestival': () => ({
        people: 1,
        total: fen(13_000),
        listed: [listed(1, '李四')],
        leftOut: [],
        whole: [],
        payers: '',
      }),
    });
    await user.click(await screen.findByRole('button', { name: '新建节日慰问' }));
    type('名称', '送清凉');
    await user.click(screen.getByRole('radio', { name: '库存物品' }));
    await user.click(screen.getByLabelText('库存物品 1'));
    await user.click(await screen.findByText(/现有 10 袋/));
    type('每人数量 1', '2');
    expect(goodsField().value).toBe('大米 2 袋');
    expect(screen.getByLabelText<HTMLInputElement>('每人金额').value).toBe('130.00');
    await user.click(screen.getByRole('button', { name: '下一步' }));
    await user.click(await screen.findByLabelText(/已存的筛选/));
    await user.click((await screen.findAllByTitle('女会员')).at(-1) ?? document.body);
    await waitFor(() =>
      expect(bridge.inputsOf('visits.previewFestival').at(-1)).toMatchObject({
        name: '送清凉',
        festival: '',
        amountEach: 13_000,
        filter: memberFilter.parse({ sex: 'female' }),
      }),
    );
  });
});

describe('a festival that is handed out', () => {
  const show = (more: Handlers = {}) => {
    const bridge = installBridge(standing(more));
    return { bridge, ...renderInFrame(<FestivalDrawer id="b-1" onClose={() => undefined} />) };
  };
  const signed = { 'visits.signList': () => ({ signed: 1, festival: FESTIVAL }) } satisfies Handlers;

  test('shows 应发, 已签, 未领, 已退', async () => {
    show();
    for (const [name, figure] of [
      ['应发', '3'],
      ['已签', '1'],
      ['未领', '2'],
      ['已退', '0'],
    ])
      expect((await screen.findByText(name ?? '')).nextElementSibling?.textContent).toBe(figure);
  });

  test('is ticked off by name and Enter, and signed by a substitute with relation', async () => {
    const { bridge, user } = show(signed);
    await user.type(await screen.findByLabelText('找人签收'), '赵六{Enter}');
    expect(screen.getByLabelText<HTMLInputElement>('找人签收').value).toBe('');
    await user.click(screen.getByRole('button', { name: '签收所选 1 人' }));
    const dialog = await modal('登记签收 赵六');
    fireEvent.change(within(dialog).getByLabelText(/与本人关系/), { target: { value: '配偶' } });
    await user.click(within(dialog).getByRole('button', { name: '登记签收' }));
    expect(within(dialog).getByText('没有填写')).toBeTruthy();
    expect(bridge.inputsOf('visits.signList')).toEqual([]);
    fireEvent.change(within(dialog).getByLabelText(/代领人/), { target: { value: '刘梅' } });
    await user.click(within(dialog).getByRole('button', { name: '登记签收' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.signList')).toEqual([
        {
          batchId: 'b-1',
          who: 'these',
          ids: ['line-3'],
          signedDay: '2026-03-15',
          signedBy: '刘梅',
          signedRelation: '配偶',
        },
      ]),
    );
  });

  test('is signed by all, or by all but the ticked ones', async () => {
    const { bridge, user } = show(signed);
    expect(await screen.findByRole('button', { name: '全部签收 2 人' })).toBeTruthy();
    const list = await screen.findByRole('grid', { name: '签收名单' });
    await user.click(within(list).getAllByRole('checkbox')[2] ?? document.body);
    await user.click(screen.getByRole('button', { name: '除所选外签收 1 人' }));
    await user.click(within(await modal('登记签收 赵六')).getByRole('button', { name: '登记签收' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.signList')).toEqual([
        { batchId: 'b-1', who: 'allBut', ids: ['line-2'], signedDay: '2026-03-15', signedBy: '', signedRelation: '' },
      ]),
    );
  });

  test('is ended with a reason: what nobody fetched goes into stock', async () => {
    const { bridge, user } = show({
      'visits.endFestival': () => ({
        returned: 2,
        total: fen(60_000),
        voucherNumber: '记-009',
        festival: { ...FESTIVAL, open: 0, returned: 2, left: 2 },
      }),
    });
    await user.click(await screen.findByRole('button', { name: '结束发放' }));
    const dialog = await modal('结束发放 2026 年春节');
    expect(dialog.textContent).toContain('未领 2 人，共 600.00 元');
    await user.click(within(dialog).getByRole('button', { name: '退回 2 份并入库' }));
    expect(within(dialog).getByText('没有填写')).toBeTruthy();
    fireEvent.change(within(dialog).getByLabelText('未领原因'), { target: { value: '外出进修' } });
    await user.click(within(dialog).getByRole('button', { name: '退回 2 份并入库' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.endFestival')).toEqual([
        { batchId: 'b-1', day: '2026-03-15', reason: '外出进修', place: '' },
      ]),
    );
  });

  test('offers the committee nothing to sign', async () => {
    show();
    useSession.setState({ status: openStatus({ role: 'committee' }) });
    await screen.findByRole('grid', { name: '签收名单' });
    expect(screen.queryByRole('button', { name: '结束发放' })).toBeNull();
    expect(screen.queryByRole('button', { name: /全部签收/ })).toBeNull();
  });
});

describe('the sheet to sign', () => {
  test('has every column, the total in figures and words, and who answers for it', () => {
    installBridge({});
    const lines = [
      ...SHEET.lines.slice(0, 2),
      line(3, '赵六', { signedBy: '刘梅', signedRelation: '配偶', signedDay: day('2026-02-08') }),
    ];
    renderInFrame(<SignOffSheet sheet={{ ...SHEET, lines }} />);
    expect(screen.getByRole('heading', { name: '2026 年春节慰问签领表' })).toBeTruthy();
    expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual([
      '序号',
      '会员证号',
      '姓名',
      '部门/小组',
      '慰问品',
      '金额',
      '签名',
      '日期',
      '代领人及关系',
    ]);
    const rows = screen.getAllByRole('row').map((row) => row.textContent);
    expect(rows[1]).toBe('10001李四数学组米油300.00李四2026-02-07');
    expect(rows[2]).toBe('20002王五数学组米油300.00');
    expect(rows[3]).toBe('30003赵六数学组米油300.002026-02-08刘梅 配偶');
    expect(rows.at(-1)).toBe('合计 3 人900.00');
    expect(screen.getByText(/人民币 玖佰元整/)).toBeTruthy();
    expect(screen.getByText(/依据：2026-03 春节慰问方案/)).toBeTruthy();
    for (const office of ['经办', '验收/证明', '审核', '主席'])
      expect(screen.getByText(new RegExp(`^${office}`))).toBeTruthy();
  });

  test('begins a sheet for each group, and sums every page, every line once', () => {
    const lines = Array.from({ length: 45 }, (_, index) =>
      line(index + 1, `职工${index}`, { groupName: index < 41 ? '数学组' : '' }),
    );
    const shape = (options: { byGroup: boolean; pageSums: boolean }) =>
      sheetsOf(lines, options).map(({ groupName, lines: rows, last }) => [groupName, rows.length, last]);
    expect(shape({ byGroup: false, pageSums: false })).toEqual([[undefined, 45, true]]);
    expect(shape({ byGroup: true, pageSums: false })).toEqual([
      ['数学组', 41, true],
      ['未分组', 4, true],
    ]);
    expect(shape({ byGroup: true, pageSums: true })).toEqual([
      ['数学组', 18, false],
      ['数学组', 18, false],
      ['数学组', 5, true],
      ['未分组', 4, true],
    ]);
    expect(sheetsOf(lines, { byGroup: true, pageSums: true }).flatMap((part) => part.lines)).toEqual(lines);
  });
});
