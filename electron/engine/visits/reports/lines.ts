import type { Day } from '#shared/calendar.ts';
import type { SearchHit } from '#shared/contract/union.ts';
import type { VisitForm, VisitMethod } from '#shared/contract/visits.ts';
import { type Fen, formatYuan } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { voucherNumber } from '../../ledger/commands.ts';
import { likePattern } from '../../like.ts';
import { namesOf } from '../records/queries.ts';
import { COUNTS, NOT_REVERSED, RETURNED } from '../records/reversed.ts';

// What other features read of the visits: the workbench, the search over everything, the audit package.

/** Visits of any year that nobody signed for yet, reversed and returned ones left out. */
export function visitsWorkbench(db: Readable): { unsigned: number } {
  const row = db.get<{ unsigned: number }>(
    `SELECT count(*) AS unsigned FROM visits WHERE visits.signed_day IS NULL AND ${COUNTS}`,
  );
  return { unsigned: row?.unsigned ?? 0 };
}

/** One line of 慰问发放签领表. */
export interface VisitLine {
  id: string;
  day: Day;
  kindName: string;
  /** Name of the festival, '' for a single visit. */
  batchName: string;
  memberNumber: string;
  memberName: string;
  groupName: string;
  reason: string;
  form: VisitForm;
  method: VisitMethod;
  goods: string;
  amount: Fen;
  visitors: string[];
  /** Who received it when that was not the member (代领), with the relation. */
  beneficiary: string;
  relation: string;
  signedBy: string;
  signedDay: Day | '';
  resolutionNumber: string;
  standardSentence: string;
  approvalGround: string;
  /** What was lacking in the papers, '' when nothing was. */
  papersNote: string;
  voucherId: string;
  /** `记-012` of the month of `day`. */
  voucherNumber: string;
  attachmentCount: number;
  /** Its voucher was reversed: shown, but counts in no sum. */
  reversed: boolean;
  /** 未领退回: the goods are in stock again; counts in no sum. */
  returned: boolean;
}

export const VISIT_LINES = `
  SELECT visits.id, visits.day, kind.name AS kindName, coalesce(batch.name, '') AS batchName, members.number AS memberNumber,
         members.name AS memberName, coalesce(groups.name, '') AS groupName, visits.reason, visits.form, visits.method, visits.goods, visits.amount,
         visits.visitors, visits.beneficiary, visits.relation, visits.signed_by AS signedBy, coalesce(visits.signed_day, '') AS signedDay,
         coalesce(resolutions.number, '') AS resolutionNumber, visits.standard_sentence AS standardSentence,
         visits.approval_ground AS approvalGround, visits.papers_note AS papersNote, visits.voucher_id AS voucherId, voucher.number AS voucherNumber,
         voucher.attachment_count AS attachmentCount, NOT ${NOT_REVERSED} AS reversed, ${RETURNED} AS returned
  FROM visits CROSS JOIN visit_kinds AS kind ON kind.id = visits.kind_id
  CROSS JOIN members ON members.id = visits.member_id
  CROSS JOIN vouchers AS voucher ON voucher.id = visits.voucher_id
  LEFT JOIN groups ON groups.id = members.group_id
  LEFT JOIN visit_batches AS batch ON batch.id = visits.batch_id
  LEFT JOIN resolutions ON resolutions.id = visits.resolution_id
  WHERE visits.day BETWEEN :first AND :last
  ORDER BY visits.day, voucher.number, visits.batch_line`;

type StoredLine = Omit<VisitLine, 'visitors' | 'voucherNumber' | 'reversed' | 'returned'> & {
  visitors: string;
  voucherNumber: number;
  reversed: number;
  returned: number;
};

/** Every visit of a year in the order of days and vouchers, streamed. Reversed ones are among them and say so. */
export function* visitLines(db: Readable, year: number): Generator<VisitLine, void, void> {
  for (const stored of db.iterate<StoredLine>(VISIT_LINES, { first: `${year}-01-01`, last: `${year}-12-31` }))
    yield {
      ...stored,
      visitors: namesOf(stored.visitors),
      voucherNumber: voucherNumber(stored.voucherNumber),
      reversed: stored.reversed === 1,
      returned: stored.returned === 1,
    };
}

/** Visits whose member fits (name, pinyin, initials, number, phone), the newest first. */
export function searchVisits(db: Readable, text: string, limit: number): SearchHit[] {
  const rows = db.all<{ id: string; day: Day; kindName: string; memberName: string; amount: Fen; number: number }>(
    `SELECT visits.id, visits.day, kind.name AS kindName, members.name AS memberName, visits.amount, voucher.number
     FROM members CROSS JOIN visits ON visits.member_id = members.id
     CROSS JOIN visit_kinds AS kind ON kind.id = visits.kind_id
     CROSS JOIN vouchers AS voucher ON voucher.id = visits.voucher_id
     WHERE members.search_text LIKE :like ESCAPE '\\'
     ORDER BY visits.day DESC, visits.id LIMIT :limit`,
    { like: likePattern(text), limit },
  );
  return rows.map((row) => ({
    kind: 'visit',
    id: row.id,
    title: `${row.memberName} ${row.kindName}慰问`,
    detail: `${row.day} ${formatYuan(row.amount)} 元 ${voucherNumber(row.number)}`,
  }));
}
