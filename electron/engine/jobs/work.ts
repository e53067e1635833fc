import { parentPort } from 'node:worker_threads';
import { Refusal, refuse } from '#shared/errors.ts';
import { AttachmentFiles } from '../books/attachment-store.ts';
import { openConnection } from '../database.ts';
import { writeLedgerExport } from '../ledger/commands.ts';
import { buildPracticeBooks, PRACTICE_PASSPHRASE } from '../practice/build.ts';
import { writeAuditPackage } from '../review/package.ts';
import { JobCancelled, type JobInput, type JobOutcome, type Progress, type WorkerMessage } from './protocol.ts';

/** Runs the one job that this worker thread was started for and reports how it ended. */
export async function work(input: JobInput): Promise<void> {
  const port = parentPort;
  if (!port) throw new Error('this runs in a worker thread');
  const send = (message: WorkerMessage) => port.postMessage(message);
  const cancelled = new Int32Array(input.cancelled);
  const progress: Progress = (done, total, label) => {
    if (Atomics.load(cancelled, 0)) throw new JobCancelled();
    send({ type: 'progress', done, total, label });
  };
  try {
    send({ type: 'done', outcome: await run(input, progress) });
  } catch (error) {
    if (error instanceof JobCancelled) send({ type: 'failed', error: refuse('review.cancelled').detail });
    else if (error instanceof Refusal) send({ type: 'failed', error: error.detail });
    else send({ type: 'crashed', reason: error instanceof Error ? String(error.stack) : String(error) });
  }
}

async function run(input: JobInput, progress: Progress): Promise<JobOutcome> {
  const { order } = input;
  if (order.kind === 'practice') {
    const file = await buildPracticeBooks({ ...input, folder: order.folder, progress });
    return { kind: 'practice', file, passphrase: PRACTICE_PASSPHRASE };
  }
  if (!input.books) throw refuse('request.booksClosed');
  const connection = openConnection(input.books.file, input.books.key, 'read');
  try {
    // one snapshot for the whole job, whatever is written meanwhile
    connection.raw.exec('BEGIN');
    if (order.kind === 'ledgerExport') {
      const context = { db: connection, assetsFolder: input.assetsFolder };
      return { kind: 'ledgerExport', ...(await writeLedgerExport(context, { ...order, progress })) };
    }
    const made = await writeAuditPackage(connection, {
      ...order,
      attachmentStore: new AttachmentFiles(input.books.file),
      assetsFolder: input.assetsFolder,
      programVersion: input.programVersion,
      progress,
    });
    return { kind: 'auditPackage', packageId: order.packageId, year: order.year, ...made };
  } finally {
    connection.close();
  }
}
