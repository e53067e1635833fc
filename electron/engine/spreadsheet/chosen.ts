import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { refuse } from '#shared/errors.ts';
import type { ChosenFile } from '../context.ts';
import { type Grid, MAX_FILE_BYTES, SpreadsheetProblem } from './grid.ts';
import { readGrid } from './read.ts';
import { readGridApart } from './read-apart.ts';

/** A chosen file's content, with its sha256 (hex) by which the same file is known again. */
export interface ChosenContent {
  bytes: Uint8Array;
  sha256: string;
}

/**
 * Reads a spreadsheet that the person chose.
 * @returns its grid, and the sha256 of the file
 * @throws Refusal `file.gone`, `file.empty`, `file.protected`, `file.tooLarge`, `file.unreadable`
 */
export async function readChosenGrid(chosen: ChosenFile): Promise<{ grid: Grid; sha256: string }> {
  const content = await readChosenBytes(chosen);
  return { grid: await gridOfChosen(chosen, content), sha256: content.sha256 };
}

/** The first half of it. @throws Refusal `file.gone`, `file.tooLarge`, `file.unreadable` */
export async function readChosenBytes({ path, name }: ChosenFile): Promise<ChosenContent> {
  const bytes = await bytesOf(path, name);
  return { bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
}

/** The second half. @throws Refusal `file.empty`, `file.protected`, `file.tooLarge`, `file.unreadable` */
export async function gridOfChosen({ name, worker }: ChosenFile, { bytes }: ChosenContent): Promise<Grid> {
  try {
    // the old binary format has no checksums: a damaged one can keep its library busy for a minute or fill the memory
    return isOldBinary(bytes) ? await readGridApart(bytes, name, worker) : await readGrid(bytes, name);
  } catch (error) {
    if (!(error instanceof SpreadsheetProblem)) throw error;
    if (error.kind === 'empty') throw refuse('file.empty', { file: name });
    if (error.kind === 'protected') throw refuse('file.protected', { file: name });
    if (error.kind === 'tooLarge') throw refuse('file.tooLarge', { file: name });
    throw refuse('file.unreadable', { file: name });
  }
}

/** Compound file: .xls of Excel 97 to 2003. */
function isOldBinary(bytes: Uint8Array): boolean {
  return bytes[0] === 0xd0 && bytes[1] === 0xcf;
}

async function bytesOf(path: string, name: string): Promise<Uint8Array> {
  try {
    // asked before reading, so that a huge file is never in memory
    if ((await stat(path)).size > MAX_FILE_BYTES) throw refuse('file.tooLarge', { file: name });
    return await readFile(path);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    throw error.code === 'ENOENT' ? refuse('file.gone') : refuse('file.unreadable', { file: name });
  }
}
