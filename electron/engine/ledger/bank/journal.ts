import { type Day, firstDay, lastDay, type Month, monthOf, yearOf } from '#shared/calendar.ts';
import type { JournalLine, Method } from '#shared/contract/ledger.ts';
import { type Fen, fen, ZERO } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { MONEY_ACCOUNT } from '../chart/standard-accounts.ts';
import { assertRange } from '../reports/trial-balance.ts';
import { voucherNumber } from '../vouchers/post.ts';
import { moneyAccount } from './money-accounts.ts';

export interface CashJournal {
  lines: JournalLine[];
  /** Balance at the end of the last month. */
  closing: Fen;
}

// The account and everything below it, so that 102 stands for all bank accounts of a union that keeps several.
const OWN = `WITH RECURSIVE own (id) AS (
    SELECT :account UNION SELECT accounts.id FROM own JOIN accounts ON accounts.parent_id = own.id)`;

export const JOURNAL_ENTRIES = `
  ${OWN}
  SELECT vouchers.id AS voucherId, vouchers.day AS day, vouchers.number AS number, entries.summary AS summary,
         entries.debit AS debit, entries.credit AS credit,
         (SELECT group_concat(name, '、') FROM (
            SELECT DISTINCT accounts.name AS name FROM entries AS other JOIN accounts ON accounts.id = other.account_id
            WHERE other.voucher_id = vouchers.id AND other.account_id NOT IN (SELECT id FROM own) ORDER BY other.line)) AS counterAccount
  FROM vouchers CROSS JOIN entries ON entries.voucher_id = vouchers.id AND entries.account_id IN (SELECT id FROM own)
  WHERE vouchers.month BETWEEN :from AND :to AND vouchers.status = 'posted'
  ORDER BY vouchers.month, vouchers.day, vouchers.number, entries.line`;

/** Turnover of the account before the range (`before`: since the books began; `yearBefore`: since January of its year). */
export const JOURNAL_BEFORE = `
  ${OWN}
  SELECT coalesce((SELECT sum(debit - credit) FROM opening_balances WHERE account_id IN (SELECT id FROM own)), 0)
           + coalesce(sum(debit - credit + closing_debit - closing_credit), 0) AS balance,
         coalesce(sum(iif(month >= :january, debit + closing_debit, 0)), 0) AS yearDebit,
         coalesce(sum(iif(month >= :january, credit + closing_credit, 0)), 0) AS yearCredit
  FROM account_months WHERE account_id IN (SELECT id FROM own) AND month < :from`;

interface EntryRow {
  voucherId: string;
  day: Day;
  number: number;
  summary: string;
  debit: Fen;
  credit: Fen;
  counterAccount: string | null;
}

interface Sums {
  debit: number;
  credit: number;
}
const nothing = (): Sums => ({ debit: 0, credit: 0 });

/**
 * 现金日记账 or 银行日记账 of the months `from` to `to`: the balance brought forward, every entry with its counter accounts and the
 * balance after it, 本日合计 for days with more than one entry, and for each month with entries 本月合计 and 本年累计.
 * @param accountId one account of that kind; all of them together when left out
 * @throws Refusal `request.invalid` when `to` is before `from`, `bank.notMoneyAccount`
 */
export function readJournal(db: Readable, method: Method, from: Month, to: Month, accountId?: string): CashJournal {
  assertRange({ from, to });
  const account = accountId === undefined ? MONEY_ACCOUNT[method] : moneyAccount(db, method, accountId).id;
  const before = db.get<{ balance: number; yearDebit: number; yearCredit: number }>(JOURNAL_BEFORE, {
    account,
    from,
    january: `${yearOf(from)}-01`,
  }) ?? { balance: 0, yearDebit: 0, yearCredit: 0 };
  const book = new JournalBook(from, before.balance, { debit: before.yearDebit, credit: before.yearCredit });
  for (const row of db.all<EntryRow>(JOURNAL_ENTRIES, { account, from, to })) book.add(row);
  return book.finish();
}

/** Adds entries up in order and puts the totals between them. */
class JournalBook {
  readonly #lines: JournalLine[] = [];
  #balance: number;
  #day: { at: Day; entries: number; sums: Sums } | undefined;
  #month: { at: Month; sums: Sums } | undefined;
  #year: { at: number; sums: Sums };

  constructor(from: Month, balance: number, year: Sums) {
    this.#balance = balance;
    this.#year = { at: yearOf(from), sums: year };
    const carried = { day: firstDay(from), number: '', counterAccount: '', debit: ZERO, credit: ZERO };
    this.#lines.push({ ...carried, summary: '上期结余', balance: fen(balance), kind: 'opening' });
  }

  add(row: EntryRow): void {
    if (this.#day && this.#day.at !== row.day) this.#endDay();
    if (this.#month && this.#month.at !== monthOf(row.day)) this.#endMonth();
    if (this.#year.at !== yearOf(row.day)) this.#year = { at: yearOf(row.day), sums: nothing() };
    this.#day ??= { at: row.day, entries: 0, sums: nothing() };
    this.#month ??= { at: monthOf(row.day), sums: nothing() };
    this.#day.entries += 1;
    for (const sums of [this.#day.sums, this.#month.sums, this.#year.sums]) {
      sums.debit += row.debit;
      sums.credit += row.credit;
    }
    this.#balance += row.debit - row.credit;
    this.#lines.push({
      voucherId: row.voucherId,
      day: row.day,
      number: voucherNumber(row.number),
      summary: row.summary,
      counterAccount: row.counterAccount ?? '',
      debit: row.debit,
      credit: row.credit,
      balance: fen(this.#balance),
      kind: 'entry',
    });
  }

  finish(): CashJournal {
    if (this.#day) this.#endDay();
    if (this.#month) this.#endMonth();
    return { lines: this.#lines, closing: fen(this.#balance) };
  }

  #endDay(): void {
    if (this.#day && this.#day.entries > 1) this.#total('dayTotal', this.#day.at, '本日合计', this.#day.sums);
    this.#day = undefined;
  }

  #endMonth(): void {
    if (!this.#month) return;
    const day = lastDay(this.#month.at);
    this.#total('monthTotal', day, '本月合计', this.#month.sums);
    this.#total('yearTotal', day, '本年累计', this.#year.sums);
    this.#month = undefined;
  }

  #total(kind: JournalLine['kind'], day: Day, summary: string, sums: Sums): void {
    this.#lines.push({
      day,
      number: '',
      summary,
      counterAccount: '',
      debit: fen(sums.debit),
      credit: fen(sums.credit),
      balance: fen(this.#balance),
      kind,
    });
  }
}
