import { type Day, formatMonth, type Month } from '#shared/calendar.ts';
import type { InputOf } from '#shared/contract/index.ts';
import type { MemberRecord, MemberStatus, RetainedKind } from '#shared/contract/members.ts';
import { type ChangeFact, defaultChangeMonth, isApproval, requiredFacts } from '#shared/membership.ts';

/** What is being typed into the form of a change; undefined where the program's own proposal still stands. */
export interface ChangeDraft {
  status: MemberStatus | undefined;
  day: Day | undefined;
  month: Month | undefined;
  /** The person wrote a month, or emptied the field. */
  ownMonth: boolean;
  kind: RetainedKind | undefined;
  ground: string | undefined;
  approval: string;
  approvedDay: Day | undefined;
  destination: string;
  talkId: string | undefined;
}

export function newChange(day: Day, status?: MemberStatus): ChangeDraft {
  return {
    status,
    day,
    month: undefined,
    ownMonth: false,
    kind: status === 'retained' ? 'retired' : undefined,
    ground: undefined,
    approval: '',
    approvedDay: undefined,
    destination: '',
    talkId: undefined,
  };
}

/** What the change starts from: the state now and the month of the change that stands before it. */
export interface ChangeStart {
  from: MemberStatus;
  monthBefore: Month | undefined;
}

/** The newest change of a member that was not undone. */
export function lastChange(record: MemberRecord): MemberRecord['changes'][number] | undefined {
  return record.changes.findLast((change) => change.from !== '' && !change.undone && change.undoes === undefined);
}

/** The ground that the program proposes; '' where only the person knows it. */
function proposedGround({ status, kind }: ChangeDraft, from: MemberStatus): string {
  switch (status) {
    case 'active':
      return from === 'retained' ? '' : from === 'applied' ? '审核批准入会' : '重新申请，审核批准入会';
    case 'retained':
      return kind === 'retired' ? '退休，保留会籍' : kind === 'unemployed' ? '失业，保留会籍' : '';
    case 'transferred':
      return '工作调动，办理组织关系接转';
    case 'lapsed':
      return '没有正当理由连续六个月不交纳会费，经教育拒不改正';
    default:
      return '';
  }
}

export function groundOf(draft: ChangeDraft, { from }: ChangeStart): string {
  return draft.ground ?? proposedGround(draft, from);
}

/** The month from which the change counts for dues, as it stands in the form. */
export function monthOfChange(draft: ChangeDraft, { monthBefore }: ChangeStart): Month | undefined {
  if (draft.ownMonth) return draft.month;
  if (draft.status === undefined || draft.day === undefined) return undefined;
  return defaultChangeMonth(draft.status, draft.day, monthBefore);
}

/** The facts that are asked for and still empty, and whether day or month are missing. */
export function missingIn(
  draft: ChangeDraft,
  start: ChangeStart,
): ReadonlySet<ChangeFact | 'day' | 'month' | 'status'> {
  const { status } = draft;
  const missing = new Set<ChangeFact | 'day' | 'month' | 'status'>();
  if (status === undefined) return missing.add('status');
  if (draft.day === undefined) missing.add('day');
  if (monthOfChange(draft, start) === undefined) missing.add('month');
  const values = { ...draft, approvedDay: approvedDayOf(draft, start), ground: groundOf(draft, start).trim() };
  for (const fact of requiredFacts(start.from, status)) {
    const value = values[fact];
    if (value === undefined || value.trim() === '') missing.add(fact);
  }
  return missing;
}

/** An approval and a decision are dated by the day of the change; elsewhere the day stands by itself. */
export function approvedDayOf(draft: ChangeDraft, { from }: ChangeStart): Day | undefined {
  const { status, day, approvedDay } = draft;
  return status === 'lapsed' || status === 'expelled' || (status !== undefined && isApproval(from, status))
    ? day
    : approvedDay;
}

/** What the operations take, apart from whose change it is; undefined while something is missing. */
export function inputOf(
  draft: ChangeDraft,
  start: ChangeStart,
): Omit<InputOf<'members.changeStatus'>, 'id'> | undefined {
  const { status, day, kind, talkId } = draft;
  if (status === undefined || day === undefined || missingIn(draft, start).size > 0) return undefined;
  const approvedDay = approvedDayOf(draft, start);
  const month = draft.ownMonth ? draft.month : undefined;
  return {
    status,
    day,
    ground: groundOf(draft, start).trim(),
    ...(month === undefined ? {} : { month }),
    ...(status === 'retained' && kind !== undefined ? { kind } : {}),
    ...(draft.approval.trim() === '' ? {} : { approval: draft.approval.trim() }),
    ...(approvedDay === undefined ? {} : { approvedDay }),
    ...(status === 'transferred' ? { destination: draft.destination.trim() } : {}),
    ...(status === 'lapsed' && talkId !== undefined ? { talkId } : {}),
  };
}

/** What the change means for dues, in one sentence. */
export function consequenceOf(draft: ChangeDraft, start: ChangeStart): string {
  const { status } = draft;
  const month = monthOfChange(draft, start);
  if (status === undefined || month === undefined) return '';
  const at = formatMonth(month);
  const levied = '；已经计提的月份，到「会费」的「减免」里按会籍核对。';
  switch (status) {
    case 'applied':
      return '批准入会以前不计会费。';
    case 'active':
      return isApproval(start.from, status)
        ? `会籍从批准之日起算，从${at}起计会费。`
        : `从${at}起恢复计会费，以前月份不补计。`;
    case 'retained':
      return `从${at}起免交会费，以前月份照常收缴${levied}`;
    case 'deceased':
      return `从${at}起不再计会费${levied}`;
    default:
      return start.from === 'applied' ? '申请结束，不计会费。' : `从${at}起不再计会费，以前月份的欠费仍要收缴${levied}`;
  }
}
