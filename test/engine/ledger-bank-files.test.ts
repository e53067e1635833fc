import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayOfCell, movementOf, signOfFlag } from '#electron/engine/ledger/bank/statement-cells.ts';
import { factsAbove } from '#electron/engine/ledger/bank/statement-facts.ts';
import type { Cell } from '#electron/engine/spreadsheet/grid.ts';
import { readGrid } from '#electron/engine/spreadsheet/read.ts';
import { fen } from '#shared/money.ts';
import { chosen, csv, STATEMENT } from './ledger-bank-support.ts';
import { FIXTURES, startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine;
beforeEach(async () => {
  test = await startWithBooks();
  test.setNow('2026-04-02T02:00:00.000Z');
});
afterEach(() => test.dispose());

const preview = (name: string, content: string | Uint8Array, more = {}) =>
  test.call('ledger.previewStatement', { file: chosen(test, name, content), ...more });
const amounts = async (name: string, content: string | Uint8Array, more = {}) => {
  const { rows, opening, closing, problems } = await preview(name, content, more);
  const taken = rows.filter(({ verdict }) => verdict === 'take');
  // the preview keeps the order of the file
  if ((taken[0]?.day ?? '') > (taken.at(-1)?.day ?? '')) taken.reverse();
  return { lines: taken.map(({ day, amount, balance }) => [day, amount, balance]), opening, closing, problems };
};
const USUAL = {
  lines: [
    ['2026-03-02', 10_000, 110_000],
    ['2026-03-03', -2_550, 107_450],
    ['2026-03-03', 50, 107_500],
  ],
  opening: 100_000,
  closing: 107_500,
  problems: [],
};

describe('the same three movements as banks write them', () => {
  it.each([
    [
      'the usual columns',
      '交易日期,摘要,借方发生额,贷方发生额,余额\n20260302,a,,100.00,"1,100.00"\n20260303,b,25.50,,"1,074.50"\n20260303,c,,0.50,"1,075.00"',
    ],
    [
      'another order, other names, with the time of day',
      '余额,对方户名,转入,转出,用途,记账日期\n"￥1,100.00",甲,100.00,0.00,a,2026-03-02 09:01:02\n"￥1,074.50",乙,0.00,25.50,b,2026-03-03 10:00:00\n"￥1,075.00",,0.50,-,c,2026-03-03 10:00:01',
    ],
    [
      'one signed column',
      '日期,附言,金额,余额\n2026/3/2,a,+100.00,1100.00\n2026/3/3,b,-25.50,1074.50\n2026/3/3,c,0.5,1075',
    ],
    [
      'an amount and a flag, with Chinese days',
      '交易时间,交易金额,借贷标志,账户余额\n2026年3月2日,100.00,贷,1100.00\n2026年3月3日,25.50,借,1074.50\n2026年3月3日,0.50,贷,1075.00',
    ],
    [
      'an amount and 收支, in tabs',
      '交易日\t金额\t收/支\t余额\n20260302\t100\t收入\t1100\n20260303\t25.5\t支出\t1074.5\n20260303\t0.5\t收入\t1075',
    ],
    [
      'the newest first',
      '交易日期,摘要,支出,收入,余额\n20260303,c,,0.50,1075.00\n20260303,b,25.50,,1074.50\n20260302,a,,100.00,1100.00',
    ],
    [
      'both kinds of amount: the two columns win',
      '交易日期,发生额,借方金额,贷方金额,余额\n20260302,100.00,,100.00,1100.00\n20260303,25.50,25.50,,1074.50\n20260303,0.50,,0.50,1075.00',
    ],
    [
      'opening, totals, blank rows, a page head and remarks',
      '中国某某银行\n户名:滨江实验学校工会委员会\n交易日期,摘要,借方,贷方,余额\n20260301,期初余额,,,"1,000.00"\n20260302,a,,100.00,"1,100.00"\n\n交易日期,摘要,借方,贷方,余额\n20260303,b,25.50,,"1,074.50"\n20260303,c,,0.50,"1,075.00"\n合计,,25.50,100.50,\n本对账单仅供参考,,,,',
    ],
    [
      'compact instants and currency words',
      '交易时间,收入金额,支出金额,余额\n20260302090102,CNY 100.00,,CNY 1100.00\n20260303 100000,,RMB25.50,1074.50\n20260303 10:00:01,0.50,,1075.00',
    ],
  ])('%s', async (name, text) => {
    expect(await amounts(`${name.slice(0, 8).replace(/\W/g, '')}.csv`, text)).toEqual(USUAL);
  });

  it('in every encoding that a bank may use', async () => {
    const text =
      '交易日期,摘要,支出,收入,余额\n20260302,a,,100.00,1100.00\n20260303,b,25.50,,1074.50\n20260303,c,,0.50,1075.00';
    const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    expect(await amounts('bom.csv', `\ufeff${text}`)).toEqual(USUAL);
    expect(await amounts('utf16.csv', utf16)).toEqual(USUAL);
    // GBK taken for Latin-1 and saved again: no bank word is left
    const mangled = Buffer.from(readFileSync(join(FIXTURES, STATEMENT)).toString('latin1'), 'utf8');
    const refused = await test.refusal('ledger.previewStatement', { file: chosen(test, '乱码.csv', mangled) });
    expect(refused.sentence).toBe(
      '文件「乱码.csv」里没有找到表头，表头里至少要有：交易日期、借方发生额和贷方发生额（或收入和支出）、余额；请检查后再选。',
    );
  });

  it('in a workbook with real days and numbers, and results of formulas', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: '明细',
          rows: [
            ['户名', '滨江实验学校工会委员会'],
            ['账号', '1202021419900012345'],
            ['起止日期', '2026-03-01', '至', '2026-03-31'],
            ['交易日期', '摘要', '支出', '收入', '余额'],
            [new Date(Date.UTC(2026, 2, 2)), 'a', null, 100, 1100],
            [20260303, 'b', 25.5, null, 1074.5],
            [46084, 'c', null, 0.5, 1075],
          ],
        },
      ],
    });
    expect(await amounts('明细.xlsx', bytes)).toEqual(USUAL);
    expect(await preview('明细2.xlsx', bytes)).toMatchObject({
      from: '2026-03-01',
      to: '2026-03-31',
      fromStated: true,
      accountNumberMasked: '***************2345',
      notes: [],
    });
  });

  it('from a bank that means income by 借方: the balances say so', async () => {
    const text = '交易日期,借方,贷方,余额\n20260302,100.00,,1100.00\n20260303,,25.50,1074.50\n20260303,0.50,,1075.00';
    expect(await amounts('反.csv', text)).toEqual(USUAL);
    expect((await preview('反2.csv', text)).notes[0]).toContain('把收入写在借方');
  });
});

describe('what is wrong is said row by row, and bars the file', () => {
  it('a missing row is named', async () => {
    const lines = new TextDecoder('gbk').decode(readFileSync(join(FIXTURES, STATEMENT))).split('\n');
    const without = lines.filter((line) => !line.includes('上解工会经费')).join('\n');
    const file = chosen(test, '缺一行.csv', without);
    const { rows, problems, counts } = await test.call('ledger.previewStatement', { file });
    expect(counts).toMatchObject({ take: 7, broken: 1 });
    expect(rows.find(({ verdict }) => verdict === 'broken')).toMatchObject({
      row: 10,
      message:
        '第 10 行余额接不上：按上一笔余额应为 186,804.27 元，这里写的是 181,740.27 元，可能少了 5,064.00 元的支出',
    });
    expect(problems).toEqual(['第 10 行余额接不上，对账单可能少了几行，请向银行重新导出完整的对账单。']);
    expect(await test.refusal('ledger.takeStatement', { file })).toEqual({
      code: 'bank.statementRows',
      sentence: '对账单「缺一行.csv」的第 10 行有问题，没有导入；请按预览里的提示补齐或改好再导入。',
    });
    expect(await test.call('ledger.listStatements', {})).toEqual([]);
  });

  it.each([
    ['a day that does not exist', '20260230,a,,1.00,1001.00,,', '日期「20260230」看不懂，或没有这一天'],
    ['no day', ',a,,1.00,1001.00,,', '没有日期'],
    ['three decimals', '20260302,a,,1.005,1001.00,,', '收入多于两位小数（1.005）'],
    ['words', '20260302,a,,一元,1001.00,,', '收入不是金额（一元）'],
    ['both sides', '20260302,a,1.00,1.00,1001.00,,', '收入和支出都有数'],
    ['no balance', '20260302,a,,1.00,,,', '没有余额'],
    ['a balance of words', '20260302,a,,1.00,很多,,', '余额不是金额（很多）'],
    ['too much', '20260302,a,,9999999999999999,1001.00,,', '收入太大'],
  ])('%s', async (_, row, message) => {
    const { rows, problems } = await preview('错.csv', csv(row));
    expect(rows[0]).toMatchObject({ verdict: 'problem', message });
    expect(problems).toEqual(['第 2 行看不懂，请在文件里改好再选。']);
    expect((await test.refusal('ledger.takeStatement', { file: chosen(test, '错2.csv', csv(row)) })).code).toBe(
      'bank.statementRows',
    );
  });

  it('amounts beyond what can be added up exactly are problems, not a crash', async () => {
    const rows = Array.from({ length: 120 }, () => '20260302,a,,999999999999.99,999999999999.99,,');
    const { counts } = await preview('巨额.csv', csv(...rows));
    expect(counts.problem).toBe(119);
    expect((await test.refusal('ledger.takeStatement', { file: chosen(test, '巨额2.csv', csv(...rows)) })).code).toBe(
      'bank.statementRows',
    );
  });

  it('a formula without its result, an unknown flag', async () => {
    const cell = (kind: Cell['kind'], text = ''): Cell => ({
      kind,
      text,
      wasNumber: false,
      fromFormula: kind === 'uncalculated',
    });
    const nothing = { debit: undefined, credit: undefined, amount: undefined, flag: undefined };
    expect(movementOf({ ...nothing, debit: cell('uncalculated') })).toEqual({
      problem: '支出是没有算出结果的公式，请在 WPS 或 Excel 里打开保存一次',
    });
    expect(movementOf({ ...nothing, amount: cell('text', '5'), flag: cell('text', '冻结') })).toEqual({
      problem: '收支标志「冻结」看不出是收还是支',
    });
  });

  it('a closing balance that the last row does not reach', async () => {
    const text = `期末余额:1200.00\n${csv('20260302,a,,100.00,1100.00,,')}`;
    expect((await preview('期末.csv', text)).problems).toEqual([
      '对账单写的期末余额是 1,200.00 元，最后一笔的余额是 1,100.00 元，可能少了最后几行。',
    ]);
    expect((await test.refusal('ledger.takeStatement', { file: chosen(test, '期末2.csv', text) })).code).toBe(
      'bank.statementRows',
    );
  });

  it('totals that do not agree, another holder, are worth a look only', async () => {
    const text = `户名:滨江实验学校\n${csv('20260302,a,,100.00,1100.00,,', '合计,,0.00,99.00,,,')}`;
    const { notes, problems } = await preview('合计.csv', text);
    expect(problems).toEqual([]);
    expect(notes).toEqual([
      '对账单的户名是「滨江实验学校」，本会是「滨江实验学校工会委员会」，请核对是不是工会自己的账户。',
      '第 4 行合计写的是收入 99.00 元、支出 0.00 元，各行相加是收入 100.00 元、支出 0.00 元。',
    ]);
  });

  it('a header without rows, an empty file, something else', async () => {
    const ask = async (name: string, content: string | Uint8Array) =>
      (await test.refusal('ledger.takeStatement', { file: chosen(test, name, content) })).code;
    expect(await ask('表头.csv', csv())).toBe('file.noRows');
    expect(await ask('空.csv', '')).toBe('file.empty');
    expect(await ask('图.xlsx', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0]))).toBe('file.unreadable');
    expect(await ask('别的.csv', '姓名,电话,住址\n张三,1,2')).toBe('file.noHeader');
  });

  it('a month without movements that the file itself states is a statement', async () => {
    const text = `起止日期:2026-03-01至2026-03-31\n期初余额:"186,523.47"\n${csv()}`
      .replace(/"/g, '')
      .replace('186,523.47', '186523.47');
    expect(await test.call('ledger.takeStatement', { file: chosen(test, '三月.csv', text) })).toMatchObject({
      lines: 0,
      from: '2026-03-01',
      to: '2026-03-31',
      closing: 18_652_347,
    });
  });
});

describe('columns', () => {
  const strange =
    '入账,事由,出去,进来,剩下,余额\n20260302,a,,100.00,1100.00,x\n20260303,b,25.50,,1074.50,x\n20260303,c,,0.50,1075.00,x';

  it('that are not known are corrected, and are known the next time', async () => {
    const text = strange.replace('入账,事由', '日期,摘要');
    const asked = await preview('怪.csv', text);
    expect(asked.missing).toEqual(['金额']);
    expect(asked.columns.map(({ title, field, samples }) => [title, field, samples])).toEqual([
      ['日期', 'day', ['20260302', '20260303', '20260303']],
      ['摘要', 'summary', ['a', 'b', 'c']],
      ['出去', undefined, ['25.50']],
      ['进来', undefined, ['100.00', '0.50']],
      ['剩下', undefined, ['1100.00', '1074.50', '1075.00']],
      ['余额', 'balance', ['x', 'x', 'x']],
    ]);
    const mapping = { 0: 'day', 1: 'summary', 2: 'debit', 3: 'credit', 4: 'balance' } as const;
    expect(await amounts('怪2.csv', text, { mapping })).toEqual(USUAL);
    expect(await test.refusal('ledger.takeStatement', { file: chosen(test, '怪3.csv', text) })).toMatchObject({
      sentence: '对账单「怪3.csv」里还没有指明哪一列是金额，请先核对各列。',
    });
    await test.call('ledger.takeStatement', { file: chosen(test, '怪4.csv', text), mapping });
    const next = await preview(
      '怪5.csv',
      text
        .replaceAll('202603', '202604')
        .replaceAll('1100', '1175')
        .replaceAll('1074', '1149')
        .replaceAll('1075', '1150'),
    );
    expect([next.known, next.missing]).toEqual([true, []]);
    expect(next.counts).toMatchObject({ take: 3, problem: 0, broken: 0 });
  });

  it('a file without balances asks for the opening balance, or goes on from the statement before', async () => {
    const text = '交易日期,摘要,支出,收入\n20260303,c,,0.50\n20260303,b,25.50,\n20260302,a,,100.00';
    const file = chosen(test, '没有余额.csv', text);
    expect(await test.call('ledger.previewStatement', { file })).toMatchObject({ needsOpening: true, problems: [] });
    expect((await test.refusal('ledger.takeStatement', { file })).sentence).toBe(
      '对账单「没有余额.csv」没有余额列，请填上期初余额再导入。',
    );
    expect(await test.call('ledger.takeStatement', { file, openingBalance: fen(100_000) })).toMatchObject({
      closing: 107_500,
      from: '2026-03-01',
    });
    const next = chosen(test, '四月.csv', '交易日期,摘要,支出,收入\n20260401,d,,1.00');
    expect(await test.call('ledger.previewStatement', { file: next })).toMatchObject({
      needsOpening: false,
      opening: 107_500,
      closing: 107_600,
    });
  });

  it('the first day is asked for where the file does not say it', async () => {
    const file = chosen(test, '半月.csv', csv('20260315,a,,100.00,1100.00,,'));
    expect(await test.call('ledger.previewStatement', { file })).toMatchObject({
      from: '2026-03-01',
      fromStated: false,
    });
    const from = '2026-03-14' as const;
    const parsed = await test.engine.call('ledger.previewStatement', { file, from });
    expect(parsed).toMatchObject({ ok: true, value: { from: '2026-03-14', to: '2026-03-15' } });
  });
});

describe('cells', () => {
  const text = (value: string): Cell => ({ kind: 'text', text: value, wasNumber: false, fromFormula: false });
  it.each([
    ['20260302', '2026-03-02'],
    ['2026-03-02', '2026-03-02'],
    ['2026/3/2', '2026-03-02'],
    ['2026.3.2', '2026-03-02'],
    ['2026年3月2日', '2026-03-02'],
    ['2026年3月2日 9时30分', '2026-03-02'],
    ['2026-03-02 14:05:33', '2026-03-02'],
    ['2026-03-02T14:05:33', '2026-03-02'],
    ['20260302140533', '2026-03-02'],
    ['２０２６０３０２', '2026-03-02'],
    ['2026-02-30', undefined],
    ['2026-03', undefined],
    ['三月二日', undefined],
    ['', undefined],
  ])('day %s', (written, expected) => expect(dayOfCell(text(written))).toBe(expected));

  it('days as Excel counts them, with the time behind the point', () => {
    const serial = (number: number): Cell => ({
      kind: 'number',
      text: String(number),
      number,
      wasNumber: true,
      fromFormula: false,
    });
    expect([46083, 46083.75, 20260302, 5].map((number) => dayOfCell(serial(number)))).toEqual([
      '2026-03-02',
      '2026-03-02',
      '2026-03-02',
      undefined,
    ]);
  });

  it('flags', () => {
    expect(['借', '贷', '支出', '收入', 'D', 'cr', '转出', '[借]', '?'].map((flag) => signOfFlag(text(flag)))).toEqual([
      -1,
      1,
      -1,
      1,
      -1,
      1,
      -1,
      -1,
      undefined,
    ]);
  });

  it('holder, account and days above the table, however they are split into cells', async () => {
    const facts = async (above: string) => {
      const { sheets } = await readGrid(new TextEncoder().encode(`${above}\n交易日期,余额`), 'a.csv');
      const [sheet] = sheets;
      return sheet && factsAbove(sheet, sheet.rows.length);
    };
    expect(await facts('账户名称：甲工会,,账号: 6222 0000 1111 2222\n查询日期：20260301-20260331')).toEqual({
      holder: '甲工会',
      accountNumber: '6222000011112222',
      from: '2026-03-01',
      to: '2026-03-31',
    });
    expect(await facts('户 名,甲工会\n起始日期:2026年3月1日,截止日期:2026年3月31日\n期初余额,"1,000.00"')).toEqual({
      holder: '甲工会',
      accountNumber: '',
      from: '2026-03-01',
      to: '2026-03-31',
      opening: 100_000,
    });
    expect(await facts('打印日期:2026-04-01,币种:人民币')).toEqual({ holder: '', accountNumber: '' });
  });
});
