import { addMonths, type Day, type Month, monthOf } from '#shared/calendar.ts';
import {
  MEMBER_STATUS_NAMES,
  type MemberRecord,
  type MemberStatus,
  type RetainedKind,
} from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { type ChangeFact, defaultChangeMonth, isApproval, NEXT_STATUSES, requiredFacts } from '#shared/membership.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readMember } from '../records/queries.ts';
import { labelOf } from '../records/save.ts';
import { addChange, type StatusChange } from '../records/write.ts';
import { lastStanding, wasMember } from './queries.ts';

/** What a change says; see `members.changeStatus`. */
export interface ChangeInput {
  status: MemberStatus;
  day: Day;
  ground: string;
  month?: Month | undefined;
  kind?: RetainedKind | undefined;
  approval?: string | undefined;
  approvedDay?: Day | undefined;
  destination?: string | undefined;
  talkId?: string | undefined;
}

interface Changed {
  id: string;
  number: string;
  name: string;
  status: MemberStatus;
  joined: string;
}

/**
 * Changes the membership; the history keeps day, ground, decision and operator. Changes come in the order of their days, and
 * from which month on they count for dues never runs backwards.
 * @throws Refusal `request.notFound`, `request.invalid` (something the target state asks for is missing),
 *   `member.sameStatus`, `member.changeNotAllowed`, `member.deceasedFinal`, `member.changeTooLate`, `member.changeTooEarly`,
 *   `member.monthBackwards`, `member.lapseUndecided`
 */
export function changeStatus(context: WriteContext, { id, ...input }: ChangeInput & { id: string }): MemberRecord {
  changeOne(context, id, input);
  return readMember(context.db, id);
}

/** The same change for several members, all of them or none. @throws Refusal as {@link changeStatus} */
export function changeSeveral(
  context: WriteContext,
  { ids, ...input }: ChangeInput & { ids: readonly string[] },
): { members: number } {
  const members = new Set(ids);
  for (const id of members) changeOne(context, id, input);
  return { members: members.size };
}

function changeOne(context: WriteContext, id: string, input: ChangeInput): void {
  const { db, today } = context;
  const member = requireChanged(db, id);
  const { name, status: from } = member;
  assertAllowed(name, from, input.status);
  if (input.day > today) throw refuse('member.changeTooLate', { name, day: input.day });
  const before = lastStanding(db, id);
  if (before && input.day < before.day) throw refuse('member.changeTooEarly', { name, day: before.day });
  const month = input.month ?? defaultChangeMonth(input.status, input.day, before?.month);
  if (before && month < before.month) throw refuse('member.monthBackwards', { name, month: before.month });
  if (month > addMonths(monthOf(input.day), 12)) {
    throw refuse('request.invalid', { field: '会费起止月份', problem: '比变动日期晚了一年以上' });
  }
  const change = { ...checkedFacts(context, member, input), month };
  // the first approval is the day of joining; who comes back keeps the first one, the history tells the second
  const joins = isApproval(from, input.status) && !wasMember(db, id);
  addChange(context, id, change);
  if (joins) db.run('UPDATE members SET joined = :day WHERE id = :id', { id, day: change.approvedDay });
  context.trail({
    subject: 'member',
    id,
    label: labelOf(member),
    before: { status: from, ...(joins ? { joined: member.joined } : {}) },
    after: { status: input.status, ...change, ...(joins ? { joined: change.approvedDay } : {}) },
  });
}

/** @throws Refusal `request.notFound` */
export function requireChanged(db: Readable, id: string): Changed {
  const member = db.get<Changed>('SELECT id, number, name, status, joined FROM members WHERE id = :id', { id });
  if (!member) throw refuse('request.notFound', { what: '会员' });
  return member;
}

function assertAllowed(name: string, from: MemberStatus, to: MemberStatus): void {
  if (from === to) throw refuse('member.sameStatus', { name, status: MEMBER_STATUS_NAMES[to] });
  if (from === 'deceased') throw refuse('member.deceasedFinal', { name });
  if (NEXT_STATUSES[from].includes(to)) return;
  throw refuse('member.changeNotAllowed', {
    name,
    from: MEMBER_STATUS_NAMES[from],
    to: MEMBER_STATUS_NAMES[to],
    next: NEXT_STATUSES[from].map((status) => MEMBER_STATUS_NAMES[status]).join('、'),
  });
}

const FACT_LABELS: Readonly<Record<ChangeFact, string>> = {
  ground: '依据',
  kind: '保留原因',
  destination: '转入单位',
  approval: '批准的会议或文号',
  approvedDay: '批准日期',
  talkId: '谈话记录',
};

/** What belongs to the change, complete; what belongs to other states is left out. */
function checkedFacts(
  { db, today }: WriteContext,
  { id, name, status: from }: Changed,
  input: ChangeInput,
): Omit<StatusChange, 'month' | 'undoes'> {
  const { status: to, day } = input;
  // an approval is dated by its own day
  const approvedDay = input.approvedDay ?? (isApproval(from, to) ? day : undefined);
  const facts = { ...input, approvedDay };
  if (to === 'lapsed' && (!facts.talkId || !facts.approval || !approvedDay)) throw refuse('member.lapseUndecided');
  for (const fact of requiredFacts(from, to)) {
    if (!facts[fact]) throw refuse('request.invalid', { field: FACT_LABELS[fact], problem: '没有填写' });
  }
  if (approvedDay && approvedDay > today) {
    throw refuse('request.invalid', { field: FACT_LABELS.approvedDay, problem: `还没到（${approvedDay}）` });
  }
  if (approvedDay && approvedDay > day && (to === 'lapsed' || isApproval(from, to))) {
    throw refuse('request.invalid', { field: FACT_LABELS.approvedDay, problem: `不能晚于变动日期（${day}）` });
  }
  if (to === 'lapsed') assertTalkFits(db, id, name, facts.talkId ?? '', approvedDay ?? day);
  return {
    day,
    from,
    to,
    ground: input.ground,
    ...(to === 'retained' && input.kind ? { kind: input.kind } : {}),
    ...(to === 'transferred' && input.destination ? { destination: input.destination } : {}),
    ...(to === 'lapsed' && input.talkId ? { talkId: input.talkId } : {}),
    ...(input.approval ? { approval: input.approval } : {}),
    ...(approvedDay ? { approvedDay } : {}),
  };
}

function assertTalkFits(db: Readable, memberId: string, name: string, talkId: string, decided: Day): void {
  const talk = db.get<{ day: Day }>('SELECT day FROM member_talks WHERE id = :talkId AND member_id = :memberId', {
    talkId,
    memberId,
  });
  if (!talk) throw refuse('member.lapseUndecided');
  if (talk.day > decided) throw refuse('member.talkAfterDecision', { name, day: talk.day });
}
