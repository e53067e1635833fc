import { addMonths, type Day, type Month } from '#shared/calendar.ts';
import type { MismatchRow } from '#shared/contract/dues.ts';
import type { Window } from '#shared/contract/fields.ts';
import {
  MEMBER_STATUS_NAMES,
  type MemberStatus,
  RETAINED_KIND_NAMES,
  type RetainedKind,
} from '#shared/contract/members.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, sum, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { likePattern } from '../../like.ts';
import { UNPAYING_STRETCHES } from '../../members/commands.ts';
import { addWaiver } from './waivers.ts';

// 应收与会籍不符: levies of months for which the member does not pay, because a retirement, death or transfer was dated into
// months that were levied already, an agreement not to pay reaches back, or the day of joining was put right.

/** Every stretch of months that somebody does not pay for, with where it comes from; the first source of a levy is named. */
const STRETCHES = `
  SELECT 1 AS source, memberId, sequence, day, fromMonth, untilMonth, fromStatus, toStatus, kind, ground, approval
  FROM (${UNPAYING_STRETCHES})
  UNION ALL
  SELECT 2, member_id, 0, '', from_month,
         (SELECT min(later.from_month) FROM dues_terms AS later
          WHERE later.member_id = dues_terms.member_id AND later.from_month > dues_terms.from_month),
         '', '', '', ground, ''
  FROM dues_terms WHERE pays = 0
  UNION ALL
  SELECT 3, id, 0, '', '', substr(joined, 1, 7), '', '', '', joined, ''
  FROM members WHERE joined <> ''`;

const found = (condition: string) => `
  SELECT levies.id AS levyId, levies.member_id AS memberId, members.number, members.name,
         coalesce((SELECT name FROM groups WHERE groups.id = members.group_id), '') AS groupName,
         levies.month, levies.amount, levies.paid, levies.waived, levies.amount - levies.paid - levies.waived AS owed,
         min(stretches.source) AS source, stretches.day, stretches.fromStatus, stretches.toStatus, stretches.kind,
         stretches.ground, stretches.approval
  FROM (${STRETCHES}) AS stretches
  CROSS JOIN levies ON levies.member_id = stretches.memberId AND levies.month >= stretches.fromMonth
    AND levies.month < coalesce(stretches.untilMonth, '9999')
  CROSS JOIN members ON members.id = levies.member_id
  WHERE levies.waived < levies.amount AND ${condition}
  GROUP BY levies.id`;

interface StoredMismatch extends Omit<MismatchRow, 'cause'> {
  source: 1 | 2 | 3;
  day: Day | '';
  fromStatus: MemberStatus | '';
  toStatus: MemberStatus | '';
  kind: RetainedKind | '';
  ground: string;
  approval: string;
}

export interface MismatchFilter {
  search: string;
  state?: 'owed' | 'paid' | undefined;
}

/** The SQL of the list and of its sums, for tests that look at the plan. */
export function mismatchSql({ search, state }: MismatchFilter): { rows: string; sums: string } {
  const conditions = [
    ...(state === 'owed' ? ['levies.paid + levies.waived < levies.amount'] : []),
    ...(state === 'paid' ? ['levies.paid > 0'] : []),
    ...(search === '' ? [] : ["members.search_text LIKE :pattern ESCAPE '\\'"]),
  ];
  const rows = found(conditions.join(' AND ') || '1');
  return {
    rows: `${rows} ORDER BY members.number, members.name, members.id, levies.month LIMIT :limit OFFSET :offset`,
    sums: `SELECT count(*) AS total, coalesce(sum(owed), 0) AS owed, coalesce(sum(paid), 0) AS paid FROM (${rows})`,
  };
}

/** A window of these levies, in the order of the members' numbers, with the sums of all. */
export function listMismatches(
  db: Readable,
  { offset, limit, ...filter }: MismatchFilter & { offset: number; limit: number },
): Window<MismatchRow> & { owed: Fen; paid: Fen } {
  const sql = mismatchSql(filter);
  const params = filter.search === '' ? {} : { pattern: likePattern(filter.search) };
  const sums = db.get<{ total: number; owed: Fen; paid: Fen }>(sql.sums, params);
  return {
    total: sums?.total ?? 0,
    owed: sums?.owed ?? ZERO,
    paid: sums?.paid ?? ZERO,
    rows: db.all<StoredMismatch>(sql.rows, { ...params, offset, limit }).map((row) => ({
      levyId: row.levyId,
      memberId: row.memberId,
      number: row.number,
      name: row.name,
      groupName: row.groupName,
      month: row.month,
      amount: row.amount,
      paid: row.paid,
      waived: row.waived,
      owed: row.owed,
      cause: causeOf(row),
    })),
  };
}

/** `2026-09-10 保留会籍（退休）：年满六十周岁`. */
function causeOf({ source, day, toStatus, kind, ground }: StoredMismatch): string {
  if (source === 3) return `入会时间是 ${ground}`;
  const what =
    source === 2 || toStatus === ''
      ? '约定不缴会费'
      : `${day} ${MEMBER_STATUS_NAMES[toStatus]}${kind === '' ? '' : `（${RETAINED_KIND_NAMES[kind]}）`}`;
  return ground === '' ? what : `${what}：${ground}`;
}

/** What the waiver rests on, as it is written into it. */
function decisionOf(row: StoredMismatch): string {
  if (row.approval !== '') return row.approval;
  return row.source === 1 ? '按会籍变动办理' : row.source === 2 ? '按缴费约定办理' : '按入会时间办理';
}

/**
 * Waives what is owed on the chosen levies: one waiver for months of a member that follow each other from one cause.
 * @throws Refusal `dues.mismatchGone` when one of them is not in the list any more or nothing is owed on it
 */
export function waiveMismatches(
  context: WriteContext,
  { levyIds }: { levyIds: readonly string[] },
): { waivers: number; levies: number; amount: Fen } {
  const { db, today } = context;
  const chosen = new Set(levyIds);
  const sql = found(
    'levies.id IN (SELECT value FROM json_each(:levyIds)) AND levies.paid + levies.waived < levies.amount',
  );
  const rows = db.all<StoredMismatch>(`${sql} ORDER BY levies.member_id, levies.month`, {
    levyIds: JSON.stringify([...chosen]),
  });
  if (rows.length < chosen.size) throw refuse('dues.mismatchGone');
  const results = runsOf(rows).map((run) =>
    addWaiver(
      context,
      { id: run.first.memberId, number: run.first.number, name: run.first.name },
      {
        fromMonth: run.first.month,
        toMonth: run.last,
        reason: causeOf(run.first).slice(0, 200),
        decision: decisionOf(run.first),
        day: today,
      },
    ),
  );
  return {
    waivers: results.length,
    levies: results.reduce((levies, one) => levies + one.levies, 0),
    amount: sum(results.map(({ amount }) => amount)),
  };
}

/** Rows of one member, one cause and months that follow each other, together. */
function runsOf(rows: readonly StoredMismatch[]): { first: StoredMismatch; last: Month }[] {
  const runs: { first: StoredMismatch; last: Month }[] = [];
  for (const row of rows) {
    const run = runs.at(-1);
    const follows =
      run?.first.memberId === row.memberId &&
      addMonths(run.last, 1) === row.month &&
      causeOf(run.first) === causeOf(row);
    if (run && follows) run.last = row.month;
    else runs.push({ first: row, last: row.month });
  }
  return runs;
}
