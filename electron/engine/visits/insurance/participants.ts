import type { Window } from '#shared/contract/fields.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { NotTaken, Participant } from '#shared/contract/visits.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { likePattern } from '../../like.ts';
import { listMembersWith } from '../../members/commands.ts';
import { assertParts, requireYear, titleOfYear, type YearTerms } from './plans.ts';

const STANDING = (kind: string) =>
  `EXISTS (SELECT 1 FROM insurance_lines_standing AS line
           WHERE line.member_id = person.member_id AND line.year_id = person.year_id AND line.kind = '${kind}')`;
const THROUGH_BOOKS = 'person.union_part + person.member_part + person.employer_part * year.employer_held > 0';
const COLLECTED = `(person.member_part = 0 OR ${STANDING('member')})
  AND (person.employer_part * year.employer_held = 0 OR ${STANDING('employer')})`;

const COLUMNS = `
  person.member_id AS memberId, members.number, members.name, coalesce(groups.name, '') AS groupName,
  coalesce(members.sex, '') AS sex, members.status, person.shares, person.union_part AS unionPart, person.member_part AS memberPart,
  person.employer_part AS employerPart, (${COLLECTED}) AS collected, ${STANDING('pay')} AS paid, ${THROUGH_BOOKS} AS throughBooks`;
const FROM = `
  insurance_participants AS person CROSS JOIN insurance_years AS year ON year.id = person.year_id
  CROSS JOIN members ON members.id = person.member_id LEFT JOIN groups ON groups.id = members.group_id`;
const STATES = {
  uncollected: `AND NOT (${COLLECTED})`,
  unpaid: `AND ${THROUGH_BOOKS} AND NOT ${STANDING('pay')}`,
  paid: `AND ${STANDING('pay')}`,
} as const;

type Filter = Pick<ParsedInputOf<'visits.listParticipants'>, 'search' | 'state'>;
const conditionsOf = ({ search, state }: Filter) =>
  `person.year_id = :yearId ${state === undefined ? '' : STATES[state]}
   ${search === '' ? '' : "AND members.search_text LIKE :like ESCAPE '\\'"}`;

/** The SQL of one window, in the order of the members' numbers. */
export const participantListSql = (filter: Filter) =>
  `SELECT ${COLUMNS} FROM ${FROM} WHERE ${conditionsOf(filter)} ORDER BY members.number, members.name, members.id LIMIT :limit OFFSET :offset`;

type Stored = Omit<Participant, 'collected' | 'paid' | 'throughBooks'> & {
  collected: number;
  paid: number;
  throughBooks: number;
};
const toParticipant = ({ collected, paid, throughBooks, ...row }: Stored): Participant => ({
  ...row,
  collected: collected === 1,
  paid: paid === 1,
  throughBooks: throughBooks === 1,
});

/** A window of who takes part in a year. @throws Refusal `request.notFound` */
export function listParticipants(
  db: Readable,
  { yearId, offset, limit, ...filter }: ParsedInputOf<'visits.listParticipants'>,
): Window<Participant> {
  requireYear(db, yearId);
  const params = { yearId, like: likePattern(filter.search) };
  const total = db.get<{ total: number }>(
    `SELECT count(*) AS total FROM ${FROM} WHERE ${conditionsOf(filter)}`,
    params,
  );
  const rows = db.all<Stored>(participantListSql(filter), { ...params, limit, offset });
  return { total: total?.total ?? 0, rows: rows.map(toParticipant) };
}

/** All participants of a year in the order of their numbers, for lists that are handed on. */
export function allParticipants(db: Readable, yearId: string): Participant[] {
  return db
    .all<Stored>(participantListSql({ search: '' }), { yearId, like: '%', limit: -1, offset: 0 })
    .map(toParticipant);
}

/** @throws Refusal `request.notFound` */
function requireParticipant(db: Readable, yearId: string, memberId: string): Participant {
  const row = db.get<Stored>(
    `SELECT ${COLUMNS} FROM ${FROM} WHERE person.year_id = :yearId AND person.member_id = :memberId`,
    {
      yearId,
      memberId,
    },
  );
  if (!row) throw refuse('request.notFound', { what: '参保人' });
  return toParticipant(row);
}

interface Wanted {
  memberId: string;
  shares: number;
}

/** @throws Refusal `request.notFound`, `visit.insuranceShares`, `visit.insuranceNobody` (neither members nor filter fit anybody) */
export function addParticipants(
  context: WriteContext,
  input: ParsedInputOf<'visits.addParticipants'>,
): { added: number; leftOut: NotTaken[] } {
  const { db } = context;
  const year = requireYear(db, input.yearId);
  const { filter } = input;
  if (filter?.groupId !== undefined && !db.get('SELECT 1 FROM groups WHERE id = :id', { id: filter.groupId }))
    throw refuse('request.notFound', { what: '工会小组' });
  const found = filter ? listMembersWith(db, filter).map(({ id }) => id) : [];
  const chosen = new Set([...input.memberIds, ...(filter?.womenOnly ? onlyWomen(db, found) : found)]);
  if (chosen.size === 0) throw refuse('visit.insuranceNobody');
  return take(
    context,
    year,
    [...chosen].map((memberId) => ({ memberId, shares: input.shares })),
  );
}

function onlyWomen(db: Readable, ids: readonly string[]): string[] {
  return db
    .all<{ id: string }>("SELECT id FROM members WHERE sex = 'female' AND id IN (SELECT value FROM json_each(:ids))", {
      ids: JSON.stringify(ids),
    })
    .map(({ id }) => id);
}

/**
 * The participants of the term before, with their shares. Who left the union since, or does not fit, is told.
 * @throws Refusal `request.notFound`, `visit.insuranceNoEarlier`
 */
export function carryParticipants(context: WriteContext, yearId: string): { added: number; leftOut: NotTaken[] } {
  const { db } = context;
  const year = requireYear(db, yearId);
  const earlier = db.all<Wanted>(
    `SELECT person.member_id AS memberId, person.shares FROM insurance_participants AS person CROSS JOIN members ON members.id = person.member_id
     WHERE person.year_id = (SELECT id FROM insurance_years WHERE plan_id = :planId AND from_day < :from ORDER BY from_day DESC LIMIT 1)
     ORDER BY members.number, members.name, members.id`,
    { planId: year.planId, from: year.from },
  );
  if (earlier.length === 0) throw refuse('visit.insuranceNoEarlier');
  return take(
    context,
    year,
    earlier.map(({ memberId, shares }) => ({ memberId, shares: Math.min(shares, year.maxShares) })),
    true,
  );
}

interface Candidate {
  name: string;
  sex: string | null;
  status: string;
  inside: number;
}

/** @param standing only those who are active or keep their membership */
function take(context: WriteContext, year: YearTerms, wanted: readonly Wanted[], standing = false) {
  const { db } = context;
  const leftOut: NotTaken[] = [];
  const names: string[] = [];
  for (const { memberId, shares } of wanted) {
    if (shares > year.maxShares) throw refuse('visit.insuranceShares', { most: year.maxShares });
    const person = db.get<Candidate>(
      `SELECT name, sex, status, EXISTS (SELECT 1 FROM insurance_participants WHERE year_id = :yearId AND member_id = members.id) AS inside
       FROM members WHERE id = :memberId`,
      { yearId: year.id, memberId },
    );
    if (!person) throw refuse('request.notFound', { what: '会员' });
    const sentence = objection(person, year, standing);
    if (sentence !== undefined) {
      leftOut.push({ memberId, memberName: person.name, sentence });
      continue;
    }
    db.run(
      `INSERT INTO insurance_participants (year_id, member_id, shares, union_part, member_part, employer_part)
       VALUES (:yearId, :memberId, :shares, :unionPart, :memberPart, :employerPart)`,
      {
        yearId: year.id,
        memberId,
        shares,
        unionPart: fen(year.unionPart * shares),
        memberPart: fen(year.memberPart * shares),
        employerPart: fen(year.employerPart * shares),
      },
    );
    names.push(person.name);
  }
  context.trail({
    subject: 'insuranceParticipants',
    id: year.id,
    label: `${titleOfYear(year)} 加入 ${names.length} 人`,
    after: { added: names.length, names: names.slice(0, 50), leftOut: leftOut.length },
  });
  return { added: names.length, leftOut };
}

function objection(person: Candidate, year: YearTerms, standing: boolean): string | undefined {
  if (person.inside === 1) return '已经在这个年度里';
  if (year.womenOnly && person.sex !== 'female')
    return person.sex === null ? '没有登记性别，这一项只限女职工' : '这一项只限女职工';
  if (standing && person.status !== 'active' && person.status !== 'retained') return '已经不在册';
  return undefined;
}

/** @throws Refusal `visit.insurancePaid`, `visit.insuranceShares`, `visit.insuranceParts`, `request.notFound` */
export function saveParticipant(context: WriteContext, input: ParsedInputOf<'visits.saveParticipant'>): Participant {
  const { db } = context;
  const { yearId, memberId, shares, unionPart, memberPart, employerPart } = input;
  const year = requireYear(db, yearId);
  const before = requireParticipant(db, yearId, memberId);
  if (shares > year.maxShares) throw refuse('visit.insuranceShares', { most: year.maxShares });
  assertParts(input, year.premium * shares);
  assertUnpaid(db, yearId, [memberId]);
  db.run(
    `UPDATE insurance_participants SET shares = :shares, union_part = :unionPart, member_part = :memberPart, employer_part = :employerPart
     WHERE year_id = :yearId AND member_id = :memberId`,
    { yearId, memberId, shares, unionPart, memberPart, employerPart },
  );
  const after = requireParticipant(db, yearId, memberId);
  const money = (row: { shares: number; unionPart: Fen; memberPart: Fen; employerPart: Fen }) => ({
    shares: row.shares,
    unionPart: row.unionPart,
    memberPart: row.memberPart,
    employerPart: row.employerPart,
  });
  context.trail({
    subject: 'insuranceParticipants',
    id: yearId,
    label: `${titleOfYear(year)} ${after.name}`,
    before: money(before),
    after: money(after),
  });
  return after;
}

/** @throws Refusal `visit.insurancePaid` */
function assertUnpaid(db: Readable, yearId: string, memberIds: readonly string[]): void {
  for (const memberId of memberIds)
    if (
      db.get('SELECT 1 FROM insurance_lines_standing WHERE member_id = :memberId AND year_id = :yearId', {
        memberId,
        yearId,
      })
    )
      throw refuse('visit.insurancePaid');
}

/** Takes people out of a year, all or none. @throws Refusal `visit.insurancePaid`, `visit.insuranceHasClaims`, `request.notFound` */
export function dropParticipants(
  context: WriteContext,
  input: ParsedInputOf<'visits.dropParticipants'>,
): { dropped: number } {
  const { db } = context;
  const { yearId } = input;
  const year = requireYear(db, yearId);
  const people = [...new Set(input.memberIds)].map((id) => requireParticipant(db, yearId, id));
  const ids = people.map(({ memberId }) => memberId);
  assertUnpaid(db, yearId, ids);
  for (const memberId of ids) {
    if (
      db.get('SELECT 1 FROM insurance_claims WHERE year_id = :yearId AND member_id = :memberId', { yearId, memberId })
    )
      throw refuse('visit.insuranceHasClaims');
    db.run('DELETE FROM insurance_participants WHERE year_id = :yearId AND member_id = :memberId', {
      yearId,
      memberId,
    });
  }
  context.trail({
    subject: 'insuranceParticipants',
    id: yearId,
    label: `${titleOfYear(year)} 去掉 ${people.length} 人`,
    before: people.map(({ name, number, shares }) => ({ name, number, shares })),
  });
  return { dropped: people.length };
}
