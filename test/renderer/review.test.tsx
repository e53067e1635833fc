import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { usePackageJob } from '#renderer/features/review/package-job.ts';
import { ReviewPage } from '#renderer/features/review/ReviewPage.tsx';
import { firstYear, groupsOf, officeTime, sizeOf } from '#renderer/features/review/words.ts';
import type { JobState } from '#shared/contract/books.ts';
import type { AuditPackageRecord, CheckResult } from '#shared/contract/review.ts';
import { refuse } from '#shared/errors.ts';
import { type Handlers, installBridge } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const check = (id: string, change: Partial<CheckResult> = {}): CheckResult => ({
  id,
  group: '账簿',
  title: `检查 ${id}`,
  state: 'passed',
  finding: `${id} 没有问题`,
  next: '',
  ...change,
});
const CHECKS = [
  check('trail'),
  check('numbers'),
  check('visitSigned', {
    group: '慰问',
    title: '慰问都已签收',
    state: 'failed',
    finding: '未签收：2026-03-02 生日 刘玲',
    next: '请本人或代领人补签',
  }),
  check('aidFiles', { group: '困难帮扶', state: 'notApplicable', finding: '全年没有帮扶款' }),
];
const record: AuditPackageRecord = {
  id: 'package-1',
  year: 2026,
  madeAt: '2026-04-08T02:03:04.000Z',
  folderName: '送审包-滨江实验学校工会-2026',
  files: [
    { name: '送审工作簿.xlsx', sha256: 'a'.repeat(64), bytes: 226_785 },
    { name: '审计工作底稿.xlsx', sha256: 'b'.repeat(64), bytes: 13_741 },
    { name: '清单.json', sha256: 'c'.repeat(64), bytes: 705 },
  ],
  trailHead: 'd'.repeat(64),
  checksPassed: 2,
  checksFailed: 1,
};
const YEARS = [
  { year: 2026, vouchers: 122, closedMonths: 2 },
  { year: 2025, vouchers: 430, closedMonths: 12 },
];
const result = {
  kind: 'auditPackage',
  packageId: record.id,
  folder: 'folder-made-1',
  folderName: record.folderName,
  files: 3,
  checksPassed: 2,
  checksFailed: 1,
} as const;

const handlers = (change: Handlers = {}): Handlers => ({
  'review.listYears': () => YEARS,
  'review.runSelfCheck': () => CHECKS,
  'review.listPackages': () => [],
  'review.getPackage': () => record,
  'review.exportPackage': () => ({ job: 'job-12345' }),
  'jobs.read': () => ({ state: 'done', result }),
  ...change,
});
const picked = { pickFolder: async () => ({ folder: 'folder-12345', display: '文档/送审' }) };

beforeEach(() => {
  usePackageJob.setState({ running: undefined, made: undefined });
});

describe('self-check', () => {
  test('begins with the newest closed year and says in one sentence how it stands', async () => {
    const bridge = installBridge(handlers());
    renderInFrame(<ReviewPage />);
    expect(await screen.findByText('2025 年 430 张凭证，各月已结账；自查 2 项通过，1 项需说明')).toBeTruthy();
    expect(bridge.inputsOf('review.runSelfCheck')).toEqual([{ year: 2025 }]);
  });

  test('shows the findings by group, with what to do next for those that failed', async () => {
    installBridge(handlers());
    renderInFrame(<ReviewPage />);
    const visits = await screen.findByRole('region', { name: '慰问' });
    expect(within(visits).getByText('1 项需说明')).toBeTruthy();
    expect(within(visits).getByLabelText('需说明')).toBeTruthy();
    expect(within(visits).getByText('未签收：2026-03-02 生日 刘玲')).toBeTruthy();
    expect(within(visits).getByText('请本人或代领人补签')).toBeTruthy();
    const books = screen.getByRole('region', { name: '账簿' });
    expect(within(books).getAllByLabelText('通过')).toHaveLength(2);
    expect(within(screen.getByRole('region', { name: '困难帮扶' })).getByLabelText('不涉及')).toBeTruthy();
  });

  test('can leave out what passed', async () => {
    installBridge(handlers());
    const { user } = renderInFrame(<ReviewPage />);
    await screen.findByRole('region', { name: '账簿' });
    await user.click(screen.getByRole('checkbox', { name: '只看需说明的' }));
    expect(screen.queryByRole('region', { name: '账簿' })).toBeNull();
    expect(screen.getByRole('region', { name: '慰问' })).toBeTruthy();
  });

  test('another year is checked anew', async () => {
    const bridge = installBridge(handlers());
    const { user } = renderInFrame(<ReviewPage />);
    await screen.findByRole('region', { name: '账簿' });
    await user.click(screen.getByRole('combobox', { name: '年度' }));
    await user.click(await screen.findByTitle('2026 年'));
    await waitFor(() => expect(bridge.inputsOf('review.runSelfCheck')).toContainEqual({ year: 2026 }));
    expect(await screen.findByText(/^2026 年 122 张凭证，已结账 2 个月/)).toBeTruthy();
  });

  test('books without vouchers say what to do first', async () => {
    installBridge(handlers({ 'review.listYears': () => [] }));
    renderInFrame(<ReviewPage />);
    expect(await screen.findByText('还没有可送审的内容')).toBeTruthy();
    expect(screen.queryByRole('button', { name: '生成送审包' })).toBeNull();
  });
});

// while it works, the button carries an icon whose name comes first
const makeButton = () => screen.getByRole('button', { name: /生成送审包$/ });

describe('making a package', () => {
  const press = async (user: ReturnType<typeof renderInFrame>['user']) => {
    await screen.findByRole('region', { name: '账簿' });
    await user.click(makeButton());
  };

  test('asks for a folder, follows the job, shows what was made and opens it', async () => {
    const states: JobState[] = [{ state: 'running', done: 40, total: 100, label: '正在写「送审工作簿.xlsx」' }];
    const showFolder = vi.fn(async () => true);
    const bridge = installBridge(handlers({ 'jobs.read': () => states.shift() ?? { state: 'done', result } }), {
      ...picked,
      showFolder,
    });
    const { user } = renderInFrame(<ReviewPage />);
    await press(user);
    expect(bridge.inputsOf('review.exportPackage')).toEqual([{ year: 2025, folder: 'folder-12345' }]);
    expect(await screen.findByText('正在写「送审工作簿.xlsx」')).toBeTruthy();
    const card = await screen.findByRole('region', { name: '送审包已生成' });
    expect(within(card).getByText(record.folderName)).toBeTruthy();
    expect(await within(card).findByText('送审工作簿.xlsx')).toBeTruthy();
    expect(within(card).getByText('227 KB')).toBeTruthy();
    expect(within(card).getByText('自查 1 项需说明')).toBeTruthy();
    await user.click(within(card).getByRole('button', { name: /打开文件夹/ }));
    expect(showFolder).toHaveBeenCalledExactlyOnceWith('folder-made-1');
    await user.click(within(card).getByRole('button', { name: '收起' }));
    expect(screen.queryByRole('region', { name: '送审包已生成' })).toBeNull();
  });

  test('does nothing when no folder is picked', async () => {
    const bridge = installBridge(handlers());
    const { user } = renderInFrame(<ReviewPage />);
    await press(user);
    expect(bridge.inputsOf('review.exportPackage')).toEqual([]);
  });

  test('a refusal is said on the page', async () => {
    const refused = () => {
      throw refuse('job.busy');
    };
    installBridge(handlers({ 'review.exportPackage': refused }), picked);
    const { user } = renderInFrame(<ReviewPage />);
    await press(user);
    expect((await screen.findByRole('alert')).textContent).toBe('另一项较长的工作还在进行，请等它完成或先取消。');
  });

  test('cancelled, it says that nothing is left, and another can be made', async () => {
    let state: JobState = { state: 'running', done: 40, total: 100, label: '正在写' };
    installBridge(
      handlers({
        'jobs.read': () => state,
        'jobs.cancel': () => {
          state = { state: 'cancelled' };
          return state;
        },
      }),
      picked,
    );
    const { user } = renderInFrame(<ReviewPage />);
    await press(user);
    await waitFor(() => expect(makeButton().hasAttribute('disabled')).toBe(true));
    await user.click(await screen.findByRole('button', { name: '取消' }));
    expect(await screen.findByText('已取消，没有留下不完整的文件')).toBeTruthy();
    await waitFor(() => expect(makeButton().hasAttribute('disabled')).toBe(false));
  });

  test('failed, the sentence stays and another can be made', async () => {
    installBridge(
      handlers({
        'jobs.read': () => ({ state: 'failed', error: { code: 'file.saveFailed', params: { file: '送审包' } } }),
      }),
      picked,
    );
    const { user } = renderInFrame(<ReviewPage />);
    await press(user);
    expect((await screen.findByRole('alert')).textContent).toContain('「送审包」没有写成');
    await waitFor(() => expect(makeButton().hasAttribute('disabled')).toBe(false));
  });

  test('goes on while another page is looked at', async () => {
    const running: JobState = { state: 'running', done: 40, total: 100, label: '正在写「送审工作簿.xlsx」' };
    installBridge(handlers({ 'jobs.read': () => running }), picked);
    const first = renderInFrame(<ReviewPage />);
    await press(first.user);
    await screen.findByText('正在写「送审工作簿.xlsx」');
    first.unmount();
    renderInFrame(<ReviewPage />);
    expect(await screen.findByText('正在写「送审工作簿.xlsx」')).toBeTruthy();
  });

  test('the result of other books is not shown', async () => {
    usePackageJob.setState({ made: { ...result, books: 'other', year: 2025 } });
    installBridge(handlers());
    renderInFrame(<ReviewPage />);
    await screen.findByRole('region', { name: '账簿' });
    expect(screen.queryByRole('region', { name: '送审包已生成' })).toBeNull();
  });
});

describe('earlier packages', () => {
  test('are listed, and one tells its files with their checksums', async () => {
    installBridge(handlers({ 'review.listPackages': () => [record] }));
    const { user } = renderInFrame(<ReviewPage />);
    await user.click(await screen.findByRole('tab', { name: '历次送审包' }));
    const row = within(await screen.findByRole('grid', { name: '送审包' })).getByText(record.folderName);
    expect(screen.getByText(record.trailHead.slice(0, 16))).toBeTruthy();
    await user.click(row);
    const drawer = await screen.findByRole('dialog');
    expect(within(drawer).getByText('a'.repeat(64))).toBeTruthy();
    expect(within(drawer).getByText(record.trailHead)).toBeTruthy();
  });

  test('none yet says what to do', async () => {
    installBridge(handlers());
    const { user } = renderInFrame(<ReviewPage />);
    await user.click(await screen.findByRole('tab', { name: '历次送审包' }));
    expect(await screen.findByText('还没有生成过送审包')).toBeTruthy();
  });
});

describe('words', () => {
  test('the newest closed year comes first, else the newest', () => {
    expect(firstYear(YEARS)).toBe(2025);
    expect(firstYear([{ year: 2026, vouchers: 1, closedMonths: 3 }])).toBe(2026);
    expect(firstYear([])).toBeUndefined();
  });

  test('groups that need somebody come first', () => {
    expect(groupsOf(CHECKS).map(({ group }) => group)).toEqual(['慰问', '账簿', '困难帮扶']);
    const mixed = [check('a'), check('b', { state: 'failed' })];
    expect(groupsOf(mixed)[0]?.checks.map(({ id }) => id)).toEqual(['b', 'a']);
  });

  test('sizes and times as people read them', () => {
    expect([705, 13_741, 226_785, 12_397_748].map(sizeOf)).toEqual(['1 KB', '14 KB', '227 KB', '12.4 MB']);
    expect(officeTime('2026-04-08T02:03:04.000Z')).toMatch(/^2026-04-0[78] \d\d:03$/);
  });
});
