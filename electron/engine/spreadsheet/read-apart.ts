import { Worker } from 'node:worker_threads';
import { type Grid, SpreadsheetProblem } from './grid.ts';
import type { ReadAnswer, ReadInput } from './read-worker.ts';
import type { TableResult, TableWish } from './table.ts';

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
  limits: ReadLimits = {},
): Promise<Grid> {
  const answer = await readApart({ task: 'read', bytes, fileName }, worker, limits);
  if ('grid' in answer) return answer.grid;
  throw new Error('the reading thread answered something else');
}

/**
 * Reads a file and finds the table in it, in a thread of its own.
 * @param signal ends the thread at once; the caller throws what it wants to
 * @throws SpreadsheetProblem as {@link readGridApart}
 */
export async function readTableApart(
  bytes: Uint8Array,
  fileName: string,
  wish: TableWish<string>,
  worker: URL,
  signal: AbortSignal,
): Promise<TableResult<string>> {
  const answer = await readApart({ task: 'read', bytes, fileName, wish }, worker, { signal });
  if ('table' in answer) return answer.table;
  throw new Error('the reading thread answered something else');
}

async function readApart(
  workerData: ReadInput,
  worker: URL,
  { milliseconds = MAX_MILLISECONDS, heapMb = MAX_HEAP_MB, signal }: ReadLimits & { signal?: AbortSignal },
): Promise<Exclude<ReadAnswer, { problem: unknown }>> {
  const thread = new Worker(worker, {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: heapMb },
    // The old library prints what it does not know; that is nothing for the program's own output.
    stdout: true,
    stderr: true,
  });
  const end = () => void thread.terminate();
  const timer = setTimeout(end, milliseconds);
  signal?.addEventListener('abort', end);
  try {
    const answer = await answerOf(thread);
    if ('problem' in answer) throw new SpreadsheetProblem(answer.problem.kind, answer.problem.message);
    return answer;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', end);
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
