import { day } from '#shared/calendar.ts';
import { fen } from '#shared/money.ts';
import { startWithBooks, type TestEngine } from './support.ts';

/** Posts entries `[account code, debit in fen, credit in fen, fund?]`. @returns the voucher's id */
export async function post(
  test: TestEngine,
  on: string,
  summary: string,
  entries: readonly (readonly [string, number, number, string?])[],
): Promise<string> {
  const { id } = await test.call('ledger.postVoucher', {
    day: day(on),
    summary,
    attachmentCount: 1,
    entries: entries.map(([code, debit, credit, fundId]) => ({
      accountId: `2021:${code}`,
      summary: '',
      debit: fen(debit),
      credit: fen(credit),
      ...(fundId === undefined ? {} : { fundId }),
    })),
  });
  return id;
}

/**
 * The sample union with a quarter in its books: dues and allocation in January and February, spending with a reversal in March,
 * a fund that took in 3,000.00 and spent 1,200.00, and a purchase of 4,500.00 with its second entry.
 */
export async function quarterBooks(): Promise<TestEngine & { fund: string; reversed: string }> {
  const test = await startWithBooks();
  const fund = (await test.call('ledger.saveFund', { name: '困难帮扶资金' })).id;
  await post(test, '2026-01-15', '1 月会费', [
    ['102', 500000, 0],
    ['401', 0, 500000],
  ]);
  await post(test, '2026-02-10', '拨缴经费', [
    ['102', 2000000, 0],
    ['402', 0, 1200000],
    ['211', 0, 800000],
  ]);
  await post(test, '2026-02-20', '上级拨帮扶资金', [
    ['102', 300000, 0],
    ['40302', 0, 300000, fund],
  ]);
  await post(test, '2026-03-05', '三八节活动', [
    ['50102', 60000, 0],
    ['50105', 90000, 0],
    ['102', 0, 150000],
  ]);
  const reversed = await post(test, '2026-03-06', '春游租车', [
    ['50102', 80000, 0],
    ['102', 0, 80000],
  ]);
  await post(test, '2026-03-08', '困难职工补助', [
    ['50404', 120000, 0, fund],
    ['102', 0, 120000],
  ]);
  await post(test, '2026-03-10', '购置投影仪', [
    ['507', 450000, 0],
    ['102', 0, 450000],
    ['141', 450000, 0],
    ['301', 0, 450000],
  ]);
  await test.call('ledger.reverseVoucher', { id: reversed, day: day('2026-03-12'), reason: '取消' });
  return { ...test, fund, reversed };
}
