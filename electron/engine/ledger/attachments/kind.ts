import type { AttachmentKind } from '#shared/contract/ledger/attachments.ts';

/** What a chosen file is: one that can be kept, one that people often bring and must convert, or something else. */
export type FileKind = AttachmentKind | 'heic' | 'ofd' | 'other';

const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'hevm', 'hevs', 'mif1', 'msf1']);
/** The name of the one entry that every OFD document (GB/T 33190) has in its zip. */
const OFD_ENTRY = 'OFD.xml';

/**
 * Tells a file by its first bytes; its name says nothing. A PDF must begin with its mark: readers forgive what stands before
 * it, and that is how a page of a website passes for a PDF.
 */
export function kindOf(content: Buffer): FileKind {
  const starts = (text: string, at = 0) => content.toString('latin1', at, at + text.length) === text;
  if (starts('\xff\xd8\xff')) return 'jpeg';
  if (starts('\x89PNG\r\n\x1a\n')) return 'png';
  if (starts('RIFF') && starts('WEBP', 8)) return 'webp';
  if (starts('%PDF-')) return 'pdf';
  if (starts('ftyp', 4) && HEIC_BRANDS.has(content.toString('latin1', 8, 12))) return 'heic';
  if (starts('PK\x03\x04') && content.includes(OFD_ENTRY)) return 'ofd';
  return 'other';
}
