import type { Direction, Method, Purpose } from '#shared/contract/ledger.ts';
import { wordsPinyin } from '#shared/pinyin.ts';
import type { Readable, Writable } from '../../database.ts';

export interface PurposeRow {
  id: string;
  direction: Direction;
  flow: 'in' | 'out';
  fixedMethod: Method | null;
  setAsideId: string | null;
  setAsideName: string | null;
  label: string;
  hint: string;
  accountId: string;
  accountCode: string;
  accountName: string;
  oldName: string;
  own: number;
  retired: number;
}

const COLUMNS = `
  SELECT purposes.id AS id, purposes.direction AS direction, purposes.flow AS flow, purposes.fixed_method AS fixedMethod,
         purposes.set_aside_id AS setAsideId, aside.name AS setAsideName,
         purposes.label AS label, purposes.hint AS hint,
         purposes.account_id AS accountId, accounts.code AS accountCode, accounts.name AS accountName, purposes.old_name AS oldName,
         purposes.own AS own, purposes.retired AS retired
  FROM purposes JOIN accounts ON accounts.id = purposes.account_id LEFT JOIN accounts AS aside ON aside.id = purposes.set_aside_id`;
export const LIST_PURPOSES = `${COLUMNS} ORDER BY purposes.direction, purposes.position`;

/** The plain-word choices of 收支登记 in the order they are offered; retired ones only when asked for. */
export function listPurposes(db: Readable, { retired }: { retired: boolean }): Purpose[] {
  return db
    .all<PurposeRow>(LIST_PURPOSES)
    .filter((row) => retired || row.retired === 0)
    .map(purposeOf);
}

function purposeOf({ fixedMethod, setAsideId: _, setAsideName, own, retired, ...row }: PurposeRow): Purpose {
  return {
    ...row,
    ...(fixedMethod === null ? {} : { fixedMethod }),
    ...(setAsideName === null ? {} : { setAsideName }),
    own: own === 1,
    retired: retired === 1,
    keywords: keywordsOf(row),
  };
}

/** A purpose that may still be used. */
export function readPurpose(db: Readable, id: string): PurposeRow | undefined {
  return db.get<PurposeRow>(`${COLUMNS} WHERE purposes.id = :id AND purposes.retired = 0`, { id });
}

/** The same, retired or not, as pages show it. */
export function findPurpose(db: Readable, id: string): { row: PurposeRow; purpose: Purpose } | undefined {
  const row = db.get<PurposeRow>(`${COLUMNS} WHERE purposes.id = :id`, { id });
  return row && { row, purpose: purposeOf(row) };
}

/** Labels of the purposes that stand for an account, those in use unless all are asked for. */
export function purposesOn(db: Readable, accountId: string, which: 'in use' | 'retired too' = 'in use'): string[] {
  return db
    .all<{ label: string }>(
      `SELECT label FROM purposes WHERE (account_id = :accountId OR set_aside_id = :accountId) AND (retired = 0 OR :all = 1)
       ORDER BY direction, position`,
      { accountId, all: which === 'retired too' ? 1 : 0 },
    )
    .map(({ label }) => label);
}

/** Hands the purposes of one account to another. @returns their labels */
export function movePurposes(db: Writable, from: string, to: string): string[] {
  const moved = purposesOn(db, from, 'retired too');
  db.run('UPDATE purposes SET account_id = :to WHERE account_id = :from', { from, to });
  db.run('UPDATE purposes SET set_aside_id = :to WHERE set_aside_id = :from', { from, to });
  return moved;
}

function keywordsOf({
  label,
  hint,
  oldName,
  accountCode,
  accountName,
}: Pick<PurposeRow, 'label' | 'hint' | 'oldName' | 'accountCode' | 'accountName'>): string {
  const named = [label, accountName, oldName];
  const sounds = named.map(wordsPinyin).flatMap(({ full, initials }) => [full, initials]);
  return [...named, hint, accountCode, ...sounds].join('\n').toLowerCase();
}
