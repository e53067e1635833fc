import assert from 'node:assert/strict';
import { fen, formatYuan, sum } from '#shared/money.ts';
import type { Desk } from './desk.ts';
import { readBankStatement, yuan } from './samples.ts';
import { field, goTo, openTab, sees, tick } from './screen.ts';
import { readFoot, readTable } from './tables.ts';

/** What the account balances must be at the end of March: code -> debit and credit of the period, closing debit and credit. */
const BALANCES: Readonly<Record<string, readonly [string, string, string, string]>> = {
  '101': ['', '', '1,268.50', ''],
  '102': ['19,283.17', '26,612.00', '179,194.64', ''],
  '141': ['', '', '48,600.00', ''],
  '211': ['5,064.00', '5,064.00', '', '5,064.00'],
  '301': ['', '', '', '48,600.00'],
  '32205': ['', '', '', '182,727.97'],
  '401': ['', '6,470.80', '', '6,470.80'],
  '402': ['', '7,596.00', '', '7,596.00'],
  '408': ['', '152.37', '', '152.37'],
  '50102': ['2,688.00', '', '2,688.00', ''],
  '50105': ['15,850.00', '', '15,850.00', ''],
  '50404': ['3,000.00', '', '3,000.00', ''],
  '50504': ['10.00', '', '10.00', ''],
};

/** 科目余额表 and the journals at the end of March, the bank journal against the bank's own statement. */
export async function accounts(desk: Desk): Promise<void> {
  const { page, check, picture } = desk;
  await goTo(page, '经费账');
  await openTab(page, '账表');
  await untilMarch(desk);
  await check('every account of the trial balance is right to the fen', async () => {
    await sees(page, '2026年1月至2026年3月，借贷平衡');
    const rows = await readTable(page, '科目余额表');
    for (const [code, wanted] of Object.entries(BALANCES)) {
      assert.deepEqual(rows.find((cells) => cells[0] === code)?.slice(4), wanted, code);
    }
    const foot = await readFoot(page, '科目余额表');
    assert.equal(foot[2], foot[3]);
    assert.equal(foot[4], foot[5]);
    assert.equal(foot[6], foot[7]);
  });
  await picture('经费账-科目余额表');
  await openTab(page, '现金银行');
  await tick(page, '银行日记账');
  await untilMarch(desk);
  await check('the bank journal closes with what the bank says: 179,194.64', () =>
    sees(page, '2026年3月末银行余额 179,194.64 元'),
  );
  await check('every day of the bank journal ends as on the statement', () => agreesWithBank(desk));
  await picture('经费账-银行日记账');
  await tick(page, '现金日记账');
  await untilMarch(desk);
  await check('cash has not moved', () => sees(page, '2026年3月末现金余额 1,268.50 元'));
  await picture('经费账-现金日记账');
}

async function untilMarch({ page }: Desk): Promise<void> {
  await field(page, '截止月份').fill('2026-03');
  await page.keyboard.press('Tab');
}

async function agreesWithBank({ page }: Desk): Promise<void> {
  const statement = await readBankStatement();
  const lines = (await readTable(page, '银行日记账')).filter(([day, number]) => day !== '' && number !== '');
  const days = [...new Set(statement.map(({ day }) => day))];
  assert.deepEqual([...new Set(lines.map((cells) => cells[0]))], days);
  for (const day of days) {
    const theirs = statement.filter((line) => line.day === day);
    const ours = lines.filter((cells) => cells[0] === day);
    const moved = (column: number) => formatYuan(sum(ours.map((cells) => yuan(cells[column] ?? ''))));
    assert.equal(moved(4), formatYuan(sum(theirs.map(({ paidIn }) => paidIn))), `${day} received`);
    assert.equal(moved(5), formatYuan(sum(theirs.map(({ paidOut }) => paidOut))), `${day} paid`);
    assert.equal(ours.at(-1)?.[6], formatYuan(theirs.at(-1)?.balance ?? fen(0)), `${day} balance`);
  }
}
