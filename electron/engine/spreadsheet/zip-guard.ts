import { crc32, inflateRawSync } from 'node:zlib';
import { SpreadsheetProblem } from './grid.ts';

// Unpacks a zip under caps. The directory at the end of the file is checked before a byte is inflated, and because it
// can lie, each part is inflated with its declared size as a hard stop and its checksum compared afterwards.

/** The most parts a workbook may consist of. Real ones have a few dozen. */
export const MAX_PARTS = 2_000;
/** The most bytes that all parts together may unpack to. */
export const MAX_INFLATED_BYTES = 200 * 1024 * 1024;
/** Above this size a part may unpack to at most MAX_RATIO times its packed size; repetitive sheets reach about 60. */
export const RATIO_COUNTS_FROM_BYTES = 10 * 1024 * 1024;
export const MAX_RATIO = 200;

const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_END = 0x06054b50;
const DIRECTORY_END_64 = 0x06064b50;
const DIRECTORY_END_64_LOCATOR = 0x07064b50;
const SIZES_IN_EXTRA = 0xffffffff;
const COUNT_IN_EXTRA = 0xffff;
const EXTRA_64 = 0x0001;
const LONGEST_COMMENT = 0xffff;

interface Entry {
  name: string;
  encrypted: boolean;
  method: number;
  checksum: number;
  packed: number;
  unpacked: number;
  offset: number;
}

/**
 * @param bytes a zip file.
 * @param wanted which parts to unpack; the caps count all of them.
 * @returns the wanted parts by name, `/` between folders.
 * @throws SpreadsheetProblem `damaged`, `tooLarge` or `protected`.
 */
export function unpack(bytes: Uint8Array, wanted: (name: string) => boolean): Map<string, Uint8Array> {
  const parts = new Map<string, Uint8Array>();
  try {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const entries = readDirectory(bytes, view);
    checkCaps(entries);
    for (const entry of entries) {
      if (entry.name.endsWith('/') || !wanted(entry.name)) continue;
      if (parts.has(entry.name)) throw damaged(`part ${entry.name} stands twice`);
      parts.set(entry.name, inflate(bytes, view, entry));
    }
  } catch (error) {
    // A DataView read past the end is a RangeError: an offset in the file points outside it.
    if (error instanceof RangeError) throw damaged('an offset points outside the file', error);
    throw error;
  }
  return parts;
}

function damaged(message: string, cause?: unknown): SpreadsheetProblem {
  return new SpreadsheetProblem('damaged', `zip: ${message}`, { cause });
}

function checkCaps(entries: readonly Entry[]): void {
  let total = 0;
  for (const { name, packed, unpacked } of entries) {
    total += unpacked;
    const swells = unpacked > RATIO_COUNTS_FROM_BYTES && unpacked > packed * MAX_RATIO;
    if (swells || total > MAX_INFLATED_BYTES) {
      throw new SpreadsheetProblem('tooLarge', `zip: ${name} unpacks to ${unpacked} bytes from ${packed}`);
    }
  }
}

function inflate(bytes: Uint8Array, view: DataView, entry: Entry): Uint8Array {
  if (entry.encrypted) throw new SpreadsheetProblem('protected', `zip: ${entry.name} is encrypted`);
  const start = entry.offset + 30 + view.getUint16(entry.offset + 26, true) + view.getUint16(entry.offset + 28, true);
  const end = start + entry.packed;
  if (end > bytes.length) throw damaged(`${entry.name} is cut off`);
  const packed = bytes.subarray(start, end);
  const unpacked = entry.method === 0 ? packed : inflateCapped(packed, entry);
  if (unpacked.length !== entry.unpacked || crc32(unpacked) !== entry.checksum) {
    throw damaged(`${entry.name} does not match its size or checksum`);
  }
  return unpacked;
}

function inflateCapped(packed: Uint8Array, entry: Entry): Uint8Array {
  if (entry.method !== 8) throw damaged(`${entry.name} is packed by method ${entry.method}`);
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(entry.unpacked, 1) });
  } catch (error) {
    throw damaged(`${entry.name} does not unpack to its declared size`, error);
  }
}

function readDirectory(bytes: Uint8Array, view: DataView): Entry[] {
  const end = findDirectoryEnd(view);
  let count = view.getUint16(end + 10, true);
  let position = view.getUint32(end + 16, true);
  if (count === COUNT_IN_EXTRA || position === SIZES_IN_EXTRA) {
    if (view.getUint32(end - 20, true) !== DIRECTORY_END_64_LOCATOR) throw damaged('no zip64 locator');
    const end64 = getUint64(view, end - 12);
    if (view.getUint32(end64, true) !== DIRECTORY_END_64) throw damaged('no zip64 directory end');
    count = getUint64(view, end64 + 32);
    position = getUint64(view, end64 + 48);
  }
  if (count > MAX_PARTS) throw new SpreadsheetProblem('tooLarge', `zip: ${count} parts`);
  const entries: Entry[] = [];
  for (let i = 0; i < count; i++) {
    if (view.getUint32(position, true) !== DIRECTORY_ENTRY) throw damaged('broken directory');
    const nameEnd = position + 46 + view.getUint16(position + 28, true);
    const extraEnd = nameEnd + view.getUint16(position + 30, true);
    const entry: Entry = {
      name: new TextDecoder().decode(bytes.subarray(position + 46, nameEnd)).replaceAll('\\', '/'),
      encrypted: (view.getUint16(position + 8, true) & 1) === 1,
      method: view.getUint16(position + 10, true),
      checksum: view.getUint32(position + 16, true),
      packed: view.getUint32(position + 20, true),
      unpacked: view.getUint32(position + 24, true),
      offset: view.getUint32(position + 42, true),
    };
    takeLargeSizes(view, entry, nameEnd, extraEnd);
    checkName(bytes, view, entry, bytes.subarray(position + 46, nameEnd));
    entries.push(entry);
    position = extraEnd + view.getUint16(position + 32, true);
  }
  return entries;
}

/** Every part has its name twice. No checksum covers names, and a part under a wrong name would silently be missing. */
function checkName(bytes: Uint8Array, view: DataView, entry: Entry, name: Uint8Array): void {
  if (view.getUint32(entry.offset, true) !== LOCAL_HEADER) throw damaged(`no header for ${entry.name}`);
  const start = entry.offset + 30;
  const second = bytes.subarray(start, start + view.getUint16(entry.offset + 26, true));
  if (Buffer.compare(name, second) !== 0) throw damaged(`${entry.name} has another name in its header`);
}

/** Java's writers put sizes into the zip64 extra field even in small files. */
function takeLargeSizes(view: DataView, entry: Entry, extraStart: number, extraEnd: number): void {
  let field = extraStart;
  while (field + 4 <= extraEnd && view.getUint16(field, true) !== EXTRA_64) {
    field += 4 + view.getUint16(field + 2, true);
  }
  if (field + 4 > extraEnd) return;
  let value = field + 4;
  for (const key of ['unpacked', 'packed', 'offset'] as const) {
    if (entry[key] !== SIZES_IN_EXTRA) continue;
    entry[key] = getUint64(view, value);
    value += 8;
  }
}

function findDirectoryEnd(view: DataView): number {
  const earliest = Math.max(0, view.byteLength - 22 - LONGEST_COMMENT);
  for (let position = view.byteLength - 22; position >= earliest; position--) {
    if (view.getUint32(position, true) === DIRECTORY_END) return position;
  }
  throw damaged('no directory at the end, the file is cut off');
}

function getUint64(view: DataView, position: number): number {
  const value = view.getBigUint64(position, true);
  if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw damaged('a size beyond all measure');
  return Number(value);
}
