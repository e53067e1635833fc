import { type Day, formatMonth, type Month, monthNumber, monthOf, month as toMonth, yearOf } from '#shared/calendar.ts';
import type { ArrearsRow } from '#shared/contract/dues.ts';
import type { Window } from '#shared/contract/fields.ts';
import { maskPhone } from '#shared/mask.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../database.ts';
import { likePattern } from './queries.ts';

/** From this age on a member who pays nothing may be deemed to have left (rules.md 0.3, 1.3). */
const REMIND_AFTER_MONTHS = 6;

// The partial index of unpaid levies stands in the order of the members, so grouping needs no sort.
const owing = (search: boolean) => `
  FROM (SELECT member_id, min(month) AS oldest, group_concat(month) AS months, sum(amount - paid) AS owed
        FROM levies INDEXED BY levies_owed WHERE paid < amount GROUP BY member_id) AS owing
  CROSS JOIN members ON members.id = owing.member_id
  ${search ? "WHERE members.search_text LIKE :pattern ESCAPE '\\'" : ''}`;

/** The SQL of the arrears list and of its sums, for tests that look at the plan. */
export function arrearsListSql(search: boolean): { rows: string; sums: string } {
  return {
    rows: `
      SELECT members.id AS memberId, members.number, members.name, members.phone, owing.months, owing.owed, owing.oldest,
             coalesce((SELECT name FROM groups WHERE groups.id = members.group_id), '') AS groupName
      ${owing(search)} ORDER BY owing.oldest, members.number, members.name, members.id LIMIT :limit OFFSET :offset`,
    sums: `SELECT count(*) AS total, coalesce(sum(owing.owed), 0) AS owed ${owing(search)}`,
  };
}

interface StoredArrears {
  memberId: string;
  number: string;
  name: string;
  phone: string;
  groupName: string;
  months: string;
  oldest: Month;
  owed: Fen;
}

/** Who owes dues for any month, the oldest debt first. */
export function listArrears(
  db: Readable,
  today: Day,
  { search, offset, limit }: { search: string; offset: number; limit: number },
): Window<ArrearsRow> & { owed: Fen } {
  const sql = arrearsListSql(search !== '');
  const params = search === '' ? {} : { pattern: likePattern(search) };
  const sums = db.get<{ total: number; owed: number }>(sql.sums, params);
  const rows = db
    .all<StoredArrears>(sql.rows, { ...params, offset, limit })
    .map(({ phone, months, oldest, ...row }) => {
      const age = monthsSince(oldest, monthOf(today));
      const unpaid = months.split(',').sort().map(toMonth);
      return { ...row, phoneMasked: maskPhone(phone), months: unpaid, age, reminder: reminderOf(unpaid, oldest, age) };
    });
  return { total: sums?.total ?? 0, owed: fen(sums?.owed ?? 0), rows };
}

/** How many members owe anything, and how much together. */
export function sumArrears(db: Readable): { members: number; owed: Fen } {
  const sums = db.get<{ total: number; owed: number }>(arrearsListSql(false).sums);
  return { members: sums?.total ?? 0, owed: fen(sums?.owed ?? 0) };
}

function monthsSince(oldest: Month, now: Month): number {
  return Math.max(0, (yearOf(now) - yearOf(oldest)) * 12 + monthNumber(now) - monthNumber(oldest));
}

/**
 * Six months unpaid change nothing by themselves: the constitution asks for no good reason, six months in a row, and
 * that the member was talked to; then the union decides (rules.md 0.3, 7.3). So this only reminds.
 */
function reminderOf(months: readonly Month[], oldest: Month, age: number): string {
  if (age < REMIND_AFTER_MONTHS) return '';
  return `${formatMonth(oldest)}起欠 ${months.length} 个月，最早的已过 ${age} 个月。没有正当理由连续六个月不交会费，须先教育；教育后仍不改的，由工会作出决定才视为退会。程序只提醒，不改会籍。`;
}
