import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, test, vi } from 'vitest';
import { ChangesButton } from '#renderer/features/members/membership/ChangesButton.tsx';
import { HistorySection } from '#renderer/features/members/membership/HistorySection.tsx';
import { StatusDialog } from '#renderer/features/members/membership/StatusDialog.tsx';
import { day, month } from '#shared/calendar.ts';
import type { MemberRecord, MemberStatus, MembershipChange } from '#shared/contract/members.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const line = (sequence: number, more: Partial<MembershipChange>): MembershipChange => ({
  sequence,
  day: day('2026-03-15'),
  month: month('2026-03'),
  from: '',
  to: 'active',
  kind: '',
  ground: '登记入册',
  approval: '',
  destination: '',
  undone: false,
  operator: '陈静',
  ...more,
});
const recordOf = (status: MemberStatus, changes: MembershipChange[] = [line(1, {})]): MemberRecord => ({
  id: 'm1',
  number: '0001',
  name: '侯梅玉',
  idNumber: '',
  phone: '',
  ethnicity: '',
  political: '',
  education: '',
  groupName: '',
  status,
  joined: '',
  note: '',
  wages: [],
  changes,
});
const TALK = {
  id: 't1',
  day: day('2026-03-01'),
  speaker: '周明',
  content: '说明章程的规定',
  answer: '下月补缴',
  outcome: 'promise' as const,
  monthsOwed: 6,
  owed: fen(12000),
  operator: '陈静',
};

const show = (content: React.ReactNode, more: Handlers = {}) => {
  const bridge = installBridge({
    'members.listTalks': () => [],
    'dues.readOwed': () => ({ months: 6, owed: fen(12000) }),
    'members.changeStatus': () => recordOf('retained'),
    'members.undoChange': () => recordOf('active'),
    ...more,
  });
  return { bridge, ...renderInFrame(content) };
};
const set = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const choose = async (user: ReturnType<typeof show>['user'], label: string, title: string) => {
  await user.click(screen.getByLabelText(label));
  await user.click((await screen.findAllByTitle(title)).at(-1) ?? document.body);
};
const CHANGE = /^变\s*更$/;

describe('变更会籍', () => {
  test('a retirement says from which month dues stop, and takes another one', async () => {
    const onClose = vi.fn();
    const { user, bridge } = show(<StatusDialog record={recordOf('active')} onClose={onClose} />);
    await choose(user, '改为', '保留会籍');
    set('变动日期', '2025-09-10');
    expect(screen.getByLabelText<HTMLInputElement>('从哪个月起停缴会费').value).toBe('2025年10月');
    expect(screen.getByText(/^从2025年10月起免交会费/)).toBeTruthy();
    expect(screen.getByLabelText<HTMLInputElement>('依据').value).toBe('退休，保留会籍');
    set('从哪个月起停缴会费', '2025-09');
    expect(screen.getByText(/^从2025年9月起免交会费/)).toBeTruthy();
    set('从哪个月起停缴会费', '');
    await user.click(screen.getByRole('button', { name: CHANGE }));
    expect(screen.getByText('没有填写')).toBeTruthy();
    expect(bridge.inputsOf('members.changeStatus')).toEqual([]);
    set('从哪个月起停缴会费', '2025-09');
    await user.click(screen.getByText('失业'));
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(bridge.inputsOf('members.changeStatus')).toEqual([
      {
        id: 'm1',
        status: 'retained',
        day: '2025-09-10',
        month: '2025-09',
        kind: 'unemployed',
        ground: '失业，保留会籍',
        approval: '',
        destination: '',
      },
    ]);
  });

  test('offers only the states that may follow, and asks each for its own', async () => {
    const { user, bridge } = show(<StatusDialog record={recordOf('applied')} onClose={vi.fn()} />);
    await user.click(screen.getByLabelText('改为'));
    expect((await screen.findAllByRole('option')).map((option) => option.textContent)).toEqual(
      expect.arrayContaining(['在册', '退会']),
    );
    expect(screen.queryByTitle('保留会籍')).toBeNull();
    await user.click((await screen.findAllByTitle('在册')).at(-1) ?? document.body);
    await user.click(screen.getByRole('button', { name: CHANGE }));
    expect(screen.getAllByText('没有填写')).toHaveLength(1);
    set('批准的会议或文号', '3月委员会会议');
    set('批准日期', '2026-03-12');
    await user.click(screen.getByRole('button', { name: CHANGE }));
    await waitFor(() =>
      expect(bridge.inputsOf('members.changeStatus')).toMatchObject([
        {
          status: 'active',
          day: '2026-03-12',
          approvedDay: '2026-03-12',
          approval: '3月委员会会议',
          ground: '审核批准入会',
        },
      ]),
    );
  });

  test('a death asks for nothing but the day', async () => {
    const { user, bridge } = show(<StatusDialog record={recordOf('active')} onClose={vi.fn()} />);
    await choose(user, '改为', '去世');
    set('去世日期', '2026-03-02');
    expect(screen.queryByLabelText('依据')).toBeNull();
    await user.click(screen.getByRole('button', { name: CHANGE }));
    await waitFor(() =>
      expect(bridge.inputsOf('members.changeStatus')).toMatchObject([
        { status: 'deceased', day: '2026-03-02', ground: '' },
      ]),
    );
  });

  test('a lapse first wants a talk, which is entered on the spot with what is owed', async () => {
    const { user, bridge } = show(<StatusDialog record={recordOf('active')} onClose={vi.fn()} />, {
      'members.saveTalk': () => TALK,
    });
    await choose(user, '改为', '视为自动退会');
    await user.click(await screen.findByRole('button', { name: /登记谈话/ }));
    const title = await screen.findByText('登记谈话 侯梅玉');
    const talk = within(title.closest<HTMLElement>('.ant-modal') ?? title);
    expect(talk.getByText(/欠缴会费 6 个月，共 120.00 元/)).toBeTruthy();
    fireEvent.change(talk.getByLabelText('谈话人'), { target: { value: '周明' } });
    fireEvent.change(talk.getByLabelText('谈话内容'), { target: { value: '说明章程的规定' } });
    await user.click(talk.getByRole('button', { name: /登\s*记/ }));
    expect(talk.getByText('没有填写')).toBeTruthy();
    await user.click(talk.getByText('拒不改正'));
    bridge.set({ 'members.listTalks': () => [TALK] });
    await user.click(talk.getByRole('button', { name: /登\s*记/ }));
    await waitFor(() =>
      expect(bridge.inputsOf('members.saveTalk')).toMatchObject([
        { memberId: 'm1', speaker: '周明', outcome: 'refused', monthsOwed: 6, owed: 12000 },
      ]),
    );
    await choose(user, '谈话记录', '2026-03-01 周明 答应补缴');
    set('决定的会议或文号', '3月委员会会议');
    set('决定日期', '2026-03-10');
    await user.click(screen.getByRole('button', { name: CHANGE }));
    await waitFor(() =>
      expect(bridge.inputsOf('members.changeStatus')).toMatchObject([
        { status: 'lapsed', talkId: 't1', approvedDay: '2026-03-10', approval: '3月委员会会议' },
      ]),
    );
  });
});

test('the history shows every fact, marks what was undone, and undoes the newest change that stands', async () => {
  const record = recordOf('retained', [
    line(1, {}),
    line(2, {
      day: day('2026-01-10'),
      from: 'active',
      to: 'retained',
      kind: 'retired',
      month: month('2026-02'),
      ground: '年满六十周岁',
      approval: '1月会议',
      approvedDay: day('2026-01-20'),
    }),
    line(3, { from: 'retained', to: 'transferred', ground: '调动', destination: '第二中学', undone: true }),
    line(4, { from: 'transferred', to: 'retained', ground: '登记有误', undoes: 3 }),
  ]);
  const { user, bridge } = show(<HistorySection record={record} />, { 'members.listTalks': () => [TALK] });
  const items = screen.getAllByRole('listitem').map((item) => item.textContent);
  expect(items[0]).toContain('撤销：转出 → 保留会籍');
  expect(items[1]).toContain('已撤销');
  expect(items[2]).toContain('在册 → 保留会籍（退休）年满六十周岁；批准：1月会议 2026-01-20；会费从2026年2月起停');
  expect(await screen.findByText(/本人意见：下月补缴；当时欠 6 个月，120.00 元/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '撤销上一次变动' }));
  const dialog = within(await screen.findByRole('dialog', { name: '撤销上一次变动 侯梅玉' }));
  expect(dialog.getByText(/2026-01-10 改为「保留会籍」，撤销后回到「在册」/)).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: '撤销变动' }));
  expect(dialog.getByText('没有填写')).toBeTruthy();
  fireEvent.change(dialog.getByLabelText('撤销原因'), { target: { value: '日期登错' } });
  await user.click(dialog.getByRole('button', { name: '撤销变动' }));
  await waitFor(() =>
    expect(bridge.inputsOf('members.undoChange')).toMatchObject([{ id: 'm1', sequence: 2, ground: '日期登错' }]),
  );
});

test('the button says how many applications wait; the ticked ones are approved together', async () => {
  const { user, bridge } = show(<ChangesButton />, {
    'members.count': () => ({
      byStatus: {
        applied: 2,
        active: 9,
        retained: 0,
        transferred: 0,
        withdrawn: 0,
        lapsed: 0,
        expelled: 0,
        deceased: 0,
      },
      tray: 0,
    }),
    'members.listApplicants': () => ({
      total: 2,
      rows: [
        {
          id: 'a1',
          number: '0101',
          name: '崔超',
          groupName: '数学组',
          since: day('2026-03-01'),
          ground: '收到入会申请',
        },
        { id: 'a2', number: '0102', name: '黎玉明', groupName: '', since: day('2026-03-02'), ground: '收到入会申请' },
      ],
    }),
    'members.changeSeveral': ({ ids }) => ({ members: ids.length }),
  });
  expect(await screen.findByTitle('2 人申请入会，等待批准')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '会籍变动' }));
  const grid = await screen.findByRole('grid', { name: '申请入会' });
  const boxes = await within(grid).findAllByRole('checkbox');
  await user.click(boxes[0] ?? grid);
  await user.click(screen.getByRole('button', { name: '批准所选 2 人' }));
  set('批准的会议或文号', '3月委员会会议');
  set('批准日期', '2026-03-12');
  await user.click(screen.getByRole('button', { name: /^批\s*准$/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('members.changeSeveral')).toMatchObject([
      { ids: ['a1', 'a2'], status: 'active', day: '2026-03-12', approval: '3月委员会会议' },
    ]),
  );
});
