import assert from 'node:assert/strict';
import type { Desk } from './desk.ts';
import { pagesOf } from './first-run.ts';
import { resolution } from './hardship.ts';
import { button, choose, esc, field, goTo, openTab, press, says, sees, sheet, tick, write } from './screen.ts';
import { readTable } from './tables.ts';

/** A member in hospital, and a festival for all 270 active members with its sign-off sheet. */
export async function visits(desk: Desk): Promise<void> {
  const { page, check, picture } = desk;
  await goTo(page, '慰问');
  await openTab(page, '慰问标准');
  await check('the standards say that they are samples', () => sees(page, '是程序自带的样本'));
  await picture('慰问-标准');
  await festival(desk);
  await openTab(page, '慰问记录');
  await hospital(desk);
  await check('the page sums up the year', () => sees(page, '2026 年慰问 271 人次，15,850.00 元，未签收 0 人次'));
  await picture('慰问-记录');
}

async function hospital({ page, check, picture }: Desk): Promise<void> {
  await press(page, '登记慰问');
  const form = sheet(page, '登记慰问');
  await choose(form, '会员', '叶军雨', '叶军雨');
  await choose(form, '慰问类别', '生病住院');
  await write(form, { 日期: '2026-03-10', 事由: '阑尾炎手术住院' });
  await tick(form, '慰问金');
  await write(form, { 金额: '1500' });
  await check('an amount over the standard asks for a ground', async () => {
    await says(form, '1,000.00');
    await field(form, '超标准审批依据').waitFor();
  });
  await picture('慰问-超标准');
  await write(form, { 金额: '1000' });
  await field(form, '超标准审批依据').waitFor({ state: 'hidden' });
  await write(form, { '慰问人 1': '周明', 地点: '区人民医院', 附件张数: '3', 签收日期: '2026-03-10' });
  await check('one visitor is not enough', async () => {
    await press(form, '登记并记账');
    await says(form, '走访要两人以上');
  });
  await write(form, { '慰问人 2': '吴敏' });
  await picture('慰问-登记');
  await press(form, '登记并记账');
  const record = sheet(page, '叶军雨 生病住院慰问');
  await check('the visit stands with standard, visitors, voucher and signature', () =>
    says(record, '已签收', '1,000.00', '周明、吴敏', '区人民医院', '2026-03 记', '叶军雨 2026-03-10'),
  );
  await picture('慰问-一次慰问');
  await button(record, '关闭').click();
}

async function festival(desk: Desk): Promise<void> {
  const { page, check, picture } = desk;
  await openTab(page, '节日慰问');
  await press(page, '新建节日慰问');
  await write(page, {
    名称: '2026 年三八节',
    日期: '2026-03-06',
    慰问品: '洗护用品一套',
    每人金额: '55',
    附件张数: '3',
  });
  await choose(page, '慰问类别', '年节');
  await press(page, '新增决议');
  await resolution(sheet(page, '决议编号'), {
    决议编号: '工委〔2026〕2号',
    会议日期: '2026-03-02',
    标题: '关于 2026 年三八节慰问的决议',
    金额上限: '15000',
  });
  await sheet(page, '决议编号').waitFor({ state: 'hidden' });
  await picture('慰问-新建节日');
  await press(page, '下一步');
  await check('the list is counted before it is made', () => sees(page, '名单 270 人，合计 14,850.00 元，记一张凭证'));
  await picture('慰问-节日名单');
  await press(page, '生成名单并记账 270 人');
  const drawer = sheet(page, '2026 年三八节 2026-03-06');
  await check('list, sheet and one voucher are made', async () => {
    await says(drawer, '已签 0 / 270', '270 人共 14,850.00 元', '凭证 2026-03');
    const names = (await readTable(page, '签收名单')).map((cells) => cells[2]);
    assert.equal(new Set(names).size > 200 && names.length, 270);
  });
  await picture('慰问-节日');
  await signOffSheet(desk);
  await press(drawer, '全部签收 270 人');
  const dialog = sheet(page, '登记签收');
  await write(dialog, { 签收日期: '2026-03-09' });
  await press(dialog, '登记签收');
  await dialog.waitFor({ state: 'hidden' });
  await check('all have signed', async () => {
    await says(drawer, '2026 年三八节 2026-03-06 全部签收');
    assert.equal(await button(drawer, '全部签收…').count(), 0);
  });
  await esc(page);
  await drawer.waitFor({ state: 'hidden' });
  await picture('慰问-节日慰问');
}

async function signOffSheet({ page, check, picture, desktop }: Desk): Promise<void> {
  await press(sheet(page, '2026 年三八节 2026-03-06'), '签领表');
  const dialog = sheet(page, '签领表-2026');
  await says(dialog, '2026 年三八节慰问签领表', '人民币 壹万肆仟捌佰伍拾元整');
  await picture('慰问-签领表');
  if (desktop) {
    await check('the sign-off sheet is saved as A4 pages', async () => {
      const pages = pagesOf(await desktop.savePdf(button(dialog, '存为 PDF'), '签领表-三八节.pdf'));
      assert.ok(pages >= 5 && pages <= 20, `${pages} pages`);
    });
  }
  await button(dialog, '关闭').click();
  await dialog.waitFor({ state: 'hidden' });
}
