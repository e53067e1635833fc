import { bornUntil } from '#shared/age.ts';
import type { Day } from '#shared/calendar.ts';
import type { MemberFilter } from '#shared/contract/members.ts';
import type { Params, Readable, Value } from '../../database.ts';
import { likePattern } from '../../like.ts';
import { searchConditions } from './search.ts';

/** What the rows of `members` must fulfil. The conditions are fixed words; what a person gave is always a parameter. */
export interface Conditions {
  where: readonly string[];
  params: Params;
  /** The covering index that has all the columns that are asked about. */
  index: 'members_searched' | 'members_filtered';
}

/** A filter of which only what it asks has to be there. */
export type AskedFilter = Partial<MemberFilter>;

/** The rows of `members` that fit, from the covering index alone: `FROM <this>`. */
export function matching({ where, index }: Conditions): string {
  return `members INDEXED BY ${index}${where.length === 0 ? '' : ` WHERE ${where.join(' AND ')}`}`;
}

/** Gathers conditions with their parameters. */
class Gathered {
  readonly where: string[] = [];
  readonly params: Record<string, Value> = {};
  /** Whether a column is asked about that `members_searched` does not have. */
  wide = false;

  add(condition: string, params: Record<string, Value> = {}): void {
    this.where.push(condition);
    Object.assign(this.params, params);
  }
  addWide(condition: string, params: Record<string, Value> = {}): void {
    this.wide = true;
    this.add(condition, params);
  }
}

/**
 * A filter as conditions on `members`. Columns of the record come from the covering index; what stands in other tables is
 * asked of an index of theirs, once a query.
 * @param today ages and 本月 count from it
 */
export function filterConditions(db: Readable, filter: AskedFilter, today: Day): Conditions {
  const gathered = new Gathered();
  askMembership(gathered, filter);
  askGroups(gathered, filter);
  askPerson(gathered, filter, today);
  askParticulars(gathered, filter);
  const search = searchConditions(db, filter.search ?? '');
  return {
    // the cheap questions first: text is compared only for the rows that are left
    where: [...gathered.where, ...search.where],
    params: { ...gathered.params, ...search.params },
    index: gathered.wide ? 'members_filtered' : 'members_searched',
  };
}

/** `column IN (…)` over a list that comes as JSON. */
const isOneOf = (column: string, name: string) => `${column} IN (SELECT value FROM json_each(:${name}))`;

/** 退休 in books from before kinds were kept: the ground says it. */
const RETIRED_GROUNDS = ['退休', '离休'];
/**
 * The change that those who keep their membership stand on (what was undone does not count), by its kind; found by the index
 * `member_changes_retained`.
 */
const keptBy = (kind: string) => `
  SELECT member_id FROM member_changes_standing AS last WHERE to_status = 'retained' AND ${kind} AND NOT EXISTS (
    SELECT 1 FROM member_changes_standing AS later WHERE later.member_id = last.member_id AND later.sequence > last.sequence)`;
const RETAINED_FOR = keptBy('kind = :retained');
const RETIRED_BY_GROUND = keptBy("kind = '' AND (ground LIKE :retired0 OR ground LIKE :retired1)");

function askMembership(gathered: Gathered, { statuses = [], retained }: AskedFilter): void {
  if (statuses.length > 0)
    gathered.add(
      `status IN (${statuses.map((_, place) => `:status${place}`).join(', ')})`,
      Object.fromEntries(statuses.map((status, place) => [`status${place}`, status])),
    );
  if (retained === undefined) return;
  const older = retained === 'retired';
  gathered.add(`status = 'retained' AND id IN (${RETAINED_FOR}${older ? ` UNION ALL ${RETIRED_BY_GROUND}` : ''})`, {
    retained,
    ...(older ? Object.fromEntries(RETIRED_GROUNDS.map((word, place) => [`retired${place}`, likePattern(word)])) : {}),
  });
}

const WITH_ALL_BELOW = `
  WITH RECURSIVE below (id) AS (
    SELECT value FROM json_each(:groupIds) UNION SELECT groups.id FROM below JOIN groups ON groups.parent_id = below.id)
  SELECT id FROM below`;

function askGroups(gathered: Gathered, { groupId, groupIds = [], withoutGroup = false }: AskedFilter): void {
  if (groupId !== undefined) gathered.add('group_id = :groupId', { groupId });
  const anyOf = [
    ...(groupIds.length === 0 ? [] : [`group_id IN (${WITH_ALL_BELOW})`]),
    ...(withoutGroup ? ['group_id IS NULL'] : []),
  ];
  if (anyOf.length > 0)
    gathered.add(`(${anyOf.join(' OR ')})`, groupIds.length === 0 ? {} : { groupIds: JSON.stringify(groupIds) });
}

function askPerson(gathered: Gathered, filter: AskedFilter, today: Day): void {
  const { sex, ageFrom, ageTo, birthMonth, joinedFrom, joinedTo, political = [], education = [] } = filter;
  if (sex !== undefined) gathered.addWide('sex = :sex', { sex });
  if (ageFrom !== undefined) gathered.addWide('birthday <= :bornUntil', { bornUntil: bornUntil(ageFrom, today) });
  if (ageTo !== undefined)
    gathered.addWide('birthday > :bornAfter AND birthday <= :today', { bornAfter: bornUntil(ageTo + 1, today), today });
  if (birthMonth !== undefined) {
    const month = birthMonth === 'this' ? today.slice(5, 7) : String(birthMonth).padStart(2, '0');
    gathered.addWide('substr(birthday, 6, 2) = :birthMonth', { birthMonth: month });
  }
  if (political.length > 0)
    gathered.addWide(isOneOf('political', 'political'), { political: JSON.stringify(political) });
  if (education.length > 0)
    gathered.addWide(isOneOf('education', 'education'), { education: JSON.stringify(education) });
  if (joinedFrom !== undefined) gathered.addWide('joined >= :joinedFrom', { joinedFrom });
  if (joinedTo !== undefined) gathered.addWide("joined <> '' AND substr(joined, 1, 7) <= :joinedTo", { joinedTo });
  if (filter.withoutIdNumber) gathered.addWide("id_number = ''");
  if (filter.withoutPhone) gathered.addWide("phone = ''");
}

function askParticulars(gathered: Gathered, filter: AskedFilter): void {
  const { employment = [], marital = [], answers = [] } = filter;
  const asked = [
    ...(filter.singleParent ? ['single_parent = 1'] : []),
    ...(marital.length === 0 ? [] : [isOneOf('marital', 'marital')]),
    ...(employment.length === 0 ? [] : [isOneOf('employment', 'employment')]),
  ];
  if (asked.length > 0) {
    // somebody without particulars says nothing about either, as one whose fields are empty
    const silent =
      !filter.singleParent && [marital, employment].every((words) => words.length === 0 || words.includes(''));
    const among = `id IN (SELECT member_id FROM member_particulars INDEXED BY member_particulars_found WHERE ${asked.join(' AND ')})`;
    gathered.add(silent ? `(${among} OR id NOT IN (SELECT member_id FROM member_particulars))` : among, {
      ...(marital.length === 0 ? {} : { marital: JSON.stringify(marital) }),
      ...(employment.length === 0 ? {} : { employment: JSON.stringify(employment) }),
    });
  }
  for (const [place, { fieldId, value }] of answers.entries())
    gathered.add(
      `id IN (SELECT member_id FROM member_field_values WHERE field_id = :field${place} AND value = :answer${place})`,
      { [`field${place}`]: fieldId, [`answer${place}`]: value },
    );
}
