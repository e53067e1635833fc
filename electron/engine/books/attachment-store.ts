import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { AttachmentStore } from '../context.ts';
import type { Readable, Writable } from '../database.ts';
import { hashOfContent, newAttachmentKey, SEAL_BYTES, seal, sealedName, unseal } from './attachment-seal.ts';
import { flushFolder } from './disk.ts';

export const ATTACHMENT_FOLDER = '附件';
const ENDING = '.xja';
const NAME = /^[0-9a-f]{64}$/;

/** The file of an attachment is not there, or is not what was put there. */
export class AttachmentProblem extends Error {
  readonly kind: 'missing' | 'damaged';
  /** Where it belongs, as seen from the books' folder: `附件/3f/3f….xja`. */
  readonly place: string;
  constructor(kind: 'missing' | 'damaged', place: string) {
    super(`attachment ${kind}: ${place}`);
    this.kind = kind;
    this.place = place;
  }
}

/**
 * The encrypted files in the folder 附件 beside a books file: `附件/<first two digits>/<name>.xja`. A content that is there is
 * not written again. What a write made before its transaction failed, or before the process died, is taken away again: it
 * stands in a small list beside the files until its row is seen in the books. Nothing else is ever removed.
 */
export class AttachmentFiles implements AttachmentStore {
  readonly #folder: string;
  /** Names of files that were made and whose rows may not be committed yet; outlives the process. */
  readonly #list: string;
  /** The same while the process lives: name -> hash of the content. */
  readonly #made = new Map<string, string>();

  /** @param booksFile the `.xjz` that the files belong to, or a backup of it */
  constructor(booksFile: string) {
    this.#folder = join(dirname(booksFile), ATTACHMENT_FOLDER);
    this.#list = join(this.#folder, `.${basename(booksFile)}.pending`);
  }

  keep(db: Writable, content: Uint8Array): string {
    const sha256 = hashOfContent(content);
    const key = readKey(db) ?? makeKey(db);
    const name = sealedName(key, sha256);
    const file = this.#fileOf(name);
    // one that is damaged is written anew
    if (this.#contentOf(file, key, sha256, content.length)) return sha256;
    mkdirSync(dirname(file), { recursive: true });
    if (!existsSync(file)) {
      this.#made.set(name, sha256);
      appendFileSync(this.#list, `${name}\n`, { flush: true, mode: 0o600 });
    }
    writeSealed(file, seal(key, sha256, content));
    flushFolder(this.#folder);
    flushFolder(dirname(this.#folder));
    if (!this.#contentOf(file, key, sha256, content.length)) throw new Error('the attachment does not read back');
    return sha256;
  }

  read(db: Readable, { sha256, bytes }: { sha256: string; bytes: number }): Buffer {
    const key = readKey(db);
    if (!key) throw new AttachmentProblem('damaged', ATTACHMENT_FOLDER);
    const name = sealedName(key, sha256);
    const file = this.#fileOf(name);
    const content = this.#contentOf(file, key, sha256, bytes);
    if (!content) throw new AttachmentProblem(existsSync(file) ? 'damaged' : 'missing', placeOf(name));
    return content;
  }

  /** After a write, whether it was committed or not: files that got no row go. */
  settle(db: Readable): void {
    if (this.#made.size === 0) return;
    const made = [...this.#made];
    this.#made.clear();
    this.#takeAway(() => made.filter(([, sha256]) => !isKept(db, sha256)).map(([name]) => name));
  }

  /** When the books are opened: does what {@link settle} could not, because the process had died. */
  sweep(db: Readable): void {
    if (!existsSync(this.#list)) return;
    this.#takeAway(() => {
      const names = readFileSync(this.#list, 'utf8').split('\n');
      const key = readKey(db);
      const kept = new Set(key ? listContents(db).map(({ sha256 }) => sealedName(key, sha256)) : []);
      // the list lies open on the disk: only names of its own kind are followed
      return names.filter((name) => NAME.test(name) && !kept.has(name));
    });
  }

  #takeAway(listNames: () => string[]): void {
    try {
      for (const name of listNames())
        for (const file of [this.#fileOf(name), partialOf(this.#fileOf(name))]) rmSync(file, { force: true });
      rmSync(this.#list, { force: true });
    } catch {
      // held by another program, or the disk fails: the list stays and is looked at when the books are opened next
    }
  }

  #contentOf(file: string, key: Uint8Array, sha256: string, bytes: number): Buffer | undefined {
    // asked before reading, so that something huge that was put there is never in memory
    if (statSync(file, { throwIfNoEntry: false })?.size !== bytes + SEAL_BYTES) return undefined;
    return unseal(key, sha256, readFileSync(file));
  }

  #fileOf(name: string): string {
    return join(dirname(this.#folder), placeOf(name));
  }
}

/**
 * Copies into `folder` what is not there yet of all contents that the books know, each opened before and compared after. A file
 * of the right length is taken for the same: under one name there is one content only.
 * @returns how many were copied, and how many could not be because their own file is missing or damaged
 * @throws Error of the file system (disk full, folder not writable)
 */
export function copyAttachments(db: Readable, booksFile: string, folder: string): { copied: number; missing: number } {
  const result = { copied: 0, missing: 0 };
  const key = readKey(db);
  if (!key) return result;
  for (const { sha256, bytes } of listContents(db)) {
    const place = placeOf(sealedName(key, sha256));
    const target = join(folder, place);
    if (statSync(target, { throwIfNoEntry: false })?.size === bytes + SEAL_BYTES) continue;
    const source = join(dirname(booksFile), place);
    const sealed = statSync(source, { throwIfNoEntry: false })?.size === bytes + SEAL_BYTES && readFileSync(source);
    if (!sealed || !unseal(key, sha256, sealed)) {
      result.missing += 1;
      continue;
    }
    mkdirSync(dirname(target), { recursive: true });
    writeSealed(target, sealed);
    if (!readFileSync(target).equals(sealed)) throw new Error('the copy of an attachment differs');
    result.copied += 1;
  }
  return result;
}

/** Under another name first: a file that is half written never carries its final name. */
function writeSealed(file: string, sealed: Buffer): void {
  const partial = partialOf(file);
  writeFileSync(partial, sealed, { flush: true, mode: 0o600 });
  renameSync(partial, file);
  flushFolder(dirname(file));
}

const partialOf = (file: string) => `${file}.partial`;
const placeOf = (name: string) => `${ATTACHMENT_FOLDER}/${name.slice(0, 2)}/${name}${ENDING}`;

/** Undefined as long as nothing was ever attached, and in books of an older program. */
function readKey(db: Readable): Uint8Array | undefined {
  if (!db.get("SELECT 1 FROM sqlite_schema WHERE name = 'attachment_key'")) return undefined;
  return db.get<{ key: Uint8Array }>('SELECT key FROM attachment_key')?.key;
}

function makeKey(db: Writable): Uint8Array {
  const key = newAttachmentKey();
  db.run('INSERT INTO attachment_key (id, key) VALUES (1, :key)', { key });
  return key;
}

function listContents(db: Readable): { sha256: string; bytes: number }[] {
  return db.all('SELECT sha256, bytes FROM attachment_files ORDER BY sha256');
}

function isKept(db: Readable, sha256: string): boolean {
  return db.get('SELECT 1 FROM attachment_files WHERE sha256 = :sha256', { sha256 }) !== undefined;
}
