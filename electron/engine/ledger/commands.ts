import { isMonth, type Month } from '#shared/calendar.ts';
import type { Readable } from '../database.ts';

export { assetRegister, assetTies, type RegisterLine } from './assets/register.ts';
export { keepContent } from './attachments/attach.ts';
export { checkAttachments, checkAttachmentsPolitely } from './attachments/check.ts';
export { type Paper, readPapers } from './attachments/chosen.ts';
export { type CashJournal, readJournal } from './bank/journal.ts';
export { bankStateOf } from './bank/voucher-bank.ts';
export { readBudget } from './budget/budget.ts';
// What other features may use of the ledger.
export { readAccountTree, type TreeAccount } from './chart/accounts.ts';
export { readShippedChart, type ShippedAccount } from './chart/chart.ts';
export { foundLedger } from './chart/found.ts';
export { readOldChart } from './chart/old-chart.ts';
export { previewOpening } from './chart/opening-file.ts';
export { ACCOUNT, MONEY_ACCOUNT } from './chart/standard-accounts.ts';
export { listPeriods, yearsOfBooks } from './close/periods.ts';
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
  originByMonth,
  originTurnover,
  type SourceVoucher,
  sourceVouchers,
  type VoucherEntry,
  voucherEntries,
} from './for-review.ts';
export { listFunds } from './funds/funds.ts';
export { exportBeancountText } from './reports/export-beancount.ts';
export { exportJournalText } from './reports/export-journal.ts';
export { type LedgerExport, writeLedgerExport } from './reports/ledger-export.ts';
export { readTrialBalance } from './reports/trial-balance.ts';
export {
  findMiscounts,
  type MonthlyTurnover,
  readMonthlyTurnover,
  readTurnover,
  type Turnover,
} from './reports/turnover.ts';
export { balanceThrough } from './vouchers/money-check.ts';
export {
  assertOpen,
  balanceOf,
  type EntryDraft,
  type PostedVoucher,
  postVoucher,
  type VoucherDraft,
  voucherNumber,
} from './vouchers/post.ts';
export { reverseVoucher } from './vouchers/reverse.ts';
export { listVouchers } from './vouchers/vouchers.ts';

/** The first month that is not closed; undefined when all are. */
export function readOpenMonth(db: Readable): Month | undefined {
  const row = db.get<{ month: string | null }>("SELECT min(month) AS month FROM periods WHERE status = 'open'");
  return row?.month && isMonth(row.month) ? row.month : undefined;
}
