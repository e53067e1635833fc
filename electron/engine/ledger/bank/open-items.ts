import { type Day, firstDay, lastDay, type Month, monthOf } from '#shared/calendar.ts';
import type { BankEntry, BankLine } from '#shared/contract/ledger.ts';
import type { Readable } from '../../database.ts';
import { voucherNumber } from '../vouchers/post.ts';

// Which lines and entries of a bank account are not matched at the end of a day. A group counts as matched from its last day on: a
// cheque booked in March and paid by the bank in April is open at the end of March, whenever the two were matched.

export interface EntryRow {
  voucherId: string;
  line: number;
  day: Day;
  month: Month;
  number: number;
  summary: string;
  counterparty: string;
  amount: BankEntry['amount'];
}
/** What is read of an entry, everywhere. */
export const ENTRY_COLUMNS = `
  entries.voucher_id AS voucherId, entries.line AS line, vouchers.day AS day, vouchers.month AS month, vouchers.number AS number,
  entries.summary AS summary, vouchers.counterparty AS counterparty, entries.debit - entries.credit AS amount`;
export const LINE_COLUMNS = `
  bank_lines.id AS id, bank_lines.day AS day, bank_lines.summary AS summary, bank_lines.counterparty AS counterparty,
  bank_lines.reference AS reference, bank_lines.amount AS amount, bank_lines.balance AS balance`;

export function entryOf({ number, ...row }: EntryRow): BankEntry {
  return { ...row, number: voucherNumber(number) };
}

export const OPEN_LINES = `
  SELECT ${LINE_COLUMNS}
  FROM bank_lines
  LEFT JOIN bank_match_lines ON bank_match_lines.line_id = bank_lines.id
  LEFT JOIN bank_matches ON bank_matches.id = bank_match_lines.match_id
  WHERE bank_lines.account_id = :account AND bank_lines.day <= :through
    AND (bank_matches.id IS NULL OR bank_matches.last_day > :through)
  ORDER BY bank_lines.day, bank_lines.statement_id, bank_lines.position`;

/** Lines of the bank up to a day that no complete group holds, oldest first. */
export function openLines(db: Readable, accountId: string, through: Day): BankLine[] {
  return db.all<BankLine>(OPEN_LINES, { account: accountId, through });
}

// Before the first statement (`:from`) the bank is taken to have moved everything, unless an entry was matched or marked.
export const OPEN_ENTRIES = `
  SELECT ${ENTRY_COLUMNS}, coalesce(item.kind, '') AS kind
  FROM vouchers CROSS JOIN entries ON entries.voucher_id = vouchers.id AND entries.account_id = :account
  LEFT JOIN bank_match_entries AS matched ON matched.voucher_id = entries.voucher_id AND matched.line = entries.line
  LEFT JOIN bank_matches ON bank_matches.id = matched.match_id
  LEFT JOIN bank_opening_items AS item ON item.voucher_id = entries.voucher_id AND item.line = entries.line
  WHERE vouchers.month <= :month AND vouchers.day <= :through AND vouchers.status = 'posted'
    AND (bank_matches.id IS NULL OR bank_matches.last_day > :through)
    AND item.kind IS NOT 'settled'
    AND (vouchers.day >= :from OR bank_matches.id IS NOT NULL OR item.kind = 'outstanding')
  ORDER BY vouchers.month, vouchers.day, vouchers.number, entries.line`;

/**
 * Entries up to a day that no complete group holds, oldest first.
 * @param from first day of the first statement; without a statement only the month of `through` is listed
 */
export function openEntries(
  db: Readable,
  accountId: string,
  through: Day,
  from: Day | undefined,
): (BankEntry & { outstanding: boolean })[] {
  const first = from ?? firstDay(monthOf(through));
  return db
    .all<EntryRow & { kind: string }>(OPEN_ENTRIES, {
      account: accountId,
      through,
      month: monthOf(through),
      from: first,
    })
    .map(({ kind, ...row }) => ({ ...entryOf(row), outstanding: kind === 'outstanding' && row.day < first }));
}

/** The end of a month, up to which the lists of that month reach. */
export function endOf(month: Month): Day {
  return lastDay(month);
}
