import assert from 'node:assert/strict';
import type { Desk } from './desk.ts';
import { button, choose, field, goTo, openTab, press, says, sees, sheet, tick, until, write } from './screen.ts';

const REASON = '区总工会抽查，核对 3 月结息的回单';

/** January to March are closed, and what was closed stays as it is. */
export async function closeMarch(desk: Desk): Promise<void> {
  const { page, check, picture } = desk;
  await goTo(page, '经费账');
  await openTab(page, '结账');
  await press(page, '3 月…');
  const list = page.getByRole('region', { name: '2026年3月结账' });
  await says(list, '结账 1、2、3 月');
  await picture('经费账-结账前核对');
  await press(list, '结账');
  const question = sheet(page, '结账 1、2、3 月');
  await says(question, '不能再记账，也不能改');
  await press(question, '结账');
  await check('three months are closed, April is open', async () => {
    await sees(page, '1、2、3 月已结账', '2026年4月之前已结账');
    assert.equal(await button(page, '2 月…').isDisabled(), true);
  });
  await picture('经费账-已结账');
  await reopen(desk);
  await openTab(page, '收支登记');
  await tick(page, '支出');
  await choose(page, '用途', '银行手续费', '手续费');
  await write(page, { 金额: '5', 日期: '2026-03-31', 摘要: '补记 3 月手续费' });
  await check('a voucher in a closed month is refused with its sentence', async () => {
    await press(page, '记账');
    await says(
      page.getByRole('region', { name: '登记一笔收支' }),
      '2026年3月已经结账，不能再记账或改动；请把日期改到未结账的月份，更正用红字冲销。',
    );
  });
  await picture('经费账-已结账的月份');
  await openTab(page, '凭证');
  await press(page, '放弃');
  await check('eleven vouchers as before', () => sees(page, '共 11 张凭证'));
}

/** March is opened again for a reason that stays, and closed again. */
async function reopen({ page, check, picture }: Desk): Promise<void> {
  await press(page, '3 月…');
  const march = page.getByRole('region', { name: '2026年3月已结账' });
  await press(march, '反结账…');
  const dialog = sheet(page, '反结账 2026年3月');
  await check('the cursor stands where the reason is written', async () => {
    const reason = field(dialog, '反结账的原因');
    await reason.waitFor();
    assert.ok(await until(() => reason.evaluate((element) => element === document.activeElement)));
    await page.keyboard.type(REASON);
    assert.equal(await reason.inputValue(), REASON);
  });
  await picture('经费账-反结账');
  await press(dialog, '反结账');
  await check('March is open again, January and February are not', async () => {
    await sees(page, '2026年3月已反结账', '2026年3月之前已结账');
    assert.equal(await button(page, '1 月…').isDisabled(), true);
  });
  await picture('经费账-已反结账');
  await goTo(page, '设置');
  await openTab(page, '操作留痕');
  await check('the reason stands in the trail', () => sees(page, REASON));
  await picture('设置-反结账留痕');
  await goTo(page, '经费账');
  await openTab(page, '结账');
  await press(page, '3 月…');
  const list = page.getByRole('region', { name: '2026年3月结账' });
  await press(list, '结账');
  await press(sheet(page, '结账 2026年3月'), '结账');
  await check('March is closed again', () => sees(page, '2026年3月已结账', '2026年4月之前已结账'));
}
