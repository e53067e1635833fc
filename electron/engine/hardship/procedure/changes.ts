import type { HardshipChange } from '#shared/contract/hardship.ts';
import type { Readable } from '../../database.ts';
import { readMoved, WIPED } from './moved.ts';
import { shownStatus, stepsOf } from './state.ts';

const ENDS = { resolved: 'resolved', closed: 'closed', returned: 'applying' } as const;

/**
 * When a file was resolved, closed or taken on again, oldest first: changes of before there were steps, then the steps that were
 * not taken back.
 */
export function statusChanges(db: Readable, fileId: string): HardshipChange[] {
  const before = db.all<HardshipChange>(
    `SELECT day, from_status AS "from", to_status AS "to", ground, operator FROM hardship_changes
     WHERE file_id = :fileId ORDER BY sequence`,
    { fileId },
  );
  const since = stepsOf(db, fileId).flatMap((step): HardshipChange[] => {
    const { kind, day, facts, recordedBy: operator, undoneDay } = step;
    if (undoneDay !== null || (kind !== 'resolved' && kind !== 'closed' && kind !== 'returned')) return [];
    return [{ day, from: fromOf(step.before), to: ENDS[kind], ground: String(facts['ground'] ?? ''), operator }];
  });
  return [...before, ...since];
}

/** What the file was before a step; a file that was wiped tells no more than that it was one. */
function fromOf(before: string): HardshipChange['from'] {
  return before === WIPED ? 'open' : shownStatus(readMoved(before));
}
