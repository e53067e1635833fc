import assert from 'node:assert/strict';
import type { Desk } from './desk.ts';
import { button, goTo, openTab, press, says, sees, sheet, write } from './screen.ts';
import { readFoot, readLines, readTable } from './tables.ts';

/** Chapter 3: March is levied, the payroll list brings the money, twelve members still owe. */
export async function dues(desk: Desk): Promise<void> {
  const { page, check, picture } = desk;
  await goTo(page, '会费');
  await page.getByRole('button', { name: /^2026年3月/ }).click();
  await sees(page, '3 月还没有计提会费');
  await picture('会费-未计提');
  await levy(desk);
  await payroll(desk);
  await goTo(page, '会费');
  await page.getByRole('button', { name: /^2026年3月/ }).click();
  await check('the month says who paid and who owes', () => sees(page, '3 月应收 270 人，已收 258 人，欠 12 人'));
  await picture('会费-收缴明细');
  await openTab(page, '欠缴');
  await check('arrears: twelve members, 155.20', async () => {
    const rows = await readTable(page, '欠缴会员');
    assert.equal(rows.length, 12);
    assert.deepEqual(rows.find((cells) => cells[2] === '毛静轩')?.slice(6, 9), [
      '2026年3月',
      `${rows[0]?.[7]}`,
      '1.00',
    ]);
    assert.equal((await readFoot(page, '欠缴会员'))[8], '155.20');
  });
  await picture('会费-欠缴');
  await openTab(page, '收缴批次');
  await check('the batch stands there with its voucher', async () => {
    const [batch] = await readTable(page, '收缴批次');
    assert.deepEqual([batch?.[0], batch?.[2], batch?.[4], batch?.[5]], ['2026-03-05', '工资代扣', '264', '6,470.80']);
  });
  await picture('会费-收缴批次');
  await openTab(page, '会费标准');
  await picture('会费-标准');
}

async function levy({ page, check, picture }: Desk): Promise<void> {
  await press(page, '计提 3 月会费');
  await check('the levy is shown before it is made', () =>
    sees(page, '将计提 270 人，应收 6,626.00 元', '保留会籍 11 人免交'),
  );
  await picture('会费-计提预览');
  await press(page, '确认计提');
  await check('270 members are levied', () => sees(page, '已计提 2026年3月会费 270 人，应收 6,626.00 元'));
}

async function payroll({ page, check, picture, handOver }: Desk): Promise<void> {
  await press(page, '导入工资代扣');
  await handOver(button(page, '选择代扣名单'), '工资代扣会费-202603.csv');
  await check('the list is judged row by row, and its total row is no member', async () => {
    await sees(page, '足额 258', '少扣 6', '不在名单 6', '查无此人 1', '合计行 1');
    await sees(page, '名单各行合计 6,483.30 元', '可以入账 6,470.80 元', '不入账 12.50 元');
  });
  await write(page, { 到账日期: '2026-03-05', 附件张数: '2' });
  await picture('会费-代扣名单');
  await press(page, '少扣…');
  await check('who was deducted too little is named with the rest', async () => {
    const rows = await readTable(page, '代扣名单');
    assert.deepEqual(
      rows.map((cells) => cells[2]),
      ['毛静轩', '邱秀一', '薛霞伟', '汪小涛', '江浩轩', '文轩文'],
    );
    for (const cells of rows) assert.match(cells.at(-1) ?? '', /少扣 1\.00 元/);
  });
  await press(page, '少扣…');
  await press(page, '确认收缴 6,470.80 元');
  await check('264 have paid, one row is left out, twelve still owe', () =>
    says(
      page.getByRole('region', { name: '收缴结果' }),
      '264 人',
      '6,470.80',
      '1 行，已连同原因留存',
      '少扣 6 人，不在名单 6 人',
    ),
  );
  await picture('会费-代扣入账');
  await press(page, '看凭证');
  await check('the voucher: 借 银行存款 贷 会费收入, what the bank statement says', async () => {
    const drawer = sheet(page, '记账');
    const lines = await readLines(drawer.getByRole('table', { name: '分录' }));
    assert.deepEqual(
      lines.map((cells) => cells.slice(1)),
      [
        ['102 银行存款', '6,470.80', ''],
        ['401 会费收入', '', '6,470.80'],
      ],
    );
  });
  await picture('经费账-会费凭证');
}
