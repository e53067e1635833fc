import assert from 'node:assert/strict';
import type { Desk } from '../year/desk.ts';
import { goTo, openTab, press, says, sees, sheet, tick, write } from '../year/screen.ts';
import { readTable } from '../year/tables.ts';
import { RETIREE, TRANSFERRED } from './people.ts';

const NAME = '变动之前';

/** The roster is kept as it is now. */
export async function snapshot({ page, check, picture }: Desk): Promise<void> {
  await goTo(page, '会员');
  await openTab(page, '名册存档');
  await picture('名册存档-还没有');
  await page.getByRole('button', { name: '存一份名册' }).first().click();
  const dialog = sheet(page, '存一份名册');
  await write(dialog, { 名称: NAME, 截至: today() });
  await press(dialog, '存档');
  await check('the roster of today is kept: 270 active, 11 retained', async () => {
    await sees(page, `已存「${NAME}」，会员 281 人。`);
    const [kept] = await readTable(page, '名册存档');
    assert.deepEqual(kept?.slice(0, 5), [NAME, today(), '281', '270', '11']);
  });
}

/** Against today: one left, one retired, three moved. */
export async function comparison({ page, check, picture }: Desk): Promise<void> {
  await goTo(page, '会员');
  await openTab(page, '名册存档');
  await press(page, '比较');
  await check('one member left since, and the page says where to', async () => {
    await sees(page, '从', '281 人', '280 人', '新增 0 人，减少 1 人');
    await tick(page, '减少 1');
    const rows = await readTable(page, '减少');
    assert.equal(rows.length, 1);
    assert.ok(
      rows[0]?.some((cell) => cell.includes(TRANSFERRED.name)),
      JSON.stringify(rows),
    );
  });
  await picture('名册比较-减少');
  await check('the members of the new branch stand under the moved', async () => {
    await tick(page, '调动小组');
    await says(page.getByRole('grid', { name: '调动小组' }), '英语一组');
  });
  await picture('名册比较-调动');
  await check('the retirement stands under the changes', async () => {
    await tick(page, '资料变化');
    await says(page.getByRole('grid', { name: '资料变化' }), RETIREE.name, '保留会籍');
  });
  await picture('名册比较-资料变化');
}

function today(): string {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
