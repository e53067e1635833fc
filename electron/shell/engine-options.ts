import type { EngineOptions } from '#electron/engine/engine.ts';
import { idMaker } from '#electron/engine/new-id.ts';
import type { EngineFolders } from './engine-messages.ts';

/** The engine's options of a real host: the computer's clock and fresh ids. */
export function engineOptions(folders: EngineFolders): EngineOptions {
  return {
    ...folders,
    jobWorker: new URL(folders.jobWorker),
    clock: { now: () => new Date() },
    newId: idMaker(),
  };
}
