import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useSession } from '#renderer/app/session.ts';
import { SnapshotsTab } from '#renderer/features/members/snapshots/SnapshotsTab.tsx';
import { day } from '#shared/calendar.ts';
import type { RosterComparison, SnapshotBrief } from '#shared/contract/members.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const SNAPSHOTS: SnapshotBrief[] = [
  {
    id: 's2',
    name: '2025 年下半年',
    day: day('2025-12-31'),
    note: '',
    members: 312,
    active: 300,
    takenAt: '2026-01-05T02:00:00.000Z',
    takenBy: '陈静',
  },
  {
    id: 's1',
    name: '2025 年上半年',
    day: day('2025-06-30'),
    note: '换届前',
    members: 305,
    active: 296,
    takenAt: '2025-07-02T02:00:00.000Z',
    takenBy: '陈静',
  },
];
const ROW = {
  memberId: 'm1',
  number: '0001',
  name: '侯梅玉',
  idNumberMasked: '370202********2315',
  phoneMasked: '',
  ethnicity: '汉族',
  political: '群众',
  education: '本科',
  joined: '2015-09-01',
  status: 'active' as const,
  groupName: '数学组',
  groupPath: '初中分会 / 数学组',
  branch: '初中分会',
};
const COMPARISON: RosterComparison = {
  earlier: { name: '2025 年下半年', day: day('2025-12-31'), members: 312 },
  later: { name: '现在的名册', day: day('2026-03-15'), members: 312 },
  joined: [{ memberId: 'm3', number: '0300', name: '新人', groupPath: '', joined: '2026-02-01', status: 'active' }],
  left: [
    {
      memberId: 'm4',
      number: '0040',
      name: '调离人',
      groupPath: '后勤组',
      joined: '2010-01',
      status: 'transferred',
      change: { day: day('2026-03-01'), to: 'transferred', ground: '工作调动', destination: '区教育工会' },
    },
  ],
  moved: [{ memberId: 'm1', number: '0001', name: '侯梅玉', from: '', to: '初中分会 / 数学组' }],
  changed: [
    {
      memberId: 'm2',
      number: '0002',
      name: '单玉涛',
      changes: [{ field: 'political', from: '', to: '中共党员' }],
    },
  ],
};
const FRAME = { title: '会员', tabs: [], tab: 'snapshots' as const, onTab: () => undefined };

function show(handlers: Handlers = {}) {
  const bridge = installBridge(
    {
      'members.listSnapshots': () => ({ snapshots: SNAPSHOTS }),
      'members.listSnapshotRows': () => ({ total: 1, rows: [ROW] }),
      'members.compareSnapshots': () => COMPARISON,
      ...handlers,
    },
    { pickFolder: async () => ({ folder: 'folder-12345678', display: '桌面' }) },
  );
  return { bridge, ...renderInFrame(<SnapshotsTab frame={FRAME} />) };
}
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

test('proposes the half-year that has ended, and keeps it under a name', async () => {
  const { user, bridge } = show({
    'members.listSnapshots': () => ({
      snapshots: SNAPSHOTS.slice(1),
      proposal: { name: '2025 年下半年', day: day('2025-12-31') },
    }),
    'members.takeSnapshot': () => SNAPSHOTS[0] ?? expect.fail(),
  });
  expect(await screen.findByText('2025 年下半年已经结束', { exact: false })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '现在存档' }));
  type(await screen.findByLabelText('备注选填'), '年度');
  await user.click(screen.getByRole('button', { name: /^存\s?档$/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('members.takeSnapshot')).toEqual([
      { name: '2025 年下半年', day: '2025-12-31', note: '年度' },
    ]),
  );
});

test('says what to do while nothing was kept, and asks for a name', async () => {
  const { user, bridge } = show({ 'members.listSnapshots': () => ({ snapshots: [] }) });
  expect(await screen.findByText('还没有存过名册')).toBeTruthy();
  expect(screen.queryByRole('button', { name: /比\s?较/ })).toBeNull();
  await user.click(screen.getAllByRole('button', { name: '存一份名册' })[0] ?? expect.fail());
  await user.click(await screen.findByRole('button', { name: /^存\s?档$/ }));
  expect(await screen.findByText('没有填写')).toBeTruthy();
  expect(bridge.inputsOf('members.takeSnapshot')).toEqual([]);
});

test('opens a kept roster by the keyboard, searches it and writes it to a workbook', async () => {
  const { user, bridge } = show({ 'members.exportSnapshot': () => ({ fileName: '会员名册-2025 年下半年.xlsx' }) });
  const list = await screen.findByRole('grid', { name: '名册存档' });
  await within(list).findByText('2025 年下半年');
  list.focus();
  await user.keyboard('{ArrowDown}{Enter}');
  const rows = await screen.findByRole('grid', { name: '2025 年下半年' });
  expect(await within(rows).findByText('370202********2315')).toBeTruthy();
  type(screen.getByLabelText('找会员'), '侯');
  await waitFor(() =>
    expect(bridge.inputsOf('members.listSnapshotRows').at(-1)).toMatchObject({ id: 's2', search: '侯' }),
  );
  await user.click(screen.getByRole('button', { name: '存为 Excel' }));
  await waitFor(() =>
    expect(bridge.inputsOf('members.exportSnapshot')).toEqual([{ id: 's2', folder: 'folder-12345678' }]),
  );
  expect(await screen.findByText('已存为「会员名册-2025 年下半年.xlsx」。')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '返回存档列表' }));
  expect(await screen.findByRole('grid', { name: '名册存档' })).toBeTruthy();
});

test('compares with today: who joined, who left and where to, who moved, what changed', async () => {
  const { user, bridge } = show({ 'members.exportComparison': () => ({ fileName: '名册比较.xlsx' }) });
  await user.click(await screen.findByRole('button', { name: /比\s?较/ }));
  expect(await within(await screen.findByRole('grid', { name: '新增' })).findByText('新人')).toBeTruthy();
  expect(bridge.inputsOf('members.compareSnapshots')).toEqual([{ from: 's2' }]);
  expect(document.querySelector('.page-state')?.textContent).toMatch(
    /312 人到 2026-03-15 的 312 人.新增 1 人.减少 1 人/,
  );
  await user.click(screen.getByText('减少 1'));
  expect((await screen.findByText('调离人')).closest('[role="row"]')?.textContent).toMatch(/转出.*转入区教育工会/);
  await user.click(screen.getByText('调动小组 1'));
  expect((await screen.findByText('侯梅玉')).closest('[role="row"]')?.textContent).toMatch(/未分组初中分会/);
  await user.click(screen.getByText('资料变化 1'));
  expect((await screen.findByText('单玉涛')).closest('[role="row"]')?.textContent).toMatch(/政治面貌.空 → 中共党员/);
  await user.click(screen.getByRole('button', { name: '存为 Excel' }));
  await waitFor(() =>
    expect(bridge.inputsOf('members.exportComparison')).toEqual([{ from: 's2', folder: 'folder-12345678' }]),
  );
  await user.click(screen.getByRole('combobox', { name: '与哪份比较' }));
  await user.click(await screen.findByText(/^2025 年上半年/, { selector: '.ant-select-item-option-content' }));
  await waitFor(() => expect(bridge.inputsOf('members.compareSnapshots').at(-1)).toEqual({ from: 's2', to: 's1' }));
});

test('the committee reads and compares, and keeps or exports nothing', async () => {
  show({ 'members.listSnapshots': () => ({ snapshots: SNAPSHOTS }) });
  useSession.setState({ status: openStatus({ role: 'committee' }) });
  expect(await screen.findByText('2025 年上半年')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '存一份名册' })).toBeNull();
  expect(screen.getByRole('button', { name: /比\s?较/ })).toBeTruthy();
});
