import { Worker } from 'node:worker_threads';
import { type Grid, SpreadsheetProblem } from './grid.ts';
import type { ReadAnswer, ReadInput } from './read-worker.ts';

/** The longest that reading may take. A roster of 20,000 rows takes 1 to 3 s. */
export const MAX_MILLISECONDS = 60_000;
/** The most memory that reading may take, in MB. A workbook of MAX_CELLS needs about half of it. */
export const MAX_HEAP_MB = 2048;

export interface ReadLimits {
  readonly milliseconds?: number;
  readonly heapMb?: number;
}

/**
 * The same as `readGrid`, in a thread of its own: whatever a damaged or hostile file makes the libraries do (a corrupt
 * .xls can keep them busy for a minute, or fill the memory), the program stays alive and answers meanwhile.
 * @param worker entry of the thread: electron/job.ts or its built form.
 * @param limits lower ones than MAX_MILLISECONDS and MAX_HEAP_MB, for tests.
 * @throws SpreadsheetProblem as `readGrid` does, and `tooLarge` when the file is beyond the limits.
 */
export async function readGridApart(
  bytes: Uint8Array,
  fileName: string,
  worker: URL,
  { milliseconds = MAX_MILLISECONDS, heapMb = MAX_HEAP_MB }: ReadLimits = {},
): Promise<Grid> {
  const workerData: ReadInput = { task: 'read', bytes, fileName };
  const thread = new Worker(worker, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    // The old library prints what it does not know; that is nothing for the program's own output.
    stdout: true,
    stderr: true,
  });
  const timer = setTimeout(() => void thread.terminate(), milliseconds);
  try {
    const answer = await answerOf(thread);
    if ('grid' in answer) return answer.grid;
    throw new SpreadsheetProblem(answer.problem.kind, answer.problem.message);
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

function answerOf(thread: Worker): Promise<ReadAnswer> {
  return new Promise((resolve, reject) => {
    thread.once('message', (answer: ReadAnswer) => resolve(answer));
    thread.once('error', (error: unknown) => {
      const exhausted = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(exhausted ? new SpreadsheetProblem('tooLarge', 'out of memory', { cause: error }) : error);
    });
    thread.once('exit', () => reject(new SpreadsheetProblem('tooLarge', 'reading took too long')));
  });
}
