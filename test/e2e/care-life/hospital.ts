import assert from 'node:assert/strict';
import { value } from '../ask.ts';
import type { Desk } from '../year/desk.ts';
import { button, choose, field, goTo, openTab, press, says, sheet, tick, write } from '../year/screen.ts';

/** A visit over the limit: barred without a ground, given with one; the form says what is left before anything is typed. */
export async function hospital({ page, check, picture }: Desk): Promise<void> {
  const { rows } = await value(page, 'members.list', { limit: 10 });
  const name = rows[5]?.name;
  assert.ok(name);
  await goTo(page, '慰问');
  await openTab(page, '慰问记录');
  await press(page, '登记慰问');
  const form = sheet(page, '登记慰问');
  await choose(form, '会员', name, name);
  await choose(form, '慰问类别', '生病住院');
  await write(form, { 日期: '2026-05-12', 事由: '住院' });
  await tick(form, '慰问金');
  await write(form, { 金额: '1500', '慰问人 1': '周明', '慰问人 2': '吴敏', 地点: '区人民医院', 附件张数: '3' });
  await check('over the standard the form says by how much, and asks for the ground', async () => {
    await says(form, '超出 500.00 元');
    await press(form, '登记并记账');
    await field(form, '超标准审批依据').waitFor();
    const { total } = await value(page, 'visits.list', { limit: 1 });
    assert.equal(total, 0, 'nothing is written without a ground');
  });
  await picture('住院-超标准');
  await write(form, { 超标准审批依据: '2026-05-11 主席办公会特批', 签收日期: '2026-05-12' });
  await press(form, '登记并记账');
  const record = sheet(page, `${name} 生病住院慰问`);
  await check('the visit stands with standard, approval, voucher and signature', () =>
    says(record, '超出 500.00 元', '2026-05-11 主席办公会特批', '周明、吴敏', '2026-05 记', `${name} 2026-05-12`),
  );
  await picture('住院-记录');
  await button(record, '关闭').click();
}
