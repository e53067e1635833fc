import assert from 'node:assert/strict';
import type { Desk } from '../year/desk.ts';
import { esc, goTo, press, says, sees, sheet } from '../year/screen.ts';
import { readTable, row } from '../year/tables.ts';
import { APRIL, RAISED, RETIREE } from './people.ts';

/** April is levied: without the retiree, with the new wages; the sum of one member step by step. */
export async function april({ page, check, picture }: Desk): Promise<void> {
  await goTo(page, '会费');
  await page.getByRole('button', { name: /^2026年4月/ }).click();
  await press(page, '计提 4 月会费');
  await check('269 members, 6,602.25, twelve keep their membership free of dues', () =>
    sees(page, `将计提 ${APRIL.members} 人，应收 ${APRIL.total} 元`, '保留会籍 12 人免交'),
  );
  await check('who was raised owes 31.50, and the steps say why', async () => {
    await (await row(page, '计提预览', RAISED.name)).click();
    await says(sheet(page, RAISED.name), '6,301.00', '6,300.00', '0.5%', RAISED.dues);
  });
  await picture('会费-四月计提');
  await esc(page);
  await press(page, '确认计提');
  await sees(page, `已计提 2026年4月会费 ${APRIL.members} 人，应收 ${APRIL.total} 元`);
  await check('the retiree has no levy for April, March keeps the old wage', async () => {
    const search = page.getByLabel('查找会员');
    await search.fill(RETIREE.number);
    await sees(page, '没有符合条件的会员');
    await page.getByRole('button', { name: /^2026年3月/ }).click();
    await page.getByLabel('查找会员').fill(RAISED.number);
    await row(page, '会费收缴明细', RAISED.name);
    const [levy] = await readTable(page, '会费收缴明细');
    assert.ok(levy?.includes('5,301.00') && levy.includes('26.50'), JSON.stringify(levy));
  });
  await picture('会费-三月的标准没有变');
}
