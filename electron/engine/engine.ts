import type { Reply } from '#shared/contract/index.ts';

/** Everything the engine needs from outside; tests and practice books pass a fixed clock and seeded ids. */
export interface EngineOptions {
  clock: Clock;
  newId(): string;
  migrationsFolder: string;
  assetsFolder: string;
  /** The program's own folder on this computer: list of recent books, practice books. */
  stateFolder: string;
  /** Where new books go by default. */
  documentsFolder: string;
  /** Entry of the worker thread that does long work (job.ts, or its built form). */
  jobWorker: URL;
  programVersion: string;
}

export interface Clock {
  /** Now, as an instant. */
  now(): Date;
}

/** The records engine behind every host (utility process, loopback preview, tests). */
export interface Engine {
  /** Serves one request of the contract; never throws, unknown names and bad input get their refusal. */
  call(name: string, input: unknown): Promise<Reply<unknown>>;
  /** Host only: remembers a path that the person chose in a dialog and hands back its token. */
  registerPath(path: string): string;
  /** Host only: the path behind a token (to open a folder in the file manager), or undefined. */
  pathOf(token: string): string | undefined;
  /** Ends jobs, closes the books. */
  close(): Promise<void>;
}
