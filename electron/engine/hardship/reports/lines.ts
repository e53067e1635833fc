import type { Day } from '#shared/calendar.ts';
import {
  type AidKind,
  type AidSource,
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
import { AID_STANDS, yearRange } from '../aids/queries.ts';
import { FILE_STATUS } from '../files/status.ts';
import { DECIDED_BEFORE, NOTICED_BEFORE } from './for-review.ts';
import { taskCounts } from './tasks.ts';

// What other features read of the hardship files: the workbench, the search over everything, the audit package.

/** What of 待办查询 the first page names: lists that need somebody now. `reviewDue` leaves out those that `stale` counts. */
export interface HardshipWorkbench {
  stale: number;
  reviewDue: number;
  stalled: number;
  unsigned: number;
  university: number;
  retention: number;
}

/** How many lines each of these lists has today. */
export function hardshipWorkbench(db: Readable, today: Day): HardshipWorkbench {
  const { stale, reviewDue, stalled, unsigned, university, retention } = taskCounts(db, today);
  return { stale, reviewDue: Math.max(0, reviewDue - stale), stalled, unsigned, university, retention };
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
  /** '' for aids of before sources were kept. */
  source: AidSource | '';
  /** 专项资金 that paid, '' for the union's own money. */
  fundName: string;
  /** Why it was paid over a limit, '' when it was not. Free text: for the check whether there is one, not for showing. */
  approved: boolean;
  /** 公示 and 审批 were on record before it, and the consent. */
  noticed: boolean;
  decided: boolean;
  consented: boolean;
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
         aids.amount, aids.method, aids.source, coalesce(funds.name, '') AS fundName, aids.approval_ground <> '' AS approved,
         ${NOTICED_BEFORE} AS noticed, ${DECIDED_BEFORE} AS decided,
         file.consent_day IS NOT NULL AND file.consent_day <= aids.day AS consented, resolutions.number AS resolutionNumber, resolutions.title AS resolutionTitle,
         aids.signed_by AS signedBy, coalesce(aids.signed_day, '') AS signedDay, aids.voucher_id AS voucherId,
         voucher.number AS voucherNumber, voucher.attachment_count AS attachmentCount,
         NOT ${AID_STANDS} AS reversed
  FROM aids CROSS JOIN hardship_files AS file ON file.id = aids.file_id
  CROSS JOIN members ON members.id = file.member_id
  CROSS JOIN resolutions ON resolutions.id = aids.resolution_id
  CROSS JOIN vouchers AS voucher ON voucher.id = aids.voucher_id
  LEFT JOIN groups ON groups.id = members.group_id LEFT JOIN funds ON funds.id = aids.fund_id
  WHERE aids.day BETWEEN :first AND :last
  ORDER BY aids.day, voucher.number`;

type Flag = 'reversed' | 'approved' | 'noticed' | 'decided' | 'consented';
type StoredLine = Omit<AidLine, 'nameMasked' | 'idNumberMasked' | 'bankAccountMasked' | 'voucherNumber' | Flag> &
  Record<Flag, number> & { idNumber: string; bankAccount: string; voucherNumber: number };

/** Every aid of a year in the order of days and vouchers, streamed. Reversed ones are among them and say so. */
export function* aidLines(db: Readable, year: number): Generator<AidLine, void, void> {
  for (const stored of db.iterate<StoredLine>(AID_LINES, yearRange(year))) {
    const { idNumber, bankAccount, ...line } = stored;
    yield {
      ...line,
      nameMasked: maskName(line.memberName),
      idNumberMasked: maskIdentityCard(idNumber),
      bankAccountMasked: maskBankAccount(bankAccount),
      voucherNumber: voucherNumber(line.voucherNumber),
      reversed: line.reversed === 1,
      approved: line.approved === 1,
      noticed: line.noticed === 1,
      decided: line.decided === 1,
      consented: line.consented === 1,
    };
  }
}

/** Files whose number or member fits (name, pinyin, initials, member number, phone). */
export function searchHardship(db: Readable, text: string, limit: number): SearchHit[] {
  const rows = db.all<{ id: string; number: string; name: string; category: HardshipCategory; status: HardshipStatus }>(
    `SELECT file.id, file.number, members.name, file.category, ${FILE_STATUS} AS status
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
