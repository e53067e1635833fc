import { crc32 } from 'node:zlib';
import type { PhotoKind } from '#shared/contract/members/registration.ts';

/** What the bytes of a chosen photo are. */
export type Picture =
  | { kind: PhotoKind; width: number; height: number }
  /** Begins as a picture, but is cut off or damaged. */
  | 'broken'
  | 'other';

/** Tells a JPG or PNG by its content and walks it to its end, so that one that was cut off is not kept. */
export function pictureOf(content: Buffer): Picture {
  if (content.subarray(0, PNG_MARK.length).equals(PNG_MARK)) return walkPng(content);
  if (content.subarray(0, 3).equals(JPEG_MARK)) return walkJpeg(content);
  return 'other';
}

const PNG_MARK = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
const JPEG_MARK = Buffer.from('ffd8ff', 'hex');

/** Chunk after chunk, each with its checksum, from IHDR to IEND (PNG specification, 5.3). */
function walkPng(content: Buffer): Picture {
  let at = PNG_MARK.length;
  let size: { width: number; height: number } | undefined;
  let data = false;
  while (at + 12 <= content.length) {
    const end = at + 12 + content.readUInt32BE(at);
    if (end > content.length) return 'broken';
    const type = content.toString('latin1', at + 4, at + 8);
    if (crc32(content.subarray(at + 4, end - 4)) !== content.readUInt32BE(end - 4)) return 'broken';
    if (size === undefined) {
      if (type !== 'IHDR' || end - at !== 25) return 'broken';
      size = { width: content.readUInt32BE(at + 8), height: content.readUInt32BE(at + 12) };
    }
    if (type === 'IDAT') data = true;
    if (type === 'IEND') return data && size.width > 0 && size.height > 0 ? { kind: 'png', ...size } : 'broken';
    at = end;
  }
  return 'broken';
}

/** Segment after segment from SOI to EOI (ITU-T T.81, annex B). */
function walkJpeg(content: Buffer): Picture {
  let at = 2;
  let size: { width: number; height: number } | undefined;
  let scanned = false;
  while (at + 2 <= content.length) {
    if (content[at] !== 0xff) return 'broken';
    const marker = content[at + 1] ?? 0;
    // a marker may be filled up with any number of FF before it
    if (marker === 0xff) at += 1;
    else if (marker === 0xd9) return size && scanned ? { kind: 'jpeg', ...size } : 'broken';
    else {
      if (at + 4 > content.length) return 'broken';
      const end = at + 2 + content.readUInt16BE(at + 2);
      if (end > content.length || end < at + 4) return 'broken';
      if (isFrame(marker)) {
        if (end - at < 10) return 'broken';
        size = { height: content.readUInt16BE(at + 5), width: content.readUInt16BE(at + 7) };
        if (size.width === 0 || size.height === 0) return 'broken';
      }
      scanned ||= marker === 0xda;
      at = marker === 0xda ? endOfScan(content, end) : end;
    }
  }
  return 'broken';
}

/** SOF0 … SOF15; C4, C8 and CC are tables. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
}

/** The next marker that is neither a stuffed FF nor a restart. */
function endOfScan(content: Buffer, from: number): number {
  for (let at = content.indexOf(0xff, from); at >= 0; at = content.indexOf(0xff, at + 1)) {
    const next = content[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7)) return at;
  }
  return content.length;
}
