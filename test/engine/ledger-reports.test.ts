import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { readShippedChart } from '#electron/engine/ledger/commands.ts';
import { FUNDS_NOT_CARRIED } from '#electron/engine/ledger/reports/balance-sheet.ts';
import { VOUCHER_PARTS } from '#electron/engine/ledger/reports/columns.ts';
import { COUNT_ENTRIES_OF_ACCOUNTS, ENTRIES_OF_MONTH } from '#electron/engine/ledger/reports/detail.ts';
import { readShippedForms } from '#electron/engine/ledger/reports/forms.ts';
import { MONTH_FIGURES } from '#electron/engine/ledger/reports/months.ts';
import { month } from '#shared/calendar.ts';
import { isOperationName } from '#shared/contract/index.ts';
import { balanceSide, type Report, type ReportChoice } from '#shared/contract/ledger.ts';
import { fen } from '#shared/money.ts';
import { reportLines, rowRatio } from '#shared/report-lines.ts';
import { explain, secondConnection } from './explain.ts';
import { post, quarterBooks } from './ledger-reports-books.ts';

const assets = fileURLToPath(new URL('../../assets', import.meta.url));
type Books = Awaited<ReturnType<typeof quarterBooks>>;
let test: Books;
let db: Connection;
beforeAll(async () => {
  test = await quarterBooks();
  db = await secondConnection(test);
});
afterAll(async () => {
  db.close();
  await test.dispose();
});

const QUARTER = { from: month('2026-01'), to: month('2026-03') };
const read = (report: ReportChoice) => test.call('ledger.readReport', { report });
const trailHead = async () => (await test.call('union.listTrail', {})).head;
/** The texts and amounts of a report's rows, line by line. */
const seen = ({ rows, columns }: Report, ...keys: string[]) =>
  rows.map((row) =>
    keys.map((key) => row.amounts[key] ?? row.texts[key] ?? (columns.some((c) => c.key === key) ? '' : '?')),
  );

describe('明细账', () => {
  it('shows every entry with its voucher, its counter accounts and the balance after it', async () => {
    const shown = await read({ kind: 'detail', ...QUARTER, accountId: '2021:501' });
    expect(shown.columns.map(({ title }) => title)).toEqual([
      '日期',
      '凭证号',
      '摘要',
      '明细科目',
      '对方科目',
      '借方',
      '贷方',
      '方向',
      '余额',
    ]);
    expect(seen(shown, 'day', 'number', 'summary', 'account', 'counter', 'debit', 'side', 'balance')).toEqual([
      ['2026-01-01', '', '上年结转', '', '', '', '平', 0],
      ['2026-03-05', '记-001', '三八节活动', '50102 文体活动支出', '银行存款', 60000, '借', 60000],
      ['2026-03-05', '记-001', '三八节活动', '50105 会员活动支出', '银行存款', 90000, '借', 150000],
      ['2026-03-06', '记-002', '春游租车', '50102 文体活动支出', '银行存款', 80000, '借', 230000],
      ['2026-03-12', '记-005', '冲销 2026-03 记-002：取消', '50102 文体活动支出', '银行存款', -80000, '借', 150000],
      ['2026-03-31', '', '本月合计', '', '', 150000, '借', 150000],
      ['2026-03-31', '', '本年累计', '', '', 150000, '借', 150000],
    ]);
    expect(shown.rows[3]?.drill).toEqual({ voucherId: test.reversed });
  });

  it('begins within a year with the balance before it, and counts the year from January', async () => {
    const shown = await read({ kind: 'detail', from: month('2026-02'), to: month('2026-02'), accountId: '2021:102' });
    expect(seen(shown, 'summary', 'counter', 'debit', 'balance')).toEqual([
      ['期初余额', '', '', 19152347],
      ['拨缴经费', '拨缴经费收入、应付上级经费', 2000000, 21152347],
      ['上级拨帮扶资金', '专项转移支付补助', 300000, 21452347],
      ['本月合计', '', 2300000, 21452347],
      ['本年累计', '', 2800000, 21452347],
    ]);
    // January stands on no row, so the year's total cannot be a formula
    expect(shown.rows.map(({ sums }) => sums?.plus.length ?? 0)).toEqual([0, 0, 0, 2, 0]);
  });

  it('comes in windows that together are the whole', async () => {
    const query = { accountId: '2021:102', ...QUARTER };
    const whole = await test.call('ledger.listDetail', { ...query, limit: 500 });
    expect(whole).toMatchObject({
      total: whole.rows.length,
      opening: 18652347,
      closing: 20732347,
      account: { code: '102', detail: true },
    });
    const parts = [];
    for (let offset = 0; offset < whole.total; offset += 4)
      parts.push(...(await test.call('ledger.listDetail', { ...query, offset, limit: 4 })).rows);
    expect(parts).toEqual(whole.rows);
    expect((await test.call('ledger.listDetail', { ...query, offset: whole.total, limit: 4 })).rows).toEqual([]);
  });

  it('sees what was posted between two windows', async () => {
    const query = { accountId: '2021:408', from: month('2026-12'), to: month('2026-12') };
    expect((await test.call('ledger.listDetail', query)).total).toBe(1);
    await post(test, '2026-12-01', '利息', [
      ['102', 100, 0],
      ['408', 0, 100],
    ]);
    expect(await test.call('ledger.listDetail', query)).toMatchObject({ total: 4, closing: -100 });
  });

  it('is refused whole when it is too long for a screen, with what to do', async () => {
    const { detailReport } = await import('#electron/engine/ledger/reports/detail-report.ts');
    const choice = { kind: 'detail', ...QUARTER, accountId: '2021:102' } as const;
    expect(() => detailReport(db, choice, 5)).toThrow('ledger.reportTooLong');
    const { columnsReport } = await import('#electron/engine/ledger/reports/columns.ts');
    expect(() => columnsReport(db, { ...choice, kind: 'columns', accountId: '2021:501', by: 'voucher' }, 2)).toThrow(
      'ledger.reportTooLong',
    );
  });
});

describe('总账', () => {
  it('has every month with 本月合计 and 本年累计', async () => {
    const shown = await read({ kind: 'general', from: month('2026-02'), to: month('2026-03'), accountId: '2021:102' });
    expect(seen(shown, 'month', 'summary', 'debit', 'credit', 'side', 'balance')).toEqual([
      ['2026年2月', '期初余额', '', '', '借', 19152347],
      ['2026年2月', '本月合计', 2300000, 0, '借', 21452347],
      ['2026年2月', '本年累计', 2800000, 0, '借', 21452347],
      ['2026年3月', '本月合计', 0, 720000, '借', 20732347],
      ['2026年3月', '本年累计', 2800000, 720000, '借', 20732347],
    ]);
    expect(shown.rows[3]?.drill).toEqual({
      report: { kind: 'detail', accountId: '2021:102', from: '2026-03', to: '2026-03' },
    });
  });

  it('of all accounts has each first-level account with figures', async () => {
    const shown = await read({ kind: 'general', ...QUARTER });
    const headings = shown.rows.filter(({ look }) => look === 'heading').map(({ texts }) => texts['summary']);
    expect(headings).toEqual([
      '101 库存现金',
      '102 银行存款',
      '141 固定资产',
      '211 应付上级经费',
      '301 资产基金',
      '322 工会资金结余',
      '401 会费收入',
      '402 拨缴经费收入',
      '403 上级补助收入',
      '501 职工活动支出',
      '504 维权支出',
      '507 资本性支出',
    ]);
  });
});

describe('多栏账', () => {
  it('has a column for each account below, a row for each voucher', async () => {
    const shown = await read({ kind: 'columns', ...QUARTER, accountId: '2021:501', by: 'voucher' });
    expect(shown.columns.map(({ title }) => title)).toEqual([
      '日期',
      '凭证号',
      '摘要',
      '合计',
      '50102 文体活动支出',
      '50105 会员活动支出',
    ]);
    expect(seen(shown, 'summary', 'total', '2021:50102', '2021:50105')).toEqual([
      ['三八节活动', 150000, 60000, 90000],
      ['春游租车', 80000, 80000, ''],
      ['冲销 2026-03 记-002：取消', -80000, -80000, ''],
      ['本月合计', 150000, 60000, 90000],
      ['本期合计', 150000, 60000, 90000],
    ]);
  });

  it('spreads all spending by month', async () => {
    const shown = await read({ kind: 'columns', ...QUARTER, accountId: 'expense', by: 'month' });
    expect(seen(shown, 'month', 'total', '2021:501', '2021:504', '2021:507').slice(2)).toEqual([
      ['2026年3月', 720000, 150000, 120000, 450000],
      ['本期合计', 720000, 150000, 120000, 450000],
    ]);
    expect(shown.rows[2]?.drill).toEqual({
      report: { kind: 'columns', accountId: 'expense', by: 'voucher', from: '2026-03', to: '2026-03' },
    });
  });

  it('needs accounts below', async () => {
    const report = { kind: 'columns', ...QUARTER, accountId: '2021:102', by: 'month' };
    expect(await test.refusal('ledger.readReport', { report })).toEqual({
      code: 'ledger.reportNoColumns',
      sentence: '科目「102 银行存款」没有下级科目，不能列多栏账，请看它的明细账。',
    });
  });
});

describe('statements', () => {
  const lineOf = (shown: Report, key: string) => shown.rows.find((row) => row.key === key)?.amounts;

  it('收入支出表 of a month and of a year', async () => {
    const monthly = await read({ kind: 'monthResult', month: month('2026-03') });
    expect(lineOf(monthly, 'incomeTotal')).toEqual({ month: 0, year: 2000000 });
    expect(lineOf(monthly, 'expenseTotal')).toEqual({ month: 720000, year: 720000 });
    expect(lineOf(monthly, 'closing')).toEqual({ month: 19552797, year: 19552797 });
    expect(monthly.signatures).toEqual(['工会主席', '财务负责人', '复核', '制表']);
    const yearly = await read({ kind: 'yearResult', year: 2026 });
    expect(lineOf(yearly, '2021:401')).toEqual({ now: 500000 });
    expect(yearly.notes).toEqual(['上年数：账本里没有上一年，取自预算里填写的上年决算数。']);
  });

  it('资产负债表 tells what is not carried forward, the funds apart', async () => {
    const sheet = await read({ kind: 'balanceSheet', month: month('2026-03') });
    expect(lineOf(sheet, 'assetTotal')).toEqual({ opening: 23639197, closing: 26169197 });
    expect(lineOf(sheet, 'rightTotal')).toEqual({ opening: 23639197, closing: 26169197 });
    expect(lineOf(sheet, 'carriedForward')).toEqual({ opening: 0, closing: 180000 });
    expect(lineOf(sheet, 'surplus')).toEqual({ opening: 18272797, closing: 19372797 });
    expect(sheet.notes).toEqual([
      '工会资金结转、结余的期末数包含还没有办理年度结转的收支差额 12,800.00 元，其中专项资金 1,800.00 元列在工会资金结转。',
    ]);
    const lines = reportLines(sheet);
    expect(lines.at(-1)?.map((row) => row?.key)).toEqual(['assetTotal', 'rightTotal']);
    expect(lines.flat().filter((row) => row !== undefined)).toHaveLength(sheet.rows.length);
  });

  it('the shipped rows show every first-level account of the chart once, and each half adds up all of its rows', () => {
    const { balanceSheet } = readShippedForms(assets);
    const shown = balanceSheet.rows.flatMap(({ account }) => account ?? []);
    const chart = readShippedChart(assets).filter(
      ({ parentId, class: of }) => parentId === undefined && of !== 'income' && of !== 'expense',
    );
    expect(shown.toSorted()).toEqual(chart.map(({ id }) => id).toSorted());
    const byKey = new Map(balanceSheet.rows.map((row) => [row.key, row]));
    const leaves = (key: string, sign: number): [string, number][] => {
      const row = byKey.get(key);
      if (!row) throw new Error(`no row ${key}`);
      if (!row.plus) return [[key, sign]];
      return [...row.plus.flatMap((part) => leaves(part, sign)), ...row.minus.flatMap((part) => leaves(part, -sign))];
    };
    for (const [total, right] of [
      ['assetTotal', false],
      ['rightTotal', true],
    ] as const) {
      const wanted = balanceSheet.rows
        .filter((row) => row.right === right && (row.account !== undefined || row.rest !== undefined))
        .map((row): [string, number] => [row.key, row.reduces ? -1 : 1]);
      expect(leaves(total, 1).toSorted()).toEqual(wanted.toSorted());
    }
  });

  it('收支决算表 sets the budget with its heads beside what was booked', async () => {
    const own = await quarterBooks();
    try {
      const line = (accountId: string, amount: number, lastYear: number, note = '') => ({
        accountId,
        amount: fen(amount),
        lastYear: fen(lastYear),
        note,
      });
      await own.call('ledger.saveBudget', {
        year: 2026,
        lines: [line('2021:401', 600000, 580000, '代扣'), line('2021:501', 100000, 90000), line('2021:507', 500000, 0)],
        heads: [{ head: 'carriedOver', amount: fen(150000), lastYear: fen(120000), note: '' }],
      });
      const shown = await own.call('ledger.readReport', { report: { kind: 'settlement', year: 2026 } });
      expect(lineOf(shown, 'carriedOver')).toEqual({ budget: 150000, lastYear: 120000 });
      expect(lineOf(shown, '2021:401')).toEqual({ budget: 600000, actual: 500000, lastYear: 580000 });
      expect(lineOf(shown, '2021:501')).toEqual({ budget: 100000, actual: 150000, lastYear: 90000 });
      // the budget stands on the parent, so its children have none
      expect(lineOf(shown, '2021:50102')).toEqual({ actual: 60000 });
      expect(lineOf(shown, 'incomeAll')).toEqual({ budget: 750000, lastYear: 700000 });
      expect(lineOf(shown, 'expenseTotal')).toEqual({ budget: 600000, actual: 720000, lastYear: 90000 });
      const activities = shown.rows.find(({ key }) => key === '2021:501');
      expect(activities?.over).toBe(true);
      expect(activities && rowRatio(activities, { of: 'actual', by: 'budget' })).toBe(1.5);
      expect(shown.rows.find(({ key }) => key === '2021:401')).toMatchObject({ texts: { note: '代扣' } });
      expect(shown.rows.some(({ over, key }) => over && key !== '2021:501')).toBe(false);
    } finally {
      await own.dispose();
    }
  });

  it('keep their figures when the next year is opened before the old one is carried forward', async () => {
    const own = await quarterBooks();
    try {
      const sheet = (at: string) =>
        own.call('ledger.readReport', { report: { kind: 'balanceSheet', month: month(at) } });
      const before = await sheet('2026-12');
      await own.call('ledger.openNextYear', {});
      await post(own, '2027-01-05', '1 月会费', [
        ['102', 400000, 0],
        ['401', 0, 400000],
      ]);
      expect((await sheet('2026-12')).rows).toEqual(before.rows);
      const january = await sheet('2027-01');
      expect(lineOf(january, 'surplus')).toEqual({ opening: 19372797, closing: 19772797 });
      expect(lineOf(january, 'carriedForward')).toEqual({ opening: 180000, closing: 180000 });
      const result = await own.call('ledger.readReport', { report: { kind: 'yearResult', year: 2027 } });
      expect(lineOf(result, '2021:401')).toEqual({ now: 400000, before: 500000 });
      expect(lineOf(result, 'opening')).toEqual({ now: 19552797, before: 18272797 });
      const pending = {
        kind: 'detail',
        from: month('2027-01'),
        to: month('2027-01'),
        accountId: '2021:32203',
      } as const;
      const shown = await own.call('ledger.readReport', { report: pending });
      expect(shown.rows[0]?.amounts).toEqual({ balance: 1280000 });
      expect(shown.notes).toEqual(['上年还没有办理年度结转，上年收支差额暂列在「本年收支结转」的年初数里。']);
    } finally {
      await own.dispose();
    }
  });
});

describe('表号 and row names', () => {
  it('are the union’s own once it has changed them, on the trail, and can be set back', async () => {
    const [form] = (await test.call('ledger.listReportForms', {})).filter(({ report }) => report === 'balanceSheet');
    expect(form).toMatchObject({ number: '会工01表', title: '资产负债表' });
    expect(form?.remark).toContain('待核');
    const saved = await test.call('ledger.saveReportForm', {
      report: 'balanceSheet',
      number: '工会01表',
      names: [
        { line: 'surplus', name: '结余' },
        { line: 'cash', name: '库存现金' },
        { line: 'unknown', name: '不存在的行' },
      ],
    });
    expect(saved.rows.filter(({ name, shipped }) => name !== shipped)).toEqual([
      { line: 'surplus', name: '结余', shipped: '工会资金结余' },
    ]);
    const sheet = await read({ kind: 'balanceSheet', month: month('2026-03') });
    expect(sheet.formNumber).toBe('工会01表');
    expect(sheet.rows.find(({ key }) => key === 'surplus')?.texts['name']).toBe('结余');
    const [last] = (await test.call('union.listTrail', {})).rows;
    expect(last).toMatchObject({ label: '资产负债表' });
    await test.call('ledger.saveReportForm', { report: 'balanceSheet', number: '会工01表', names: [] });
    expect((await test.call('ledger.listReportForms', {})).find(({ report }) => report === 'balanceSheet')).toEqual(
      form,
    );
  });
});

describe('hostile input', () => {
  const inputs: [string, string, unknown, string][] = [
    [
      'an unknown account',
      'ledger.readReport',
      { report: { kind: 'detail', ...QUARTER, accountId: 'nobody' } },
      '找不到这条科目，可能已被改动，请刷新列表再选。',
    ],
    [
      'an unknown account',
      'ledger.listDetail',
      { ...QUARTER, accountId: 'nobody' },
      '找不到这条科目，可能已被改动，请刷新列表再选。',
    ],
    [
      'an unknown account',
      'ledger.readReport',
      { report: { kind: 'general', ...QUARTER, accountId: 'nobody' } },
      '找不到这条科目，可能已被改动，请刷新列表再选。',
    ],
    [
      'months upside down',
      'ledger.readReport',
      { report: { kind: 'columns', from: '2026-03', to: '2026-01', accountId: 'expense', by: 'month' } },
      '「截止月份」早于开始月份，请改好再保存。',
    ],
    [
      'a thirteenth month',
      'ledger.readReport',
      { report: { kind: 'balanceSheet', month: '2026-13' } },
      '「月份」不是一个月份（2026-13），请改好再保存。',
    ],
    ['no such report', 'ledger.readReport', { report: { kind: 'everything' } }, '「类别」格式不对，请改好再保存。'],
    [
      'a folder that nobody chose',
      'ledger.exportReport',
      { report: { kind: 'settlement', year: 2026 }, folder: 'not-a-folder' },
      '选的文件已经找不到，请重新选择。',
    ],
    [
      'a folder that nobody chose',
      'ledger.exportWorkbook',
      { folder: 'not-a-folder' },
      '选的文件已经找不到，请重新选择。',
    ],
    [
      'an endless name',
      'ledger.saveReportForm',
      { report: 'balanceSheet', number: '', names: [{ line: 'cash', name: '长'.repeat(41) }] },
      '「第 1 行 名称」最多 40 个字，请改好再保存。',
    ],
    [
      'an unknown form',
      'ledger.saveReportForm',
      { report: 'cashFlow', number: '', names: [] },
      '「账表」不在可选范围内，请改好再保存。',
    ],
  ];
  it.each(inputs)('%s: %s', async (_, name, input, sentence) => {
    const before = await trailHead();
    if (!isOperationName(name)) throw new Error(name);
    expect((await test.refusal(name, input)).sentence).toBe(sentence);
    expect(await trailHead()).toBe(before);
    expect(db.get('SELECT count(*) AS forms FROM report_forms WHERE number = :none', { none: '' })).toEqual({
      forms: 0,
    });
  });
});

describe('every list', () => {
  const params = {
    accounts: '["2021:102"]',
    from: '2026-01',
    to: '2026-12',
    month: '2026-03',
    limit: 100,
    offset: 0,
  };
  const MONTHS_OF_VOUCHERS = /SEARCH vouchers USING INDEX sqlite_autoindex_vouchers_\d \(month>\? AND month<\?\)/;
  it.each([
    ['counts of 明细账', COUNT_ENTRIES_OF_ACCOUNTS, MONTHS_OF_VOUCHERS],
    ['a window of 明细账', ENTRIES_OF_MONTH, /SEARCH vouchers USING INDEX sqlite_autoindex_vouchers_\d \(month=\?\)/],
    ['多栏账', VOUCHER_PARTS, MONTHS_OF_VOUCHERS],
    [
      'figures by month',
      MONTH_FIGURES,
      /SEARCH account_months USING PRIMARY KEY \(account_id=\? AND month>\? AND month<\?\)/,
    ],
    ['funds not carried forward', FUNDS_NOT_CARRIED, /SEARCH entries USING INDEX entries_by_fund \(fund_id=\?\)/],
  ])('%s goes by its index', (_, sql, index) => {
    const needed = Object.fromEntries(Object.entries(params).filter(([name]) => sql.includes(`:${name}`)));
    const plan = explain(db, sql, needed);
    expect(plan.join('\n')).toMatch(index);
    expect(plan.filter((step) => /SCAN (vouchers|entries|account_months)/.test(step))).toEqual([]);
  });
});

it('借, 贷 and 平', () => {
  expect([balanceSide(fen(1)), balanceSide(fen(-1)), balanceSide(fen(0))]).toEqual(['借', '贷', '平']);
});

it('the shipped forms say that their numbers are not certain', () => {
  const text = readFileSync(join(assets, 'report-rows.json'), 'utf8');
  expect(text.match(/待核/g)?.length).toBeGreaterThanOrEqual(3);
});
