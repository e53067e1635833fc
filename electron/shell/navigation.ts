/** Where the pages of the desktop program live. */
export const PAGE_ORIGIN = 'app://xiaojia';
export const FIRST_PAGE = `${PAGE_ORIGIN}/index.html`;

/** True for pages of this program; every other address is somewhere a window must never go. */
export function isOwnPage(url: string): boolean {
  const parsed = parse(url);
  return parsed !== undefined && isOwn(parsed);
}

/**
 * True for what a window may load. The program makes no network request, ever: only its own files pass, pictures that
 * are part of a page (`data:`), and the developer tools while they exist.
 */
export function mayLoad(url: string, developerTools: boolean): boolean {
  const parsed = parse(url);
  if (!parsed) return false;
  if (parsed.protocol === 'data:') return true;
  if (parsed.protocol === 'devtools:') return developerTools;
  return isOwn(parsed);
}

// a custom scheme has the origin "null" outside Chromium, so scheme and host are compared instead
function isOwn(url: URL): boolean {
  return url.protocol === 'app:' && url.host === 'xiaojia' && url.username === '' && url.password === '';
}

function parse(url: string): URL | undefined {
  return URL.canParse(url) ? new URL(url) : undefined;
}
