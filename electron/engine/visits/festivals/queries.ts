import type { Day } from '#shared/calendar.ts';
import type { ValueOf } from '#shared/contract/index.ts';
import type { FestivalRow } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import type { Fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { voucherNumber } from '../../ledger/commands.ts';

export const FESTIVALS = `
  SELECT batch.id, batch.name, batch.day, kind.name AS kindName, batch.goods, batch.amount_each AS amountEach, batch.people,
         (SELECT count(*) FROM visits WHERE visits.batch_id = batch.id AND visits.signed_day IS NOT NULL) AS signed,
         voucher.amount AS total, batch.voucher_id AS voucherId, voucher.number AS voucherNumber,
         EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = batch.voucher_id) AS reversed
  FROM visit_batches AS batch CROSS JOIN visit_kinds AS kind ON kind.id = batch.kind_id
  CROSS JOIN vouchers AS voucher ON voucher.id = batch.voucher_id`;

type StoredFestival = Omit<FestivalRow, 'voucherNumber' | 'reversed'> & { voucherNumber: number; reversed: number };

/** Festivals with the progress of their signatures, newest first. @param id only this one */
export function listFestivals(db: Readable, id?: string): FestivalRow[] {
  const rows =
    id === undefined
      ? db.all<StoredFestival>(`${FESTIVALS} ORDER BY batch.day DESC, batch.id`)
      : db.all<StoredFestival>(`${FESTIVALS} WHERE batch.id = :id`, { id });
  return rows.map((row) => ({
    ...row,
    voucherNumber: voucherNumber(row.voucherNumber),
    reversed: row.reversed === 1,
  }));
}

type Sheet = ValueOf<'visits.readSignOffSheet'>;

/** The sign-off sheet of one festival in its own order. @throws Refusal `request.notFound` */
export function readSignOffSheet(db: Readable, batchId: string): Sheet {
  const festival = listFestivals(db, batchId)[0];
  if (!festival) throw refuse('request.notFound', { what: '慰问名单' });
  const lines = db.all<{
    id: string;
    line: number;
    number: string;
    name: string;
    groupName: string;
    goods: string;
    amount: Fen;
    signedBy: string;
    signedDay: Day | '';
  }>(
    `SELECT visits.id, visits.batch_line AS line, members.number, members.name, coalesce(groups.name, '') AS groupName, visits.goods,
            visits.amount, visits.signed_by AS signedBy, coalesce(visits.signed_day, '') AS signedDay
     FROM visits CROSS JOIN members ON members.id = visits.member_id LEFT JOIN groups ON groups.id = members.group_id
     WHERE visits.batch_id = :batchId ORDER BY visits.batch_line`,
    { batchId },
  );
  const unionName = db.get<{ name: string }>('SELECT name FROM union_profile')?.name ?? '';
  return { festival, unionName, lines };
}
