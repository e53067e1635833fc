import { type Day, day, yearOf } from '#shared/calendar.ts';
import type { Fen } from '#shared/money.ts';
import type { GivenBefore } from '#shared/visit-limits.ts';
import type { Readable } from '../../database.ts';
import { COUNTS } from '../records/reversed.ts';

interface GivenRow {
  memberId: string;
  kindId: string;
  festival: string;
  caseName: string;
  illness: string;
  day: Day | '';
  amount: Fen;
  times: number;
}

/** `fine`: by festival, case, illness and, where one of them is said, by day; else one line a member and kind. */
export type Grain = 'fine' | 'coarse';

const FROM = `
  FROM visits
  WHERE visits.kind_id IN (SELECT value FROM json_each(:kinds)) AND visits.day BETWEEN :first AND :last AND ${COUNTS}`;
// A day matters only where a limit of a case or of one festival may have been in force or not.
const FINE = `
  SELECT visits.member_id AS memberId, visits.kind_id AS kindId, visits.festival, visits.case_name AS caseName, visits.illness,
         iif(visits.festival = '' AND visits.case_name = '', '', visits.day) AS day, sum(visits.amount) AS amount, count(*) AS times ${FROM}`;
const COARSE = `
  SELECT visits.member_id AS memberId, visits.kind_id AS kindId, '' AS festival, '' AS caseName, '' AS illness, '' AS day,
         sum(visits.amount) AS amount, count(*) AS times ${FROM}`;
/** What one member got of some kinds in a year, reversed and returned visits left out. */
export const GIVEN_TO_MEMBER = `${FINE} AND visits.member_id = :memberId GROUP BY 1, 2, 3, 4, 5, 6`;
/** The same of everybody. */
export const GIVEN_TO_ALL: Readonly<Record<Grain, string>> = {
  fine: `${FINE} GROUP BY 1, 2, 3, 4, 5, 6`,
  coarse: `${COARSE} GROUP BY 1, 2`,
};

const boundsOf = (kindIds: readonly string[], year: number) => ({
  kinds: JSON.stringify(kindIds),
  first: `${year}-01-01`,
  last: `${year}-12-31`,
});

const toGiven = (row: GivenRow, year: number): GivenBefore => ({
  ...row,
  day: row.day === '' ? day(`${year}-01-01`) : row.day,
});

/** A member is asked for alone; a list is longer than this, so then everybody's sums are read at once. */
const ASKED_ALONE = 8;

/**
 * What members got of some kinds in the calendar year of a day, days after it included. It is read when it is asked for the first
 * time and kept: visits that are written meanwhile are not in it.
 * @param grain how finely it is needed of everybody
 */
export function givenInYear(
  db: Readable,
  kindIds: readonly string[],
  onDay: Day,
  grain: Grain,
): (memberId: string) => readonly GivenBefore[] {
  const year = yearOf(onDay);
  const bounds = boundsOf(kindIds, year);
  let asked = 0;
  let everybody: Map<string, GivenBefore[]> | undefined;
  return (memberId) => {
    asked += 1;
    if (asked <= ASKED_ALONE)
      return db.all<GivenRow>(GIVEN_TO_MEMBER, { ...bounds, memberId }).map((row) => toGiven(row, year));
    everybody ??= readEverybody(db, bounds, year, grain);
    return everybody.get(memberId) ?? [];
  };
}

function readEverybody(
  db: Readable,
  bounds: ReturnType<typeof boundsOf>,
  year: number,
  grain: Grain,
): Map<string, GivenBefore[]> {
  const byMember = new Map<string, GivenBefore[]>();
  for (const row of db.iterate<GivenRow>(GIVEN_TO_ALL[grain], bounds)) {
    const known = byMember.get(row.memberId);
    if (known) known.push(toGiven(row, year));
    else byMember.set(row.memberId, [toGiven(row, year)]);
  }
  return byMember;
}

/** What the whole union gave for some kinds in a year. */
export function givenByUnion(db: Readable, kindIds: readonly string[], year: number): Fen {
  const row = db.get<{ amount: Fen }>(
    `SELECT coalesce(sum(visits.amount), 0) AS amount FROM visits
     WHERE visits.kind_id IN (SELECT value FROM json_each(:kinds)) AND visits.day BETWEEN :first AND :last AND ${COUNTS}`,
    boundsOf(kindIds, year),
  );
  if (!row) throw new Error('an aggregate without a row');
  return row.amount;
}
