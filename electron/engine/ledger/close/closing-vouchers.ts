import { day, type Month, month } from '#shared/calendar.ts';
import { type Fen, fen, ZERO } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { readAccountTree } from '../chart/accounts.ts';
import { ACCOUNT } from '../chart/standard-accounts.ts';
import { balanceThrough } from '../vouchers/money-check.ts';
import type { EntryDraft, VoucherDraft } from '../vouchers/post.ts';

/** What is left on an income or expense account at the end of a year, one part a fund; debit minus credit. */
interface Part {
  accountId: string;
  /** Left out for money that is free to be spent. */
  fundId?: string;
  balance: number;
}

// The few income and expense accounts first, then their months by the primary key.
export const YEAR_BALANCES = `
  SELECT account_months.account_id AS accountId, sum(debit - credit + closing_debit - closing_credit) AS balance
  FROM accounts CROSS JOIN account_months ON account_months.account_id = accounts.id
  WHERE accounts.class = :side AND account_months.month <= :december
  GROUP BY account_months.account_id`;
// `:closing` 1 counts closing vouchers too (what is left), 0 leaves them out (what was booked).
export const FUND_PARTS = `
  SELECT entries.account_id AS accountId, entries.fund_id AS fundId, sum(entries.debit - entries.credit) AS balance
  FROM funds CROSS JOIN entries ON entries.fund_id = funds.id
       CROSS JOIN vouchers ON vouchers.id = entries.voucher_id
       CROSS JOIN accounts ON accounts.id = entries.account_id
  WHERE accounts.class = :side AND vouchers.status = 'posted' AND vouchers.month BETWEEN :from AND :december
    AND (:closing = 1 OR vouchers.source <> 'closing')
  GROUP BY entries.account_id, funds.position, funds.id`;

/** A voucher holds 200 lines; the last ones are for 本年收支结转 and the funds. */
const PARTS_A_VOUCHER = 150;

/**
 * The year-end closing vouchers (财会〔2021〕7号; rules.md 3.3), dated 31 December: income and expense into 本年收支结转, that into
 * 累计结余; what belongs to a fund goes into 工会资金结转 under that fund. Closing a year again after it was reopened brings over
 * only what was booked since.
 */
export function closingVouchers(db: Readable, year: number): VoucherDraft[] {
  const december = month(`${year}-12`);
  const drafts: VoucherDraft[] = [];
  let result: number = balanceThrough(db, ACCOUNT.yearResult, december);
  for (const [side, name] of [
    ['income', '收入'],
    ['expense', '支出'],
  ] as const) {
    const parts = partsLeft(db, side, december);
    for (let at = 0; at < parts.length; at += PARTS_A_VOUCHER) {
      const chunk = parts.slice(at, at + PARTS_A_VOUCHER);
      drafts.push(closing(year, `结转 ${year} 年${name}`, carryOver(chunk)));
      result += chunk.reduce((total, part) => (part.fundId === undefined ? total + part.balance : total), 0);
    }
  }
  if (result !== 0) {
    const entries = [oneSided(ACCOUNT.yearResult, -result), oneSided(ACCOUNT.accumulated, result)];
    drafts.push(closing(year, `${year} 年收支结转转入累计结余`, entries));
  }
  return drafts;
}

/** What the funds took in and spent in a year, closing vouchers left out; fen. */
export function fundResult(db: Readable, year: number): { income: Fen; expense: Fen } {
  const total = (side: 'income' | 'expense') =>
    db
      .all<Part>(FUND_PARTS, { side, from: `${year}-01`, december: `${year}-12`, closing: 0 })
      .reduce((sum, { balance }) => sum + balance, 0);
  return { income: fen(-total('income')), expense: fen(total('expense')) };
}

function closing(year: number, summary: string, entries: EntryDraft[]): VoucherDraft {
  return { day: day(`${year}-12-31`), summary, source: 'closing', entries };
}

function partsLeft(db: Readable, side: 'income' | 'expense', december: Month): Part[] {
  const balances = new Map(
    db
      .all<{ accountId: string; balance: number }>(YEAR_BALANCES, { side, december })
      .map(({ accountId, balance }) => [accountId, balance]),
  );
  const funds = db.all<Part & { fundId: string }>(FUND_PARTS, { side, from: '', december, closing: 1 });
  return readAccountTree(db).flatMap(({ id }) => {
    const ofFunds = funds.filter((part) => part.accountId === id);
    const free = (balances.get(id) ?? 0) - ofFunds.reduce((total, part) => total + part.balance, 0);
    return [{ accountId: id, balance: free }, ...ofFunds].filter((part) => part.balance !== 0);
  });
}

/** Entries that bring the parts to zero, against 本年收支结转 and, fund by fund, 工会资金结转. */
function carryOver(parts: readonly Part[]): EntryDraft[] {
  const sums = new Map<string | undefined, number>();
  for (const { fundId, balance } of parts) sums.set(fundId, (sums.get(fundId) ?? 0) + balance);
  const counter = [...sums].flatMap(([fundId, balance]) => {
    if (balance === 0) return [];
    return fundId === undefined
      ? [oneSided(ACCOUNT.yearResult, balance)]
      : [oneSided(ACCOUNT.carriedForward, balance, fundId)];
  });
  return [...parts.map(({ accountId, balance, fundId }) => oneSided(accountId, -balance, fundId)), ...counter];
}

/** A positive amount is debit, a negative one credit. */
function oneSided(accountId: string, amount: number, fundId?: string): EntryDraft {
  return {
    accountId,
    debit: amount > 0 ? fen(amount) : ZERO,
    credit: amount > 0 ? ZERO : fen(-amount),
    ...(fundId === undefined ? {} : { fundId }),
  };
}
