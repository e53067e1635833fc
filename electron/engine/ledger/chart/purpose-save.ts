import type { Direction, Purpose } from '#shared/contract/ledger.ts';
import type { AccountClass } from '#shared/contract/union.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readAccountTree } from './accounts.ts';
import { findPurpose, type PurposeRow } from './purposes.ts';
import { ACCOUNT } from './standard-accounts.ts';

export interface PurposeInput {
  id?: string | undefined;
  direction: Direction;
  flow?: 'in' | 'out' | undefined;
  label: string;
  hint: string;
  accountId: string;
  /** 1 stands first among those of its direction. */
  rank?: number | undefined;
  retired: boolean;
}

const DIRECTIONS: Readonly<Record<Direction, { name: string; classes: readonly AccountClass[]; wanted: string }>> = {
  income: { name: '收入', classes: ['income'], wanted: '收入科目' },
  expense: { name: '支出', classes: ['expense'], wanted: '支出科目' },
  transfer: { name: '划转', classes: ['asset', 'liability'], wanted: '往来等资产、负债科目' },
};

/**
 * Changes a plain-word choice of 收支登记, or adds one of the union's own. Whether money comes in or goes out stays as it is: the
 * vouchers that were made by it would read the wrong way round.
 * @throws Refusal `request.notFound`, `ledger.purposeDirection`, `ledger.purposeFixed`, `ledger.accountMissing`,
 *   `ledger.accountNotDetail`, `ledger.purposeAccount`, `ledger.purposeTaken`
 */
export function savePurpose(context: WriteContext, input: PurposeInput): Purpose {
  const { db } = context;
  const known = input.id === undefined ? undefined : findPurpose(db, input.id);
  if (input.id !== undefined && !known) throw refuse('request.notFound', { what: '收支用途' });
  const flow = flowOf(input, known?.row);
  if (known?.row.fixedMethod != null) {
    if (known.row.accountId !== input.accountId) throw refuse('ledger.purposeFixed', { label: known.row.label });
  } else assertAccount(db, input, known?.row);
  const same = db.get('SELECT 1 FROM purposes WHERE direction = :direction AND label = :label AND id <> :id', {
    direction: input.direction,
    label: input.label,
    id: input.id ?? '',
  });
  if (same) throw refuse('ledger.purposeTaken', { label: input.label });
  const id = input.id ?? context.newId();
  const facts = { label: input.label, hint: input.hint, accountId: input.accountId, retired: input.retired ? 1 : 0 };
  if (known)
    db.run(
      `UPDATE purposes SET label = :label, hint = :hint, account_id = :accountId, retired = :retired,
         old_name = iif(account_id = :accountId, old_name, (SELECT accounts.old_name FROM accounts WHERE accounts.id = :accountId))
       WHERE id = :id`,
      { id, ...facts },
    );
  else
    db.run(
      `INSERT INTO purposes (id, direction, flow, label, hint, account_id, old_name, position, own, retired)
       SELECT :id, :direction, :flow, :label, :hint, :accountId, accounts.old_name,
              (SELECT coalesce(max(position), 0) + 1 FROM purposes WHERE direction = :direction), 1, :retired
       FROM accounts WHERE accounts.id = :accountId`,
      { id, direction: input.direction, flow, ...facts },
    );
  if (input.rank !== undefined) moveTo(context, input.direction, id, input.rank);
  const saved = findPurpose(db, id)?.purpose;
  if (!saved) throw new Error(`purpose ${id} is not stored`);
  const before = known && plain(known.purpose);
  context.trail({
    subject: 'purpose',
    id,
    label: saved.label,
    ...(before ? { before } : {}),
    after: { ...plain(saved), ...(input.rank === undefined ? {} : { rank: input.rank }) },
  });
  return saved;
}

const plain = ({ keywords: _, ...purpose }: Purpose) => purpose;

function flowOf({ direction, flow }: PurposeInput, known: PurposeRow | undefined): 'in' | 'out' {
  if (known) {
    if (known.direction !== direction || (flow !== undefined && flow !== known.flow))
      throw refuse('ledger.purposeDirection', { label: known.label });
    return known.flow;
  }
  const own = direction === 'transfer' ? flow : direction === 'income' ? 'in' : 'out';
  if (own === undefined || (flow !== undefined && flow !== own))
    throw refuse('request.invalid', { field: '资金进出', problem: '和收支方向对不上' });
  return own;
}

function assertAccount(
  db: Readable,
  { accountId, direction, retired }: PurposeInput,
  known: PurposeRow | undefined,
): void {
  const account = readAccountTree(db).find(({ id }) => id === accountId);
  // a purpose that goes out of use may stay with an account that did so before
  const unchanged = retired && known?.accountId === accountId;
  if (!account || (account.retired && !unchanged))
    throw refuse('ledger.accountMissing', { account: account ? `${account.code} ${account.name}` : accountId });
  const label = `${account.code} ${account.name}`;
  if (!account.detail) throw refuse('ledger.accountNotDetail', { account: label });
  const { name, classes, wanted } = DIRECTIONS[direction];
  // 提现 and 存现 ship with the program; another purpose on cash or bank would post both sides to the same account
  const isMoney = accountId === ACCOUNT.cash || accountId === ACCOUNT.bank;
  if (!classes.includes(account.class) || isMoney)
    throw refuse('ledger.purposeAccount', { account: label, direction: name, wanted });
}

function moveTo({ db }: WriteContext, direction: Direction, id: string, rank: number): void {
  const others = db
    .all<{ id: string }>('SELECT id FROM purposes WHERE direction = :direction ORDER BY position, id', { direction })
    .map((row) => row.id)
    .filter((other) => other !== id);
  others.splice(Math.min(rank, others.length + 1) - 1, 0, id);
  others.forEach((one, position) => {
    db.run('UPDATE purposes SET position = :position WHERE id = :id', { id: one, position });
  });
}
