import assert from 'node:assert/strict';
import type { Desk } from '../year/desk.ts';
import { choose, goTo, openTab, press, says, sees, sheet, tick, until, write } from '../year/screen.ts';
import { readTable, row } from '../year/tables.ts';

/** A branch with a group below it; three members move there, and the record says from where. */
export async function groups({ page, check, picture }: Desk): Promise<void> {
  await goTo(page, '会员');
  await openTab(page, '工会小组');
  await press(page, '新建小组');
  const branch = sheet(page, '新建分会或小组');
  await write(branch, { 名称: '外语分会' });
  await tick(branch, '分会');
  await press(branch, '保存');
  await sees(page, '已建「外语分会」。');
  await press(page, '新建小组');
  const group = sheet(page, '新建分会或小组');
  await write(group, { 名称: '英语一组' });
  await press(group, '保存');
  await sees(page, '已建「英语一组」。');
  await (await row(page, '工会小组', '英语组')).click();
  const members = await readTable(page, '组员');
  const boxes = page.getByRole('grid', { name: '组员' }).getByRole('checkbox');
  for (const place of [0, 1, 2]) await boxes.nth(place).check();
  await press(page, '调到…');
  const move = sheet(page, '调动 3 人');
  await choose(move, '调到', '英语一组', '英语一组');
  await write(move, { 日期: '2026-04-01', 依据: '成立外语分会' });
  await press(move, '调动');
  await check('three members are moved at once', () => sees(page, '已调动 3 人。'));
  await check('the tree counts them below the branch', async () => {
    const rows = await readTable(page, '工会小组');
    assert.deepEqual(rows.find((cells) => cells[0]?.includes('外语分会'))?.slice(1), ['0', '3'], JSON.stringify(rows));
    assert.equal((await readTable(page, '组员')).length, members.length - 3);
  });
  await (await row(page, '工会小组', '英语一组')).click();
  await tick(page, '调动记录');
  await check('the history of the group says who came, when, from where and why', () =>
    says(page.getByRole('region', { name: '英语一组' }), '2026-04-01', '英语组', '成立外语分会'),
  );
  await picture('工会小组-调动记录');
  await openTab(page, '统计');
  await check('the statistics have their chart, drawn', async () => {
    const canvas = page.locator('canvas').first();
    await canvas.waitFor();
    assert.ok(await until(() => canvas.evaluate(isDrawnOn)));
  });
  await picture('会员-统计');
}

/** In the page: the canvas holds more than its empty ground. */
function isDrawnOn(element: Element): boolean {
  if (!(element instanceof HTMLCanvasElement)) return false;
  const pixels = element.getContext('2d')?.getImageData(0, 0, element.width, element.height).data;
  return pixels?.some((value) => value > 0) === true;
}
