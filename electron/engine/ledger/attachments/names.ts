import type { AttachmentKind } from '#shared/contract/ledger/attachments.ts';

const ENDINGS: Readonly<Record<AttachmentKind, readonly [usual: string, ...others: string[]]>> = {
  jpeg: ['.jpg', '.jpeg', '.jpe', '.jfif'],
  png: ['.png'],
  webp: ['.webp'],
  pdf: ['.pdf'],
};
const LONGEST = 100;
/** Names that Windows keeps for devices, with or without an ending. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i;

/** A file's name as it is kept and shown: one line of at most 100 characters, its ending kept. */
export function shownName(name: string): string {
  const plain = name
    // control characters, and those that turn the direction of writing and so disguise an ending
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const characters = [...(plain === '' ? '未命名' : plain)];
  if (characters.length <= LONGEST) return characters.join('');
  const ending = /\.[^.]{1,8}$/.exec(plain)?.[0] ?? '';
  return `${characters.slice(0, LONGEST - [...ending].length - 1).join('')}…${ending}`;
}

/** The name under which an attachment is written out: accepted by every system, and with the ending of what it really is. */
export function fileNameFor(name: string, kind: AttachmentKind): string {
  const safe = shownName(name)
    .replace(/[<>:"/\\|?*]/g, '_')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const usable = safe === '' || RESERVED.test(safe) ? '附件' : safe;
  const [usual] = ENDINGS[kind];
  return ENDINGS[kind].some((ending) => usable.toLowerCase().endsWith(ending)) ? usable : usable + usual;
}

/** `发票.jpg`, `发票 (2).jpg` …: what to try next when a name is taken. */
export function numbered(fileName: string, counter: number): string {
  if (counter === 1) return fileName;
  const dot = fileName.lastIndexOf('.');
  return `${fileName.slice(0, dot)} (${counter})${fileName.slice(dot)}`;
}
