import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ImportPage } from '#renderer/features/members/roster/ImportPage.tsx';
import { ImportsList } from '#renderer/features/members/roster/ImportsList.tsx';
import { day, month } from '#shared/calendar.ts';
import type { ImportBatch, RosterPreview, WagePreview } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const SHAPE = 'a'.repeat(64);
const PREVIEW: RosterPreview = {
  fileName: '花名册.xlsx',
  sheets: ['一', '二'],
  sheet: '一',
  headerRows: [1, 1],
  columns: [
    { index: 0, title: '姓名', field: 'name', samples: ['侯梅玉'] },
    { index: 1, title: '特长', field: 'own:f1', samples: ['书法'] },
    { index: 2, title: '绩效工资（元）', samples: ['1200'] },
  ],
  shape: SHAPE,
  remembered: day('2026-02-10'),
  ownFields: [{ id: 'f1', title: '特长' }],
  rows: [
    {
      row: 2,
      verdict: 'update',
      message: '更新联系电话、备注；现为转出，会籍不变',
      name: '侯梅玉',
      number: '0001',
      idNumberMasked: '',
      groupName: '',
      changes: [
        { field: 'phone', name: '联系电话', before: '13800000001', after: '13900000002' },
        { field: 'note', name: '备注', before: '', after: '班主任' },
      ],
    },
    {
      row: 3,
      verdict: 'update',
      message: '更新联系电话',
      name: '崔超',
      number: '0002',
      idNumberMasked: '',
      groupName: '',
      changes: [{ field: 'phone', name: '联系电话', before: '', after: '13700000003' }],
    },
    { row: 4, verdict: 'new', message: '新会员', name: '新来的', number: '', idNumberMasked: '', groupName: '' },
    {
      row: 5,
      verdict: 'problem',
      message: '缺身份证号',
      name: '赵娜然',
      number: '',
      idNumberMasked: '',
      groupName: '',
    },
  ],
  counts: { new: 1, update: 2, unchanged: 0, duplicate: 0, problem: 1, total: 0 },
};
const WAGES: WagePreview = {
  fileName: '工资表.xlsx',
  sheets: ['三月'],
  sheet: '三月',
  headerRows: [1, 1],
  columns: [
    { index: 0, title: '工号', field: 'number', samples: ['0001'] },
    { index: 1, title: '姓名', field: 'name', samples: ['侯梅玉'] },
    { index: 2, title: '岗位工资', field: 'wage:岗位工资', samples: ['3200'] },
  ],
  shape: SHAPE,
  items: ['岗位工资'],
  rows: [
    {
      row: 2,
      number: '0001',
      name: '侯梅玉',
      verdict: 'update',
      message: '岗位工资 3,000.00 → 3,200.00',
      changes: [{ item: '岗位工资', before: fen(300000), after: fen(320000) }],
    },
    {
      row: 3,
      number: '0009',
      name: '没有此人',
      verdict: 'unknown',
      message: '查无此人：名册里没有编号 0009',
      changes: [],
    },
  ],
  counts: { update: 1, unchanged: 0, unknown: 1, mismatch: 0, duplicate: 0, problem: 0, total: 0 },
};
const COUNTS = { added: 2, updated: 3, unchanged: 0, tray: 1, leftOut: 0 };
const BATCH: ImportBatch = {
  id: 'b1',
  kind: 'roster',
  fileName: '花名册.xlsx',
  takenAt: '2026-03-15T02:00:00.000Z',
  day: day('2026-03-15'),
  operator: '陈静',
  wageFrom: month('2026-03'),
  counts: COUNTS,
  mayTakeBack: true,
};

function show(handlers: Handlers = {}) {
  const bridge = installBridge(
    {
      'members.previewRoster': () => PREVIEW,
      'members.previewWages': () => WAGES,
      'members.listImports': () => ({ total: 1, rows: [BATCH] }),
      ...handlers,
    },
    { pickFile: async () => ({ file: 'file-12345678', name: '表.xlsx' }) },
  );
  return { bridge, ...renderInFrame(<ImportPage onDone={() => undefined} />) };
}
const button = (name: string | RegExp) => screen.findByRole('button', { name });
const setMonth = (label: string) => {
  const input = screen.getByLabelText(label);
  fireEvent.change(input, { target: { value: '2026-03' } });
  fireEvent.blur(input);
};
const tick = (name: string | RegExp) => screen.getByRole<HTMLInputElement>('checkbox', { name });

test('columns are remembered and can be forgotten; a column can be a wage item under its own title', async () => {
  let remembered = true;
  const { user, bridge } = show({
    'members.previewRoster': () => {
      if (remembered) return PREVIEW;
      const { remembered: _, ...fresh } = PREVIEW;
      return fresh;
    },
    'members.forgetColumns': () => {
      remembered = false;
      return { forgotten: true };
    },
  });
  await user.click(await button(/选择花名册/));
  expect(await screen.findByText('这种表 2026-02-10 导入过，各列已照那次对应好。')).toBeTruthy();
  const columns = screen.getByRole('grid', { name: '花名册的列' });
  expect(within(columns).getAllByText('特长')).toHaveLength(2);
  await user.click(within(columns).getByLabelText('绩效工资（元） 收入为'));
  await user.click(await screen.findByTitle('工资项目：绩效工资'));
  setMonth('工资从哪个月起');
  await user.click(await button('下一步'));
  expect(bridge.inputsOf('members.previewRoster').at(-1)).toMatchObject({
    sheet: '一',
    mapping: { '0': 'name', '1': 'own:f1', '2': 'wage:绩效工资' },
  });
  await user.click(await button('上一步'));
  await user.click(await button('重新判断各列'));
  expect(bridge.inputsOf('members.forgetColumns')).toEqual([{ shape: SHAPE }]);
  await waitFor(() => expect(screen.queryByText(/各列已照那次对应好/)).toBeNull());
});

test('every change is shown, and rows, fields and single values can be left out', async () => {
  const { user, bridge } = show({ 'members.takeRoster': () => ({ ...COUNTS, leftOut: 1, batch: 'b1' }) });
  await user.click(await button(/选择花名册/));
  await screen.findByRole('grid', { name: '花名册的列' });
  setMonth('工资从哪个月起');
  await user.click(await button('下一步'));
  const rows = await screen.findByRole('grid', { name: '花名册' });
  expect(
    within(rows).getByText('联系电话 13800000001 → 13900000002；备注 空 → 班主任；现为转出，会籍不变'),
  ).toBeTruthy();
  expect(await button('收入 3 人')).toBeTruthy();
  // the phone of nobody: the second row has nothing left
  await user.click(tick('联系电话 2'));
  expect(within(rows).getByText('没有要更新的')).toBeTruthy();
  expect(await button('收入 2 人')).toBeTruthy();
  await user.click(tick('收入第 4 行'));
  expect(within(rows).getAllByText('不收')).toHaveLength(2);
  // one value of one row
  await user.click(within(rows).getByText(/备注 空/));
  const changes = await screen.findByRole('grid', { name: '这一行的更新' });
  expect(within(changes).getByRole<HTMLInputElement>('checkbox', { name: '更新联系电话' }).disabled).toBe(true);
  await user.click(within(changes).getByRole('checkbox', { name: '更新备注' }));
  expect(await button('收入')).toBeTruthy();
  await user.click(within(changes).getByRole('checkbox', { name: '更新备注' }));
  await user.click(await button('收入 1 人'));
  expect(bridge.inputsOf('members.takeRoster')).toMatchObject([
    { leaveOut: { rows: [4], fields: ['phone'], cells: [] } },
  ]);
  expect((await screen.findByRole('region', { name: '导入结果' })).textContent).toContain('这次不收1 行');
});

test('a long reading shows how far it is and can be stopped', async () => {
  let stop: (() => void) | undefined;
  const { user, bridge } = show({
    'members.previewRoster': () =>
      new Promise((_, reject) => {
        stop = () => reject(refuse('file.readingStopped'));
      }),
    'jobs.read': () => ({ state: 'running', done: 500, total: 2000, label: '正在核对各行，500 / 2,000 行' }),
    'jobs.cancel': () => {
      stop?.();
      return { state: 'cancelled' };
    },
  });
  await user.click(await button(/选择花名册/));
  expect(await screen.findByText('正在核对各行，500 / 2,000 行')).toBeTruthy();
  await user.click(await button(/取\s*消/));
  expect((await screen.findByRole('alert')).textContent).toContain('已停止读取，账本没有变动。');
  const stopped = bridge.inputsOf('jobs.cancel');
  expect(stopped).toHaveLength(1);
  expect(bridge.inputsOf('members.previewRoster')).toMatchObject(stopped);
});

test('the wage list: items, what changes for whom, and who is not known', async () => {
  const { user, bridge } = show({
    'members.takeWages': () => ({ added: 0, updated: 1, unchanged: 0, tray: 1, leftOut: 0, batch: 'b2' }),
  });
  await user.click(await screen.findByText('工资表'));
  await user.click(await button(/选择工资表/));
  expect(await screen.findByRole('grid', { name: '工资表的列' })).toBeTruthy();
  setMonth('从哪个月起');
  await user.click(await button('下一步'));
  const rows = await screen.findByRole('grid', { name: '工资表' });
  expect(within(rows).getByText('岗位工资 3,000.00 → 3,200.00')).toBeTruthy();
  await user.click(tick('收入第 2 行'));
  expect((await screen.findByRole<HTMLButtonElement>('button', { name: '更新 0 人的工资' })).disabled).toBe(true);
  await user.click(tick('收入第 2 行'));
  await user.click(await button('更新 1 人的工资'));
  expect(bridge.inputsOf('members.takeWages')).toMatchObject([
    { month: '2026-03', mapping: { '0': 'number', '1': 'name', '2': 'wage:岗位工资' }, leaveOut: [] },
  ]);
  expect((await screen.findByRole('region', { name: '导入结果' })).textContent).toContain('2026年3月起的工资已更新');
  expect(within(screen.getByRole('grid', { name: '没有用上的行' })).getByText('没有此人')).toBeTruthy();
});

test('an import of today is taken back after a question; a refusal says what stands in the way', async () => {
  let refused = true;
  const bridge = installBridge({
    'members.listImports': () => ({
      total: 2,
      rows: [BATCH, { ...BATCH, id: 'b0', fileName: '上月.xlsx', mayTakeBack: false }],
    }),
    'members.takeBackImport': () => {
      if (refused) throw refuse('member.importBuiltOn', { name: '侯梅玉', what: '计提了会费' });
      return { removed: 2, restored: 3, tray: 1 };
    },
  });
  const { user } = renderInFrame(<ImportsList onBack={() => undefined} />);
  expect(await screen.findByText('上月.xlsx')).toBeTruthy();
  expect(screen.queryByRole('button', { name: '撤回 上月.xlsx' })).toBeNull();
  const takeBack = async () => {
    await user.click(await button('撤回 花名册.xlsx'));
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toContain('2 位新会员会从名册里去掉');
    await user.click(within(dialog).getByRole('button', { name: /^撤\s*回$/ }));
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  };
  await takeBack();
  expect((await screen.findByRole('alert')).textContent).toContain('会员「侯梅玉」在导入之后计提了会费');
  refused = false;
  await takeBack();
  expect(bridge.inputsOf('members.takeBackImport')).toEqual([{ id: 'b1' }, { id: 'b1' }]);
  expect(await screen.findByText('「花名册.xlsx」已撤回：去掉 2 人，恢复 3 人。')).toBeTruthy();
});
