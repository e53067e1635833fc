import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import type { Desk } from './desk.ts';
import { esc, goTo, openTab, press, sees, settle, shownText, tick } from './screen.ts';
import { table } from './tables.ts';

interface Look {
  /** The table whose first record (or `line`) is opened for a look. */
  opens?: string;
  line?: number;
}
interface Tab extends Look {
  tab: string;
  /** What can be chosen inside the tab, each looked at in turn. */
  views?: readonly ({ view: string } & Look)[];
}

/** Each page with its tabs. */
const PAGES: readonly { entry: string; tabs: readonly Tab[] }[] = [
  {
    entry: '会员',
    tabs: [
      { tab: '会员名册', opens: '会员' },
      { tab: '工会小组', views: [{ view: '成员', opens: '组员' }, { view: '任职' }, { view: '调动记录' }] },
      {
        tab: '统计',
        views: [
          { view: '性别' },
          { view: '年龄' },
          { view: '学历' },
          { view: '政治面貌' },
          { view: '分会' },
          { view: '工会小组' },
        ],
      },
      { tab: '名册存档' },
      { tab: '待处理' },
    ],
  },
  {
    entry: '会费',
    tabs: [
      { tab: '收缴明细', opens: '会费收缴明细' },
      {
        tab: '欠缴',
        views: [
          { view: '按会员', opens: '欠缴会员' },
          { view: '按小组' },
          { view: '按分会' },
          { view: '按时间' },
          { view: '满六个月' },
        ],
      },
      {
        tab: '收缴批次',
        views: [{ view: '批次', opens: '收缴批次' }, { view: '预收', opens: '预收' }, { view: '退费' }],
      },
      { tab: '减免', views: [{ view: '减免', opens: '会费减免' }, { view: '缴费约定' }, { view: '与会籍不符' }] },
      { tab: '分会留成', views: [{ view: '计算和支付' }, { view: '支付记录' }] },
      { tab: '公示和证明', views: [{ view: '收缴公示' }, { view: '缴纳证明' }, { view: '年度报告' }] },
      { tab: '会费标准' },
    ],
  },
  {
    entry: '困难帮扶',
    tabs: [
      { tab: '困难档案', opens: '困难档案' },
      { tab: '建档办理', opens: '建档办理' },
      { tab: '帮扶记录' },
      { tab: '待办查询' },
      { tab: '统计' },
      { tab: '认定标准', opens: '认定标准' },
    ],
  },
  {
    entry: '慰问',
    tabs: [
      { tab: '慰问记录', opens: '慰问记录' },
      { tab: '申请和待办', opens: '慰问申请' },
      { tab: '节日慰问', opens: '节日慰问' },
      { tab: '慰问品库存', opens: '慰问品库存' },
      { tab: '转账清单', opens: '转账清单' },
      {
        tab: '互助保障',
        views: [{ view: '参保名单' }, { view: '保费收付' }, { view: '理赔' }, { view: '续保名单' }],
      },
      { tab: '捐款', opens: '募捐活动' },
      {
        tab: '统计',
        views: [
          { view: '按类别' },
          { view: '按月份' },
          { view: '按形式' },
          { view: '按发放方式' },
          { view: '发放名单' },
          { view: '互助保障和捐款' },
          { view: '与账上核对' },
        ],
      },
      { tab: '慰问标准' },
    ],
  },
  {
    entry: '经费账',
    tabs: [
      { tab: '收支登记' },
      { tab: '凭证', opens: '凭证' },
      {
        tab: '现金银行',
        views: [
          { view: '银行日记账', opens: '银行日记账', line: 1 },
          { view: '现金日记账' },
          { view: '现金盘点', opens: '现金盘点' },
          { view: '银行对账' },
          { view: '已勾对' },
          { view: '余额调节表' },
          { view: '对账单' },
        ],
      },
      {
        tab: '专项资金',
        views: [{ view: '专项资金', opens: '专项资金' }, { view: '专项资金表' }, { view: '拨缴上解' }],
      },
      {
        tab: '固定资产',
        views: [{ view: '台账', opens: '固定资产台账' }, { view: '折旧' }, { view: '盘点' }, { view: '设置' }],
      },
      { tab: '预算', views: [{ view: '编制' }, { view: '执行', opens: '预算执行表', line: 2 }] },
      {
        tab: '账表',
        views: [
          { view: '科目余额表' },
          { view: '总账' },
          { view: '明细账', opens: '明细账', line: 1 },
          { view: '多栏账' },
          { view: '收入支出表' },
          { view: '资产负债表' },
          { view: '收支决算表' },
          { view: '账簿导出' },
        ],
      },
      { tab: '结账' },
      {
        tab: '科目',
        views: [{ view: '科目表', opens: '科目表' }, { view: '收支用途', opens: '收支用途' }, { view: '旧账导入' }],
      },
    ],
  },
  { entry: '经审送审', tabs: [{ tab: '自查' }, { tab: '历次送审包' }] },
  {
    entry: '设置',
    tabs: [{ tab: '单位与人员' }, { tab: '集体决议', opens: '集体决议' }, { tab: '口令与备份' }, { tab: '操作留痕' }],
  },
];

/** Opens the practice books and looks at every page, at one record of each kind, and at the search. */
export async function lookRound(desk: Desk): Promise<void> {
  const { page, check, picture } = desk;
  await press(page, '试用练习账');
  await check('it shows that the books are being prepared', () => sees(page, '正在准备练习账'));
  await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor({ timeout: 90_000 });
  await check('the books say that they are for practice', () => sees(page, '滨江实验学校工会委员会', '练习账'));
  await page.locator('.workbench-plot canvas').waitFor();
  await picture('工作台');
  for (const { entry, tabs } of PAGES) {
    await goTo(page, entry);
    // the open month has no dues yet: look at one that has
    if (entry === '会费')
      await page
        .getByRole('button', { name: /欠 \d+ 人/ })
        .last()
        .click();
    for (const { tab, views = [], ...look } of tabs) {
      await openTab(page, tab);
      await page.getByRole('tab', { name: new RegExp(`^${tab}`), selected: true }).waitFor();
      if (views.length === 0) await lookAt(desk, `${entry}-${tab}`, look);
      for (const { view, ...inside } of views) {
        await tick(page, `${view}$`);
        await lookAt(desk, `${entry}-${tab}-${view}`, inside);
      }
    }
  }
  await search(desk);
}

async function lookAt(desk: Desk, name: string, { opens, line = 0 }: Look): Promise<void> {
  const { page, check, picture } = desk;
  await settle(page.locator('.page'));
  await picture(name);
  await check(`${name}: nothing went wrong, and no English is on the page`, () => inChinese(page.locator('.page')));
  if (opens !== undefined) await lookAtRecord(desk, name, opens, line);
}

async function lookAtRecord({ page, check, picture }: Desk, name: string, list: string, line: number): Promise<void> {
  const chosen = (await table(page, list)).locator('.table-body [role=row]').nth(line);
  await chosen.click();
  const record = page.getByRole('dialog').filter({ visible: true }).last();
  await record.waitFor();
  await settle(record);
  await picture(`${name}-一条记录`);
  await check(`${name}: a record opens`, () => inChinese(record));
  await esc(page);
  await record.waitFor({ state: 'hidden' });
}

/** Words of our field that are written in Latin letters. */
const LATIN =
  /PDF|Excel|xlsx|xls|csv|JPG|JPEG|PNG|WebP|Esc|Enter|Ctrl|SHA|KB|MB|xjz|kg|ml|USB|hledger|WPS|beancount|journal/gi;

async function inChinese(place: Locator): Promise<void> {
  const text = await shownText(place);
  assert.equal(await place.locator('.notice-red').count(), 0, text);
  const foreign = text.replace(LATIN, '').match(/[a-z]{3,}/gi) ?? [];
  assert.deepEqual(
    foreign.filter((word) => !/^[0-9a-f]+$/i.test(word)),
    [],
  );
}

async function search({ page, check, picture }: Desk): Promise<void> {
  await page.keyboard.press('Control+k');
  const box = page.getByRole('combobox', { name: '查找' });
  await box.fill('慰问');
  await check('Ctrl+K finds vouchers by their summary', async () => {
    await page.getByRole('listbox', { name: '找到的记录' }).getByRole('option').first().waitFor();
  });
  await picture('查找');
  await esc(page);
}
