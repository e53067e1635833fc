import assert from 'node:assert/strict';
import type { Desk } from '../year/desk.ts';
import { button, goTo, press, says, sees, tick, write } from '../year/screen.ts';
import { readTable } from '../year/tables.ts';
import { WAGE_LIST } from './people.ts';

/** From April two members earn more: the wage list is taken in. */
export async function wages({ page, check, picture, desktop }: Desk): Promise<void> {
  assert.ok(desktop);
  await goTo(page, '会员');
  await button(page, '导入花名册').first().click();
  await tick(page, '工资表');
  await desktop.handOverOwn(button(page, '选择工资表'), '2026年4月工资.csv', Buffer.from(WAGE_LIST, 'utf8'));
  await write(page, { 从哪个月起: '2026-04' });
  await picture('导入工资表-各列');
  await press(page, '下一步');
  await check('two rises are shown from what to what, and who is not known is named', async () => {
    const rows = await readTable(page, '工资表');
    const of = (name: string) => rows.find((cells) => cells.includes(name))?.join(' ') ?? '';
    assert.match(of('侯梅玉'), /4,222\.00.*5,222\.00/);
    assert.match(of('崔超'), /3,978\.00.*4,978\.00/);
    assert.match(of('陈桂秀'), /陈秀桂/);
    assert.match(of('查无人'), /9999/);
  });
  await picture('导入工资表-各行');
  await press(page, '更新 2 人的工资');
  await check('two wages are new, one is as before, two rows are not used', () =>
    says(page.getByRole('region', { name: '导入结果' }), '更新工资2 人', '没有变化1 人', '没有用上2 行'),
  );
  await picture('导入工资表-完成');
  await press(page, '看会员名册');
  await sees(page, '在册 270 人');
}
