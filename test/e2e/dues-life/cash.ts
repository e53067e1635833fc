import assert from 'node:assert/strict';
import type { Desk } from '../year/desk.ts';
import { goTo, openTab, press, says, sees, sheet, tick, write } from '../year/screen.ts';
import { readTable, row } from '../year/tables.ts';

const PART = '5.00';
const RECEIPT = '0008121';

/** Somebody whom the payroll list left out pays a part of March in cash, against a numbered receipt. */
export async function cash({ page, check, picture }: Desk): Promise<void> {
  const [number, name, owed] = await firstOwing({ page });
  const drawer = await openLevy(page, number, name);
  await tick(drawer, '现金');
  await write(drawer, { 收款金额: PART, 收款日期: '2026-03-18', 收据号: RECEIPT });
  await picture('会费-现金收一部分');
  await press(drawer, '登记收款');
  await check('the part is received with a voucher', () => sees(page, `已收 ${name} ${PART} 元，凭证 记-`));
  const rest = (Number(owed) - Number(PART)).toFixed(2);
  await check('the rest is still owed', async () => {
    await sees(page, '缴了一部分');
    const rows = await readTable(page, '会费收缴明细');
    assert.ok(rows.find((cells) => cells.includes(name))?.includes(rest), JSON.stringify(rows));
  });
  await check('the same receipt number does not count twice, and the sentence says so', async () => {
    const again = await openLevy(page, number, name);
    await write(again, { 收款金额: '1.00', 收款日期: '2026-03-19', 收据号: RECEIPT });
    await press(again, '登记收款');
    await says(again, `收据号「${RECEIPT}」已经用在 2026-03-18 收「${name}」的会费上`);
    await page.keyboard.press('Escape');
    await press(sheet(page, '有内容还没有保存'), '放弃');
  });
  await openTab(page, '收缴批次');
  await check('the cash stands in its own batch', async () => {
    const [batch] = await readTable(page, '收缴批次');
    assert.ok(batch?.includes('现金') && batch.includes(PART), JSON.stringify(batch));
  });
  await picture('会费-收缴批次');
}

/** Number, name and debt of somebody who owes more than the part. */
async function firstOwing({ page }: Pick<Desk, 'page'>): Promise<[string, string, string]> {
  await goTo(page, '会费');
  await page.getByRole('button', { name: /^2026年3月/ }).click();
  await page.getByLabel('缴纳状态').click();
  await page.getByRole('option', { name: '未缴' }).filter({ visible: true }).first().click();
  const rows = await readTable(page, '会费收缴明细');
  for (const cells of rows) {
    const [number, name, owed] = [cells.find((cell) => /^\d{4}$/.test(cell)), nameIn(cells), cells.at(-2)];
    if (number && name && owed && Number(owed) > 10) return [number, name, owed];
  }
  throw new Error(`nobody owes enough: ${JSON.stringify(rows)}`);
}

function nameIn(cells: readonly string[]): string | undefined {
  return cells[cells.findIndex((cell) => /^\d{4}$/.test(cell)) + 1];
}

async function openLevy(page: Desk['page'], number: string, name: string) {
  await goTo(page, '会费');
  await page.getByRole('button', { name: /^2026年3月/ }).click();
  await page.getByLabel('查找会员').fill(number);
  await (await row(page, '会费收缴明细', name)).click();
  return sheet(page, `${name} 2026年3月会费`);
}
