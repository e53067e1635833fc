import assert from 'node:assert/strict';
import type { Desk } from './desk.ts';
import { button, choose, goTo, openTab, press, says, sees, sheet, tick, write } from './screen.ts';

/** January to March are closed, and what was closed stays as it is. */
export async function closeMarch({ page, check, picture }: Desk): Promise<void> {
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
    assert.equal(await button(page, '3 月…').isDisabled(), true);
  });
  await picture('经费账-已结账');
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
