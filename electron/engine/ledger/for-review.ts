import { type Day, type Month, monthsOfYear } from '#shared/calendar.ts';
import type { VoucherSource } from '#shared/contract/ledger.ts';
import type { AccountClass } from '#shared/contract/union.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../database.ts';
import { voucherNumber } from './vouchers/post.ts';

// What the funds review (经审) reads of the ledger, a calendar year at a time.

function yearRange(year: number): { from: Month; to: Month } {
  const [from, to] = [monthsOfYear(year)[0], monthsOfYear(year)[11]];
  if (from === undefined || to === undefined) throw new RangeError(`not a year: ${year}`);
  return { from, to };
}

/** `2026-03 记-001`, the name of a voucher outside its month. */
const fullNumber = (month: Month, number: number) => `${month} ${voucherNumber(number)}`;

/** One line of 凭证清单: an entry with the head of its voucher. */
export interface VoucherEntry {
  voucherId: string;
  month: Month;
  day: Day;
  /** `记-001` */
  number: string;
  summary: string;
  counterparty: string;
  /** For a reversal the source of the voucher that it reverses, so that both count to the same feature. */
  origin: VoucherSource;
  source: VoucherSource;
  attachmentCount: number;
  preparedBy: string;
  /** '' when the voucher rests on none. */
  resolutionNumber: string;
  /** `2026-03 记-001`, '' when it reverses none. */
  reverses: string;
  /** '' when it was not reversed. */
  reversedBy: string;
  line: number;
  accountCode: string;
  accountName: string;
  debit: Fen;
  credit: Fen;
}

export const VOUCHER_ENTRIES = `
  SELECT vouchers.id AS voucherId, vouchers.month AS month, vouchers.day AS day, vouchers.number AS number,
         entries.summary AS summary, vouchers.counterparty AS counterparty,
         coalesce(original.source, vouchers.source) AS origin, vouchers.source AS source,
         vouchers.attachment_count AS attachmentCount, vouchers.prepared_by AS preparedBy,
         coalesce(resolutions.number, '') AS resolutionNumber, original.month AS originalMonth, original.number AS originalNumber,
         reversal.month AS reversalMonth, reversal.number AS reversalNumber, entries.line AS line,
         accounts.code AS accountCode, accounts.name AS accountName, entries.debit AS debit, entries.credit AS credit
  FROM vouchers CROSS JOIN entries ON entries.voucher_id = vouchers.id
  CROSS JOIN accounts ON accounts.id = entries.account_id
  LEFT JOIN resolutions ON resolutions.id = vouchers.resolution_id
  LEFT JOIN vouchers AS original ON original.id = vouchers.reverses_id
  LEFT JOIN vouchers AS reversal ON reversal.reverses_id = vouchers.id
  WHERE vouchers.month BETWEEN :from AND :to AND vouchers.status = 'posted'
  ORDER BY vouchers.month, vouchers.number, entries.line`;

type StoredEntry = Omit<VoucherEntry, 'number' | 'reverses' | 'reversedBy'> & {
  number: number;
  originalMonth: Month | null;
  originalNumber: number | null;
  reversalMonth: Month | null;
  reversalNumber: number | null;
};

/** Every posted entry of a year by month, number and line, streamed. */
export function* voucherEntries(db: Readable, year: number): Generator<VoucherEntry, void, void> {
  for (const row of db.iterate<StoredEntry>(VOUCHER_ENTRIES, yearRange(year))) {
    const { originalMonth, originalNumber, reversalMonth, reversalNumber } = row;
    yield {
      ...row,
      number: voucherNumber(row.number),
      reverses: originalMonth && originalNumber ? fullNumber(originalMonth, originalNumber) : '',
      reversedBy: reversalMonth && reversalNumber ? fullNumber(reversalMonth, reversalNumber) : '',
    };
  }
}

export const COUNT_ENTRIES = `
  SELECT count(*) AS entries FROM vouchers CROSS JOIN entries ON entries.voucher_id = vouchers.id
  WHERE vouchers.month BETWEEN :from AND :to AND vouchers.status = 'posted'`;

/** How many entries {@link voucherEntries} yields. */
export function countEntries(db: Readable, year: number): number {
  return db.get<{ entries: number }>(COUNT_ENTRIES, yearRange(year))?.entries ?? 0;
}

/** How the vouchers of one month stand. */
export interface MonthNumbers {
  month: Month;
  drafts: number;
  posted: number;
  /** The highest number; equal to `posted` when there is no gap. */
  last: number;
  /** 附件张数 of the posted ones. */
  attachments: number;
}
export const MONTH_NUMBERS = `
  SELECT month, sum(status = 'draft') AS drafts, sum(status = 'posted') AS posted, coalesce(max(number), 0) AS last,
         sum(iif(status = 'posted', attachment_count, 0)) AS attachments
  FROM vouchers WHERE month BETWEEN :from AND :to GROUP BY month ORDER BY month`;

/** The months of a year that have vouchers, with how many and up to which number. */
export function monthNumbers(db: Readable, year: number): MonthNumbers[] {
  return db.all<MonthNumbers>(MONTH_NUMBERS, yearRange(year));
}

/** What the year-end closing vouchers of a year did to an account. */
export interface ClosingTurnover {
  accountId: string;
  debit: Fen;
  credit: Fen;
}
export const CLOSING_TURNOVER = `
  SELECT accounts.id AS accountId, account_months.closing_debit AS debit, account_months.closing_credit AS credit
  FROM accounts CROSS JOIN account_months ON account_months.account_id = accounts.id AND account_months.month = :month
  WHERE account_months.closing_debit <> 0 OR account_months.closing_credit <> 0`;

/** Turnover by the year-end closing (年终结转) alone; empty while the year is open. */
export function closingTurnover(db: Readable, year: number): ClosingTurnover[] {
  return db.all<ClosingTurnover>(CLOSING_TURNOVER, { month: yearRange(year).to });
}

/** Turnover of one account by the vouchers of one feature. */
export interface OriginTurnover {
  /** For a reversal the source of the voucher that it reverses. */
  origin: VoucherSource;
  accountId: string;
  code: string;
  name: string;
  class: AccountClass;
  debit: Fen;
  credit: Fen;
  /** The part of `debit - credit` that takes back vouchers of earlier years. */
  earlier: Fen;
}
export const ORIGIN_TURNOVER = `
  SELECT coalesce(original.source, vouchers.source) AS origin, accounts.id AS accountId, accounts.code AS code, accounts.name AS name,
         accounts.class AS class, sum(entries.debit) AS debit, sum(entries.credit) AS credit,
         sum(iif(original.month < :from, entries.debit - entries.credit, 0)) AS earlier
  FROM vouchers CROSS JOIN entries ON entries.voucher_id = vouchers.id
  CROSS JOIN accounts ON accounts.id = entries.account_id
  LEFT JOIN vouchers AS original ON original.id = vouchers.reverses_id
  WHERE vouchers.month BETWEEN :from AND :to AND vouchers.status = 'posted'
  GROUP BY origin, accounts.id ORDER BY origin, accounts.code`;

/** Turnover of a year by the feature that the vouchers come from and by account. Reads every entry of the year. */
export function originTurnover(db: Readable, year: number): OriginTurnover[] {
  return db.all<OriginTurnover>(ORIGIN_TURNOVER, yearRange(year));
}

export const ORIGIN_BY_MONTH = `
  SELECT vouchers.month AS month, sum(entries.credit - entries.debit) AS amount
  FROM vouchers CROSS JOIN entries ON entries.voucher_id = vouchers.id AND entries.account_id = :accountId
  LEFT JOIN vouchers AS original ON original.id = vouchers.reverses_id
  WHERE vouchers.month BETWEEN :from AND :to AND vouchers.status = 'posted'
    AND coalesce(original.source, vouchers.source) = :origin
  GROUP BY vouchers.month ORDER BY vouchers.month`;

/** Credit minus debit of one account by the vouchers of one feature and their reversals, for each month that has any. */
export function originByMonth(
  db: Readable,
  year: number,
  { origin, accountId }: { origin: VoucherSource; accountId: string },
): { month: Month; amount: Fen }[] {
  return db.all<{ month: Month; amount: Fen }>(ORIGIN_BY_MONTH, { ...yearRange(year), origin, accountId });
}

/** A voucher that a feature made, and whether it was reversed. */
export interface SourceVoucher {
  id: string;
  month: Month;
  day: Day;
  /** `2026-03 记-001` */
  number: string;
  summary: string;
  amount: Fen;
  attachmentCount: number;
  /** `2026-05 记-009`, '' when it stands. */
  reversedBy: string;
  /** The year of that reversal. */
  reversedYear: number | undefined;
}
export const SOURCE_VOUCHERS = `
  SELECT vouchers.id AS id, vouchers.month AS month, vouchers.day AS day, vouchers.number AS number, vouchers.summary AS summary,
         vouchers.amount AS amount, vouchers.attachment_count AS attachmentCount,
         reversal.month AS reversalMonth, reversal.number AS reversalNumber
  FROM vouchers LEFT JOIN vouchers AS reversal ON reversal.reverses_id = vouchers.id
  WHERE vouchers.source = :source AND vouchers.month BETWEEN :from AND :to AND vouchers.status = 'posted'
  ORDER BY vouchers.month, vouchers.number`;

/** The vouchers of a year that one feature made, oldest first. */
export function sourceVouchers(db: Readable, source: VoucherSource, year: number): SourceVoucher[] {
  type Stored = Omit<SourceVoucher, 'number' | 'reversedBy' | 'reversedYear'> & {
    number: number;
    reversalMonth: Month | null;
    reversalNumber: number | null;
  };
  return db
    .all<Stored>(SOURCE_VOUCHERS, { source, ...yearRange(year) })
    .map(({ reversalMonth, reversalNumber, number, ...voucher }) => ({
      ...voucher,
      number: fullNumber(voucher.month, number),
      reversedBy: reversalMonth && reversalNumber ? fullNumber(reversalMonth, reversalNumber) : '',
      reversedYear: reversalMonth ? Number(reversalMonth.slice(0, 4)) : undefined,
    }));
}

/** A payment out of income and expense accounts that needs a look, with the decision it rests on. */
export interface ExpenseVoucher {
  id: string;
  day: Day;
  /** `2026-03 记-001` */
  number: string;
  summary: string;
  counterparty: string;
  /** What was booked on expense accounts. */
  expense: Fen;
  /** Names of those accounts. */
  accounts: string;
  attachmentCount: number;
  source: VoucherSource;
  resolutionId: string | undefined;
}
// Reversed payments and their reversals cancel out and need no decision any more.
export const EXPENSE_VOUCHERS = `
  SELECT id, month, day, number, summary, counterparty, attachmentCount, source, resolutionId, sum(debit) AS expense,
         group_concat(DISTINCT account) AS accounts
  FROM (
    SELECT vouchers.id AS id, vouchers.month AS month, vouchers.day AS day, vouchers.number AS number, vouchers.summary AS summary,
           vouchers.counterparty AS counterparty, vouchers.attachment_count AS attachmentCount, vouchers.source AS source,
           vouchers.resolution_id AS resolutionId, entries.debit AS debit, accounts.code || ' ' || accounts.name AS account
    FROM vouchers CROSS JOIN entries ON entries.voucher_id = vouchers.id
    CROSS JOIN accounts ON accounts.id = entries.account_id AND accounts.class = 'expense'
    WHERE vouchers.month BETWEEN :from AND :to AND vouchers.status = 'posted' AND vouchers.source NOT IN ('reversal', 'closing')
      AND NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = vouchers.id))
  GROUP BY id
  HAVING sum(debit) >= :least OR (attachmentCount = 0 AND :bare = 1)
  ORDER BY month, number`;

/**
 * Vouchers of a year that book expenses of at least `least` fen, oldest first; reversed ones are left out.
 * @param options.bare also those below it that state no attachment at all
 */
export function expenseVouchers(
  db: Readable,
  year: number,
  { least, bare }: { least: Fen; bare: boolean },
): ExpenseVoucher[] {
  type Stored = Omit<ExpenseVoucher, 'number' | 'resolutionId'> & {
    month: Month;
    number: number;
    resolutionId: string | null;
  };
  return db
    .all<Stored>(EXPENSE_VOUCHERS, { ...yearRange(year), least, bare: bare ? 1 : 0 })
    .map(({ month, number, resolutionId, ...voucher }) => ({
      ...voucher,
      expense: fen(voucher.expense),
      number: fullNumber(month, number),
      resolutionId: resolutionId ?? undefined,
    }));
}

/** 工会资金结转 and 工会资金结余: the net assets that income and expense run into. Ids stay when a union renumbers its chart. */
export const FUND_ACCOUNTS: readonly string[] = ['2021:321', '2021:322'];

/** By account: the names of 总工办发〔2017〕32号 that stand for it, as 收支登记 knows them. */
export function budgetOldNames(db: Readable): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { accountId, oldName } of db.all<{ accountId: string; oldName: string }>(
    "SELECT DISTINCT account_id AS accountId, old_name AS oldName FROM purposes WHERE old_name <> '' ORDER BY account_id, old_name",
  ))
    names.set(accountId, [...(names.get(accountId) ?? []), oldName]);
  return names;
}
