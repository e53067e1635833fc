import { extname } from 'node:path';

const FORBIDDEN = '<>:"/\\|?*';
/** Names that Windows keeps for devices, with or without an ending. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?$/i;
const LONGEST = 120;

/**
 * A file name that is safe on every system, made from a suggestion of a page: no folders, no control characters,
 * no device names, at most 120 characters.
 *
 * @param ending with its dot, added when missing; empty keeps whatever the name has
 */
export function safeFileName(suggested: string, ending: string, fallback: string): string {
  const cleaned = [...suggested]
    .map((character) => (character < ' ' || character === '\x7f' || FORBIDDEN.includes(character) ? '_' : character))
    .join('')
    .replace(/^[\s.]+|[\s.]+$/g, '');
  const name = cleaned === '' || RESERVED.test(cleaned) ? fallback : cleaned;
  if (ending === '' || name.toLowerCase().endsWith(ending)) return shorten(name, extname(name));
  return shorten(name + ending, ending);
}

function shorten(name: string, ending: string): string {
  const characters = [...name];
  if (characters.length <= LONGEST) return name;
  return [...name.slice(0, name.length - ending.length)].slice(0, LONGEST - ending.length).join('') + ending;
}
