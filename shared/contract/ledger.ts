import { assetsOperations } from './ledger/assets.ts';
import { attachmentsOperations } from './ledger/attachments.ts';
import { bankOperations } from './ledger/bank.ts';
import { budgetOperations } from './ledger/budget.ts';
import { chartOperations } from './ledger/chart.ts';
import { closeOperations } from './ledger/close.ts';
import { entryOperations } from './ledger/entry.ts';
import { fundsOperations } from './ledger/funds.ts';
import { reportsOperations } from './ledger/reports.ts';
import { vouchersOperations } from './ledger/vouchers.ts';

// 经费账 is the largest feature: each of its parts has a file here and a folder of the same name in the engine and in the pages.
export * from './ledger/assets.ts';
export * from './ledger/attachments.ts';
export * from './ledger/bank.ts';
export * from './ledger/budget.ts';
export * from './ledger/chart.ts';
export * from './ledger/close.ts';
export * from './ledger/entry.ts';
export * from './ledger/funds.ts';
export * from './ledger/reports.ts';
export * from './ledger/vouchers.ts';

export const ledgerOperations = {
  ...chartOperations,
  ...entryOperations,
  ...vouchersOperations,
  ...assetsOperations,
  ...attachmentsOperations,
  ...bankOperations,
  ...budgetOperations,
  ...fundsOperations,
  ...closeOperations,
  ...reportsOperations,
};
