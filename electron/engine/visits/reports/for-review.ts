import { type Day, yearOf } from '#shared/calendar.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';
import {
  judgeLimit,
  judgeShare,
  type Limit,
  limitSentence,
  limitsFor,
  rivalsOf,
  type SoFar,
  shareOf,
  soFarUnder,
  type VisitFacts,
} from '#shared/visit-limits.ts';
import type { Readable } from '../../database.ts';
import { COUNTS } from '../records/reversed.ts';
import { incomeOfYear } from '../standards/income.ts';
import { readLimits } from '../standards/limits.ts';

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

interface VisitFact extends VisitFacts {
  id: string;
  memberId: string;
  memberName: string;
  memberNumber: string;
  kindName: string;
  amount: Fen;
  ground: string;
}

// visits have ids that grow with time, so they come in the order in which they were recorded
export const VISITS_BY_MEMBER = `
  SELECT visits.id, visits.member_id AS memberId, members.name AS memberName, members.number AS memberNumber, visits.kind_id AS kindId,
         visit_kinds.name AS kindName, visits.day, visits.festival, visits.case_name AS caseName, visits.illness, visits.amount,
         visits.approval_ground AS ground
  FROM visits CROSS JOIN members ON members.id = visits.member_id CROSS JOIN visit_kinds ON visit_kinds.id = visits.kind_id
  WHERE visits.day BETWEEN :first AND :last AND ${COUNTS}
  ORDER BY visits.member_id, visits.id`;

type PersonalLimit = Exclude<Limit, { shape: 'incomeShare' }>;
type SharedLimit = Extract<Limit, { shape: 'incomeShare' }>;

/**
 * Judges every visit of a year again as it was judged when it was recorded: by the limits in force on its day, against what was recorded
 * before it. A single amount needs a ground of its own; for the others a ground on any of the visits counted will do (a late entry may
 * stand between older ones). Where a limit must not be passed no ground helps.
 */
export function overStandards(db: Readable, year: number): OverStandard[] {
  const book = new LimitBook(readLimits(db));
  const shares = new Map<SharedLimit, ShareSoFar>();
  const found: OverStandard[] = [];
  let visits: VisitFact[] = [];
  const bounds = { first: `${year}-01-01`, last: `${year}-12-31` };
  for (const visit of db.iterate<VisitFact>(VISITS_BY_MEMBER, bounds)) {
    if (visits.length > 0 && visits[0]?.memberId !== visit.memberId) {
      found.push(...judgeMember(visits, book));
      visits = [];
    }
    visits.push(visit);
    for (const limit of book.sharedFor(visit)) addShare(shares, limit, visit);
  }
  found.push(...judgeMember(visits, book));
  for (const [limit, soFar] of shares) found.push(...judgeUnion(db, year, limit, soFar));
  return found;
}

/** The limits with, for each, those that may stand instead of it; what is in force for an occasion is looked up once. */
class LimitBook {
  readonly #all: readonly Limit[];
  readonly #known = new Map<string, { personal: PersonalLimit[]; shared: SharedLimit[] }>();
  readonly #rivals = new Map<Limit, Limit[]>();

  constructor(all: readonly Limit[]) {
    this.#all = all;
  }
  personalFor(visit: VisitFacts): readonly PersonalLimit[] {
    return this.#inForce(visit).personal;
  }
  sharedFor(visit: VisitFacts): readonly SharedLimit[] {
    return this.#inForce(visit).shared;
  }
  rivals(limit: Limit): readonly Limit[] {
    const rivals = this.#rivals.get(limit) ?? rivalsOf(limit, this.#all);
    this.#rivals.set(limit, rivals);
    return rivals;
  }
  #inForce(visit: VisitFacts): { personal: PersonalLimit[]; shared: SharedLimit[] } {
    const key = JSON.stringify([visit.kindId, visit.day, visit.festival, visit.caseName]);
    let known = this.#known.get(key);
    if (!known) {
      known = { personal: [], shared: [] };
      for (const limit of limitsFor(this.#all, visit)) {
        if (limit.shape === 'incomeShare') known.shared.push(limit);
        else known.personal.push(limit);
      }
      this.#known.set(key, known);
    }
    return known;
  }
}

/** One member's visits of a year in the order in which they were recorded. */
function judgeMember(visits: readonly VisitFact[], book: LimitBook): OverStandard[] {
  const single: OverStandard[] = [];
  const summed = new Map<string, OverStandard>();
  visits.forEach((visit, index) => {
    for (const limit of book.personalFor(visit)) {
      const before = visits.slice(0, index).map((one) => ({ ...one, times: 1 }));
      const soFar = soFarUnder(limit, book.rivals(limit), before, visit);
      if (judgeLimit(limit, soFar, visit, visit.amount).ok) continue;
      if (limit.shape === 'perTime') {
        single.push(
          overOf(
            visit,
            limit,
            `每次标准 ${formatYuan(limit.amount)} 元，发了 ${formatYuan(visit.amount)} 元`,
            visit.ground,
          ),
        );
        continue;
      }
      const counted = visits.filter(
        (one) => soFarUnder(limit, book.rivals(limit), [{ ...one, times: 1 }], visit).times === 1,
      );
      const ground = counted.find((one) => one.ground !== '')?.ground ?? '';
      const key = JSON.stringify([
        limit.id,
        limit.shape === 'perFestival' ? visit.festival : '',
        limit.shape === 'oncePerIllness' ? visit.illness : '',
      ]);
      summed.set(key, overOf(visit, limit, summedFinding(limit, soFar, visit), ground));
    }
  });
  return [...single, ...summed.values()];
}

/** What was exceeded, in one clause; an illness is never named. */
function summedFinding(limit: Exclude<PersonalLimit, { shape: 'perTime' }>, soFar: SoFar, visit: VisitFact): string {
  const year = `${yearOf(visit.day)} 年`;
  switch (limit.shape) {
    case 'perYear':
      return `${year}标准 ${formatYuan(limit.amount)} 元，共发 ${formatYuan(fen(soFar.amount + visit.amount))} 元`;
    case 'perFestival':
      return `${year}${visit.festival}标准 ${formatYuan(limit.amount)} 元，共发 ${formatYuan(fen(soFar.amount + visit.amount))} 元`;
    case 'timesPerYear':
      return `${year}标准 ${limit.times} 次，共发 ${soFar.times + 1} 次`;
    case 'oncePerIllness':
      return `${year}同一病种标准 ${limit.times} 次，共发 ${soFar.times + 1} 次`;
  }
}

function overOf(visit: VisitFact, limit: Limit, finding: string, ground: string): OverStandard {
  const { memberName, memberNumber, kindName, day } = visit;
  return { memberName, memberNumber, kindName, day, finding, ground: limit.whenOver === 'bar' ? '' : ground };
}

/** What was given under a union-wide limit on the days it was in force. */
interface ShareSoFar {
  amount: number;
  day: Day;
  ground: string;
}

function addShare(shares: Map<SharedLimit, ShareSoFar>, limit: SharedLimit, visit: VisitFact): void {
  const soFar = shares.get(limit) ?? { amount: 0, day: visit.day, ground: '' };
  shares.set(limit, {
    amount: soFar.amount + visit.amount,
    day: visit.day > soFar.day ? visit.day : soFar.day,
    ground: soFar.ground === '' ? visit.ground : soFar.ground,
  });
}

function judgeUnion(
  db: Readable,
  year: number,
  limit: SharedLimit,
  { amount, day, ground }: ShareSoFar,
): OverStandard[] {
  const income = incomeOfYear(db, year, limit.income, limit.incomeOf);
  const { ok } = judgeShare(limit, fen(amount), { income }, year, fen(0));
  const most = income === undefined ? fen(0) : shareOf(income, limit.percent);
  if (ok && amount <= most) return [];
  const finding =
    income === undefined
      ? `${limitSentence(limit)}，预算还没有，核对不了`
      : `${limitSentence(limit)}，即 ${formatYuan(most)} 元，共发 ${formatYuan(fen(amount))} 元`;
  return [
    {
      memberName: '全会',
      memberNumber: '',
      kindName: limit.kindNames.join('、'),
      day,
      finding,
      ground: limit.whenOver === 'bar' ? '' : ground,
    },
  ];
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
