import { type Day, formatMonth, type Month, monthOf } from '#shared/calendar.ts';
import type { TermsRow } from '#shared/contract/dues.ts';
import type { Window } from '#shared/contract/fields.ts';
import { refuse } from '#shared/errors.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { likePattern } from '../../like.ts';
import { labelOf } from '../../members/commands.ts';
import { allRules } from '../rules/rules.ts';
import { requireMembers } from './waivers.ts';

// 缴费约定: 起缴月, 止缴月, the kind of member and the authorisation to deduct, each from a month on until the next entry.

export interface TermsInput {
  memberIds: readonly string[];
  fromMonth: Month;
  pays: boolean;
  kind: string;
  authorised: Day | '';
  ground: string;
}

/** The kinds of members that dues rules know, the newest rule's first. */
export function kindNames(db: Readable): string[] {
  const kinds = allRules(db).flatMap(({ cases }) => cases.filter(({ applies }) => applies === 'kind'));
  return [...new Set(kinds.map(({ name }) => name))];
}

/**
 * Writes what holds from a month on for each member, in place of an entry of that very month. Levies that are there stay.
 * @throws Refusal `request.notFound`, `request.invalid`, `dues.kindUnknown`
 */
export function saveTerms(context: WriteContext, input: TermsInput): { members: number } {
  const { db, today } = context;
  const { fromMonth, pays, authorised, ground } = input;
  const members = requireMembers(db, input.memberIds);
  const kind = pays ? input.kind : '';
  if (kind !== '' && !kindNames(db).includes(kind)) throw refuse('dues.kindUnknown', { kind });
  if (!pays && ground === '') throw refuse('request.invalid', { field: '依据', problem: '没有填写' });
  if (authorised > today) throw refuse('request.invalid', { field: '代扣授权日', problem: `还没到（${authorised}）` });
  for (const member of members.values()) {
    const key = { memberId: member.id, fromMonth };
    const before = db.get(
      'SELECT pays, kind, authorised, ground FROM dues_terms WHERE member_id = :memberId AND from_month = :fromMonth',
      key,
    );
    db.run(
      `INSERT INTO dues_terms (member_id, from_month, pays, kind, authorised, ground)
       VALUES (:memberId, :fromMonth, :pays, :kind, :authorised, :ground)
       ON CONFLICT (member_id, from_month) DO UPDATE
       SET pays = excluded.pays, kind = excluded.kind, authorised = excluded.authorised, ground = excluded.ground`,
      { ...key, pays: pays ? 1 : 0, kind, authorised, ground },
    );
    context.trail({
      subject: 'duesTerms',
      id: member.id,
      label: `${labelOf(member)} ${formatMonth(fromMonth)}起的缴费约定`,
      ...(before ? { before } : {}),
      after: { fromMonth, pays, kind, authorised, ground },
    });
  }
  return { members: members.size };
}

/**
 * Removes an entry that begins later than this month.
 * @returns how many entries the member still has
 * @throws Refusal `request.notFound`, `dues.termsBegun`
 */
export function dropTerms(
  context: WriteContext,
  { memberId, fromMonth }: { memberId: string; fromMonth: Month },
): { left: number } {
  const { db, today } = context;
  const [member] = requireMembers(db, [memberId]).values();
  const before = db.get(
    'SELECT pays, kind, authorised, ground FROM dues_terms WHERE member_id = :memberId AND from_month = :fromMonth',
    { memberId, fromMonth },
  );
  if (!member || !before) throw refuse('request.notFound', { what: '缴费约定' });
  if (fromMonth <= monthOf(today)) throw refuse('dues.termsBegun', { month: formatMonth(fromMonth) });
  db.run('DELETE FROM dues_terms WHERE member_id = :memberId AND from_month = :fromMonth', { memberId, fromMonth });
  context.trail({
    subject: 'duesTerms',
    id: memberId,
    label: `${labelOf(member)} ${formatMonth(fromMonth)}起的缴费约定`,
    before,
  });
  const left = db.get<{ left: number }>('SELECT count(*) AS left FROM dues_terms WHERE member_id = :memberId', {
    memberId,
  });
  return { left: left?.left ?? 0 };
}

export interface TermsFilter {
  search: string;
  state?: TermsRow['state'] | undefined;
}

/** The SQL of the list of terms and of its length, for tests that look at the plan. */
export function termsListSql({ search, state }: TermsFilter): { rows: string; total: string } {
  const stateText = `
    CASE WHEN from_month > :month THEN 'future'
         WHEN EXISTS (SELECT 1 FROM dues_terms AS later WHERE later.member_id = dues_terms.member_id
                      AND later.from_month > dues_terms.from_month AND later.from_month <= :month) THEN 'past'
         ELSE 'now' END`;
  const from = `
    FROM members CROSS JOIN dues_terms ON dues_terms.member_id = members.id
    WHERE ${search === '' ? '1' : "members.search_text LIKE :pattern ESCAPE '\\'"}
      ${state === undefined ? '' : `AND ${stateText} = :state`}`;
  return {
    rows: `
      SELECT dues_terms.member_id AS memberId, members.number, members.name,
             coalesce((SELECT name FROM groups WHERE groups.id = members.group_id), '') AS groupName,
             from_month AS fromMonth, pays, kind, authorised, ground, ${stateText} AS state
      ${from} ORDER BY members.number, members.name, members.id, from_month DESC LIMIT :limit OFFSET :offset`,
    total: `SELECT count(*) AS total ${from}`,
  };
}

/** A window of the terms, in the order of the members' numbers, the newest of each first. */
export function listTerms(
  db: Readable,
  today: Day,
  { offset, limit, ...filter }: TermsFilter & { offset: number; limit: number },
): Window<TermsRow> & { kinds: string[] } {
  const sql = termsListSql(filter);
  const { search, state } = filter;
  const asked = {
    ...(search === '' ? {} : { pattern: likePattern(search) }),
    ...(state === undefined ? {} : { state }),
  };
  const month = monthOf(today);
  const params = { ...asked, month };
  return {
    total: db.get<{ total: number }>(sql.total, params)?.total ?? 0,
    rows: db
      .all<Omit<TermsRow, 'pays'> & { pays: 0 | 1 }>(sql.rows, { ...params, offset, limit })
      .map((row) => ({ ...row, pays: row.pays === 1 })),
    kinds: kindNames(db),
  };
}
