import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { safeFileName } from '../shell/file-names.ts';

/** Files that the person picked in the browser, in a folder that only this user can read; gone when the preview ends. */
export class Uploads {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  static async open(): Promise<Uploads> {
    // mkdtemp makes the folder for its owner only (0700)
    return new Uploads(await mkdtemp(join(tmpdir(), 'xiaojia-preview-')));
  }

  /** Keeps the file under its own name, in a folder of its own. @returns its path and the name it has there */
  async keep(name: string, bytes: Uint8Array): Promise<{ path: string; name: string }> {
    const safe = safeFileName(name, '', '文件');
    const path = join(await mkdtemp(join(this.#folder, 'file-')), safe);
    await writeFile(path, bytes, { mode: 0o600 });
    return { path, name: safe };
  }

  async remove(): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}
