import { screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useSession } from '#renderer/app/session.ts';
import { SignOffSheet } from '#renderer/features/visits/festivals/SignOffSheet.tsx';
import { VisitsPage } from '#renderer/features/visits/VisitsPage.tsx';
import { day } from '#shared/calendar.ts';
import type { MemberRow } from '#shared/contract/members.ts';
import type { FestivalRow, StandardCheck, VisitKind, VisitRecord, VisitStandard } from '#shared/contract/visits.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const KINDS: VisitKind[] = [
  {
    id: 'festival',
    name: '年节',
    forms: ['goods', 'coupon'],
    accountId: '2021:50105',
    accountName: '50105 会员活动支出',
    papers: '签领表',
    festival: true,
    basis: '',
  },
  {
    id: 'hospital',
    name: '生病住院',
    forms: ['money', 'goods'],
    accountId: '2021:50105',
    accountName: '50105 会员活动支出',
    papers: '出院小结',
    festival: false,
    basis: '',
  },
];
const MEMBER: MemberRow = {
  id: 'm-1',
  number: '0001',
  name: '张三',
  groupName: '语文组',
  status: 'active',
  phoneMasked: '',
  idNumberMasked: '',
  joined: '',
};
const VISIT: VisitRecord = {
  id: 'visit-1',
  day: day('2026-03-10'),
  kindId: 'hospital',
  kindName: '生病住院',
  memberId: 'm-1',
  memberName: '张三',
  memberNumber: '0001',
  groupName: '语文组',
  reason: '住院手术',
  form: 'money',
  goods: '',
  amount: fen(50_000),
  visitors: ['周明', '吴敏'],
  signed: false,
  signedBy: '',
  voucherId: 'v-1',
  voucherNumber: '记-012',
  reversed: false,
  place: '',
  beneficiary: '',
  relation: '',
  approvalGround: '',
  standardSentence: '每次不超过 1,000.00 元，本次 500.00 元',
  attachmentCount: 3,
};
const STANDARD: VisitStandard = {
  id: 's-1',
  kindId: 'hospital',
  kindName: '生病住院',
  from: day('2026-01-01'),
  shape: 'perTime',
  amount: fen(100_000),
  source: '样本，请按本省标准修改',
};
const FESTIVAL: FestivalRow = {
  id: 'b-1',
  name: '2026 年春节',
  day: day('2026-02-06'),
  kindName: '年节',
  goods: '米油',
  amountEach: fen(30_000),
  people: 3,
  signed: 1,
  total: fen(90_000),
  voucherId: 'v-2',
  voucherNumber: '记-001',
  reversed: false,
};
const SHEET = {
  festival: FESTIVAL,
  unionName: '滨江实验学校工会委员会',
  lines: ['李四', '王五', '赵六'].map((name, index) => ({
    id: `line-${index + 1}`,
    line: index + 1,
    number: `000${index + 1}`,
    name,
    groupName: '数学组',
    goods: '米油',
    amount: fen(30_000),
    signedBy: index === 0 ? '李四' : '',
    signedDay: index === 0 ? '2026-02-07' : '',
  })),
};
const fine: StandardCheck = {
  findings: [{ ok: true, sentence: '每次不超过 1,000.00 元，本次 500.00 元' }],
  needsApproval: false,
  barred: false,
  yearSoFar: fen(0),
  timesSoFar: 0,
};
const over: StandardCheck = {
  ...fine,
  findings: [{ ok: false, sentence: '每次不超过 1,000.00 元，本次 1,200.00 元，超出 200.00 元' }],
  needsApproval: true,
};

const standing = (more: Handlers = {}): Handlers => ({
  'visits.listKinds': () => KINDS,
  'visits.listStandards': () => [STANDARD],
  'visits.list': () => ({
    total: 2,
    rows: [VISIT, { ...VISIT, id: 'visit-2', memberName: '李四', reversed: true }],
    amount: fen(50_000),
    unsigned: 1,
  }),
  'visits.get': () => VISIT,
  'visits.check': ({ amount }) => (amount > 100_000 ? over : fine),
  'visits.listFestivals': () => [FESTIVAL],
  'visits.readSignOffSheet': () => SHEET,
  'members.suggest': () => [MEMBER],
  'members.listGroups': () => [
    {
      id: 'g-1',
      name: '数学组',
      kind: 'group',
      position: 0,
      depth: 1,
      path: '数学组',
      members: 20,
      active: 20,
      total: 20,
    },
  ],
  'union.listResolutions': () => [],
  ...more,
});

/** The form at the right; the list keeps its filters beside it. */
const inDrawer = () => within(document.querySelector<HTMLElement>('.ant-drawer') ?? document.body);
/** A dialog, found by its title. */
const modal = async (title: string) =>
  (await screen.findAllByText(title))[0]?.closest<HTMLElement>('.ant-modal') ?? document.body;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-15T04:00:00Z'), toFake: ['Date'] });
});
afterEach(() => vi.useRealTimers());

function show(more: Handlers = {}) {
  const bridge = installBridge(standing(more));
  return { bridge, ...renderInFrame(<VisitsPage />) };
}

describe('visits', () => {
  test('say how the year stands, and a reversed one says so', async () => {
    show();
    expect(await screen.findByText('2026 年慰问 2 人次，500.00 元，未签收 1 人次')).toBeTruthy();
    const grid = await screen.findByRole('grid', { name: '慰问记录' });
    const rows = within(grid).getAllByRole('row');
    expect(rows[1]?.textContent).toContain('未签收');
    expect(rows[2]?.textContent).toContain('已冲销');
    expect(rows[2]?.className).toContain('row-red');
  });

  test('from the workbench only the unsigned of every year', async () => {
    useNavigation.setState({ page: 'visits', params: { tab: 'unsigned' }, step: 1 });
    const { bridge } = show();
    await waitFor(() =>
      expect(bridge.inputsOf('visits.list')).toContainEqual({ search: '', unsignedOnly: true, offset: 0, limit: 100 }),
    );
  });

  test('are checked against the standard while they are typed; over it the ground is asked for', async () => {
    const { bridge, user } = show({
      'visits.record': () => ({ visit: VISIT, voucherId: 'v-1', voucherNumber: '记-012' }),
    });
    await user.click(await screen.findByRole('button', { name: '登记慰问' }));
    await user.type(await screen.findByLabelText('会员'), 'zs');
    await user.click(await screen.findByText('0001 · 语文组'));
    await user.click(inDrawer().getByLabelText('慰问类别'));
    await user.click((await screen.findAllByTitle('生病住院')).at(-1) ?? document.body);
    expect(screen.getByText('列支 50105 会员活动支出')).toBeTruthy();
    await user.type(screen.getByLabelText('事由'), '住院手术');
    await user.type(screen.getByLabelText('金额'), '1200');
    const line = await screen.findByText('每次不超过 1,000.00 元，本次 1,200.00 元，超出 200.00 元');
    expect(line.closest('li')?.className).toContain('standard-amber');
    await user.type(screen.getByLabelText('超标准审批依据'), '3 月 9 日主席办公会');
    await user.click(screen.getByRole('button', { name: '登记并记账' }));
    expect(await screen.findByText('走访要两人以上')).toBeTruthy();
    expect(bridge.inputsOf('visits.record')).toEqual([]);
    await user.type(screen.getByLabelText('慰问人 1'), '周明');
    await user.type(screen.getByLabelText('慰问人 2'), '吴敏');
    await user.click(screen.getByRole('button', { name: '登记并记账' }));
    expect(await screen.findByText('已登记 张三 生病住院慰问，凭证 记-012。')).toBeTruthy();
    expect(bridge.inputsOf('visits.record')).toEqual([
      {
        kindId: 'hospital',
        memberId: 'm-1',
        day: '2026-03-15',
        form: 'money',
        amount: 120_000,
        reason: '住院手术',
        goods: '',
        beneficiary: '',
        relation: '',
        place: '',
        visitors: ['周明', '吴敏'],
        approvalGround: '3 月 9 日主席办公会',
        method: 'bank',
        attachmentCount: 0,
        signedBy: '',
      },
    ]);
    // the drawer goes on with the record and its voucher
    expect(await screen.findByRole('button', { name: '2026-03 记-012' })).toBeTruthy();
  });

  test('that are not allowed in this form cannot be saved', async () => {
    const barred: StandardCheck = {
      ...fine,
      findings: [{ ok: false, sentence: '「年节」只能用慰问品、提货券，不能用慰问金' }],
      barred: true,
    };
    const { user } = show({ 'visits.check': () => barred });
    await user.click(await screen.findByRole('button', { name: '登记慰问' }));
    await user.type(await screen.findByLabelText('会员'), 'zs');
    await user.click(await screen.findByText('0001 · 语文组'));
    await user.click(inDrawer().getByLabelText('慰问类别'));
    await user.click((await screen.findAllByTitle('生病住院')).at(-1) ?? document.body);
    await user.type(screen.getByLabelText('金额'), '100');
    const line = await screen.findByText('「年节」只能用慰问品、提货券，不能用慰问金');
    expect(line.closest('li')?.className).toContain('standard-red');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '登记并记账' }).disabled).toBe(true);
  });

  test('are signed off later from the record', async () => {
    const { bridge, user } = show({ 'visits.sign': () => ({ signed: 1 }) });
    await user.click(await screen.findByText('张三'));
    await user.click(await screen.findByRole('button', { name: '登记签收' }));
    const dialog = await modal('登记签收 张三 500.00 元');
    await user.type(within(dialog).getByLabelText(/签收人/), '刘梅（代）');
    await user.click(within(dialog).getByRole('button', { name: '登记签收' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.sign')).toEqual([
        { ids: ['visit-1'], signedDay: '2026-03-15', signedBy: '刘梅（代）' },
      ]),
    );
  });

  test('offer the committee nothing to write', async () => {
    show();
    useSession.setState({ status: openStatus({ role: 'committee' }) });
    await screen.findByRole('grid', { name: '慰问记录' });
    expect(screen.queryByRole('button', { name: '登记慰问' })).toBeNull();
  });
});

describe('a festival', () => {
  test('is made in two steps: who is left out is seen before anything is written', async () => {
    const { bridge, user } = show({
      'visits.previewFestival': ({ approvalGround }) =>
        approvalGround === ''
          ? { people: 2, total: fen(60_000), leftOut: [{ memberName: '张三', sentence: '2026 年已有 1,000.00 元' }] }
          : { people: 3, total: fen(90_000), leftOut: [] },
      'visits.makeFestival': () => ({ festival: FESTIVAL, leftOut: [] }),
    });
    await user.click(await screen.findByRole('tab', { name: '节日慰问' }));
    expect((await screen.findByText('已签 1 / 3')).className).toContain('verdict-amber');
    await user.click(screen.getByRole('button', { name: '新建节日慰问' }));
    await user.click(screen.getByRole('button', { name: '下一步' }));
    expect(screen.getAllByText('没有填写').length).toBeGreaterThan(2);
    await user.type(screen.getByLabelText('名称'), '2026 年春节');
    await user.type(screen.getByLabelText('慰问品', { selector: 'input[maxlength="100"]' }), '米油');
    await user.type(screen.getByLabelText('每人金额'), '300');
    await user.click(screen.getByRole('button', { name: '下一步' }));
    expect(await screen.findByText(/有 1 人没有列入/)).toBeTruthy();
    expect(screen.getByText('2026 年已有 1,000.00 元')).toBeTruthy();
    expect(bridge.inputsOf('visits.makeFestival')).toEqual([]);
    await user.type(screen.getByLabelText(/超标准审批依据/), '特批');
    await user.click(await screen.findByRole('button', { name: '生成名单并记账 3 人' }));
    expect(await screen.findByText('已生成 2026 年春节名单 3 人，凭证 记-001。')).toBeTruthy();
    expect(bridge.inputsOf('visits.makeFestival')).toEqual([
      {
        name: '2026 年春节',
        kindId: 'festival',
        day: '2026-03-15',
        form: 'goods',
        goods: '米油',
        amountEach: 30_000,
        statuses: ['active'],
        approvalGround: '特批',
        method: 'bank',
        attachmentCount: 0,
      },
    ]);
    expect(await screen.findByRole('button', { name: '全部签收 2 人' })).toBeTruthy();
  });

  test('is signed by the ticked ones or by all that are left', async () => {
    const { bridge, user } = show({ 'visits.sign': ({ ids }) => ({ signed: ids.length }) });
    await user.click(await screen.findByRole('tab', { name: '节日慰问' }));
    await user.click(await screen.findByText('2026 年春节'));
    const list = await screen.findByRole('grid', { name: '签收名单' });
    const boxes = within(list).getAllByRole('checkbox');
    await user.click(boxes[1] ?? document.body);
    await user.click(boxes[2] ?? document.body);
    await user.click(screen.getByRole('button', { name: '签收所选 1 人' }));
    await user.click(within(await modal('登记签收 王五')).getByRole('button', { name: '登记签收' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.sign')).toEqual([{ ids: ['line-2'], signedDay: '2026-03-15', signedBy: '' }]),
    );
    await user.click(screen.getByRole('button', { name: '全部签收 2 人' }));
    await user.click(within(await modal('登记签收 2 人')).getByRole('button', { name: '登记签收' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.sign').at(-1)).toEqual({
        ids: ['line-2', 'line-3'],
        signedDay: '2026-03-15',
        signedBy: '',
      }),
    );
  });

  test('has a sheet to sign: every column, the total in figures and words, who answers for it', () => {
    installBridge({});
    renderInFrame(<SignOffSheet sheet={SHEET} />);
    expect(screen.getByRole('heading', { name: '2026 年春节慰问签领表' })).toBeTruthy();
    expect(screen.getAllByRole('columnheader').map((cell) => cell.textContent)).toEqual([
      '序号',
      '编号',
      '姓名',
      '工会小组',
      '慰问品',
      '金额',
      '签领',
      '日期',
    ]);
    const rows = screen.getAllByRole('row').map((row) => row.textContent);
    expect(rows[1]).toBe('10001李四数学组米油300.00李四2026-02-07');
    expect(rows[2]).toBe('20002王五数学组米油300.00');
    expect(rows.at(-1)).toBe('合计 3 人900.00');
    expect(screen.getByText(/人民币 玖佰元整/)).toBeTruthy();
    for (const office of ['制表', '审核', '工会主席']) expect(screen.getByText(new RegExp(`^${office}`))).toBeTruthy();
  });
});

describe('standards', () => {
  test('say which are samples, and a new one is saved with its source', async () => {
    const { bridge, user } = show({ 'visits.saveStandard': () => STANDARD });
    await user.click(await screen.findByRole('tab', { name: '慰问标准' }));
    expect(await screen.findByText(/有 1 条是程序自带的样本/)).toBeTruthy();
    expect(screen.getAllByText('每次不超过 1,000.00 元').length).toBe(1);
    await user.click(await screen.findByText('样本，请按本省标准修改'));
    const amount = await screen.findByLabelText('限额');
    await user.clear(amount);
    await user.type(amount, '800');
    const source = screen.getByLabelText('来源');
    await user.clear(source);
    await user.type(source, '省总工会 8 号文');
    await user.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.saveStandard')).toEqual([
        { kindId: 'hospital', from: '2026-01-01', shape: 'perTime', amount: 80_000, source: '省总工会 8 号文' },
      ]),
    );
  });

  test('are taken out only after a question', async () => {
    const { bridge, user } = show({ 'visits.dropStandard': () => ({ left: 0 }) });
    await user.click(await screen.findByRole('tab', { name: '慰问标准' }));
    await user.click(await screen.findByText('样本，请按本省标准修改'));
    await user.click(await screen.findByRole('button', { name: '删去' }));
    const question = await modal('删去这条标准？');
    expect(bridge.inputsOf('visits.dropStandard')).toEqual([]);
    await user.click(within(question).getByRole('button', { name: '删去' }));
    await waitFor(() => expect(bridge.inputsOf('visits.dropStandard')).toEqual([{ id: 's-1' }]));
  });

  test('the kinds are the union’s to edit', async () => {
    const { bridge, user } = show({
      'visits.saveKind': () => KINDS[1] ?? KINDS[0] ?? never(),
      'ledger.listAccounts': () => [],
    });
    await user.click(await screen.findByRole('tab', { name: '慰问标准' }));
    await user.click(within(await screen.findByRole('grid', { name: '慰问类别' })).getByText('生病住院'));
    await user.click(await screen.findByRole('checkbox', { name: '提货券' }));
    await user.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.saveKind')).toEqual([
        {
          id: 'hospital',
          name: '生病住院',
          forms: ['goods', 'coupon', 'money'],
          accountId: '2021:50105',
          papers: '出院小结',
          festival: false,
          basis: '',
        },
      ]),
    );
  });
});

function never(): never {
  throw new Error('no kind');
}
