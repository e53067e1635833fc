import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { paperPdf } from '#electron/engine/practice/paper.ts';
import { day } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import { value } from '../ask.ts';
import type { Desk } from '../year/desk.ts';
import { resolution } from '../year/hardship.ts';
import { button, choose, esc, goTo, openTab, plain, press, says, sees, sheet, tick, write } from '../year/screen.ts';

/**
 * One family from its application to the end, step after step as it happens: the file, what is missing at each moment, the printed notice, two scans,
 * an aid to somebody without a file that is stopped, the aid, and out of hardship.
 */
export async function family(desk: Desk): Promise<void> {
  const { page } = desk;
  const { rows } = await value(page, 'members.list', { limit: 3 });
  const [first, second] = rows;
  assert.ok(first && second);
  await value(page, 'hardship.saveParameters', {
    place: '滨江区',
    from: day('2026-01-01'),
    minimumLiving: fen(120_600),
    deepMultiplePercent: 100,
    relativeMultiplePercent: 200,
    accidentSharePercent: 80,
    source: '区民政局 2026 年公告',
  });
  await goTo(page, '困难帮扶');
  await apply(desk, first.name);
  const file = sheet(page, first.name);
  await steps(desk, file, first.name);
  await scans(desk, file);
  await button(file, '关闭').click();
  await withoutFile(desk, second.name);
  await aid(desk, first.name);
  await outOfHardship(desk, first.name);
}

async function apply({ page, check, picture }: Desk, name: string): Promise<void> {
  await press(page, '新建档案');
  const form = sheet(page, '新建困难档案');
  await choose(form, '会员', name, name);
  await choose(form, '主要致困原因', '重特大疾病');
  await write(form, { 共同生活人口: '3', 申请日期: '2026-04-01' });
  await write(form, { '家庭成员 1 姓名': '沈秀英', '家庭成员 1 关系': '妻子', '家庭成员 1 身份': '无业' });
  await write(form, { '收入 1 项目': '本人工资', '收入 1 全年金额': '60000' });
  await write(form, { '支出 1 项目': '自付医药费', '支出 1 全年金额': '30000' });
  await check('the computation stands beside the form: 833.33 a head and month, below the line', () =>
    says(page.getByRole('complementary', { name: '测算' }), '60,000.00', '30,000.00', '833.33', '深度困难'),
  );
  await picture('档案-申请');
  await press(form, '登记申请');
  await sees(page, '已登记申请', name);
}

/** Each step is a dialog of its own; what is lacking is said at every moment. */
async function steps(desk: Desk, file: Locator, name: string): Promise<void> {
  const { page, check, picture } = desk;
  const step = async (
    title: string,
    fields: Readonly<Record<string, string>>,
    more?: (form: Locator) => Promise<void>,
  ) => {
    await press(file, `登记${title}`);
    const form = sheet(page, `登记${title}`);
    await write(form, fields);
    await more?.(form);
    await picture(`档案-${title}`);
    await press(form, '登记');
    await noDialog(page);
  };
  await tick(file, '办理');
  await step('初审', { 初审日期: '2026-04-02', 初审人: '陈静' });
  await step('入户调查', {
    调查日期: '2026-04-07',
    调查人: '陈静、吴敏',
    地点: '职工家中',
    调查记录: '收入和票据与申请书一致',
    申请书签署: '2026-04-07',
    授权书签署: '2026-04-07',
  });
  await check('the missing consent is named before anybody trips over it', () => says(file, '告知同意书'));
  await check('without the consent nothing is put on the board', async () => {
    await press(file, '登记公示');
    const form = sheet(page, '登记公示');
    await write(form, { 公示起始日: '2026-04-08', 公示地点: '教学楼公告栏' });
    await press(form, '登记');
    await says(form, '还缺：告知同意书签署日期');
    await picture('档案-还缺同意书');
    await press(form, '取消');
    await noDialog(page);
  });
  await press(file, '登记其他事项');
  const signing = sheet(page, '登记什么');
  await choose(signing, '登记什么', '签署');
  await write(signing, { 签署日期: '2026-04-08' });
  await signing.getByLabel(/告知/).check();
  await press(signing, '登记');
  await noDialog(page);
  await step('公示', { 公示起始日: '2026-04-08', 公示地点: '教学楼公告栏' });
  await check('the notice runs for five working days', () => says(file, '公示到 2026-04-15'));
  await notice(desk, file, name);
  await check('nobody decides while the notice hangs', async () => {
    await press(file, '登记审批');
    const form = sheet(page, '登记审批');
    await write(form, { 审批日期: '2026-04-10' });
    await decide(desk, form);
    await press(form, '登记');
    await says(form, '2026-04-15');
    await write(form, { 审批日期: '2026-04-16' });
    await picture('档案-审批');
    await press(form, '登记');
    await noDialog(page);
  });
  await step('建档入库', { 建档日期: '2026-04-17' });
  await check('the family is on file', () => says(file, '在档'));
}

async function decide({ page }: Desk, form: Locator): Promise<void> {
  await write(form, { 认定依据: '委员会讨论通过，公示无异议' });
  await press(form, '新增决议');
  await resolution(sheet(page, '决议编号'), {
    决议编号: '工委〔2026〕4号',
    会议日期: '2026-04-16',
    标题: '关于困难职工建档和帮扶的决议',
    金额上限: '5000',
  });
  await sheet(page, '决议编号').waitFor({ state: 'hidden' });
}

/** The notice for the board as it will be printed: who, which group, which category, and nothing of the family. */
async function notice({ page, check, picture, desktop, paper }: Desk, file: Locator, name: string): Promise<void> {
  assert.ok(desktop);
  await press(file, '打印文书');
  await page.getByRole('menuitem', { name: /公示/ }).click();
  const dialog = sheet(page, '公示');
  await picture('档案-公示单');
  const pdf = await desktop.savePdf(button(dialog, '存为 PDF'), '公示单.pdf');
  await check('the printed notice is redacted', async () => {
    const text = plain(await paper(pdf, '公示单'));
    assert.ok(text.includes('深度困难') && text.includes(`${name.slice(0, 1)}某`), text);
    for (const hidden of [name, '沈秀英', '60,000', '30,000', '833.33', '重特大疾病'])
      assert.ok(!text.includes(plain(hidden)), `${hidden} is on the notice: ${text}`);
  });
  await esc(page);
  await noDialog(page);
}

async function scans({ check, picture, desktop }: Desk, file: Locator): Promise<void> {
  assert.ok(desktop);
  await tick(file, '附件');
  for (const kind of ['收入证明', '病历和票据']) {
    const content = Buffer.from(paperPdf({ title: kind, lines: ['2026 年'] }));
    await desktop.handOverOwn(file.getByRole('button', { name: `添加${kind}` }), `${kind}.pdf`, content);
    await check(`${kind} is kept, encrypted, beside the books`, () => says(file, `${kind}.pdf`));
  }
  await picture('档案-附件');
}

/** 先建档、后帮扶: somebody without a file is not paid, and the page says where to go on. */
async function withoutFile({ page, check, picture }: Desk, name: string): Promise<void> {
  await openTab(page, '帮扶记录');
  await press(page, '发放帮扶');
  const dialog = sheet(page, '发放帮扶');
  await choose(dialog, '会员', name, name);
  await check('somebody without a file is stopped, with the way out', () => says(dialog, '先建档', '建档'));
  await picture('帮扶-没有档案');
  await esc(page);
  await noDialog(page);
}

async function aid({ page, check, picture }: Desk, name: string): Promise<void> {
  await openTab(page, '困难档案');
  await page.getByRole('grid', { name: '困难档案' }).getByText(name).first().click();
  const file = sheet(page, name);
  await tick(file, '帮扶');
  await press(file, '发放帮扶');
  const form = sheet(page, '发放日期');
  await write(form, { 发放日期: '2026-04-20', 金额: '2000', 签收日期: '2026-04-20', 附件张数: '4' });
  await choose(form, '帮扶项目', '医疗救助');
  await picture('帮扶-发放');
  await press(form, '发放并记账');
  await check('the aid stands with its voucher and signature', async () => {
    await sees(page, `已发放 ${name} 2,000.00 元`);
    await noDialog(page);
    await says(file, '2,000.00', `${name} 2026-04-20`);
  });
}

async function outOfHardship({ page, check, picture }: Desk, name: string): Promise<void> {
  const file = sheet(page, name);
  await tick(file, '办理');
  await press(file, '登记其他事项');
  const form = sheet(page, '登记什么');
  await choose(form, '登记什么', '脱困');
  await write(form, { 脱困日期: '2026-06-30', 依据: '纳入大病保险，家庭支出下降' });
  await press(form, '登记');
  await check('the family is out of hardship, and every step stays on record', async () => {
    await noDialog(page);
    await says(file, '脱困', '公示到 2026-04-15', '陈静、吴敏');
  });
  await picture('档案-脱困');
  await button(file, '关闭').click();
}

/** The dialog over the drawer is gone; the drawer itself is a dialog too, with much the same words. */
const noDialog = (page: Page): Promise<void> => page.locator('.ant-modal').last().waitFor({ state: 'hidden' });
