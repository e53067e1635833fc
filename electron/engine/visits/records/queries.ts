import { z } from 'zod';
import { type Day, firstDay, lastDay } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { VisitForm, VisitGoods, VisitMethod, VisitRecord, VisitRow } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import type { Fen } from '#shared/money.ts';
import type { Params, Readable } from '../../database.ts';
import { voucherNumber } from '../../ledger/commands.ts';
import { likePattern } from '../../like.ts';
import { COUNTS, NOT_REVERSED, RETURNED } from './reversed.ts';

const texts = z.array(z.string());

/** A list of names as it stands in a JSON column. */
export const namesOf = (json: string): string[] => texts.parse(JSON.parse(json));

// CROSS JOIN keeps visits outermost, so that a window is read in the order of its index
const COLUMNS = `
  visits.id, visits.batch_id AS batchId, batch.name AS batchName, visits.day, visits.kind_id AS kindId, kind.name AS kindName,
  visits.member_id AS memberId, members.name AS memberName, members.number AS memberNumber, coalesce(groups.name, '') AS groupName,
  visits.reason, visits.form, visits.goods, visits.amount, visits.method, visits.visitors, visits.signed_by AS signedBy,
  visits.signed_relation AS signedRelation, visits.signed_day AS signedDay, visits.voucher_id AS voucherId,
  voucher.number AS voucherNumber, NOT ${NOT_REVERSED} AS reversed, ${RETURNED} AS returned`;
const JOINS = `
  visits CROSS JOIN visit_kinds AS kind ON kind.id = visits.kind_id
  CROSS JOIN members ON members.id = visits.member_id
  CROSS JOIN vouchers AS voucher ON voucher.id = visits.voucher_id
  LEFT JOIN groups ON groups.id = members.group_id
  LEFT JOIN visit_batches AS batch ON batch.id = visits.batch_id`;

interface StoredVisit {
  id: string;
  batchId: string | null;
  batchName: string | null;
  day: Day;
  kindId: string;
  kindName: string;
  memberId: string;
  memberName: string;
  memberNumber: string;
  groupName: string;
  reason: string;
  form: VisitForm;
  goods: string;
  amount: Fen;
  method: VisitMethod;
  /** JSON array of names */
  visitors: string;
  signedBy: string;
  signedRelation: string;
  signedDay: Day | null;
  voucherId: string;
  voucherNumber: number;
  reversed: number;
  returned: number;
}

function toRow(stored: StoredVisit): VisitRow {
  const { batchId, batchName, signedDay, visitors, voucherNumber: number, reversed, returned, ...row } = stored;
  return {
    ...row,
    ...(batchId === null ? {} : { batchId, batchName: batchName ?? '' }),
    ...(signedDay === null ? {} : { signedDay }),
    signed: signedDay !== null,
    visitors: namesOf(visitors),
    voucherNumber: voucherNumber(number),
    reversed: reversed === 1,
    returned: returned === 1,
  };
}

export type VisitFilter = Omit<ParsedInputOf<'visits.list'>, 'offset' | 'limit'>;

function spanOf({ year, month }: VisitFilter): { first: string; last: string } | undefined {
  if (month !== undefined) return { first: firstDay(month), last: lastDay(month) };
  return year === undefined ? undefined : { first: `${year}-01-01`, last: `${year}-12-31` };
}

/** The conditions of a list and their parameters. */
function conditionsOf(filter: VisitFilter): { where: string; params: Params } {
  const { search, kindId, batchId, method, unsignedOnly } = filter;
  const span = spanOf(filter);
  const conditions: string[] = [];
  if (batchId !== undefined) conditions.push('visits.batch_id = :batchId');
  if (kindId !== undefined) conditions.push('visits.kind_id = :kindId');
  if (span !== undefined) conditions.push('visits.day BETWEEN :first AND :last');
  if (method !== undefined) conditions.push('visits.method = :method');
  if (unsignedOnly) conditions.push(`visits.signed_day IS NULL AND ${COUNTS}`);
  if (search !== '') conditions.push("members.search_text LIKE :like ESCAPE '\\'");
  return {
    where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`,
    params: {
      batchId,
      kindId,
      method,
      first: span?.first,
      last: span?.last,
      like: likePattern(search),
    },
  };
}

/** The SQL of one window: a batch in the order of its sign-off sheet, everything else newest first. */
export function visitListSql(filter: VisitFilter): string {
  const order = filter.batchId === undefined ? 'visits.day DESC, visits.id' : 'visits.batch_line';
  return `SELECT ${COLUMNS} FROM ${JOINS} ${conditionsOf(filter).where} ORDER BY ${order} LIMIT :limit OFFSET :offset`;
}

/** A window of the visits. `times`, `amount` and `unsigned` go over the whole filter and leave reversed and returned visits out. */
export function listVisits(
  db: Readable,
  { offset, limit, ...filter }: ParsedInputOf<'visits.list'>,
): Window<VisitRow> & { times: number; amount: Fen; unsigned: number } {
  const { where, params } = conditionsOf(filter);
  const totals = db.get<{ total: number; times: number; amount: Fen; unsigned: number }>(
    `SELECT count(*) AS total, count(iif(${COUNTS}, 1, NULL)) AS times, coalesce(sum(iif(${COUNTS}, visits.amount, 0)), 0) AS amount,
            count(iif(visits.signed_day IS NULL AND ${COUNTS}, 1, NULL)) AS unsigned
     FROM visits ${filter.search === '' ? '' : 'CROSS JOIN members ON members.id = visits.member_id'} ${where}`,
    params,
  );
  if (!totals) throw new Error('an aggregate without a row');
  const rows = db.all<StoredVisit>(visitListSql(filter), { ...params, limit, offset });
  return { ...totals, rows: rows.map(toRow) };
}

interface StoredDetails {
  place: string;
  beneficiary: string;
  relation: string;
  resolutionId: string | null;
  resolutionTitle: string | null;
  approvalGround: string;
  standardSentence: string;
  attachmentCount: number;
  festival: string;
  caseName: string;
  illness: string;
  payeeName: string;
  payeeBank: string;
  payeeAccount: string;
  papersNote: string;
}

export const VISIT_REQUEST = `
  SELECT id, asked_by AS askedBy, asked_day AS askedDay, decided_by AS decidedBy, decided_day AS decidedDay, ground
  FROM visit_requests WHERE visit_id = :id`;

/** The whole record of one visit, illness and account included. @throws Refusal `request.notFound` */
export function getVisit(db: Readable, id: string): VisitRecord {
  const stored = db.get<StoredVisit & StoredDetails>(
    `SELECT ${COLUMNS}, visits.place, visits.beneficiary, visits.relation, visits.resolution_id AS resolutionId,
            resolutions.title AS resolutionTitle, visits.approval_ground AS approvalGround,
            visits.standard_sentence AS standardSentence, visits.attachment_count AS attachmentCount, visits.festival,
            visits.case_name AS caseName, visits.illness, visits.payee_name AS payeeName, visits.payee_bank AS payeeBank,
            visits.payee_account AS payeeAccount, visits.papers_note AS papersNote
     FROM ${JOINS} LEFT JOIN resolutions ON resolutions.id = visits.resolution_id WHERE visits.id = :id`,
    { id },
  );
  if (!stored) throw refuse('request.notFound', { what: '慰问记录' });
  const { resolutionId, resolutionTitle, ...visit } = stored;
  const { place, beneficiary, relation, approvalGround, standardSentence, attachmentCount, ...more } = visit;
  const { festival, caseName, illness, payeeName, payeeBank, payeeAccount, papersNote, ...row } = more;
  const request = db.get<NonNullable<VisitRecord['request']>>(VISIT_REQUEST, { id });
  return {
    ...toRow(row),
    place,
    beneficiary,
    relation,
    approvalGround,
    standardSentence,
    attachmentCount,
    festival,
    caseName,
    illness,
    payeeName,
    payeeBank,
    payeeAccount,
    papersNote,
    goodsLines: goodsOf(db, id),
    ...(resolutionId === null ? {} : { resolutionId, resolutionTitle: resolutionTitle ?? '' }),
    ...(request === undefined ? {} : { request }),
  };
}

function goodsOf(db: Readable, visitId: string): VisitGoods[] {
  return db.all<VisitGoods>(
    'SELECT name, unit, quantity, unit_price AS unitPrice FROM visit_goods WHERE visit_id = :visitId ORDER BY line',
    { visitId },
  );
}

/** Every visit of a filter in the order of the list, for a workbook; `illness` and `payeeAccount` as they were written down. */
export function allVisits(db: Readable, filter: VisitFilter): (VisitRow & { payeeAccount: string; illness: string })[] {
  const { where, params } = conditionsOf(filter);
  return db
    .all<StoredVisit & { payeeAccount: string; illness: string }>(
      `SELECT ${COLUMNS}, visits.payee_account AS payeeAccount, visits.illness FROM ${JOINS} ${where} ORDER BY visits.day DESC, visits.id`,
      params,
    )
    .map(({ payeeAccount, illness, ...row }) => ({ ...toRow(row), payeeAccount, illness }));
}
