import assert from 'node:assert/strict';
import { value } from '../ask.ts';
import type { Desk } from '../year/desk.ts';
import { pagesOf } from '../year/first-run.ts';
import { button, choose, esc, openTab, plain, press, says, sees, sheet, tick, until, write } from '../year/screen.ts';
import { readTable } from '../year/tables.ts';

const NAME = '2026 年端午节';
const DRAWER = `${NAME} 2026-06-17`;

/** 310 gift boxes are bought: the expense and what lies in stock, one voucher. */
export async function stock({ page, check, picture }: Desk): Promise<void> {
  await openTab(page, '慰问品库存');
  await press(page, '购入入库');
  const form = sheet(page, '购入入库');
  await write(form, {
    日期: '2026-06-10',
    供货单位: '滨江粮油商行',
    发票号: '04417766',
    '品名 1': '粽子礼盒',
    '单位 1': '盒',
  });
  await write(form, { '数量 1': '310', '单价 1': '60', 存放地点: '工会办公室', 附件张数: '2' });
  await picture('库存-购入');
  await press(form, '入库并记账…');
  await check('the goods lie in stock, as the account says', async () => {
    await form.waitFor({ state: 'hidden' });
    await sees(page, '库存物品共 18,600.00 元', '与「库存物品」科目一致');
  });
  await picture('库存');
}

/** Dragon Boat for everybody out of the stock: list, sheet on paper, signatures, four absent, goods left over. */
export async function dragonBoat(desk: Desk): Promise<void> {
  const { page, check, picture } = desk;
  await openTab(page, '节日慰问');
  await press(page, '新建节日慰问');
  await choose(page, '节日', '端午节');
  await write(page, { 日期: '2026-06-17' });
  await write(page, { 名称: NAME });
  await tick(page, '库存物品');
  await page.getByLabel('库存物品 1').click();
  await page.getByRole('option').filter({ hasText: '粽子礼盒' }).filter({ visible: true }).first().click();
  await picture('端午-发什么');
  await press(page, '下一步');
  await check('300 members are on the list', () => sees(page, '名单 300 人'));
  await picture('端午-发给谁');
  await press(page, '下一步');
  await sees(page, '合计 18,000.00 元', '从库存发放');
  await picture('端午-核对');
  await press(page, '生成名单并记账 300 人');
  const drawer = sheet(page, DRAWER);
  await check('one list, one voucher, nobody has signed yet', () =>
    says(drawer, '300 人共 18,000.00 元', '已签 0 / 300', '凭证 2026-06'),
  );
  await paperSheet(desk);
  await signatures(desk);
  await leftOver(desk);
}

async function paperSheet({ page, check, desktop, paper, picture }: Desk): Promise<void> {
  assert.ok(desktop);
  await press(sheet(page, DRAWER), '签领表');
  const dialog = sheet(page, '签领表-');
  await picture('端午-签领表');
  const pdf = await desktop.savePdf(button(dialog, '存为 PDF'), '签领表-端午.pdf');
  await check('the sheet has every member once, the total in figures and words, and a head on every page', async () => {
    const text = await paper(pdf, '签领表');
    const pages = pagesOf(pdf);
    const rows = await value(page, 'members.list', { limit: 300 });
    for (const { number } of rows.rows) assert.ok(text.includes(number), `${number} is not on the sheet`);
    assert.equal(plain(text).split(plain('签名')).length - 1 >= pages, true, 'the head is not on every page');
    assert.ok(plain(text).includes(plain('壹万捌仟元整')) && plain(text).includes('18,000.00'), text.slice(-400));
  });
  await button(dialog, '关闭').click();
  await dialog.waitFor({ state: 'hidden' });
}

/** Four are away: they are ticked by number, and everybody else is signed for at once. One comes later, through a colleague. */
async function signatures({ page, check, picture }: Desk): Promise<void> {
  const drawer = sheet(page, DRAWER);
  const absent = (await readTable(page, '签收名单'))
    .slice(0, 4)
    .map((cells) => cells.find((cell) => /^\d{4,}$/.test(cell)) ?? '');
  for (const number of absent) {
    await drawer.getByLabel('找人签收').fill(number);
    await drawer.getByLabel('找人签收').press('Enter');
  }
  await picture('端午-签收');
  await press(drawer, '除所选外签收 296 人');
  await sign('2026-06-18');
  await check('296 have signed, the absent stay open', () => says(drawer, '已签 296 / 300'));
  await drawer.getByLabel('找人签收').fill(absent[0] ?? '');
  await drawer.getByLabel('找人签收').press('Enter');
  await press(drawer, '签收所选 1 人');
  await sign('2026-06-22', { 代领人: '周明', 与本人关系: '同事' });
  await check('one was fetched by a colleague', () => says(drawer, '已签 297 / 300'));

  async function sign(day: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
    const dialog = sheet(page, '登记签收');
    await write(dialog, { 签收日期: day, ...more });
    await press(dialog, '登记签收');
    await dialog.waitFor({ state: 'hidden' });
  }
}

async function leftOver({ page, check, picture }: Desk): Promise<void> {
  const drawer = sheet(page, DRAWER);
  await press(drawer, '结束发放');
  const dialog = sheet(page, '结束发放');
  await write(dialog, { 退回日期: '2026-06-30', 存放地点: '工会办公室', 未领原因: '外出进修，没有来领' });
  await press(dialog, '退回 3 份并入库');
  await check('three are back, and the list adds up', async () => {
    await dialog.waitFor({ state: 'hidden' });
    const figures = async () => plain(await drawer.locator('dl').innerText());
    assert.ok(
      await until(async () => (await figures()) === plain('应发300已签297未领0已退3退回还在库3 份')),
      await figures(),
    );
  });
  await picture('端午-结束');
  await esc(page);
  await drawer.waitFor({ state: 'hidden' });
  await openTab(page, '慰问品库存');
  await check('ten boxes of the shop and three that came back lie in stock', () =>
    sees(page, '库存物品共 780.00 元', '与「库存物品」科目一致', '未领退回'),
  );
  await picture('库存-端午以后');
}
