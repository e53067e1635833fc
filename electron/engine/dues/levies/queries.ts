import type { Month } from '#shared/calendar.ts';
import type { LevyRow } from '#shared/contract/dues.ts';
import type { Window } from '#shared/contract/fields.ts';
import { refuse } from '#shared/errors.ts';
import type { Readable } from '../../database.ts';
import { likePattern } from '../../like.ts';
import { memberIdsUnder } from '../../members/commands.ts';
import { readBasis } from './basis.ts';
import { changedWages, keptLevies } from './wage-changes.ts';

// Lists show whose record it is, so they join the members' own columns for reading: number, name, group, search text.

const LEVY_COLUMNS = `
  levies.id, levies.member_id AS memberId, members.number, members.name,
  coalesce((SELECT name FROM groups WHERE groups.id = members.group_id), '') AS groupName,
  levies.month, levies.wage, levies.cut_base AS cutBase, levies.amount, levies.paid, levies.waived,
  levies.amount - levies.paid - levies.waived AS owed, levies.rule_id AS ruleId, levies.basis`;

const STATE_CONDITIONS = {
  paid: 'levies.paid + levies.waived = levies.amount AND (levies.paid > 0 OR levies.amount = 0)',
  waived: 'levies.waived = levies.amount AND levies.amount > 0',
  part: 'levies.paid > 0 AND levies.paid + levies.waived < levies.amount',
  owed: 'levies.paid = 0 AND levies.waived < levies.amount',
} as const;

export interface LevyFilter {
  search: boolean;
  state?: LevyRow['state'] | undefined;
  /** Only members in `:members`, only levies in `:levies`, JSON arrays of ids. */
  members?: boolean;
  levies?: boolean;
}

// CROSS JOIN keeps the order: members by number (a covering index), then each one's levy of the month. Nothing is sorted.
const leviesFrom = ({ search, state, members, levies }: LevyFilter) => `
  FROM members CROSS JOIN levies ON levies.member_id = members.id AND levies.month = :month
  WHERE ${search ? "members.search_text LIKE :pattern ESCAPE '\\'" : '1'}
    ${state ? `AND ${STATE_CONDITIONS[state]}` : ''}
    ${members ? 'AND members.id IN (SELECT value FROM json_each(:members))' : ''}
    ${levies ? 'AND levies.id IN (SELECT value FROM json_each(:levies))' : ''}`;

/** The SQL of the list of a month's levies and of its length, for tests that look at the plan. */
export function levyListSql(filter: LevyFilter): { rows: string; total: string } {
  const from = leviesFrom(filter);
  return {
    rows: `SELECT ${LEVY_COLUMNS} ${from} ORDER BY members.number, members.name, members.id LIMIT :limit OFFSET :offset`,
    total: `SELECT count(*) AS total ${from}`,
  };
}

type StoredLevy = Omit<LevyRow, 'state' | 'kind' | 'wageNow'> & { ruleId: string; basis: string };

function levyRow({ ruleId: _, basis, ...levy }: StoredLevy): LevyRow {
  const kind = readBasis(basis)?.kind;
  return { ...levy, state: stateOf(levy), ...(kind === undefined ? {} : { kind }) };
}

function stateOf({ owed, paid, waived }: Pick<LevyRow, 'owed' | 'paid' | 'waived'>): LevyRow['state'] {
  if (owed > 0) return paid > 0 ? 'part' : 'owed';
  return waived > 0 && paid === 0 ? 'waived' : 'paid';
}

/** One window of a month's levies, in the order of the members' numbers; each says where the wage has changed since. */
export function listLevies(
  db: Readable,
  input: {
    month: Month;
    search: string;
    state?: LevyRow['state'] | undefined;
    groupId?: string | undefined;
    wageChanged?: boolean;
    offset: number;
    limit: number;
  },
): Window<LevyRow> {
  const { month, search, state, groupId, wageChanged = false, offset, limit } = input;
  const changed = wageChanged ? [...changedWages(db, keptLevies(db, month)).keys()] : undefined;
  const sql = levyListSql({ search: search !== '', state, members: groupId !== undefined, levies: wageChanged });
  const params = {
    month,
    ...(search === '' ? {} : { pattern: likePattern(search) }),
    ...(groupId === undefined ? {} : { members: JSON.stringify(memberIdsUnder(db, groupId)) }),
    ...(changed ? { levies: JSON.stringify(changed) } : {}),
  };
  const rows = db.all<StoredLevy>(sql.rows, { ...params, offset, limit });
  const wages = changedWages(db, rows);
  return {
    total: db.get<{ total: number }>(sql.total, params)?.total ?? 0,
    rows: rows.map((row) => {
      const wageNow = wages.get(row.id);
      return wageNow === undefined ? levyRow(row) : { ...levyRow(row), wageNow };
    }),
  };
}

/** @throws Refusal `request.notFound` */
export function readLevy(db: Readable, id: string): LevyRow {
  return levyRow(readStoredLevy(db, id));
}

/** With what its sum was made of. @throws Refusal `request.notFound` */
export function readStoredLevy(db: Readable, id: string): StoredLevy {
  const levy = db.get<StoredLevy>(
    `SELECT ${LEVY_COLUMNS} FROM levies JOIN members ON members.id = levies.member_id WHERE levies.id = :id`,
    { id },
  );
  if (!levy) throw refuse('request.notFound', { what: '应收会费' });
  return levy;
}
