import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { month } from '#shared/calendar.ts';
import type { JobState } from '#shared/contract/books.ts';
import { identityCheckCharacter } from '#shared/identity-card.ts';
import { csv } from './members-support.ts';
import { startWithBooks, type TestEngine } from './support.ts';

// A long roster is read in a thread of its own and judged in slices: its progress shows, it can be stopped, others are answered.

const ROWS = 8000;
let test: TestEngine;
let file: string;
beforeAll(async () => {
  test = await startWithBooks();
  const lines = Array.from({ length: ROWS }, (_, index) => {
    const first17 = `330203${1950 + (index % 40)}0105${String(Math.floor(index / 40)).padStart(3, '0')}`;
    const idNumber = first17 + identityCheckCharacter(first17);
    return [
      `会员${index}`,
      idNumber,
      String(index + 1).padStart(5, '0'),
      '语文组',
      '3000',
      '500',
      '长期在岗的一位会员',
    ];
  });
  file = csv(test, [['姓名', '身份证号', '职工编号', '工会小组', '岗位工资', '薪级工资', '备注'], ...lines]);
});
afterAll(async () => {
  await test.dispose();
});

const progress = async (job: string) => test.call('jobs.read', { job });
async function until(job: string, wanted: (state: JobState) => boolean): Promise<JobState> {
  for (let turn = 0; turn < 2000; turn += 1) {
    const state = await progress(job);
    if (wanted(state)) return state;
    await setTimeout(5);
  }
  throw new Error('the reading never came so far');
}
const reached = (label: string) => (state: JobState) => state.state === 'running' && state.label.includes(label);

it('tells how far it is while others are answered, and takes in as one', async () => {
  const job = 'reading-1';
  const preview = test.call('members.previewRoster', { file, job });
  expect(await progress(job)).toEqual({ state: 'running', done: 0, total: 0, label: '正在打开文件' });
  // answered while the thread reads
  expect((await test.call('members.count', {})).tray).toBe(0);
  const judging = await until(job, reached('正在核对各行'));
  expect(judging).toMatchObject({ state: 'running', total: ROWS });
  expect((await preview).counts).toMatchObject({ new: ROWS, problem: 0 });
  expect((await test.call('members.list', {})).total).toBe(0);
  expect(await test.call('members.takeRoster', { file, wageFrom: month('2026-01') })).toMatchObject({ added: ROWS });
});

it.each([
  ['while the file is opened', '正在打开文件'],
  ['while its rows are judged', '正在核对各行'],
])('is stopped %s and leaves nothing behind', async (place, label) => {
  const job = `stop-${place.length}`;
  // another sheet wish is not kept: the file is opened anew
  await test.refusal('members.previewRoster', { file, sheet: '没有的表' });
  const preview = test.refusal('members.previewRoster', { file, job });
  await until(job, reached(label));
  await test.call('jobs.cancel', { job });
  expect(await preview).toEqual({ code: 'file.readingStopped', sentence: '已停止读取，账本没有变动。' });
  expect(await progress(job)).toEqual({ state: 'cancelled' });
  expect((await test.call('members.list', {})).total).toBe(ROWS);
  expect((await test.call('members.listImports', {})).total).toBe(1);
});

it('is stopped when the books are locked', async () => {
  await test.refusal('members.previewRoster', { file, sheet: '没有的表' });
  const preview = test.refusal('members.previewRoster', { file, job: 'locked' });
  await test.call('books.lock', {});
  expect((await preview).code).toBe('file.readingStopped');
});
