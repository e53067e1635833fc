import { setImmediate } from 'node:timers/promises';
import { refuse } from '#shared/errors.ts';
import type { Reading } from '../../jobs/jobs.ts';

/** A reading that nobody follows and nothing stops. */
export const UNFOLLOWED: Reading = { signal: new AbortController().signal, report: () => undefined };

/** What is done at a stretch: some 10 ms, so that a keystroke elsewhere is answered in between. */
const SLICE = 500;

/**
 * Does something with every row of a long list, letting other requests in between.
 * @param label `正在核对各行`
 * @throws Refusal `file.readingStopped` when the reading was stopped
 */
export async function inSlices<Row>(
  rows: readonly Row[],
  reading: Reading,
  label: string,
  work: (row: Row) => void,
): Promise<void> {
  for (let start = 0; start < rows.length; start += SLICE) {
    if (start > 0) await setImmediate();
    if (reading.signal.aborted) throw refuse('file.readingStopped');
    const end = Math.min(start + SLICE, rows.length);
    for (let index = start; index < end; index += 1) {
      const row = rows[index];
      if (row !== undefined) work(row);
    }
    reading.report(
      end,
      rows.length,
      `${label}，${end.toLocaleString('en-US')} / ${rows.length.toLocaleString('en-US')} 行`,
    );
  }
}
