import { readFile } from 'node:fs/promises';
import { protocol } from 'electron';
import { containedFile, rawPathname } from './containment.ts';
import { mediaTypeOf } from './media-types.ts';
import { PAGE_ORIGIN } from './navigation.ts';
import { SECURITY_HEADERS } from './security-headers.ts';

/** Before the program is ready: makes `app://` an origin of its own, as strict as https. */
export function declareProtocol(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/** Serves the built pages, and nothing outside their folder, under `app://xiaojia/`. */
export function serveProtocol(root: string): void {
  protocol.handle('app', (request) => respond(root, request.method, request.url));
}

/** The answer to one request. Anything that is not a file of the built pages is 404, anything but GET is 405. */
export async function respond(root: string, method: string, url: string): Promise<Response> {
  if (method !== 'GET') return refusal(405);
  const pathname = rawPathname(PAGE_ORIGIN, url);
  const file = pathname === undefined ? undefined : containedFile(root, pathname);
  if (file === undefined) return refusal(404);
  try {
    const body = new Uint8Array(await readFile(file));
    return new Response(body, { headers: { ...SECURITY_HEADERS, 'content-type': mediaTypeOf(file) } });
  } catch {
    return refusal(404);
  }
}

function refusal(status: number): Response {
  return new Response('', { status, headers: { ...SECURITY_HEADERS, 'content-type': 'text/plain; charset=utf-8' } });
}
