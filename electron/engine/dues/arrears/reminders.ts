import { type Day, firstDay, monthOf } from '#shared/calendar.ts';
import type { ReminderRow, ReminderStep } from '#shared/contract/dues.ts';
import type { Window } from '#shared/contract/fields.ts';
import { maskPhone } from '#shared/mask.ts';
import type { Fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { talksOf } from '../../members/commands.ts';
import { REMIND_AFTER_MONTHS, unpaidRuns } from './run.ts';

// Only who has so many unpaid months at all can have them in a row.
export const CANDIDATES_SQL = `
  SELECT members.id AS memberId, members.number, members.name, members.phone, owing.monthsOwed, owing.owed,
         coalesce((SELECT name FROM groups WHERE groups.id = members.group_id), '') AS groupName
  FROM (SELECT member_id, count(*) AS monthsOwed, sum(amount - paid - waived) AS owed,
               count(*) FILTER (WHERE paid = 0 AND month < :now) AS unpaid
        FROM levies INDEXED BY levies_owed WHERE amount > paid + waived GROUP BY member_id) AS owing
  CROSS JOIN members ON members.id = owing.member_id
  WHERE owing.unpaid >= :least AND members.status = 'active'`;

interface Candidate {
  memberId: string;
  number: string;
  name: string;
  phone: string;
  groupName: string;
  monthsOwed: number;
  owed: Fen;
}

const NEXT: Readonly<Record<ReminderStep, string>> = {
  talk: '还没有谈话：先谈话并登记',
  promise: '已谈话，答应补缴：请跟进收款',
  reason: '有正当理由：可办减免或约定补缴',
  refused: '拒不改正：可提请工会委员会决定',
  other: '已谈话，没有结果：请再谈一次',
};

/**
 * Active members with six or more months in a row unpaid (see `longestUnpaidRun`), the longest first, with what is on record of the
 * talks that have to come before anything else and what comes next. It reminds and never decides: nothing is written, and a
 * membership changes only through `members.changeStatus` (rules.md 0.3, 1.3, 7.3). A talk counts from the first month of the
 * run on; an earlier one was about something else.
 */
export function listReminders(
  db: Readable,
  today: Day,
  { offset, limit }: { offset: number; limit: number },
): Window<ReminderRow> {
  const now = monthOf(today);
  const candidates = db.all<Candidate>(CANDIDATES_SQL, { now, least: REMIND_AFTER_MONTHS });
  const runs = unpaidRuns(
    db,
    candidates.map(({ memberId }) => memberId),
    now,
  );
  const due = candidates.flatMap((candidate) => {
    const run = runs.get(candidate.memberId);
    return run && run.months >= REMIND_AFTER_MONTHS ? [{ ...candidate, run }] : [];
  });
  due.sort(
    (a, b) => b.run.months - a.run.months || a.number.localeCompare(b.number) || (a.memberId < b.memberId ? -1 : 1),
  );
  const shown = due.slice(offset, offset + limit);
  return {
    total: due.length,
    rows: shown.map(({ phone, ...row }) => withTalks(db, { ...row, phoneMasked: maskPhone(phone) })),
  };
}

function withTalks(db: Readable, row: Omit<ReminderRow, 'talks' | 'step' | 'next' | 'lastTalk'>): ReminderRow {
  const since = talksOf(db, row.memberId).filter(({ day }) => day >= firstDay(row.run.from));
  const [last] = since;
  const step = last?.outcome ?? 'talk';
  return {
    ...row,
    talks: since.length,
    ...(last ? { lastTalk: { day: last.day, outcome: last.outcome } } : {}),
    step,
    next: NEXT[step],
  };
}
