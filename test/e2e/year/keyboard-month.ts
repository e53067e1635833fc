import assert from 'node:assert/strict';
import type { Desk } from './desk.ts';
import { PASSPHRASE } from './first-run.ts';
import { at, cursor, go, pick, type } from './keys.ts';
import { says, sees, sheet } from './screen.ts';
import { readLines } from './tables.ts';

// Nothing here but keys: no mouse, and no field is filled or focused in the person's place.

/** April, from the passphrase to the closed month, by keyboard alone. */
export async function keyboardMonth(desk: Desk): Promise<void> {
  await open(desk);
  await allocation(desk);
  await sports(desk);
  await remittance(desk);
  await list(desk);
  await close(desk);
}

async function open({ page, check }: Desk): Promise<void> {
  await check('the locked books wait for the passphrase, and Enter opens them', async () => {
    assert.ok(await at(page, '口令'), await cursor(page));
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor();
  });
  await page.keyboard.press('Alt+6');
  await page.getByRole('heading', { level: 1, name: '经费账' }).waitFor();
  await check('收支登记 begins in its first field', async () => {
    assert.ok(await at(page, '用途'), await cursor(page));
  });
}

/** Income: the arrow keys change the direction first. */
async function allocation(desk: Desk): Promise<void> {
  const { page } = desk;
  await go(page, 'Shift+Tab', '支出', 3);
  await page.keyboard.press('ArrowRight');
  await go(page, 'Tab', '用途', 3);
  await pick(page, '全额', '行政全额拨来的经费');
  await rest(desk, { amount: '12660', day: '2026-04-02', summary: '4 月拨缴经费' }, '7,596.00');
}

async function sports(desk: Desk): Promise<void> {
  const { page, check } = desk;
  await check('after 记账 the cursor is back in the first field', async () => {
    assert.ok(await at(page, '用途'), await cursor(page));
  });
  await go(page, 'Shift+Tab', '收入', 3);
  await page.keyboard.press('ArrowLeft');
  await go(page, 'Tab', '用途', 3);
  await pick(page, 'wtyp', '文体用品');
  await rest(desk, { amount: '836.5', day: '2026-04-15', summary: '羽毛球比赛用品' }, '836.50');
}

/** Enter goes from field to field, Ctrl+Enter posts. */
async function rest(
  { page, check, picture }: Desk,
  entry: { amount: string; day: string; summary: string },
  shown: string,
): Promise<void> {
  await go(page, 'Enter', '金额', 2);
  await type(page, entry.amount);
  await go(page, 'Enter', '日期', 5);
  await type(page, entry.day);
  await go(page, 'Enter', '附件张数', 2);
  await type(page, '1');
  await go(page, 'Enter', '摘要', 2);
  await type(page, entry.summary);
  await check(`${entry.summary}: typed with Enter from field to field, the voucher beside it`, () =>
    says(page.getByRole('table', { name: '将生成的凭证' }), shown),
  );
  await picture(`键盘-${entry.summary}`);
  await page.keyboard.press('Control+Enter');
  await sees(page, '已记账：2026-04 记');
}

/** 填制凭证: accounts by their pinyin, and `=` for the other side. */
async function remittance({ page, check, picture }: Desk): Promise<void> {
  await at(page, '用途');
  await go(page, 'Shift+Tab', '凭证');
  await page.keyboard.press('Enter');
  await sees(page, '共 13 张凭证');
  await go(page, 'Shift+Tab', '填制凭证', 4);
  await page.keyboard.press('Enter');
  await check('a new voucher begins in the summary of its first line', async () => {
    assert.ok(await at(page, '第 1 行摘要'), await cursor(page));
  });
  await go(page, 'Shift+Tab', '日期', 10);
  await type(page, '2026-04-20');
  await go(page, 'Enter', '附件张数', 2);
  await type(page, '1');
  await go(page, 'Enter', '第 1 行摘要', 6);
  await page.keyboard.type('上解 4 月工会经费');
  await go(page, 'Enter', '第 1 行科目', 1);
  await pick(page, 'yfsj', '211 应付上级经费');
  await check('a chosen account leads on to its amount', async () => {
    assert.ok(await at(page, '第 1 行借方'), await cursor(page));
  });
  await page.keyboard.type('5064');
  await go(page, 'Enter', '第 2 行摘要', 2);
  await go(page, 'Enter', '第 2 行科目', 1);
  await pick(page, 'yhck', '102 银行存款');
  await go(page, 'Enter', '第 2 行贷方', 2);
  await page.keyboard.press('=');
  await check('= fills what is lacking', async () => {
    const typed = await page.evaluate(() =>
      document.activeElement instanceof HTMLInputElement ? document.activeElement.value : '',
    );
    assert.equal(typed, '5,064.00');
  });
  await picture('键盘-填制凭证');
  await page.keyboard.press('Control+Enter');
  await sees(page, '上一张：2026年4月 记-003 上解 4 月工会经费');
  await page.keyboard.press('Escape');
}

async function list({ page, check, picture }: Desk): Promise<void> {
  await sees(page, '共 14 张凭证');
  await go(page, 'Tab', '凭证', 40);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const drawer = sheet(page, '已记账');
  await check('arrow and Enter open the newest voucher', async () => {
    const lines = await readLines(drawer.getByRole('table', { name: '分录' }));
    assert.deepEqual(
      lines.map((cells) => cells.slice(1)),
      [
        ['211 应付上级经费', '5,064.00', ''],
        ['102 银行存款', '', '5,064.00'],
      ],
    );
  });
  await picture('键盘-看凭证');
  await check('Esc closes it, and the arrows go on in the list', async () => {
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'hidden' });
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await says(sheet(page, '已记账'), '836.50');
    await page.keyboard.press('Escape');
    await sheet(page, '已记账').waitFor({ state: 'hidden' });
  });
}

async function close({ page, check, picture }: Desk): Promise<void> {
  await go(page, 'Shift+Tab', '结账', 40);
  await page.keyboard.press('Enter');
  await says(page.getByRole('region', { name: '2026年4月结账' }), '试算平衡');
  await picture('键盘-结账');
  await go(page, 'Tab', '结账', 25);
  await page.keyboard.press('Enter');
  const question = sheet(page, '结账 2026年4月？');
  await question.waitFor();
  await check('Enter answers the question, and April is closed', async () => {
    assert.ok(await at(page, '结账'), await cursor(page));
    await page.keyboard.press('Enter');
    await sees(page, '2026年4月已结账', '2026年5月之前已结账');
  });
}
