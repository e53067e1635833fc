import type { ValueOf } from '#shared/contract/index.ts';
import type { FestivalRow, SignOffLine } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import type { Readable } from '../../database.ts';
import { voucherNumber } from '../../ledger/commands.ts';
import { readHeading } from '../../union/commands.ts';

export const FESTIVALS = `
  SELECT batch.id, batch.name, batch.festival, batch.day, kind.name AS kindName, batch.goods, batch.amount_each AS amountEach, batch.method,
         batch.people,
         (SELECT count(*) FROM visits WHERE visits.batch_id = batch.id AND visits.signed_day IS NOT NULL) AS signed,
         (SELECT coalesce(sum(move.quantity), 0) FROM stock_lots AS lot CROSS JOIN stock_moves AS move ON move.lot_id = lot.id
          WHERE lot.batch_id = batch.id AND move.kind = 'returned') AS returned,
         (SELECT coalesce(sum(flow.quantity), 0) FROM stock_lots AS lot CROSS JOIN stock_flow AS flow ON flow.lot_id = lot.id
          WHERE lot.batch_id = batch.id) AS "left",
         batch.amount_each * batch.people AS total, batch.voucher_id AS voucherId, voucher.number AS voucherNumber,
         EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = batch.voucher_id) AS reversed
  FROM visit_batches AS batch CROSS JOIN visit_kinds AS kind ON kind.id = batch.kind_id
  CROSS JOIN vouchers AS voucher ON voucher.id = batch.voucher_id`;

type StoredFestival = Omit<FestivalRow, 'voucherNumber' | 'reversed' | 'open'> & {
  voucherNumber: number;
  reversed: number;
};

const toFestival = (row: StoredFestival): FestivalRow => ({
  ...row,
  open: row.reversed === 1 ? 0 : row.people - row.signed - row.returned,
  voucherNumber: voucherNumber(row.voucherNumber),
  reversed: row.reversed === 1,
});

/** Festivals with how far they are handed out, newest first. */
export function listFestivals(db: Readable): FestivalRow[] {
  return db.all<StoredFestival>(`${FESTIVALS} ORDER BY batch.day DESC, batch.id`).map(toFestival);
}

/** @throws Refusal `request.notFound` */
export function festivalOf(db: Readable, id: string): FestivalRow {
  const row = db.get<StoredFestival>(`${FESTIVALS} WHERE batch.id = :id`, { id });
  if (!row) throw refuse('request.notFound', { what: '慰问名单' });
  return toFestival(row);
}

export const SIGN_OFF_LINES = `
  SELECT visits.id, visits.batch_line AS line, visits.member_id AS memberId, members.number, members.name, coalesce(groups.name, '') AS groupName,
         visits.goods, visits.amount, visits.signed_by AS signedBy, visits.signed_relation AS signedRelation,
         coalesce(visits.signed_day, '') AS signedDay, coalesce(visit_returns.day, '') AS returnedDay,
         coalesce(visit_returns.reason, '') AS returnReason
  FROM visits CROSS JOIN members ON members.id = visits.member_id LEFT JOIN groups ON groups.id = members.group_id
  LEFT JOIN visit_returns ON visit_returns.visit_id = visits.id
  WHERE visits.batch_id = :batchId ORDER BY visits.batch_line`;

/** The sign-off sheet of one festival in its own order. @throws Refusal `request.notFound` */
export function readSignOffSheet(db: Readable, batchId: string): ValueOf<'visits.readSignOffSheet'> {
  const festival = festivalOf(db, batchId);
  const lines = db.all<SignOffLine>(SIGN_OFF_LINES, { batchId });
  const unionName = readHeading(db).name;
  const resolution = db.get<{ title: string }>(
    `SELECT resolutions.number || ' ' || resolutions.title AS title FROM visit_batches AS batch
     JOIN resolutions ON resolutions.id = batch.resolution_id WHERE batch.id = :batchId`,
    { batchId },
  );
  return { festival, unionName, resolutionTitle: resolution?.title ?? '', lines };
}
