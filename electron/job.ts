import { parentPort, workerData } from 'node:worker_threads';
import type { JobInput } from './engine/jobs/protocol.ts';
import type { ReadInput } from './engine/spreadsheet/read-worker.ts';

// Entry of the worker threads: long work, and reading files that cannot be trusted. Each loads only what it needs.
const input: JobInput | ReadInput = workerData;
if (input.task === 'read') {
  const { answerReading } = await import('./engine/spreadsheet/read-worker.ts');
  parentPort?.postMessage(await answerReading(input));
} else {
  const { work } = await import('./engine/jobs/work.ts');
  await work(input);
}
