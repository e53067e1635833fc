import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { COUNT_VOUCHERS, LARGE_WITHOUT_RESOLUTION } from '#electron/engine/ledger/close/checks.ts';
import { exportJournalText, findMiscounts, readTurnover } from '#electron/engine/ledger/commands.ts';
import { MISCOUNTS } from '#electron/engine/ledger/reports/turnover.ts';
import { type Day, day, month, monthsOfYear } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import { explain, secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine;
let db: Connection;
const pay = (at: string, amount: number, purposeId = 'ex-sport') =>
  test.call('ledger.recordSimple', {
    direction: purposeId.startsWith('in-') ? 'income' : 'expense',
    purposeId,
    amount: fen(amount),
    method: 'bank',
    day: day(at),
    summary: '收支',
    attachmentCount: 1,
  });
beforeAll(async () => {
  test = await startWithBooks();
  db = await secondConnection(test);
});
afterAll(async () => {
  db.close();
  await test.dispose();
});

describe('closing months', () => {
  it('says what would be closed and what deserves a look', async () => {
    await pay('2026-01-10', 700000, 'in-allocation');
    await pay('2026-02-10', 600000);
    await test.call('ledger.recordSimple', {
      direction: 'expense',
      purposeId: 'ex-office',
      amount: fen(5000),
      method: 'bank',
      day: day('2026-03-01'),
      summary: '邮费',
    });
    const list = await test.call('ledger.readCloseChecklist', { month: month('2026-03') });
    expect(list.months).toEqual(['2026-01', '2026-02', '2026-03']);
    expect(list.canClose).toBe(true);
    const open = list.items.filter((item) => !item.ok);
    expect(open.map(({ label, detail }) => [label, detail])).toEqual([
      ['有银行对账单', '2026年1、2、3月没有导入银行对账单，账上的银行存款没有和银行核对'],
      ['现金已盘点', '2026年3月还没有盘点现金'],
      ['月份已经过完', '今天是 2026-03-15，2026年3月还没过完，结账后不能再补记'],
      ['凭证都有附件', '1 张收支凭证的附件张数是 0'],
      ['大额支出有集体决议', '1 笔满 5,000.00 元的支出没有对应决议'],
    ]);
    expect(open.every((item) => !item.blocking)).toBe(true);
  });

  it('a reversed large expense needs no resolution any more', async () => {
    const wrong = await pay('2026-02-11', 900000);
    await test.call('ledger.reverseVoucher', { id: wrong.id, day: day('2026-03-02'), reason: '重复' });
    const { items } = await test.call('ledger.readCloseChecklist', { month: month('2026-03') });
    expect(items.find(({ label }) => label.startsWith('大额'))?.detail).toContain('1 笔');
  });

  it('closes in order up to the month, and shuts it for good', async () => {
    expect((await test.call('ledger.closeMonth', { month: month('2026-03') })).closed).toEqual([
      '2026-01',
      '2026-02',
      '2026-03',
    ]);
    const { periods, years } = await test.call('ledger.listPeriods', { year: 2026 });
    expect(years).toEqual([2026]);
    expect(periods.map(({ status }) => status)).toEqual(['closed', 'closed', 'closed', ...Array(9).fill('open')]);
    expect(periods[2]).toMatchObject({ closedBy: '陈静', vouchers: 2 });
    for (const at of ['2026-01-31', '2026-03-31']) {
      expect(
        await test.refusal('ledger.recordSimple', {
          direction: 'expense',
          purposeId: 'ex-sport',
          amount: 100,
          method: 'bank',
          day: at,
          summary: '补记',
        }),
      ).toEqual({
        code: 'ledger.periodClosed',
        sentence: `2026年${Number(at.slice(5, 7))}月已经结账，不能再记账或改动；请把日期改到未结账的月份，更正用红字冲销。`,
      });
    }
    expect((await test.refusal('ledger.closeMonth', { month: '2026-02' })).sentence).toBe(
      '2026年2月已经结账，不用再结。',
    );
    expect((await test.refusal('ledger.closeMonth', { month: '2027-01' })).code).toBe('ledger.periodMissing');
    expect((await test.refusal('ledger.closeMonth', { month: '2026-12' })).sentence).toBe(
      '2026年12月还不能结账：2026年12月在办理 2026 年度结转时一并结账。',
    );
    expect(
      (await test.call('ledger.listPeriods', { year: 2026 })).periods.filter(({ status }) => status === 'closed'),
    ).toHaveLength(3);
  });

  it('refuses while a draft lies in the month, or the kept turnover differs from the vouchers', async () => {
    const draft =
      "INSERT INTO vouchers (id, month, day, status, summary, source, prepared_by) VALUES ('draft', '2026-04', '2026-04-01', 'draft', '草稿', 'manual', '陈静')";
    db.run(draft);
    expect((await test.refusal('ledger.closeMonth', { month: '2026-04' })).sentence).toBe(
      '2026年4月还不能结账：1 张凭证还没有记账。',
    );
    db.run("DELETE FROM vouchers WHERE id = 'draft'");
    await pay('2026-04-02', 1000);
    db.run("UPDATE account_months SET debit = debit + 1 WHERE month = '2026-04' AND account_id = '2021:50102'");
    const refused = await test.refusal('ledger.closeMonth', { month: '2026-04' });
    expect(refused.sentence).toContain('50102 文体活动支出的汇总与凭证不符');
    expect(findMiscounts(db, month('2026-01'), month('2026-12'))).toEqual([
      { month: '2026-04', code: '50102', name: '文体活动支出' },
    ]);
    db.run("UPDATE account_months SET debit = debit - 1 WHERE month = '2026-04' AND account_id = '2021:50102'");
    expect(findMiscounts(db, month('2026-01'), month('2026-12'))).toEqual([]);
  });

  it('its checks go by the month index', () => {
    const range = { from: '2026-01', to: '2026-12' };
    for (const [sql, params] of [
      [COUNT_VOUCHERS, range],
      [LARGE_WITHOUT_RESOLUTION, { ...range, largeExpense: 1 }],
      [MISCOUNTS, range],
    ] as const)
      expect(explain(db, sql, params).join('\n')).toMatch(
        /SEARCH vouchers USING INDEX sqlite_autoindex_vouchers_\d \(month>\? AND month<\?\)/,
      );
  });
});

describe('年度结转', () => {
  it('waits for the eleven months before', async () => {
    expect((await test.refusal('ledger.closeYear', { year: 2026 })).sentence).toMatch(
      /^2026 年还不能办理年度结转：2026年4、5、6、7、8、9、10、11月还没有结账，请先结账。$/,
    );
    expect((await test.refusal('ledger.closeYear', { year: 2031 })).sentence).toBe(
      '2031 年还不能办理年度结转：账本里没有这个年度。',
    );
    await test.call('ledger.closeMonth', { month: month('2026-11') });
  });

  it('moves income and expense through 本年收支结转 into 累计结余, closes December and opens the next year', async () => {
    await pay('2026-12-20', 123456);
    const before = await test.call('ledger.readTrialBalance', { from: month('2026-01'), to: month('2026-12') });
    const closing = (lines: typeof before.lines, code: string) => {
      const line = lines.find((candidate) => candidate.code === code);
      return (line?.closingDebit ?? 0) - (line?.closingCredit ?? 0);
    };
    const turnover = readTurnover(db, month('2026-01'), month('2026-12'));
    const check = await test.call('ledger.readYearChecklist', { year: 2026 });
    expect(check).toMatchObject({ canClose: true, income: 700000, expense: 600000 + 5000 + 1000 + 123456 });
    const { vouchers, surplus } = await test.call('ledger.closeYear', { year: 2026 });
    expect(vouchers).toHaveLength(3);
    expect(surplus).toBe(700000 - 729456);
    const after = await test.call('ledger.readTrialBalance', { from: month('2026-01'), to: month('2026-12') });
    expect(after.balanced).toBe(true);
    for (const line of after.lines.filter(
      (candidate) => candidate.class === 'income' || candidate.class === 'expense' || candidate.code === '32203',
    ))
      expect([line.code, line.closingDebit, line.closingCredit]).toEqual([line.code, 0, 0]);
    expect(closing(after.lines, '32205')).toBe(closing(before.lines, '32205') - surplus);
    for (const code of ['101', '102', '141', '211', '301'])
      expect(closing(after.lines, code)).toBe(closing(before.lines, code));
    // a closed year reads like an open one
    expect(readTurnover(db, month('2026-01'), month('2026-12'))).toEqual(turnover);
    const { periods, years } = await test.call('ledger.listPeriods', { year: 2027 });
    expect(years).toEqual([2026, 2027]);
    expect(periods.map((period) => period.month)).toEqual(monthsOfYear(2027));
    expect((await test.call('union.readProfile', {})).openMonth).toBe('2027-01');
    const opening = await test.call('ledger.readTrialBalance', { from: month('2027-01'), to: month('2027-01') });
    expect(opening.lines.every(({ class: kind }) => kind !== 'income' && kind !== 'expense')).toBe(true);
    expect(opening.totals.openingDebit).toBe(after.totals.closingDebit);
  });

  it('is done once, its vouchers are dated 31 December and are not reversed', async () => {
    expect((await test.refusal('ledger.closeYear', { year: 2026 })).sentence).toBe(
      '2026 年已经办理年度结转，不用再办。',
    );
    const { rows } = await test.call('ledger.listVouchers', { source: 'closing' });
    expect(rows.map((row) => row.day)).toEqual(Array<Day>(3).fill(day('2026-12-31')));
    const refused = await test.refusal('ledger.reverseVoucher', { id: rows[0]?.id, day: '2027-01-05', reason: '错' });
    expect(refused.code).toBe('ledger.closingNotReversed');
    expect(exportJournalText(db).match(/source:closing/g)).toHaveLength(3);
  });

  it('carries on: a deficit year, an empty year, and a year with more taken back than received', async () => {
    const gift = await pay('2027-02-01', 5000, 'in-donation');
    await test.call('ledger.closeMonth', { month: month('2027-11') });
    await test.call('ledger.closeYear', { year: 2027 });
    await test.call('ledger.reverseVoucher', { id: gift.id, day: day('2028-03-01'), reason: '退回捐款' });
    await test.call('ledger.closeMonth', { month: month('2028-11') });
    expect((await test.call('ledger.closeYear', { year: 2028 })).surplus).toBe(-5000);
    await test.call('ledger.closeMonth', { month: month('2029-11') });
    expect(await test.call('ledger.closeYear', { year: 2029 })).toEqual({ vouchers: [], surplus: 0 });
    const balance = await test.call('ledger.readTrialBalance', { from: month('2026-01'), to: month('2029-12') });
    expect(balance.balanced).toBe(true);
    expect(
      balance.lines.filter(
        ({ class: kind, closingDebit, closingCredit }) =>
          (kind === 'income' || kind === 'expense') && closingDebit + closingCredit !== 0,
      ),
    ).toEqual([]);
  });
});
