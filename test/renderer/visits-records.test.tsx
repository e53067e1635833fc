import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useSession } from '#renderer/app/session.ts';
import { NewVisitDrawer } from '#renderer/features/visits/records/NewVisitDrawer.tsx';
import { ApprovalSheet, ReceiptSheet } from '#renderer/features/visits/records/VisitPapers.tsx';
import { VisitsPage } from '#renderer/features/visits/VisitsPage.tsx';
import { day } from '#shared/calendar.ts';
import type { StandardCheck } from '#shared/contract/visits.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';
import { APPROVED, FINE, KINDS, standing, VISIT } from './visits-support.ts';

/** The form at the right; the list keeps its filters beside it. */
const inDrawer = () => within(document.querySelector<HTMLElement>('.ant-drawer') ?? document.body);
/** A dialog, found by its title. */
const modal = async (title: string) =>
  (await screen.findAllByText(title))[0]?.closest<HTMLElement>('.ant-modal') ?? document.body;
const fill = (label: string | RegExp, value: string) =>
  fireEvent.change(inDrawer().getByLabelText(label), { target: { value } });

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-15T04:00:00Z'), toFake: ['Date'] });
  useNavigation.getState().reset();
});
afterEach(() => vi.useRealTimers());

function show(more: Handlers = {}) {
  const bridge = installBridge(standing(more));
  return { bridge, ...renderInFrame(<VisitsPage />) };
}
const recorded = { visit: VISIT, voucherId: 'v-1', voucherNumber: '记-012' };

async function chooseKind(user: ReturnType<typeof show>['user'], name: string) {
  await user.click(inDrawer().getByLabelText('慰问类别'));
  await user.click((await screen.findAllByTitle(name)).at(-1) ?? document.body);
}

describe('the list of visits', () => {
  test('says how the year stands, and a reversed one says so', async () => {
    show();
    expect(await screen.findByText('2026 年慰问 1 人次，500.00 元，未签收 1 人次')).toBeTruthy();
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

  test('is exported masked; the whole only when it is asked for', async () => {
    const bridge = installBridge(standing({ 'visits.exportList': () => ({ fileName: '慰问记录.xlsx', visits: 2 }) }), {
      pickFolder: async () => ({ folder: 'folder-1234', display: '文档' }),
    });
    const { user } = renderInFrame(<VisitsPage />);
    await user.click(await screen.findByRole('button', { name: '存为 Excel' }));
    await user.click(await screen.findByRole('button', { name: '选文件夹并导出' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.exportList')).toEqual([
        { search: '', year: 2026, unsignedOnly: false, masked: true, folder: 'folder-1234' },
      ]),
    );
  });

  test('offers the committee nothing to write', async () => {
    show();
    useSession.setState({ status: openStatus({ role: 'committee' }) });
    await screen.findByRole('grid', { name: '慰问记录' });
    expect(screen.queryByRole('button', { name: '登记慰问' })).toBeNull();
    expect(screen.queryByRole('button', { name: '存为 Excel' })).toBeNull();
  });
});

describe('a visit', () => {
  test('is checked against the standard while it is typed; over it the ground is asked for', async () => {
    const { bridge, user } = show({ 'visits.record': () => recorded });
    await user.click(await screen.findByRole('button', { name: '登记慰问' }));
    await user.type(await screen.findByLabelText('会员'), 'zs');
    await user.click(await screen.findByText('0001 · 语文组'));
    await chooseKind(user, '生病住院');
    expect(screen.getByText('列支 50105 会员活动支出')).toBeTruthy();
    fill('事由', '住院手术');
    fill('金额', '1200');
    const line = await screen.findByText('每次不超过 1,000.00 元，本次 1,200.00 元，超出 200.00 元');
    expect(line.closest('li')?.className).toContain('standard-amber');
    fill('超标准审批依据', '3 月 9 日主席办公会');
    fill(/^病种/, '阑尾炎');
    await user.click(screen.getByRole('checkbox', { name: '出院小结' }));
    await user.click(screen.getByRole('button', { name: '登记并记账' }));
    expect(await screen.findByText('走访要两人以上')).toBeTruthy();
    expect(bridge.inputsOf('visits.record')).toEqual([]);
    fill('慰问人 1', '周明');
    fill('慰问人 2', '吴敏');
    await user.click(screen.getByRole('button', { name: '登记并记账' }));
    expect(await screen.findByText('已登记 张三 生病住院慰问，凭证 记-012。')).toBeTruthy();
    expect(bridge.inputsOf('visits.record')).toEqual([
      {
        kindId: 'hospital',
        memberId: 'm-1',
        day: '2026-03-15',
        form: 'money',
        amount: 120_000,
        festival: '',
        caseName: '',
        illness: '阑尾炎',
        reason: '住院手术',
        goods: '',
        goodsLines: [],
        beneficiary: '',
        relation: '',
        place: '',
        visitors: ['周明', '吴敏'],
        approvalGround: '3 月 9 日主席办公会',
        method: 'bank',
        stock: [],
        payeeName: '',
        payeeBank: '',
        payeeAccount: '',
        papersNote: '欠缺：住院发票',
        attachmentCount: 0,
        signedBy: '',
        signedRelation: '',
      },
    ]);
    // the drawer goes on with the record and its voucher
    expect(await screen.findByRole('button', { name: '2026-03 记-012' })).toBeTruthy();
  });

  test('that is not allowed in this form cannot be saved', async () => {
    const barred: StandardCheck = {
      ...FINE,
      findings: [{ ok: false, bars: true, sentence: '「年节」只能用慰问品、提货券，不能用慰问金' }],
      barred: true,
    };
    installBridge(standing({ 'visits.check': () => barred }));
    renderInFrame(<NewVisitDrawer kinds={KINDS} request={APPROVED} onClose={() => {}} onRecorded={() => {}} />);
    const line = await screen.findByText('「年节」只能用慰问品、提货券，不能用慰问金');
    expect(line.closest('li')?.className).toContain('standard-red');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: '登记并记账' }).disabled).toBe(true);
  });

  test('from an approved request is filled in, with whom and what fixed', async () => {
    const bridge = installBridge(standing({ 'visits.record': () => recorded }));
    const done = vi.fn();
    const { user } = renderInFrame(
      <NewVisitDrawer kinds={KINDS} request={APPROVED} onClose={() => {}} onRecorded={done} />,
    );
    expect(await screen.findByText(/按 2026-03-13 周明批准的申请发放/)).toBeTruthy();
    fill('慰问人 1', '周明');
    fill('慰问人 2', '吴敏');
    await user.click(screen.getByRole('button', { name: '登记并记账' }));
    await waitFor(() => expect(done).toHaveBeenCalledWith('visit-1'));
    expect(bridge.inputsOf('visits.record')).toMatchObject([
      { requestId: 'r-1', memberId: 'm-1', kindId: 'hospital', amount: 50_000, approvalGround: '' },
    ]);
  });

  test('for somebody whose request was approved already says so', async () => {
    const bridge = installBridge(
      standing({
        'visits.listRequests': ({ memberId }) => ({
          total: 1,
          rows: memberId === 'm-1' ? [APPROVED] : [],
          amount: fen(0),
        }),
      }),
    );
    const { user } = renderInFrame(<NewVisitDrawer kinds={KINDS} onClose={() => {}} onRecorded={() => {}} />);
    fireEvent.change(await screen.findByLabelText('会员'), { target: { value: 'zs' } });
    await user.click(await screen.findByText('0001 · 语文组'));
    await chooseKind(user, '生病住院');
    expect(await screen.findByText(/有一件已经同意、还没有发放的生病住院申请/)).toBeTruthy();
    expect(bridge.inputsOf('visits.listRequests')).toHaveLength(1);
  });

  test('of goods line by line is worth count times price', async () => {
    const bridge = installBridge(standing({ 'visits.record': () => recorded }));
    const { user } = renderInFrame(
      <NewVisitDrawer
        kinds={KINDS}
        request={{ ...APPROVED, form: 'goods', goods: '果篮' }}
        onClose={() => {}}
        onRecorded={() => {}}
      />,
    );
    await user.click(await screen.findByRole('button', { name: '逐项填写' }));
    fill('单位 1', '个');
    fill('数量 1', '3');
    fill('单价 1', '100.50');
    expect(await screen.findByDisplayValue('301.50')).toBeTruthy();
    fill('慰问人 1', '周明');
    fill('慰问人 2', '吴敏');
    await user.click(screen.getByRole('button', { name: '登记并记账' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.record')).toMatchObject([
        { amount: 30_150, goods: '', goodsLines: [{ name: '果篮', unit: '个', quantity: 3, unitPrice: 10_050 }] },
      ]),
    );
  });

  test('is signed off later from the record, by whom and what they are to the person', async () => {
    const { bridge, user } = show({ 'visits.sign': () => ({ signed: 1 }) });
    await user.click(await screen.findByText('张三'));
    await user.click(await screen.findByRole('button', { name: '登记签收' }));
    const dialog = await modal('登记签收 张三 500.00 元');
    fireEvent.change(within(dialog).getByLabelText(/签收人/), { target: { value: '刘梅' } });
    fireEvent.change(within(dialog).getByLabelText(/与本人关系/), { target: { value: '配偶' } });
    await user.click(within(dialog).getByRole('button', { name: '登记签收' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.sign')).toEqual([
        { ids: ['visit-1'], signedDay: '2026-03-15', signedBy: '刘梅', signedRelation: '配偶' },
      ]),
    );
  });
});

describe('the sheets of one visit', () => {
  const visit = {
    ...VISIT,
    form: 'goods' as const,
    goodsLines: [{ name: '果篮', unit: '个', quantity: 3, unitPrice: fen(10_050) }],
    amount: fen(30_150),
    signedBy: '刘梅',
    signedRelation: '配偶',
    signedDay: day('2026-03-11'),
    illness: '阑尾炎',
    request: {
      id: 'r-1',
      askedBy: '王会计',
      askedDay: day('2026-03-08'),
      decidedBy: '周明',
      decidedDay: day('2026-03-09'),
      ground: '同意',
    },
  };

  test('say who asked, who decided, what was given and in 大写', () => {
    const { container } = render(<ApprovalSheet visit={visit} unionName="滨江实验学校工会" />);
    const text = container.textContent ?? '';
    for (const part of [
      '慰问审批表',
      '张三',
      '周明、吴敏',
      '慰问品：果篮 3 个',
      '叁佰零壹元伍角',
      '王会计 2026-03-08',
      '周明 2026-03-09',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('阑尾炎');
  });

  test('list goods with count and price, and who signed in whose place', () => {
    const { container } = render(<ReceiptSheet visit={visit} unionName="滨江实验学校工会" />);
    expect(container.textContent).toContain('刘梅（配偶，代）');
    expect(container.textContent).toContain('100.50301.50');
  });

  test('say so when the money was taken back, and only then', () => {
    for (const Sheet of [ApprovalSheet, ReceiptSheet]) {
      const { container, rerender } = render(<Sheet visit={visit} unionName="滨江实验学校工会" />);
      expect(container.textContent).not.toContain('作废');
      rerender(<Sheet visit={{ ...visit, reversed: true }} unionName="滨江实验学校工会" />);
      expect(container.textContent).toContain('凭证已冲销');
      rerender(<Sheet visit={{ ...visit, returned: true }} unionName="滨江实验学校工会" />);
      expect(container.textContent).toContain('未领已退回');
    }
  });
});
