import type { LedgerAccount } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { fen, formatYuan } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import { isSqliteError, type Readable } from '../../database.ts';
import { balanceOf } from '../vouchers/post.ts';
import { isBelow } from './account-rows.ts';
import { isFixed, listAccounts, readAccountTree, type TreeAccount, USED_ACCOUNTS } from './accounts.ts';
import { movePurposes, purposesOn } from './purposes.ts';

export interface AccountFacts {
  code: string;
  name: string;
  /** The name of 2017. */
  oldName: string;
  /** Remark on how sure the number is. */
  evidence: string;
}

const labelOf = ({ code, name }: Pick<TreeAccount, 'code' | 'name'>) => `${code} ${name}`;
const factsOf = ({ code, name, oldName, evidence }: AccountFacts): AccountFacts => ({ code, name, oldName, evidence });

/**
 * Adds a detail account of the union's own under another one. Purposes that stood for the account above would have nowhere to post
 * to, so they move to its first detail account.
 * @returns the account, and the labels of the purposes that moved
 * @throws Refusal `request.notFound`, `ledger.accountNoChild`, `ledger.accountParentRetired`, `ledger.accountHasEntries`, and those of
 *   {@link assertFacts}
 */
export function addAccount(
  context: WriteContext,
  { parentId, ...facts }: AccountFacts & { parentId: string },
): { account: LedgerAccount; movedPurposes: string[] } {
  const { db } = context;
  const tree = readAccountTree(db);
  const parent = find(tree, parentId);
  if (isFixed(parent.id)) throw refuse('ledger.accountNoChild', { account: labelOf(parent) });
  if (parent.retired) throw refuse('ledger.accountParentRetired', { account: labelOf(parent) });
  if (isUsed(db, parent.id)) throw refuse('ledger.accountHasEntries', { account: labelOf(parent) });
  assertFacts(tree, facts, parent, undefined);
  const id = context.newId();
  db.run(
    `INSERT INTO accounts (id, code, name, class, side, parent_id, evidence, old_name, own)
     VALUES (:id, :code, :name, :accountClass, :side, :parentId, :evidence, :oldName, 1)`,
    { id, ...factsOf(facts), accountClass: parent.class, side: parent.side, parentId },
  );
  const movedPurposes = parent.detail ? movePurposes(db, parentId, id) : [];
  const after = { ...factsOf(facts), parent: labelOf(parent), movedPurposes };
  context.trail({ subject: 'account', id, label: labelOf(facts), after });
  return { account: stored(db, id), movedPurposes };
}

/**
 * Changes name, number and remark. Where the number changes, those of the accounts below that begin with it follow.
 * @throws Refusal `request.notFound`, and those of {@link assertFacts}
 */
export function changeAccount(context: WriteContext, { id, ...facts }: AccountFacts & { id: string }): LedgerAccount {
  const { db } = context;
  const tree = readAccountTree(db);
  const account = find(tree, id);
  const parent = tree.find((candidate) => candidate.id === account.parentId);
  assertFacts(tree, facts, parent, account);
  renumber(db, tree, account, facts.code);
  db.run('UPDATE accounts SET name = :name, old_name = :oldName, evidence = :evidence WHERE id = :id', {
    id,
    name: facts.name,
    oldName: facts.oldName,
    evidence: facts.evidence,
  });
  context.trail({ subject: 'account', id, label: labelOf(facts), before: factsOf(account), after: factsOf(facts) });
  return stored(db, id);
}

/**
 * Takes an account out of use (停用), or back. It stays in the books and in reports.
 * @throws Refusal `request.notFound`, `ledger.accountKeep`, `ledger.accountChildren`, `ledger.accountPurpose`,
 *   `ledger.accountBalance` (what stands there could no longer be moved), `ledger.accountParentRetired`
 */
export function retireAccount(context: WriteContext, { id, retired }: { id: string; retired: boolean }): LedgerAccount {
  const { db } = context;
  const tree = readAccountTree(db);
  const account = find(tree, id);
  const label = labelOf(account);
  if (retired) {
    if (isFixed(id)) throw refuse('ledger.accountKeep', { account: label });
    if (tree.some((other) => other.parentId === id && !other.retired))
      throw refuse('ledger.accountChildren', { account: label });
    const [purpose] = purposesOn(db, id);
    if (purpose !== undefined) throw refuse('ledger.accountPurpose', { purpose, account: label });
    const balance = account.class === 'income' || account.class === 'expense' ? 0 : balanceOf(db, id);
    if (balance !== 0)
      throw refuse('ledger.accountBalance', { account: label, balance: formatYuan(fen(Math.abs(balance))) });
  } else {
    const parent = tree.find((candidate) => candidate.id === account.parentId);
    if (parent?.retired) throw refuse('ledger.accountParentRetired', { account: labelOf(parent) });
  }
  db.run('UPDATE accounts SET retired = :retired WHERE id = :id', { id, retired: retired ? 1 : 0 });
  context.trail({ subject: 'account', id, label, before: { retired: account.retired }, after: { retired } });
  return stored(db, id);
}

/**
 * Takes away an own account that nothing rests on.
 * @throws Refusal `request.notFound`, `ledger.accountStandard`, `ledger.accountPurpose`, `ledger.accountUsed`
 */
export function removeAccount(context: WriteContext, { id }: { id: string }): { code: string; name: string } {
  const { db } = context;
  const account = find(readAccountTree(db), id);
  if (!account.own) throw refuse('ledger.accountStandard');
  const [purpose] = purposesOn(db, id, 'retired too');
  if (purpose !== undefined) throw refuse('ledger.accountPurpose', { purpose, account: labelOf(account) });
  if (!account.detail || isUsed(db, id)) throw refuse('ledger.accountUsed', { account: labelOf(account) });
  try {
    db.run('DELETE FROM accounts WHERE id = :id', { id });
  } catch (error) {
    // the schema knows every table that may name an account, those of other features too
    if (isSqliteError(error) && error.code === 'SQLITE_CONSTRAINT_FOREIGNKEY')
      throw refuse('ledger.accountUsed', { account: labelOf(account) });
    throw error;
  }
  context.trail({ subject: 'account', id, label: labelOf(account), before: factsOf(account) });
  return { code: account.code, name: account.name };
}

function find(tree: readonly TreeAccount[], id: string): TreeAccount {
  const account = tree.find((candidate) => candidate.id === id);
  if (!account) throw refuse('request.notFound', { what: '科目' });
  return account;
}

function stored(db: Readable, id: string): LedgerAccount {
  const account = listAccounts(db, { retired: true }).find((candidate) => candidate.id === id);
  if (!account) throw new Error(`account ${id} is not stored`);
  return account;
}

export const IS_USED = `SELECT 1 FROM (${USED_ACCOUNTS}) WHERE id = :id`;

function isUsed(db: Readable, id: string): boolean {
  return db.get(IS_USED, { id }) !== undefined;
}

/**
 * The number of a detail account begins with that of the account above it, so that a list by number is the tree; names of
 * accounts that stand side by side differ, so that a file can name them.
 * @throws Refusal `ledger.accountCodePrefix`, `ledger.accountCodeTaken`, `ledger.accountNameTaken`
 */
function assertFacts(
  tree: readonly TreeAccount[],
  { code, name }: AccountFacts,
  parent: TreeAccount | undefined,
  self: TreeAccount | undefined,
): void {
  if (parent && !(code.startsWith(parent.code) && code.length > parent.code.length))
    throw refuse('ledger.accountCodePrefix', { parent: parent.name, code: parent.code });
  const others = tree.filter((other) => other.id !== self?.id);
  const holder = others.find((other) => other.code === code && !(self && isBelow(tree, other, self)));
  if (holder) throw refuse('ledger.accountCodeTaken', { code, account: holder.name });
  if (others.some((other) => other.parentId === parent?.id && other.name === name))
    throw refuse('ledger.accountNameTaken', { parent: parent?.name ?? '科目表', name });
}

/** @throws Refusal `ledger.accountCodeTaken` when a number that follows belongs to another account */
function renumber(db: WriteContext['db'], tree: readonly TreeAccount[], account: TreeAccount, code: string): void {
  if (code === account.code) return;
  const moving = tree
    .filter((other) => other.id === account.id || isBelow(tree, other, account))
    .map((other) => ({
      id: other.id,
      before: other.code,
      code: other.code.startsWith(account.code) ? `${code}${other.code.slice(account.code.length)}` : other.code,
    }));
  for (const { id, code: next } of moving) {
    const holder = tree.find((other) => other.code === next && !moving.some((one) => one.id === other.id));
    if (holder) throw refuse('ledger.accountCodeTaken', { code: next, account: holder.name });
    if (next.length > 20)
      throw refuse('request.invalid', { field: '科目编号', problem: `太长，明细科目会超过 20 位（${next}）` });
    if (moving.some((one) => one.id !== id && one.code === next))
      throw refuse('ledger.accountCodeTaken', { code: next, account: account.name });
  }
  // by way of numbers that nobody has: one of the new numbers may be another's old one
  const put = 'UPDATE accounts SET code = :code WHERE id = :id';
  moving.forEach(({ id }, index) => {
    db.run(put, { id, code: String(index).padStart(20, '0') });
  });
  for (const { id, code: next } of moving) db.run(put, { id, code: next });
}
