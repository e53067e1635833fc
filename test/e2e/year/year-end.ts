import assert from 'node:assert/strict';
import type { Desk } from './desk.ts';
import { field, goTo, openTab, press, says, sees, sheet, tick } from './screen.ts';
import { readFoot, readLines, readTable } from './tables.ts';

/** May to November are closed, the year is carried forward, and 2027 opens with what 2026 ended with. */
export async function yearEnd(desk: Desk): Promise<void> {
  const { page, check, picture } = desk;
  await goTo(page, '经费账');
  await openTab(page, '结账');
  await press(page, '11 月…');
  const list = page.getByRole('region', { name: '2026年11月结账' });
  await says(list, '结账 5、6、7、8、9、10、11 月');
  await press(list, '结账');
  await press(sheet(page, '结账 5、6、7、8、9、10、11 月'), '结账');
  await check('only December is open', () => sees(page, '2026年12月之前已结账'));
  await carryForward(desk);
  await openTab(page, '账表');
  const before = await balances(desk, '2026-01', '2026-12');
  await picture('账表-2026年科目余额表');
  const after = await balances(desk, '2027-01', '2027-01');
  await check('2027 opens with the balances of 2026, to the fen, account by account', () => {
    const [ended, opened] = [closingOf(before.rows), openingOf(after.rows)];
    assert.ok(ended.size >= 6, `${ended.size} accounts`);
    assert.deepEqual(opened, ended);
    assert.deepEqual(after.foot.slice(2, 4), before.foot.slice(6, 8));
    assert.notEqual(after.foot[2], '');
  });
  await check('nothing is left on income and expense', () => {
    const open = [...closingOf(before.rows).keys()].filter((code) => /^[45]/.test(code));
    assert.deepEqual(open, []);
  });
  await picture('账表-2027年科目余额表');
}

async function carryForward({ page, check, picture }: Desk): Promise<void> {
  await press(page, '12 月…');
  const region = page.getByRole('region', { name: '2026 年年度结转' });
  await check('the closing vouchers are shown before they are made', async () => {
    await says(region, '本年收入', '21,815.17', '本年支出', '22,384.50', '张年终结转凭证，日期 2026-12-31');
    const vouchers = region.locator('table.voucher-table:not(.close-result)');
    const lines = (await Promise.all((await vouchers.all()).map((voucher) => readLines(voucher)))).flat();
    const text = JSON.stringify(lines);
    for (const account of ['401 会费收入', '402 拨缴经费收入', '408 其他收入', '50102', '50105', '50404', '50504'])
      assert.ok(text.includes(account), `${account} is not in ${text}`);
    assert.match(text, /累计结余|工会资金结余/);
  });
  await picture('经费账-年度结转');
  await press(region, '年度结转');
  const question = sheet(page, '办理 2026 年年度结转？');
  await says(question, '不能再记、不能再改');
  await press(question, '年度结转');
  await check('the year is carried forward, and the next one is open', async () => {
    await sees(page, '2026 年已结转，累计结余减少 569.33 元', '2027 年度', '正在记 2027年1月');
  });
  await picture('经费账-2027年');
}

type Rows = string[][];

async function balances({ page }: Desk, from: string, to: string): Promise<{ rows: Rows; foot: string[] }> {
  await tick(page, '科目余额表$');
  // the later month first where the range moves on, the earlier first where it moves back
  for (const [label, month] of from < '2027' ? [FIRST(from), LAST(to)] : [LAST(to), FIRST(from)]) {
    await field(page, label).fill(month);
    await page.keyboard.press('Tab');
  }
  await sees(page, '借贷平衡');
  return { rows: await readTable(page, '科目余额表'), foot: await readFoot(page, '科目余额表') };
}

const FIRST = (month: string) => ['开始月份', month] as const;
const LAST = (month: string) => ['截止月份', month] as const;

/** Code -> debit and credit, of the accounts that have a balance. */
const pairs = (rows: Rows, column: number) =>
  new Map(
    rows
      .map((cells) => [cells[0] ?? '', cells.slice(column, column + 2).join(' | ')] as const)
      .filter(([, pair]) => pair !== ' | '),
  );
const openingOf = (rows: Rows) => pairs(rows, 2);
const closingOf = (rows: Rows) => pairs(rows, 6);
