import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exportJournalText } from '#electron/engine/ledger/commands.ts';
import type { BigUnion } from './big-union.ts';
import type { Report } from './line.ts';
import { readable, time, timesOf, withRange } from './measure.ts';

const run = promisify(execFile);
const RUNS = 3;
const NAMES = ['hledger', 'ledger'] as const;

export type PeerName = (typeof NAMES)[number];

/**
 * Puts a question to the plain-text accounting programs that are installed, on the exported journal.
 * @param ours median of the same question here, milliseconds
 * @param question the arguments after `-f <file>`; undefined for a program that cannot be asked this
 */
export async function measurePeers(
  union: BigUnion,
  ours: number,
  question: (name: PeerName) => readonly string[] | undefined,
): Promise<Report> {
  const { folder } = await union.withVouchers();
  const file = join(folder, 'bench.journal');
  writeFileSync(file, exportJournalText(await union.raw()));
  const report: Report = { results: [], notes: [] };
  for (const name of NAMES) {
    const version = await versionOf(name);
    const args = question(name);
    if (args === undefined) continue;
    if (version === undefined) {
      report.notes.push(`${name} is not installed, so it was not measured`);
      continue;
    }
    const runs = [];
    for (let round = 0; round < RUNS; round += 1) runs.push(await time(() => ask(name, ['-f', file, ...args])));
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

function ask(name: PeerName, args: readonly string[]): Promise<unknown> {
  const env = { ...process.env, LC_ALL: 'C.UTF-8' };
  return run(name, args, { env, maxBuffer: 1 << 28 });
}

/** `hledger 1.25`, undefined when the program is not there. */
async function versionOf(name: PeerName): Promise<string | undefined> {
  try {
    const { stdout } = await run(name, ['--version']);
    return `${name} ${/\d+(\.\d+)+/.exec(stdout)?.[0] ?? ''}`;
  } catch {
    return undefined;
  }
}
