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
  await tighterStandard(desk);
  await festival(desk);
  await openTab(page, '申请和待办');
  await hospital(desk);
  await openTab(page, '慰问记录');
  await check('the page sums up the year', () => sees(page, '2026 年慰问 271 人次，15,850.00 元，未签收 0 人次'));
  await picture('慰问-记录');
}

/** The union's own limit, tighter than that of the union above. */
async function tighterStandard({ page, check }: Desk): Promise<void> {
  await press(page, '新增标准');
  const form = sheet(page, '新增慰问标准');
  await choose(form, '标准', '每次不超过');
  await choose(form, '慰问类别', '生病住院');
  await write(form, { 限额: '800', 从哪天起: '2026-03-01', 来源: '本单位工会委员会 2026-03-01 通过' });
  await tick(form, '本单位');
  await press(form, '保存');
  await form.waitFor({ state: 'hidden' });
  await check('the tighter standard of the union itself stands beside the other', () => sees(page, '800.00'));
}

/** A member in hospital, over the union's own limit: asked for in three fields, approved with a ground, given and signed for. */
async function hospital(desk: Desk): Promise<void> {
  const { page, check, picture } = desk;
  const quick = page.getByRole('group', { name: '快速登记' });
  await choose(quick, '会员', '叶军雨', '叶军雨');
  await write(quick, { 事情发生日期: '2026-03-08' });
  await press(quick, '登记申请');
  await check('three fields are enough: the amount comes from the tightest standard', () =>
    sees(page, '已登记 叶军雨 生病住院慰问申请，800.00 元，待决定'),
  );
  await page.getByRole('grid', { name: '慰问申请' }).getByText('叶军雨').first().click();
  await press(sheet(page, '叶军雨 生病住院申请'), '修改');
  const asking = sheet(page, '修改申请');
  await write(asking, { 事由: '阑尾炎手术住院', 申请日期: '2026-03-09', 建议金额: '1000' });
  await check('an amount over the standard is said while it is typed', () => says(asking, '超出 200.00 元'));
  await press(asking, '提交申请');
  await decideOver(desk);
  await picture('慰问-申请已同意');
  await press(sheet(page, '叶军雨 生病住院申请'), '按申请发放');
  await giveAsked(desk);
}

async function decideOver({ page, check, picture }: Desk): Promise<void> {
  await press(sheet(page, '叶军雨 生病住院申请'), '登记决定');
  const dialog = sheet(page, '决定 叶军雨');
  await write(dialog, { 决定日期: '2026-03-09', 决定人: '周明' });
  await says(dialog, '超出 200.00 元');
  await check('over the standard nobody approves without a ground', async () => {
    await press(dialog, '登记决定');
    await says(dialog, '没有填写');
  });
  await write(dialog, { 决定依据: '2026-03-09 主席办公会特批' });
  await picture('慰问-超标准');
  await press(dialog, '登记决定');
  await dialog.waitFor({ state: 'hidden' });
  await check('the request waits to be given', () => says(sheet(page, '叶军雨 生病住院申请'), '待发放', '周明'));
}

async function giveAsked({ page, check, picture }: Desk): Promise<void> {
  const form = sheet(page, '登记慰问');
  await check('the form is filled from the approved request, with the ground', async () => {
    await says(form, '按 2026-03-09 周明批准的申请发放', '超出 200.00 元');
    assert.equal(await field(form, '超标准审批依据').inputValue(), '2026-03-09 主席办公会特批');
  });
  await write(form, {
    日期: '2026-03-10',
    '慰问人 1': '周明',
    地点: '区人民医院',
    附件张数: '3',
    签收日期: '2026-03-10',
  });
  await check('one visitor is not enough', async () => {
    await press(form, '登记并记账');
    await says(form, '走访要两人以上');
  });
  await write(form, { '慰问人 2': '吴敏' });
  await picture('慰问-登记');
  await press(form, '登记并记账');
  const record = sheet(page, '叶军雨 生病住院慰问');
  await check('the visit stands with request, decision, standard, visitors, voucher and signature', () =>
    says(
      record,
      '已签收',
      '超出 200.00 元',
      '2026-03-09 主席办公会特批',
      '周明、吴敏',
      '区人民医院',
      '2026-03 记',
      '叶军雨 2026-03-10',
    ),
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
  await check('who is on the list is seen, and who is not', () => sees(page, '名单 270 人，没有列入'));
  await picture('慰问-节日发给谁');
  await press(page, '下一步');
  await check('the list is counted before it is made', () => sees(page, '名单 270 人，合计 14,850.00 元，记一张凭证'));
  await picture('慰问-节日名单');
  await press(page, '生成名单并记账 270 人');
  const drawer = sheet(page, '2026 年三八节 2026-03-06');
  await check('list, sheet and one voucher are made', async () => {
    await says(drawer, '已签 0 / 270', '270 人共 14,850.00 元', '凭证 2026-03');
    const names = (await readTable(page, '签收名单')).map((cells) => cells[3]);
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
