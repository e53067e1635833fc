import { Worker } from 'node:worker_threads';
import type { JobResult, JobState } from '#shared/contract/books.ts';
import { type AppError, refuse } from '#shared/errors.ts';
import type { JobInput, JobOrder, JobOutcome, WorkerMessage } from './protocol.ts';

export type { JobOrder } from './protocol.ts';

const PATIENCE_MILLISECONDS = 5000;
const CLOSING_PATIENCE_MILLISECONDS = 1500;

interface RunningJob {
  state: JobState;
  worker?: Worker;
  cancelled: Int32Array;
}

export interface JobSetup {
  worker: URL;
  input(order: JobOrder): Omit<JobInput, 'task' | 'order' | 'cancelled'>;
  /** Records what a finished job made; runs on the engine's side, where the books may be written. */
  conclude(outcome: JobOutcome): JobResult;
  /** Turns an unforeseen failure into the refusal that carries its reference. */
  report(reason: string): AppError;
}

/** Long work in a worker thread with its own read-only connection, so that the pages stay quick meanwhile. One at a time. */
export class Jobs {
  readonly #setup: JobSetup;
  readonly #jobs = new Map<string, RunningJob>();

  constructor(setup: JobSetup) {
    this.#setup = setup;
  }

  /** @throws Refusal `job.busy` while another job runs */
  assertFree(): void {
    for (const job of this.#jobs.values()) if (job.state.state === 'running') throw refuse('job.busy');
  }

  /**
   * Starts the worker; how it goes is told by {@link read}.
   * @throws Refusal `job.busy`
   */
  start(id: string, order: JobOrder): void {
    this.assertFree();
    const flag = new SharedArrayBuffer(4);
    const job: RunningJob = {
      state: { state: 'running', done: 0, total: 0, label: '正在准备' },
      cancelled: new Int32Array(flag),
    };
    const workerData: JobInput = { task: 'job', ...this.#setup.input(order), order, cancelled: flag };
    const worker = new Worker(this.#setup.worker, { workerData });
    job.worker = worker;
    // only now: a worker that cannot be made must not count as running for ever
    this.#jobs.set(id, job);
    worker.on('message', (message: WorkerMessage) => this.#receive(job, message));
    worker.on('error', (error) =>
      this.#end(job, { state: 'failed', error: this.#setup.report(String(error.stack ?? error)) }),
    );
    worker.on('exit', () => {
      if (job.state.state === 'running')
        this.#end(
          job,
          Atomics.load(job.cancelled, 0)
            ? { state: 'cancelled' }
            : { state: 'failed', error: this.#setup.report('the worker ended early') },
        );
    });
  }

  /** @throws Refusal `job.gone` */
  read(id: string): JobState {
    const job = this.#jobs.get(id);
    if (!job) throw refuse('job.gone');
    return job.state;
  }

  /** Asks the job to stop at its next step; a job that does not look within 5 s is ended. */
  cancel(id: string): JobState {
    const job = this.#jobs.get(id);
    if (!job) throw refuse('job.gone');
    if (job.state.state === 'running') {
      Atomics.store(job.cancelled, 0, 1);
      setTimeout(() => void job.worker?.terminate(), PATIENCE_MILLISECONDS).unref();
    }
    return job.state;
  }

  /**
   * Ends everything, for closing the books. A job gets a moment to clear away its half-written files itself; one that does
   * not look up is ended from outside.
   */
  async stop(): Promise<void> {
    for (const job of this.#jobs.values()) {
      const { worker } = job;
      if (job.state.state !== 'running' || !worker) continue;
      Atomics.store(job.cancelled, 0, 1);
      const timer = setTimeout(() => void worker.terminate(), CLOSING_PATIENCE_MILLISECONDS);
      await new Promise((resolve) => worker.once('exit', resolve));
      clearTimeout(timer);
    }
  }

  #receive(job: RunningJob, message: WorkerMessage): void {
    if (job.state.state !== 'running') return;
    if (message.type === 'progress')
      job.state = { state: 'running', done: message.done, total: message.total, label: message.label };
    else if (message.type === 'done') this.#conclude(job, message.outcome);
    else if (message.type === 'crashed') this.#end(job, { state: 'failed', error: this.#setup.report(message.reason) });
    else
      this.#end(
        job,
        message.error.code === 'review.cancelled' ? { state: 'cancelled' } : { state: 'failed', error: message.error },
      );
  }

  #conclude(job: RunningJob, outcome: JobOutcome): void {
    try {
      this.#end(job, { state: 'done', result: this.#setup.conclude(outcome) });
    } catch (error) {
      this.#end(job, {
        state: 'failed',
        error: this.#setup.report(error instanceof Error ? String(error.stack) : String(error)),
      });
    }
  }

  #end(job: RunningJob, state: JobState): void {
    if (job.state.state !== 'running') return;
    job.state = state;
    delete job.worker;
  }
}
