import type { Day } from '#shared/calendar.ts';
import { refuse } from '#shared/errors.ts';
import type { Readable } from '../../database.ts';

interface Bearer {
  day: Day;
  name: string;
  voucher: string;
}

// The schema refuses the same, without knowing whose it was.
const bearerOf = (column: 'receipt_number' | 'reference') => `
  SELECT dues_receipts.day, members.name, dues_batches.month || ' ' || dues_batches.voucher_number AS voucher
  FROM dues_receipts JOIN members ON members.id = dues_receipts.member_id JOIN dues_batches ON dues_batches.id = dues_receipts.batch_id
  WHERE dues_receipts.${column} = :number AND dues_receipts.${column} <> ''
    AND NOT EXISTS (SELECT 1 FROM dues_take_backs WHERE dues_take_backs.batch_id = dues_receipts.batch_id)`;
export const RECEIPT_NUMBER_BEARER = bearerOf('receipt_number');
export const REFERENCE_BEARER = bearerOf('reference');

/**
 * A numbered 收据 and a line of the bank count once: neither may stand on a batch that was not taken back.
 * @throws Refusal `dues.receiptNumberTaken`, `dues.referenceTaken`, naming the receipt that bears it
 */
export function assertNumbersFree(
  db: Readable,
  { receiptNumbers, references }: { receiptNumbers: Iterable<string>; references: Iterable<string> },
): void {
  for (const number of new Set(receiptNumbers)) {
    const bearer = number === '' ? undefined : db.get<Bearer>(RECEIPT_NUMBER_BEARER, { number });
    if (bearer) throw refuse('dues.receiptNumberTaken', { number, ...bearer });
  }
  for (const number of new Set(references)) {
    const bearer = number === '' ? undefined : db.get<Bearer>(REFERENCE_BEARER, { number });
    if (bearer) throw refuse('dues.referenceTaken', { number, ...bearer });
  }
}
