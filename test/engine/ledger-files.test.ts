import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { LIST_BUDGET } from '#electron/engine/ledger/budget/rows.ts';
import { previewOpening, readShippedChart } from '#electron/engine/ledger/commands.ts';
import { readGrid } from '#electron/engine/spreadsheet/read.ts';
import { day } from '#shared/calendar.ts';
import { Refusal, sentenceOf } from '#shared/errors.ts';
import { fen, sum } from '#shared/money.ts';
import { explain, secondConnection } from './explain.ts';
import { BINJIANG, FIXTURES, startWithBooks, type TestEngine } from './support.ts';

const chart = readShippedChart(fileURLToPath(new URL('../../assets', import.meta.url)));
const opening = async (csv: string) =>
  previewOpening(await readGrid(new TextEncoder().encode(csv), '年初.csv'), '年初.csv', chart);

describe('年初余额', () => {
  it('reads the sample sheet to the fen, balanced', async () => {
    const name = '年初余额-2026.xlsx';
    const preview = previewOpening(await readGrid(readFileSync(join(FIXTURES, name)), name), name, chart);
    expect(preview).toMatchObject({ balanced: true, difference: 0, debit: 23639197, credit: 23639197 });
    expect(preview.lines.map(({ code, debit, credit }) => ({ code, debit, credit }))).toEqual(BINJIANG.opening);
    expect(preview.lines.every(({ problem }) => problem === undefined)).toBe(true);
    expect(preview.lines.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6, 7]);
  });

  it('says of every row what is wrong with it', async () => {
    const { lines, balanced, difference } = await opening(
      [
        '科目编号,科目名称,借方余额,贷方余额',
        '101,库存现金,"1,268.505",',
        '102,银行存款,一万,',
        '999,不存在,1,',
        '401,会费收入,,5',
        '502,维权支出,5,',
        '501,会费收入,5,',
        '113,其他应收款,5,5',
        '102,银行存款,10,',
        '211,应付上级经费,-5,',
        '322,工会资金结余,,7',
        ',累计结余,,3.01',
        '合计,,20,10',
      ].join('\n'),
    );
    expect(lines.map(({ row, code, problem }) => [row, code, problem])).toEqual([
      [2, '101', '借方余额多于两位小数（1,268.505）'],
      [3, '102', '借方余额不是金额（一万）'],
      [4, '999', '科目表里没有编号 999'],
      [5, '401', '收入和支出科目年初没有余额，请改记到累计结余'],
      [6, '502', '科目表里没有编号 502'],
      [7, '501', '编号和名称对不上：501 是「职工活动支出」'],
      [8, '113', '借方和贷方都有数，只能留一方'],
      [9, '102', '科目与第 3 行重复'],
      [10, '211', '余额是负数，请改记到另一方'],
      [11, '322', '与它下级科目的合计不符'],
      [12, '32205', undefined],
      [13, '', '与各行之和不符（借方 26.00，贷方 13.01）'],
    ]);
    expect(balanced).toBe(false);
    expect(difference).toBe(sum(lines.slice(0, -1).map((line) => fen(line.debit - line.credit))));
  });

  it('reads side and balance, and sums of accounts above and below are not counted twice', async () => {
    const { lines, debit, credit } = await opening(
      '科目代码,科目,方向,期初余额\n102,银行存款,借,100.10\n322,工会资金结余,贷,100.10\n32201,年初余额调整,借,20\n32205,累计结余,贷,120.10\n301,资产基金,平,0\n',
    );
    expect(lines.map(({ code, problem }) => [code, problem])).toEqual([
      ['102', undefined],
      ['32201', undefined],
      ['32205', undefined],
      ['301', undefined],
    ]);
    expect([debit, credit]).toEqual([12010, 12010]);
    expect((await opening('科目代码,方向,余额\n322,贷,1\n')).lines[0]?.problem).toBe(
      '不是末级科目，请写到它的末级科目上',
    );
    const wrong = await opening(
      '科目代码,科目,方向,期初余额\n322,工会资金结余,贷,99\n32205,累计结余,贷,120.10\n102,银行存款,左,1\n',
    );
    expect(wrong.lines.map(({ problem }) => problem)).toEqual([
      '与它下级科目的合计不符',
      undefined,
      '余额方向「左」不是借也不是贷',
    ]);
  });

  it('refuses a sheet without such a header, or without rows', async () => {
    const refused = async (csv: string) =>
      opening(csv).catch((error) => (error instanceof Refusal ? sentenceOf(error.detail) : String(error)));
    expect(await refused('姓名，电话\n张三，1\n')).toBe(
      '文件「年初.csv」里没有找到表头，表头里至少要有：科目编号、借方余额、贷方余额；请检查后再选。',
    );
    expect(await refused('科目编号,借方余额,贷方余额\n')).toBe('文件「年初.csv」表头下面没有数据行，请检查后再选。');
  });
});

describe('预算', () => {
  let test: TestEngine;
  let db: Connection;
  beforeAll(async () => {
    test = await startWithBooks();
    db = await secondConnection(test);
  });
  afterAll(async () => {
    db.close();
    await test.dispose();
  });
  const file = (name: string, csv: string) => {
    const path = join(test.folder, name);
    writeFileSync(path, csv);
    return test.engine.registerPath(path);
  };
  const stored = () =>
    db.get<{ lines: number; batches: number }>(
      'SELECT (SELECT count(*) FROM budget_lines) AS lines, (SELECT count(*) FROM import_batches) AS batches',
    );

  it('shows the sample file exactly, its sums checked', async () => {
    const preview = await test.call('ledger.previewBudget', { file: test.fixture('预算-2026.xlsx') });
    expect(preview).toMatchObject({ income: 22752000, expense: 21900000, problems: [], notes: [] });
    expect(preview.lines).toHaveLength(12);
    expect(preview.lines[0]).toEqual({
      row: 4,
      code: '401',
      name: '会费收入',
      amount: 6000000,
      lastYear: 5821040,
      note: '在职会员按月代扣',
    });
    expect(preview.lines.every(({ problem }) => problem === undefined)).toBe(true);
    expect(stored()).toEqual({ lines: 0, batches: 0 });
  });

  it.each([
    ['an account that is not in the chart', '科目,本年预算数\n会费,100\n401 会费,1\n', 'ledger.budgetRows'],
    ['a number of the 2009 chart', '编号,科目,本年预算数\n503,业务支出,100\n', 'ledger.budgetRows'],
    ['an asset', '编号,科目,本年预算数\n101,库存现金,100\n', 'ledger.budgetRows'],
    ['three decimals', '编号,科目,本年预算数\n401,会费收入,100.005\n', 'ledger.budgetRows'],
    ['a negative budget', '编号,科目,本年预算数\n401,会费收入,-100\n', 'ledger.budgetRows'],
    ['the same account twice', '编号,科目,本年预算数\n401,会费收入,100\n401,会费收入,100\n', 'ledger.budgetRows'],
    ['a sum that does not agree', '编号,科目,本年预算数\n401,会费收入,100\n,本年收入合计,101\n', 'ledger.budgetSums'],
    [
      'a parent that does not agree',
      '编号,科目,本年预算数\n501,职工活动支出,100\n50101,职工教育支出,60\n50102,文体活动支出,41\n',
      'ledger.budgetSums',
    ],
    ['万元', '工会预算,,单位:万元\n编号,科目,本年预算数\n401,会费收入,6\n', 'ledger.budgetSums'],
    ['no budget column', '编号,科目,金额\n401,会费收入,6\n', 'file.noHeader'],
    ['no rows', '编号,科目,本年预算数\n', 'file.noRows'],
  ])('refuses %s whole', async (_, csv, code) => {
    const refused = await test.refusal('ledger.takeBudget', { file: file('预算.csv', csv), year: 2026 });
    expect(refused.code).toBe(code);
    expect(refused.sentence).toContain('预算.csv');
    expect(stored()).toEqual({ lines: 0, batches: 0 });
  });

  it('names the sum that is wrong', async () => {
    const csv =
      '编号,科目,上年决算数,本年预算数\n401,会费收入,1,100\n,本年收入合计,2,101\n,支出总计,0,0\n,上年结转,5,5\n';
    const preview = await test.call('ledger.previewBudget', { file: file('预算.csv', csv) });
    expect(preview.problems).toEqual([
      '第 3 行「本年收入合计」的本年预算数写 101.00 元，各行合计 100.00 元',
      '第 3 行「本年收入合计」的上年决算数写 2.00 元，各行合计 1.00 元',
    ]);
    expect(preview.notes).toEqual(['第 4 行「支出总计」没有核对。']);
    expect(preview.heads).toEqual([{ row: 5, head: 'carriedOver', amount: 500, lastYear: 500, note: '' }]);
  });

  it('is taken in whole, keeps its rows, and shows what was booked against it', async () => {
    const pay = (purposeId: string, amount: number) =>
      test.call('ledger.recordSimple', {
        direction: purposeId.startsWith('in-') ? 'income' : 'expense',
        purposeId,
        amount: fen(amount),
        method: 'bank',
        day: day('2026-03-02'),
        summary: '收支',
        attachmentCount: 1,
      });
    await pay('ex-sport', 3000000);
    await pay('in-upper-special', 700000);
    await pay('ex-legal', 1);
    const budget = await test.call('ledger.takeBudget', { file: test.fixture('预算-2026.xlsx'), year: 2026 });
    const line = (code: string) => budget.lines.find((candidate) => candidate.code === code);
    expect(line('50102')).toMatchObject({ amount: 3600000, lastYear: 3258000, actual: 3000000, direction: 'expense' });
    // the budget stands on 403, the money was booked on 40302
    expect(line('403')).toMatchObject({ amount: 1500000, actual: 700000 });
    expect(line('40302')).toBeUndefined();
    expect(line('50403')).toMatchObject({ amount: 0, actual: 1 });
    expect(db.all('SELECT verdict, state FROM import_rows GROUP BY verdict, state')).toEqual([
      { verdict: 'new', state: 'taken' },
    ]);
    const over = await test.call('ledger.previewSimple', {
      direction: 'expense',
      purposeId: 'ex-sport',
      amount: fen(744000),
      method: 'bank',
      day: day('2026-03-03'),
      summary: '运动会',
      attachmentCount: 1,
    });
    expect(over.budget).toEqual({ name: '文体活动支出', budget: 3600000, after: 3744000, percent: 104 });
    expect(over.warnings.join()).toContain('超出预算 1,440.00 元');
    const bare = await test.call('ledger.previewSimple', {
      direction: 'expense',
      purposeId: 'ex-legal',
      amount: fen(1),
      method: 'bank',
      day: day('2026-03-03'),
      summary: '咨询',
      attachmentCount: 1,
    });
    expect(bare.warnings).toEqual(['「法律援助支出」没有列入 2026 年预算，无预算的支出要先按程序追加。']);
    const income = await test.call('ledger.previewSimple', {
      direction: 'income',
      purposeId: 'in-upper-general',
      amount: fen(800000),
      method: 'bank',
      day: day('2026-03-03'),
      summary: '补助',
    });
    expect(income.budget).toMatchObject({ name: '上级补助收入', percent: 100 });
  });

  it('is saved by hand, and refused when it would count twice', async () => {
    const lines = [{ accountId: '2021:403', amount: fen(1), lastYear: fen(0) }];
    const before = stored();
    const refusal = async (more: object[], year = 2026) =>
      (await test.refusal('ledger.saveBudget', { year, lines: [...lines, ...more] })).sentence;
    const zero = { amount: 0, lastYear: 0 };
    expect(await refusal([{ accountId: '2021:40302', ...zero }])).toBe(
      '科目「40302 专项转移支付补助」和它的上级科目都写了预算，会重复计算，请只留一处。',
    );
    expect(await refusal([{ accountId: '2021:403', ...zero }])).toBe(
      '科目「403 上级补助收入」的预算写了两次，请合并成一行。',
    );
    expect(await refusal([{ accountId: '2021:101', ...zero }])).toBe(
      '科目「101 库存现金」不是收入或支出科目，不能编预算，请重新选择。',
    );
    expect(await refusal([{ accountId: '2021:9', ...zero }])).toBe('科目「2021:9」不在科目表里，请重新选择。');
    expect(await refusal([], 2062)).toBe('2062 年不在账本里，预算只能编账本已有的年度和下一年。');
    expect(await refusal([{ accountId: '2021:401', amount: -1, lastYear: 0 }])).toBe(
      '「第 2 行 金额」不能是负数，请改好再保存。',
    );
    expect(stored()).toEqual(before);
    expect(
      (await test.call('ledger.saveBudget', { year: 2027, lines })).lines.map(({ code, amount }) => [code, amount]),
    ).toContainEqual(['403', 1]);
    expect((await test.call('ledger.readBudget', { year: 2026 })).exists).toBe(true);
    expect(explain(db, LIST_BUDGET, { year: 2026 }).join()).toContain('SEARCH budget_lines USING PRIMARY KEY (year=?)');
  });
});
