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

/** How reading that may take long tells how far it is, and learns that it shall stop. */
export interface Reading {
  readonly signal: AbortSignal;
  report(done: number, total: number, label: string): void;
}
const running = (done: number, total: number, label: string): JobState => ({ state: 'running', done, total, label });

/** Long work in a worker thread with its own read-only connection, so that the pages stay quick meanwhile. One at a time. */
export class Jobs {
  readonly #setup: JobSetup;
  readonly #jobs = new Map<string, RunningJob>();
  /** The last reading that is or was followed. */
  #reading: { id: string; state: JobState; stop: AbortController } | undefined;

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

  /**
   * Makes long reading on the engine's side visible under an id that its caller made: {@link read} tells how far it is,
   * {@link cancel} stops it. Several readings do not disturb each other; only the newest can be followed.
   * @param id without it nobody follows, and nothing stops the work
   * @param work reports its progress and stops when its signal says so
   */
  async follow<T>(id: string | undefined, work: (reading: Reading) => Promise<T>): Promise<T> {
    const stop = new AbortController();
    const followed: { id: string; state: JobState; stop: AbortController } = {
      id: id ?? '',
      state: running(0, 0, '正在打开文件'),
      stop,
    };
    if (id !== undefined) this.#reading = followed;
    try {
      return await work({
        signal: stop.signal,
        report: (done, total, label) => {
          followed.state = running(done, total, label);
        },
      });
    } finally {
      if (stop.signal.aborted) followed.state = { state: 'cancelled' };
    }
  }

  /** @throws Refusal `job.gone` */
  read(id: string): JobState {
    if (this.#reading?.id === id) return this.#reading.state;
    const job = this.#jobs.get(id);
    if (!job) throw refuse('job.gone');
    return job.state;
  }

  /** Asks the job to stop at its next step; a job that does not look within 5 s is ended. */
  cancel(id: string): JobState {
    if (this.#reading?.id === id) {
      this.#reading.stop.abort();
      return this.#reading.state;
    }
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
    this.#reading?.stop.abort();
    this.#reading = undefined;
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
