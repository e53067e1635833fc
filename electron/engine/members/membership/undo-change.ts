import type { Day } from '#shared/calendar.ts';
import type { MemberRecord } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { isApproval } from '#shared/membership.ts';
import type { WriteContext } from '../../context.ts';
import { readMember } from '../records/queries.ts';
import { labelOf } from '../records/save.ts';
import { addChange } from '../records/write.ts';
import { requireChanged } from './change-status.ts';
import { lastStanding, wasMember } from './queries.ts';

/**
 * Undoes the newest change that stands by a further one that leads back and counts from the same month, so that for dues it is
 * as if it had never been. Both stay in the history. Undoing again goes one change further back; an undo is not undone.
 * @throws Refusal `request.notFound`, `member.nothingToUndo`, `member.undoNotNewest`, `member.changeTooLate`,
 *   `member.changeTooEarly`
 */
export function undoChange(
  context: WriteContext,
  { id, sequence, day, ground }: { id: string; sequence: number; day: Day; ground: string },
): MemberRecord {
  const { db, today } = context;
  const member = requireChanged(db, id);
  const { name } = member;
  const last = lastStanding(db, id);
  if (!last) throw refuse('member.nothingToUndo', { name });
  if (last.sequence !== sequence) throw refuse('member.undoNotNewest', { name });
  if (day > today) throw refuse('member.changeTooLate', { name, day });
  if (day < last.day) throw refuse('member.changeTooEarly', { name, day: last.day });
  addChange(context, id, { day, from: last.to, to: last.from, month: last.month, ground, undoes: sequence });
  // the day of joining came from the approval that is undone
  const unjoins = isApproval(last.from, last.to) && !wasMember(db, id);
  if (unjoins) db.run("UPDATE members SET joined = '' WHERE id = :id", { id });
  context.trail({
    subject: 'member',
    id,
    label: labelOf(member),
    before: { status: last.to, ...(unjoins ? { joined: member.joined } : {}) },
    after: { status: last.from, day, ground, undoes: sequence, ...(unjoins ? { joined: '' } : {}) },
  });
  return readMember(db, id);
}
