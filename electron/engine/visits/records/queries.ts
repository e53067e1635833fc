import { z } from 'zod';
import type { Day } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { VisitForm, VisitRecord, VisitRow } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import type { Fen } from '#shared/money.ts';
import type { Params, Readable } from '../../database.ts';
import { voucherNumber } from '../../ledger/commands.ts';
import { likePattern } from '../../like.ts';
import { COUNTS, NOT_REVERSED } from './reversed.ts';

const texts = z.array(z.string());

/** A list of names as it stands in a JSON column. */
export const namesOf = (json: string): string[] => texts.parse(JSON.parse(json));

// CROSS JOIN keeps visits outermost, so that a window is read in the order of its index
const COLUMNS = `
  visits.id, visits.batch_id AS batchId, batch.name AS batchName, visits.day, visits.kind_id AS kindId, kind.name AS kindName,
  visits.member_id AS memberId, members.name AS memberName, members.number AS memberNumber, coalesce(groups.name, '') AS groupName,
  visits.reason, visits.form, visits.goods, visits.amount, visits.visitors, visits.signed_by AS signedBy, visits.signed_day AS signedDay,
  visits.voucher_id AS voucherId, voucher.number AS voucherNumber, NOT ${NOT_REVERSED} AS reversed`;
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
  /** JSON array of names */
  visitors: string;
  signedBy: string;
  signedDay: Day | null;
  voucherId: string;
  voucherNumber: number;
  reversed: number;
}

function toRow(stored: StoredVisit): VisitRow {
  const { batchId, batchName, signedDay, visitors, voucherNumber: number, reversed, ...row } = stored;
  return {
    ...row,
    ...(batchId === null ? {} : { batchId, batchName: batchName ?? '' }),
    ...(signedDay === null ? {} : { signedDay }),
    signed: signedDay !== null,
    visitors: namesOf(visitors),
    voucherNumber: voucherNumber(number),
    reversed: reversed === 1,
  };
}

type Filter = Omit<ParsedInputOf<'visits.list'>, 'offset' | 'limit'>;

/** The conditions of a list and their parameters. */
function conditionsOf(filter: Filter): { where: string; params: Params } {
  const { search, year, kindId, batchId, unsignedOnly } = filter;
  const conditions: string[] = [];
  if (batchId !== undefined) conditions.push('visits.batch_id = :batchId');
  if (kindId !== undefined) conditions.push('visits.kind_id = :kindId');
  if (year !== undefined) conditions.push('visits.day BETWEEN :first AND :last');
  if (unsignedOnly) conditions.push(`visits.signed_day IS NULL AND ${COUNTS}`);
  if (search !== '') conditions.push("members.search_text LIKE :like ESCAPE '\\'");
  return {
    where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`,
    params: {
      batchId,
      kindId,
      first: year === undefined ? undefined : `${year}-01-01`,
      last: year === undefined ? undefined : `${year}-12-31`,
      like: likePattern(search),
    },
  };
}

/** The SQL of one window: a batch in the order of its sign-off sheet, everything else newest first. */
export function visitListSql(filter: Filter): string {
  const order = filter.batchId === undefined ? 'visits.day DESC, visits.id' : 'visits.batch_line';
  return `SELECT ${COLUMNS} FROM ${JOINS} ${conditionsOf(filter).where} ORDER BY ${order} LIMIT :limit OFFSET :offset`;
}

/** A window of the visits. `amount` and `unsigned` go over the whole filter and leave reversed visits out. */
export function listVisits(
  db: Readable,
  { offset, limit, ...filter }: ParsedInputOf<'visits.list'>,
): Window<VisitRow> & { amount: Fen; unsigned: number } {
  const { where, params } = conditionsOf(filter);
  const totals = db.get<{ total: number; amount: Fen; unsigned: number }>(
    `SELECT count(*) AS total, coalesce(sum(iif(${COUNTS}, visits.amount, 0)), 0) AS amount,
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
}

/** @throws Refusal `request.notFound` */
export function getVisit(db: Readable, id: string): VisitRecord {
  const stored = db.get<StoredVisit & StoredDetails>(
    `SELECT ${COLUMNS}, visits.place, visits.beneficiary, visits.relation, visits.resolution_id AS resolutionId,
            resolutions.title AS resolutionTitle, visits.approval_ground AS approvalGround,
            visits.standard_sentence AS standardSentence, visits.attachment_count AS attachmentCount
     FROM ${JOINS} LEFT JOIN resolutions ON resolutions.id = visits.resolution_id WHERE visits.id = :id`,
    { id },
  );
  if (!stored) throw refuse('request.notFound', { what: '慰问记录' });
  const {
    place,
    beneficiary,
    relation,
    resolutionId,
    resolutionTitle,
    approvalGround,
    standardSentence,
    attachmentCount,
    ...visit
  } = stored;
  return {
    ...toRow(visit),
    place,
    beneficiary,
    relation,
    approvalGround,
    standardSentence,
    attachmentCount,
    ...(resolutionId === null ? {} : { resolutionId, resolutionTitle: resolutionTitle ?? '' }),
  };
}
