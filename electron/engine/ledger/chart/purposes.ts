import type { Direction, Method, Purpose } from '#shared/contract/ledger.ts';
import { wordsPinyin } from '#shared/pinyin.ts';
import type { Readable } from '../../database.ts';

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
}

const COLUMNS = `
  SELECT purposes.id AS id, purposes.direction AS direction, purposes.flow AS flow, purposes.fixed_method AS fixedMethod,
         purposes.set_aside_id AS setAsideId, aside.name AS setAsideName,
         purposes.label AS label, purposes.hint AS hint,
         purposes.account_id AS accountId, accounts.code AS accountCode, accounts.name AS accountName, purposes.old_name AS oldName
  FROM purposes JOIN accounts ON accounts.id = purposes.account_id LEFT JOIN accounts AS aside ON aside.id = purposes.set_aside_id`;
export const LIST_PURPOSES = `${COLUMNS} ORDER BY purposes.direction, purposes.position`;

/** The plain-word choices of 收支登记 in the order they are offered. */
export function listPurposes(db: Readable): Purpose[] {
  return db.all<PurposeRow>(LIST_PURPOSES).map(({ fixedMethod, setAsideId: _, setAsideName, ...row }) => ({
    ...row,
    ...(fixedMethod === null ? {} : { fixedMethod }),
    ...(setAsideName === null ? {} : { setAsideName }),
    keywords: keywordsOf(row),
  }));
}

export function readPurpose(db: Readable, id: string): PurposeRow | undefined {
  return db.get<PurposeRow>(`${COLUMNS} WHERE purposes.id = :id`, { id });
}

function keywordsOf({
  label,
  hint,
  oldName,
  accountCode,
  accountName,
}: Omit<PurposeRow, 'fixedMethod' | 'setAsideId' | 'setAsideName'>): string {
  const named = [label, accountName, oldName];
  const sounds = named.map(wordsPinyin).flatMap(({ full, initials }) => [full, initials]);
  return [...named, hint, accountCode, ...sounds].join('\n').toLowerCase();
}
