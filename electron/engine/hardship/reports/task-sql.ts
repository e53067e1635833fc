import { addDays, addYears, type Day, day, yearOf } from '#shared/calendar.ts';
import type { HardshipTask } from '#shared/contract/hardship.ts';
import type { Params, Readable } from '../../database.ts';
import { AID_STANDS, EVER_AIDED } from '../aids/queries.ts';
import { STALE, staleSince } from '../files/queries.ts';
import { WITH_STATUS } from '../files/status.ts';
import { readReportSettings, readRetention } from './settings.ts';

// Each list of 待办查询 is one query. They say which file, since when, and what makes the detail; nothing of health or family.

/** One row of a query: `day` is what the list goes by and is ordered by; the rest is for the detail. */
export interface StoredTask {
  key: string;
  fileId: string;
  number: string;
  memberName: string;
  groupName: string;
  day: Day;
  /** Word, day or number that the detail says; its meaning belongs to the list. */
  one: string | number | null;
  two: string | number | null;
}

const WHO = `file.id AS fileId, file.number, members.name AS memberName, coalesce(groups.name, '') AS groupName`;
const WHOSE = 'CROSS JOIN members ON members.id = file.member_id LEFT JOIN groups ON groups.id = members.group_id';
const LIVE_PAPER = 'SELECT 1 FROM hardship_papers WHERE file_id = file.id AND removed_at IS NULL';
/** An aid of the file whose voucher states no paper and has none. */
const BARE_AIDS = `SELECT 1 FROM aids CROSS JOIN vouchers AS voucher ON voucher.id = aids.voucher_id
  WHERE aids.file_id = file.id AND voucher.attachment_count = 0 AND ${AID_STANDS}`;

/** Somebody of a household (`person`) who studies in a year: 身份 在校学生 …, or a year in which school ends that is not over. */
export const studiesIn = (year: string): string =>
  `(person.occupation LIKE '%学生%' OR person.occupation LIKE '%在读%' OR person.finishes >= ${year})`;
const STUDIES = studiesIn('CAST(substr(:today, 1, 4) AS INTEGER)');

export const TASK_SQL: Readonly<Record<HardshipTask, string>> = {
  // a notice that still hangs is no delay
  stalled: `
    SELECT file.id AS key, ${WHO}, file.stage_day AS day, file.stage AS one, NULL AS two
    FROM hardship_files AS file ${WHOSE}
    WHERE file.stage <> 'filed' AND file.stage <> 'refused' AND file.stage_day <= :stalledSince
      AND NOT (file.stage = 'notified' AND file.notice_until >= :today)`,
  noticeRunning: `
    SELECT file.id AS key, ${WHO}, file.notice_until AS day, NULL AS one, NULL AS two
    FROM hardship_files AS file ${WHOSE}
    WHERE file.stage = 'notified' AND file.notice_until >= :today`,
  papersMissing: `
    SELECT file.id AS key, ${WHO}, file.opened_day AS day,
           (file.consent_day IS NULL) + 2 * (NOT EXISTS (${LIVE_PAPER})) AS one,
           (SELECT count(*) FROM (${BARE_AIDS})) AS two
    FROM hardship_files AS file ${WHOSE}
    WHERE ${WITH_STATUS.open} AND (file.consent_day IS NULL OR NOT EXISTS (${LIVE_PAPER}) OR EXISTS (${BARE_AIDS}))`,
  unsigned: `
    SELECT aids.id AS key, ${WHO}, aids.day AS day, aids.kind AS one, aids.amount AS two
    FROM aids CROSS JOIN hardship_files AS file ON file.id = aids.file_id ${WHOSE}
    WHERE aids.signed_day IS NULL AND ${AID_STANDS}`,
  reviewDue: `
    SELECT file.id AS key, ${WHO}, file.reviewed_day AS day, NULL AS one, NULL AS two
    FROM hardship_files AS file ${WHOSE}
    WHERE ${WITH_STATUS.open} AND file.reviewed_day <= :dueReviewed`,
  stale: `
    SELECT file.id AS key, ${WHO}, file.reviewed_day AS day, NULL AS one, NULL AS two
    FROM hardship_files AS file ${WHOSE}
    WHERE ${STALE}`,
  neverAided: `
    SELECT file.id AS key, ${WHO}, file.opened_day AS day, NULL AS one, NULL AS two
    FROM hardship_files AS file ${WHOSE}
    WHERE ${WITH_STATUS.open} AND NOT ${EVER_AIDED}`,
  university: `
    SELECT file.id AS key, ${WHO}, file.reviewed_day AS day,
           sum(person.finishes = :schoolYear) AS one,
           sum(${STUDIES} AND coalesce(person.birthday > :bornAfter AND person.birthday <= :bornUntil, 0)) AS two
    FROM hardship_files AS file CROSS JOIN household_members AS person ON person.file_id = file.id ${WHOSE}
    WHERE ${WITH_STATUS.open}
      AND (person.finishes = :schoolYear OR (${STUDIES} AND person.birthday > :bornAfter AND person.birthday <= :bornUntil))
    GROUP BY file.id`,
  retention: `
    SELECT file.id AS key, ${WHO}, ended.day AS day, file.status AS one, NULL AS two
    FROM hardship_ends AS ended CROSS JOIN hardship_files AS file ON file.id = ended.file_id ${WHOSE}
    WHERE ended.day <= :endedUntil
      AND NOT EXISTS (SELECT 1 FROM hardship_wipes WHERE hardship_wipes.file_id = file.id AND hardship_wipes.day >= ended.day)`,
};

/** Newest last where the oldest is the most pressing. */
export const taskListSql = (task: HardshipTask): string =>
  `${TASK_SQL[task]} ORDER BY day, file.number LIMIT :limit OFFSET :offset`;
export const taskCountSql = (task: HardshipTask): string => `SELECT count(*) AS count FROM (${TASK_SQL[task]})`;

const REVIEW_AHEAD_DAYS = 30;
const GROWN_UP = 18;

/** The coming first of September: who begins university does so then. */
export function comingSeptember(today: Day): Day {
  const thisYear = day(`${yearOf(today)}-09-01`);
  return today < thisYear ? thisYear : day(`${yearOf(today) + 1}-09-01`);
}

/** What every list goes by on a day. Statements take the ones they name. */
export function taskParams(db: Readable, today: Day): Params {
  const september = comingSeptember(today);
  return {
    today,
    stalledSince: addDays(today, -readReportSettings(db).stalledDays),
    staleSince: staleSince(today),
    dueReviewed: addYears(addDays(today, REVIEW_AHEAD_DAYS), -1),
    schoolYear: yearOf(september),
    // eighteen between the last first of September (not counted) and the coming one
    bornAfter: addYears(september, -GROWN_UP - 1),
    bornUntil: addYears(september, -GROWN_UP),
    endedUntil: addYears(today, -readRetention(db).retentionYears),
  };
}
