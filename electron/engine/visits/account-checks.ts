import type { AccountClass } from '#shared/contract/union.ts';
import { refuse } from '#shared/errors.ts';
import type { Readable } from '../database.ts';

interface AccountRow {
  code: string;
  name: string;
  class: AccountClass;
  usable: number;
}

function accountOf(db: Readable, id: string): AccountRow {
  const account = db.get<AccountRow>(
    `SELECT code, name, class, retired = 0 AND NOT EXISTS (SELECT 1 FROM accounts AS child WHERE child.parent_id = accounts.id) AS usable
     FROM accounts WHERE id = :id`,
    { id },
  );
  if (!account) throw refuse('request.notFound', { what: '科目' });
  return account;
}

/** @throws Refusal `visit.kindAccount` for anything but an expense account that entries may be made on, `request.notFound` */
export function assertExpenseAccount(db: Readable, id: string): void {
  const account = accountOf(db, id);
  if (account.class !== 'expense' || account.usable === 0)
    throw refuse('visit.kindAccount', { account: `${account.code} ${account.name}` });
}

/**
 * Money that passes through belongs to others: it stands on a liability, so that it is never the union's income.
 * @throws Refusal `visit.heldAccount`, `request.notFound`
 */
export function assertHeldAccount(db: Readable, id: string): void {
  const account = accountOf(db, id);
  if (account.class !== 'liability' || account.usable === 0)
    throw refuse('visit.heldAccount', { account: `${account.code} ${account.name}` });
}
