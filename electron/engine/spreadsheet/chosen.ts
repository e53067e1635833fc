import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { refuse } from '#shared/errors.ts';
import type { ChosenFile } from '../context.ts';
import { type Grid, MAX_FILE_BYTES, SpreadsheetProblem } from './grid.ts';
import { readGrid } from './read.ts';
import { readGridApart, readTableApart } from './read-apart.ts';
import { type FoundTable, type TableResult, type TableWish, tableOf } from './table.ts';

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
    throw refusalOf(error, name);
  }
}

/** From this size on a file is read in a thread of its own, so that the pages stay quick meanwhile: some 4,000 rows. */
const LARGE_BYTES = 400_000;

/**
 * The second half for a file that may be long: the table that is looked for.
 * @throws Refusal `file.empty`, `file.protected`, `file.tooLarge`, `file.unreadable`, `file.noHeader` (naming `wanted`),
 *   `request.invalid` for a sheet that is not there, `file.readingStopped` when `signal` says so
 */
export async function tableOfChosen<Field extends string>(
  { name, worker }: ChosenFile,
  { bytes }: ChosenContent,
  { wanted, ...wish }: TableWish<Field> & { wanted: string },
  signal: AbortSignal,
): Promise<FoundTable<Field>> {
  const result = await resultOf(bytes, name, wish, worker, signal);
  if ('found' in result) return narrowed(result.found, wish);
  if (result.missing === 'header') throw refuse('file.noHeader', { file: name, wanted });
  throw refuse('request.invalid', { field: '工作表', problem: `在文件里没有叫「${wish.sheet ?? ''}」的` });
}

async function resultOf<Field extends string>(
  bytes: Uint8Array,
  name: string,
  wish: TableWish<Field>,
  worker: URL,
  signal: AbortSignal,
): Promise<TableResult<string>> {
  if (signal.aborted) throw refuse('file.readingStopped');
  try {
    const apart = isOldBinary(bytes) || bytes.length >= LARGE_BYTES;
    return apart ? await readTableApart(bytes, name, wish, worker, signal) : tableOf(await readGrid(bytes, name), wish);
  } catch (error) {
    if (signal.aborted) throw refuse('file.readingStopped');
    throw refusalOf(error, name);
  }
}

/** A table from another thread knows its fields only as text. */
function narrowed<Field extends string>(
  table: FoundTable<string>,
  { vocabulary }: TableWish<Field>,
): FoundTable<Field> {
  return {
    ...table,
    columns: table.columns.map(({ field, ...column }) => {
      const known = vocabulary.find((entry) => entry.field === field)?.field;
      return known === undefined ? column : { ...column, field: known };
    }),
  };
}

function refusalOf(error: unknown, name: string): unknown {
  if (!(error instanceof SpreadsheetProblem)) return error;
  if (error.kind === 'empty') return refuse('file.empty', { file: name });
  if (error.kind === 'protected') return refuse('file.protected', { file: name });
  if (error.kind === 'tooLarge') return refuse('file.tooLarge', { file: name });
  return refuse('file.unreadable', { file: name });
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
