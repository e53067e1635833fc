import { hash } from 'node:crypto';
import { type Day, dayOf, type Month } from '#shared/calendar.ts';
import type { PayrollPreview } from '#shared/contract/dues.ts';
import type { Readable } from '../../database.ts';
import type { PayrollLine } from './payroll-file.ts';
import { type EarlierRow, nameKey, rowKey } from './payroll-match.ts';

// The same payment never counts twice: not the same file, not its rows saved as another file, not one row of a list again.

/**
 * What a payroll list says without its bytes: month and rows of number, name and amount, in any order. Zeros that a
 * spreadsheet has eaten do not count. @returns sha256, hex
 */
export function fingerprintOf(month: Month, lines: readonly PayrollLine[]): string {
  const rows = lines
    .filter(({ kind }) => kind === 'record')
    .map(({ number, name, amount, amountText }) => [
      number.normalize('NFKC').replace(/^0+/, ''),
      nameKey(name),
      amount.ok ? amount.value : amountText,
    ])
    .map((row) => JSON.stringify(row))
    .sort();
  return hash('sha256', JSON.stringify([month, ...rows]), 'hex');
}

const STANDS = 'NOT EXISTS (SELECT 1 FROM dues_take_backs WHERE dues_take_backs.batch_id = dues_batches.id)';

/** The day on which this very file was taken in, unless that was taken back. */
export function takenDay(db: Readable, sha256: string): Day | undefined {
  const row = db.get<{ taken_at: string }>(
    `SELECT taken_at FROM import_batches
     WHERE feature = 'dues' AND sha256 = :sha256
       AND EXISTS (SELECT 1 FROM dues_batches WHERE import_batch_id = import_batches.id AND ${STANDS})
     ORDER BY taken_at DESC LIMIT 1`,
    { sha256 },
  );
  return row && dayOf(new Date(row.taken_at));
}

export const SAME_ROWS = `
  SELECT import_batches.file_name AS file, dues_batches.day, dues_batches.voucher_number AS voucherNumber
  FROM dues_batches JOIN import_batches ON import_batches.id = dues_batches.import_batch_id
  WHERE dues_batches.fingerprint = :fingerprint AND dues_batches.fingerprint <> '' AND ${STANDS} LIMIT 1`;

/** The list with the same rows for the same month that was taken in and stands. */
export function sameRows(db: Readable, fingerprint: string): PayrollPreview['sameRows'] {
  return db.get<NonNullable<PayrollPreview['sameRows']>>(SAME_ROWS, { fingerprint });
}

export const ROWS_OF_MONTH = `
  SELECT dues_payroll_lines.member_id AS memberId, dues_payroll_lines.amount, dues_payroll_lines.row_number AS row,
         dues_batches.day, dues_batches.voucher_number AS voucherNumber
  FROM dues_payroll_lines JOIN dues_batches ON dues_batches.id = dues_payroll_lines.batch_id
  WHERE dues_payroll_lines.month = :month AND ${STANDS}`;

/** The rows of lists of a month that were taken in and stand, by {@link rowKey}. */
export function earlierRows(db: Readable, month: Month): Map<string, EarlierRow> {
  type Stored = EarlierRow & { memberId: string; amount: number };
  return new Map(
    db
      .all<Stored>(ROWS_OF_MONTH, { month })
      .map(({ memberId, amount, ...earlier }) => [rowKey(memberId, amount), earlier]),
  );
}
