import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeXlsx } from 'hucre';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { readChosenGrid } from '#electron/engine/spreadsheet/chosen.ts';
import { dataRows } from '#electron/engine/spreadsheet/data-rows.ts';
import { findHeaderInGrid } from '#electron/engine/spreadsheet/header.ts';
import { day, month } from '#shared/calendar.ts';
import { formatYuan, ZERO } from '#shared/money.ts';
import { putMembers } from './dues-support.ts';
import { secondConnection } from './explain.ts';
import { FIXTURES, startWithBooks, type TestEngine } from './support.ts';

const MARCH = month('2026-03');
const DAY = day('2026-03-05');

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

/** A payroll list of these rows under the usual header, as a file that was chosen. */
function list(name: string, rows: readonly string[], header = '职工编号,姓名,代扣会费(元)'): string {
  const path = join(test.folder, name);
  writeFileSync(path, [header, ...rows].join('\r\n'), 'utf8');
  return test.engine.registerPath(path);
}

async function levied(...members: Parameters<typeof putMembers>[1]): Promise<string[]> {
  const ids = putMembers(db, members);
  await test.call('dues.raiseLevy', { month: MARCH });
  return ids;
}

function stored(): Record<string, number> {
  const counts = [
    'dues_batches',
    'dues_receipts',
    'dues_allocations',
    'import_batches',
    'import_rows',
    'vouchers',
    'audit_trail',
  ].map((table) => [table, db.get<{ count: number }>(`SELECT count(*) AS count FROM ${table}`)?.count ?? -1] as const);
  return Object.fromEntries(counts);
}

describe('every row of a payroll list gets its verdict', () => {
  it('in words', async () => {
    await levied(
      { number: '0001', name: '侯 梅玉', wage: 4567 },
      { number: '0002', name: '崔超', wage: 3080 },
      { number: '0003', name: '黎玉明', wage: 2000 },
      { number: '0004', name: '陈秀桂', wage: 2000 },
      { number: '0005', name: '叶军雨', wage: 2000, status: 'retained' },
      { number: '0006', name: '孟燕丽', wage: 2000 },
      { number: '0007', name: '段敏红', wage: 2000 },
      { number: '0008', name: '欧阳娜娜', wage: 2000 },
    );
    const levy = (await test.call('dues.listLevies', { month: MARCH, search: '0003' })).rows[0];
    await test.call('dues.recordReceipt', {
      levyId: levy?.id ?? '',
      amount: levy?.owed ?? ZERO,
      method: 'cash',
      day: DAY,
    });
    const file = list('三月.csv', [
      '0001,侯梅玉,22.80',
      '0002,崔超,15.00',
      '0003,黎玉明,10.00',
      '0004,陈秀桂,12.50',
      '0005,叶军雨,10.00',
      '0006,别人,10.00',
      '0007,段敏红,十元',
      '0007,段敏红,10.005',
      '0007,段敏红,-10.00',
      ',段敏红,10.00',
      '0007,,10.00',
      '9999,欧阳娜娜,10.00',
      '9998,查无此人,1.00',
      '合计,,130.00',
    ]);
    const preview = await test.call('dues.previewPayroll', { file, month: MARCH });
    expect(preview.rows.map((row) => [row.row, row.verdict, row.message])).toEqual([
      [2, 'paid', '已扣足'],
      [3, 'short', expect.stringContaining('少扣 0.40 元')],
      [4, 'alreadyPaid', expect.stringContaining('已经缴清')],
      [5, 'over', expect.stringContaining('多扣 2.50 元')],
      [6, 'notLevied', expect.stringContaining('没有计提')],
      [7, 'mismatch', expect.stringContaining('孟燕丽')],
      [8, 'problem', expect.stringContaining('「十元」不是金额')],
      [9, 'problem', expect.stringContaining('两位小数')],
      [10, 'problem', expect.stringContaining('负数')],
      [11, 'problem', expect.stringContaining('没有职工编号')],
      [12, 'problem', expect.stringContaining('没有姓名')],
      [13, 'unknown', expect.stringContaining('0008')],
      [14, 'unknown', expect.stringContaining('查无此人')],
      [15, 'total', expect.stringMatching(/130\.00.*101\.30.*28\.70/)],
      [undefined, 'notInList', expect.stringContaining('10.00')],
      [undefined, 'notInList', expect.stringContaining('10.00')],
      [undefined, 'notInList', expect.stringContaining('10.00')],
    ]);
    expect(preview.rows.slice(14).map((row) => row.name)).toEqual(['孟燕丽', '段敏红', '欧阳娜娜']);
    expect(preview.rows[3]?.message).toContain('记入本人预收');
    // 22.80 + 15.00 + 12.50
    expect([preview.takeable, preview.toCredit, preview.rows[3]?.credit]).toEqual([5030, 250, 250]);
    expect(preview.counts).toEqual({
      paid: 1,
      short: 1,
      over: 1,
      notLevied: 1,
      alreadyPaid: 1,
      repeated: 0,
      unknown: 2,
      mismatch: 1,
      problem: 5,
      total: 1,
      notInList: 3,
    });

    // without the tick what is over is left out
    const strict = await test.call('dues.previewPayroll', { file, month: MARCH, overToCredit: false });
    expect([strict.takeable, strict.toCredit]).toEqual([4780, 0]);
    expect(strict.rows[3]).toMatchObject({ verdict: 'over', credit: 0, message: expect.stringContaining('没有入账') });

    const taken = await test.call('dues.takePayroll', { file, month: MARCH, day: DAY, overToCredit: false });
    expect(taken).toMatchObject({ receipts: 3, total: 4780, toCredit: 0, leftOut: 10, voucherNumber: '记-002' });
    const state = await test.call('dues.readMonth', { month: MARCH });
    expect(state).toMatchObject({ members: 7, paidMembers: 3, owingMembers: 4, paidTotal: 5780 });
  });

  it('what is over becomes credit when that is chosen, and a whole row that is owed by nobody only when that is chosen too', async () => {
    await levied(
      { number: '0001', name: '侯梅玉', wage: 4567 },
      { number: '0002', name: '崔超', wage: 3080, status: 'retained' },
      { number: '0003', name: '黎玉明', wage: 5 },
    );
    const rows = ['0001,侯梅玉,25.00', '0002,崔超,15.40', '0003,黎玉明,5.00', '合计,,45.40'];
    const file = list('三月.csv', rows);
    const look = async (choice: object) => {
      const preview = await test.call('dues.previewPayroll', { file, month: MARCH, ...choice });
      return [preview.takeable, preview.toCredit, preview.rows.slice(0, 3).map((row) => row.verdict)];
    };
    expect(await look({})).toEqual([2500, 220, ['over', 'notLevied', 'alreadyPaid']]);
    expect(await look({ overToCredit: false })).toEqual([2280, 0, ['over', 'notLevied', 'alreadyPaid']]);
    expect(await look({ unowedToCredit: true })).toEqual([4540, 2260, ['over', 'over', 'over']]);

    const taken = await test.call('dues.takePayroll', { file, month: MARCH, day: DAY, unowedToCredit: true });
    // what the bank paid in, to the fen
    expect(taken).toMatchObject({ receipts: 3, total: 4540, toCredit: 2260, leftOut: 0 });
    const credits = await test.call('dues.listCredits', {});
    expect(credits.credit).toBe(2260);
    expect(credits.rows.map((row) => [row.name, row.credit, row.since, row.owed])).toEqual([
      ['侯梅玉', 220, DAY, 0],
      ['崔超', 1540, DAY, 0],
      ['黎玉明', 500, DAY, 0],
    ]);
    // it pays the next month by itself when that is levied, and no voucher is made
    const vouchers = stored()['vouchers'];
    await test.call('dues.raiseLevy', { month: month('2026-04') });
    const april = await test.call('dues.listLevies', { month: month('2026-04') });
    expect(april.rows.map((row) => [row.name, row.paid, row.owed])).toEqual([
      ['侯梅玉', 220, 2060],
      ['黎玉明', 0, 0],
    ]);
    expect(stored()['vouchers']).toBe(vouchers);
  });

  it('two rows of one member make one receipt, up to what is owed', async () => {
    await levied({ number: '0001', name: '侯梅玉', wage: 4567 });
    const file = list('三月.csv', ['0001,侯梅玉,20.00', '0001,侯梅玉,2.80', '0001,侯梅玉,1.00']);
    const preview = await test.call('dues.previewPayroll', { file, month: MARCH });
    expect(preview.rows.map((row) => row.verdict)).toEqual(['short', 'paid', 'alreadyPaid']);
    const taken = await test.call('dues.takePayroll', { file, month: MARCH, day: DAY });
    expect(taken).toMatchObject({ receipts: 1, total: 2280, leftOut: 1 });
  });

  it('what is deducted beyond the month pays older months first, and only the rest is left out', async () => {
    putMembers(db, [{ number: '0001', name: '侯梅玉', wage: 4567 }]);
    for (const earlier of ['2026-01', '2026-02', '2026-03'])
      await test.call('dues.raiseLevy', { month: month(earlier) });
    const file = list('三月.csv', ['0001,侯梅玉,50.00']);
    const [row] = (await test.call('dues.previewPayroll', { file, month: MARCH })).rows;
    expect(row).toMatchObject({ verdict: 'paid', due: 2280, paid: 5000 });
    expect(row?.message).toMatch(/2026年1月 22\.80 元.*2026年2月 4\.40 元/);
    await test.call('dues.takePayroll', { file, month: MARCH, day: DAY });
    const year = await test.call('dues.listMonths', { year: 2026 });
    expect(year.slice(0, 3).map((line) => line.owedTotal)).toEqual([0, 1840, 0]);
  });

  it('a list whose numbers lost their zeros to a spreadsheet still finds its members, by number and name together', async () => {
    await levied({ number: '0001', name: '侯梅玉', wage: 4567 }, { number: '0002', name: '崔超', wage: 3080 });
    const rows = [
      ['工号', '姓 名', '会费'],
      [1, '侯梅玉', 22.8],
      [2, '侯梅玉', 15.4],
      ['2', '崔超', 15.4],
      ['合计', '', 53.6],
    ];
    const path = join(test.folder, '三月.xlsx');
    writeFileSync(path, await writeXlsx({ sheets: [{ name: '三月', rows }] }));
    const preview = await test.call('dues.previewPayroll', { file: test.engine.registerPath(path), month: MARCH });
    // only what the file stores as a number can have lost zeros: the text 2 is another number than 0002
    expect(preview.rows.map((row) => row.verdict)).toEqual(['paid', 'mismatch', 'unknown', 'total', 'notInList']);
    expect(preview.rows[3]?.message).toContain('相符');
  });
});

describe('the sample list 工资代扣会费-202603.csv', () => {
  const FILE = '工资代扣会费-202603.csv';

  it('against the real roster: 6,470.80 in one voucher, as the bank statement has it', async () => {
    await putRoster();
    // of the 280 clean rows of the roster ten are retired and keep their membership free
    expect((await test.call('dues.previewLevy', { month: MARCH })).exempt).toBe(10);
    const levy = await test.call('dues.raiseLevy', { month: MARCH });
    expect(levy.levied).toBe(270);
    const file = test.fixture(FILE);
    const preview = await test.call('dues.previewPayroll', { file, month: MARCH });
    expect(preview.counts).toEqual({
      paid: 258,
      short: 6,
      over: 0,
      notLevied: 0,
      alreadyPaid: 0,
      repeated: 0,
      unknown: 1,
      mismatch: 0,
      problem: 0,
      total: 1,
      notInList: 6,
    });
    expect(formatYuan(preview.fileSum)).toBe('6,483.30');
    expect(preview.statedTotal).toBe(preview.fileSum);
    expect(formatYuan(preview.takeable)).toBe('6,470.80');
    expect(
      preview.rows.filter((row) => row.verdict === 'short').every((row) => row.message.startsWith('少扣 1.00 元')),
    ).toBe(true);
    expect(preview.rows.find((row) => row.verdict === 'unknown')).toMatchObject({
      row: 266,
      number: '9999',
      name: '查无此人',
      paid: 1250,
    });

    const before = stored();
    const taken = await test.call('dues.takePayroll', { file, month: MARCH, day: DAY });
    expect(formatYuan(taken.total)).toBe('6,470.80');
    expect(taken).toMatchObject({ receipts: 264, leftOut: 1 });
    const after = stored();
    expect(after['vouchers']).toBe((before['vouchers'] ?? 0) + 1);
    expect(after['import_rows']).toBe((before['import_rows'] ?? 0) + 266);
    const entries = db.all(
      'SELECT accounts.code, entries.debit, entries.credit FROM entries JOIN accounts ON accounts.id = account_id WHERE voucher_id = :id ORDER BY line',
      { id: taken.voucherId },
    );
    expect(entries).toEqual([
      { code: '102', debit: 647080, credit: 0 },
      { code: '401', debit: 0, credit: 647080 },
    ]);
    // the bank's own line of the day
    const bank = await readChosenGrid({
      path: join(FIXTURES, '银行对账单-202603.csv'),
      name: '银行对账单-202603.csv',
      worker: new URL('../../electron/job.ts', import.meta.url),
    });
    const found = findHeaderInGrid(bank.grid, [
      { field: 'day', names: ['交易日期'] },
      { field: 'summary', names: ['摘要'] },
      { field: 'credit', names: ['贷方发生额'] },
    ]);
    const line =
      found &&
      [...dataRows(found.sheet, found.header)].find(({ cells }) => cells.some((cell) => cell.text === '代扣会费'));
    expect(line?.cells.map((cell) => cell.text)).toContain('6,470.80');

    const month3 = await test.call('dues.readMonth', { month: MARCH });
    expect(month3).toMatchObject({ members: 270, paidMembers: 258, owingMembers: 12 });
    expect((await test.call('dues.listArrears', {})).total).toBe(12);
  });

  it('the same file twice is refused and nothing is written; after it was taken back it may come again', async () => {
    await putRoster();
    await test.call('dues.raiseLevy', { month: MARCH });
    const file = test.fixture(FILE);
    await test.call('dues.takePayroll', { file, month: MARCH, day: DAY });
    const before = stored();
    const refused = await test.refusal('dues.takePayroll', { file, month: MARCH, day: DAY });
    expect(refused.code).toBe('dues.fileTakenBefore');
    expect(refused.sentence).toContain('2026-03-15');
    expect((await test.call('dues.previewPayroll', { file, month: MARCH })).takenBefore).toBe('2026-03-15');
    expect(stored()).toEqual(before);

    const [batch] = (await test.call('dues.listBatches', {})).rows;
    expect(batch).toMatchObject({ kind: 'payroll', from: FILE, receipts: 264, total: 647080 });
    await test.call('dues.takeBackBatch', { batchId: batch?.id ?? '', day: DAY, reason: '重新导入' });
    expect(await test.call('dues.readMonth', { month: MARCH })).toMatchObject({ paidMembers: 0, paidTotal: 0 });
    const again = await test.call('dues.takePayroll', { file, month: MARCH, day: DAY });
    expect(formatYuan(again.total)).toBe('6,470.80');
  });

  it('the same rows saved as another file, in another order and without the zeros, are the same payment', async () => {
    await levied({ number: '0001', name: '侯梅玉', wage: 4567 }, { number: '0002', name: '崔超', wage: 3080 });
    const first = list('三月.csv', ['0001,侯梅玉,22.80', '0002,崔超,15.40', '合计,,38.20']);
    await test.call('dues.takePayroll', { file: first, month: MARCH, day: DAY });
    const path = join(test.folder, '三月-另存.xlsx');
    const rows = [
      ['工号', '姓 名', '会费'],
      [2, '崔 超', 15.4],
      [1, '侯梅玉', 22.8],
    ];
    writeFileSync(path, await writeXlsx({ sheets: [{ name: '三月', rows }] }));
    const file = test.engine.registerPath(path);
    const before = stored();
    const refused = await test.refusal('dues.takePayroll', { file, month: MARCH, day: DAY });
    expect(refused.code).toBe('dues.rowsTakenBefore');
    for (const words of ['三月.csv', '三月-另存.xlsx', DAY, '记-001']) expect(refused.sentence).toContain(words);
    expect((await test.call('dues.previewPayroll', { file, month: MARCH })).sameRows).toEqual({
      file: '三月.csv',
      day: DAY,
      voucherNumber: '记-001',
    });
    expect(stored()).toEqual(before);
    // the same rows are next month's payment, and may come again once the first was taken back
    await test.call('dues.raiseLevy', { month: month('2026-04') });
    expect((await test.call('dues.previewPayroll', { file, month: month('2026-04') })).takeable).toBe(3820);
    const batchId = (await test.call('dues.listBatches', {})).rows[0]?.id ?? '';
    await test.call('dues.takeBackBatch', { batchId, day: DAY, reason: '重新导入' });
    expect((await test.call('dues.takePayroll', { file, month: MARCH, day: DAY })).total).toBe(3820);
  });

  it('one row again counts once: in the same file, and in a list of the month that stands', async () => {
    await levied({ number: '0001', name: '侯梅玉', wage: 4567 }, { number: '0002', name: '崔超', wage: 3080 });
    const twice = list('三月.csv', ['0001,侯梅玉,10.00', '0001,侯梅玉,10.00', '合计,,20.00']);
    const preview = await test.call('dues.previewPayroll', { file: twice, month: MARCH });
    expect(preview.rows.slice(0, 2).map((row) => [row.verdict, row.message])).toEqual([
      ['short', expect.stringContaining('仍欠 12.80 元')],
      ['repeated', expect.stringContaining('与第 2 行相同')],
    ]);
    await test.call('dues.takePayroll', { file: twice, month: MARCH, day: DAY });
    // the row of the first list, and one that is new
    const more = list('三月补.csv', ['0001,侯梅玉,10.00', '0001,侯梅玉,12.80', '0002,崔超,15.40']);
    const again = await test.call('dues.previewPayroll', { file: more, month: MARCH, unowedToCredit: true });
    expect(again.rows.map((row) => row.verdict)).toEqual(['repeated', 'paid', 'paid']);
    expect(again.rows[0]?.message).toMatch(/2026-03-05.*记-001.*第 2 行/);
    expect(again.takeable).toBe(2820);
    const taken = await test.call('dues.takePayroll', { file: more, month: MARCH, day: DAY, unowedToCredit: true });
    expect(taken).toMatchObject({ receipts: 2, total: 2820, toCredit: 0, leftOut: 1 });
    const only = list('三月再.csv', ['0001,侯梅玉,10.00']);
    const before = stored();
    expect((await test.refusal('dues.takePayroll', { file: only, month: MARCH, day: DAY })).code).toBe(
      'dues.nothingToTake',
    );
    expect(stored()).toEqual(before);
  });

  /** The roster through the members' own import. */
  async function putRoster(): Promise<void> {
    const taken = await test.call('members.takeRoster', {
      file: test.fixture('会员花名册.xlsx'),
      wageFrom: month('2026-01'),
    });
    expect(taken.added).toBe(280);
  }
});

describe('a payroll list is refused, with its sentence and nothing written', () => {
  it.each([
    ['no header', '随便.csv', ['a,b,c'], '第一列,第二列,第三列', 'file.noHeader', '代扣会费'],
    ['no number column', '没有编号.csv', ['侯梅玉,22.80'], '姓名,代扣会费', 'file.noHeader', '职工编号'],
    ['no rows', '空表.csv', ['合计,,0.00'], '职工编号,姓名,代扣会费', 'file.noRows', '没有数据行'],
    ['nobody fits', '别家.csv', ['8001,张三,5.00'], '职工编号,姓名,代扣会费', 'dues.nothingToTake', '先计提'],
  ])('%s', async (_, name, rows, header, code, words) => {
    await levied({ number: '0001', name: '侯梅玉', wage: 4567 });
    const before = stored();
    const refused = await test.refusal('dues.takePayroll', { file: list(name, rows, header), month: MARCH, day: DAY });
    expect(refused.code).toBe(code);
    expect(refused.sentence).toContain(words);
    expect(refused.sentence).toContain(name);
    expect(stored()).toEqual(before);
  });

  it('a file that is gone, a token that is no token, a closed month, a day that does not exist', async () => {
    await levied({ number: '0001', name: '侯梅玉', wage: 4567 });
    const file = list('三月.csv', ['0001,侯梅玉,22.80']);
    db.run("UPDATE periods SET status = 'closed', closed_at = 'x', closed_by = 'x' WHERE month = '2026-01'");
    const before = stored();
    const ask = async (change: object) =>
      (await test.refusal('dues.takePayroll', { file, month: MARCH, day: DAY, attachmentCount: 1, ...change }))
        .sentence;
    expect(await ask({ file: 'aaaaaaaa-bbbb' })).toContain('重新选择');
    expect(await ask({ file: '../../etc/passwd' })).toContain('文件');
    expect(await ask({ day: '2026-01-31' })).toContain('2026年1月已经结账');
    expect(await ask({ day: '2026-02-30' })).toContain('不是一个存在的日期');
    expect(await ask({ day: '2027-01-05' })).toContain('2027年1月');
    expect(await ask({ month: '2026-13' })).toContain('不是一个月份');
    expect(await ask({ attachmentCount: -1 })).toContain('附件张数');
    expect(await ask({ voucher: 'x' })).toContain('不认识');
    expect(stored()).toEqual(before);
  });
});
