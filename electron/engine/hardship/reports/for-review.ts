import type { Day } from '#shared/calendar.ts';
import type { Fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { voucherNumber } from '../../ledger/commands.ts';
import { AID_STANDS, yearRange } from '../aids/queries.ts';

// What the self-check asks of a year's aids; reversed ones are left out everywhere, files are named by their number.

/** `2026-03 记-012` */
const numberOf = (day: Day, number: number) => `${day.slice(0, 7)} ${voucherNumber(number)}`;

/** A step of a kind that was taken on or before the day of the aid, and not taken back. */
const stepBefore = (kind: string) => `EXISTS (
    SELECT 1 FROM hardship_steps AS step WHERE step.file_id = aids.file_id AND step.kind = '${kind}' AND step.day <= aids.day
      AND NOT EXISTS (SELECT 1 FROM hardship_steps AS undo WHERE undo.undoes_id = step.id))`;
/** Which of 公示 and 审批 came before the aid, as SQL for the lines of aids. */
export const NOTICED_BEFORE = stepBefore('notice');
export const DECIDED_BEFORE = stepBefore('decision');

/** An aid whose papers have a gap: the file's consent is missing or later than the payment, or the file was opened after it. */
export interface AidGap {
  fileNumber: string;
  day: Day;
  voucherNumber: string;
  consentDay: Day | '';
  openedDay: Day;
}

export const AID_GAPS = `
  SELECT file.number AS fileNumber, aids.day AS day, voucher.number AS voucherNumber, coalesce(file.consent_day, '') AS consentDay,
         file.opened_day AS openedDay
  FROM aids CROSS JOIN hardship_files AS file ON file.id = aids.file_id CROSS JOIN vouchers AS voucher ON voucher.id = aids.voucher_id
  WHERE aids.day BETWEEN :first AND :last AND ${AID_STANDS}
    AND (file.consent_day IS NULL OR file.consent_day > aids.day OR (file.opened_day > aids.day AND NOT ${stepBefore('filing')}))
  ORDER BY aids.day, voucher.number`;

/** 先建档、后帮扶, and consent before both: the aids of a year that do not keep to it. */
export function aidGaps(db: Readable, year: number): AidGap[] {
  type Stored = Omit<AidGap, 'voucherNumber'> & { voucherNumber: number };
  return db
    .all<Stored>(AID_GAPS, yearRange(year))
    .map((gap) => ({ ...gap, voucherNumber: numberOf(gap.day, gap.voucherNumber) }));
}

/** An aid before which the family's file was not put up for everybody to see, or not decided on. */
export interface AidProcedureGap {
  fileNumber: string;
  day: Day;
  noticed: boolean;
  decided: boolean;
}

export const AID_PROCEDURE_GAPS = `
  SELECT file.number AS fileNumber, aids.day AS day, ${NOTICED_BEFORE} AS noticed, ${DECIDED_BEFORE} AS decided
  FROM aids CROSS JOIN hardship_files AS file ON file.id = aids.file_id
  WHERE aids.day BETWEEN :first AND :last AND ${AID_STANDS} AND NOT (${NOTICED_BEFORE} AND ${DECIDED_BEFORE})
  ORDER BY aids.day, file.number`;

/** The aids of a year that came before 公示 or 审批. */
export function aidProcedureGaps(db: Readable, year: number): AidProcedureGap[] {
  return db
    .all<{ fileNumber: string; day: Day; noticed: number; decided: number }>(AID_PROCEDURE_GAPS, yearRange(year))
    .map((gap) => ({ ...gap, noticed: gap.noticed === 1, decided: gap.decided === 1 }));
}

/**
 * An aid over a limit that was in force. Counted as the trigger of aids counts: what had been entered of the year by then, whichever
 * way the days lie (ids grow with time). A payment entered late with its approval puts no blame on the ones before it.
 */
export interface AidOverLimit {
  fileNumber: string;
  day: Day;
  amount: Fen;
  limit: Fen;
  /** 每人次, or in the year. */
  shape: 'perTime' | 'perYear';
  approved: boolean;
}

export const AIDS_OVER_LIMIT = `
  SELECT file.number AS fileNumber, aids.day AS day, aids.amount AS amount, span.amount AS "limit", span.shape AS shape,
         aids.approval_ground <> '' AS approved
  FROM aids CROSS JOIN hardship_files AS file ON file.id = aids.file_id
  CROSS JOIN aid_limit_spans AS span ON span.kind IN ('', aids.kind) AND aids.day BETWEEN span.from_day AND span.until_day
  WHERE aids.day BETWEEN :first AND :last AND ${AID_STANDS}
    AND span.amount < iif(span.shape = 'perTime', aids.amount,
      (SELECT sum(earlier.amount) FROM aids AS earlier
       WHERE earlier.file_id = aids.file_id AND earlier.day BETWEEN :first AND :last AND earlier.id <= aids.id
         AND span.kind IN ('', earlier.kind)
         AND NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = earlier.voucher_id)))
  ORDER BY aids.day, file.number, span.shape`;

/** The aids of a year that passed a limit, approved or not. */
export function aidsOverLimit(db: Readable, year: number): AidOverLimit[] {
  return db
    .all<Omit<AidOverLimit, 'approved'> & { approved: number }>(AIDS_OVER_LIMIT, yearRange(year))
    .map((line) => ({ ...line, approved: line.approved === 1 }));
}

export const AIDS_WITHOUT_PAPERS = `
  SELECT file.number AS fileNumber, aids.day AS day, voucher.number AS voucherNumber
  FROM aids CROSS JOIN hardship_files AS file ON file.id = aids.file_id CROSS JOIN vouchers AS voucher ON voucher.id = aids.voucher_id
  WHERE aids.day BETWEEN :first AND :last AND ${AID_STANDS} AND voucher.attachment_count = 0
  ORDER BY aids.day, voucher.number`;

/** Aids whose voucher states no paper, as `困-2026-001 2026-03 记-012`. */
export function aidsWithoutPapers(db: Readable, year: number): string[] {
  return db
    .all<{ fileNumber: string; day: Day; voucherNumber: number }>(AIDS_WITHOUT_PAPERS, yearRange(year))
    .map(({ fileNumber, day, voucherNumber: number }) => `${fileNumber} ${numberOf(day, number)}`);
}
