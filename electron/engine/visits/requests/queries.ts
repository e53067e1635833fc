import type { Day } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type {
  RequestChange,
  RequestOrigin,
  RequestStatus,
  VisitForm,
  VisitRequest,
  VisitRequestRecord,
} from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import type { Fen } from '#shared/money.ts';
import type { Params, Readable } from '../../database.ts';
import { voucherNumber } from '../../ledger/commands.ts';
import { likePattern } from '../../like.ts';

/** True in SQL where the visit that a request was given with was reversed: it may be given again. */
const FREED = `(+request.status = 'given' AND EXISTS (
  SELECT 1 FROM visits AS paid JOIN vouchers AS reversal ON reversal.reverses_id = paid.voucher_id WHERE paid.id = request.visit_id))`;

// CROSS JOIN keeps the requests outermost, so that a window is read in the order of its index
const COLUMNS = `
  request.id, request.origin, iif(${FREED}, 'approved', request.status) AS status, request.kind_id AS kindId, kind.name AS kindName,
  request.member_id AS memberId, members.name AS memberName, members.number AS memberNumber, coalesce(groups.name, '') AS groupName,
  request.asked_by AS askedBy, request.asked_day AS askedDay, request.event_day AS eventDay, request.reason, request.form,
  request.goods, request.amount, request.decided_day AS decidedDay, request.visit_id AS visitId, ${FREED} AS reversed,
  EXISTS (SELECT 1 FROM visits WHERE visits.id = request.visit_id AND visits.signed_day IS NOT NULL) AS signed`;
const JOINS = `
  visit_requests AS request CROSS JOIN visit_kinds AS kind ON kind.id = request.kind_id
  CROSS JOIN members ON members.id = request.member_id
  LEFT JOIN groups ON groups.id = members.group_id`;

interface StoredRequest {
  id: string;
  origin: RequestOrigin;
  status: RequestStatus;
  kindId: string;
  kindName: string;
  memberId: string;
  memberName: string;
  memberNumber: string;
  groupName: string;
  askedBy: string;
  askedDay: Day;
  eventDay: Day;
  reason: string;
  form: VisitForm | null;
  goods: string;
  amount: Fen | null;
  decidedDay: Day | null;
  visitId: string | null;
  reversed: number;
  signed: number;
}

function toRow({ form, amount, decidedDay, visitId, reversed, signed, ...row }: StoredRequest): VisitRequest {
  return {
    ...row,
    ...(form === null ? {} : { form }),
    ...(amount === null ? {} : { amount }),
    ...(decidedDay === null ? {} : { decidedDay }),
    ...(visitId === null ? {} : { visitId }),
    reversed: reversed === 1,
    signed: signed === 1 && reversed === 0,
  };
}

type Filter = Omit<ParsedInputOf<'visits.listRequests'>, 'offset' | 'limit'>;

/** The conditions of a list; a request that a reversal set free counts as approved. */
function conditionsOf({ search, status, memberId, year }: Filter): { where: string; params: Params } {
  const conditions: string[] = [];
  // + keeps to the order of the days: the given ones are many, those that a reversal set free are few
  if (status === 'approved') conditions.push(`(+request.status = 'approved' OR ${FREED})`);
  else if (status === 'given') conditions.push(`request.status = 'given' AND NOT ${FREED}`);
  else if (status !== undefined) conditions.push('request.status = :status');
  if (memberId !== undefined) conditions.push('request.member_id = :memberId');
  if (year !== undefined) conditions.push('request.asked_day BETWEEN :first AND :last');
  if (search !== '') conditions.push("members.search_text LIKE :like ESCAPE '\\'");
  return {
    where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`,
    params: { status, memberId, first: `${year ?? ''}-01-01`, last: `${year ?? ''}-12-31`, like: likePattern(search) },
  };
}

/** The SQL of one window, newest first. */
export function requestListSql(filter: Filter): string {
  return `SELECT ${COLUMNS} FROM ${JOINS} ${conditionsOf(filter).where} ORDER BY request.asked_day DESC, request.id LIMIT :limit OFFSET :offset`;
}

/** A window of the requests; `amount` goes over the whole filter, without refused and dropped ones unless they were asked for. */
export function listRequests(
  db: Readable,
  { offset, limit, ...filter }: ParsedInputOf<'visits.listRequests'>,
): Window<VisitRequest> & { amount: Fen } {
  const { where, params } = conditionsOf(filter);
  const totals = db.get<{ total: number; amount: Fen }>(
    `SELECT count(*) AS total, coalesce(sum(iif(:status IS NULL AND request.status IN ('refused', 'dropped'), 0, request.amount)), 0) AS amount
     FROM visit_requests AS request
     ${filter.search === '' ? '' : 'CROSS JOIN members ON members.id = request.member_id'} ${where}`,
    params,
  );
  if (!totals) throw new Error('an aggregate without a row');
  const rows = db.all<StoredRequest>(requestListSql(filter), { ...params, limit, offset });
  return { ...totals, rows: rows.map(toRow) };
}

interface StoredDetails {
  caseName: string;
  beneficiary: string;
  relation: string;
  decidedBy: string;
  ground: string;
  resolutionId: string | null;
  resolutionTitle: string | null;
  voucherId: string | null;
  voucherNumber: number | null;
}

/** One request with all its steps. @throws Refusal `request.notFound` */
export function getRequest(db: Readable, id: string): VisitRequestRecord {
  const stored = db.get<StoredRequest & StoredDetails>(
    `SELECT ${COLUMNS}, request.case_name AS caseName, request.beneficiary, request.relation, request.decided_by AS decidedBy,
            request.ground, request.resolution_id AS resolutionId, resolutions.title AS resolutionTitle,
            visits.voucher_id AS voucherId, vouchers.number AS voucherNumber
     FROM ${JOINS} LEFT JOIN resolutions ON resolutions.id = request.resolution_id
     LEFT JOIN visits ON visits.id = request.visit_id LEFT JOIN vouchers ON vouchers.id = visits.voucher_id
     WHERE request.id = :id`,
    { id },
  );
  if (!stored) throw refuse('request.notFound', { what: '慰问申请' });
  const { caseName, beneficiary, relation, decidedBy, ground, ...rest } = stored;
  const { resolutionId, resolutionTitle, voucherId, voucherNumber: number, ...row } = rest;
  return {
    ...toRow(row),
    caseName,
    beneficiary,
    relation,
    decidedBy,
    ground,
    ...(resolutionId === null ? {} : { resolutionId, resolutionTitle: resolutionTitle ?? '' }),
    ...(voucherId === null ? {} : { voucherId, voucherNumber: voucherNumber(number ?? 0) }),
    changes: changesOf(db, id),
  };
}

export const REQUEST_CHANGES = `
  SELECT sequence, day, from_status AS "from", to_status AS "to", note, operator, visit_id AS visitId
  FROM visit_request_changes WHERE request_id = :id ORDER BY sequence`;

function changesOf(db: Readable, id: string): RequestChange[] {
  return db
    .all<Omit<RequestChange, 'visitId'> & { visitId: string | null }>(REQUEST_CHANGES, { id })
    .map(({ visitId, ...change }) => ({ ...change, ...(visitId === null ? {} : { visitId }) }));
}

export const WAITING_REQUEST = `
  SELECT request.asked_day AS askedDay FROM visit_requests AS request
  WHERE request.member_id = :memberId AND request.kind_id = :kindId AND (request.status = 'approved' OR ${FREED})
  ORDER BY request.asked_day LIMIT 1`;

/** The oldest request of a member and kind that was approved and is still to be given, also one that a reversal set free. */
export function waitingRequest(db: Readable, memberId: string, kindId: string): { askedDay: Day } | undefined {
  return db.get<{ askedDay: Day }>(WAITING_REQUEST, { memberId, kindId });
}

export const COUNT_REQUESTS = `
  SELECT count(iif(request.status = 'draft', 1, NULL)) AS drafts, count(iif(request.status = 'requested', 1, NULL)) AS requested,
         count(iif(request.status = 'approved' OR ${FREED}, 1, NULL)) AS approved
  FROM visit_requests AS request WHERE request.status IN ('draft', 'requested', 'approved', 'given')`;

/** How many requests wait for somebody: drafts, undecided ones, approved ones that were not given. */
export function countRequests(db: Readable): { drafts: number; requested: number; approved: number } {
  return (
    db.get<{ drafts: number; requested: number; approved: number }>(COUNT_REQUESTS) ?? {
      drafts: 0,
      requested: 0,
      approved: 0,
    }
  );
}
