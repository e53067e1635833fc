import type { Day } from '#shared/calendar.ts';
import {
  type AidKind,
  HARDSHIP_CATEGORY_NAMES,
  HARDSHIP_STATUS_NAMES,
  type HardshipCategory,
  type HardshipStatus,
} from '#shared/contract/hardship.ts';
import type { SearchHit } from '#shared/contract/union.ts';
import { maskBankAccount, maskIdentityCard, maskName } from '#shared/mask.ts';
import type { Fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { voucherNumber } from '../../ledger/commands.ts';
import { likePattern } from '../../like.ts';
import { STALE_COUNT, staleSince } from '../files/queries.ts';

// What other features read of the hardship files: the workbench, the search over everything, the audit package.

/** Open files that nobody has reviewed for a year. */
export function hardshipWorkbench(db: Readable, today: Day): { stale: number } {
  const row = db.get<{ stale: number }>(`SELECT (${STALE_COUNT}) AS stale`, { staleSince: staleSince(today) });
  return { stale: row?.stale ?? 0 };
}

/** One line of 困难帮扶明细; numbers are masked, the name stands in both forms for the reader to choose. */
export interface AidLine {
  id: string;
  fileNumber: string;
  memberName: string;
  nameMasked: string;
  idNumberMasked: string;
  bankAccountMasked: string;
  groupName: string;
  category: HardshipCategory;
  day: Day;
  kind: AidKind;
  amount: Fen;
  method: 'cash' | 'bank';
  resolutionNumber: string;
  resolutionTitle: string;
  signedBy: string;
  signedDay: Day | '';
  voucherId: string;
  /** `记-012` of the month of `day`. */
  voucherNumber: string;
  attachmentCount: number;
  /** Its voucher was reversed: shown, but counts in no sum. */
  reversed: boolean;
}

export const AID_LINES = `
  SELECT aids.id, file.number AS fileNumber, members.name AS memberName, members.id_number AS idNumber,
         file.bank_account AS bankAccount, coalesce(groups.name, '') AS groupName, file.category, aids.day, aids.kind,
         aids.amount, aids.method, resolutions.number AS resolutionNumber, resolutions.title AS resolutionTitle,
         aids.signed_by AS signedBy, coalesce(aids.signed_day, '') AS signedDay, aids.voucher_id AS voucherId,
         voucher.number AS voucherNumber, voucher.attachment_count AS attachmentCount,
         EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = aids.voucher_id) AS reversed
  FROM aids CROSS JOIN hardship_files AS file ON file.id = aids.file_id
  CROSS JOIN members ON members.id = file.member_id
  CROSS JOIN resolutions ON resolutions.id = aids.resolution_id
  CROSS JOIN vouchers AS voucher ON voucher.id = aids.voucher_id
  LEFT JOIN groups ON groups.id = members.group_id
  WHERE aids.day BETWEEN :first AND :last
  ORDER BY aids.day, voucher.number`;

type StoredLine = Omit<
  AidLine,
  'nameMasked' | 'idNumberMasked' | 'bankAccountMasked' | 'voucherNumber' | 'reversed'
> & { idNumber: string; bankAccount: string; voucherNumber: number; reversed: number };

/** Every aid of a year in the order of days and vouchers, streamed. Reversed ones are among them and say so. */
export function* aidLines(db: Readable, year: number): Generator<AidLine, void, void> {
  for (const stored of db.iterate<StoredLine>(AID_LINES, { first: `${year}-01-01`, last: `${year}-12-31` })) {
    const { idNumber, bankAccount, ...line } = stored;
    yield {
      ...line,
      nameMasked: maskName(line.memberName),
      idNumberMasked: maskIdentityCard(idNumber),
      bankAccountMasked: maskBankAccount(bankAccount),
      voucherNumber: voucherNumber(line.voucherNumber),
      reversed: line.reversed === 1,
    };
  }
}

/** Files whose number or member fits (name, pinyin, initials, member number, phone). */
export function searchHardship(db: Readable, text: string, limit: number): SearchHit[] {
  const rows = db.all<{ id: string; number: string; name: string; category: HardshipCategory; status: HardshipStatus }>(
    `SELECT file.id, file.number, members.name, file.category, file.status
     FROM hardship_files AS file CROSS JOIN members ON members.id = file.member_id
     WHERE members.search_text LIKE :like ESCAPE '\\' OR file.number LIKE :like ESCAPE '\\'
     ORDER BY file.number DESC LIMIT :limit`,
    { like: likePattern(text), limit },
  );
  return rows.map(({ id, number, name, category, status }) => ({
    kind: 'hardshipFile',
    id,
    title: `${number} ${name}`,
    detail: `${HARDSHIP_CATEGORY_NAMES[category]} ${HARDSHIP_STATUS_NAMES[status]}`,
  }));
}
