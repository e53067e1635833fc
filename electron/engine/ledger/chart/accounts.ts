import type { AccountClass, ChartAccount } from '#shared/contract/union.ts';
import type { Readable } from '../../database.ts';

/** An account with its place in the tree: `level` 1 stands at the top. */
export interface TreeAccount extends ChartAccount {
  parentId: string | undefined;
  level: number;
}

interface AccountRow {
  id: string;
  code: string;
  name: string;
  class: AccountClass;
  side: 'debit' | 'credit';
  parent_id: string | null;
  evidence: string;
  retired: number;
}

export const LIST_ACCOUNTS =
  'SELECT id, code, name, class, side, parent_id, evidence, retired FROM accounts ORDER BY code';

/** The whole chart of these books by number, retired accounts included (old vouchers name them). */
export function readAccountTree(db: Readable): TreeAccount[] {
  return treeOf(db.all<AccountRow>(LIST_ACCOUNTS));
}

/** The accounts that may still be used, as pages show them. */
export function listAccounts(db: Readable): ChartAccount[] {
  const rows = db.all<AccountRow>(LIST_ACCOUNTS).filter((row) => row.retired === 0);
  return treeOf(rows).map(({ parentId: _, level: __, ...account }) => account);
}

function treeOf(rows: AccountRow[]): TreeAccount[] {
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
  }));
}

/** The account itself and every account above it, lowest first. */
export function lineage(tree: readonly TreeAccount[], accountId: string): TreeAccount[] {
  const byId = new Map(tree.map((account) => [account.id, account]));
  const found: TreeAccount[] = [];
  for (let at = byId.get(accountId); at; at = at.parentId === undefined ? undefined : byId.get(at.parentId))
    found.push(at);
  return found;
}
