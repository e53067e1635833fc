import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { JobProgress } from '#renderer/components/JobProgress.tsx';
import type { JobState } from '#shared/contract/books.ts';
import { refuse } from '#shared/errors.ts';
import { installBridge } from './fake-bridge.ts';
import { renderInFrame } from './render.tsx';

const result = { kind: 'practice', book: 'book-12345', passphrase: 'lianxi-2026' } as const;

test('shows how far the job is and hands over its result once', async () => {
  const states: JobState[] = [
    { state: 'running', done: 1, total: 4, label: '正在写凭证清单' },
    { state: 'running', done: 3, total: 4, label: '正在核对各表' },
    { state: 'done', result },
  ];
  const bridge = installBridge({ 'jobs.read': () => states.shift() ?? { state: 'done', result } });
  const onDone = vi.fn();
  renderInFrame(<JobProgress job="job-1" title="正在生成送审包" onDone={onDone} />);
  expect(await screen.findByText('正在写凭证清单')).toBeTruthy();
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('25');
  expect(await screen.findByText('正在核对各表')).toBeTruthy();
  expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBe('75');
  await waitFor(() => expect(onDone).toHaveBeenCalledExactlyOnceWith(result));
  const asked = bridge.calls.length;
  await new Promise((resolve) => setTimeout(resolve, 450));
  expect(bridge.calls).toHaveLength(asked);
});

test('can be cancelled', async () => {
  let state: JobState = { state: 'running', done: 0, total: 10, label: '正在写封面' };
  const bridge = installBridge({
    'jobs.read': () => state,
    'jobs.cancel': () => {
      state = { state: 'cancelled' };
      return state;
    },
  });
  const onCancelled = vi.fn();
  const { user } = renderInFrame(
    <JobProgress job="job-1" title="正在生成送审包" onDone={() => undefined} onCancelled={onCancelled} />,
  );
  await screen.findByText('正在写封面');
  await user.click(screen.getByRole('button', { name: '取消' }));
  expect(bridge.inputsOf('jobs.cancel')).toEqual([{ job: 'job-1' }]);
  await waitFor(() => expect(onCancelled).toHaveBeenCalledOnce());
  expect(screen.getByText('已取消')).toBeTruthy();
});

test('a job that fails says its sentence', async () => {
  installBridge({
    'jobs.read': () => ({ state: 'failed', error: { code: 'review.yearEmpty', params: { year: 2025 } } }),
  });
  const onFailed = vi.fn();
  renderInFrame(<JobProgress job="job-1" title="正在生成送审包" onDone={() => undefined} onFailed={onFailed} />);
  expect((await screen.findByRole('alert')).textContent).toBe('2025 年没有凭证，没有可送审的内容；请换一个年度。');
  expect(onFailed).toHaveBeenCalledOnce();
});

test('a job that is gone says so', async () => {
  installBridge({
    'jobs.read': () => {
      throw refuse('job.gone');
    },
  });
  renderInFrame(<JobProgress job="job-1" title="正在生成送审包" onDone={() => undefined} />);
  expect((await screen.findByRole('alert')).textContent).toBe('这项工作已经结束，请重新开始。');
});
