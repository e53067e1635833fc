import assert from 'node:assert/strict';
import type { Desk } from './desk.ts';
import { button, press, sees, write } from './screen.ts';

/** What opens the books; typed by hand, so it is one that a person could remember. */
export const PASSPHRASE = '滨江春天的第一本账';
export const UNIT = '滨江实验学校工会委员会';

/** Chapter 1: the wizard, from an empty computer to open books. */
export async function firstRun(desk: Desk): Promise<void> {
  const { page, check, picture } = desk;
  await button(page, '新建账本').waitFor();
  await picture('初次打开');
  await press(page, '新建账本');
  await unit(desk);
  await people(desk);
  await opening(desk);
  await place(desk);
  await recoveryCode(desk);
  await check('the books open on the workbench', async () => {
    await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor();
    await sees(page, UNIT, '2026 年度', '正在记 2026年1月');
  });
  await picture('工作台-刚建账');
}

async function unit({ page, check, picture }: Desk): Promise<void> {
  await write(page, {
    单位名称: UNIT,
    统一社会信用代码: '81330108MC8F20217A',
    上级工会: '滨江区教育工会、滨江区总工会',
    会计年度: '2026',
  });
  await check('a credit code with a wrong check digit is not taken', async () => {
    await press(page, '下一步');
    await sees(page, '校验位不符，请对照证书', '统一社会信用代码不对，请对照证书核对，还没有的可以空着。');
  });
  await write(page, { 统一社会信用代码: '81330108MC8F20217Y' });
  await picture('建账-单位');
  await press(page, '下一步');
}

async function people({ page, check, picture }: Desk): Promise<void> {
  await write(page, { 工会主席: '周明', 会计: '陈静', 出纳: '陈静', 经审会主任: '郑涛', 经审委员: '王芳、李娜' });
  await check('one person as 会计 and 出纳 is warned of', () => sees(page, '会计和出纳是同一个人：钱账要分管'));
  await picture('建账-会计兼出纳');
  await write(page, { 出纳: '吴敏' });
  await press(page, '下一步');
}

async function opening({ page, check, picture, handOver }: Desk): Promise<void> {
  await handOver(button(page, '从年初余额表导入'), '年初余额-2026.xlsx');
  await check('the opening balances are read from the file and balance', () =>
    sees(page, '借方 236,391.97', '贷方 236,391.97', '借贷相符'),
  );
  await write(page, { '库存现金 借方余额': '1368.5' });
  await check('an opening that does not balance is refused, with the difference', async () => {
    await press(page, '下一步');
    await sees(page, '年初余额借贷不平：借方 236,491.97 元，贷方 236,391.97 元，相差 100.00 元，请核对。');
  });
  await picture('建账-余额不平');
  await write(page, { '库存现金 借方余额': '1268.5' });
  await sees(page, '借贷相符');
  await picture('建账-年初余额');
  await press(page, '下一步');
}

async function place({ page, check, picture, desktop }: Desk): Promise<void> {
  if (desktop) {
    await desktop.chooseFolder(button(page, '换一个文件夹'), '工会账本');
    await check('the chosen folder is shown', () => sees(page, '工会账本'));
  }
  await write(page, { 口令: '短口令' });
  await check('a short passphrase is refused', async () => {
    await press(page, '建账');
    await sees(page, '口令至少 8 个字符');
  });
  await write(page, { 口令: PASSPHRASE, 再输一遍口令: PASSPHRASE });
  await picture('建账-位置与口令');
  await press(page, '建账');
}

async function recoveryCode({ page, check, picture, desktop }: Desk): Promise<void> {
  const groups = page.getByRole('list', { name: '恢复码' }).first();
  await groups.waitFor({ timeout: 20_000 });
  await check('the recovery code is shown: 14 groups of four', async () => {
    const texts = await groups.getByRole('listitem').allInnerTexts();
    assert.equal(texts.length, 14);
    for (const text of texts) assert.match(text, /^[0-9A-Z]{4}$/);
  });
  await picture('建账-恢复码');
  if (desktop) {
    await check('the recovery code is saved as one sheet to print', async () => {
      const pdf = await desktop.savePdf(button(page, '存为 PDF'), '恢复码.pdf');
      assert.equal(pagesOf(pdf), 1);
    });
  }
  await press(page, '已存好恢复码…');
}

/** How many pages a PDF of Chromium has. */
export function pagesOf(pdf: Buffer): number {
  return [...pdf.toString('latin1').matchAll(/\/Type\s*\/Page\b/g)].length;
}
