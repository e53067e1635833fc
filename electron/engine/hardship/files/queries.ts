import { addYears, type Day, yearOf } from '#shared/calendar.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { HardshipRow, HardshipTotals } from '#shared/contract/hardship.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import type { Params, Readable } from '../../database.ts';
import { likePattern } from '../../like.ts';
import { AID_STANDS, aidsOfYear, yearRange } from '../aids/queries.ts';
import { FILE_STATUS, WITH_STATUS } from './status.ts';

/** What happened on this day or before happened a year ago. */
export function staleSince(today: Day): Day {
  return addYears(today, -1);
}

/**
 * 一年未改的档案 (rules.md 4.4), everywhere the same: true in SQL where a file (`file`) on record was neither reviewed nor computed anew
 * nor given a step since `:staleSince`. A review that is due stands on a list of its own.
 */
export const STALE = `${WITH_STATUS.open} AND file.reviewed_day <= :staleSince
  AND NOT EXISTS (SELECT 1 FROM hardship_assessments AS kept
                  WHERE kept.file_id = file.id AND max(kept.day, substr(kept.at, 1, 10)) > :staleSince)
  AND NOT EXISTS (SELECT 1 FROM hardship_steps AS step WHERE step.file_id = file.id AND step.day > :staleSince)`;
export const STALE_COUNT = `SELECT count(*) FROM hardship_files AS file WHERE ${STALE}`;
export const OPEN_COUNT = `SELECT count(*) FROM hardship_files AS file WHERE ${WITH_STATUS.open}`;
export const APPLYING_COUNT = `SELECT count(*) FROM hardship_files AS file WHERE ${WITH_STATUS.applying} AND file.stage <> 'refused'`;

type Filter = Pick<ParsedInputOf<'hardship.list'>, 'search' | 'status' | 'staleOnly'>;

function conditionsOf({ search, status, staleOnly }: Filter): { where: string; params: Params } {
  const conditions: string[] = [];
  if (status !== undefined) conditions.push(WITH_STATUS[status]);
  if (staleOnly) conditions.push(STALE);
  if (search !== '')
    conditions.push("(members.search_text LIKE :like ESCAPE '\\' OR file.number LIKE :like ESCAPE '\\')");
  return {
    where: conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`,
    params: { like: likePattern(search) },
  };
}

/** The SQL of one window of the files, newest number first. */
export function fileListSql(filter: Filter): string {
  return `
    SELECT file.id, file.number, file.member_id AS memberId, members.name AS memberName, coalesce(groups.name, '') AS groupName,
           file.category, file.cause, ${FILE_STATUS} AS status, file.stage, file.opened_day AS openedDay,
           file.reviewed_day AS reviewedDay, file.per_head_monthly AS perHeadMonthly, ${STALE} AS stale,
           coalesce((SELECT sum(aids.amount) FROM aids
                     WHERE aids.file_id = file.id AND aids.day BETWEEN :first AND :last AND ${AID_STANDS}), 0) AS aidsYear
    FROM hardship_files AS file CROSS JOIN members ON members.id = file.member_id LEFT JOIN groups ON groups.id = members.group_id
    ${conditionsOf(filter).where} ORDER BY file.number DESC LIMIT :limit OFFSET :offset`;
}

type StoredFileRow = Omit<HardshipRow, 'stale'> & { stale: number };

/** A window of the files with the totals over all of them. Aids are those of the current year, reversed ones left out. */
export function listFiles(
  db: Readable,
  { offset, limit, ...filter }: ParsedInputOf<'hardship.list'>,
  today: Day,
): Window<HardshipRow> & HardshipTotals {
  const { where, params } = conditionsOf(filter);
  const total = db.get<{ total: number }>(
    `SELECT count(*) AS total FROM hardship_files AS file CROSS JOIN members ON members.id = file.member_id ${where}`,
    { ...params, staleSince: staleSince(today) },
  );
  const rows = db.all<StoredFileRow>(fileListSql(filter), {
    ...params,
    ...yearRange(yearOf(today)),
    staleSince: staleSince(today),
    limit,
    offset,
  });
  return {
    total: total?.total ?? 0,
    rows: rows.map((row) => ({ ...row, stale: row.stale === 1 })),
    ...readTotals(db, today),
  };
}

function readTotals(db: Readable, today: Day): HardshipTotals {
  const files = db.get<{ open: number; applying: number; stale: number }>(
    `SELECT (${OPEN_COUNT}) AS open, (${APPLYING_COUNT}) AS applying, (${STALE_COUNT}) AS stale`,
    { staleSince: staleSince(today) },
  );
  const { open = 0, applying = 0, stale = 0 } = files ?? {};
  return { open, applying, stale, aidsYear: aidsOfYear(db, yearOf(today)) };
}
