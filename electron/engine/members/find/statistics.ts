import { ageOn } from '#shared/age.ts';
import { type Day, day, yearOf } from '#shared/calendar.ts';
import type { MemberStatistics, MemberStatus, Sex, StatisticsLine, StatisticsScope } from '#shared/contract/members.ts';
import { sharesOf } from '#shared/shares.ts';
import type { Readable } from '../../database.ts';
import { branchesOf, groupsOnDay } from '../groups/queries.ts';
import { readTree } from '../groups/tree.ts';
import { STATUS_ON_DAY } from '../records/in-month.ts';

/** One row a member: the status on `:day`, and what decides whether the books knew of the person by then. */
export const MEMBERS_ON_DAY = `
  SELECT members.id, sex, birthday, education, political, joined, ${STATUS_ON_DAY} AS status,
         (SELECT day FROM member_changes AS entry WHERE entry.member_id = members.id AND entry.sequence = 1) AS entered,
         EXISTS (SELECT 1 FROM member_changes_standing AS ever
                 WHERE ever.member_id = members.id AND ('active' IN (from_status, to_status) OR 'retained' IN (from_status, to_status))) AS everMember
  FROM members`;

interface MemberOnDay {
  id: string;
  sex: Sex | null;
  birthday: Day | null;
  education: string;
  political: string;
  joined: string;
  status: MemberStatus;
  entered: Day | null;
  everMember: 0 | 1;
}

const HOLDERS: readonly MemberStatus[] = ['active', 'retained'];
const isHolder = (status: MemberStatus) => HOLDERS.includes(status);

/**
 * Whether somebody is to be counted on a day. A member counts from joining; with a month only from that month on, without
 * anything as long as the books go. An applicant counts from the day the application was entered.
 */
function isThere({ status, joined, entered }: MemberOnDay, on: Day): boolean {
  return status === 'applied' ? entered === null || entered <= on : joined <= on;
}

function membersOn(db: Readable, on: Day): MemberOnDay[] {
  return db.all<MemberOnDay>(MEMBERS_ON_DAY, { day: on }).filter((member) => isThere(member, on));
}

/**
 * The members as of the end of a day. Membership and group are as they were (`member_changes`, `member_moves`); everything
 * else is what the records say today, since they keep no history of it.
 */
export function memberStatistics(db: Readable, on: Day, scope: StatisticsScope): MemberStatistics {
  const everybody = membersOn(db, on);
  const counted = everybody.filter(({ status }) => (scope === 'both' ? isHolder(status) : status === scope));
  const women = counted.filter(({ sex }) => sex === 'female').length;
  const ages = counted.flatMap(({ birthday }) => (birthday === null || birthday > on ? [] : [ageOn(birthday, on)]));
  const sumOfAges = ages.reduce((sum, age) => sum + age, 0);
  return {
    day: on,
    scope,
    members: counted.length,
    men: counted.filter(({ sex }) => sex === 'male').length,
    women,
    womenShare: sharesOf([women, counted.length - women])[0] ?? 0,
    ...(ages.length === 0 ? {} : { averageAge: Math.round((sumOfAges * 10) / ages.length) }),
    byStatus: countStatuses(everybody),
    year: movements(membersOn(db, day(`${yearOf(on) - 1}-12-31`)), everybody),
    tables: tablesOf(db, counted, on),
  };
}

function countStatuses(members: readonly MemberOnDay[]): Record<MemberStatus, number> {
  const counts: Record<MemberStatus, number> = {
    applied: 0,
    active: 0,
    retained: 0,
    transferred: 0,
    withdrawn: 0,
    lapsed: 0,
    expelled: 0,
    deceased: 0,
  };
  for (const { status } of members) counts[status] += 1;
  return counts;
}

/** Who came and went between two days: every member of the later day was there, joined or returned. */
function movements(before: readonly MemberOnDay[], now: readonly MemberOnDay[]): MemberStatistics['year'] {
  const start = new Set(before.filter(({ status }) => isHolder(status)).map(({ id }) => id));
  const ended = new Set(before.filter((member) => hasEnded(member)).map(({ id }) => id));
  let [joined, returned, left] = [0, 0, 0];
  for (const member of now) {
    const { id, status } = member;
    const isIn = isHolder(status);
    if (start.has(id)) {
      if (!isIn) left += 1;
    } else if (ended.has(id)) {
      if (isIn) returned += 1;
    } else if (isIn || hasEnded(member)) {
      joined += 1;
      if (!isIn) left += 1;
    }
  }
  return { start: start.size, joined, returned, left, now: now.filter(({ status }) => isHolder(status)).length };
}

/** Was a member and is none any more; an application that was withdrawn never began. */
function hasEnded({ status, everMember }: MemberOnDay): boolean {
  return everMember === 1 && status !== 'applied' && !isHolder(status);
}

const UNKNOWN = '未填';
const SEX_LINES = [
  ['male', '男'],
  ['female', '女'],
  ['', UNKNOWN],
] as const;
/** First year of each band, and what it is called. */
const AGE_BANDS: readonly (readonly [number, string])[] = [
  [0, '25 岁及以下'],
  [26, '26 至 30 岁'],
  [31, '31 至 35 岁'],
  [36, '36 至 40 岁'],
  [41, '41 至 45 岁'],
  [46, '46 至 50 岁'],
  [51, '51 至 55 岁'],
  [56, '56 至 60 岁'],
  [61, '61 岁及以上'],
];

function tablesOf(db: Readable, members: readonly MemberOnDay[], on: Day): MemberStatistics['tables'] {
  const groups = groupsOnDay(db, on);
  const branches = branchesOf(db);
  const tree = readTree(db);
  const groupOf = ({ id }: MemberOnDay) => groups.get(id) ?? '';
  const branchOf = (member: MemberOnDay) => branches.get(groupOf(member))?.id ?? '';
  const branchLines = tree.filter(({ id }) => branches.get(id)?.id === id).map(({ id, name }) => [id, name] as const);
  return {
    sex: linesOf(members, ({ sex }) => sex ?? '', SEX_LINES),
    age: linesOf(members, ({ birthday }) => bandOf(birthday, on), [
      ...AGE_BANDS.map(([first, label]) => [String(first), label] as const),
      ['', '出生日期未填'],
    ]),
    education: linesOf(
      members,
      ({ education }) => education,
      wordLines(members, ({ education }) => education),
    ),
    political: linesOf(
      members,
      ({ political }) => political,
      wordLines(members, ({ political }) => political),
    ),
    branch: branchLines.length === 0 ? [] : linesOf(members, branchOf, [...branchLines, ['', '不在分会']]),
    group: linesOf(members, groupOf, [...tree.map(({ id, path }) => [id, path] as const), ['', '未分组']]),
  };
}

function bandOf(birthday: Day | null, on: Day): string {
  if (birthday === null || birthday > on) return '';
  const age = ageOn(birthday, on);
  return String(AGE_BANDS.findLast(([first]) => first <= age)?.[0] ?? '');
}

/** The words that the records use, the most frequent first, 未填 last. */
function wordLines(
  members: readonly MemberOnDay[],
  word: (member: MemberOnDay) => string,
): (readonly [string, string])[] {
  const counts = new Map<string, number>();
  for (const member of members) counts.set(word(member), (counts.get(word(member)) ?? 0) + 1);
  const words = [...counts].filter(([text]) => text !== '');
  words.sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1));
  return [...words.map(([text]) => [text, text] as const), ['', UNKNOWN]];
}

/** One line a key, in the order given, without those that nobody belongs to. */
function linesOf(
  members: readonly MemberOnDay[],
  keyOf: (member: MemberOnDay) => string,
  wanted: readonly (readonly [key: string, label: string])[],
): StatisticsLine[] {
  const lines = new Map(wanted.map(([key, label]) => [key, { key, label, members: 0, men: 0, women: 0, share: 0 }]));
  for (const member of members) {
    const line = lines.get(keyOf(member));
    // every member has a line: its key is among the wanted ones, or the table is wrong
    if (!line) throw new Error(`statistics have no line for ${keyOf(member)}`);
    line.members += 1;
    if (member.sex === 'male') line.men += 1;
    if (member.sex === 'female') line.women += 1;
  }
  const found = [...lines.values()].filter((line) => line.members > 0);
  const shares = sharesOf(found.map((line) => line.members));
  return found.map((line, place) => ({ ...line, share: shares[place] ?? 0 }));
}
