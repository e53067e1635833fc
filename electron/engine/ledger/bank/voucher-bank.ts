import { addDays, type Day } from '#shared/calendar.ts';
import type { BankState } from '#shared/contract/dues.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { moneyAccountsOf } from './money-accounts.ts';

/** How many days a line may lie from its voucher to be looked at. */
const DAYS_ABOUT = 10;

export const BANK_ENTRY_OF_VOUCHER = `
  SELECT entries.line, entries.account_id AS accountId, entries.debit - entries.credit AS amount, vouchers.day,
         matched.match_id AS matchId, coalesce(item.kind, '') AS kind
  FROM entries JOIN vouchers ON vouchers.id = entries.voucher_id
  LEFT JOIN bank_match_entries AS matched ON matched.voucher_id = entries.voucher_id AND matched.line = entries.line
  LEFT JOIN bank_opening_items AS item ON item.voucher_id = entries.voucher_id AND item.line = entries.line
  WHERE entries.voucher_id = :voucherId AND entries.account_id IN (SELECT value FROM json_each(:accounts))
  ORDER BY entries.line LIMIT 1`;
export const NEAREST_LINE = `
  SELECT bank_lines.day, bank_lines.amount, bank_lines.summary
  FROM bank_lines LEFT JOIN bank_match_lines ON bank_match_lines.line_id = bank_lines.id
  WHERE bank_lines.account_id = :account AND bank_lines.day BETWEEN :from AND :to
    AND bank_match_lines.line_id IS NULL AND (bank_lines.amount > 0) = (:amount > 0)
  ORDER BY abs(bank_lines.amount - :amount), abs(julianday(bank_lines.day) - julianday(:day)), bank_lines.position LIMIT 1`;

interface StoredEntry {
  line: number;
  accountId: string;
  amount: Fen;
  day: Day;
  matchId: string | null;
  kind: string;
}

/**
 * How the bank's statement bears out one posted voucher, looked at by its (first) entry on a bank account: `cash` when it has none.
 * Where it is not matched, the unmatched line of the days about it that comes nearest in amount is named with the difference.
 */
export function bankStateOf(db: Readable, voucherId: string): BankState {
  const accounts = moneyAccountsOf(db, 'bank').map(({ id }) => id);
  const entry = db.get<StoredEntry>(BANK_ENTRY_OF_VOUCHER, { voucherId, accounts: JSON.stringify(accounts) });
  if (!entry) return { state: 'cash' };
  if (entry.matchId !== null) return matchedState(db, entry.matchId);
  if (entry.kind === 'settled') return { state: 'settled' };
  const { accountId: account, amount, day } = entry;
  const nearest = db.get<{ day: Day; amount: Fen; summary: string }>(NEAREST_LINE, {
    account,
    amount,
    day,
    from: addDays(day, -DAYS_ABOUT),
    to: addDays(day, DAYS_ABOUT),
  });
  if (!nearest) return { state: 'open' };
  return { state: 'open', nearest: { ...nearest, difference: fen(nearest.amount - amount) } };
}

function matchedState(db: Readable, matchId: string): BankState {
  const lines = db.all<{ day: Day; amount: Fen; summary: string }>(
    `SELECT bank_lines.day, bank_lines.amount, bank_lines.summary
     FROM bank_match_lines JOIN bank_lines ON bank_lines.id = line_id WHERE match_id = :matchId
     ORDER BY bank_lines.day, bank_lines.position`,
    { matchId },
  );
  const entries =
    db.get<{ count: number }>('SELECT count(*) AS count FROM bank_match_entries WHERE match_id = :matchId', { matchId })
      ?.count ?? 1;
  return { state: 'matched', lines, together: entries - 1 };
}
