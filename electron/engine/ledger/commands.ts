import { isMonth, type Month } from '#shared/calendar.ts';
import type { Readable } from '../database.ts';

// What other features may use of the ledger.
export { readAccountTree, type TreeAccount } from './accounts.ts';
export { readBudget } from './budget.ts';
export { readShippedChart, type ShippedAccount } from './chart.ts';
export { exportJournalText } from './export-journal.ts';
export {
  budgetOldNames,
  closingTurnover,
  countEntries,
  type ExpenseVoucher,
  expenseVouchers,
  FUND_ACCOUNTS,
  type MonthNumbers,
  monthNumbers,
  type OriginTurnover,
  originTurnover,
  type SourceVoucher,
  sourceVouchers,
  type VoucherEntry,
  voucherEntries,
} from './for-review.ts';
export { foundLedger } from './found.ts';
export { type CashJournal, readJournal } from './journal.ts';
export { previewOpening } from './opening-file.ts';
export { listPeriods, yearsOfBooks } from './periods.ts';
export {
  assertOpen,
  balanceOf,
  type EntryDraft,
  type PostedVoucher,
  postVoucher,
  type VoucherDraft,
  voucherNumber,
} from './post.ts';
export { reverseVoucher } from './reverse.ts';
export { ACCOUNT } from './standard-accounts.ts';
export { readTrialBalance } from './trial-balance.ts';
export { findMiscounts, type MonthlyTurnover, readMonthlyTurnover, readTurnover, type Turnover } from './turnover.ts';
export { listVouchers } from './vouchers.ts';

/** The first month that is not closed; undefined when all are. */
export function readOpenMonth(db: Readable): Month | undefined {
  const row = db.get<{ month: string | null }>("SELECT min(month) AS month FROM periods WHERE status = 'open'");
  return row?.month && isMonth(row.month) ? row.month : undefined;
}
