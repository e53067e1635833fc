import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Connection } from '#electron/engine/database.ts';
import { FUND_PARTS, YEAR_BALANCES } from '#electron/engine/ledger/close/closing-vouchers.ts';
import { LIST_FUNDS } from '#electron/engine/ledger/funds/funds.ts';
import { day, month } from '#shared/calendar.ts';
import type { TrialBalance } from '#shared/contract/ledger.ts';
import { type Fen, fen } from '#shared/money.ts';
import { explain, secondConnection } from './explain.ts';
import { startWithBooks, type TestEngine } from './support.ts';

let test: TestEngine;
let db: Connection;
let aidFund: string;
beforeAll(async () => {
  test = await startWithBooks();
  test.setNow('2027-01-20T02:00:00.000Z');
  db = await secondConnection(test);
  aidFund = (await test.call('ledger.saveFund', { name: '困难帮扶资金', origin: '区总工会' })).id;
});
afterAll(async () => {
  db.close();
  await test.dispose();
});

const record = (at: string, purposeId: string, amount: number, fundId?: string) =>
  test.call('ledger.recordSimple', {
    direction: purposeId.startsWith('in-') ? 'income' : 'expense',
    purposeId,
    amount: fen(amount),
    method: 'bank',
    day: day(at),
    summary: '收支',
    attachmentCount: 1,
    ...(fundId === undefined ? {} : { fundId }),
  });
const balances = async (year: number): Promise<TrialBalance> =>
  test.call('ledger.readTrialBalance', { from: month(`${year}-01`), to: month(`${year}-12`) });
const openingOf = (balance: TrialBalance, code: string): number => {
  const line = balance.lines.find((each) => each.code === code);
  return line ? line.openingCredit - line.openingDebit : 0;
};
const trailOf = () =>
  db.all<{ before: string; after: string; label: string }>(
    "SELECT label, before, after FROM audit_trail WHERE subject = 'period' ORDER BY sequence DESC LIMIT 1",
  )[0];

describe('反结账', () => {
  it('opens the latest closed month only, with a reason that stays on the trail', async () => {
    await record('2026-01-10', 'in-allocation', 1000000);
    await test.call('ledger.closeMonth', { month: month('2026-03') });
    expect(await test.refusal('ledger.reopenMonth', { month: '2026-02', reason: '漏记' })).toEqual({
      code: 'ledger.reopenOrder',
      sentence: expect.stringContaining('请先反结 2026年3月'),
    });
    expect((await test.refusal('ledger.reopenMonth', { month: '2026-03', reason: ' ' })).code).toBe('request.invalid');
    expect((await test.refusal('ledger.reopenMonth', { month: '2026-05', reason: '漏记' })).code).toBe(
      'ledger.notClosed',
    );
    expect((await test.refusal('ledger.reopenMonth', { month: '2031-05', reason: '漏记' })).code).toBe(
      'ledger.periodMissing',
    );
    expect(await test.call('ledger.reopenMonth', { month: month('2026-03'), reason: '漏记结息' })).toEqual({
      reopened: '2026-03',
    });
    const { periods } = await test.call('ledger.listPeriods', { year: 2026 });
    expect(periods[2]).toMatchObject({ status: 'open', reopened: { reason: '漏记结息' } });
    expect(periods[2]).not.toHaveProperty('closedBy');
    expect(JSON.parse(trailOf()?.after ?? '')).toEqual({ status: 'open', reason: '漏记结息' });
    expect(JSON.parse(trailOf()?.before ?? '')).toMatchObject({ status: 'closed', closedBy: '陈静' });
  });

  it('the month can be booked again and closed again, also for the same reason', async () => {
    test.setNow('2027-01-20T02:05:00.000Z');
    await record('2026-03-21', 'in-interest', 15237);
    await test.call('ledger.closeMonth', { month: month('2026-03') });
    await test.call('ledger.reopenMonth', { month: month('2026-03'), reason: '漏记结息' });
    await test.call('ledger.closeMonth', { month: month('2026-03') });
    expect((await test.refusal('ledger.recordSimple', simple('2026-03-22'))).code).toBe('ledger.periodClosed');
  });

  it('past the program, a month is not opened without a new reason, nor out of order', async () => {
    const open = (at: string, reason: string) => () =>
      db.run(
        "UPDATE periods SET status = 'open', closed_at = NULL, closed_by = NULL, reopen_reason = :reason WHERE month = :at",
        { at, reason },
      );
    expect(open('2026-03', '')).toThrow('ledger.closeOrder');
    expect(open('2026-02', '理由')).toThrow('ledger.closeOrder');
    const kept = db.get<{ reason: string }>("SELECT reopen_reason AS reason FROM periods WHERE month = '2026-03'");
    expect(open('2026-03', kept?.reason ?? '')).toThrow('ledger.closeOrder');
  });
});

const simple = (at: string) => ({
  direction: 'expense',
  purposeId: 'ex-sport',
  amount: 100,
  method: 'bank',
  day: at,
  summary: '收支',
});

describe('the new year before the old one is carried forward', () => {
  it('is opened by hand; its opening shows the unfinished result under 本年收支结转', async () => {
    await record('2026-11-20', 'in-upper-special', 500000, aidFund);
    await record('2026-12-02', 'ex-hardship', 300000, aidFund);
    await record('2026-12-03', 'ex-sport', 200000);
    await test.call('ledger.closeMonth', { month: month('2026-11') });
    expect((await test.refusal('ledger.recordSimple', simple('2027-01-05'))).code).toBe('ledger.periodMissing');
    expect(await test.call('ledger.openNextYear', {})).toEqual({ year: 2027 });
    expect(await test.refusal('ledger.openNextYear', {})).toEqual({
      code: 'ledger.yearWaits',
      sentence: expect.stringContaining('2026 年还没有办理年度结转'),
    });
    await record('2027-01-05', 'ex-sport', 50000);
    const next = await balances(2027);
    expect(next).toMatchObject({ balanced: true, pending: true });
    // 1,000,000 + 15,237 + 500,000 in, 300,000 + 200,000 out
    expect(openingOf(next, '32203')).toBe(1015237);
    for (const line of next.lines.filter((each) => each.class === 'income' || each.class === 'expense'))
      expect([line.openingDebit, line.openingCredit]).toEqual([0, 0]);
  });

  it('closing January says that December goes first', async () => {
    const list = await test.call('ledger.readCloseChecklist', { month: month('2027-01') });
    expect(list.canClose).toBe(false);
    expect(list.items.filter((item) => item.blocking && !item.ok).map(({ detail }) => detail)).toEqual([
      '2026年12月在办理 2026 年度结转时一并结账',
    ]);
  });

  it('what the carry-forward will post is shown before, fund by fund, and posted exactly so', async () => {
    const shown = await test.call('ledger.readYearChecklist', { year: 2026 });
    expect(shown).toMatchObject({ canClose: true, income: 1515237, expense: 500000, restricted: 200000 });
    expect(shown.accumulated).toBe(815237);
    const entries = shown.vouchers.flatMap((voucher) =>
      voucher.entries.map(({ accountCode, fundName, debit, credit }): [string, string, Fen, Fen] => [
        accountCode,
        fundName ?? '',
        debit,
        credit,
      ]),
    );
    expect(entries).toEqual([
      ['402', '', 1000000, 0],
      ['40302', '困难帮扶资金', 500000, 0],
      ['408', '', 15237, 0],
      ['32203', '', 0, 1015237],
      ['321', '困难帮扶资金', 0, 500000],
      ['50102', '', 0, 200000],
      ['50404', '困难帮扶资金', 0, 300000],
      ['32203', '', 200000, 0],
      ['321', '困难帮扶资金', 300000, 0],
      ['32203', '', 815237, 0],
      ['32205', '', 0, 815237],
    ]);
    const { vouchers, surplus } = await test.call('ledger.closeYear', { year: 2026 });
    expect(surplus).toBe(815237);
    expect(vouchers).toHaveLength(3);
    const posted = db.all<{ code: string; fund: string | null; debit: number; credit: number }>(
      `SELECT accounts.code AS code, funds.name AS fund, debit, credit FROM vouchers
       JOIN entries ON voucher_id = vouchers.id JOIN accounts ON accounts.id = account_id LEFT JOIN funds ON funds.id = fund_id
       WHERE source = 'closing' ORDER BY number, line`,
    );
    expect(posted.map(({ code, fund, debit, credit }) => [code, fund ?? '', debit, credit])).toEqual(entries);
  });

  it('afterwards the new year opens with what the old one ended with, and the fund keeps its balance', async () => {
    const old = await balances(2026);
    const next = await balances(2027);
    expect(next.pending).toBe(false);
    const closing = old.lines.filter((line) => line.closingDebit !== 0 || line.closingCredit !== 0);
    const opening = next.lines.filter((line) => line.openingDebit !== 0 || line.openingCredit !== 0);
    expect(opening.map((line) => [line.code, line.openingDebit, line.openingCredit])).toEqual(
      closing.map((line) => [line.code, line.closingDebit, line.closingCredit]),
    );
    expect((await test.call('ledger.listFunds', {}))[0]).toMatchObject({ name: '困难帮扶资金', balance: 200000 });
    expect(openingOf(next, '321')).toBe(200000);
  });

  it('December reopened, one payment more, carried forward again: only the difference is brought over', async () => {
    await test.call('ledger.reopenMonth', { month: month('2026-12'), reason: '漏记一笔活动支出' });
    await record('2026-12-30', 'ex-sport', 1000);
    const { vouchers } = await test.call('ledger.readYearChecklist', { year: 2026 });
    expect(
      vouchers.flatMap(({ entries }) =>
        entries.map(({ accountCode, debit, credit }) => [accountCode, debit - credit] as const),
      ),
    ).toEqual([
      ['50102', -1000],
      ['32203', 1000],
      ['32203', -1000],
      ['32205', 1000],
    ]);
    expect((await test.call('ledger.closeYear', { year: 2026 })).surplus).toBe(814237);
    expect(openingOf(await balances(2027), '32205')).toBe(18272797 + 814237);
  });

  it('a closing voucher cannot be reversed, and a year cannot be carried twice', async () => {
    const { rows } = await test.call('ledger.listVouchers', { source: 'closing' });
    const closing = rows[0]?.id ?? '';
    expect((await test.refusal('ledger.reverseVoucher', { id: closing, day: '2027-01-06', reason: '错' })).code).toBe(
      'ledger.closingNotReversed',
    );
    expect((await test.refusal('ledger.closeYear', { year: 2026 })).code).toBe('ledger.yearClosed');
  });
});

it('the year-end figures come by the indexes', () => {
  expect(explain(db, YEAR_BALANCES, { side: 'income', december: '2026-12' }).join('\n')).toContain(
    'SEARCH account_months USING PRIMARY KEY',
  );
  expect(explain(db, FUND_PARTS, { side: 'income', from: '', december: '2026-12', closing: 1 }).join('\n')).toContain(
    'SEARCH entries USING INDEX entries_by_fund',
  );
  expect(explain(db, LIST_FUNDS).join('\n')).toContain('SEARCH entries USING INDEX entries_by_fund');
});
