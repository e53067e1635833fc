import { month } from '#shared/calendar.ts';
import type { BigUnion } from './big-union.ts';
import type { Line } from './line.ts';
import { takeTurns, withRange } from './measure.ts';
import { measurePeers } from './peers.ts';
import { FIRST_YEAR, SECOND_YEAR } from './posting.ts';

// the + keeps SQLite from going along the index by account, which reads the table in no order and takes four times as long
const FLOOR = 'SELECT account_id, sum(debit) AS debit, sum(credit) AS credit FROM entries GROUP BY +account_id';
const YEAR = { from: month(`${SECOND_YEAR}-01`), to: month(`${SECOND_YEAR}-12`) };
const BOTH_YEARS = { from: month(`${FIRST_YEAR}-01`), to: YEAR.to };
const ROUNDS = { runs: 31, warmUps: 3 };
const GOAL_RATIO = 1 / 5;

/** 科目余额表 of a year, against adding up every entry there is. */
export const trialBalance: Line = {
  number: 1,
  title: 'trial balance of a year, 100,000 vouchers and 200,000 entries in the books',
  measure: async (union) => {
    const { call } = await union.withVouchers();
    const raw = await union.raw();
    await assertSameSums(union);
    const { ours, floor } = await takeTurns(
      ROUNDS,
      () => call('ledger.readTrialBalance', YEAR),
      () => raw.all(FLOOR),
    );
    const ratio = ours.median / floor.median;
    const peers = await measurePeers(union, ours.median, () => ['balance', '--flat']);
    return {
      results: [
        {
          what: 'trial balance of a year',
          ours: withRange(ours),
          cpu: ours.cpu,
          floor: `raw SUM … GROUP BY: ${withRange(floor)}`,
          ratio,
          goal: 'ratio <= 0.20',
          met: ratio <= GOAL_RATIO,
        },
        ...peers.results,
      ],
      notes: peers.notes,
    };
  },
};

/** A quick answer must also be right: both years' turnover equals the sum of all entries, account by account. */
async function assertSameSums(union: BigUnion): Promise<void> {
  const { call } = await union.withVouchers();
  const raw = await union.raw();
  const { lines } = await call('ledger.readTrialBalance', BOTH_YEARS);
  const byAccount = new Map(lines.map((line) => [line.accountId, line]));
  for (const row of raw.all<{ account_id: string; debit: number; credit: number }>(FLOOR)) {
    const line = byAccount.get(row.account_id);
    if (line?.debit !== row.debit || line.credit !== row.credit)
      throw new Error(`the trial balance of ${row.account_id} differs from its entries`);
  }
}
