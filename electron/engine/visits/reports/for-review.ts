import { type Day, yearOf } from '#shared/calendar.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { COUNTS } from '../records/reversed.ts';
import { type Limit, limitsOn } from '../standards/standards.ts';

// What the funds review (经审) asks of the visits: whether they keep to the standards, looked at again from the records.

/** What one member got over a standard, and whether somebody gave a ground for it. */
export interface OverStandard {
  memberName: string;
  memberNumber: string;
  kindName: string;
  /** The last of the visits concerned. */
  day: Day;
  /** What was exceeded, in one clause. */
  finding: string;
  /** '' when no ground for approval was written down. */
  ground: string;
}

interface VisitFact {
  memberId: string;
  memberName: string;
  memberNumber: string;
  kindId: string;
  kindName: string;
  day: Day;
  amount: Fen;
  ground: string;
}

export const VISITS_BY_MEMBER = `
  SELECT visits.member_id AS memberId, members.name AS memberName, members.number AS memberNumber, visits.kind_id AS kindId,
         visit_kinds.name AS kindName, visits.day, visits.amount, visits.approval_ground AS ground
  FROM visits CROSS JOIN members ON members.id = visits.member_id CROSS JOIN visit_kinds ON visit_kinds.id = visits.kind_id
  WHERE visits.day BETWEEN :first AND :last AND ${COUNTS}
  ORDER BY visits.member_id, visits.kind_id, visits.day`;

/**
 * Judges every visit of a year again by the standards in force on its day. A single amount needs a ground of its own; for a
 * yearly amount or number of times, a ground on any of the visits counted will do (a late entry may stand between older ones).
 */
export function overStandards(db: Readable, year: number): OverStandard[] {
  const limits = new Map<string, Limit[]>();
  const limitsFor = ({ kindId, day }: VisitFact): Limit[] => {
    const key = `${kindId} ${day}`;
    const known = limits.get(key) ?? limitsOn(db, kindId, day);
    limits.set(key, known);
    return known;
  };
  const found: OverStandard[] = [];
  let group: VisitFact[] = [];
  const endGroup = () => {
    found.push(...judgeGroup(group, limitsFor));
    group = [];
  };
  // Standards are asked for while the visits are drawn; reading beside an iteration is allowed.
  for (const visit of db.iterate<VisitFact>(VISITS_BY_MEMBER, { first: `${year}-01-01`, last: `${year}-12-31` })) {
    const last = group.at(-1);
    if (last && (last.memberId !== visit.memberId || last.kindId !== visit.kindId)) endGroup();
    group.push(visit);
  }
  endGroup();
  return found;
}

/** One member's visits of one kind in one year, oldest first. */
function judgeGroup(visits: readonly VisitFact[], limitsFor: (visit: VisitFact) => Limit[]): OverStandard[] {
  const last = visits.at(-1);
  if (!last) return [];
  const found: OverStandard[] = [];
  const add = (visit: VisitFact, finding: string, ground: string) =>
    found.push({
      memberName: visit.memberName,
      memberNumber: visit.memberNumber,
      kindName: visit.kindName,
      day: visit.day,
      finding,
      ground,
    });
  for (const visit of visits) {
    for (const limit of limitsFor(visit)) {
      if (limit.shape === 'perTime' && visit.amount > limit.amount)
        add(visit, `每次标准 ${formatYuan(limit.amount)} 元，发了 ${formatYuan(visit.amount)} 元`, visit.ground);
    }
  }
  const ground = visits.find((visit) => visit.ground !== '')?.ground ?? '';
  const total = fen(visits.reduce((sum, visit) => sum + visit.amount, 0));
  for (const limit of limitsFor(last)) {
    if (limit.shape === 'perYear' && total > limit.amount)
      add(last, `${yearOf(last.day)} 年标准 ${formatYuan(limit.amount)} 元，共发 ${formatYuan(total)} 元`, ground);
    if (limit.shape === 'timesPerYear' && visits.length > limit.times)
      add(last, `${yearOf(last.day)} 年标准 ${limit.times} 次，共发 ${visits.length} 次`, ground);
  }
  return found;
}

/** A visit in a form that is not allowed for its kind; a festival in money is never allowed (总工办发〔2017〕32号). */
export interface BarredVisit {
  memberName: string;
  memberNumber: string;
  kindName: string;
  day: Day;
  amount: Fen;
}

export const BARRED_VISITS = `
  SELECT members.name AS memberName, members.number AS memberNumber, visit_kinds.name AS kindName, visits.day, visits.amount
  FROM visits CROSS JOIN visit_kinds ON visit_kinds.id = visits.kind_id CROSS JOIN members ON members.id = visits.member_id
  WHERE visits.day BETWEEN :first AND :last AND ${COUNTS}
    AND ((visit_kinds.festival = 1 AND visits.form = 'money')
         OR NOT EXISTS (SELECT 1 FROM json_each(visit_kinds.forms) AS allowed WHERE allowed.value = visits.form))
  ORDER BY visits.day, visits.id`;

/** The visits of a year whose form the rules bar, oldest first. */
export function barredVisits(db: Readable, year: number): BarredVisit[] {
  return db.all<BarredVisit>(BARRED_VISITS, { first: `${year}-01-01`, last: `${year}-12-31` });
}
