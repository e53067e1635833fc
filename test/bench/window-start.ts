import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { projectRoot } from '../e2e/runtime.ts';
import type { Line, Report } from './line.ts';
import { readable, timesOf, withRange } from './measure.ts';

const run = promisify(execFile);
const GOAL_MILLISECONDS = 1000;
const CHILD_MILLISECONDS = 300_000;
const SCREEN = ['-a', '-s', '-screen 0 1440x900x24'];

/** What window-child.ts prints: milliseconds of each run. */
export const windowFigures = z.object({
  electron: z.string(),
  usable: z.array(z.number()),
  bare: z.array(z.number()),
  unlocked: z.array(z.number()),
});
export type WindowFigures = z.output<typeof windowFigures>;

/** From starting the program to a passphrase field that can be typed in, in real Electron. */
export const windowStart: Line = {
  number: 6,
  title: 'window usable after start, with the practice books',
  measure: async () => {
    if (!electronIsThere()) return notMeasured('no Electron for tests on this machine; npm run e2e fetches one');
    try {
      return reportOf(windowFigures.parse(JSON.parse(await childOutput())));
    } catch (error) {
      return notMeasured(error instanceof Error ? error.message : String(error));
    }
  },
};

/** The bench fetches nothing: 100 MB in the middle of measuring would be a surprise. */
function electronIsThere(): boolean {
  const places = ['node_modules/electron/path.txt', '.cache/electron-for-tests/package/bin/electron'];
  return places.some((place) => existsSync(join(projectRoot, place)));
}

async function childOutput(): Promise<string> {
  const command = [process.execPath, join(import.meta.dirname, 'window-child.ts')];
  const [program = '', ...args] = process.platform === 'linux' ? ['xvfb-run', ...SCREEN, ...command] : command;
  const { stdout } = await run(program, args, { timeout: CHILD_MILLISECONDS });
  return stdout;
}

function reportOf({ electron, usable, bare, unlocked }: WindowFigures): Report {
  const [ours, floor, opened] = [usable, bare, unlocked].map((walls) =>
    timesOf(walls.map((wall) => ({ wall, cpu: 0 }))),
  );
  if (!ours || !floor || !opened) throw new Error('nothing was measured');
  return {
    results: [
      {
        what: 'window usable after start',
        ours: withRange(ours),
        floor: `bare Electron window: ${withRange(floor)}`,
        ratio: ours.median / floor.median,
        goal: '< 1.0 s',
        met: ours.median < GOAL_MILLISECONDS,
      },
    ],
    notes: [
      `Electron ${electron}, driven from outside, which both carry; from the passphrase to the first page ${readable(opened.median)}, most of it making the key slow to guess`,
    ],
  };
}

function notMeasured(reason: string): Report {
  return {
    results: [{ what: 'window usable after start', ours: 'not measured', floor: '', goal: '< 1.0 s' }],
    notes: [`not measured: ${reason}`],
  };
}
