import assert from 'node:assert/strict';
import type { Desk } from './desk.ts';
import { resolution } from './hardship.ts';
import { button, goTo, openTab, press, says, sees, sheet, tick, write } from './screen.ts';
import { readTable } from './tables.ts';

/** The budget of the year, as the superior union approved it, before the first payment. */
export async function budget({ page, check, picture, handOver }: Desk): Promise<void> {
  await goTo(page, '经费账');
  await openTab(page, '预算');
  await sees(page, '2026 年还没有录入预算');
  await picture('经费账-没有预算');
  await handOver(button(page, '导入预算表'), '预算-2026.xlsx');
  await check('the file is read, and its own totals agree with its lines', () =>
    sees(page, '收入 227,520.00 元，支出 219,000.00 元'),
  );
  await picture('经费账-导入预算');
  await press(page, '确认导入');
  await check('the budget stands there line by line, as a draft', async () => {
    await sees(page, '草案', '支出 219,000.00');
    const rows = await readTable(page, '预算');
    const line = (code: string) => rows.find((cells) => cells[0] === code)?.slice(1, 4);
    assert.deepEqual(line('402'), ['拨缴经费收入', '148,760.00', '151,920.00']);
    assert.deepEqual(line('50105'), ['会员活动支出', '121,640.00', '128,000.00']);
    assert.deepEqual(line('507'), ['资本性支出', '', '12,000.00']);
  });
  await picture('经费账-预算草案');
  await press(page, '批准预算');
  const dialog = sheet(page, '批准 2026 年预算');
  await says(dialog, '支出 219,000.00 元');
  await press(dialog, '新增决议');
  await resolution(sheet(page, '决议编号'), {
    决议编号: '工委〔2026〕1号',
    会议日期: '2026-01-12',
    标题: '关于 2026 年经费预算的决议',
  });
  await sheet(page, '决议编号').waitFor({ state: 'hidden' });
  await write(dialog, { 批准日期: '2026-01-15' });
  await press(dialog, '批准');
  await check('the budget is adopted by its decision', () => sees(page, '2026-01-15 批准', '已批准 工委〔2026〕1号'));
  await picture('经费账-预算已批准');
  await tick(page, '执行');
  await check('nothing is spent yet', () => sees(page, '收入 0.00 / 227,520.00，支出 0.00 / 219,000.00'));
  await picture('经费账-预算执行');
}
