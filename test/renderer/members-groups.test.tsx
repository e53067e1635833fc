import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useSession } from '#renderer/app/session.ts';
import { GroupsTab } from '#renderer/features/members/groups/GroupsTab.tsx';
import { MovesSection } from '#renderer/features/members/groups/MovesSection.tsx';
import { day } from '#shared/calendar.ts';
import type { GroupMemberRow, GroupNode, GroupRow, GroupTree } from '#shared/contract/members.ts';
import { ERROR_SENTENCES, refuse } from '#shared/errors.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const BRANCH: GroupNode = {
  id: 'b1',
  name: '初中分会',
  kind: 'branch',
  position: 0,
  depth: 1,
  path: '初中分会',
  members: 2,
  active: 2,
  total: 14,
  living: 2,
  leaders: [
    {
      id: 'l1',
      groupId: 'b1',
      memberId: 'm9',
      number: '0090',
      name: '武英娜',
      status: 'transferred',
      office: '分会主席',
      from: day('2024-09-01'),
    },
  ],
};
const GROUP: GroupNode = {
  ...BRANCH,
  id: 'g1',
  name: '数学组',
  kind: 'group',
  parentId: 'b1',
  depth: 2,
  path: '初中分会 / 数学组',
  active: 12,
  members: 12,
  total: 12,
  living: 12,
  leaders: [],
};
const CLOSED: GroupNode = {
  ...GROUP,
  id: 'g0',
  name: '旧组',
  path: '旧组',
  depth: 1,
  closedDay: day('2025-07-01'),
  living: 0,
  total: 0,
};
const TREE: GroupTree = { groups: [BRANCH, GROUP, CLOSED], ungrouped: 5 };
const rowOf = ({ leaders: _, living: __, closedDay: ___, ...row }: GroupNode): GroupRow => row;
const PEOPLE: GroupMemberRow[] = [
  { id: 'm1', number: '0001', name: '侯梅玉', groupName: '数学组', status: 'active', since: day('2026-01-05') },
  { id: 'm2', number: '0002', name: '单玉涛', groupName: '数学组', status: 'retained' },
];
const FRAME = { title: '会员', tabs: [], tab: 'groups' as const, onTab: () => undefined };

function show(handlers: Handlers = {}) {
  const bridge = installBridge({
    'members.readGroupTree': () => TREE,
    'members.listGroups': () => [BRANCH, GROUP].map(rowOf),
    'members.listGroupMembers': () => ({ total: PEOPLE.length, rows: PEOPLE }),
    'members.listGroupMemberIds': () => PEOPLE.map(({ id }) => id),
    'members.listGroupLeaders': () => BRANCH.leaders,
    'members.listGroupMoves': () => ({ total: 0, rows: [] }),
    ...handlers,
  });
  return { bridge, ...renderInFrame(<GroupsTab frame={FRAME} />) };
}
const tree = () => screen.findByRole('grid', { name: '工会小组' });
const people = () => screen.findByRole('grid', { name: '组员' });
const dialog = async (title: RegExp) =>
  (await screen.findByText(title)).closest<HTMLElement>('.ant-modal') ?? document.body;
const type = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } });

test('shows the tree with own and total counts, and marks a leader who has left', async () => {
  show();
  const rows = within(await tree()).getAllByRole('row');
  expect(
    rows.map((row) =>
      within(row)
        .queryAllByRole('gridcell')
        .map((cell) => cell.textContent),
    ),
  ).toEqual([[], ['初中分会分会', '2', '14'], ['数学组', '12', '12'], ['未分组', '5', '5']]);
  expect(rows[1]?.className).toContain('row-amber');
  expect(screen.getByText('武英娜').closest('span')?.textContent).toContain('转出');
  expect(document.querySelector('.page-state')?.textContent).toMatch(/分会 1 个.小组 1 个.未分组 5 人/);
});

test('moves with the keyboard alone: a group by Enter, two people by Space, then where, when and why', async () => {
  const { user, bridge } = show({ 'members.moveMembers': () => ({ moved: 2, already: 0 }) });
  (await tree()).focus();
  await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
  await waitFor(() => expect(screen.getByRole('heading', { level: 2 }).textContent).toBe('初中分会 / 数学组'));
  await within(await people()).findByText('侯梅玉');
  (await people()).focus();
  await user.keyboard('{ArrowDown} {ArrowDown} ');
  expect(await screen.findByText('已选 2 人')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: '调到…' }));
  const form = await dialog(/^调动 2 人$/);
  await user.click(within(form).getByRole('button', { name: /调\s?动/ }));
  expect(within(form).getAllByText('没有填写')).toHaveLength(2);
  await user.click(within(form).getByRole('combobox'));
  await user.click(await screen.findByText('初中分会', { selector: '.picker-main' }));
  type(within(form).getByLabelText('依据'), '教研组调整');
  type(within(form).getByLabelText('日期'), '2026-03-05');
  await user.click(within(form).getByRole('button', { name: /调\s?动/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('members.moveMembers')).toEqual([
      { ids: ['m1', 'm2'], moveTo: 'b1', day: '2026-03-05', ground: '教研组调整' },
    ]),
  );
  await waitFor(() => expect(screen.queryByText('已选 2 人')).toBeNull());
});

test('ticks everybody of the list, and says why a move was refused', async () => {
  const { user } = show({
    'members.moveMembers': () => {
      throw refuse('member.moveTooEarly', { name: '侯梅玉', day: '2026-03-09' });
    },
  });
  await user.click(await screen.findByRole('button', { name: '全选 2 人' }));
  await user.click(await screen.findByRole('button', { name: '调到…' }));
  const form = await dialog(/^调动 2 人$/);
  await user.click(within(form).getByRole('combobox'));
  await user.click(await screen.findByText('未分组', { selector: '.picker-main' }));
  type(within(form).getByLabelText('依据'), 'x');
  await user.click(within(form).getByRole('button', { name: /调\s?动/ }));
  const words = ERROR_SENTENCES['member.moveTooEarly'].replace('{name}', '侯梅玉').replace('{day}', '2026-03-09');
  expect(await within(form).findByText(words)).toBeTruthy();
});

test('makes a group below the chosen one, and only branches may hold a branch', async () => {
  const { user, bridge } = show({ 'members.saveGroup': () => ({ id: 'g7' }) });
  await tree();
  await user.click(screen.getByRole('button', { name: '新建小组' }));
  const form = await dialog(/^新建分会或小组$/);
  type(within(form).getByLabelText('名称'), '语文组');
  await user.click(within(form).getByLabelText('分会'));
  await user.click(within(form).getByRole('combobox'));
  await waitFor(() => expect(document.querySelectorAll('.picker-main')).toHaveLength(1));
  await user.click(within(form).getByRole('button', { name: /保\s?存/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('members.saveGroup')).toEqual([
      { name: '语文组', kind: 'branch', parentId: 'b1', position: 0 },
    ]),
  );
});

test('dissolves a group only with a place for its members; shows and restores dissolved ones', async () => {
  const { user, bridge } = show({
    'members.closeGroup': () => ({ moved: 12, groups: 0 }),
    'members.reopenGroup': () => ({ id: 'g0' }),
  });
  await user.click(within(await tree()).getByText('数学组'));
  await user.click(await screen.findByRole('button', { name: '撤销或合并' }));
  const form = await dialog(/^撤销或合并 数学组$/);
  type(within(form).getByLabelText('依据'), '合并');
  await user.click(within(form).getByRole('button', { name: /撤\s?销/ }));
  expect(bridge.inputsOf('members.closeGroup')).toEqual([]);
  expect(within(form).getByText('没有填写')).toBeTruthy();
  await user.click(within(form).getByRole('combobox'));
  await user.click(await screen.findByText('初中分会', { selector: '.picker-main' }));
  await user.click(within(form).getByRole('button', { name: /撤\s?销/ }));
  await waitFor(() =>
    expect(bridge.inputsOf('members.closeGroup')).toMatchObject([{ id: 'g1', ground: '合并', moveTo: 'b1' }]),
  );
  await user.click(screen.getByLabelText('显示已撤销的'));
  await user.click(within(await tree()).getByText('旧组'));
  await user.click(await screen.findByRole('button', { name: /恢\s?复/ }));
  await waitFor(() => expect(bridge.inputsOf('members.reopenGroup')).toEqual([{ id: 'g0' }]));
});

test('ends an office', async () => {
  const { user, bridge } = show({ 'members.endLeader': () => ({ id: 'l1' }) });
  await user.click(await screen.findByText('任职'));
  await user.click(await screen.findByRole('button', { name: /卸\s?任/ }));
  const form = await dialog(/^卸任 分会主席 武英娜$/);
  type(within(form).getByLabelText('卸任日期'), '2026-03-01');
  await user.click(within(form).getByRole('button', { name: /卸\s?任/ }));
  await waitFor(() => expect(bridge.inputsOf('members.endLeader')).toEqual([{ id: 'l1', day: '2026-03-01' }]));
});

test('the committee looks and changes nothing', async () => {
  const { user } = show();
  useSession.setState({ status: openStatus({ role: 'committee' }) });
  await within(await people()).findByText('侯梅玉');
  for (const name of ['新建小组', '修改', '撤销或合并', '调到…'])
    expect(screen.queryByRole('button', { name })).toBeNull();
  expect(screen.queryByRole('checkbox', { name: '选择这一行' })).toBeNull();
  await user.click(screen.getByText('任职'));
  expect(screen.queryByRole('button', { name: '登记任职' })).toBeNull();
});

test('a member record shows the moves, newest first, and nothing without one', async () => {
  const move = { ground: '调岗', operator: '陈静' };
  const bridge = installBridge({
    'members.listMemberMoves': () => [
      { ...move, day: day('2025-01-05'), from: '', to: '数学组' },
      { ...move, day: day('2026-01-05'), from: '数学组', to: '语文组' },
    ],
  });
  const shown = renderInFrame(<MovesSection memberId="m1" />);
  const section = await screen.findByRole('region', { name: '小组调动' });
  const lines = within(section).getAllByRole('listitem');
  expect(lines[0]?.textContent).toContain('数学组 → 语文组');
  expect(lines[1]?.textContent).toContain('未分组 → 数学组');
  bridge.set({ 'members.listMemberMoves': () => [] });
  shown.unmount();
  renderInFrame(<MovesSection memberId="m2" />);
  await waitFor(() => expect(bridge.inputsOf('members.listMemberMoves')).toHaveLength(2));
  expect(screen.queryByRole('region', { name: '小组调动' })).toBeNull();
});
