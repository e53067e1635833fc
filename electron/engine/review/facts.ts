import { type Month, monthsOfYear } from '#shared/calendar.ts';
import type { Budget, Period, TrialBalance } from '#shared/contract/ledger.ts';
import type { Resolution, UnionProfile } from '#shared/contract/union.ts';
import { type Fen, fen, sum, ZERO } from '#shared/money.ts';
import type { Readable } from '../database.ts';
import { type DuesReconciliation, reconcileDues } from '../dues/commands.ts';
import {
  type CashJournal,
  closingTurnover,
  type ExpenseVoucher,
  expenseVouchers,
  listPeriods,
  type MonthNumbers,
  monthNumbers,
  type OriginTurnover,
  originTurnover,
  readAccountTree,
  readBudget,
  readJournal,
  readTrialBalance,
  readTurnover,
  type TreeAccount,
  type Turnover,
} from '../ledger/commands.ts';
import { listResolutions, readProfile } from '../union/commands.ts';
import { type AidSummary, summariseAids } from './aid-summary.ts';
import { summariseVisits, type VisitSummary } from './visit-summary.ts';

/** Everything about one year that both the self-check and the workbook look at, read once from one snapshot. */
export interface AuditFacts {
  year: number;
  /** January. */
  from: Month;
  /** December. */
  to: Month;
  profile: UnionProfile;
  accounts: readonly TreeAccount[];
  periods: readonly Period[];
  trialBalance: TrialBalance;
  /** By account: what the year-end closing vouchers did; empty while the year is open. */
  closing: ReadonlyMap<string, { debit: Fen; credit: Fen }>;
  /** Income and expense without year-end closing, parents included. */
  turnover: readonly Turnover[];
  /** The same of the year before; undefined when the books do not cover it. */
  lastYear: readonly Turnover[] | undefined;
  budget: Budget;
  cash: CashJournal;
  bank: CashJournal;
  origins: readonly OriginTurnover[];
  /** Months that have vouchers. */
  months: readonly MonthNumbers[];
  dues: DuesReconciliation;
  visits: VisitSummary;
  aids: AidSummary;
  resolutions: readonly Resolution[];
  /** Payments that are large or state no attachment, oldest first; see {@link largeExpenses} and {@link bareExpenses}. */
  expenses: readonly ExpenseVoucher[];
}

/** Reads the year. Lists that may be long (entries, visits, dues of members) are only summed up here and streamed later. */
export function readFacts(db: Readable, year: number): AuditFacts {
  const [from, to] = [monthsOfYear(year)[0], monthsOfYear(year)[11]];
  if (from === undefined || to === undefined) throw new RangeError(`not a year: ${year}`);
  const { periods, years } = listPeriods(db, year);
  const profile = readProfile(db);
  const lastRange = [monthsOfYear(year - 1)[0] ?? from, monthsOfYear(year - 1)[11] ?? to] as const;
  return {
    year,
    from,
    to,
    profile,
    accounts: readAccountTree(db),
    periods,
    trialBalance: readTrialBalance(db, from, to),
    closing: new Map(closingTurnover(db, year).map(({ accountId, debit, credit }) => [accountId, { debit, credit }])),
    turnover: readTurnover(db, from, to),
    lastYear: years.includes(year - 1) ? readTurnover(db, ...lastRange) : undefined,
    budget: readBudget(db, year),
    cash: readJournal(db, 'cash', from, to),
    bank: readJournal(db, 'bank', from, to),
    origins: originTurnover(db, year),
    months: monthNumbers(db, year),
    dues: reconcileDues(db, year),
    visits: summariseVisits(db, year),
    aids: summariseAids(db, year),
    resolutions: listResolutions(db),
    expenses: expenseVouchers(db, year, { least: profile.largeExpense, bare: true }),
  };
}

/** Income and expense of the year, first-level accounts added up. */
export function yearTotals({ turnover }: Pick<AuditFacts, 'turnover'>): { income: Fen; expense: Fen; surplus: Fen } {
  const top = (wanted: Turnover['class']) =>
    sum(turnover.filter((line) => line.level === 1 && line.class === wanted).map((line) => line.net));
  const income = top('income');
  const expense = top('expense');
  return { income, expense, surplus: fen(income - expense) };
}

/** Closing balance of an account in its own direction; zero for an account without figures. */
export function closingOf({ trialBalance }: Pick<AuditFacts, 'trialBalance'>, accountId: string): Fen {
  const line = trialBalance.lines.find((candidate) => candidate.accountId === accountId);
  if (!line) return ZERO;
  const debit = line.closingDebit - line.closingCredit;
  return fen(line.side === 'debit' ? debit : -debit);
}

/** True once the year-end closing vouchers are posted. */
export function isCarriedForward({ closing }: Pick<AuditFacts, 'closing'>): boolean {
  return closing.size > 0;
}

type Expenses = Pick<AuditFacts, 'profile' | 'expenses'>;

/** 大额支出: vouchers that book at least the union's limit on expense accounts. */
export function largeExpenses({ profile, expenses }: Expenses): ExpenseVoucher[] {
  return expenses.filter(({ expense }) => expense >= profile.largeExpense);
}

/** Vouchers that book expenses and state no attachment, whatever the amount. */
export function bareExpenses({ expenses }: Pick<Expenses, 'expenses'>): ExpenseVoucher[] {
  return expenses.filter(({ attachmentCount }) => attachmentCount === 0);
}
