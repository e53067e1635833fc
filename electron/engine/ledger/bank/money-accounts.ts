import type { Method, MoneyAccount } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import type { Readable } from '../../database.ts';
import { lineage, readAccountTree } from '../chart/accounts.ts';
import { MONEY_ACCOUNT } from '../chart/standard-accounts.ts';

export const METHOD_NAMES: Readonly<Record<Method, string>> = { cash: '库存现金', bank: '银行存款' };

/** The detail accounts that hold money, cash first, then by number; retired ones stay as long as there are entries on them. */
export function listMoneyAccounts(db: Readable): MoneyAccount[] {
  const tree = readAccountTree(db);
  const found = tree.flatMap((account): MoneyAccount[] => {
    if (!account.detail) return [];
    const above = lineage(tree, account.id);
    const method = (['cash', 'bank'] as const).find((each) => above.some(({ id }) => id === MONEY_ACCOUNT[each]));
    if (method === undefined || (account.retired && !isUsed(db, account.id))) return [];
    return [{ id: account.id, code: account.code, name: account.name, method }];
  });
  return found.sort((a, b) => Number(a.method === 'bank') - Number(b.method === 'bank'));
}

function isUsed(db: Readable, accountId: string): boolean {
  return db.get('SELECT 1 FROM entries WHERE account_id = :accountId LIMIT 1', { accountId }) !== undefined;
}

/** The detail accounts of one kind. */
export function moneyAccountsOf(db: Readable, method: Method): MoneyAccount[] {
  return listMoneyAccounts(db).filter((account) => account.method === method);
}

/**
 * One money account: the one asked for, else the first of its kind.
 * @throws Refusal `bank.notMoneyAccount`
 */
export function moneyAccount(db: Readable, method: Method, accountId: string | undefined): MoneyAccount {
  const accounts = moneyAccountsOf(db, method);
  const found = accountId === undefined ? accounts[0] : accounts.find(({ id }) => id === accountId);
  if (!found)
    throw refuse('bank.notMoneyAccount', {
      account: accountId === undefined ? MONEY_ACCOUNT[method] : nameOf(db, accountId),
      what: METHOD_NAMES[method],
    });
  return found;
}

function nameOf(db: Readable, accountId: string): string {
  const row = db.get<{ code: string; name: string }>('SELECT code, name FROM accounts WHERE id = :accountId', {
    accountId,
  });
  return row ? `${row.code} ${row.name}` : accountId;
}
