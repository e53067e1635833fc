import { z } from 'zod';
import type { Month } from '../../calendar.ts';
import type { Fen } from '../../money.ts';
import { fileToken, monthField } from '../fields.ts';
import { output, read, write } from '../operation.ts';
import type { ChartAccount } from '../union.ts';

export interface TrialBalanceLine {
  accountId: string;
  /** Has no accounts below it. */
  detail: boolean;
  code: string;
  name: string;
  class: ChartAccount['class'];
  side: 'debit' | 'credit';
  level: number;
  openingDebit: Fen;
  openingCredit: Fen;
  debit: Fen;
  credit: Fen;
  closingDebit: Fen;
  closingCredit: Fen;
}

export interface TrialBalance {
  from: Month;
  to: Month;
  /** Detail accounts and the sums of the accounts above them; only `level` 1 lines add up to the totals. */
  lines: TrialBalanceLine[];
  totals: { openingDebit: Fen; openingCredit: Fen; debit: Fen; credit: Fen; closingDebit: Fen; closingCredit: Fen };
  balanced: boolean;
}

export const reportsOperations = {
  'ledger.readTrialBalance': read('view', z.strictObject({ from: monthField, to: monthField }), output<TrialBalance>()),
  /** The whole ledger as a plain-text journal that hledger and Beancount-style tools read, into a folder the person picked. */
  'ledger.exportJournal': write(
    'keep',
    z.strictObject({ folder: fileToken }),
    output<{ fileName: string; vouchers: number }>(),
  ),
};
