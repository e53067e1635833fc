import assert from 'node:assert/strict';
import type { Desk } from './desk.ts';
import { button, choose, field, goTo, openTab, press, says, sees, sheet, tick, until, write } from './screen.ts';
import { readLines, readTable, row } from './tables.ts';

/** One line of 收支登记. */
interface Entry {
  direction: '支出' | '收入' | '划转';
  /** What is typed to find the purpose, and how the purpose is called. */
  search: string;
  purpose: string;
  amount: string;
  day: string;
  summary: string;
  party: [label: '付给谁' | '谁交来的' | '对方', name: string];
  papers: string;
  /** Account, debit, credit of the voucher that must come of it. */
  lines: [string, string, string][];
}

const SCHOOL = '滨江实验学校';
const SHOP = '滨江文体用品商行';

const ALLOCATION: Entry = {
  direction: '收入',
  search: '全额',
  purpose: '行政全额拨来的经费',
  amount: '12660',
  day: '2026-03-02',
  summary: '3 月拨缴经费',
  party: ['谁交来的', SCHOOL],
  papers: '1',
  lines: [
    ['102 银行存款', '12,660.00', ''],
    ['402 拨缴经费收入', '', '7,596.00'],
    ['211 应付上级经费', '', '5,064.00'],
  ],
};

const OTHERS: readonly Entry[] = [
  {
    direction: '划转',
    search: 'sj',
    purpose: '上解工会经费',
    amount: '5064.00',
    day: '2026-03-12',
    summary: '上解工会经费',
    party: ['对方', '滨江区总工会'],
    papers: '1',
    lines: [
      ['211 应付上级经费', '5,064.00', ''],
      ['102 银行存款', '', '5,064.00'],
    ],
  },
];

/** 2,668.00 where the invoice says 2,688.00: found later, reversed, and entered again. */
const WRONG: Entry = {
  direction: '支出',
  search: 'wtyp',
  purpose: '文体用品',
  amount: '2668',
  day: '2026-03-30',
  summary: '乒乓球赛器材',
  party: ['付给谁', SHOP],
  papers: '2',
  lines: [
    ['50102 文体活动支出', '2,668.00', ''],
    ['102 银行存款', '', '2,668.00'],
  ],
};
const RIGHT: Entry = {
  ...WRONG,
  amount: '2,688.00',
  lines: [
    ['50102 文体活动支出', '2,688.00', ''],
    ['102 银行存款', '', '2,688.00'],
  ],
};

/** The core's one expense: what a person writes down without knowing an account. */
export const oneExpense = (desk: Desk): Promise<void> => atEntries(desk, () => enter(desk, RIGHT));

/** Income and expense of March, one of them wrong and put right. */
export async function entries(desk: Desk): Promise<void> {
  await atEntries(desk, async () => {
    await badInput(desk);
    await enter(desk, ALLOCATION, '经费账-登记收入');
    for (const entry of OTHERS) await enter(desk, entry);
    await enter(desk, WRONG, '经费账-登记支出');
  });
  await reverse(desk);
  await atEntries(desk, () => enter(desk, RIGHT));
  await vouchers(desk);
}

async function atEntries({ page }: Desk, work: () => Promise<void>): Promise<void> {
  await goTo(page, '经费账');
  await openTab(page, '收支登记');
  await work();
}

async function fillIn({ page }: Desk, entry: Entry): Promise<void> {
  await tick(page, entry.direction);
  await choose(page, '用途', entry.purpose, entry.search);
  const [partyLabel, party] = entry.party;
  await write(page, {
    金额: entry.amount,
    日期: entry.day,
    附件张数: entry.papers,
    摘要: entry.summary,
    [partyLabel]: party,
  });
}

async function enter(desk: Desk, entry: Entry, pictureName?: string): Promise<void> {
  const { page, check, picture } = desk;
  await fillIn(desk, entry);
  await check(`${entry.summary} ${entry.amount}: the voucher is shown before it is made`, async () => {
    const made = page.getByRole('table', { name: '将生成的凭证' });
    await says(made, entry.lines.at(-1)?.[2] ?? '');
    assert.deepEqual(
      (await readLines(made)).map((cells) => cells.slice(1)),
      entry.lines,
    );
  });
  if (pictureName !== undefined) await picture(pictureName);
  await press(page, '记账');
  await sees(page, '已记账：2026-03 记');
  await until(async () => (await field(page, '摘要').inputValue()) === '');
}

async function badInput(desk: Desk): Promise<void> {
  const { page, check, picture } = desk;
  const before = await readTable(page, '最近登记');
  await fillIn(desk, { ...RIGHT, amount: '12.345', day: '2026-02-30' });
  await check(
    'three decimals and 30 February stay in their fields with a sentence, and nothing is posted',
    async () => {
      await press(page, '记账');
      await sees(page, '金额最多写到分，请改成两位小数以内。', '没有「2026-02-30」这一天，请核对日期。', '没有保存');
      assert.equal(await field(page, '金额').inputValue(), '12.345');
    },
  );
  await picture('经费账-填错');
  await write(page, { 金额: '10', 日期: '2026-03-31' });
  await check('the list of vouchers has not grown', async () => {
    await goTo(page, '经费账');
    await press(page, '放弃');
    await openTab(page, '收支登记');
    assert.equal((await readTable(page, '最近登记')).length, before.length);
  });
}

async function reverse({ page, check, picture }: Desk): Promise<void> {
  await openTab(page, '凭证');
  await (await row(page, '凭证', WRONG.summary)).click();
  const drawer = sheet(page, WRONG.summary);
  await press(drawer, '红字冲销');
  await write(drawer, { 冲销日期: '2026-03-30', 冲销原因: '发票金额 2,688.00 元，少记 20.00 元' });
  await picture('经费账-红字冲销');
  await drawer.locator('.ant-drawer-footer').getByRole('button', { name: '红字冲销' }).last().click();
  const question = sheet(page, '用红字冲销');
  await says(question, '2,668.00 元', '冲销后不能再恢复');
  await press(question, '冲销');
  await check('the reversal is a voucher of its own, in red', async () => {
    await sees(page, '已冲销，红字凭证');
    const lines = await readLines(page.getByRole('table', { name: '分录' }));
    assert.deepEqual(
      lines.map((cells) => cells.slice(1)),
      [
        ['50102 文体活动支出', '-2,668.00', ''],
        ['102 银行存款', '', '-2,668.00'],
      ],
    );
  });
  await picture('经费账-红字凭证');
  await button(sheet(page, '红字冲销'), '关闭').click();
}

async function vouchers({ page, check, picture }: Desk): Promise<void> {
  await openTab(page, '凭证');
  await check(
    'nine vouchers: payroll, festival, visit, aid, two entries, one wrong, its reversal, the right one',
    async () => {
      const rows = await readTable(page, '凭证');
      const numbers = rows.map((cells) => Number(cells.find((cell) => cell.startsWith('记-'))?.slice(2)));
      assert.deepEqual(
        numbers.toSorted((a, b) => a - b),
        Array.from({ length: 9 }, (_, index) => index + 1),
      );
      assert.equal(rows.filter((cells) => cells.at(-1) === '已冲销').length, 1);
    },
  );
  await picture('经费账-凭证');
  await (await row(page, '凭证', '困难职工帮扶')).click();
  await check('the aid has its voucher on 困难职工帮扶支出, with its decision', async () => {
    const drawer = sheet(page, '已记账');
    const lines = await readLines(drawer.getByRole('table', { name: '分录' }));
    assert.deepEqual(
      lines.map((cells) => cells.slice(1)),
      [
        ['50404 困难职工帮扶支出', '3,000.00', ''],
        ['102 银行存款', '', '3,000.00'],
      ],
    );
    await says(drawer, '关于帮扶困难职工毛静轩的决议');
  });
  await picture('经费账-一张凭证');
  await button(sheet(page, '已记账'), '关闭').click();
}
