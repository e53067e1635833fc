import { lastDay, type Month, yearOf } from '#shared/calendar.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { DueList, DueMember, RequestOrigin, VisitTasks } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { birthdaysIn, retirementsIn } from '../../members/commands.ts';
import { COUNTS } from '../records/reversed.ts';
import { visitsWorkbench } from '../reports/lines.ts';
import { kindOf } from '../standards/kinds.ts';
import { countRequests } from './queries.ts';
import { addStep, OCCASION_KIND } from './steps.ts';
import { usualGiving } from './usual.ts';

type DueOrigin = DueList['origin'];
export const DUE_NAMES: Readonly<Record<DueOrigin, string>> = { birthday: '生日', retirement: '退休' };

/** Who was given this kind in the year, or asked for it, or is not to be seen to any more. */
export const SEEN_TO = `
  SELECT visits.member_id AS memberId FROM visits WHERE visits.kind_id = :kindId AND visits.day BETWEEN :first AND :last AND ${COUNTS}
  UNION
  SELECT member_id FROM visit_requests WHERE origin = :origin AND substr(event_day, 1, 4) = :year AND origin IN ('birthday', 'retirement')`;

/** Those of a month whose occasion nobody saw to yet: computed from the members, nothing is written. */
export function dueIn(db: Readable, origin: DueOrigin, month: Month): DueMember[] {
  const year = String(yearOf(month));
  const seen = new Set(
    db
      .all<{ memberId: string }>(SEEN_TO, {
        kindId: OCCASION_KIND[origin],
        origin,
        year,
        first: `${year}-01-01`,
        last: `${year}-12-31`,
      })
      .map(({ memberId }) => memberId),
  );
  const found = origin === 'birthday' ? birthdaysIn(db, month) : retirementsIn(db, month);
  return found.filter(({ memberId }) => !seen.has(memberId)).map(({ status: _, ...member }) => member);
}

function dueList(db: Readable, origin: DueOrigin, month: Month): DueList {
  const kind = kindOf(db, OCCASION_KIND[origin]);
  return {
    origin,
    month,
    kindId: kind.id,
    kindName: kind.name,
    forms: kind.forms,
    ...usualGiving(db, kind, lastDay(month)),
    people: dueIn(db, origin, month),
  };
}

/** What needs somebody: birthdays and retirements of a month, requests that wait, visits that nobody signed for. */
export function readTasks(db: Readable, month: Month): VisitTasks {
  return {
    birthdays: dueList(db, 'birthday', month),
    retirements: dueList(db, 'retirement', month),
    ...countRequests(db),
    unsigned: visitsWorkbench(db).unsigned,
  };
}

/** The chosen ones in the order of the list. @throws Refusal `visit.duePassed`, `request.notFound` */
export function chosenOf(
  db: Readable,
  { origin, month, memberIds }: { origin: DueOrigin; month: Month; memberIds: readonly string[] },
): DueMember[] {
  const chosen = new Set(memberIds);
  const due = dueIn(db, origin, month).filter(({ memberId }) => chosen.delete(memberId));
  const [missing] = chosen;
  if (missing === undefined) return due;
  const name = db.get<{ name: string }>('SELECT name FROM members WHERE id = :id', { id: missing })?.name;
  if (name === undefined) throw refuse('request.notFound', { what: '会员' });
  throw refuse('visit.duePassed', { name, year: String(yearOf(month)), what: DUE_NAMES[origin] });
}

/** Puts birthdays or retirements aside for this year, with the reason. @throws Refusal `visit.duePassed`, `request.notFound` */
export function dropDue(context: WriteContext, input: ParsedInputOf<'visits.dropDue'>): { dropped: number } {
  const { db, today } = context;
  const { origin, ground } = input;
  const people = chosenOf(db, input);
  for (const { memberId, day } of people) {
    const id = context.newId();
    db.run(
      `INSERT INTO visit_requests (id, origin, kind_id, member_id, status, asked_by, asked_day, event_day, reason)
       VALUES (:id, :origin, :kindId, :memberId, 'dropped', :askedBy, :today, :day, :reason)`,
      {
        id,
        origin: origin satisfies RequestOrigin,
        kindId: OCCASION_KIND[origin],
        memberId,
        askedBy: context.operator,
        today,
        day,
        reason: DUE_NAMES[origin],
      },
    );
    addStep(context, { id, from: '', to: 'dropped', day: today, note: ground });
  }
  context.trail({
    subject: 'visitRequest',
    id: people[0]?.memberId ?? '',
    label: `${input.month} ${DUE_NAMES[origin]}慰问不再办理 ${people.length} 人`,
    after: { origin, month: input.month, ground, memberIds: people.map(({ memberId }) => memberId) },
  });
  return { dropped: people.length };
}
