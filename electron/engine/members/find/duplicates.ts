import type { Day } from '#shared/calendar.ts';
import {
  type DistinctPair,
  DUPLICATE_REASONS,
  type DuplicateGroup,
  type DuplicateReason,
  type MemberRow,
} from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { checkIdentityCard } from '#shared/identity-card.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readMemberRows } from '../records/queries.ts';
import { labelOf } from '../records/save.ts';

/** What duplicates are known by. */
export interface Candidate {
  id: string;
  number: string;
  name: string;
  birthday: Day | null;
  idNumber: string;
  phone: string;
}
/** In the order of the list, from the covering index alone. */
export const CANDIDATES = `
  SELECT id, number, name, birthday, id_number AS idNumber, phone
  FROM members INDEXED BY members_filtered ORDER BY number, name, id`;
export const DISTINCT_PAIRS = `
  SELECT first_id AS first, second_id AS second, operator, decided_at AS decidedAt FROM member_distinct ORDER BY decided_at DESC, first_id, second_id`;

/** Records that share one sign. */
interface Sign {
  reason: DuplicateReason;
  ids: string[];
}

/**
 * Records that are likely one person, by what they have in common, and the pairs of which somebody said that they are two.
 * Records of every state are looked at: who left and came back must not be entered anew.
 */
export function listDuplicates(db: Readable): { groups: DuplicateGroup[]; distinct: DistinctPair[] } {
  const candidates = db.all<Candidate>(CANDIDATES);
  const pairs = db.all<{ first: string; second: string; operator: string; decidedAt: string }>(DISTINCT_PAIRS);
  const groups = likelyDuplicates(candidates, new Set(pairs.map(({ first, second }) => pairKey(first, second))));
  const rows = readMemberRows(db, [
    ...groups.flatMap(({ ids }) => ids),
    ...pairs.flatMap(({ first, second }) => [first, second]),
  ]);
  const row = (id: string): MemberRow[] => {
    const found = rows.get(id);
    return found ? [found] : [];
  };
  return {
    groups: groups.map(({ ids, reasons }) => ({ members: ids.flatMap(row), reasons })),
    distinct: pairs.flatMap(({ first: a, second: b, ...rest }) => {
      const [first, second] = [rows.get(a), rows.get(b)];
      return first && second ? [{ first, second, ...rest }] : [];
    }),
  };
}

/**
 * The likely duplicates among some records.
 * @param candidates in the order in which they shall be shown
 * @param distinct keys (`pairKey`) of pairs that are two people; they are joined by no sign
 */
export function likelyDuplicates(
  candidates: readonly Candidate[],
  distinct: ReadonlySet<string>,
): { ids: string[]; reasons: Sign[] }[] {
  const signs = signsOf(candidates).flatMap(({ reason, ids }) =>
    unsettled(ids, distinct).map((part) => ({ reason, ids: part })),
  );
  const joined = new Joined();
  for (const { ids } of signs) for (const id of ids) joined.join(ids[0] ?? id, id);
  const groups = new Map<string, { ids: string[]; reasons: Sign[] }>();
  for (const { id } of candidates) {
    if (!joined.has(id)) continue;
    const root = joined.rootOf(id);
    const group = groups.get(root) ?? { ids: [], reasons: [] };
    group.ids.push(id);
    groups.set(root, group);
  }
  for (const sign of signs) groups.get(joined.rootOf(sign.ids[0] ?? ''))?.reasons.push(sign);
  const rank = ({ reason }: Sign) => DUPLICATE_REASONS.indexOf(reason);
  for (const { reasons } of groups.values()) reasons.sort((a, b) => rank(a) - rank(b));
  return [...groups.values()];
}

export function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}

/** Every sign that two or more records share. A phone alone is one only when it is a mobile: an office has one line for all. */
function signsOf(candidates: readonly Candidate[]): Sign[] {
  const found = new Map<string, { reason: DuplicateReason; ids: string[]; names: Set<string> }>();
  const note = (reason: DuplicateReason, candidate: Candidate, ...parts: readonly string[]) => {
    if (parts.includes('')) return;
    const key = `${reason} ${parts.join(' ')}`;
    const sign = found.get(key) ?? { reason, ids: [], names: new Set() };
    sign.ids.push(candidate.id);
    sign.names.add(candidate.name);
    found.set(key, sign);
  };
  for (const candidate of candidates) {
    const { name, birthday, phone } = candidate;
    const plain = plainly(name);
    note('idNumber', candidate, identityOf(candidate.idNumber));
    note('nameBirthday', candidate, name, birthday ?? '');
    note('similarNameBirthday', candidate, plain, birthday ?? '');
    note('similarNamePhone', candidate, plain, phone);
    if (/^1\d{10}$/.test(phone)) note('phone', candidate, phone);
    note('number', candidate, bareNumber(candidate.number));
  }
  return [...found.values()].filter(
    ({ reason, ids, names }) => ids.length > 1 && (reason !== 'similarNameBirthday' || names.size > 1),
  );
}

/** A name without what people put between its characters: spaces, the dots of 买买提·依明 in all their forms. */
function plainly(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s\p{Cf}·•‧∙・･.．。]/gu, '')
    .toLowerCase();
}

/** The 18 characters of an identity number, also for one of 15 digits; anything else in capitals, as it stands. */
function identityOf(text: string): string {
  const checked = checkIdentityCard(text);
  return checked.ok ? checked.number : text.normalize('NFKC').replace(/\s/g, '').toUpperCase();
}

/** `0012` and `12` are one number, as spreadsheets write it; `A012` is a word. */
function bareNumber(number: string): string {
  return /^\d+$/.test(number) ? number.replace(/^0+(?=\d)/, '') : '';
}

/** The records of one sign, parted where somebody said of every pair between the parts that they are two people. */
function unsettled(ids: readonly string[], distinct: ReadonlySet<string>): string[][] {
  const parts: string[][] = [];
  let left = [...ids];
  while (left.length > 1) {
    const [first, ...others] = left;
    const part = first === undefined ? [] : [first];
    left = others;
    for (const id of part) {
      const apart = left.filter((other) => distinct.has(pairKey(id, other)));
      const near = left.filter((other) => !apart.includes(other));
      part.push(...near);
      left = apart;
    }
    if (part.length > 1) parts.push(part);
  }
  return parts;
}

/** Which records belong together (union-find). */
class Joined {
  readonly #parents = new Map<string, string>();

  has(id: string): boolean {
    return this.#parents.has(id);
  }
  rootOf(id: string): string {
    let root = id;
    for (let up = this.#parents.get(root); up !== undefined && up !== root; up = this.#parents.get(root)) root = up;
    this.#parents.set(id, root);
    return root;
  }
  join(a: string, b: string): void {
    const [rootA, rootB] = [this.rootOf(a), this.rootOf(b)];
    this.#parents.set(rootB, rootA);
  }
}

/**
 * Remembers that each of some records is a person of their own.
 * @returns how many pairs are new
 * @throws Refusal `request.notFound`, `request.invalid` when a record is named twice
 */
export function markDistinct(context: WriteContext, { ids }: { ids: readonly string[] }): { pairs: number } {
  const members = membersOf(context, ids);
  let pairs = 0;
  for (const [place, a] of ids.entries())
    for (const b of ids.slice(place + 1)) {
      const [first, second] = a < b ? [a, b] : [b, a];
      pairs += context.db.run(
        `INSERT INTO member_distinct (first_id, second_id, operator, decided_at) VALUES (:first, :second, :operator, :now)
         ON CONFLICT DO NOTHING`,
        { first, second, operator: context.operator, now: context.now },
      );
    }
  context.trail({ subject: 'memberDistinct', id: ids[0] ?? '', label: labelsOf(members), after: { ids, pairs } });
  return { pairs };
}

/**
 * Takes back what was remembered of two records.
 * @throws Refusal `request.notFound` when nothing is remembered of them, `request.invalid` when one is named twice
 */
export function unmarkDistinct(context: WriteContext, { ids }: { ids: readonly string[] }): { pairs: number } {
  const members = membersOf(context, ids);
  const [first, second] = ids.toSorted();
  const pairs = context.db.run('DELETE FROM member_distinct WHERE first_id = :first AND second_id = :second', {
    first,
    second,
  });
  if (pairs === 0) throw refuse('request.notFound', { what: '标记' });
  context.trail({ subject: 'memberDistinct', id: ids[0] ?? '', label: labelsOf(members), before: { ids } });
  return { pairs };
}

function membersOf({ db }: WriteContext, ids: readonly string[]): MemberRow[] {
  if (new Set(ids).size < ids.length) throw refuse('request.invalid', { field: '会员', problem: '选了两次' });
  const rows = readMemberRows(db, ids);
  return ids.map((id) => {
    const row = rows.get(id);
    if (!row) throw refuse('request.notFound', { what: '会员' });
    return row;
  });
}

const labelsOf = (members: readonly MemberRow[]) => members.map(labelOf).join('、');
