import type { EngineOptions } from '#electron/engine/engine.ts';
import type { OperationName, Reply } from '#shared/contract/index.ts';

// What passes between the shell, the engine's process and the pages. Ports carry structured clones.

/** The engine's options that can cross a process border; the engine's process adds its own clock and ids. */
export interface EngineFolders
  extends Pick<
    EngineOptions,
    'migrationsFolder' | 'assetsFolder' | 'stateFolder' | 'documentsFolder' | 'programVersion'
  > {
  /** URL of the built entry of the worker thread. */
  jobWorker: string;
}

/** From the shell to the engine's process. A `page` message carries the port of one page. */
export type ShellToEngine =
  | { type: 'start'; folders: EngineFolders }
  | { type: 'page' }
  | { type: 'registerPath'; id: number; path: string }
  | { type: 'pathOf'; id: number; token: string }
  | { type: 'close' };

/** From the engine's process to the shell. */
export type EngineToShell =
  | { type: 'ready' }
  | { type: 'answer'; id: number; text: string | undefined }
  | { type: 'closed' };

/** From a page to the engine. */
export interface PageCall {
  id: number;
  name: OperationName;
  input: unknown;
}

/** From the engine to a page. */
export interface PageReply {
  id: number;
  reply: Reply<unknown>;
}

/** A page is not trusted: what comes through its port is looked at before it is used. */
export function isPageCall(message: unknown): message is { id: number; name: string; input: unknown } {
  return (
    typeof message === 'object' &&
    message !== null &&
    'id' in message &&
    typeof message.id === 'number' &&
    'name' in message &&
    typeof message.name === 'string' &&
    'input' in message
  );
}
