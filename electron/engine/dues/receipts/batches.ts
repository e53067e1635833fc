import { z } from 'zod';
import type { Day, Month } from '#shared/calendar.ts';
import type { DuesBatch, DuesBatchRow, DuesReceiptRow } from '#shared/contract/dues.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { bankStateOf } from '../../ledger/commands.ts';
import { likePattern } from '../../like.ts';

const BATCH = `
  SELECT dues_batches.id, dues_batches.kind, dues_batches.day, dues_batches.month, dues_batches.total,
         dues_batches.voucher_id AS voucherId, dues_batches.voucher_number AS voucherNumber,
         (SELECT count(*) FROM dues_receipts WHERE batch_id = dues_batches.id) AS receipts,
         import_batches.file_name AS fileName, dues_batches.payer,
         coalesce((SELECT members.name FROM dues_receipts JOIN members ON members.id = dues_receipts.member_id
                   WHERE dues_receipts.batch_id = dues_batches.id LIMIT 1), '') AS firstName,
         dues_take_backs.day AS backDay, dues_take_backs.reason AS backReason,
         dues_take_backs.voucher_number AS backVoucher, dues_batches.import_batch_id AS importBatchId
  FROM dues_batches
  LEFT JOIN import_batches ON import_batches.id = dues_batches.import_batch_id
  LEFT JOIN dues_take_backs ON dues_take_backs.batch_id = dues_batches.id`;
export const BATCH_LIST_SQL = `${BATCH} ORDER BY dues_batches.day DESC, dues_batches.id DESC LIMIT :limit OFFSET :offset`;
export const READ_BATCH = `${BATCH} WHERE dues_batches.id = :batchId`;

type StoredBatch = Omit<DuesBatchRow, 'takenBack' | 'from'> & {
  fileName: string | null;
  payer: string;
  firstName: string;
  backDay: Day | null;
  backReason: string | null;
  backVoucher: string | null;
  importBatchId: string | null;
};

function batchRow(stored: StoredBatch): DuesBatchRow {
  const { fileName, payer, firstName, backDay, backReason, backVoucher, importBatchId: _, ...batch } = stored;
  return {
    ...batch,
    from: fileName ?? whoPaid(payer, firstName, batch.receipts),
    ...(backDay === null
      ? {}
      : { takenBack: { day: backDay, reason: backReason ?? '', voucherNumber: backVoucher ?? '' } }),
  };
}

function whoPaid(payer: string, firstName: string, receipts: number): string {
  const who = receipts > 1 ? `${firstName}等 ${receipts} 人` : firstName;
  return payer === '' ? who : `${payer}（${who}）`;
}

/** Receipts as they came together, the newest first; those taken back are marked. */
export function listBatches(db: Readable, { offset, limit }: { offset: number; limit: number }): Window<DuesBatchRow> {
  const rows = db.all<StoredBatch>(BATCH_LIST_SQL, { offset, limit }).map(batchRow);
  return { total: db.get<{ total: number }>('SELECT count(*) AS total FROM dues_batches')?.total ?? 0, rows };
}

export const BATCH_SUMS = `
  SELECT coalesce(sum(credit), 0) AS credit,
         coalesce(sum((SELECT sum(amount) FROM dues_refund_parts WHERE receipt_id = dues_receipts.id)), 0) AS refunded
  FROM dues_receipts WHERE batch_id = :batchId`;
const MOST_LEFT_OUT = 500;
const cells = z.array(z.string());

/** One batch with what is left of it, how the bank bears it out, and what of its list was not taken. @throws Refusal `request.notFound` */
export function readBatch(db: Readable, batchId: string): DuesBatch {
  const stored = db.get<StoredBatch>(READ_BATCH, { batchId });
  if (!stored) throw refuse('request.notFound', { what: '收缴批次' });
  const sums = db.get<{ credit: number; refunded: number }>(BATCH_SUMS, { batchId });
  const leftOut =
    stored.importBatchId === null
      ? []
      : db.all<{ row: number; source: string; message: string }>(
          `SELECT row_number AS row, source, message FROM import_rows
           WHERE batch_id = :id AND state = 'ignored' AND verdict <> 'total' ORDER BY row_number LIMIT :most`,
          { id: stored.importBatchId, most: MOST_LEFT_OUT },
        );
  return {
    ...batchRow(stored),
    payer: stored.payer,
    credit: fen(sums?.credit ?? 0),
    refunded: fen(sums?.refunded ?? 0),
    bank: bankStateOf(db, stored.voucherId),
    leftOut: leftOut.map(({ row, source, message }) => ({
      row,
      source: cells.parse(JSON.parse(source)).filter(Boolean).join('，'),
      message,
    })),
  };
}

const receiptsFrom = (search: boolean) => `
  FROM dues_receipts CROSS JOIN members ON members.id = dues_receipts.member_id
  WHERE dues_receipts.batch_id = :batchId ${search ? "AND members.search_text LIKE :pattern ESCAPE '\\'" : ''}`;

/** The SQL of the rows of a batch and of their number, for tests that look at the plan. */
export function receiptListSql(search: boolean): { rows: string; total: string } {
  return {
    rows: `
      SELECT dues_receipts.id, members.id AS memberId, members.number, members.name,
             coalesce((SELECT name FROM groups WHERE groups.id = members.group_id), '') AS groupName,
             dues_receipts.amount, dues_receipts.receipt_number AS receiptNumber, dues_receipts.reference, dues_receipts.credit,
             coalesce((SELECT sum(amount) FROM dues_refund_parts WHERE receipt_id = dues_receipts.id), 0) AS refunded,
             (SELECT json_group_array(json_array(month, amount)) FROM (
                SELECT levies.month, dues_allocations.amount FROM dues_allocations JOIN levies ON levies.id = levy_id
                WHERE dues_allocations.receipt_id = dues_receipts.id ORDER BY levies.month)) AS pays
      ${receiptsFrom(search)} ORDER BY dues_receipts.id LIMIT :limit OFFSET :offset`,
    total: `SELECT count(*) AS total ${receiptsFrom(search)}`,
  };
}

const pays = z.array(z.tuple([z.custom<Month>(), z.custom<Fen>()]));

/** The receipts of a batch in the order in which they were written, and which months each pays by now. */
export function listReceipts(
  db: Readable,
  { batchId, search, offset, limit }: ParsedInputOf<'dues.listReceipts'>,
): Window<DuesReceiptRow> {
  const sql = receiptListSql(search !== '');
  const params = { batchId, ...(search === '' ? {} : { pattern: likePattern(search) }) };
  const rows = db
    .all<Omit<DuesReceiptRow, 'pays'> & { pays: string }>(sql.rows, { ...params, offset, limit })
    .map((row) => ({
      ...row,
      pays: pays.parse(JSON.parse(row.pays)).map(([month, amount]) => ({ month, amount })),
    }));
  return { total: db.get<{ total: number }>(sql.total, params)?.total ?? 0, rows };
}
