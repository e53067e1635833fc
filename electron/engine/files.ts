import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { refuse } from '#shared/errors.ts';
import type { ChosenFile } from './context.ts';

/** Paths that the person chose in a dialog. Pages only ever hold the token. */
export class ChosenFiles {
  readonly #paths = new Map<string, string>();
  readonly #newToken: () => string;
  readonly #worker: URL;

  /** @param worker entry of the worker thread that reads untrusted files */
  constructor(newToken: () => string, worker: URL) {
    this.#newToken = newToken;
    this.#worker = worker;
  }

  /** The same path keeps its token, so that a list of recent books stays stable. */
  register(path: string): string {
    for (const [token, known] of this.#paths) if (known === path) return token;
    const token = this.#newToken();
    this.#paths.set(token, path);
    return token;
  }

  pathOf(token: string): string | undefined {
    return this.#paths.get(token);
  }

  /** @throws Refusal `file.gone` when the token is unknown or nothing is there any more */
  existing(token: string): ChosenFile {
    const path = this.#paths.get(token);
    if (path === undefined || !existsSync(path)) throw refuse('file.gone');
    return { path, name: basename(path), worker: this.#worker };
  }

  /** A folder that may still have to be made. @throws Refusal `file.gone` when the token is unknown */
  folder(token: string): ChosenFile {
    const path = this.#paths.get(token);
    if (path === undefined) throw refuse('file.gone');
    return { path, name: basename(path), worker: this.#worker };
  }
}
