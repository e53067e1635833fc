import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exportJournalText } from '#electron/engine/ledger/commands.ts';
import { month } from '#shared/calendar.ts';
import type { BigUnion } from './big-union.ts';
import type { Line, Report } from './line.ts';
import { readable, takeTurns, time, timesOf, withRange } from './measure.ts';
import { FIRST_YEAR, SECOND_YEAR } from './posting.ts';

const run = promisify(execFile);
// the + keeps SQLite from going along the index by account, which reads the table in no order and takes four times as long
const FLOOR = 'SELECT account_id, sum(debit) AS debit, sum(credit) AS credit FROM entries GROUP BY +account_id';
const YEAR = { from: month(`${SECOND_YEAR}-01`), to: month(`${SECOND_YEAR}-12`) };
const BOTH_YEARS = { from: month(`${FIRST_YEAR}-01`), to: YEAR.to };
const ROUNDS = { runs: 31, warmUps: 3 };
const GOAL_RATIO = 1 / 5;
const PEERS = ['hledger', 'ledger'];
const PEER_RUNS = 3;

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
    const peers = await measurePeers(union, ours.median);
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

/** The same question put to the plain-text accounting programs that are installed, on the exported journal. */
async function measurePeers(union: BigUnion, ours: number): Promise<Report> {
  const { folder } = await union.withVouchers();
  const file = join(folder, 'bench.journal');
  writeFileSync(file, exportJournalText(await union.raw()));
  const report: Report = { results: [], notes: [] };
  for (const name of PEERS) {
    const version = await versionOf(name);
    if (version === undefined) {
      report.notes.push(`${name} is not installed, so it was not measured`);
      continue;
    }
    const runs = [];
    for (let round = 0; round < PEER_RUNS; round += 1) runs.push(await time(() => balance(name, file)));
    const peer = timesOf(runs);
    report.results.push({
      what: `  ${version} on the exported journal`,
      ours: readable(ours),
      floor: withRange(peer),
      ratio: ours / peer.median,
      goal: '',
    });
  }
  return report;
}

function balance(name: string, file: string): Promise<unknown> {
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  return run(name, ['-f', file, 'balance', '--flat'], { env, maxBuffer: 1 << 26 });
}

/** `hledger 1.25`, undefined when the program is not there. */
async function versionOf(name: string): Promise<string | undefined> {
  try {
    const { stdout } = await run(name, ['--version']);
    return `${name} ${/\d+(\.\d+)+/.exec(stdout)?.[0] ?? ''}`;
  } catch {
    return undefined;
  }
}
