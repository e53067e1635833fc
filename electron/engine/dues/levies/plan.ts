import { formatMonth, type Month, monthOf } from '#shared/calendar.ts';
import type { DuesRuleRecord } from '#shared/contract/dues.ts';
import type { WageItem } from '#shared/contract/members.ts';
import { assessMember, isWholeFen, type LevySum, type MemberMonth } from '#shared/dues-levy.ts';
import { type DuesPeriod, formatPeriod, monthsOf, periodOf } from '#shared/dues-periods.ts';
import { Refusal, refuse } from '#shared/errors.ts';
import type { ReadContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { assertOpen } from '../../ledger/commands.ts';
import { activeMembersWithWages, memberIdsUnder, readMemberNames, readWagesInForce } from '../../members/commands.ts';
import { ruleOf } from '../rules/rules.ts';
import { termsInForce } from '../waivers/terms.ts';
import { usedWageMonth } from './wage-month.ts';

/** What is to be levied, as `dues.previewLevy` and `dues.raiseLevy` are asked. */
export interface LevyScope {
  /** The month looked at. */
  month: Month;
  /** Without it, the period of the month's rule that holds the month. */
  period?: DuesPeriod | undefined;
  wageMonth?: Month | undefined;
  /** Without members or a group, everybody. */
  memberIds?: readonly string[] | undefined;
  groupId?: string | undefined;
}

/** One levy that is to be made. */
export interface PlannedLevy extends LevySum {
  month: Month;
  rule: DuesRuleRecord;
  /** The kind of the member's terms, which the rule may not know. */
  kind: string;
}

export interface PlannedMember {
  id: string;
  number: string;
  name: string;
  groupName: string;
  levies: PlannedLevy[];
  /** Months in which no wage is on file. */
  withoutWage: Month[];
}

export interface LevyPlan {
  period: DuesPeriod;
  /** The rule in force in the last month. */
  rule: DuesRuleRecord;
  wageMonth: Month | undefined;
  /** Everybody with anything to levy or without a wage, in the order of their numbers. */
  members: PlannedMember[];
  /** Levies of these months that are there already, of whomever is asked for. */
  already: number;
  /** Members who keep their membership without paying in the last month. */
  retained: number;
  /** Members who do not pay in any of the months by their own terms. */
  notPaying: number;
}

/** A stretch of months under one rule within one of its collecting periods: what is assessed together. */
interface Stretch {
  rule: DuesRuleRecord;
  period: DuesPeriod;
  /** The months that are to be levied. */
  months: Month[];
  /** With those of the period whose bases must be known too. */
  known: Month[];
}

interface Person {
  id: string;
  number: string;
  name: string;
  groupName: string;
  months: Map<Month, MemberMonth>;
  /** The wage items in force in each of these months. */
  items: Map<Month, WageItem[]>;
}

/**
 * Who will be levied for which months and how much.
 * @throws Refusal `dues.monthClosed`, `dues.periodPartlyClosed`, `ledger.periodMissing`, `dues.noRule`, `request.notFound`
 */
export function planLevy({ db, today }: Pick<ReadContext, 'db' | 'today'>, scope: LevyScope): LevyPlan {
  const period = scope.period ?? periodOf(scope.month, ruleOf(db, scope.month).frequency);
  const months = monthsOf(period);
  assertMonthsOpen(db, months);
  const stretches = stretchesOf(db, months);
  const wanted = wantedMembers(db, scope);
  const { people, retained, silent } = peopleIn(
    db,
    [...new Set(stretches.flatMap(({ known }) => known))],
    period,
    wanted,
  );
  const wages = wagesByMonth(db);
  const levied = leviedIn(db, months);
  const rule = stretches.at(-1)?.rule ?? ruleOf(db, period.to);
  let wageMonth: Month | undefined;
  const planned = new Map<string, PlannedMember>();
  for (const stretch of stretches) {
    const chosen =
      stretch.rule.baseMonth === 'chosen'
        ? (scope.wageMonth ?? usedWageMonth(db, stretch) ?? latest(stretch.period, monthOf(today)))
        : undefined;
    wageMonth = chosen ?? wageMonth;
    for (const person of people.values()) planMember(planned, person, stretch, chosen, wages, levied);
  }
  const members = [...people.keys()].map((id) => planned.get(id)).filter((member) => member !== undefined);
  const already = months.reduce((count, month) => count + countOf(levied.get(month), wanted), 0);
  return { period, rule, wageMonth, members, already, retained, notPaying: silent };
}

function planMember(
  planned: Map<string, PlannedMember>,
  person: Person,
  { rule, period, months, known }: Stretch,
  wageMonth: Month | undefined,
  wages: (month: Month) => Map<string, WageItem[]>,
  levied: ReadonlyMap<Month, ReadonlySet<string>>,
): void {
  const { id, number, name, groupName } = person;
  const open = months.filter((month) => person.months.has(month) && levied.get(month)?.has(id) !== true);
  if (open.length === 0) return;
  const sums = assessMember(rule, {
    period,
    months: known.map((month) => person.months.get(month)).filter((month) => month !== undefined),
    itemsIn: (month) => person.items.get(month) ?? wages(month).get(id) ?? [],
    ...(wageMonth === undefined ? {} : { wageMonth }),
  });
  const member = planned.get(id) ?? { id, number, name, groupName, levies: [], withoutWage: [] };
  planned.set(id, member);
  for (const month of open) {
    const sum = sums.get(month);
    const kind = person.months.get(month)?.kind ?? '';
    if (sum) member.levies.push({ ...sum, month, rule, kind });
    else member.withoutWage.push(month);
  }
}

/** Months of one rule and one of its periods stand together; each stretch knows which other months its sums depend on. */
function stretchesOf(db: Readable, months: readonly Month[]): Stretch[] {
  const stretches: Stretch[] = [];
  for (const month of months) {
    const rule = ruleOf(db, month);
    const period = periodOf(month, rule.frequency);
    const last = stretches.at(-1);
    if (last && last.rule.id === rule.id && last.period.from === period.from) last.months.push(month);
    else stretches.push({ rule, period, months: [month], known: [] });
  }
  for (const stretch of stretches) {
    stretch.known = isWholeFen(stretch.rule)
      ? stretch.months
      : monthsOf(stretch.period).filter((month) => isUnder(db, stretch.rule, month));
  }
  return stretches;
}

function isUnder(db: Readable, rule: DuesRuleRecord, month: Month): boolean {
  return month >= rule.from && ruleOf(db, month).id === rule.id;
}

/** Everybody who pays in one of the months, in the order of their numbers. */
function peopleIn(
  db: Readable,
  months: readonly Month[],
  period: DuesPeriod,
  wanted: ReadonlySet<string> | undefined,
): { people: Map<string, Person>; retained: number; silent: number } {
  const found = new Map<string, Person>();
  const silent = new Set<string>();
  let retainedAtEnd = 0;
  for (const month of [...months].sort()) {
    const terms = termsInForce(db, month);
    const { members, retained } = activeMembersWithWages(db, month);
    if (month === period.to) retainedAtEnd = retained;
    for (const { id, number, name, groupName, since, items } of members) {
      if (wanted && !wanted.has(id)) continue;
      const { pays, kind } = terms.get(id) ?? { pays: true, kind: '' };
      if (!pays) {
        if (month >= period.from && month <= period.to) silent.add(id);
        continue;
      }
      const person = found.get(id) ?? { id, number, name, groupName, months: new Map(), items: new Map() };
      found.set(id, person);
      person.months.set(month, { month, kind, since });
      person.items.set(month, items);
    }
  }
  // later months bring in people who stand between those of the first
  const inOrder =
    months.length === 1
      ? [...found.values()]
      : [...found.values()].sort((a, b) => (before(a, b) ? -1 : before(b, a) ? 1 : 0));
  return {
    people: new Map(inOrder.map((person) => [person.id, person])),
    retained: retainedAtEnd,
    silent: [...silent].filter((id) => !found.has(id)).length,
  };
}

/** As SQLite sorts: by number, name, id. */
function before(a: Person, b: Person): boolean {
  if (a.number !== b.number) return a.number < b.number;
  return a.name === b.name ? a.id < b.id : a.name < b.name;
}

/** The wages in force in a month, read once. */
function wagesByMonth(db: Readable): (month: Month) => Map<string, WageItem[]> {
  const read = new Map<Month, Map<string, WageItem[]>>();
  return (month) => {
    const known = read.get(month) ?? readWagesInForce(db, month);
    read.set(month, known);
    return known;
  };
}

/** @throws Refusal `request.notFound` */
function wantedMembers(db: Readable, { memberIds, groupId }: LevyScope): ReadonlySet<string> | undefined {
  if (memberIds && readMemberNames(db, memberIds).size < new Set(memberIds).size) {
    throw refuse('request.notFound', { what: '会员' });
  }
  if (memberIds === undefined) return groupId === undefined ? undefined : new Set(memberIdsUnder(db, groupId));
  if (groupId === undefined) return new Set(memberIds);
  const inGroup = new Set(memberIdsUnder(db, groupId));
  return new Set(memberIds.filter((id) => inGroup.has(id)));
}

function leviedIn(db: Readable, months: readonly Month[]): Map<Month, Set<string>> {
  return new Map(
    months.map((month) => [
      month,
      new Set(
        db
          .all<{ member_id: string }>('SELECT member_id FROM levies WHERE month = :month', { month })
          .map((row) => row.member_id),
      ),
    ]),
  );
}

function countOf(levied: ReadonlySet<string> | undefined, wanted: ReadonlySet<string> | undefined): number {
  if (!wanted) return levied?.size ?? 0;
  return [...wanted].filter((id) => levied?.has(id) === true).length;
}

function latest({ from, to }: DuesPeriod, now: Month): Month {
  if (now < from) return from;
  return now > to ? to : now;
}

/**
 * What was collected and closed keeps its figures, levies too: a month is levied and withdrawn as long as the collecting period
 * that holds it has an open month. A union that collects by month stops at the closed month; one that collects the half-year
 * in November (潍坊职院 2024) has closed the months from July by then and levies them all the same. Levies post no voucher.
 * @throws Refusal `dues.monthClosed`, `dues.periodPartlyClosed`, `ledger.periodMissing`
 */
export function assertMonthsOpen(db: Readable, months: readonly Month[]): void {
  const closed = months.filter((month) => isCollected(db, month));
  const last = closed.at(-1);
  if (last === undefined) return;
  const open = months.find((month) => month > last);
  const [from, to] = [months[0], months.at(-1)];
  if (open === undefined || from === undefined || to === undefined) {
    throw refuse('dues.monthClosed', { month: formatPeriod({ from: closed[0] ?? last, to: last }) });
  }
  throw refuse('dues.periodPartlyClosed', {
    period: formatPeriod({ from, to }),
    closed: formatPeriod({ from: closed[0] ?? last, to: last }),
    open: formatMonth(open),
  });
}

/** Every month of the collecting period that holds this one is closed. @throws Refusal `ledger.periodMissing`, `dues.noRule` */
function isCollected(db: Readable, month: Month): boolean {
  if (!isClosed(db, month)) return false;
  return monthsOf(periodOf(month, ruleOf(db, month).frequency)).every((each) => isClosed(db, each));
}

/** @throws Refusal `ledger.periodMissing` */
function isClosed(db: Readable, month: Month): boolean {
  try {
    assertOpen(db, month);
    return false;
  } catch (error) {
    if (error instanceof Refusal && error.detail.code === 'ledger.periodClosed') return true;
    throw error;
  }
}
