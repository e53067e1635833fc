// What every line of the bench measures with: warm-up, runs that take turns, medians.

/** One run: how long it took by the clock, and how much computing it was (all threads). Both in milliseconds. */
export interface Run {
  wall: number;
  cpu: number;
}

/** Some runs of the same work; milliseconds by the clock, except `cpu`. */
export interface Times {
  runs: number;
  median: number;
  /** 95th percentile. */
  p95: number;
  min: number;
  max: number;
  /** Median of the computing time: what other programs on the machine do hardly touches it. */
  cpu: number;
}

/** @throws RangeError for no runs at all */
export function timesOf(runs: readonly Run[]): Times {
  const at = (times: readonly number[], share: number): number => {
    const sorted = times.toSorted((a, b) => a - b);
    const time = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))];
    if (time === undefined) throw new RangeError('nothing was measured');
    return time;
  };
  const walls = runs.map(({ wall }) => wall);
  const cpus = runs.map(({ cpu }) => cpu);
  return {
    runs: runs.length,
    median: at(walls, 0.5),
    p95: at(walls, 0.95),
    min: at(walls, 0),
    max: at(walls, 1),
    cpu: at(cpus, 0.5),
  };
}

/** Runs the work once in this process. */
export async function time(work: () => unknown): Promise<Run> {
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  await work();
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(cpuBefore);
  return { wall, cpu: (user + system) / 1000 };
}

/**
 * Runs two works in turn, so that whatever else the machine does meanwhile falls on both alike.
 * @param warmUps rounds that do not count, before the others
 * @param ours told the number of its run, from 0, warm-ups included; so is `floor`
 */
export async function takeTurns(
  { runs, warmUps }: { runs: number; warmUps: number },
  ours: (run: number) => unknown,
  floor: (run: number) => unknown,
): Promise<{ ours: Times; floor: Times }> {
  const [ourRuns, floorRuns]: [Run[], Run[]] = [[], []];
  for (let run = 0; run < warmUps + runs; run += 1) {
    const our = await time(() => ours(run));
    const other = await time(() => floor(run));
    if (run < warmUps) continue;
    ourRuns.push(our);
    floorRuns.push(other);
  }
  return { ours: timesOf(ourRuns), floor: timesOf(floorRuns) };
}

/** `1.23 s`, `45.6 ms`: three digits that count. */
export function readable(milliseconds: number): string {
  if (milliseconds >= 999.5) return `${(milliseconds / 1000).toFixed(2)} s`;
  return `${milliseconds.toFixed(milliseconds >= 99.95 ? 0 : milliseconds >= 9.995 ? 1 : 2)} ms`;
}

/** `45.6 ms (44.1 ms-49.0 ms)`: the median, and the range that all runs stayed in. */
export function withRange({ median, min, max }: Times): string {
  return `${readable(median)} (${readable(min)}-${readable(max)})`;
}
