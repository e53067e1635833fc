import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { useNavigation } from '#renderer/app/navigation.ts';
import { useSession } from '#renderer/app/session.ts';
import { DueDrawer } from '#renderer/features/visits/requests/DueDrawer.tsx';
import { QuickRequest } from '#renderer/features/visits/requests/QuickRequest.tsx';
import { RequestDrawer } from '#renderer/features/visits/requests/RequestDrawer.tsx';
import { VisitsPage } from '#renderer/features/visits/VisitsPage.tsx';
import { refuse } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';
import { APPROVED, KINDS, OVER, REQUEST, standing, TASKS } from './visits-support.ts';

const modal = async (title: string) =>
  (await screen.findAllByText(title))[0]?.closest<HTMLElement>('.ant-modal') ?? document.body;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-03-15T04:00:00Z'), toFake: ['Date'] });
  useNavigation.setState({ page: 'visits', params: { tab: 'requests' }, step: 1 });
});
afterEach(() => vi.useRealTimers());

describe('申请和待办', () => {
  test('names first what needs somebody, and leads to it', async () => {
    const bridge = installBridge(standing());
    const { user } = renderInFrame(<VisitsPage />);
    expect(await screen.findByText('待决定 1 件，待发放 0 件，未签收 3 人次')).toBeTruthy();
    const tasks = within(screen.getByRole('region', { name: '待办' }));
    expect(tasks.getByText(/李四（20 日）、王五（21 日）/)).toBeTruthy();
    expect(tasks.queryByText(/退休/)).toBeNull();
    await user.click(tasks.getByRole('button', { name: '看待决定' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.listRequests')).toContainEqual({
        search: '',
        status: 'requested',
        offset: 0,
        limit: 100,
      }),
    );
    await user.click(tasks.getByRole('button', { name: '看未签收' }));
    expect(useNavigation.getState().params).toEqual({ tab: 'unsigned' });
  });

  test('gives the committee nothing to write, and nothing to do is said', async () => {
    installBridge(
      standing({
        'visits.readTasks': () => ({
          ...TASKS,
          birthdays: { ...TASKS.birthdays, people: [] },
          requested: 0,
          unsigned: 0,
        }),
      }),
    );
    renderInFrame(<VisitsPage />);
    useSession.setState({ status: openStatus({ role: 'committee' }) });
    expect(await screen.findByText('没有等着办的慰问。')).toBeTruthy();
    for (const name of ['新增申请', '登记申请']) expect(screen.queryByRole('button', { name })).toBeNull();
  });
});

describe('the quick line', () => {
  const show = (more: Handlers = {}) => {
    const bridge = installBridge(standing({ 'visits.quickRequest': () => REQUEST, ...more }));
    const onSaved = vi.fn();
    return { bridge, onSaved, ...renderInFrame(<QuickRequest onSaved={onSaved} />) };
  };

  test('registers a hospital stay in three fields from the keyboard', async () => {
    const { bridge, user, onSaved } = show();
    await user.type(await screen.findByRole('combobox', { name: '会员' }), 'zs');
    await user.click(await screen.findByText('0001 · 语文组'));
    const eventDay = screen.getByLabelText('事情发生日期');
    fireEvent.change(eventDay, { target: { value: '2026-03-11' } });
    eventDay.focus();
    await user.keyboard('{Enter}');
    expect(document.activeElement?.textContent).toContain('登记申请');
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(bridge.inputsOf('visits.quickRequest')).toEqual([
        { memberId: 'm-1', occasion: 'hospital', eventDay: '2026-03-11' },
      ]),
    );
    expect(await screen.findByText('已登记 张三 生病住院慰问申请，500.00 元，待决定。')).toBeTruthy();
    expect(onSaved).not.toHaveBeenCalled();
  });

  test('opens what stayed a draft because nobody knows the amount', async () => {
    const { amount: _, ...draft } = REQUEST;
    const { user, onSaved } = show({ 'visits.quickRequest': () => ({ ...draft, status: 'draft' }) });
    await user.click(await screen.findByRole('button', { name: '登记申请' }));
    expect(await screen.findByText('请选会员和日期。')).toBeTruthy();
    await user.type(screen.getByRole('combobox', { name: '会员' }), 'zs');
    await user.click(await screen.findByText('0001 · 语文组'));
    await user.click(screen.getByRole('button', { name: '登记申请' }));
    await waitFor(() => expect(onSaved).toHaveBeenCalledWith('r-1'));
  });
});

describe('a request', () => {
  const show = (more: Handlers = {}) => {
    const bridge = installBridge(standing(more));
    const onGive = vi.fn();
    const view = renderInFrame(
      <RequestDrawer id="r-1" kinds={KINDS} onClose={() => {}} onGive={onGive} onVisit={() => {}} />,
    );
    return { bridge, onGive, ...view };
  };

  test('is decided with day, person and, over the standard, a ground', async () => {
    const { bridge, user } = show({ 'visits.check': () => OVER, 'visits.decideRequest': () => APPROVED });
    await user.click(await screen.findByRole('button', { name: '登记决定' }));
    const dialog = within(await modal('决定 张三 生病住院 500.00 元'));
    await dialog.findByText(/超出 200\.00 元/);
    fireEvent.change(dialog.getByLabelText('决定人'), { target: { value: '周明' } });
    await user.click(dialog.getByRole('button', { name: '登记决定' }));
    expect(await dialog.findByText('没有填写')).toBeTruthy();
    fireEvent.change(dialog.getByLabelText('决定依据'), { target: { value: '主席办公会特批' } });
    await user.click(dialog.getByRole('button', { name: '登记决定' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.decideRequest')).toEqual([
        { id: 'r-1', approved: true, day: '2026-03-15', decidedBy: '周明', ground: '主席办公会特批' },
      ]),
    );
  });

  test('once approved is given through the form of a visit, or dropped with a reason', async () => {
    const { bridge, user, onGive } = show({
      'visits.getRequest': () => APPROVED,
      'visits.dropRequest': () => ({ ...APPROVED, status: 'dropped' }),
    });
    await user.click(await screen.findByRole('button', { name: '按申请发放' }));
    expect(onGive).toHaveBeenCalledWith(APPROVED);
    expect(screen.queryByRole('button', { name: '修改' })).toBeNull();
    await user.click(screen.getByRole('button', { name: '不再办理' }));
    const dialog = within(await modal('不再办理 张三 生病住院'));
    await user.click(dialog.getByRole('button', { name: '不再办理' }));
    expect(bridge.inputsOf('visits.dropRequest')).toEqual([]);
    fireEvent.change(dialog.getByLabelText('原因'), { target: { value: '本人谢绝' } });
    await user.click(dialog.getByRole('button', { name: '不再办理' }));
    await waitFor(() => expect(bridge.inputsOf('visits.dropRequest')).toEqual([{ id: 'r-1', ground: '本人谢绝' }]));
  });

  test('whose voucher was reversed says that it may be given again', async () => {
    show({ 'visits.getRequest': () => ({ ...APPROVED, visitId: 'visit-1', reversed: true }) });
    expect(await screen.findByText(/发放的凭证已经冲销/)).toBeTruthy();
    expect(screen.queryByRole('button', { name: '看慰问记录' })).toBeNull();
  });
});

describe('birthdays of the month', () => {
  const show = (more: Handlers = {}) => {
    const bridge = installBridge(
      standing({
        'visits.giveDue': ({ memberIds }) => ({
          people: memberIds.length,
          amount: fen(10_000 * memberIds.length),
          vouchers: ['记-003'],
          batchId: 'b-1',
        }),
        ...more,
      }),
    );
    const onGiven = vi.fn();
    const view = renderInFrame(<DueDrawer due={TASKS.birthdays} kinds={KINDS} onClose={() => {}} onGiven={onGiven} />);
    return { bridge, onGiven, ...view };
  };

  test('are one list with what was usual; the ticked ones alone', async () => {
    const { bridge, user, onGiven } = show();
    const boxes = within(await screen.findByRole('grid', { name: '生日名单' })).getAllByRole('checkbox');
    await user.click(boxes[1] ?? document.body);
    await user.click(screen.getByRole('button', { name: '发放并记账 1 人' }));
    await waitFor(() => expect(onGiven).toHaveBeenCalledWith('b-1'));
    expect(await screen.findByText('已登记生日慰问 1 人 100.00 元，凭证 记-003。')).toBeTruthy();
    expect(bridge.inputsOf('visits.giveDue')).toEqual([
      {
        origin: 'birthday',
        month: '2026-03',
        memberIds: ['m-3'],
        way: 'list',
        day: '2026-03-15',
        form: 'coupon',
        goods: '蛋糕券',
        amount: 10_000,
        method: 'bank',
        visitors: [],
        place: '',
        approvalGround: '',
        attachmentCount: 0,
      },
    ]);
  });

  test('take a ground once one of them is refused, also where the first is within every standard', async () => {
    const { bridge, user } = show({
      'visits.giveDue': ({ approvalGround }) => {
        if (approvalGround === '') throw refuse('visit.needsApproval', { name: '王五', finding: '超出 100.00 元' });
        return { people: 2, amount: fen(20_000), vouchers: ['记-003'] };
      },
    });
    const give = await screen.findByRole('button', { name: '发放并记账 2 人' });
    expect(screen.queryByLabelText(/超标准审批依据/)).toBeNull();
    await user.click(give);
    fireEvent.change(await screen.findByLabelText(/超标准审批依据/), { target: { value: '主席办公会' } });
    await user.click(give);
    await waitFor(() =>
      expect(bridge.inputsOf('visits.giveDue')).toMatchObject([
        { approvalGround: '' },
        { approvalGround: '主席办公会' },
      ]),
    );
  });

  test('one by one need somebody who goes there', async () => {
    const { bridge, user } = show();
    await user.click(await screen.findByText('逐人登记，各一张凭证'));
    await user.click(screen.getByRole('button', { name: '发放并记账 2 人' }));
    expect(await screen.findByText('走访要两人以上')).toBeTruthy();
    expect(bridge.inputsOf('visits.giveDue')).toEqual([]);
    fireEvent.change(screen.getByLabelText('慰问人 1'), { target: { value: '周明' } });
    fireEvent.change(screen.getByLabelText('慰问人 2'), { target: { value: '吴敏' } });
    await user.click(screen.getByRole('button', { name: '发放并记账 2 人' }));
    await waitFor(() =>
      expect(bridge.inputsOf('visits.giveDue')).toMatchObject([{ way: 'single', visitors: ['周明', '吴敏'] }]),
    );
  });
});
