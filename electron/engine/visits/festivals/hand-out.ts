import type { ParsedInputOf, ValueOf } from '#shared/contract/index.ts';
import { type FestivalRow, festivalTitle } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { fen } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { postVoucher } from '../../ledger/commands.ts';
import { rowsAsJson } from '../../rows-json.ts';
import { NOT_REVERSED, RETURNED } from '../records/reversed.ts';
import { STOCK_ACCOUNT } from '../stock/accounts.ts';
import { enterLot } from '../stock/buy.ts';
import { festivalOf } from './queries.ts';

interface Open {
  id: string;
  memberName: string;
}

export const OPEN_LINES = `
  SELECT visits.id, members.name AS memberName FROM visits CROSS JOIN members ON members.id = visits.member_id
  WHERE visits.batch_id = :batchId AND visits.signed_day IS NULL AND ${NOT_REVERSED} AND NOT ${RETURNED}`;

/** The lines that nobody signed for and that did not go back. */
const openLines = (db: Readable, batchId: string): Open[] => db.all<Open>(OPEN_LINES, { batchId });

/** @throws Refusal `request.notFound`, `visit.listReversed` */
function standingList(db: Readable, batchId: string): FestivalRow {
  const festival = festivalOf(db, batchId);
  if (festival.reversed) throw refuse('visit.listReversed', { name: festival.name });
  return festival;
}

/** Ids of the lines of a list that are to be signed. @throws Refusal `visit.lineNotOpen`, `visit.listNothingOpen`, `request.notFound` */
function linesToSign(db: Readable, festival: FestivalRow, { who, ids }: ParsedInputOf<'visits.signList'>): string[] {
  const open = openLines(db, festival.id);
  const named = new Set(ids);
  if (who === 'allBut') {
    const rest = open.filter(({ id }) => !named.has(id)).map(({ id }) => id);
    if (rest.length === 0) throw refuse('visit.listNothingOpen', { name: festival.name });
    return rest;
  }
  if (named.size === 0) throw refuse('request.invalid', { field: '签收的人', problem: '没有选' });
  const known = new Set(open.map(({ id }) => id));
  for (const id of named) {
    if (known.has(id)) continue;
    const line = db.get<{ name: string }>(
      'SELECT members.name FROM visits JOIN members ON members.id = visits.member_id WHERE visits.id = :id AND visits.batch_id = :batchId',
      { id, batchId: festival.id },
    );
    if (!line) throw refuse('request.notFound', { what: '签领行' });
    throw refuse('visit.lineNotOpen', { name: line.name });
  }
  return [...named];
}

/** How many ids the audit trail keeps one by one. */
const MOST_TRAILED = 200;

/**
 * Registers the signatures on a list, all or none; they are final. Without a name each signs for himself.
 * @throws Refusal `visit.signedLater`, `visit.listReversed`, `visit.lineNotOpen`, `visit.listNothingOpen`, `request.notFound`,
 *   `request.invalid` (a relation without a substitute)
 */
export function signList(context: WriteContext, input: ParsedInputOf<'visits.signList'>): ValueOf<'visits.signList'> {
  const { db, today } = context;
  const { batchId, signedDay, signedBy, signedRelation } = input;
  const festival = standingList(db, batchId);
  if (signedDay > today) throw refuse('visit.signedLater', { day: signedDay });
  if (signedRelation !== '' && signedBy === '')
    throw refuse('request.invalid', { field: '代领人', problem: '没有填写' });
  const ids = linesToSign(db, festival, input);
  const signed = db.run(
    `UPDATE visits SET signed_day = :signedDay, signed_relation = :signedRelation,
       signed_by = iif(:signedBy = '', (SELECT name FROM members WHERE members.id = visits.member_id), :signedBy)
     WHERE id IN (SELECT value FROM json_each(:ids))`,
    { signedDay, signedBy, signedRelation, ids: JSON.stringify(ids) },
  );
  context.trail({
    subject: 'visitSignOff',
    id: batchId,
    label: `${festival.name} ${signed} 人`,
    after: { signedDay, signedBy, signedRelation, people: signed, ...(ids.length > MOST_TRAILED ? {} : { ids }) },
  });
  return { signed, festival: festivalOf(db, batchId) };
}

/**
 * 结束发放: what nobody fetched goes into stock as one lot at its amount, by the second entry 借 库存物品 贷 资产基金; the expense stays, the lines
 * no longer count. Who comes later gets a visit of his own from stock.
 * @throws Refusal `visit.listReversed`, `visit.listNothingOpen`, `visit.returnedEarly`, `visit.returnedLater`, `request.notFound`, and what
 *   `postVoucher` refuses
 */
export function endFestival(
  context: WriteContext,
  { batchId, day, reason, place }: ParsedInputOf<'visits.endFestival'>,
): ValueOf<'visits.endFestival'> {
  const { db, today } = context;
  const festival = standingList(db, batchId);
  if (day < festival.day) throw refuse('visit.returnedEarly', { day: festival.day });
  if (day > today) throw refuse('visit.returnedLater', { day });
  const open = openLines(db, batchId);
  if (open.length === 0) throw refuse('visit.listNothingOpen', { name: festival.name });
  const total = fen(open.length * festival.amountEach);
  const voucher = postVoucher(context, {
    day,
    summary: `${festivalTitle(festival.name)}未领退回 ${open.length} 份入库`,
    source: 'visits',
    entries: [
      { accountId: STOCK_ACCOUNT.goods, debit: total, credit: fen(0) },
      { accountId: STOCK_ACCOUNT.fund, debit: fen(0), credit: total },
    ],
  });
  db.run(
    `INSERT INTO visit_returns (visit_id, day, reason, voucher_id)
     SELECT value ->> 0, :day, :reason, :voucherId FROM json_each(:rows)`,
    { day, reason, voucherId: voucher.id, rows: rowsAsJson(open.map(({ id }) => [id])) },
  );
  enterLot(
    context,
    {
      name: `${festival.goods}（未领退回）`,
      unit: '份',
      quantity: open.length,
      unitPrice: festival.amountEach,
      invoice: '',
      place,
      note: reason,
    },
    { origin: 'returned', day, voucherId: voucher.id, batchId },
  );
  context.trail({
    subject: 'visitReturn',
    id: batchId,
    label: `${festival.name} 未领退回 ${open.length} 人`,
    after: {
      day,
      reason,
      place,
      people: open.length,
      total,
      voucherId: voucher.id,
      ...(open.length > MOST_TRAILED ? {} : { ids: open.map(({ id }) => id) }),
    },
  });
  return { returned: open.length, total, voucherNumber: voucher.number, festival: festivalOf(db, batchId) };
}
