import type { Day } from '#shared/calendar.ts';
import type { WaiverRow } from '#shared/contract/dues.ts';
import type { Window } from '#shared/contract/fields.ts';
import { type Fen, ZERO } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { likePattern } from '../../like.ts';
import { requireMember } from '../../members/commands.ts';

interface StoredRow extends Omit<WaiverRow, 'revoked'> {
  revokedDay: Day | null;
  revokeReason: string | null;
}

export interface WaiverFilter {
  search: string;
  state?: 'standing' | 'revoked' | undefined;
}

const ofLevies = (column: string) => `
  (SELECT coalesce(sum(${column}), 0) FROM levies
   WHERE levies.member_id = dues_waivers.member_id AND levies.month BETWEEN from_month AND to_month)`;

/** The SQL of the list of waivers, its length and its sum, for tests that look at the plan. */
export function waiverListSql({ search, state }: WaiverFilter): { rows: string; total: string; waived: string } {
  const condition = [
    state === undefined ? '1' : state === 'standing' ? 'revoked_day IS NULL' : 'revoked_day IS NOT NULL',
    ...(search === '' ? [] : ["members.search_text LIKE :pattern ESCAPE '\\'"]),
  ].join(' AND ');
  const from = `FROM dues_waivers CROSS JOIN members ON members.id = dues_waivers.member_id WHERE ${condition}`;
  return {
    rows: `
      SELECT dues_waivers.id, dues_waivers.member_id AS memberId, members.number, members.name,
             coalesce((SELECT name FROM groups WHERE groups.id = members.group_id), '') AS groupName,
             from_month AS fromMonth, to_month AS toMonth, reason, decision, day, operator,
             (SELECT coalesce(sum(amount), 0) FROM dues_waived WHERE waiver_id = dues_waivers.id) AS waived,
             ${ofLevies('paid')} AS paid, ${ofLevies('amount - paid - waived')} AS owed,
             revoked_day AS revokedDay, revoke_reason AS revokeReason
      ${from} ORDER BY day DESC, dues_waivers.id DESC LIMIT :limit OFFSET :offset`,
    total: `SELECT count(*) AS total ${from}`,
    waived: `
      SELECT coalesce(sum(dues_waived.amount), 0) AS waived
      FROM dues_waived WHERE waiver_id IN (SELECT dues_waivers.id ${from})`,
  };
}

/** A window of the waivers, the newest first, with what all of them take off. */
export function listWaivers(
  db: Readable,
  { offset, limit, ...filter }: WaiverFilter & { offset: number; limit: number },
): Window<WaiverRow> & { waived: Fen } {
  const sql = waiverListSql(filter);
  const params = filter.search === '' ? {} : { pattern: likePattern(filter.search) };
  return {
    total: db.get<{ total: number }>(sql.total, params)?.total ?? 0,
    waived: db.get<{ waived: Fen }>(sql.waived, params)?.waived ?? ZERO,
    rows: db.all<StoredRow>(sql.rows, { ...params, offset, limit }).map(({ revokedDay, revokeReason, ...row }) => ({
      ...row,
      ...(revokedDay === null ? {} : { revoked: { day: revokedDay, reason: revokeReason ?? '' } }),
    })),
  };
}

export const OWED_OF_MEMBER = `
  SELECT count(*) AS months, coalesce(sum(amount - paid - waived), 0) AS owed
  FROM levies WHERE member_id = :memberId AND paid + waived < amount`;

/** How many months a member owes, and how much. @throws Refusal `request.notFound` */
export function readOwed(db: Readable, memberId: string): { months: number; owed: Fen } {
  requireMember(db, memberId);
  return db.get<{ months: number; owed: Fen }>(OWED_OF_MEMBER, { memberId }) ?? { months: 0, owed: ZERO };
}
