import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { JOURNAL_BEFORE, JOURNAL_ENTRIES } from '#electron/engine/ledger/bank/journal.ts';
import { LIST_PERIODS } from '#electron/engine/ledger/close/periods.ts';
import { TRIAL_BALANCE } from '#electron/engine/ledger/reports/trial-balance.ts';
import {
  MONTHLY_TURNOVER,
  readMonthlyTurnover,
  readTurnover,
  TURNOVER,
} from '#electron/engine/ledger/reports/turnover.ts';
import {
  LIST_VOUCHERS,
  LIST_VOUCHERS_OF_SOURCE,
  READ_VOUCHER,
  searchParams,
} from '#electron/engine/ledger/vouchers/vouchers.ts';
import { day, month } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import { fen, sum } from '#shared/money.ts';
import { explain, secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';

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

const simple = (change: Partial<InputOf<'ledger.recordSimple'>> = {}): InputOf<'ledger.recordSimple'> => ({
  direction: 'expense',
  purposeId: 'ex-sport',
  amount: fen(120050),
  method: 'bank',
  day: day('2026-03-05'),
  summary: '三八节拔河比赛用品',
  attachmentCount: 2,
  ...change,
});
const counts = () =>
  db.get(
    'SELECT (SELECT count(*) FROM vouchers) AS vouchers, (SELECT count(*) FROM entries) AS entries, (SELECT count(*) FROM audit_trail) AS trail, (SELECT count(*) FROM budget_lines) AS budget',
  );

describe('收支登记', () => {
  it('offers every income and expense account of the chart in plain words, found by pinyin and by the name of 2017', async () => {
    const purposes = await test.call('ledger.listPurposes', {});
    const accounts = await test.call('ledger.listAccounts', {});
    const booked = accounts.filter((account) => account.detail && ['income', 'expense'].includes(account.class));
    expect(booked.filter((account) => !purposes.some((purpose) => purpose.accountId === account.id))).toEqual([]);
    for (const purpose of purposes) {
      const account = accounts.find(({ id }) => id === purpose.accountId);
      expect(account?.detail).toBe(true);
      expect(purpose.hint).not.toBe('');
      expect(purpose.flow).toBe(
        purpose.direction === 'income' ? 'in' : purpose.direction === 'expense' ? 'out' : purpose.flow,
      );
      expect(purpose.direction === 'transfer').toBe(account?.class === 'asset' || account?.class === 'liability');
    }
    const found = (typed: string) => purposes.filter(({ keywords }) => keywords.includes(typed)).map(({ id }) => id);
    expect(found('职工集体福利')).toContain('ex-festival');
    expect(found('jrwwp')).toEqual(['ex-festival']);
    expect(found('shangjie')).toContain('tr-remit');
    expect(found('huifei')).toContain('in-dues');
  });

  it('shows the voucher it will make, and posts exactly that', async () => {
    const preview = await test.call('ledger.previewSimple', simple());
    expect(
      preview.entries.map(({ accountCode, accountName, debit, credit }) => [accountCode, accountName, debit, credit]),
    ).toEqual([
      ['50102', '文体活动支出', 120050, 0],
      ['102', '银行存款', 0, 120050],
    ]);
    const voucher = await test.call('ledger.recordSimple', simple({ counterparty: '滨江体育用品店' }));
    expect(voucher).toMatchObject({
      number: '记-001',
      month: '2026-03',
      amount: 120050,
      source: 'simple',
      attachmentCount: 2,
      preparedBy: '陈静',
      counterparty: '滨江体育用品店',
    });
    expect(voucher.entries).toEqual(preview.entries);
    expect(await test.call('ledger.getVoucher', { id: voucher.id })).toEqual(voucher);
  });

  it('takes a full allocation apart: what is to be remitted is owed to the union above', async () => {
    const full = simple({
      direction: 'income',
      purposeId: 'in-allocation-full',
      amount: fen(1000001),
      summary: '一季度拨缴经费',
    });
    const lines = (await test.call('ledger.previewSimple', full)).entries.map(({ accountCode, debit, credit }) => [
      accountCode,
      debit,
      credit,
    ]);
    expect(lines).toEqual([
      ['102', 1000001, 0],
      ['402', 0, 600001],
      ['211', 0, 400000],
    ]);
    const given = await test.call('ledger.previewSimple', { ...full, setAside: fen(393079) });
    expect(given.entries.map(({ credit }) => credit)).toEqual([0, 606922, 393079]);
    expect(await test.refusal('ledger.previewSimple', { ...full, setAside: 1000002 })).toEqual({
      code: 'ledger.setAside',
      sentence: '应上解的 10,000.02 元不能超过到账的 10,000.01 元，请核对。',
    });
    expect(
      (
        await test.refusal(
          'ledger.previewSimple',
          simple({ direction: 'income', purposeId: 'in-interest', setAside: fen(1) }),
        )
      ).code,
    ).toBe('request.invalid');
  });

  it('moves money between cash and bank only in the direction that is meant', async () => {
    const withdraw = simple({
      direction: 'transfer',
      purposeId: 'tr-withdraw',
      amount: fen(50000),
      summary: '提备用金',
    });
    expect(
      (await test.call('ledger.previewSimple', withdraw)).entries.map(({ accountCode, debit }) => [accountCode, debit]),
    ).toEqual([
      ['101', 50000],
      ['102', 0],
    ]);
    expect(await test.refusal('ledger.recordSimple', { ...withdraw, method: 'cash' })).toEqual({
      code: 'ledger.purposeMethod',
      sentence: '「提现（银行取现金）」的收付方式只能是银行，请改好再记账。',
    });
    const remit = await test.call(
      'ledger.previewSimple',
      simple({ direction: 'transfer', purposeId: 'tr-remit', amount: fen(506400) }),
    );
    expect(remit.entries.map(({ accountCode, debit }) => [accountCode, debit])).toEqual([
      ['211', 506400],
      ['102', 0],
    ]);
    expect(remit.warnings).toEqual([]);
    expect(remit.budget).toBeUndefined();
  });

  it('warns of a large expense without resolution, of missing papers and of a day to come', async () => {
    const large = await test.call(
      'ledger.previewSimple',
      simple({ amount: fen(500000), attachmentCount: 0, day: day('2026-03-31') }),
    );
    const said = large.warnings.join('\n');
    expect(said).toContain('单笔满 5,000.00 元的支出要有集体决议');
    expect(said).toContain('附件张数是 0');
    expect(said).toContain('2026-03-31 还没有到');
    const resolution = await test.call('union.saveResolution', {
      number: '〔2026〕3号',
      day: day('2026-03-10'),
      title: '三八活动',
      limit: fen(450000),
    });
    const rested = await test.call(
      'ledger.previewSimple',
      simple({ amount: fen(500000), resolutionId: resolution.id }),
    );
    const after = rested.warnings.join('\n');
    expect(after).not.toContain('要有集体决议');
    expect(after).toContain('超出决议「〔2026〕3号」的上限 4,500.00 元，多 500.00 元');
    expect(after).toContain('晚于付款日期');
  });
});

describe('refusals leave nothing behind', () => {
  const manual = (entries: unknown, change = {}) => ({ day: '2026-03-08', summary: '调整', entries, ...change });
  const cash = { accountId: '2021:101', debit: 100, credit: 0 };
  const other = { accountId: '2021:408', debit: 0, credit: 100 };
  it.each([
    [
      'three decimals',
      'ledger.recordSimple',
      simple({ amount: fen(100) }),
      { amount: 12.5 },
      '「金额」最多写到分（两位小数），请改好再保存。',
    ],
    ['a negative amount', 'ledger.recordSimple', simple(), { amount: -1 }, '「金额」要大于零，请改好再保存。'],
    [
      '30 February',
      'ledger.recordSimple',
      simple(),
      { day: '2026-02-30' },
      '「日期」不是一个存在的日期（2026-02-30），请改好再保存。',
    ],
    ['an unknown purpose', 'ledger.recordSimple', simple(), { purposeId: 'ex-nothing' }, '请重新选择这笔钱的用途。'],
    [
      'a purpose of the other direction',
      'ledger.recordSimple',
      simple(),
      { direction: 'income' },
      '请重新选择这笔钱的用途。',
    ],
    [
      'a month that is not there',
      'ledger.recordSimple',
      simple(),
      { day: '2027-01-05' },
      '账本里没有2027年1月这个期间，请核对日期；要记新年度的账，请先在「结账」里开启新年度。',
    ],
    [
      'an unknown resolution',
      'ledger.recordSimple',
      simple(),
      { resolutionId: 'nothing' },
      '找不到这条集体决议，可能已被改动，请刷新列表再选。',
    ],
    [
      'more cash than there is',
      'ledger.recordSimple',
      simple(),
      { method: 'cash', amount: 126851 },
      '记这一笔后「库存现金」余额为 -0.01 元，现金和银行存款不能是负数；请核对金额或先登记收入。',
    ],
    [
      'too much money',
      'ledger.recordSimple',
      simple(),
      { amount: 100_000_000_000_000 },
      '「金额」金额太大，请改好再保存。',
    ],
    [
      'entries that do not balance',
      'ledger.postVoucher',
      manual([cash, { ...other, credit: 99 }]),
      {},
      '凭证借贷不平：借方 1.00 元，贷方 0.99 元，相差 0.01 元；请改平再记账。',
    ],
    ['a single entry', 'ledger.postVoucher', manual([cash]), {}, '「分录」至少两行，请改好再保存。'],
    [
      'both sides in one line',
      'ledger.postVoucher',
      manual([{ ...cash, credit: 100 }, other]),
      {},
      '第 1 行要么写借方、要么写贷方，不能都写，也不能都空。',
    ],
    [
      'a parent account',
      'ledger.postVoucher',
      manual([cash, { ...other, accountId: '2021:403' }]),
      {},
      '科目「403 上级补助收入」还有下级科目，不能直接记账，请选它的末级科目。',
    ],
    [
      'an unknown account',
      'ledger.postVoucher',
      manual([cash, { ...other, accountId: '2021:999' }]),
      {},
      '科目「2021:999」不在科目表里，请重新选择。',
    ],
    [
      'a sum beyond what is exact',
      'ledger.postVoucher',
      manual([...Array(60).fill({ ...cash, debit: 99_999_999_999_999 }), other]),
      {},
      '凭证合计超出可以记的范围（不到一万亿元），请核对金额。',
    ],
    [
      'a negative entry',
      'ledger.postVoucher',
      manual([{ ...cash, debit: -100 }, other]),
      {},
      '「第 1 行 借方」不能是负数，请改好再保存。',
    ],
    ['SQL in a search', 'ledger.listVouchers', { search: "'; DROP TABLE vouchers; --", limit: 0 }, {}, undefined],
    [
      'a range that runs backwards',
      'ledger.readTrialBalance',
      { from: '2026-03', to: '2026-02' },
      {},
      '「截止月份」早于开始月份，请改好再保存。',
    ],
    [
      'a journal that runs backwards',
      'ledger.readJournal',
      { method: 'cash', from: '2026-03', to: '2026-02' },
      {},
      '「截止月份」早于开始月份，请改好再保存。',
    ],
    ['month 13', 'ledger.closeMonth', { month: '2026-13' }, {}, '「月份」不是一个月份（2026-13），请改好再保存。'],
    [
      'a voucher that is not there',
      'ledger.getVoucher',
      { id: 'nothing' },
      {},
      '找不到这条凭证，可能已被改动，请刷新列表再选。',
    ],
    [
      'reversing what is not there',
      'ledger.reverseVoucher',
      { id: 'nothing', day: '2026-03-08', reason: '错' },
      {},
      '找不到这条凭证，可能已被改动，请刷新列表再选。',
    ],
    [
      'a folder nobody picked',
      'ledger.exportJournal',
      { folder: '00000000-0000' },
      {},
      '选的文件已经找不到，请重新选择。',
    ],
  ] as const)('%s', async (_, name, input, change, sentence) => {
    const before = counts();
    const refused = await test.refusal(name, { ...input, ...change });
    if (sentence !== undefined) expect(refused.sentence).toBe(sentence);
    expect(counts()).toEqual(before);
  });

  it('a payment dated back that a later month cannot bear', async () => {
    const income = simple({
      direction: 'income',
      purposeId: 'in-donation',
      method: 'cash',
      day: day('2026-05-06'),
      amount: fen(100000),
      summary: '捐款',
    });
    const received = await test.call('ledger.recordSimple', income);
    expect(
      (
        await test.refusal(
          'ledger.recordSimple',
          simple({ method: 'cash', day: day('2026-04-30'), amount: fen(200000) }),
        )
      ).code,
    ).toBe('ledger.cashNegative');
    await test.call('ledger.recordSimple', simple({ method: 'cash', day: day('2026-06-30'), amount: fen(200000) }));
    expect(
      await test.refusal(
        'ledger.recordSimple',
        simple({ method: 'cash', day: day('2026-04-30'), amount: fen(100000) }),
      ),
    ).toEqual({
      code: 'ledger.cashNegative',
      sentence:
        '记这一笔后「库存现金（2026年6月末）」余额为 -731.50 元，现金和银行存款不能是负数；请核对金额或先登记收入。',
    });
    expect(
      (await test.refusal('ledger.reverseVoucher', { id: received.id, day: '2026-06-30', reason: '退回' })).code,
    ).toBe('ledger.cashNegative');
  });
});

describe('红字冲销', () => {
  it('mirrors the voucher in red, once, and never a reversal', async () => {
    const wrong = await test.call(
      'ledger.recordSimple',
      simple({ amount: fen(3300), day: day('2026-03-09'), summary: '打印费' }),
    );
    expect(
      (await test.refusal('ledger.reverseVoucher', { id: wrong.id, day: '2026-03-08', reason: '金额错' })).sentence,
    ).toBe(`冲销日期不能早于原凭证 2026-03 ${wrong.number} 的日期 2026-03-09。`);
    const red = await test.call('ledger.reverseVoucher', { id: wrong.id, day: day('2026-03-20'), reason: '金额录错' });
    expect(red).toMatchObject({
      source: 'reversal',
      reverses: wrong.id,
      amount: -3300,
      summary: `冲销 2026-03 ${wrong.number}：金额录错`,
    });
    expect(red.entries.map(({ accountCode, debit, credit }) => [accountCode, debit, credit])).toEqual([
      ['50102', -3300, 0],
      ['102', 0, -3300],
    ]);
    expect((await test.call('ledger.getVoucher', { id: wrong.id })).reversedBy).toBe(red.id);
    expect(
      (await test.refusal('ledger.reverseVoucher', { id: wrong.id, day: '2026-03-21', reason: '再冲' })).code,
    ).toBe('ledger.alreadyReversed');
    expect((await test.refusal('ledger.reverseVoucher', { id: red.id, day: '2026-03-21', reason: '再冲' })).code).toBe(
      'ledger.reversalNotReversed',
    );
  });
});

describe('the voucher list', () => {
  it('is newest first, and found by word, account, old name, number and amount', async () => {
    const list = async (query: Partial<InputOf<'ledger.listVouchers'>>) =>
      (await test.call('ledger.listVouchers', query)).rows;
    const all = await list({});
    expect(all.map(({ month: at, number }) => `${at} ${number}`)).toEqual(
      [...all.map(({ month: at, number }) => `${at} ${number}`)].sort().reverse(),
    );
    expect((await list({ search: '拔河' }))[0]?.summary).toBe('三八节拔河比赛用品');
    expect((await list({ search: '体育用品店' })).map(({ number }) => number)).toEqual(['记-001']);
    expect((await list({ search: '1,200.50' })).map(({ number }) => number)).toEqual(['记-001']);
    expect(
      (await list({ search: '记-001', from: month('2026-03'), to: month('2026-03') })).map(({ number }) => number),
    ).toEqual(['记-001']);
    expect((await list({ search: '库存现金' })).length).toBeGreaterThan(0);
    expect(await list({ search: '100%' })).toEqual([]);
    expect((await list({ source: 'reversal' })).every(({ source }) => source === 'reversal')).toBe(true);
    expect((await list({ from: month('2026-05'), to: month('2026-05') })).map(({ month: at }) => at)).toEqual([
      '2026-05',
    ]);
    expect((await list({ search: '体育用品店' }))[0]?.accounts).toBe('文体活动支出、银行存款');
  });
});

describe('the reports', () => {
  it('科目余额表: parents are the sum of their accounts, both sides agree, and it adds up to the entries', async () => {
    const balance = await test.call('ledger.readTrialBalance', { from: month('2026-03'), to: month('2026-06') });
    expect(balance.balanced).toBe(true);
    expect(balance.totals.openingDebit).toBe(126850 + 18652347 + 4860000);
    for (const parent of balance.lines.filter((line) => !line.detail)) {
      const below = balance.lines.filter(
        (line) => line.level === parent.level + 1 && line.code.startsWith(parent.code),
      );
      expect(parent.debit).toBe(sum(below.map((line) => line.debit)));
      expect(parent.credit).toBe(sum(below.map((line) => line.credit)));
    }
    const entries = db.all<{ code: string; debit: number; credit: number }>(
      'SELECT code, sum(debit) AS debit, sum(credit) AS credit FROM entries JOIN accounts ON accounts.id = account_id GROUP BY code ORDER BY code',
    );
    const details = balance.lines.filter((line) => line.detail && (line.debit !== 0 || line.credit !== 0));
    expect(details.map(({ code, debit, credit }) => ({ code, debit, credit }))).toEqual(entries);
    const later = await test.call('ledger.readTrialBalance', { from: month('2026-07'), to: month('2026-07') });
    expect(later.totals.openingDebit).toBe(balance.totals.closingDebit);
    expect(later.totals.debit).toBe(0);
  });

  it('income and expense by account, by month or in all', () => {
    const year = readTurnover(db, month('2026-01'), month('2026-12'));
    const months = readMonthlyTurnover(db, month('2026-01'), month('2026-12'));
    expect(year.find(({ code }) => code === '50102')?.net).toBe(120050 + 200000);
    for (const line of year)
      expect(line.net).toBe(sum(months.filter(({ code }) => code === line.code).map(({ net }) => net)));
    expect(year.find(({ code }) => code === '501')).toMatchObject({ level: 1, detail: false, net: 320050 });
  });

  it('现金日记账: carries forward, runs the balance, and totals day, month and year', async () => {
    await test.call(
      'ledger.recordSimple',
      simple({ method: 'cash', amount: fen(1000), day: day('2026-06-30'), summary: '邮寄费', purposeId: 'ex-office' }),
    );
    const { lines, closing } = await test.call('ledger.readJournal', {
      method: 'cash',
      from: month('2026-06'),
      to: month('2026-07'),
    });
    expect(lines.map(({ kind, debit, credit, balance }) => [kind, debit, credit, balance])).toEqual([
      ['opening', 0, 0, 226850],
      ['entry', 0, 200000, 26850],
      ['entry', 0, 1000, 25850],
      ['dayTotal', 0, 201000, 25850],
      ['monthTotal', 0, 201000, 25850],
      ['yearTotal', 100000, 201000, 25850],
    ]);
    expect(lines[2]?.counterAccount).toBe('其他业务支出');
    expect(closing).toBe(25850);
  });

  it('账簿.journal: one balanced transaction a voucher, after the opening', async () => {
    await test.call('ledger.recordSimple', simple({ summary: '奇怪的; 摘要 | 有  空格\n换行', amount: fen(1) }));
    const folder = test.engine.registerPath(test.folder);
    const { fileName, vouchers } = await test.call('ledger.exportJournal', { folder });
    const text = readFileSync(join(test.folder, fileName), 'utf8');
    const transactions = text.split('\n\n').filter((block) => /^\d{4}-/.test(block));
    expect(transactions).toHaveLength(vouchers + 1);
    expect(transactions[0]).toContain('    资产:102 银行存款  186523.47 CNY');
    expect(text).toContain('    支出:501 职工活动支出:50102 文体活动支出  1200.50 CNY');
    expect(text).toContain('2026-03-05 * (2026-03 记-001) 三八节拔河比赛用品  ; source:simple');
    for (const transaction of transactions) {
      const amounts = [...transaction.matchAll(/ {2}(-?\d+)\.(\d\d) CNY/g)].map(([, yuan = '', rest = '']) =>
        Number(`${yuan}${rest}`),
      );
      expect(amounts.length).toBeGreaterThan(1);
      expect(amounts.reduce((total, amount) => total + amount, 0)).toBe(0);
    }
  });

  it('the journal is refused with a sentence when the folder is gone', async () => {
    const gone = test.engine.registerPath(join(test.folder, 'gone'));
    expect((await test.refusal('ledger.exportJournal', { folder: gone })).sentence).toBe(
      '「账簿.journal」没有写成，可能正被别的程序打开或磁盘已满，请关闭后再试。',
    );
  });
});

describe('every list', () => {
  const range = { from: '2026-01', to: '2026-12' };
  it.each([
    [
      'vouchers',
      LIST_VOUCHERS,
      { limit: 100, offset: 0 },
      /SEARCH vouchers USING INDEX sqlite_autoindex_vouchers_\d \(month>\? AND month<\?\)/,
    ],
    [
      'vouchers of a source',
      LIST_VOUCHERS_OF_SOURCE,
      { limit: 100, offset: 0, source: 'dues' },
      /SEARCH vouchers USING INDEX vouchers_by_source \(source=\? AND month>\? AND month<\?\)/,
    ],
    [
      'a journal',
      JOURNAL_ENTRIES,
      { account: '2021:101' },
      /SEARCH vouchers USING INDEX sqlite_autoindex_vouchers_\d \(month>\? AND month<\?\)/,
    ],
    [
      'what stands before a journal',
      JOURNAL_BEFORE,
      { account: '2021:101', january: '2026-01' },
      /SEARCH account_months USING PRIMARY KEY \(account_id=\? AND month<\?\)/,
    ],
    ['turnover', TURNOVER, {}, /SEARCH account_months USING PRIMARY KEY \(account_id=\? AND month>\? AND month<\?\)/],
    [
      'monthly turnover',
      MONTHLY_TURNOVER,
      {},
      /SEARCH account_months USING PRIMARY KEY \(account_id=\? AND month>\? AND month<\?\)/,
    ],
    ['periods', LIST_PERIODS, {}, /SEARCH periods USING PRIMARY KEY \(month>\? AND month<\?\)/],
    ['one voucher', READ_VOUCHER, { id: 'x' }, /SEARCH vouchers USING INDEX sqlite_autoindex_vouchers_\d \(id=\?\)/],
  ])('%s goes by its index', (_, sql, params, index) => {
    const needed = Object.fromEntries(
      Object.entries({ ...searchParams(db, '拔河'), ...range, ...params }).filter(([name]) => sql.includes(`:${name}`)),
    );
    const plan = explain(db, sql, needed);
    expect(plan.join('\n')).toMatch(index);
    expect(plan.filter((step) => /SCAN (vouchers|entries|reversal|resolutions)/.test(step))).toEqual([]);
  });

  it('the newest vouchers come without sorting', () => {
    const plan = explain(db, LIST_VOUCHERS, { ...searchParams(db, ''), ...range, limit: 100, offset: 0 });
    // the only sorting is that of the few entries inside one voucher
    expect(plan.filter((step) => step === 'USE TEMP B-TREE FOR ORDER BY').length).toBeLessThanOrEqual(1);
    expect(
      explain(db, TRIAL_BALANCE, { ...range, january: '2026-01' }).some((step) => /entries|vouchers/.test(step)),
    ).toBe(false);
  });
});
