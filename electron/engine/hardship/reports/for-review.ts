import type { Day } from '#shared/calendar.ts';
import type { Readable } from '../../database.ts';
import { voucherNumber } from '../../ledger/commands.ts';

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
  WHERE aids.day BETWEEN :first AND :last
    AND NOT EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = aids.voucher_id)
    AND (file.consent_day IS NULL OR file.consent_day > aids.day OR file.opened_day > aids.day)
  ORDER BY aids.day, voucher.number`;

/** 先建档、后帮扶, and consent before both: the aids of a year that do not keep to it, reversed ones left out. */
export function aidGaps(db: Readable, year: number): AidGap[] {
  type Stored = Omit<AidGap, 'voucherNumber'> & { voucherNumber: number };
  return db
    .all<Stored>(AID_GAPS, { first: `${year}-01-01`, last: `${year}-12-31` })
    .map((gap) => ({ ...gap, voucherNumber: `${gap.day.slice(0, 7)} ${voucherNumber(gap.voucherNumber)}` }));
}
