import assert from 'node:assert/strict';
import type { Desk } from '../year/desk.ts';
import { button, esc, goTo, openTab, plain, press, sees, sheet, write } from '../year/screen.ts';
import { readTable, row } from '../year/tables.ts';

const DEADLINE = '2026-05-31';

/** Who owes, by member and by age; the letter to one of them as it will be printed. */
export async function arrears({ page, check, picture, desktop, paper }: Desk): Promise<void> {
  assert.ok(desktop);
  await goTo(page, '会费');
  await openTab(page, '欠缴');
  const rows = await readTable(page, '欠缴会员');
  const debtor = rows.find((cells) => cells.some((cell) => cell.includes('2 个月')));
  assert.ok(debtor, JSON.stringify(rows.slice(0, 5)));
  const name = debtor[debtor.findIndex((cell) => /^\d{4}$/.test(cell)) + 1] ?? '';
  const owed = debtor.find((cell) => /^\d+\.\d\d$/.test(cell)) ?? '';
  await picture('会费-欠缴');
  await (await row(page, '欠缴会员', name)).click();
  await press(sheet(page, `${name} 欠缴会费`), '打印催缴通知');
  const dialog = sheet(page, '会费催缴通知');
  await write(dialog, { 缴纳期限: DEADLINE, 缴费方式: '到工会办公室缴现金，或从下月工资补扣' });
  await picture('会费-催缴通知');
  await press(dialog, '生成通知');
  const pdf = await desktop.savePdf(button(sheet(page, '会费催缴通知'), '存为 PDF'), '会费催缴通知.pdf');
  await check(
    'the letter names the member, both months, the sum in figures and words, and threatens nobody',
    async () => {
      const text = plain(await paper(pdf, '会费催缴通知'));
      for (const part of [
        `${name}同志`,
        '2026年3月',
        '2026年4月',
        `${owed}元`,
        '滨江实验学校工会委员会',
        '到工会办公室缴现金',
      ])
        assert.ok(text.includes(plain(part)), `${part} is not in the letter: ${text}`);
      assert.ok(!text.includes('自动退会'), 'two months are no reason to speak of leaving');
    },
  );
  await esc(page);
  await esc(page);
  await check('the sums by age are those of the list', async () => {
    await page.getByText('按时间', { exact: true }).click();
    await sees(page, `欠缴 ${rows.length} 人`);
  });
  await picture('会费-欠缴按时间');
}
