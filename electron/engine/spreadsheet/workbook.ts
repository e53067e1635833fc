import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import type { RowSpec } from './workbook-cells.ts';
import { SHARED_TEXTS_PATH, type SheetFrame, STYLES_PATH, type WorkbookSpec, workbookParts } from './workbook-parts.ts';
import { RowWriter } from './workbook-rows.ts';
import type { PlacedRow, SheetBuilder, StreamedRows } from './workbook-sheet.ts';
import { StyleBook } from './workbook-style.ts';
import { SharedTexts } from './workbook-texts.ts';
import { type ZipPart, zipArchive } from './workbook-zip.ts';

export type { Align, CellSpec, ColumnSpec, Row, RowLook, RowRange, RowSpec, Value } from './workbook-cells.ts';
export { quotedText, sheetReference, sumFormula, tieOut } from './workbook-formulas.ts';
export type { WorkbookSpec } from './workbook-parts.ts';
export { SheetBuilder, type SheetSpec } from './workbook-sheet.ts';

export interface WriteOptions {
  /** Told every 1,000 rows and at the end; rows are counted over all sheets. */
  onProgress?: (done: number, total: number) => void;
  /** Aborting makes the writing throw the signal's reason and leaves no file behind. */
  signal?: AbortSignal;
}

const CHUNK_LENGTH = 64 * 1024;
const PROGRESS_STEP = 1000;

/** Gathers small pieces of XML into chunks of some 64 KB. */
function* encoded(pieces: Iterable<string>): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < CHUNK_LENGTH) continue;
    yield encoder.encode(text);
    text = '';
  }
  yield encoder.encode(text);
}

function streamedRow(spec: RowSpec): PlacedRow {
  const { cells, look } = 'cells' in spec ? spec : { cells: spec, look: {} };
  for (const cell of cells) {
    if (cell !== null && typeof cell === 'object' && (cell.check || (cell.span ?? 1) > 1)) {
      throw new RangeError('a streamed row has neither tie-out cells nor spans');
    }
  }
  return { part: 'body', cells, look };
}

function* blockRows(block: PlacedRow | StreamedRows): Generator<PlacedRow> {
  if (!('source' in block)) {
    yield block;
    return;
  }
  let count = 0;
  for (const spec of block.source()) {
    count += 1;
    if (count > block.count) break;
    yield streamedRow(spec);
  }
  if (count !== block.count) throw new RangeError(`${block.count} rows were announced, ${count} or more came`);
}

function* sheetXml(sheet: SheetBuilder, frame: SheetFrame, writer: RowWriter, onRow: () => void): Generator<string> {
  yield frame.head;
  let number = 0;
  for (const block of sheet.blocks) {
    for (const row of blockRows(block)) {
      number += 1;
      yield writer.row(number, row);
      onRow();
    }
  }
  yield frame.tail;
}

/** The file's parts in order; styles and texts come last, since only the rows tell which there are. */
async function* archive(spec: WorkbookSpec, options: WriteOptions): AsyncGenerator<Uint8Array> {
  const styles = new StyleBook();
  const texts = new SharedTexts();
  const total = spec.sheets.reduce((sum, sheet) => sum + sheet.lastRow, 0);
  let done = 0;
  const onRow = () => {
    done += 1;
    if (done % PROGRESS_STEP !== 0 || done === total) return;
    options.signal?.throwIfAborted();
    options.onProgress?.(done, total);
  };
  const { frames, others } = await workbookParts(spec, []);
  function* parts(): Generator<ZipPart> {
    for (const [path, bytes] of others) yield { path, chunks: [bytes] };
    for (const [index, sheet] of spec.sheets.entries()) {
      const frame = frames[index];
      if (!frame) continue;
      const writer = new RowWriter(sheet.spec.columns, styles, texts);
      yield { path: frame.path, chunks: encoded(sheetXml(sheet, frame, writer, onRow)) };
    }
    yield { path: SHARED_TEXTS_PATH, chunks: encoded(texts.xml()) };
  }
  options.signal?.throwIfAborted();
  // Styles need one more run of the library, which is asynchronous, so they are a part of their own.
  async function* allParts(): AsyncGenerator<ZipPart> {
    yield* parts();
    yield { path: STYLES_PATH, chunks: [(await workbookParts(spec, styles.used)).styles] };
  }
  yield* zipArchive(allParts());
  options.signal?.throwIfAborted();
  options.onProgress?.(total, total);
}

/**
 * Writes a workbook to a file. Rows go through to the disk as they are drawn, so memory does not grow with them, and a large
 * export never stands in memory twice; `workbookBytes` is for small ones. The file appears under its name only when it is
 * whole: until then it is `<path>.part`.
 * @returns its size in bytes and its sha256 (hex), both taken while writing
 * @throws the signal's reason when aborted; RangeError for a sheet that contradicts itself; the system's error for the disk
 */
export async function writeWorkbook(
  path: string,
  spec: WorkbookSpec,
  options: WriteOptions = {},
): Promise<{ size: number; sha256: string }> {
  const partial = `${path}.part`;
  const hash = createHash('sha256');
  let size = 0;
  const file = await open(partial, 'w');
  try {
    try {
      for await (const chunk of archive(spec, options)) {
        hash.update(chunk);
        size += chunk.length;
        await file.appendFile(chunk);
      }
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return { size, sha256: hash.digest('hex') };
}

/** The same as bytes in memory: for tests and small workbooks. */
export async function workbookBytes(spec: WorkbookSpec, options: WriteOptions = {}): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of archive(spec, options)) chunks.push(chunk);
  return Buffer.concat(chunks);
}
