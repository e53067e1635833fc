import { addDays, addMonths, type Day, day, monthOf } from '#shared/calendar.ts';
import type { ParsedInputOf, ValueOf } from '#shared/contract/index.ts';
import type { BankEntry, BankOpening, OpeningEntry } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { balanceThrough } from '../vouchers/money-check.ts';
import { type BankSide, readBankSide } from './bank-balance.ts';
import { moneyAccount } from './money-accounts.ts';
import { ENTRY_COLUMNS, type EntryRow, entryOf } from './open-items.ts';

// Where the statements begin the two sides need not agree: a cheque of the old year may still be on its way. Entries booked before
// count as moved by the bank, later ones as not; who knows better marks the exceptions.

/** Later than any day of any statement. */
const LATEST = day('2199-12-31');

export const BOOKED_IN_MONTH = `
  SELECT coalesce(sum(entries.debit - entries.credit), 0) AS amount
  FROM vouchers CROSS JOIN entries ON entries.voucher_id = vouchers.id AND entries.account_id = :account
  WHERE vouchers.month = :month AND vouchers.day <= :day AND vouchers.status = 'posted'`;

/** Balance of an account at the end of a day: the months before it, and its own month up to that day. */
export function balanceOnDay(db: Readable, accountId: string, at: Day): Fen {
  const month = monthOf(at);
  const inMonth = db.get<{ amount: number }>(BOOKED_IN_MONTH, { account: accountId, month, day: at })?.amount ?? 0;
  return fen(balanceThrough(db, accountId, addMonths(month, -1)) + inMonth);
}

export const OUTSTANDING_SUM = `
  SELECT coalesce(sum(entries.debit - entries.credit), 0) AS amount
  FROM vouchers CROSS JOIN entries ON entries.voucher_id = vouchers.id AND entries.account_id = :account
  WHERE vouchers.month <= :month AND vouchers.day < :from AND vouchers.status = 'posted'
    AND (EXISTS (SELECT 1 FROM bank_match_entries AS matched WHERE matched.voucher_id = entries.voucher_id AND matched.line = entries.line)
         OR EXISTS (SELECT 1 FROM bank_opening_items AS item
                    WHERE item.voucher_id = entries.voucher_id AND item.line = entries.line AND item.kind = 'outstanding'))`;

export const SETTLED_ENTRIES = `
  SELECT ${ENTRY_COLUMNS}
  FROM bank_opening_items AS item
  CROSS JOIN entries ON entries.voucher_id = item.voucher_id AND entries.line = item.line AND entries.account_id = :account
  CROSS JOIN vouchers ON vouchers.id = entries.voucher_id
  WHERE item.kind = 'settled' AND vouchers.day >= :from
  ORDER BY vouchers.day, vouchers.number, entries.line`;

/** Entries booked after the first statement began that the bank had moved before it. */
export function settledEntries(db: Readable, accountId: string, from: Day): BankEntry[] {
  return db.all<EntryRow>(SETTLED_ENTRIES, { account: accountId, from }).map(entryOf);
}

/** How bank and books stood where the first statement begins; undefined while there is none. */
export function readOpening(db: Readable, accountId: string, bank: BankSide): BankOpening | undefined {
  const { from, opening } = bank;
  if (from === undefined || opening === undefined) return undefined;
  const book = balanceOnDay(db, accountId, addDays(from, -1));
  const outstanding = fen(
    db.get<{ amount: number }>(OUTSTANDING_SUM, { account: accountId, month: monthOf(from), from })?.amount ?? 0,
  );
  const settled = fen(settledEntries(db, accountId, from).reduce((total, { amount }) => total + amount, 0));
  return { from, bank: opening, book, outstanding, settled, difference: fen(opening - book + outstanding - settled) };
}

const MONTHS_AROUND = 6;
export const OPENING_ENTRIES = `
  SELECT ${ENTRY_COLUMNS}, item.kind AS kind
  FROM vouchers CROSS JOIN entries ON entries.voucher_id = vouchers.id AND entries.account_id = :account
  LEFT JOIN bank_opening_items AS item ON item.voucher_id = entries.voucher_id AND item.line = entries.line
  WHERE vouchers.month BETWEEN :first AND :last AND vouchers.status = 'posted'
    AND NOT EXISTS (SELECT 1 FROM bank_match_entries AS matched WHERE matched.voucher_id = entries.voucher_id AND matched.line = entries.line)
  ORDER BY vouchers.month, vouchers.day, vouchers.number, entries.line`;

/** Unmatched entries of the months around the first statement, and every one that is marked. */
export function listOpeningEntries(db: Readable, accountId: string | undefined): ValueOf<'ledger.listOpeningEntries'> {
  const account = moneyAccount(db, 'bank', accountId).id;
  const opening = readOpening(db, account, readBankSide(db, account, LATEST));
  if (!opening) return { entries: [] };
  const month = monthOf(opening.from);
  const rows = db.all<EntryRow & { kind: OpeningEntry['kind'] | null }>(OPENING_ENTRIES, {
    account,
    first: addMonths(month, -MONTHS_AROUND),
    last: addMonths(month, 2),
  });
  return { opening, entries: rows.map(({ kind, ...row }) => ({ ...entryOf(row), ...(kind ? { kind } : {}) })) };
}

export const READ_ENTRY = `
  SELECT ${ENTRY_COLUMNS}, entries.account_id AS accountId,
         (SELECT match_id FROM bank_match_entries AS matched WHERE matched.voucher_id = entries.voucher_id AND matched.line = entries.line) AS matchId,
         (SELECT kind FROM bank_opening_items AS item WHERE item.voucher_id = entries.voucher_id AND item.line = entries.line) AS kind
  FROM entries CROSS JOIN vouchers ON vouchers.id = entries.voucher_id AND vouchers.status = 'posted'
  WHERE entries.voucher_id = :voucherId AND entries.line = :line`;

export interface ReadEntry extends BankEntry {
  accountId: string;
  matchId: string | null;
  kind: 'outstanding' | 'settled' | null;
}

/** @throws Refusal `request.notFound`, `bank.notMoneyAccount` when it is no entry on a bank account */
export function readEntry(db: Readable, { voucherId, line }: { voucherId: string; line: number }): ReadEntry {
  const row = db.get<EntryRow & Pick<ReadEntry, 'accountId' | 'matchId' | 'kind'>>(READ_ENTRY, { voucherId, line });
  if (!row) throw refuse('request.notFound', { what: '凭证' });
  moneyAccount(db, 'bank', row.accountId);
  const { accountId, matchId, kind, ...entry } = row;
  return { ...entryOf(entry), accountId, matchId, kind };
}

/**
 * Marks entries as exceptions of the opening (`outstanding` or `settled`, as their day says), or takes the marks away.
 * @throws Refusal `request.notFound`, `bank.notMoneyAccount`, `bank.noStatement`, `bank.markedSettled` (matched already)
 */
export function markOpening(
  context: WriteContext,
  { entries, marked }: ParsedInputOf<'ledger.markOpening'>,
): { changed: number } {
  const { db, now, operator, trail } = context;
  let changed = 0;
  for (const item of entries) {
    const entry = readEntry(db, item);
    const { from } = readBankSide(db, entry.accountId, LATEST);
    if (from === undefined) throw refuse('bank.noStatement');
    if (marked === (entry.kind !== null)) continue;
    const kind = entry.day < from ? 'outstanding' : 'settled';
    if (marked) {
      if (entry.matchId !== null) throw refuse('bank.markedSettled');
      db.run(
        'INSERT INTO bank_opening_items (voucher_id, line, kind, marked_at, operator) VALUES (:voucherId, :line, :kind, :now, :operator)',
        { ...item, kind, now, operator },
      );
    } else db.run('DELETE FROM bank_opening_items WHERE voucher_id = :voucherId AND line = :line', { ...item });
    changed += 1;
    const label = `${entry.month} ${entry.number} ${entry.summary}`;
    trail({
      subject: 'bankOpening',
      id: `${item.voucherId}-${item.line}`,
      label,
      ...(marked ? { after: { kind } } : { before: { kind: entry.kind } }),
    });
  }
  if (changed === 0) trail({ subject: 'bankOpening', id: 'none', label: '期初未达没有改动' });
  return { changed };
}
