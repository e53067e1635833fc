import { month } from '#shared/calendar.ts';
import { type Fen, sum } from '#shared/money.ts';
import type { IncomeSource, LimitIncome } from '#shared/visit-limits.ts';
import type { Readable } from '../../database.ts';
import { readBudget, readTurnover } from '../../ledger/commands.ts';

// 401 会费收入 and 402 拨缴经费收入; what is to be remitted is booked on a liability, so 402 is the union's own share (留成)
const DUES = '401';
const ALLOCATION = '402';

const isOf = (income: LimitIncome, code: string): boolean => {
  const dues = code.startsWith(DUES);
  const allocation = code.startsWith(ALLOCATION);
  if (income === 'dues') return dues;
  if (income === 'allocation') return allocation;
  return income === 'all' || dues || allocation;
};

/**
 * A year's income that a share is taken of: as budgeted (with its adjustments), or as it came in so far.
 * @returns undefined when the year's budget has no such income
 */
export function incomeOfYear(db: Readable, year: number, income: LimitIncome, from: IncomeSource): Fen | undefined {
  if (from === 'received') {
    const turnover = readTurnover(db, month(`${year}-01`), month(`${year}-12`));
    return sum(
      turnover
        .filter((line) => line.class === 'income' && line.detail && isOf(income, line.code))
        .map((line) => line.net),
    );
  }
  const lines = readBudget(db, year).lines.filter(
    (line) => line.direction === 'income' && line.budgeted && isOf(income, line.code),
  );
  return lines.length === 0 ? undefined : sum(lines.map((line) => line.amount));
}
