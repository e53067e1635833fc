import type { Day, Month } from '#shared/calendar.ts';
import type { PrintedVoucher } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import type { Readable } from '../../database.ts';
import { officersOn } from '../../union/commands.ts';
import { lineage, readAccountTree } from '../chart/accounts.ts';
import { type StoredVoucher, VOUCHER_COLUMNS, withEntries } from './vouchers.ts';

export const VOUCHERS_OF_IDS = `${VOUCHER_COLUMNS}
  WHERE vouchers.id IN (SELECT value FROM json_each(:ids)) AND vouchers.status = 'posted' ORDER BY vouchers.month, vouchers.number`;
export const VOUCHERS_OF_MONTH = `${VOUCHER_COLUMNS} WHERE vouchers.month = :month AND vouchers.status = 'posted' ORDER BY vouchers.number`;

/**
 * Vouchers as they are printed, by month and number: those with these ids, or all of a month. Each comes with who was chair and
 * cashier on its day, and its entries with the accounts above theirs.
 * @throws Refusal `request.notFound` when one of the ids is no posted voucher
 */
export function readVouchers(
  db: Readable,
  { ids, month }: { ids?: readonly string[] | undefined; month?: Month | undefined },
): PrintedVoucher[] {
  const rows =
    ids === undefined
      ? db.all<StoredVoucher>(VOUCHERS_OF_MONTH, { month })
      : db.all<StoredVoucher>(VOUCHERS_OF_IDS, { ids: JSON.stringify(ids) });
  if (ids !== undefined && rows.length < new Set(ids).size) throw refuse('request.notFound', { what: '凭证' });
  const pathOf = accountPaths(db);
  const officers = officersByDay(db);
  return withEntries(db, rows).map((voucher) => ({
    ...voucher,
    ...officers(voucher.day),
    entries: voucher.entries.map((entry) => ({ ...entry, accountPath: pathOf(entry.accountId) })),
  }));
}

/** Names from the first-level account down, of any account of the books. */
function accountPaths(db: Readable): (accountId: string) => readonly string[] {
  const tree = readAccountTree(db);
  const known = new Map<string, readonly string[]>();
  return (accountId) => {
    const path =
      known.get(accountId) ??
      lineage(tree, accountId)
        .map((account) => account.name)
        .reverse();
    known.set(accountId, path);
    return path;
  };
}

function officersByDay(db: Readable): (day: Day) => { chair: string; cashier: string } {
  const known = new Map<Day, { chair: string; cashier: string }>();
  return (day) => {
    const before = known.get(day);
    if (before) return before;
    const held = officersOn(db, day);
    const names = { chair: held.get('chair')?.[0] ?? '', cashier: held.get('cashier')?.[0] ?? '' };
    known.set(day, names);
    return names;
  };
}
