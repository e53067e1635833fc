import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { paperPdf } from '#electron/engine/practice/paper.ts';
import type { Desk } from './desk.ts';
import { button, choose, goTo, openTab, press, says, sees, sheet, tick, write } from './screen.ts';
import { readTable } from './tables.ts';

/**
 * One family: the local line, the application with its computation, the whole way as it was done on paper, two scans, one aid on one
 * decision, and out of hardship.
 */
export async function hardship(desk: Desk): Promise<void> {
  const { page, check, picture } = desk;
  await goTo(page, '困难帮扶');
  await picture('困难帮扶-没有低保线');
  await parameters(desk);
  await openTab(page, '困难档案');
  await press(page, '新建档案');
  const form = sheet(page, '新建困难档案');
  await family(desk, form);
  await press(form, '登记申请');
  await check('the application has its number', () => sees(page, '已登记申请', '毛静轩'));
  const file = sheet(page, '毛静轩');
  await wayOnPaper(desk, file);
  await scans(desk, file);
  await aid(desk, file);
  await outOfHardship(desk, file);
  await button(file, '关闭').click();
  await openTab(page, '建档办理');
  await check('nothing is on its way any more', () => sees(page, '没有正在办理的申请'));
  await picture('困难帮扶-建档办理');
  await openTab(page, '帮扶记录');
  await picture('困难帮扶-帮扶记录');
}

async function parameters({ page, check, picture }: Desk): Promise<void> {
  await press(page, '填低保线');
  const form = sheet(page, '新增认定标准');
  await write(form, {
    适用地区: '滨江区',
    从哪天起: '2026-01-01',
    '当地低保线.每人每月.': '1206',
    来源: '区民政局 2026 年公告',
  });
  await picture('困难帮扶-填低保线');
  await press(form, '保存');
  await check('the local line is on file', async () => {
    await form.waitFor({ state: 'hidden' });
    const [line] = await readTable(page, '认定标准');
    assert.deepEqual(line?.slice(0, 5), ['2026-01-01', '滨江区', '1,206.00', '× 100%', '× 200%']);
  });
  await picture('困难帮扶-认定标准');
}

/** 65,004.00 a year for three people, 38,000.00 of it spent on medicine: 750.11 a head and month, below the line. */
async function family({ page, check, picture }: Desk, form: Locator): Promise<void> {
  await choose(form, '会员', '毛静轩', '毛静轩');
  await choose(form, '主要致困原因', '重特大疾病');
  await write(form, { 共同生活人口: '3', 申请日期: '2026-03-05' });
  await write(form, {
    '家庭成员 1 姓名': '沈秀英',
    '家庭成员 1 关系': '妻子',
    '家庭成员 1 健康状况': '肾病透析',
    '家庭成员 1 身份': '无业',
  });
  await write(form, { '家庭成员 2 姓名': '毛小雨', '家庭成员 2 关系': '女儿', '家庭成员 2 身份': '在校学生' });
  await write(form, { '收入 1 项目': '本人工资', '收入 1 全年金额': '65004' });
  await write(form, { '支出 1 项目': '自付医药费', '支出 1 全年金额': '38000' });
  await check('the figure a head is computed with its steps, and a category is suggested', () =>
    says(page.getByRole('complementary', { name: '测算' }), '65,004.00', '38,000.00', '750.11', '深度困难'),
  );
  await picture('困难帮扶-新建档案');
}

/** 补录: every step with the day it had on paper; the notice hung from the 9th to the 16th. */
async function wayOnPaper({ page, check, picture }: Desk, file: Locator): Promise<void> {
  await tick(file, '办理');
  await check('the next step is said', () => says(file, '待初审', '登记初审'));
  await press(file, '补录');
  const form = sheet(page, '补录办理步骤');
  const part = (name: string) => form.getByRole('region', { name });
  await write(part('初审'), { 初审日期: '2026-03-05', 初审人: '陈静' });
  await write(part('入户调查'), {
    调查日期: '2026-03-06',
    调查人: '陈静、吴敏',
    地点: '职工家中',
    调查记录: '妻子透析，收入和票据与申请书一致',
    申请书签署: '2026-03-06',
    授权书签署: '2026-03-06',
    告知同意书签署: '2026-03-06',
  });
  await write(part('公示'), { 公示起始日: '2026-03-09', 公示地点: '教学楼公告栏' });
  await check('the last day of the notice is counted', () => says(part('公示'), '公示到 2026-03-16'));
  await write(part('审批'), { 审批日期: '2026-03-17', 认定依据: '工会委员会讨论通过，公示五个工作日无异议' });
  await press(part('审批'), '新增决议');
  await resolution(sheet(page, '决议编号'), {
    决议编号: '工委〔2026〕3号',
    会议日期: '2026-03-17',
    标题: '关于帮扶困难职工毛静轩的决议',
    金额上限: '3000',
  });
  await sheet(page, '决议编号').waitFor({ state: 'hidden' });
  await write(part('建档入库'), { 建档日期: '2026-03-17' });
  await picture('困难帮扶-补录');
  await press(form, '全部登记');
  await check('the file is on record with every step', async () => {
    await form.waitFor({ state: 'hidden' });
    await says(file, '在档', '公示到 2026-03-16', '陈静、吴敏', '工会委员会讨论通过');
  });
  await picture('困难帮扶-办理');
}

/** Two scans, where the host can hand over a file. */
async function scans({ desktop, check, picture }: Desk, file: Locator): Promise<void> {
  await tick(file, '附件');
  await check('what is usual and missing is said', () => says(file, '通常还要有', '收入证明', '病历和票据'));
  if (!desktop) return;
  for (const kind of ['收入证明', '病历和票据']) {
    const content = Buffer.from(paperPdf({ title: kind, lines: ['毛静轩 2026 年'] }));
    await desktop.handOverOwn(file.getByRole('button', { name: `添加${kind}` }), `${kind}.pdf`, content);
    await check(`${kind} is kept`, () => says(file, `${kind}.pdf`));
  }
  await picture('困难帮扶-附件');
}

/** Enters a resolution in the dialog that the 新增决议 button of any form opens. */
export async function resolution(dialog: Locator, values: Readonly<Record<string, string>>): Promise<void> {
  await write(dialog, values);
  await press(dialog, '保存');
}

async function aid({ page, check, picture }: Desk, file: Locator): Promise<void> {
  await tick(file, '帮扶');
  await press(file, '发放帮扶');
  const form = sheet(page, '发放日期');
  await write(form, { 发放日期: '2026-03-18', 金额: '3000', 签收日期: '2026-03-18', 附件张数: '4' });
  await choose(form, '帮扶项目', '医疗救助');
  await says(form, '叁仟元整', '工委〔2026〕3号');
  await picture('困难帮扶-发放');
  await press(form, '发放并记账');
  await check('the aid stands in the file with its voucher and signature', async () => {
    await sees(page, '已发放 毛静轩 3,000.00 元');
    await form.waitFor({ state: 'hidden' });
    await says(file, '共 1 笔，3,000.00 元', '毛静轩 2026-03-18');
  });
  await picture('困难帮扶-档案的帮扶');
}

async function outOfHardship({ page, check, picture }: Desk, file: Locator): Promise<void> {
  await tick(file, '办理');
  await press(file, '登记其他事项');
  const form = sheet(page, '登记什么');
  await choose(form, '登记什么', '脱困');
  await write(form, { 脱困日期: '2026-03-31', 依据: '妻子纳入大病保险，家庭支出下降', 继续给予的帮扶: '节日走访' });
  await press(form, '登记');
  await check('the family is out of hardship, and the file stays', async () => {
    await form.waitFor({ state: 'hidden' });
    await says(file, '脱困', '节日走访');
  });
  await picture('困难帮扶-脱困');
}
