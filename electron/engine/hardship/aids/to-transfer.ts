import type { Day } from '#shared/calendar.ts';
import type { AidKind } from '#shared/contract/hardship.ts';
import type { Fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { AID_STANDS } from './queries.ts';

/** An aid that was paid by transfer, with the account that the file names. */
export interface AidToTransfer {
  id: string;
  day: Day;
  memberId: string;
  memberName: string;
  memberNumber: string;
  groupName: string;
  kind: AidKind;
  amount: Fen;
  method: 'cash' | 'bank';
  voucherId: string;
  bankName: string;
  /** As it stands in the file, unmasked: never for a list. */
  bankAccount: string;
  reversed: boolean;
}

const COLUMNS = `
  SELECT aids.id, aids.day, file.member_id AS memberId, members.name AS memberName, members.number AS memberNumber,
         coalesce(groups.name, '') AS groupName, aids.kind, aids.amount, aids.method, aids.voucher_id AS voucherId,
         file.bank_name AS bankName, file.bank_account AS bankAccount, NOT ${AID_STANDS} AS reversed`;
const JOINS = `
  CROSS JOIN hardship_files AS file ON file.id = aids.file_id CROSS JOIN members ON members.id = file.member_id
  LEFT JOIN groups ON groups.id = members.group_id`;
export const AIDS_BY_BANK = `${COLUMNS} FROM aids ${JOINS}
  WHERE aids.day BETWEEN :from AND :to AND aids.method = 'bank' AND ${AID_STANDS} ORDER BY aids.day DESC, aids.id`;

type Stored = Omit<AidToTransfer, 'reversed'> & { reversed: number };
const toAid = (row: Stored): AidToTransfer => ({ ...row, reversed: row.reversed === 1 });

/** The aids that a transfer list may hold: paid by transfer between two days (both included) and not reversed. */
export function aidsToTransfer(db: Readable, days: { from: Day; to: Day }): AidToTransfer[] {
  return db.all<Stored>(AIDS_BY_BANK, days).map(toAid);
}

/** One aid however it was paid, undefined for an unknown id. */
export function aidToTransfer(db: Readable, id: string): AidToTransfer | undefined {
  const row = db.get<Stored>(`${COLUMNS} FROM aids ${JOINS} WHERE aids.id = :id`, { id });
  return row && toAid(row);
}
