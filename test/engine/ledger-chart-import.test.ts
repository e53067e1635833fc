import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { AccountNames, guessVersion } from '#electron/engine/ledger/chart/account-names.ts';
import { FILE_TAKEN, TAKEN_BEFORE } from '#electron/engine/ledger/chart/old-books-judge.ts';
import { MONEY_MONTHS, MONEY_OPENING } from '#electron/engine/ledger/chart/old-books-money.ts';
import { previewOpening, readOldChart, readShippedChart } from '#electron/engine/ledger/commands.ts';
import { readGrid } from '#electron/engine/spreadsheet/read.ts';
import { day, month } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { ChartVersion } from '#shared/contract/union.ts';
import { fen, ZERO } from '#shared/money.ts';
import { mergeOpening, type OpeningLine } from '#shared/opening.ts';
import { explain, secondConnection } from './explain.ts';
import { BINJIANG, PASSPHRASE, startEngine, startWithBooks, type TestEngine } from './support.ts';

const ASSETS = fileURLToPath(new URL('../../assets', import.meta.url));
const shipped = readShippedChart(ASSETS);
const old = readOldChart(ASSETS);
const bytes = (csv: string) => new TextEncoder().encode(csv);

describe('the chart of 2009', () => {
  const names = new AccountNames(shipped, shipped, old);

  it('holds each number and name once, and says how sure it is', () => {
    expect(new Set(old.accounts.map(({ code }) => code)).size).toBe(old.accounts.length);
    expect(new Set(old.accounts.map(({ name }) => name)).size).toBe(old.accounts.length);
    for (const { code, name, scope, evidence } of old.accounts) {
      expect(code).toMatch(/^[1-5]\d{2}(\d{2})?$/);
      expect(name).not.toBe('');
      expect(['基层', '县级以上']).toContain(scope);
      expect(evidence).toMatch(/^确认$|待核$/);
    }
    // rules.md 3.2
    const first =
      '101 102 111 112 121 131 132 135 141 151 161 162 201 202 203 211 221 222 225 231 301 302 311 321 322 331 401 402 403 404 405 406 407 408 501 502 503 504 505 506 507 508';
    expect(old.accounts.map(({ code }) => code).filter((code) => code.length === 3)).toEqual(first.split(' '));
  });

  it('has a follower in 2021 for every name, or the person is asked', () => {
    const listed = new Map(old.names.map((entry) => [entry.name, entry]));
    expect(listed.size).toBe(old.names.length);
    expect(old.accounts.filter(({ name }) => !listed.has(name))).toEqual([]);
    const targets = new Map(shipped.map((account) => [account.name, account]));
    for (const { name, followers, remark } of old.names) {
      for (const follower of followers) expect(targets.get(follower)?.detail).toBe(true);
      // nothing is settled without a word where it is not plain
      if (followers.length !== 1) expect(remark).not.toBe('');
      const found = names.find('2009', '', name);
      expect(found.match).toBe(
        followers.length === 1 ? (followers[0] === name && remark === '' ? 'same' : 'mapped') : 'choose',
      );
      expect(found.account?.name).toBe(followers.length === 1 ? followers[0] : undefined);
      expect(found.candidates.map((candidate) => candidate.name)).toEqual(followers.length === 1 ? [] : [...followers]);
    }
  });

  it('never leads by number: a number alone finds nothing, and the number beside a name changes nothing', () => {
    for (const { code, name } of old.accounts) {
      expect(names.find('2009', code, '')).toMatchObject({ match: 'unknown', candidates: [] });
      expect(names.find('2021', code, '')).toMatchObject({ match: 'unknown', candidates: [] });
      for (const other of ['', '502', '322', '999', code])
        expect(names.find('2009', other, name)).toEqual(names.find('2009', '', name));
    }
    // 502 was 维权支出, 322 was 后备金
    expect(names.find('2009', '502', '维权支出').candidates.every(({ code }) => code.startsWith('504'))).toBe(true);
    expect(names.find('2021', '502', '维权支出').candidates.every(({ code }) => code.startsWith('504'))).toBe(true);
  });

  it('recognises names as people write them', () => {
    const found = (version: ChartVersion, code: string, name: string) => names.find(version, code, name).account?.name;
    expect(found('2009', '', ' 其中:1.文体活动费-- ')).toBeUndefined();
    expect(found('2009', '', '1.职工教育费')).toBe('职工教育支出');
    expect(found('2009', '', '应付工资')).toBe('应付职工薪酬');
    expect(found('2009', '10201', '银行存款-工商银行')).toBe('银行存款');
    expect(found('2009', '50204', '维权支出/困难职工帮扶费')).toBe('困难职工帮扶支出');
    expect(found('2021', '10201', '银行存款_基本户')).toBe('银行存款');
    expect(found('2021', '32205', '工会资金结余—累计结余')).toBe('累计结余');
    expect(found('2021', '', '送温暖支出')).toBe('送温暖支出');
    expect(names.find('2021', '', '职工集体福利支出')).toMatchObject({ match: 'choose', remark: '2017 年的叫法' });
    expect(names.find('2021', '501', '职工活动支出').candidates).toHaveLength(6);
    expect(names.find('2009', '', '团费').match).toBe('unknown');
  });

  it('is told from that of 2021 by the names', () => {
    const guess = (rows: [string, string][]) =>
      guessVersion(
        rows.map(([code, name]) => ({ code, name })),
        shipped,
        old,
      );
    expect(guess(old.accounts.map(({ code, name }) => [code, name]))).toBe('2009');
    expect(guess(shipped.map(({ code, name }) => [code, name]))).toBe('2021');
    expect(
      guess([
        ['101', '库存现金'],
        ['102', '银行存款'],
      ]),
    ).toBe('2021');
    expect(
      guess([
        ['502', '维权支出'],
        ['101', '库存现金'],
      ]),
    ).toBe('2009');
    expect(
      guess([
        ['504', '维权支出'],
        ['101', '库存现金'],
      ]),
    ).toBe('2021');
    expect(
      guess([
        ['', '固定基金'],
        ['', '银行存款'],
      ]),
    ).toBe('2009');
    expect(guess([])).toBe('2021');
  });
});

const OPENING_2009 = `滨江实验学校工会 2025 年末余额表
科目编号,科目名称,借方余额,贷方余额
101,库存现金,"1,268.50",
102,银行存款,186523.47,
10201,工商银行基本户,180000.00,
10202,农商行,6523.47,
121,借出款,2000,
141,库存物品,,
162,固定资产,48600,
221,应付上级经费,,5064
301,固定基金,,45600
302,在建工程占用资金,,1000
311,投资基金,,2000
322,后备金,,3000
331,结余,,181727.97
合计,,238391.97,238391.97
`;

describe('年初余额 of 2009', () => {
  const preview = async (csv: string, version?: ChartVersion) =>
    previewOpening(await readGrid(bytes(csv), '年初.csv'), '年初.csv', shipped, old, version);

  it('is recognised, mapped by name, sums left out; what splits is asked', async () => {
    const read = await preview(OPENING_2009);
    expect(read).toMatchObject({ version: '2009', guess: '2009', debit: 23839197, credit: 23839197, balanced: true });
    expect(read.lines.map(({ row, source, code, choose }) => [row, source.name, code, choose?.candidates])).toEqual([
      [3, '库存现金', '101', undefined],
      [5, '工商银行基本户', '102', undefined],
      [6, '农商行', '102', undefined],
      [7, '借出款', '113', undefined],
      [8, '库存物品', '121', undefined],
      [9, '固定资产', '141', undefined],
      [10, '应付上级经费', '211', undefined],
      [11, '固定基金', '301', undefined],
      [12, '在建工程占用资金', '301', undefined],
      [13, '投资基金', '301', undefined],
      [14, '后备金', '', ['32205', '311']],
      [15, '结余', '32205', undefined],
    ]);
    expect(read.lines.find(({ row }) => row === 14)?.problem).toBe('请选择记到哪个科目');
    expect(read.lines.find(({ row }) => row === 5)?.remark).toBe('按「银行存款」对应');
    expect(read.lines.find(({ row }) => row === 7)?.remark).toMatch(/待核/);
  });

  it('founds books whose balances are those of the file, old accounts added together', async () => {
    const { lines } = await preview(OPENING_2009, '2009');
    const opening = mergeOpening(lines.map((line) => ({ ...line, code: line.choose ? '32205' : line.code })));
    const test = startEngine();
    try {
      const status = await test.call('books.readStatus', {});
      await test.call('books.create', {
        folder: status.suggestedFolder.folder,
        setup: { ...BINJIANG, opening },
        passphrase: PASSPHRASE,
      });
      const trial = await test.call('ledger.readTrialBalance', { from: month('2026-01'), to: month('2026-01') });
      const of = (code: string) => trial.lines.find((line) => line.code === code);
      expect(trial.balanced).toBe(true);
      expect(of('102')).toMatchObject({ openingDebit: 18652347 });
      expect(of('301')).toMatchObject({ openingCredit: 4860000 });
      expect(of('32205')).toMatchObject({ openingCredit: 18472797 });
    } finally {
      await test.dispose();
    }
  });

  it('is read by the version the person says, whatever it looks like', async () => {
    const as2021 = await preview(OPENING_2009, '2021');
    expect(as2021).toMatchObject({ version: '2021', guess: '2009' });
    // 322 is 工会资金结余 there, 301 资产基金: never taken by number
    for (const row of [11, 14, 15]) {
      const line = as2021.lines.find((one) => one.row === row);
      expect(line?.problem).toBeDefined();
      expect(line?.choose).toBeDefined();
    }
  });

  it('says what is wrong with a line, as with a file of 2021', async () => {
    const { lines } = await preview(
      '科目编号,科目名称,借方余额,贷方余额\n102,银行存款,1.234,\n101,库存现金,-5,\n301,固定基金,1,2\n401,会费收入,,5\n331,结余,,x\n162,固定资产,10,\n16201,设备,3,\n',
      '2009',
    );
    expect(lines.map(({ row, problem }) => [row, problem])).toEqual([
      [2, '借方余额多于两位小数（1.234）'],
      [3, '余额是负数，请改记到另一方'],
      [4, '借方和贷方都有数，只能留一方'],
      [5, '收入和支出科目年初没有余额，请改记到累计结余'],
      [6, '贷方余额不是金额（x）'],
      [7, '与它下级科目的合计不符'],
      [8, undefined],
    ]);
  });

  it('needs no numbers at all', async () => {
    const read = await preview('科目名称,借方余额,贷方余额\n银行存款,100,\n结余,,100\n');
    expect(read.lines.map(({ code, problem }) => [code, problem])).toEqual([
      ['102', undefined],
      ['32205', undefined],
    ]);
  });

  it('adds lines of one account together without changing the difference', () => {
    const amount = fc.integer({ min: 0, max: 10 ** 12 }).map((value) => fen(value));
    const line = fc
      .record({ code: fc.constantFrom('101', '102', '301'), side: fc.boolean(), amount })
      .map(({ code, side, amount: value }) => ({
        code,
        debit: side ? value : ZERO,
        credit: side ? ZERO : value,
      }));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const merged = mergeOpening(lines);
        const net = (some: readonly OpeningLine[], code: string) =>
          some.filter((one) => one.code === code).reduce((total, one) => total + one.debit - one.credit, 0);
        expect(new Set(merged.map(({ code }) => code)).size).toBe(merged.length);
        for (const code of ['101', '102', '301']) expect(net(merged, code)).toBe(net(lines, code));
        for (const one of merged) expect(one.debit === 0).toBe(one.credit !== 0);
      }),
    );
  });
});

const HEAD = '日期,凭证号,摘要,科目编号,科目名称,借方,贷方,附件,对方';
// Books of 2009 as an older program prints them: titles, dates once a voucher, sums, red figures, a closing voucher.
const LIST_2009 = `滨江实验学校工会序时账,,,,,,,,
2026 年 1—3 月,,,,,,,,
${HEAD}
2026-01-05,记-001,收行政拨来经费,102,银行存款,"10,000.00",,2,滨江实验学校
,,,402,拨缴经费收入,,"10,000.00",,
2026/1/12,记-002,春节慰问品,50104,其他活动支出,"3,000",,3,
,,,102,银行存款,,3000,,
2026-1-15,记-003,退回多收会费,401,会费收入,,-50.00,1,张三
,,,102,银行存款,-50,,,
,,本月合计,,,12950,12950,,
${HEAD}
2026.2.3,记-001,困难职工帮扶,50204,困难职工帮扶费,800,,1,
,,,102,银行存款,,800,,
20260210,记-002,不平的一张,50301,培训费,100,,1,
,,,102,银行存款,,90,,
2026-02-30,记-003,没有这一天,50302,会议费,100,,1,
,,,102,银行存款,,100,,
2026-02-11,记-004,团费,,团费,60,,,
,,,101,库存现金,,60,,
2026-02-28,记-005,结转收入,401,会费收入,50,,,
,,,331,结余,,50,,
2026-03-02,记-001,提现,101,库存现金,500,,,
,,,102,银行存款,,500,,
2026-03-03,记-002,现金付太多,50304,其他业务支出,"9,999,999.99",,1,
,,,101,库存现金,,9999999.99,,
2025-12-31,记-009,去年的,101,库存现金,1,,,
,,,102,银行存款,,1,,
2026-03-05,记-003,两边都有数,101,库存现金,5,5,,
,,,102,银行存款,,0,,
2026-03-06,,没有号,101,库存现金,5,,,
,,,102,银行存款,,5,,
,,合计,,,99999,99999,,
制表:陈静,,,,,,,,
`;

describe('旧账凭证', () => {
  let test: TestEngine;
  let db: Connection;
  beforeEach(async () => {
    test = await startWithBooks();
    db = await secondConnection(test);
  });
  afterEach(async () => {
    db.close();
    await test.dispose();
  });
  const file = (csv: string, name = '序时账.csv') => {
    const path = join(test.folder, name);
    writeFileSync(path, csv);
    return test.engine.registerPath(path);
  };
  const counts = () =>
    db.get(
      'SELECT (SELECT count(*) FROM vouchers) AS vouchers, (SELECT count(*) FROM import_batches) AS batches, (SELECT count(*) FROM import_rows) AS rows, (SELECT count(*) FROM old_vouchers) AS old, (SELECT count(*) FROM audit_trail) AS trail',
    );
  const choices = (token: string, change: Partial<InputOf<'ledger.previewOldBooks'>> = {}) => ({
    file: token,
    ...change,
  });
  const KEYS = { gifts: '50104 其他活动支出' };
  const chosen = [{ key: KEYS.gifts, accountId: '2021:50105' }];

  it('finds the vouchers of a messy list and says what becomes of each', async () => {
    const token = file(LIST_2009);
    const preview = await test.call('ledger.previewOldBooks', choices(token, { accounts: chosen }));
    expect(preview).toMatchObject({ fileName: '序时账.csv', version: '2009', guess: '2009' });
    expect(preview.vouchers.map(({ day: at, number, verdict }) => [at, number, verdict])).toEqual([
      ['2025-12-31', '记-009', 'closedMonth'],
      ['2026-01-05', '记-001', 'ready'],
      ['2026-01-12', '记-002', 'ready'],
      ['2026-01-15', '记-003', 'ready'],
      ['2026-02-03', '记-001', 'ready'],
      ['2026-02-10', '记-002', 'unbalanced'],
      ['2026-02-11', '记-004', 'unknownAccount'],
      ['2026-02-28', '记-005', 'closing'],
      ['2026-03-02', '记-001', 'ready'],
      ['2026-03-03', '记-002', 'moneyShort'],
      ['2026-03-05', '记-003', 'unreadable'],
      ['2026-03-06', '', 'unreadable'],
      [undefined, '记-003', 'unreadable'],
    ]);
    const message = (number: string, at: string | undefined) =>
      preview.vouchers.find((one) => one.number === number && one.day === at)?.message;
    expect(message('记-002', '2026-02-10')).toBe('借方 100.00，贷方 90.00，相差 10.00');
    expect(message('记-003', undefined)).toMatch(/2026-02-30.*没有这一天/);
    expect(message('记-004', '2026-02-11')).toMatch(/第 18 行「团费」还没有对应的科目/);
    expect(message('记-009', '2025-12-31')).toBe('账本里没有2025年12月');
    expect(message('记-002', '2026-03-03')).toMatch(/库存现金会成为 -9,998,231.49 元/);
    expect(message('记-003', '2026-01-15')).toBe('红字金额已记到反方向');
    expect(preview.counts).toMatchObject({
      ready: 5,
      unreadable: 3,
      unbalanced: 1,
      unknownAccount: 1,
      closing: 1,
      closedMonth: 1,
      moneyShort: 1,
      takenBefore: 0,
    });
    expect(preview.amount).toBe(1000000 + 300000 + 5000 + 80000 + 50000);
    expect(preview.notes.join('')).toMatch(/第 10、.*合计或结转行/);
    const account = (name: string) => preview.accounts.find((one) => one.name === name);
    expect(account('其他活动支出')).toMatchObject({ match: 'chosen', accountCode: '50105', rows: 1 });
    expect(account('困难职工帮扶费')).toMatchObject({ match: 'mapped', accountCode: '50404' });
    expect(account('团费')).toMatchObject({ match: 'unknown', candidates: [] });
  });

  it('posts the ready ones by day with their old numbers, keeps every row, and never twice', async () => {
    const token = file(LIST_2009);
    const before = await test.call('ledger.listVouchers', {});
    expect(before.total).toBe(0);
    const taken = await test.call('ledger.takeOldBooks', {
      file: token,
      version: '2009',
      accounts: chosen,
      vouchers: 5,
    });
    expect(taken).toEqual({ vouchers: 5, left: 8, amount: 1435000, first: '2026-01 记-001', last: '2026-03 记-001' });
    const { rows } = await test.call('ledger.listVouchers', { source: 'import' });
    expect(
      rows
        .map(({ month: at, number, summary, counterparty, attachmentCount }) => [
          at,
          number,
          summary,
          counterparty,
          attachmentCount,
        ])
        .sort(),
    ).toEqual([
      ['2026-01', '记-001', '收行政拨来经费（原 记-001）', '滨江实验学校', 2],
      ['2026-01', '记-002', '春节慰问品（原 记-002）', '', 3],
      ['2026-01', '记-003', '退回多收会费（原 记-003）', '张三', 1],
      ['2026-02', '记-001', '困难职工帮扶（原 记-001）', '', 1],
      ['2026-03', '记-001', '提现（原 记-001）', '', 0],
    ]);
    const refund = rows.find(({ summary }) => summary.startsWith('退回'));
    const { entries } = await test.call('ledger.getVoucher', { id: refund?.id ?? '' });
    expect(entries.map(({ accountCode, debit, credit }) => [accountCode, debit, credit])).toEqual([
      ['401', 5000, 0],
      ['102', 0, 5000],
    ]);
    const kept = db.all<{ state: string; rows: number }>(
      'SELECT state, count(*) AS rows FROM import_rows GROUP BY state ORDER BY state',
    );
    // titles, header and the header printed again are no rows
    const written = LIST_2009.trim().split('\n').length - 4;
    expect(kept).toEqual([
      { state: 'ignored', rows: written - 10 },
      { state: 'taken', rows: 10 },
    ]);

    const after = counts();
    const again = await test.refusal('ledger.takeOldBooks', {
      file: file(LIST_2009, '改了名.csv'),
      version: '2009',
      accounts: chosen,
      vouchers: 5,
    });
    expect(again).toEqual({
      code: 'ledger.oldBooksTaken',
      sentence: expect.stringMatching(/「改了名.csv」在 2026-03-15 已经导入过/),
    });
    expect((await test.call('ledger.previewOldBooks', choices(token))).takenBefore).toBe('2026-03-15');
    // the mended file brings only what is new
    const mended = LIST_2009.replace(',,,102,银行存款,,90,,', ',,,102,银行存款,,100,,');
    const next = await test.call('ledger.previewOldBooks', choices(file(mended, '改好.csv'), { accounts: chosen }));
    expect(next.counts).toMatchObject({ ready: 1, takenBefore: 5, unbalanced: 0 });
    expect(counts()).toEqual(after);
    await test.call('ledger.takeOldBooks', {
      file: file(mended, '改好.csv'),
      version: '2009',
      accounts: chosen,
      vouchers: 1,
    });
    expect((await test.call('ledger.listVouchers', { source: 'import' })).total).toBe(6);
  });

  it('takes a voucher again that was reversed since', async () => {
    const list = `${HEAD}\n2026-01-05,1,收会费,401,会费收入,,5,,\n,,,102,银行存款,5,,,\n`;
    await test.call('ledger.takeOldBooks', { file: file(list), version: '2021', vouchers: 1 });
    const { rows } = await test.call('ledger.listVouchers', {});
    await test.call('ledger.reverseVoucher', { id: rows[0]?.id ?? '', day: day('2026-03-01'), reason: '重导' });
    const other = file(`${list}\n`, '再来.csv');
    expect((await test.call('ledger.previewOldBooks', choices(other))).vouchers[0]?.verdict).toBe('ready');
    await test.call('ledger.takeOldBooks', { file: other, version: '2021', vouchers: 1 });
    const third = file(`${list}\n\n`, '三.csv');
    expect((await test.call('ledger.previewOldBooks', choices(third))).vouchers[0]?.verdict).toBe('takenBefore');
  });

  it('writes nothing when anything stands against it', async () => {
    const token = file(LIST_2009);
    const before = counts();
    const take = (change: object) =>
      test.refusal('ledger.takeOldBooks', { file: token, version: '2009', accounts: chosen, vouchers: 5, ...change });
    expect((await take({ vouchers: 6 })).sentence).toMatch(/原来可导入 6 张，现在可导入 5 张/);
    expect((await take({ accounts: [] })).code).toBe('ledger.oldBooksChanged');
    expect((await take({ accounts: [{ key: KEYS.gifts, accountId: '2021:501' }] })).code).toBe('ledger.accountMissing');
    expect((await take({ accounts: [{ key: KEYS.gifts, accountId: 'nobody' }] })).code).toBe('ledger.accountMissing');
    expect((await take({ version: '1998' })).code).toBe('request.invalid');
    expect((await take({ vouchers: -1 })).code).toBe('request.invalid');
    expect((await take({ file: 'file-that-is-not' })).code).toBe('file.gone');
    expect((await take({ file: file('姓名,电话\n张三,1\n', '别的.csv') })).sentence).toMatch(
      /表头里至少要有：日期、凭证号/,
    );
    expect((await take({ file: file(`${HEAD}\n`, '空.csv') })).code).toBe('file.noRows');
    expect(
      (await take({ file: file(`${HEAD}\n2020-01-05,1,旧,401,会费收入,,5,,\n,,,102,银行存款,5,,,\n`, '早.csv') })).code,
    ).toBe('ledger.oldBooksNothing');
    expect(counts()).toEqual(before);
  });

  it('tells numbers apart however they are written', async () => {
    const vouchers = ['1', '10', '100', '1000', '1001', '记-2', '记-20', '收-2'];
    const rows = vouchers.map((number) => `2026-01-05,${number},收会费,401,会费收入,,5,,\n,,,102,银行存款,5,,,\n`);
    // 记-002 is 记-2: one voucher, wherever its rows stand
    rows.push('2026-01-05,记-002,收会费,401,会费收入,,7,,\n,,,102,银行存款,7,,,\n');
    const preview = await test.call('ledger.previewOldBooks', choices(file(`${HEAD}\n${rows.join('')}`)));
    expect(preview.vouchers.map(({ number, lines }) => [number, lines]).sort()).toEqual(
      vouchers.map((number) => [number, number === '记-2' ? 4 : 2]).sort(),
    );
    // in the order of their numbers, not of their letters
    const order = preview.vouchers.map(({ number }) => Number(number.replace(/\D/g, '')));
    expect(order).toEqual([...order].sort((a, b) => a - b));
  });

  it('reads the word of a voucher, its detail account and a time behind the date in columns of their own', async () => {
    const list = [
      '记账日期,凭证字,凭证号,摘要,总账科目,明细科目,借方金额,贷方金额',
      '2026-01-05 00:00:00,银付,3,元旦走访,维权支出,送温暖费,800,',
      '2026-01-05 00:00:00,银付,3,元旦走访,银行存款,工行基本户,,800',
      '2026-01-05 00:00:00,银收,3,利息,银行存款,工行基本户,1.2,',
      '2026-01-05 00:00:00,银收,3,利息,其他收入,,,1.2',
    ].join('\n');
    const preview = await test.call('ledger.previewOldBooks', choices(file(list), { version: '2009' }));
    expect(preview.vouchers.map(({ number, verdict }) => [number, verdict])).toEqual([
      ['银付-3', 'ready'],
      ['银收-3', 'ready'],
    ]);
    expect(preview.accounts.map(({ name, accountCode }) => [name, accountCode])).toEqual([
      ['维权支出-送温暖费', '50405'],
      ['银行存款-工行基本户', '102'],
      ['其他收入', '408'],
    ]);
  });

  it('leaves closed months alone', async () => {
    await test.call('ledger.closeMonth', { month: month('2026-01') });
    const preview = await test.call('ledger.previewOldBooks', choices(file(LIST_2009), { accounts: chosen }));
    const january = preview.vouchers.filter((one) => one.day?.startsWith('2026-01'));
    expect(january.map(({ verdict, message }) => [verdict, message])).toEqual(
      january.map(() => ['closedMonth', '2026年1月已结账']),
    );
  });

  it('counts on the money of the vouchers before it, as posting does', async () => {
    const row = (at: string, number: number, cash: string) =>
      `${at},${number},现金,101,库存现金,${cash},,\n,,,408,其他收入,${cash.split(',').reverse().join(',')},,\n`;
    const list = (rows: string[]) => `${HEAD}\n${rows.join('')}`;
    const verdicts = async (csv: string, name: string) =>
      (await test.call('ledger.previewOldBooks', choices(file(csv, name)))).vouchers.map(({ verdict }) => verdict);
    const spend = row('2026-01-10', 2, ',5000');
    expect(await verdicts(list([spend]), 'a.csv')).toEqual(['moneyShort']);
    expect(await verdicts(list([row('2026-01-05', 1, '5000,'), spend]), 'b.csv')).toEqual(['ready', 'ready']);
    // money that comes later does not pay what was spent before
    expect(await verdicts(list([row('2026-02-05', 1, '5000,'), spend]), 'c.csv')).toEqual(['moneyShort', 'ready']);
  });

  it('always posts exactly what the preview promised, and the books stay balanced', async () => {
    const accounts = [
      '101 库存现金',
      '102 银行存款',
      '401 会费收入',
      '408 其他收入',
      '50102 文体活动支出',
      '504 维权支出',
      '213 其他应付款',
    ];
    const entry = fc.record({
      account: fc.constantFrom(...accounts),
      amount: fc.integer({ min: -300000, max: 300000 }),
    });
    const voucher = fc.record({
      month: fc.integer({ min: 1, max: 3 }),
      day: fc.integer({ min: 1, max: 29 }),
      number: fc.integer({ min: 1, max: 6 }),
      entries: fc.array(entry, { minLength: 1, maxLength: 3 }),
      balanced: fc.boolean(),
    });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(voucher, { minLength: 1, maxLength: 10 }), async (vouchers) => {
        run += 1;
        const yuan = (amount: number) => (amount / 100).toFixed(2);
        const rows = vouchers.flatMap(({ month: m, day: d, number, entries, balanced }) => {
          const at = `2026-0${m}-${String(d).padStart(2, '0')}`;
          const total = entries.reduce((all, one) => all + one.amount, 0);
          const lines = entries.map(({ account, amount }) => `${account.replace(' ', ',')},${yuan(amount)},,,`);
          lines.push(`102,银行存款,,${yuan(balanced ? total : total + 1)},,`);
          return lines.map((line) => `${at},${number}-${run},试,${line}`);
        });
        const token = file(`${HEAD}\n${rows.join('\n')}\n`, `r${run}.csv`);
        const shown = await test.engine.call('ledger.previewOldBooks', { file: token, version: '2021' });
        if (!shown.ok) return;
        const preview = await test.call('ledger.previewOldBooks', { file: token, version: '2021' });
        const before = (await test.call('ledger.listVouchers', {})).total;
        const reply = await test.engine.call('ledger.takeOldBooks', {
          file: token,
          version: '2021',
          vouchers: preview.counts.ready,
        });
        expect(reply.ok).toBe(preview.counts.ready > 0);
        expect((await test.call('ledger.listVouchers', {})).total).toBe(before + preview.counts.ready);
        const trial = await test.call('ledger.readTrialBalance', { from: month('2026-01'), to: month('2026-12') });
        expect(trial.balanced).toBe(true);
        for (const code of ['101', '102'])
          expect(trial.lines.find((line) => line.code === code)?.closingCredit).toBe(0);
      }),
      { numRuns: 40 },
    );
  });

  it('finds what came in before by its indexes', () => {
    expect(explain(db, TAKEN_BEFORE, { month: '2026-01', number: '1' }).join('\n')).toMatch(
      /SEARCH old_vouchers USING COVERING INDEX old_vouchers_by_number/,
    );
    expect(explain(db, FILE_TAKEN, { sha256: 'x' }).join('\n')).toMatch(
      /SEARCH import_batches USING INDEX import_batches_/,
    );
    expect(explain(db, MONEY_MONTHS, { id: 'x' }).join('\n')).toMatch(/SEARCH account_months USING PRIMARY KEY/);
    expect(explain(db, MONEY_OPENING, { id: 'x' }).join('\n')).toMatch(/SEARCH opening_balances USING PRIMARY KEY/);
  });

  it('is final: what was taken from where cannot be changed', async () => {
    await test.call('ledger.takeOldBooks', { file: file(LIST_2009), version: '2009', accounts: chosen, vouchers: 5 });
    for (const sql of ["UPDATE old_vouchers SET number = 'x'", 'DELETE FROM old_vouchers'])
      expect(() => db.run(sql)).toThrow('ledger.postedIsFinal');
    const { sha256, mapping } = db.get<{ sha256: string; mapping: string }>(
      'SELECT sha256, mapping FROM import_batches',
    ) ?? { sha256: '', mapping: '' };
    expect(() =>
      db.run(
        "INSERT INTO import_batches (id, feature, file_name, sha256, mapping, taken_at, operator) VALUES ('b', 'ledger', 'x', :sha256, :mapping, 'x', 'x')",
        { sha256, mapping },
      ),
    ).toThrow(/UNIQUE/);
  });
});

describe('hostile voucher lists', () => {
  let test: TestEngine;
  beforeAll(async () => {
    test = await startWithBooks();
  });
  afterAll(() => test.dispose());

  it('are never more than a list of verdicts', async () => {
    const cell = fc.oneof(
      fc.constantFrom(
        '2026-01-05',
        '记-1',
        '102',
        '银行存款',
        '100',
        '-1',
        '1.005',
        '1e308',
        '=1+1',
        '2026-13-45',
        '合计',
        '',
      ),
      fc.string({ maxLength: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(cell, { minLength: 9, maxLength: 9 }), { minLength: 1, maxLength: 8 }),
        async (rows) => {
          const quoted = rows.map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(','));
          const path = join(test.folder, 'hostile.csv');
          writeFileSync(path, `${HEAD}\n${quoted.join('\n')}\n`);
          const reply = await test.engine.call('ledger.previewOldBooks', { file: test.engine.registerPath(path) });
          if (!reply.ok) expect(reply.error.code).toMatch(/^file\./);
        },
      ),
      { numRuns: 150 },
    );
  });
});
