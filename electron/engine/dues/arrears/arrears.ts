import { type Day, formatMonth, type Month, monthNumber, monthOf, month as toMonth, yearOf } from '#shared/calendar.ts';
import type { ArrearsRow, UnpaidRun } from '#shared/contract/dues.ts';
import type { Window } from '#shared/contract/fields.ts';
import type { MemberStatus } from '#shared/contract/members.ts';
import { maskPhone } from '#shared/mask.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Params, Readable } from '../../database.ts';
import { type ArrearsFilter, EVERYBODY, owingMembers } from './filters.ts';
import { REMIND_AFTER_MONTHS, unpaidRuns } from './run.ts';

/** The SQL of the arrears list and of its sums with their parameters. */
export function arrearsListSql(filter: ArrearsFilter, now: Month): { rows: string; sums: string; params: Params } {
  const { from, params } = owingMembers(filter, now);
  return {
    rows: `
      SELECT members.id AS memberId, members.number, members.name, members.phone, members.status,
             owing.months, owing.owed, owing.oldest,
             coalesce((SELECT name FROM groups WHERE groups.id = members.group_id), '') AS groupName
      ${from} ORDER BY owing.oldest, members.number, members.name, members.id LIMIT :limit OFFSET :offset`,
    sums: `SELECT count(*) AS total, coalesce(sum(owing.count), 0) AS months, coalesce(sum(owing.owed), 0) AS owed ${from}`,
    params,
  };
}

interface StoredArrears {
  memberId: string;
  number: string;
  name: string;
  phone: string;
  status: MemberStatus;
  groupName: string;
  months: string;
  oldest: Month;
  owed: Fen;
}

/**
 * Who owes dues for any month, the oldest debt first: owed = amount - paid - waived of every levy.
 * @param today a debt's age is counted up to its month
 */
export function listArrears(
  db: Readable,
  today: Day,
  { offset, limit, ...filter }: ArrearsFilter & { offset: number; limit: number },
): Window<ArrearsRow> & { owed: Fen; months: number } {
  const now = monthOf(today);
  const { rows: sql, sums: sumsSql, params } = arrearsListSql(filter, now);
  const sums = db.get<{ total: number; months: number; owed: Fen }>(sumsSql, params);
  const stored = db.all<StoredArrears>(sql, { ...params, offset, limit });
  const runs = unpaidRuns(
    db,
    stored.map(({ memberId }) => memberId),
    now,
  );
  const rows = stored.map(({ phone, months, oldest, ...row }) => {
    const run = runs.get(row.memberId);
    return {
      ...row,
      phoneMasked: maskPhone(phone),
      months: months.split(',').sort().map(toMonth),
      age: monthsSince(oldest, now),
      inRow: run?.months ?? 0,
      reminder: reminderOf(run),
    };
  });
  return { total: sums?.total ?? 0, months: sums?.months ?? 0, owed: fen(sums?.owed ?? 0), rows };
}

/** How many members owe anything, and how much together. */
export function sumArrears(db: Readable): { members: number; owed: Fen } {
  const { from } = owingMembers(EVERYBODY, toMonth('1970-01'));
  const sums = db.get<{ members: number; owed: number }>(
    `SELECT count(*) AS members, coalesce(sum(owing.owed), 0) AS owed ${from}`,
  );
  return { members: sums?.members ?? 0, owed: fen(sums?.owed ?? 0) };
}

/** Whole months from one month to another, at least none. */
export function monthsSince(oldest: Month, now: Month): number {
  return Math.max(0, (yearOf(now) - yearOf(oldest)) * 12 + monthNumber(now) - monthNumber(oldest));
}

/**
 * Six months unpaid change nothing by themselves: the constitution asks for no good reason, six months in a row, and
 * that the member was talked to; then the union decides (rules.md 0.3, 7.3). So this only reminds.
 */
function reminderOf(run: UnpaidRun | undefined): string {
  if (!run || run.months < REMIND_AFTER_MONTHS) return '';
  return `${formatMonth(run.from)}至${formatMonth(run.to)}连续 ${run.months} 个月没有缴纳。没有正当理由连续六个月不交会费、不参加工会组织生活的，须先教育；教育后仍不改的，由工会作出决定才视为退会。程序只提醒，不改会籍。`;
}
