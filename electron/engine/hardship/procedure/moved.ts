import { z } from 'zod';
import { type Day, isDay } from '#shared/calendar.ts';
import { HARDSHIP_CATEGORIES, HARDSHIP_STAGES } from '#shared/contract/hardship.ts';
import type { Writable } from '../../database.ts';
import type { FileState } from './state.ts';

const aDay = z.custom<Day>((value) => typeof value === 'string' && isDay(value));

/** What a step may move on a file. Each step keeps how it stood before, and a withdrawal puts that back. */
const stored = z.strictObject({
  stage: z.enum(HARDSHIP_STAGES),
  stageDay: z.union([aDay, z.literal('')]),
  status: z.enum(['open', 'resolved', 'closed']),
  round: z.int(),
  category: z.enum(HARDSHIP_CATEGORIES),
  decisionGround: z.string(),
  olderCategory: z.string(),
  resolutionId: z.string().nullable(),
  consentDay: aDay.nullable(),
  openedDay: aDay,
  reviewedDay: aDay,
  noticeUntil: aDay.nullable(),
});
export type Moved = z.output<typeof stored>;

/** What a step keeps of the file before it, once the file's contents were wiped. */
export const WIPED = '{}';

/** The file before a step, as the step keeps it; not for one that was {@link WIPED}. */
export function readMoved(json: string): Moved {
  return stored.parse(JSON.parse(json));
}

export function movedOf(state: FileState): Moved {
  const { id: _id, number: _number, name: _name, suggested: _suggested, ...moved } = state;
  return moved;
}

export function moveFile(db: Writable, id: string, moved: Moved): void {
  db.run(
    `UPDATE hardship_files SET stage = :stage, stage_day = :stageDay, status = :status, round = :round, category = :category,
       decision_ground = :decisionGround, older_category = :olderCategory, resolution_id = :resolutionId,
       consent_day = :consentDay, opened_day = :openedDay, reviewed_day = :reviewedDay, notice_until = :noticeUntil
     WHERE id = :id`,
    { ...moved, id },
  );
}
