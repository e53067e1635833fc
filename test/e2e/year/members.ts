import assert from 'node:assert/strict';
import type { Desk } from './desk.ts';
import { readExpectedRoster } from './samples.ts';
import { button, esc, field, goTo, openTab, plain, press, says, sees, sheet, write } from './screen.ts';
import { readTable, row, table } from './tables.ts';

/** Chapter 2: the messy roster, one row of the tray mended and one taken out. */
export async function members(desk: Desk): Promise<void> {
  const { page, check, picture } = desk;
  await goTo(page, '会员');
  await picture('会员-还没有会员');
  await takeRoster(desk);
  await tray(desk);
  await openTab(page, '会员名册');
  await check('the page says how many there are', () => sees(page, '在册 270 人，保留会籍 11 人，待处理 39 行'));
  await picture('会员-名册');
  await search(desk);
}

async function takeRoster({ page, check, picture, handOver }: Desk): Promise<void> {
  const expected = await readExpectedRoster();
  const doubles = expected.problems.filter(({ problem }) => problem.includes('重复')).length;
  await button(page, '导入花名册').first().click();
  await handOver(button(page, '选择花名册'), '会员花名册.xlsx');
  await check('the header is found under the titles', () => sees(page, '表头在第 3 至 4 行'));
  await write(page, { 工资从哪个月起: '2026-03' });
  await picture('导入花名册-各列');
  await press(page, '下一步');
  await check('the counts on the screen are those of the sample', () =>
    sees(page, `有问题 ${expected.problems.length - doubles}`, `重复 ${doubles}`, `新会员 ${expected.clean}`),
  );
  await picture('导入花名册-各行');
  for (const [words, wanted] of [
    ['有问题', expected.problems.filter(({ problem }) => !problem.includes('重复'))],
    ['重复', expected.problems.filter(({ problem }) => problem.includes('重复'))],
  ] as const) {
    await press(page, `${words}…`);
    await check(`every row that is ${words} says what is wrong, as in the sample`, async () => {
      const rows = await readTable(page, '花名册');
      assert.deepEqual(
        rows.map((cells) => [Number(cells[0]), plain(cells.at(-1) ?? '')]),
        wanted.map(({ row: number, problem }) => [number, plain(problem)]),
      );
    });
    await press(page, `${words}…`);
  }
  await press(page, `收入 ${expected.clean} 人`);
  await check('280 are taken in and 41 rows wait', () =>
    says(page.getByRole('region', { name: '导入结果' }), '新会员280 人', '待处理41 行'),
  );
  await picture('导入花名册-完成');
  await press(page, '去处理 41 行');
}

async function tray({ page, check, picture }: Desk): Promise<void> {
  await (await row(page, '待处理的花名册行', '黎霞强')).click();
  const drawer = sheet(page, '第 76 行');
  await says(drawer, '性别与身份证不符');
  await picture('会员-待处理');
  await write(drawer, { 性别: '女' });
  await press(drawer, '收入');
  await check('the mended row becomes a member, and the next one is shown', async () => {
    await sees(page, '黎霞强 已收入会员名册，还剩 40 行待处理。');
    await sheet(page, '第 78 行').waitFor();
  });
  await esc(page);
  const list = await table(page, '待处理的花名册行');
  await list.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await (await row(page, '待处理的花名册行', '黎玉明')).click();
  await press(sheet(page, '第 326 行'), '移出');
  const dialog = sheet(page, '移出第 326 行');
  await write(dialog, { 原因: '与第 7 行重复登记' });
  await press(dialog, '移出');
  await check('a row that stands twice is taken out with its reason', () =>
    sees(page, '第 326 行已移出，还剩 39 行待处理。'),
  );
  await esc(page);
}

async function search({ page, check, picture }: Desk): Promise<void> {
  const box = page.getByLabel('查找会员');
  for (const text of ['毛静轩', 'mjx', 'maojing', '0010', '13908064081']) {
    await check(`${text} finds 毛静轩, with masked numbers`, async () => {
      await box.fill(text);
      await row(page, '会员', '毛静轩');
      const rows = await readTable(page, '会员');
      const found = rows.find((cells) => cells[1] === '毛静轩');
      assert.ok(found, JSON.stringify(rows));
      assert.ok(!found.includes('13908064081') && !found.includes('330106196202036632'), JSON.stringify(found));
      assert.equal(found[3], '1962-02-03');
    });
  }
  await (await row(page, '会员', '毛静轩')).click();
  const drawer = sheet(page, '0010 毛静轩');
  await check('the record shows the whole numbers, sex and birthday from the card', async () => {
    await field(drawer, '身份证号').waitFor();
    assert.equal(await field(drawer, '身份证号').inputValue(), '330106196202036632');
    await says(drawer, '男', '1962-02-03');
  });
  await picture('会员-一位会员');
  await esc(page);
  await box.fill('');
}
