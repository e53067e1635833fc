import assert from 'node:assert/strict';
import type { Desk } from './desk.ts';
import { button, goTo, openTab, press, says, sees, sheet, tick } from './screen.ts';
import { readTable, row } from './tables.ts';

const CLOSING = '179,194.64';

/** The bank's statement of March: taken in, matched, what the bank moved by itself booked from it, and the 余额调节表 on paper. */
export async function bank(desk: Desk): Promise<void> {
  const { page, picture } = desk;
  await goTo(page, '经费账');
  await openTab(page, '现金银行');
  await tick(page, '银行对账');
  await sees(page, '还没有对账单');
  await picture('现金银行-没有对账单');
  await statement(desk);
  await match(desk);
  await book(desk);
  await byHand(desk);
  await sheetOfMarch(desk);
}

async function statement({ page, check, picture, handOver }: Desk): Promise<void> {
  await handOver(button(page, '导入对账单'), '银行对账单-202603.csv');
  await check('the statement is read row by row, with its balances', async () => {
    await sees(page, '2026-03-01 至 2026-03-31，期初 186,523.47，期末 179,194.64');
    const rows = await readTable(page, '对账单各行');
    assert.equal(rows.filter((cells) => cells.includes('可导入')).length, 9);
    const fee = rows.find((cells) => cells[2]?.startsWith('账户管理费'));
    assert.deepEqual(fee?.slice(3, 6), ['', '10.00', '181,882.64']);
  });
  await picture('现金银行-导入对账单');
  await press(page, '导入 9 笔');
  await sees(page, '已导入 9 笔银行流水');
}

async function match({ page, check, picture }: Desk): Promise<void> {
  await check('what leaves no doubt is offered in one go', () => sees(page, '有 8 组', '可以一次勾对'));
  await picture('现金银行-勾对');
  await press(page, '勾对 8 组');
  await check('only interest and fee are left, both at the bank', async () => {
    await sees(page, '银行结息和扣费 2 笔还没有记账：结息 152.37、账户管理费 10.00。');
    const lines = await readTable(page, '银行流水');
    assert.deepEqual(
      lines.map((cells) => cells.slice(3, 5)),
      [
        ['152.37', ''],
        ['', '10.00'],
      ],
    );
    await sees(page, '账上记录都勾对了');
  });
  await picture('现金银行-未达');
}

async function book({ page, check, picture }: Desk): Promise<void> {
  await press(page, '记账 2 笔');
  const question = sheet(page, '记账 2 笔？');
  await check('it says what they are booked as before they are', () =>
    says(question, '2026-03-21 结息 152.37 元，记为「银行利息」', '账户管理费 10.00 元，记为「银行手续费」'),
  );
  await picture('现金银行-记账结息');
  await press(question, '记账');
  await check('interest and fee are in the books, each with its slip, and matched', async () => {
    await sees(page, '已记账并勾对 2 笔', '银行流水都勾对了');
    await openTab(page, '凭证');
    await sees(page, '共 11 张凭证');
    for (const [summary, amount] of [
      ['银行存款利息', '152.37'],
      ['银行手续费', '10.00'],
    ] as const) {
      const cells = (await readTable(page, '凭证')).find((line) => line.includes(summary));
      assert.ok(cells?.includes(amount) && cells.includes('1'), `${summary}: ${cells}`);
    }
  });
  await openTab(page, '现金银行');
  await tick(page, '银行对账');
}

/** A match is taken apart and made again by hand. */
async function byHand({ page, check, picture }: Desk): Promise<void> {
  await tick(page, '已勾对$');
  await check('ten groups are matched, the wrong voucher with its reversal among them', async () => {
    const groups = await readTable(page, '已勾对');
    assert.equal(groups.length, 10);
    assert.equal(groups.filter((cells) => cells.includes('（两笔凭证相抵）')).length, 1);
  });
  await picture('现金银行-已勾对');
  await (await row(page, '已勾对', '困难帮扶-毛静轩')).getByRole('checkbox').check();
  await press(page, '取消勾对');
  await sees(page, '已取消 1 组勾对');
  await tick(page, '勾对$');
  await (await row(page, '银行流水', '3,000.00')).getByRole('checkbox').check();
  const bar = page.getByRole('region', { name: '所选' });
  await check('one side alone cannot be matched', async () => {
    await says(bar, '相差 3,000.00 元');
    assert.equal(await button(bar, '勾对所选').isDisabled(), true);
  });
  await (await row(page, '账上记录', '3,000.00')).getByRole('checkbox').check();
  await picture('现金银行-勾对所选');
  await press(bar, '勾对所选');
  await check('everything is matched on both sides', () =>
    sees(page, '银行流水都勾对了', '账上记录都勾对了', `银行 ${CLOSING}，账面 ${CLOSING}，两边一致`),
  );
}

async function sheetOfMarch({ page, check, picture, paper, desktop }: Desk): Promise<void> {
  await tick(page, '余额调节表');
  await check('the 余额调节表 closes with what the bank says', () =>
    says(page.getByRole('table', { name: '余额调节表' }), `银行对账单余额${CLOSING}`, `调节后余额${CLOSING}`),
  );
  await picture('现金银行-余额调节表');
  if (!desktop) return;
  await check('the 余额调节表 on paper says the same, with its signatures', async () => {
    const pdf = await desktop.savePdf(button(page, '存为 PDF'), '银行存款余额调节表-202603.pdf');
    const text = (await paper(pdf, '纸面-余额调节表')).replace(/[ \n]+/g, ' ');
    assert.match(text, /银行存款余额调节表/);
    assert.equal(text.split(CLOSING).length - 1, 4, text);
    for (const words of ['2026-03-31', '调节后余额相符', '制表', '出纳'])
      assert.ok(text.includes(words), `${words}\n${text}`);
  });
}
