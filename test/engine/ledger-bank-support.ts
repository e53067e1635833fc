import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { day, month } from '#shared/calendar.ts';
import type { InputOf, ValueOf } from '#shared/contract/index.ts';
import { fen } from '#shared/money.ts';
import type { TestEngine } from './support.ts';

export const MARCH = month('2026-03');
export const STATEMENT = '银行对账单-202603.csv';

/** Writes a file that a person could have chosen. @returns its token */
export function chosen(test: TestEngine, name: string, content: string | Uint8Array): string {
  const path = join(test.folder, name);
  writeFileSync(path, content);
  return test.engine.registerPath(path);
}

/** A statement with the usual header. Each row: day, summary, out, in, balance, party, reference. */
export const csv = (...rows: string[]): string =>
  ['交易日期,摘要,借方发生额,贷方发生额,余额,对方户名,凭证号', ...rows].join('\n');

type Simple = InputOf<'ledger.recordSimple'>;

/** One income or expense through the bank. */
export function book(
  test: TestEngine,
  at: string,
  amount: number,
  summary: string,
  more: Partial<Simple> = {},
): Promise<ValueOf<'ledger.recordSimple'>> {
  const purposeId = more.purposeId ?? (amount > 0 ? 'in-other' : 'ex-sport');
  return test.call('ledger.recordSimple', {
    direction: purposeId.startsWith('in-') ? 'income' : purposeId.startsWith('tr-') ? 'transfer' : 'expense',
    purposeId,
    amount: fen(Math.abs(amount)),
    method: 'bank',
    day: day(at),
    summary,
    attachmentCount: 1,
    ...more,
  });
}

/** The sample's March as 收支登记 books it, without what the bank itself did (interest, fee). */
export async function bookMarch(test: TestEngine): Promise<void> {
  await book(test, '2026-03-02', 1_266_000, '3 月拨缴经费', {
    purposeId: 'in-allocation-full',
    counterparty: '滨江实验学校',
  });
  await book(test, '2026-03-05', 647_080, '收2026年3月会费（工资代扣 264 人）', { purposeId: 'in-dues' });
  await book(test, '2026-03-06', -1_485_000, '2026 年三八节慰问品（270 人）', { purposeId: 'ex-festival' });
  await book(test, '2026-03-10', -100_000, '慰问叶军雨（生病住院）', { purposeId: 'ex-hospital' });
  await book(test, '2026-03-12', -506_400, '上解工会经费', { purposeId: 'tr-remit', counterparty: '滨江区总工会' });
  await book(test, '2026-03-18', -300_000, '困难职工帮扶 毛静轩', { purposeId: 'ex-hardship' });
  const wrong = await book(test, '2026-03-30', -266_800, '乒乓球赛器材', { counterparty: '滨江文体用品商行' });
  await test.call('ledger.reverseVoucher', { id: wrong.id, day: day('2026-03-30'), reason: '少记 20.00 元' });
  await book(test, '2026-03-30', -268_800, '乒乓球赛器材', { counterparty: '滨江文体用品商行' });
}

/** Confirms every suggestion that leaves no choice. @returns how many there were */
export async function confirmSure(test: TestEngine, at = MARCH): Promise<number> {
  const groups = (await test.call('ledger.suggestMatches', { month: at }))
    .filter(({ sure }) => sure)
    .map(({ lines, entries }) => ({
      lines: lines.map(({ id }) => id),
      entries: entries.map(({ voucherId, line }) => ({ voucherId, line })),
    }));
  if (groups.length > 0) await test.call('ledger.matchLines', { groups });
  return groups.length;
}
