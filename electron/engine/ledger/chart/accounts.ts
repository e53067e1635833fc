import type { LedgerAccount } from '#shared/contract/ledger.ts';
import type { AccountClass, ChartAccount } from '#shared/contract/union.ts';
import { wordsPinyin } from '#shared/pinyin.ts';
import type { Readable } from '../../database.ts';
import { ACCOUNT } from './standard-accounts.ts';

/** An account with its place in the tree: `level` 1 stands at the top. */
export interface TreeAccount extends ChartAccount {
  parentId: string | undefined;
  level: number;
  oldName: string;
  own: boolean;
  retired: boolean;
}

interface AccountRow {
  id: string;
  code: string;
  name: string;
  class: AccountClass;
  side: 'debit' | 'credit';
  parent_id: string | null;
  evidence: string;
  old_name: string;
  own: number;
  retired: number;
}

export const LIST_ACCOUNTS =
  'SELECT id, code, name, class, side, parent_id, evidence, old_name, own, retired FROM accounts ORDER BY code';

/** Accounts with entries or an opening balance; there is one opening at most. */
export const USED_ACCOUNTS = `
  SELECT id FROM accounts
  WHERE EXISTS (SELECT 1 FROM entries WHERE account_id = accounts.id)
     OR EXISTS (SELECT 1 FROM openings CROSS JOIN opening_balances ON opening_balances.year = openings.year WHERE account_id = accounts.id)`;

/** Accounts that the program posts to by itself. */
const FIXED: ReadonlySet<string> = new Set(Object.values(ACCOUNT));

/** True for an account that the program posts to by itself (standard-accounts.ts): it stays as it is. */
export function isFixed(accountId: string): boolean {
  return FIXED.has(accountId);
}

/** The whole chart of these books by number, retired accounts included (old vouchers name them). */
export function readAccountTree(db: Readable): TreeAccount[] {
  const rows = db.all<AccountRow>(LIST_ACCOUNTS);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const parents = new Set(rows.map((row) => row.parent_id));
  const levelOf = (row: AccountRow): number => {
    const parent = row.parent_id === null ? undefined : byId.get(row.parent_id);
    return parent ? levelOf(parent) + 1 : 1;
  };
  return rows.map((row) => ({
    id: row.id,
    code: row.code,
    name: row.name,
    class: row.class,
    side: row.side,
    evidence: row.evidence,
    detail: !parents.has(row.id),
    parentId: row.parent_id ?? undefined,
    level: levelOf(row),
    oldName: row.old_name,
    own: row.own === 1,
    retired: row.retired === 1,
  }));
}

/** The accounts as pages show them, by number; retired ones only when asked for. */
export function listAccounts(db: Readable, { retired }: { retired: boolean }): LedgerAccount[] {
  const used = new Set(db.all<{ id: string }>(USED_ACCOUNTS).map(({ id }) => id));
  return readAccountTree(db)
    .filter((account) => retired || !account.retired)
    .map(({ parentId, ...account }) => ({
      ...account,
      ...(parentId === undefined ? {} : { parentId }),
      used: used.has(account.id),
      fixed: isFixed(account.id),
      keywords: keywordsOf(account),
    }));
}

function keywordsOf({ code, name, oldName }: Pick<TreeAccount, 'code' | 'name' | 'oldName'>): string {
  const names = oldName === '' || oldName === name ? [name] : [name, oldName];
  const sounds = names.map(wordsPinyin).flatMap(({ full, initials }) => [full, initials]);
  return [`${code} ${name}`, ...names, ...sounds].join('\n').toLowerCase();
}

/** The account itself and every account above it, lowest first. */
export function lineage(tree: readonly TreeAccount[], accountId: string): TreeAccount[] {
  const byId = new Map(tree.map((account) => [account.id, account]));
  const found: TreeAccount[] = [];
  for (let at = byId.get(accountId); at; at = at.parentId === undefined ? undefined : byId.get(at.parentId))
    found.push(at);
  return found;
}
