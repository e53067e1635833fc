import { type Month, monthsOfYear } from '#shared/calendar.ts';
import type { DuesMonth } from '#shared/contract/dues.ts';
import { type Fen, fen, ZERO } from '#shared/money.ts';
import type { Readable } from '../../database.ts';

export const MONTH_SUMS_SQL = `
  SELECT month, count(*) AS members, count(*) FILTER (WHERE paid + waived < amount) AS owingMembers,
         count(*) FILTER (WHERE waived > 0) AS waivedMembers,
         sum(amount) AS levyTotal, sum(paid) AS paidTotal, sum(waived) AS waivedTotal
  FROM levies WHERE month BETWEEN :from AND :to GROUP BY month`;

interface MonthSums {
  month: Month;
  members: number;
  owingMembers: number;
  waivedMembers: number;
  levyTotal: Fen;
  paidTotal: Fen;
  waivedTotal: Fen;
}

/** How dues stand in each of the twelve months of a year. */
export function listMonths(db: Readable, year: number): DuesMonth[] {
  const months = monthsOfYear(year);
  const sums = new Map(
    db.all<MonthSums>(MONTH_SUMS_SQL, { from: `${year}-01`, to: `${year}-12` }).map((row) => [row.month, row]),
  );
  return months.map((month) => summary(month, sums.get(month)));
}

/** How dues stand in one month. A member counts as paid who owes nothing more, be it paid or waived. */
export function readMonth(db: Readable, month: Month): DuesMonth {
  return summary(month, db.get<MonthSums>(MONTH_SUMS_SQL, { from: month, to: month }));
}

function summary(month: Month, sums: MonthSums | undefined): DuesMonth {
  const { members = 0, owingMembers = 0, waivedMembers = 0 } = sums ?? {};
  const { levyTotal = ZERO, paidTotal = ZERO, waivedTotal = ZERO } = sums ?? {};
  return {
    month,
    levied: members > 0,
    members,
    paidMembers: members - owingMembers,
    owingMembers,
    waivedMembers,
    levyTotal,
    paidTotal,
    waivedTotal,
    owedTotal: fen(levyTotal - paidTotal - waivedTotal),
  };
}
