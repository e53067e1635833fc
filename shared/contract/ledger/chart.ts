import { nothing } from '../fields.ts';
import { output, read } from '../operation.ts';
import type { ChartAccount } from '../union.ts';
import type { Direction, Method } from './entry.ts';

/** A plain-word choice of 收支登记 with the account behind it. */
export interface Purpose {
  id: string;
  /** `transfer`: money moves, but it is neither income nor expense (提现, 上解, 暂付). */
  direction: Direction;
  /** Whether cash or bank grows (`in`) or shrinks (`out`). */
  flow: 'in' | 'out';
  /** Set when only one method makes sense: 提现 comes out of the bank. */
  fixedMethod?: Method;
  /** The account that keeps what belongs to the union above, for an allocation that arrives in full. */
  setAsideName?: string;
  label: string;
  hint: string;
  accountId: string;
  accountCode: string;
  accountName: string;
  /** The name in 总工办发〔2017〕32号, which people still use; empty where that document has none. */
  oldName: string;
  /** What typing finds it by: label, hint, names, code, pinyin and its initials, in lower case. */
  keywords: string;
}

export const chartOperations = {
  'ledger.listAccounts': read('view', nothing, output<ChartAccount[]>()),
  'ledger.listPurposes': read('view', nothing, output<Purpose[]>()),
};
