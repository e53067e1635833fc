import { availableParallelism, loadavg } from 'node:os';
import { auditWorkbook } from './audit-workbook.ts';
import { BigUnion } from './big-union.ts';
import { duesArrears } from './dues-arrears.ts';
import { duesLevy } from './dues-levy.ts';
import { festival } from './festival.ts';
import { ledgerLists } from './ledger-lists.ts';
import type { Line, Report, Result } from './line.ts';
import { readable } from './measure.ts';
import { memberSearch } from './member-search.ts';
import { rosterImport } from './roster-import.ts';
import { trialBalance } from './trial-balance.ts';
import { windowStart } from './window-start.ts';

// `npm run bench [-- 2 3]`: the figures of DESIGN section 10, each beside the floor that the same run measured on the same
// machine. It asserts nothing: whether a goal was met stands in the table, and only a crash gives an exit code.

/** In the order they run: those that need only members come before the 100,000 vouchers. */
const LINES: readonly Line[] = [
  memberSearch,
  duesLevy,
  duesArrears,
  rosterImport,
  festival,
  windowStart,
  trialBalance,
  ledgerLists,
  auditWorkbook,
];

const say = (text: string) => process.stderr.write(`… ${text}\n`);

const wanted = process.argv.slice(2).map(Number);
const chosen = wanted.length === 0 ? LINES : LINES.filter(({ number }) => wanted.includes(number));
if (wanted.some((number) => chosen.every((line) => line.number !== number))) {
  console.log(
    `there is no such line; the lines are\n${LINES.map(({ number, title }) => `${number}  ${title}`).join('\n')}`,
  );
  process.exitCode = 1;
} else {
  printTable([...(await measureAll(chosen))].sort(([a], [b]) => a - b));
}

async function measureAll(lines: readonly Line[]): Promise<Map<number, Report>> {
  const union = new BigUnion(say);
  const reports = new Map<number, Report>();
  try {
    for (const line of lines) {
      say(`line ${line.number}: ${line.title}`);
      reports.set(line.number, await line.measure(union));
    }
  } finally {
    await union.dispose();
  }
  return reports;
}

function printTable(sorted: readonly [number, Report][]): void {
  const load = loadavg().map((average) => average.toFixed(1));
  console.log(
    `${availableParallelism()} cores, load ${load.join(' ')} (1, 5, 15 minutes). Times: median (min-max) by the clock; cpu: computing time, median.`,
  );
  const head = ['line', 'what', 'ours', 'cpu', 'floor or peer', 'ratio', 'goal', 'verdict'];
  const rows = sorted.flatMap(([number, { results }]) => results.map((result) => cellsOf(number, result)));
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  for (const row of [head, widths.map((width) => '-'.repeat(width)), ...rows]) {
    const line = row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
    console.log(line.trimEnd());
  }
  for (const [number, { notes }] of sorted) for (const note of notes) console.log(`${number}: ${note}`);
}

function cellsOf(number: number, { what, ours, cpu, floor, ratio, goal, met }: Result): string[] {
  const verdict = met === undefined ? '' : met ? 'met' : 'missed';
  const times = ratio === undefined ? '' : ratio.toPrecision(2);
  return [String(number), what, ours, cpu === undefined ? '' : readable(cpu), floor, times, goal, verdict];
}
