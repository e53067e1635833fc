import assert from 'node:assert/strict';
import { value } from '../ask.ts';
import type { Desk } from '../year/desk.ts';
import { openTab, sees } from '../year/screen.ts';
import { readTable } from '../year/tables.ts';

/** The sentence of the annual report says what the tables and the ledger say. */
export async function figures({ page, check, picture }: Desk): Promise<void> {
  await openTab(page, '统计');
  const { rows: members } = await value(page, 'members.list', { limit: 300 });
  const { rows: visits } = await value(page, 'visits.list', { year: 2026, limit: 500 });
  const standing = visits.filter(({ reversed, returned }) => !reversed && !returned);
  const visited = new Set(standing.map(({ memberId }) => memberId));
  const women = [...visited].filter((id) => members.find((member) => member.id === id)?.sex === 'female').length;
  const share = ((women * 100) / visited.size).toFixed(1);
  await check('298 visits, 19,320.00 yuan: the sentence, with the share of women', async () => {
    assert.equal(standing.length, 298);
    assert.equal(
      standing.reduce((sum, { amount }) => sum + amount, 0),
      1_932_000,
    );
    await sees(page, '全年走访慰问298人次', '19,320.00元', `其中女职工${women}人，占${share}%`);
  });
  await check('the table by kind says the same', async () => {
    const rows = await readTable(page, '按类别');
    const text = rows.map((cells) => cells.join(' ')).join('\n');
    assert.ok(text.includes('17,820.00') && text.includes('1,500.00'), text);
  });
  await picture('统计-年报');
  await page.getByText('与账上核对', { exact: true }).click();
  await check('visits and ledger agree to the fen', async () => {
    const { expense, stock } = await value(page, 'visits.readYear', { year: 2026 });
    for (const lines of [expense, stock])
      for (const line of lines.filter(({ kind }) => kind === 'difference')) assert.equal(line.amount, 0, line.label);
  });
  await picture('统计-与账上核对');
}
