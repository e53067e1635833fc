import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { useState } from 'react';
import { expect, test, vi } from 'vitest';
import { DuplicatesView } from '#renderer/features/members/find/DuplicatesView.tsx';
import { ExportDialog } from '#renderer/features/members/find/ExportDialog.tsx';
import { FilterDialog } from '#renderer/features/members/find/FilterDialog.tsx';
import { conditionsOf, isFiltered, NO_FILTER, sameFilter } from '#renderer/features/members/find/filter-words.ts';
import { SavedFilters } from '#renderer/features/members/find/SavedFilters.tsx';
// loaded here, so that the page does not wait for the drawing library
import '#renderer/features/members/find/StatisticsChart.tsx';
import { StatisticsTab } from '#renderer/features/members/find/StatisticsTab.tsx';
import type { MembersFrame } from '#renderer/features/members/words.ts';
import { day, month } from '#shared/calendar.ts';
import {
  type DuplicateGroup,
  type MemberFilter,
  type MemberRow,
  type MemberStatistics,
  memberFilter,
  type SavedFilter,
} from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { type Handlers, installBridge } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

// jsdom has no canvas; what the table says is tested, not the pixels of its chart.
vi.mock('echarts/core', () => ({
  use: () => undefined,
  init: () => ({ setOption: () => undefined, resize: () => undefined, dispose: () => undefined }),
}));

const filterOf = (input: object): MemberFilter => memberFilter.parse(input);
const FRAME: MembersFrame = { title: '会员', tabs: [], tab: 'records', onTab: () => undefined };
const row = (id: string, change: Partial<MemberRow> = {}): MemberRow => ({
  id,
  number: id.padStart(4, '0'),
  name: `人${id}`,
  groupName: '',
  status: 'active',
  phoneMasked: '',
  idNumberMasked: '',
  joined: '',
  ...change,
});
const SAVED: SavedFilter[] = [
  { id: 's1', name: '女职工', filter: filterOf({ sex: 'female', statuses: ['active'] }) },
  { id: 's2', name: '党员', filter: filterOf({ political: ['中共党员', '党员'] }) },
];
const button = (name: string | RegExp) => screen.findByRole<HTMLButtonElement>('button', { name });

test('a filter is told in the words of the field', () => {
  const filter = filterOf({
    sex: 'female',
    ageFrom: 30,
    ageTo: 35,
    birthMonth: 'this',
    education: ['本科', ''],
    retained: 'retired',
    withoutPhone: true,
    joinedTo: month('2020-12'),
    answers: [{ fieldId: 'f', value: 'L' }],
  });
  const conditions = conditionsOf(filter, new Map([['f', '工装尺码']]));
  expect(conditions.map(({ text }) => text)).toEqual([
    '女',
    '30 至 35 岁',
    '本月生日',
    '学历：本科、未填',
    '因退休保留会籍',
    '没有电话',
    '2020年12月及以前入会',
    '工装尺码：L',
  ]);
  // taking every condition away leaves nothing
  const rest = Object.assign({ ...filter }, ...conditions.map(({ without }) => without));
  expect(isFiltered(filterOf(rest))).toBe(false);
});

test('the order in which words were chosen makes no other filter', () => {
  expect(sameFilter(filterOf({ political: ['群众', '党员'] }), filterOf({ political: ['党员', '群众'] }))).toBe(true);
  expect(sameFilter(filterOf({ political: ['群众'] }), filterOf({ education: ['群众'] }))).toBe(false);
});

function SavedOn({ first }: { first: MemberFilter }) {
  const [filter, setFilter] = useState(first);
  return (
    <>
      <output>{JSON.stringify(filter)}</output>
      <SavedFilters filter={filter} onChange={setFilter} />
    </>
  );
}
const shownFilter = () => JSON.parse(screen.getAllByRole('status').at(0)?.textContent ?? '{}');

test('a saved filter is asked with one press and taken back with another', async () => {
  installBridge({ 'members.listFilters': () => SAVED });
  const { user } = renderInFrame(<SavedOn first={NO_FILTER} />);
  const party = await button('党员');
  expect(screen.queryByRole('button', { name: '保存筛选' })).toBeNull();
  await user.click(party);
  expect(party.getAttribute('aria-pressed')).toBe('true');
  expect(shownFilter()).toMatchObject({ political: ['中共党员', '党员'] });
  await user.click(party);
  expect(isFiltered(filterOf(shownFilter()))).toBe(false);
});

test('what is asked is kept under a name; the sentence of a refusal stays in the dialog', async () => {
  const bridge = installBridge({
    'members.listFilters': () => SAVED,
    'members.saveFilter': ({ name }) => {
      if (name === '党员') throw refuse('member.filterExists', { name });
      return SAVED;
    },
  });
  const { user } = renderInFrame(<SavedOn first={filterOf({ ageTo: 35, sex: 'female' })} />);
  await user.click(await button('保存筛选'));
  const name = await screen.findByLabelText('名称');
  await user.click(await button(/保\s*存$/));
  expect(await screen.findByText('没有填写')).toBeTruthy();
  fireEvent.change(name, { target: { value: '党员' } });
  await user.click(await button(/保\s*存$/));
  expect((await screen.findByText(/已经有叫「党员」的筛选/)).closest('[role="alert"]')).toBeTruthy();
  fireEvent.change(name, { target: { value: '青年女工' } });
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(bridge.inputsOf('members.saveFilter').at(-1)).toMatchObject({
      name: '青年女工',
      filter: { ageTo: 35, sex: 'female' },
    }),
  );
});

test('saved filters are renamed, put in order and dropped after a question', async () => {
  const bridge = installBridge({
    'members.listFilters': () => SAVED,
    'members.saveFilter': () => SAVED,
    'members.orderFilters': () => SAVED,
    'members.dropFilter': () => SAVED,
  });
  const { user } = renderInFrame(<SavedOn first={NO_FILTER} />);
  await user.click(await button('管理'));
  const name = await screen.findByLabelText('名称 女职工');
  fireEvent.change(name, { target: { value: '女会员' } });
  fireEvent.blur(name);
  await waitFor(() =>
    expect(bridge.inputsOf('members.saveFilter')).toMatchObject([
      { id: 's1', name: '女会员', filter: { sex: 'female' } },
    ]),
  );
  expect((await button('上移 女职工')).disabled).toBe(true);
  await user.click(await button('下移 女职工'));
  await waitFor(() => expect(bridge.inputsOf('members.orderFilters')).toEqual([{ ids: ['s2', 's1'] }]));
  await user.click(await button('删除 党员'));
  expect(bridge.inputsOf('members.dropFilter')).toEqual([]);
  await user.click(await button(/^删\s*除$/));
  await waitFor(() => expect(bridge.inputsOf('members.dropFilter')).toEqual([{ id: 's2' }]));
});

test('conditions are taken over together; ages the wrong way round are not', async () => {
  installBridge({
    'members.listFilterChoices': () => ({ political: ['群众'], education: [], employment: [], marital: [] }),
    'members.listFields': () => [{ id: 'f', title: '工装尺码', kind: 'text', choices: [], retired: false, used: 1 }],
  });
  const taken: MemberFilter[] = [];
  const { user } = renderInFrame(
    <FilterDialog
      filter={filterOf({ search: '张' })}
      onChange={(filter) => taken.push(filter)}
      onClose={() => undefined}
    />,
  );
  fireEvent.change(await screen.findByLabelText('工装尺码', {}, { timeout: 8000 }), { target: { value: 'L' } });
  fireEvent.change(screen.getByLabelText('年龄从'), { target: { value: '40' } });
  fireEvent.change(screen.getByLabelText('年龄到'), { target: { value: '35' } });
  await user.click(screen.getByLabelText('单亲'));
  await user.click(await button(/确\s*定/));
  expect(await screen.findByText('年龄的下限比上限大')).toBeTruthy();
  expect(taken).toEqual([]);
  fireEvent.change(screen.getByLabelText('年龄到'), { target: { value: '45' } });
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(taken).toEqual([
    filterOf({ search: '张', ageFrom: 40, ageTo: 45, singleParent: true, answers: [{ fieldId: 'f', value: 'L' }] }),
  ]);
});

function showExport(handlers: Handlers = {}) {
  const bridge = installBridge(
    {
      'members.listFields': () => [{ id: 'f', title: '工装尺码', kind: 'text', choices: [], retired: false, used: 1 }],
      'members.list': () => ({ total: 12, rows: [] }),
      'members.exportList': () => ({ fileName: '会员名册-2026-03-15.xlsx', members: 12 }),
      ...handlers,
    },
    { pickFolder: async () => ({ folder: 'folder-1234', display: '导出' }) },
  );
  return { bridge, ...renderInFrame(<ExportDialog filter={filterOf({ sex: 'female' })} onClose={() => undefined} />) };
}

test('the export writes the chosen columns in the chosen order, masked unless somebody asks', async () => {
  const { user, bridge } = showExport();
  expect(await screen.findByText(/共 12 人/)).toBeTruthy();
  await user.click(await button('全不选'));
  expect((await button('选文件夹并导出')).disabled).toBe(true);
  for (const title of ['姓名', '身份证号', '工装尺码']) await user.click(screen.getByRole('checkbox', { name: title }));
  await user.click(await button('前移 身份证号'));
  await user.click(await button('选文件夹并导出'));
  await waitFor(() =>
    expect(bridge.inputsOf('members.exportList')).toMatchObject([
      { columns: ['idNumber', 'name', 'field:f'], masked: true, folder: 'folder-1234', filter: { sex: 'female' } },
    ]),
  );
  await user.click(screen.getByRole('checkbox', { name: /不遮挡/ }));
  expect(screen.getByText(/会记进操作记录/)).toBeTruthy();
  await user.click(await button('选文件夹并导出'));
  await waitFor(() => expect(bridge.inputsOf('members.exportList').at(-1)).toMatchObject({ masked: false }));
});

const PAIR: DuplicateGroup = {
  members: [row('1'), row('2')],
  reasons: [{ reason: 'nameBirthday', ids: ['1', '2'] }],
};
const THREE: DuplicateGroup = {
  members: [row('3'), row('4'), row('5')],
  reasons: [
    { reason: 'phone', ids: ['3', '4'] },
    { reason: 'number', ids: ['4', '5'] },
  ],
};

test('likely duplicates: why, who; two are parted at once, among more those who are ticked', async () => {
  const bridge = installBridge({
    'members.listDuplicates': () => ({
      groups: [PAIR, THREE],
      distinct: [{ first: row('8'), second: row('9'), operator: '陈静', decidedAt: '2026-03-15T02:00:00.000Z' }],
    }),
    'members.markDistinct': () => ({ pairs: 1 }),
    'members.unmarkDistinct': () => ({ pairs: 1 }),
  });
  const { user } = renderInFrame(<DuplicatesView frame={FRAME} onBack={() => undefined} />);
  expect(await screen.findByText('姓名和出生日期相同')).toBeTruthy();
  expect(screen.getByText('手机号相同（0003、0004）；编号只差前面的 0（0004、0005）')).toBeTruthy();
  await user.click(await button('不是同一个人'));
  const ticked = await button('勾选的不是同一个人');
  expect(ticked.disabled).toBe(true);
  const table = screen.getByRole('grid', { name: /人3/ });
  const boxes = within(table).getAllByRole('checkbox');
  for (const box of boxes.slice(1, 3)) await user.click(box);
  await user.click(ticked);
  await waitFor(() =>
    expect(bridge.inputsOf('members.markDistinct')).toEqual([{ ids: ['1', '2'] }, { ids: ['3', '4'] }]),
  );
  fireEvent.click(screen.getByText(/已标记不是同一个人的 1 对/));
  await user.click(await button('撤回 0008 人8 和 0009 人9'));
  await waitFor(() => expect(bridge.inputsOf('members.unmarkDistinct')).toEqual([{ ids: ['8', '9'] }]));
});

const line = (key: string, label: string, men: number, women: number, share: number) => ({
  key,
  label,
  members: men + women,
  men,
  women,
  share,
});
const STATISTICS: MemberStatistics = {
  day: day('2026-03-15'),
  scope: 'both',
  members: 3,
  men: 1,
  women: 2,
  womenShare: 667,
  averageAge: 432,
  byStatus: {
    applied: 0,
    active: 2,
    retained: 1,
    transferred: 1,
    withdrawn: 0,
    lapsed: 0,
    expelled: 0,
    deceased: 0,
  },
  year: { start: 3, joined: 1, returned: 0, left: 1, now: 3 },
  tables: {
    sex: [line('male', '男', 1, 0, 333), line('female', '女', 0, 2, 667)],
    age: [],
    education: [line('本科', '本科', 1, 2, 1000)],
    political: [],
    branch: [],
    group: [],
  },
};

test('statistics: the sentence, a table with its sums, another day, another item', async () => {
  const bridge = installBridge({
    'members.readStatistics': () => STATISTICS,
    'union.readProfile': () => {
      throw refuse('request.booksClosed');
    },
  });
  const { user } = renderInFrame(<StatisticsTab frame={{ ...FRAME, tab: 'statistics' }} />);
  expect(await screen.findByText('共 3 人，男 1 人，女 2 人，女性占 66.7%，平均年龄 43.2 岁')).toBeTruthy();
  const table = await screen.findByRole('grid', { name: '按性别统计' });
  expect(within(table).getAllByRole('row').at(-1)?.textContent).toBe('合计312100.0%');
  expect(await screen.findByRole('img', { name: '按性别的人数图' }, { timeout: 8000 })).toBeTruthy();
  // a union without branches is not asked for them
  expect(screen.queryByText('分会')).toBeNull();
  await user.click(screen.getByText('学历'));
  expect(await screen.findByRole('grid', { name: '按学历统计' })).toBeTruthy();
  const on = screen.getByLabelText('截至哪一天');
  fireEvent.change(on, { target: { value: '2025-12-31' } });
  fireEvent.blur(on);
  await user.click(screen.getByText('保留会籍', { selector: '.ant-segmented-item-label' }));
  await waitFor(() =>
    expect(bridge.inputsOf('members.readStatistics').at(-1)).toEqual({ day: '2025-12-31', scope: 'retained' }),
  );
  expect(screen.getByRole('grid', { name: '本年增减' }).textContent).toContain('本年离会1');
  expect(screen.getByText(/会籍和工会小组是那一天的情况/)).toBeTruthy();
});
