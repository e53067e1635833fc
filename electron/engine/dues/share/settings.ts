import type { ShareSettings } from '#shared/contract/dues.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readAccountTree } from '../../ledger/commands.ts';

/** The account on which shares are booked, once somebody has chosen it, and the remark about it. */
export function readShareSettings(db: Readable): ShareSettings {
  const row = db.get<{ accountId: string | null; account: string | null; basis: string }>(
    `SELECT share_account_id AS accountId, share_basis AS basis,
            (SELECT code || ' ' || name FROM accounts WHERE id = share_account_id) AS account
     FROM dues_settings`,
  );
  if (!row) throw new Error('books without dues settings');
  const { accountId, account, basis } = row;
  return { basis, ...(accountId === null ? {} : { accountId }), ...(account === null ? {} : { account }) };
}

/**
 * No source names the account of a share (rules.md 1.2 tells only that unions divide their dues), so the treasurer chooses it and the
 * remark says so. It is never 会费收入: what came in stays income, and 401 agrees with the receipts.
 * @throws Refusal `request.notFound`, `dues.shareAccount`
 */
export function saveShareAccount(
  context: WriteContext,
  { accountId, basis }: { accountId: string; basis: string },
): ShareSettings {
  const { db } = context;
  const before = readShareSettings(db);
  assertShareAccount(db, accountId);
  if (before.accountId !== accountId || before.basis !== basis)
    db.run('UPDATE dues_settings SET share_account_id = :accountId, share_basis = :basis', { accountId, basis });
  const after = readShareSettings(db);
  context.trail({ subject: 'duesSettings', id: 'share', label: '分会留成科目', before, after });
  return after;
}

/** An account of the expenses or liabilities that is in use; that it has none below it, posting demands. @throws Refusal `request.notFound`, `dues.shareAccount` */
export function assertShareAccount(db: Readable, accountId: string): void {
  const account = readAccountTree(db).find(({ id }) => id === accountId);
  if (!account) throw refuse('request.notFound', { what: '科目' });
  const fits = account.class === 'expense' || account.class === 'liability';
  if (!fits || account.retired) throw refuse('dues.shareAccount', { account: `${account.code} ${account.name}` });
}
