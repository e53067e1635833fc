import { formatMonth } from '#shared/calendar.ts';
import { MEMBER_STATUS_NAMES, type MembershipChange, RETAINED_KIND_NAMES } from '#shared/contract/members.ts';

/** `在册 → 保留会籍（退休）` */
export function changeText({ from, to, kind, undoes }: MembershipChange): string {
  const before = from === '' ? '登记' : MEMBER_STATUS_NAMES[from];
  const after = `${MEMBER_STATUS_NAMES[to]}${kind === '' ? '' : `（${RETAINED_KIND_NAMES[kind]}）`}`;
  return `${undoes === undefined ? '' : '撤销：'}${before} → ${after}`;
}

/** Everything else the change says, in one line; the month only where it is not that of the day. */
export function factsText(change: MembershipChange): string {
  const { day, month, from, to, ground, approval, approvedDay, destination, talkDay, undoes } = change;
  const counts = from !== '' && undoes === undefined && to !== 'applied' && month !== day.slice(0, 7);
  const approved = [approval, approvedDay === day ? '' : approvedDay].filter(Boolean).join(' ');
  return [
    ground,
    destination === '' ? '' : `转入${destination}`,
    approved === '' ? '' : `批准：${approved}`,
    talkDay === undefined ? '' : `谈话：${talkDay}`,
    counts ? `会费从${formatMonth(month)}起${to === 'active' ? '缴' : '停'}` : '',
  ]
    .filter(Boolean)
    .join('；');
}
