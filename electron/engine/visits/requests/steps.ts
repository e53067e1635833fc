import type { Day } from '#shared/calendar.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import {
  QUICK_OCCASION_NAMES,
  type QuickOccasion,
  REQUEST_STATUS_NAMES,
  type RequestOrigin,
  type RequestStatus,
  type VisitKind,
  type VisitRecord,
  type VisitRequestRecord,
} from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { formatYuan } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { requireMember } from '../../members/commands.ts';
import { assertFormAllowed, judgeGiving } from '../records/judged.ts';
import { kindOf } from '../standards/kinds.ts';
import { getRequest, waitingRequest } from './queries.ts';
import { usualGiving } from './usual.ts';

/** The kinds of visit that ship with the program and that no page can take out. */
export const OCCASION_KIND: Readonly<Record<QuickOccasion | 'birthday' | 'retirement', string>> = {
  hospital: 'hospital',
  memberDeath: 'memberDeath',
  relativeDeath: 'relativeDeath',
  birthday: 'birthday',
  retirement: 'retirement',
};

interface Step {
  id: string;
  from: RequestStatus | '';
  to: RequestStatus;
  day: Day;
  note?: string;
  visitId?: string;
}

/** Adds a step to the history of a request; the schema takes no change of status without it. */
export function addStep(context: WriteContext, { id, from, to, day, note = '', visitId }: Step): void {
  context.db.run(
    `INSERT INTO visit_request_changes (request_id, sequence, day, from_status, to_status, note, visit_id, operator, recorded_at)
     VALUES (:id, (SELECT coalesce(max(sequence), 0) + 1 FROM visit_request_changes WHERE request_id = :id), :day, :from, :to, :note,
             :visitId, :operator, :now)`,
    { id, day, from, to, note, visitId, operator: context.operator, now: context.now },
  );
}

function labelOf({ askedDay, kindName, memberName, amount }: VisitRequestRecord): string {
  return `${askedDay} ${kindName} ${memberName}${amount === undefined ? '' : ` ${formatYuan(amount)} 元`}`;
}

/** Leaves the request as it is now on the trail. */
function trail(context: WriteContext, id: string, before?: VisitRequestRecord): VisitRequestRecord {
  const after = getRequest(context.db, id);
  context.trail({ subject: 'visitRequest', id, label: labelOf(after), ...(before ? { before } : {}), after });
  return after;
}

/** @throws Refusal `visit.requestState` */
function assertStatus(request: VisitRequestRecord, allowed: readonly RequestStatus[], step: string): void {
  if (allowed.includes(request.status)) return;
  const state = request.status === 'dropped' ? '已经不再办理' : `是「${REQUEST_STATUS_NAMES[request.status]}」`;
  throw refuse('visit.requestState', { name: request.memberName, state, step });
}

/** The status as it is stored: a request that a reversal set free is still `given` there. */
function storedStatus({ status, reversed }: VisitRequestRecord): RequestStatus {
  return reversed ? 'given' : status;
}

function assertNotLater(context: WriteContext, field: string, day: Day): void {
  if (day > context.today) throw refuse('request.invalid', { field, problem: `还没有到（${day}）` });
}

/**
 * Makes a request or changes one that nobody decided on.
 * @throws Refusal `visit.requestIncomplete`, `visit.requestState`, `visit.formBarred`, `request.invalid` (a day to come), `request.notFound`
 */
export function saveRequest(context: WriteContext, input: ParsedInputOf<'visits.saveRequest'>): VisitRequestRecord {
  return writeRequest(context, input, 'manual');
}

/** {@link saveRequest}, whatever made the request. @param origin kept with a new one; a change leaves it as it was */
export function writeRequest(
  context: WriteContext,
  input: ParsedInputOf<'visits.saveRequest'>,
  origin: RequestOrigin,
): VisitRequestRecord {
  const { db } = context;
  const before = input.id === undefined ? undefined : getRequest(db, input.id);
  if (before) assertStatus(before, ['draft', 'requested'], '修改');
  const member = requireMember(db, input.memberId);
  const kind = kindOf(db, input.kindId);
  if (input.form !== undefined) assertFormAllowed(kind, input.form);
  assertNotLater(context, '申请日期', input.askedDay);
  assertNotLater(context, '事情发生日期', input.eventDay);
  const status: RequestStatus = input.submit || before?.status === 'requested' ? 'requested' : 'draft';
  const missing = [
    input.askedBy === '' ? '申请人' : '',
    input.reason === '' ? '事由' : '',
    input.form === undefined ? '形式' : '',
    input.amount === undefined ? '金额' : '',
  ].filter((name) => name !== '');
  if (status === 'requested' && missing.length > 0)
    throw refuse('visit.requestIncomplete', { name: member.name, missing: missing.join('、') });
  const id = before?.id ?? context.newId();
  const { submit: _, ...asked } = input;
  const facts = { ...asked, id };
  if (before) {
    // a change of what was asked is a step too
    addStep(context, { id, from: before.status, to: status, day: input.askedDay });
    db.run(UPDATE_REQUEST, { ...facts, status });
  } else {
    db.run(INSERT_REQUEST, { ...facts, status, origin });
    addStep(context, { id, from: '', to: status, day: input.askedDay });
  }
  return trail(context, id, before);
}

const UPDATE_REQUEST = `
  UPDATE visit_requests SET kind_id = :kindId, member_id = :memberId, asked_by = :askedBy, asked_day = :askedDay, event_day = :eventDay,
         reason = :reason, form = :form, goods = :goods, amount = :amount, case_name = :caseName, beneficiary = :beneficiary,
         relation = :relation, status = :status WHERE id = :id`;
const INSERT_REQUEST = `
  INSERT INTO visit_requests (id, origin, kind_id, member_id, status, asked_by, asked_day, event_day, reason, form, goods, amount,
                              case_name, beneficiary, relation)
  VALUES (:id, :origin, :kindId, :memberId, :status, :askedBy, :askedDay, :eventDay, :reason, :form, :goods, :amount,
          :caseName, :beneficiary, :relation)`;

/**
 * A hospital stay or a bereavement in three fields. It is asked for at once; only where neither an earlier visit nor a standard
 * says how much, it stays a draft.
 * @throws Refusal `request.invalid` (a day to come), `request.notFound`
 */
export function quickRequest(
  context: WriteContext,
  { memberId, occasion, eventDay }: ParsedInputOf<'visits.quickRequest'>,
): VisitRequestRecord {
  const kind = kindOf(context.db, OCCASION_KIND[occasion]);
  const usual = usualGiving(context.db, kind, context.today);
  const input = {
    memberId,
    kindId: kind.id,
    askedBy: context.operator,
    askedDay: context.today,
    eventDay,
    reason: QUICK_OCCASION_NAMES[occasion],
    caseName: '',
    beneficiary: '',
    relation: '',
    ...usual,
    submit: usual.form !== undefined && usual.amount !== undefined,
  };
  return writeRequest(context, input, occasion === 'hospital' ? 'hospital' : 'bereavement');
}

/**
 * 决定. An approval over a standard needs its ground, as the visit itself will.
 * @throws Refusal `visit.requestState`, `visit.needsApproval`, `visit.barred`, `request.invalid` (a day before the request or to come,
 *   a refusal without a ground), `request.notFound`
 */
export function decideRequest(
  context: WriteContext,
  { id, approved, day, decidedBy, ground, resolutionId }: ParsedInputOf<'visits.decideRequest'>,
): VisitRequestRecord {
  const { db } = context;
  const before = getRequest(db, id);
  assertStatus(before, ['requested'], '决定');
  assertNotLater(context, '决定日期', day);
  if (day < before.askedDay)
    throw refuse('request.invalid', { field: '决定日期', problem: `不能早于申请日期（${before.askedDay}）` });
  if (!approved && ground === '')
    throw refuse('request.invalid', { field: '决定依据', problem: '没有填写，不同意的要写明理由' });
  if (resolutionId !== undefined && !db.get('SELECT 1 FROM resolutions WHERE id = :id', { id: resolutionId }))
    throw refuse('request.notFound', { what: '集体决议' });
  if (approved) assertWithinStandard(context, before, day, ground);
  const to = approved ? 'approved' : 'refused';
  addStep(context, { id, from: 'requested', to, day, note: ground });
  db.run(
    `UPDATE visit_requests SET status = :to, decided_day = :day, decided_by = :decidedBy, ground = :ground, resolution_id = :resolutionId
     WHERE id = :id`,
    { id, to, day, decidedBy, ground, resolutionId },
  );
  return trail(context, id, before);
}

function assertWithinStandard({ db }: WriteContext, request: VisitRequestRecord, day: Day, ground: string): void {
  const { kindId, form, amount, caseName } = request;
  if (form === undefined || amount === undefined) return;
  const member = requireMember(db, request.memberId);
  judgeGiving(db, { kindId, day, form, festival: '', caseName }, member, { amount, illness: '', ground });
}

/** 不再办理. @throws Refusal `visit.requestState`, `request.notFound` */
export function dropRequest(
  context: WriteContext,
  { id, ground }: ParsedInputOf<'visits.dropRequest'>,
): VisitRequestRecord {
  const before = getRequest(context.db, id);
  assertStatus(before, ['draft', 'requested', 'approved'], '改为不再办理');
  addStep(context, { id, from: storedStatus(before), to: 'dropped', day: context.today, note: ground });
  context.db.run("UPDATE visit_requests SET status = 'dropped', visit_id = NULL WHERE id = :id", { id });
  return trail(context, id, before);
}

/**
 * A visit that was approved as a request is given through it: recorded past it, the request would wait on and be paid a second time.
 * @throws Refusal `visit.requestWaiting`
 */
export function assertNotAskedFor(
  db: Readable,
  member: { id: string; name: string },
  kind: Pick<VisitKind, 'id' | 'name'>,
): void {
  const asked = waitingRequest(db, member.id, kind.id);
  if (asked) throw refuse('visit.requestWaiting', { name: member.name, kind: kind.name, day: asked.askedDay });
}

/**
 * 已发放: ties an approved request to the visit that it was just given with. The schema sees to it that this happens once, and
 * again only after the visit was reversed.
 * @throws Refusal `visit.requestState`, `visit.requestMismatch`, `visit.givenEarly` (before it was decided), `request.notFound`
 */
export function fulfilRequest(context: WriteContext, id: string, visit: VisitRecord): void {
  const before = getRequest(context.db, id);
  assertStatus(before, ['approved'], '发放');
  const same = before.memberId === visit.memberId && before.kindId === visit.kindId && before.form === visit.form;
  if (!same || before.amount === undefined || visit.amount > before.amount) throw refuse('visit.requestMismatch');
  if (before.decidedDay !== undefined && visit.day < before.decidedDay)
    throw refuse('visit.givenEarly', { name: before.memberName, day: visit.day, decided: before.decidedDay });
  addStep(context, { id, from: storedStatus(before), to: 'given', day: visit.day, visitId: visit.id });
  context.db.run("UPDATE visit_requests SET status = 'given', visit_id = :visitId WHERE id = :id", {
    id,
    visitId: visit.id,
  });
  trail(context, id, before);
}
