import type { Day } from '#shared/calendar.ts';
import type { TalkOutcome, TalkRecord } from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { labelOf } from '../records/save.ts';
import { requireChanged } from './change-status.ts';

export const LIST_TALKS = `
  SELECT id, day, speaker, content, answer, outcome, months_owed AS monthsOwed, owed, operator FROM member_talks
  WHERE member_id = :memberId ORDER BY day DESC, id DESC`;

/** The talks with a member, the newest first. @throws Refusal `request.notFound` */
export function listTalks(db: Readable, memberId: string): TalkRecord[] {
  requireChanged(db, memberId);
  return db.all<TalkRecord>(LIST_TALKS, { memberId });
}

export interface TalkInput {
  memberId: string;
  day: Day;
  speaker: string;
  content: string;
  answer: string;
  outcome: TalkOutcome;
  monthsOwed: number;
  owed?: Fen | undefined;
}

/**
 * Records a talk (谈话教育记录). It stays as it was written: a wrong one is followed by another.
 * @throws Refusal `request.notFound`, `member.talkTooLate`
 */
export function saveTalk(context: WriteContext, input: TalkInput): TalkRecord {
  const { db, today, operator } = context;
  const { memberId, day, speaker, content, answer, outcome, monthsOwed, owed = ZERO } = input;
  const member = requireChanged(db, memberId);
  if (day > today) throw refuse('member.talkTooLate', { day });
  const talk: TalkRecord = {
    id: context.newId(),
    day,
    speaker,
    content,
    answer,
    outcome,
    monthsOwed,
    owed,
    operator,
  };
  db.run(
    `INSERT INTO member_talks (id, member_id, day, speaker, content, answer, outcome, months_owed, owed, operator, recorded_at)
     VALUES (:id, :memberId, :day, :speaker, :content, :answer, :outcome, :monthsOwed, :owed, :operator, :now)`,
    { ...talk, memberId, now: context.now },
  );
  context.trail({ subject: 'memberTalk', id: talk.id, label: `与${labelOf(member)}谈话`, after: talk });
  return talk;
}
