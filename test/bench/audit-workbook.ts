import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { unzipSync } from 'fflate';
import { WORKBOOK_FILE } from '#electron/engine/review/audit-book.ts';
import { PASSPHRASE } from '../engine/support.ts';
import {
  type AuditOrder,
  type ExportFigures,
  exportFigures,
  FLOOR_ROWS,
  type FloorFigures,
  floorFigures,
} from './audit-figures.ts';
import { bundle } from './bundle.ts';
import type { Line, Result } from './line.ts';
import { readable, type Times, timesOf, withRange } from './measure.ts';

const run = promisify(execFile);
const ROUNDS = 3;
const GOAL_RATIO = 1.5;
const GOAL_MEGABYTES = 600;
const GOAL_READ_MILLISECONDS = 50;

/**
 * The whole audit package of a year, against the workbook library alone writing as many rows. Each run has a process of its own.
 * Memory and the reads of a person are taken in further runs, since reading costs computing time too.
 */
export const auditWorkbook: Line = {
  number: 4,
  title: 'full audit workbook, 100,000 detail rows',
  measure: async (union) => {
    const { folder } = await union.withVouchers();
    const scripts = await bundle(['audit-child', 'hucre-child']);
    const alone: ExportFigures[] = [];
    const floors: FloorFigures[] = [];
    const withReads: ExportFigures[] = [];
    await union.whileLocked(async (books) => {
      const root = join(import.meta.dirname, '../..');
      const exported = async (reads: boolean) => {
        const order: AuditOrder = { root, books, passphrase: PASSPHRASE, folder, reads };
        return exportFigures.parse(await child(join(scripts, 'audit-child.js'), JSON.stringify(order)));
      };
      for (let round = 0; round < ROUNDS; round += 1) {
        alone.push(await exported(false));
        floors.push(floorFigures.parse(await child(join(scripts, 'hucre-child.js'), join(folder, 'floor.xlsx'))));
        withReads.push(await exported(true));
      }
    });
    const all = [...alone, ...withReads];
    const rows = countRows(join(all[0]?.package ?? '', WORKBOOK_FILE));
    const total = rows.reduce((sum, count) => sum + count, 0);
    return {
      results: [
        timeResult(timesOf(alone), timesOf(floors)),
        memoryResult(
          most(all, ({ megabytes }) => megabytes),
          most(floors, ({ megabytes }) => megabytes),
        ),
        readResult(withReads),
      ],
      notes: [
        `${total} rows in ${rows.length} sheets (${rows.join(', ')}); hucre alone writes ${FLOOR_ROWS} rows x 10 in ${readable(timesOf(floors).cpu)} of computing time`,
        `of ours ${readable(timesOf(alone.map(({ checked }) => ({ wall: checked, cpu: 0 }))).median)} go into checking the books (self-check, the whole audit trail) before the first row is written`,
        `the process held ${most(all, ({ megabytesBefore }) => megabytesBefore).toFixed(0)} MB before the export`,
        `reads: the trial balance and a keystroke of member search in turn, ${withReads.map(({ meanwhile }) => meanwhile?.reads).join(', ')} of them`,
      ],
    };
  },
};

function timeResult(ours: Times, floor: Times): Result {
  const ratio = ours.median / floor.median;
  return {
    what: 'audit package of a year',
    ours: withRange(ours),
    cpu: ours.cpu,
    floor: `hucre alone: ${withRange(floor)}`,
    ratio,
    goal: 'ratio <= 1.5',
    met: ratio <= GOAL_RATIO,
  };
}

function memoryResult(megabytes: number, floor: number): Result {
  return {
    what: '  memory of its process, at most',
    ours: `${megabytes.toFixed(0)} MB`,
    floor: `hucre alone: ${floor.toFixed(0)} MB`,
    ratio: megabytes / floor,
    goal: '< 600 MB',
    met: megabytes < GOAL_MEGABYTES,
  };
}

function readResult(runs: readonly ExportFigures[]): Result {
  const slowest = most(runs, ({ meanwhile }) => meanwhile?.max ?? Number.NaN);
  const p95 = most(runs, ({ meanwhile }) => meanwhile?.p95 ?? Number.NaN);
  const idle = most(runs, (figures) => figures.idle.p95);
  return {
    what: '  a page reading meanwhile',
    ours: `max ${readable(slowest)} (p95 ${readable(p95)})`,
    floor: `before the export: p95 ${readable(idle)}`,
    ratio: p95 / idle,
    goal: '< 50 ms',
    met: slowest < GOAL_READ_MILLISECONDS,
  };
}

function most<T>(items: readonly T[], of: (item: T) => number): number {
  return Math.max(...items.map(of));
}

async function child(script: string, argument: string): Promise<unknown> {
  const { stdout } = await run(process.execPath, [script, argument]);
  return JSON.parse(stdout);
}

/** Rows of each sheet, in the order of the archive. */
function countRows(workbook: string): number[] {
  const isSheet = ({ name }: { name: string }) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name);
  const sheets = Object.values(unzipSync(readFileSync(workbook), { filter: isSheet }));
  return sheets.map((xml) => Buffer.from(xml).toString('utf8').split('<row ').length - 1);
}
