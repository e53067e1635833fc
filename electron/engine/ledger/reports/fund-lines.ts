import type { Month } from '#shared/calendar.ts';
import type { TrialBalance } from '#shared/contract/ledger.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { readAccountTree } from '../chart/accounts.ts';
import { FUND_ACCOUNTS } from '../for-review.ts';
import { fundDetails, readMonthFigures } from './months.ts';
import { readTrialBalance } from './trial-balance.ts';

/** 结转结余: 工会资金结转 and 结余 together with what income and expense have left and no year-end closing has brought there. */
export interface FundFigures {
  opening: Fen;
  /** What was posted on 结转 and 结余 itself, year-end closing apart: 年初余额调整, 单位内部调剂 … */
  other: Fen;
  closing: Fen;
}

/** How 结转结余 stood before `from` and at the end of `to`, both months of one year. */
export function readFundFigures(db: Readable, from: Month, to: Month): FundFigures {
  const balance = readTrialBalance(db, from, to);
  const posted = readMonthFigures(db, fundDetails(readAccountTree(db)), from, to);
  return {
    opening: fundBalance(balance, 'opening'),
    other: fen(posted.reduce((total, { debit, credit }) => total + credit - debit, 0)),
    closing: fundBalance(balance, 'closing'),
  };
}

function fundBalance({ lines }: TrialBalance, when: 'opening' | 'closing'): Fen {
  const own = lines.filter(
    (line) =>
      line.level === 1 &&
      (line.class === 'income' || line.class === 'expense' || FUND_ACCOUNTS.includes(line.accountId)),
  );
  return fen(own.reduce((total, line) => total + line[`${when}Credit`] - line[`${when}Debit`], 0));
}
