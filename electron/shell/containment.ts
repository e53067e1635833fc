import { isAbsolute, relative, resolve, sep } from 'node:path';

/** A piece of a path as the build names its files. Anything else (`%`, `\`, NUL, a leading dot) has no business here. */
const PIECE = /^[A-Za-z0-9_-][A-Za-z0-9._-]*$/;

/**
 * The file that a request for `pathname` may have, or undefined when there is no such thing.
 * Takes the pathname as it was sent, before any decoding: an encoded `%2e` is refused, not interpreted.
 *
 * @param root absolute folder that holds everything that may be served
 * @param pathname starts with `/`; `/` alone means `index.html`
 */
export function containedFile(root: string, pathname: string): string | undefined {
  if (!pathname.startsWith('/')) return undefined;
  const pieces = pathname === '/' ? ['index.html'] : pathname.slice(1).split('/');
  if (!pieces.every((piece) => PIECE.test(piece))) return undefined;
  const file = resolve(root, ...pieces);
  return isInside(root, file) ? file : undefined;
}

/** True when `file` lies in the folder `root`; a sibling folder whose name merely begins alike does not count. */
export function isInside(root: string, file: string): boolean {
  const way = relative(root, file);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The path of a URL exactly as written, without query and fragment, or undefined when it does not begin with `origin`. */
export function rawPathname(origin: string, url: string): string | undefined {
  if (!url.startsWith(`${origin}/`)) return undefined;
  return url.slice(origin.length).replace(/[?#].*$/s, '');
}
