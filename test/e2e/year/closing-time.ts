import assert from 'node:assert/strict';
import { ask } from '../ask.ts';
import type { Desk } from './desk.ts';
import { PASSPHRASE } from './first-run.ts';
import { button, field, goTo, openTab, press, says, sees, tick, write } from './screen.ts';

/** What the first page says when the quarter is done. */
export async function workbench({ page, check, picture }: Desk): Promise<void> {
  await goTo(page, '工作台');
  await check('balances and the year against its budget, to the fen', () =>
    says(
      page.getByRole('region', { name: '资金' }),
      '银行存款179,194.64',
      '库存现金1,268.50',
      '工会资金结余175,399.14',
      '2026 年收入14,219.17',
      '2026 年支出21,548.00',
    ),
  );
  await check('what is left to do', () => says(page.getByRole('region', { name: '待办' }), '12 人', '39 行'));
  await picture('工作台');
}

/** The same after dues and one expense only. */
export async function workbenchOfCore({ page, check, picture }: Desk): Promise<void> {
  await goTo(page, '工作台');
  await check('dues came in, one expense went out', () =>
    says(
      page.getByRole('region', { name: '资金' }),
      '银行存款190,306.27',
      '2026 年收入6,470.80',
      '2026 年支出2,688.00',
    ),
  );
  await picture('工作台');
}

/** Every part of the settings, and a backup. */
export async function settings({ page, check, picture }: Desk): Promise<void> {
  await goTo(page, '设置');
  await field(page, '工会主席').waitFor();
  await picture('设置-单位与人员');
  await openTab(page, '集体决议');
  await sees(page, '工委〔2026〕2号', '14,850.00', '工委〔2026〕3号', '3,000.00');
  await picture('设置-集体决议');
  await openTab(page, '口令与备份');
  await press(page, '现在备份');
  await check('a backup is made and checked', () => sees(page, '已备份并核对'));
  await picture('设置-口令与备份');
  await openTab(page, '操作留痕');
  await check('the audit trail is whole', () => sees(page, '链条完整'));
  await picture('设置-操作留痕');
}

/** Locked, a wrong passphrase, and opened by the committee, who sees and cannot write. */
export async function committee(desk: Desk): Promise<void> {
  const { page, check, picture } = desk;
  await press(page, '锁定');
  await button(page, '打开账本').waitFor();
  await check('nothing of the books is left on the screen', async () =>
    assert.equal(await page.getByText('已备份并核对').count(), 0),
  );
  await picture('锁定');
  await check('a wrong passphrase is refused with its sentence', async () => {
    await write(page, { 口令: '滨江秋天的第二本账' });
    await press(page, '打开账本');
    await sees(page, '口令不对；请检查大小写和输入法后再试，忘记口令可用恢复码打开账本。');
  });
  await picture('口令不对');
  await tick(page, '经审会查阅');
  await write(page, { 口令: PASSPHRASE });
  await press(page, '打开账本');
  await page.getByRole('heading', { level: 1, name: '工作台' }).waitFor();
  await check('the committee is told that it only looks', () => sees(page, '经审会查阅，只看不改'));
  for (const [entry, words] of [
    ['会员', ['导入花名册', '新会员']],
    ['会费', ['导入工资代扣', '补计提']],
    ['困难帮扶', ['新建档案']],
    ['慰问', ['登记慰问']],
    ['经费账', ['填制凭证', '导出账簿']],
  ] as const) {
    await goTo(page, entry);
    await page.getByRole('grid').first().waitFor();
    await check(`${entry}: the committee sees the page without the buttons that write`, async () => {
      for (const text of words) assert.equal(await button(page, text).count(), 0, text);
    });
    await picture(`经审会-${entry}`);
  }
  await check('a write that the page does not offer is refused all the same', async () => {
    const reply = await ask(page, 'union.saveResolution', {
      number: '工委〔2026〕9号',
      day: '2026-04-01',
      title: '不该写进来的决议',
      body: '',
    });
    assert.equal(reply.ok, false);
    assert.equal(reply.ok ? '' : reply.error.code, 'request.notPermitted');
  });
  await press(page, '锁定');
  await button(page, '打开账本').waitFor();
}
