import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { useSession } from '#renderer/app/session.ts';
// loaded here, so that the page does not wait for the drawing library
import '#renderer/features/hardship/reports/StatisticsChart.tsx';
import { StatisticsTab } from '#renderer/features/hardship/reports/StatisticsTab.tsx';
import { TasksTab } from '#renderer/features/hardship/reports/TasksTab.tsx';
import type { HardshipFrame } from '#renderer/features/hardship/words.ts';
import { day } from '#shared/calendar.ts';
import type { HardshipStatistics, HardshipTask, HardshipTaskRow, HardshipTasks } from '#shared/contract/hardship.ts';
import { fen } from '#shared/money.ts';
import { type Handlers, installBridge, openStatus } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

// jsdom has no canvas; what the table says is tested, not the pixels of its chart.
vi.mock('echarts/core', () => ({
  use: () => undefined,
  init: () => ({ setOption: () => undefined, resize: () => undefined, dispose: () => undefined }),
}));

const FRAME: HardshipFrame = { title: '困难帮扶', tabs: [], tab: 'tasks', onTab: () => undefined };
const TASKS: HardshipTasks = {
  counts: {
    stalled: 0,
    noticeRunning: 0,
    papersMissing: 0,
    unsigned: 2,
    reviewDue: 0,
    stale: 0,
    neverAided: 0,
    university: 0,
    retention: 1,
  },
  settings: { stalledDays: 30 },
  retentionYears: 10,
  retentionSource: '待核',
};
const row = (change: Partial<HardshipTaskRow> = {}): HardshipTaskRow => ({
  key: 'a-1',
  fileId: 'file-1',
  number: '困-2026-001',
  memberName: '张三',
  groupName: '一组',
  day: day('2026-03-10'),
  detail: '2026-03-10 生活救助 1,000.00 元没有签收',
  ...change,
});
const rowsOf: Partial<Record<HardshipTask, HardshipTaskRow[]>> = {
  unsigned: [row(), row({ key: 'a-2', memberName: '李四' })],
  retention: [row({ key: 'file-1', detail: '2016-03-01 脱困，保存 10 年，2026-03-01 到期' })],
};
const show = (handlers: Handlers = {}, role: 'treasurer' | 'committee' = 'treasurer', onOpenFile = vi.fn()) => {
  const bridge = installBridge(
    {
      'hardship.readTasks': () => TASKS,
      'hardship.listTask': ({ task }) => ({ total: rowsOf[task]?.length ?? 0, rows: rowsOf[task] ?? [] }),
      ...handlers,
    },
    { pickFolder: async () => ({ folder: 'folder-1234', display: '文档' }) },
  );
  const shown = renderInFrame(<TasksTab frame={FRAME} onOpenFile={onOpenFile} />);
  useSession.setState({ status: openStatus({ role }) });
  return { bridge, onOpenFile, ...shown };
};
const click = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

test('shows the first list that has something, its counts, and opens the file of a row', async () => {
  const { onOpenFile } = show();
  expect(await screen.findByText('未签收的帮扶 2，保存期限到期 1')).toBeTruthy();
  const grid = await screen.findByRole('grid', { name: '未签收的帮扶' });
  fireEvent.click(await within(grid).findByText('李四'));
  expect(onOpenFile).toHaveBeenCalledWith('file-1');
  fireEvent.click(screen.getByRole('button', { name: /一年未改的档案/ }));
  expect(await screen.findByText('「一年未改的档案」里没有档案，不用处理。')).toBeTruthy();
});

test('sets after how many days an application has stopped', async () => {
  const { bridge } = show({ 'hardship.saveReportSettings': (input) => input });
  await screen.findByText('未签收的帮扶 2，保存期限到期 1');
  click('待办设置');
  fireEvent.change(await screen.findByLabelText('办理中停滞（天）'), { target: { value: '45' } });
  click('保存');
  await waitFor(() => expect(bridge.inputsOf('hardship.saveReportSettings')).toEqual([{ stalledDays: 45 }]));
});

test('wipes a file only with its number typed and after asking again', async () => {
  const { bridge } = show({ 'hardship.wipeFile': () => ({ number: '困-2026-001', papers: 2 }) });
  fireEvent.click(await screen.findByRole('button', { name: /保存期限到期/ }));
  expect(await screen.findByText(/现在保存 10 年，依据：待核/)).toBeTruthy();
  fireEvent.click(await screen.findByRole('button', { name: '脱敏处理' }));
  const dialog = await screen.findByRole('dialog');
  expect(within(dialog).getByText(/加密的文件还留在「附件」文件夹里/)).toBeTruthy();
  const ok = within(dialog).getByRole<HTMLButtonElement>('button', { name: '脱敏处理' });
  expect(ok.disabled).toBe(true);
  fireEvent.change(within(dialog).getByLabelText('再输一遍档案号'), { target: { value: '困-2026-001' } });
  fireEvent.change(within(dialog).getByLabelText('依据'), { target: { value: '委员会同意' } });
  fireEvent.click(ok);
  await screen.findAllByText('脱敏处理 困-2026-001？');
  expect(bridge.inputsOf('hardship.wipeFile')).toEqual([]);
  const sure = screen.getAllByRole('button', { name: '脱敏处理' }).at(-1);
  if (sure) fireEvent.click(sure);
  await waitFor(() =>
    expect(bridge.inputsOf('hardship.wipeFile')).toEqual([
      { id: 'file-1', number: '困-2026-001', ground: '委员会同意' },
    ]),
  );
});

test('exports masked by default; whole content needs a purpose and a second yes', async () => {
  const { bridge } = show({ 'hardship.exportFiles': () => ({ fileName: '困难职工档案-2026-03-15.xlsx', files: 3 }) });
  await screen.findByText('未签收的帮扶 2，保存期限到期 1');
  click('导出档案');
  click('选文件夹并导出');
  expect(await screen.findByText('3 份档案已存为「困难职工档案-2026-03-15.xlsx」。')).toBeTruthy();
  expect(bridge.inputsOf('hardship.exportFiles')).toEqual([
    { statuses: ['open'], masked: true, purpose: '', folder: 'folder-1234' },
  ]);
  click('导出档案');
  fireEvent.click(await screen.findByRole('checkbox', { name: /不遮盖/ }));
  expect(screen.getByRole<HTMLButtonElement>('button', { name: '选文件夹并导出' }).disabled).toBe(true);
  fireEvent.change(screen.getByLabelText('用途'), { target: { value: '录入帮扶系统' } });
  click('选文件夹并导出');
  fireEvent.click(await screen.findByRole('button', { name: '导出完整内容' }));
  await waitFor(() =>
    expect(bridge.inputsOf('hardship.exportFiles')[1]).toMatchObject({ masked: false, purpose: '录入帮扶系统' }),
  );
});

test('shows the committee the lists and nothing to change', async () => {
  show({}, 'committee');
  await screen.findByText('未签收的帮扶 2，保存期限到期 1');
  fireEvent.click(screen.getByRole('button', { name: /保存期限到期/ }));
  await screen.findByRole('grid', { name: '保存期限到期' });
  for (const name of ['待办设置', '导出档案', '脱敏处理']) expect(screen.queryByRole('button', { name })).toBeNull();
});

const figures = { families: 1, times: 2, amount: fen(300_000), womenTimes: 2, womenAmount: fen(300_000) };
const STATISTICS: HardshipStatistics = {
  day: day('2026-12-31'),
  files: 2,
  women: 1,
  womenShare: 500,
  singleMothers: 1,
  singleMothersShare: 1000,
  people: 6,
  students: 3,
  year: { opened: 2, resolved: 0, closed: 0, returned: 0, applying: 1 },
  fileTables: {
    category: [
      { key: 'deep', label: '深度困难', files: 1, women: 1, singleMothers: 1, share: 500 },
      { key: 'relative', label: '相对困难', files: 1, women: 0, singleMothers: 0, share: 500 },
    ],
    olderCategory: [],
    cause: [],
    status: [],
  },
  aidTables: {
    kind: [{ key: 'living', label: '生活救助', ...figures, share: 1000, lastTimes: 1, lastAmount: fen(50_000) }],
    month: [],
    source: [],
  },
  aids: { ...figures, womenFamilies: 1, womenShare: 1000 },
  lastAids: { families: 1, times: 1, amount: fen(50_000), womenTimes: 0, womenAmount: fen(0) },
  schooling: { people: 0, amount: fen(0) },
  measures: 0,
  sentence: '2026 年在档困难职工 2 户。',
};

test('tells the figures, the tables and the sentence of the report', async () => {
  const bridge = installBridge(
    {
      'hardship.readStatistics': () => STATISTICS,
      'hardship.exportStatistics': () => ({ fileName: '困难帮扶统计表-2026-12-31.xlsx' }),
    },
    { pickFolder: async () => ({ folder: 'folder-1234', display: '文档' }) },
  );
  renderInFrame(<StatisticsTab frame={{ ...FRAME, tab: 'statistics' }} />);
  useSession.setState({ status: openStatus() });
  expect(
    await screen.findByText(
      '在档 2 户，女职工 1 户占 50.0%，单亲女职工 1 户，学生 3 人；当年帮扶 2 户次 3,000.00 元，上年同期 500.00 元',
    ),
  ).toBeTruthy();
  expect(screen.getByLabelText<HTMLTextAreaElement>('报告用的一句话').value).toBe(STATISTICS.sentence);
  const files = screen.getByRole('grid', { name: '按困难类别统计' });
  expect(within(files).getByText('合计')).toBeTruthy();
  fireEvent.click(screen.getByText('帮扶项目'));
  const aids = await screen.findByRole('grid', { name: '按帮扶项目统计' });
  expect(within(aids).getAllByText('500.00').length).toBeGreaterThan(0);
  expect(await screen.findByRole('img', { name: '按帮扶项目的金额图' })).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: '存为 Excel' }));
  await waitFor(() => expect(bridge.inputsOf('hardship.exportStatistics')).toHaveLength(1));
});
