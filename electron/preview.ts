import { mkdir } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { basename, dirname } from 'node:path';
import type { PickedFile, PickedFolder } from '#shared/bridge.ts';
import type { Engine } from './engine/engine.ts';
import { assertContentType, parseInput, readBody, TurnedAway } from './preview/body.ts';
import { findBooks } from './preview/books-files.ts';
import { Door, isOwnHost, isOwnOrigin } from './preview/door.ts';
import { CLOSED_DOOR, page } from './preview/pages.ts';
import { Uploads } from './preview/uploads.ts';
import { SECURITY_HEADERS } from './shell/security-headers.ts';

// The same engine and the same pages for a browser, on this computer only. For development, and for machines on which
// Electron cannot start. Never packaged.

const CALL_BYTES = 8 * 1024 * 1024;
const UPLOAD_BYTES = 64 * 1024 * 1024;

export interface PreviewOptions {
  engine: Engine;
  /** The built pages: `out/renderer`. */
  pagesFolder: string;
  /** The one folder that the folder picker offers; made when it is not there. */
  folder: string;
  /** 0 or left out: any free port. */
  port?: number;
}

export interface Preview {
  /** With the one-time token; whoever opens it first is in, nobody else. */
  address: string;
  port: number;
  /** Stops listening and removes uploaded files; the engine stays open. */
  close(): Promise<void>;
}

interface House extends PreviewOptions {
  door: Door;
  uploads: Uploads;
  port: number;
}

/** Serves the program on 127.0.0.1. */
export async function startPreview(options: PreviewOptions): Promise<Preview> {
  await mkdir(options.folder, { recursive: true });
  const uploads = await Uploads.open();
  const server = createServer();
  const port = await listenLocally(server, options.port ?? 0);
  const house: House = { ...options, port, uploads, door: new Door(port) };
  server.on('request', (request, response) => {
    void serve(house, request, response);
  });
  return {
    address: `http://127.0.0.1:${port}/?token=${house.door.token}`,
    port,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await uploads.remove();
    },
  };
}

function listenLocally(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the preview has no port'));
      else resolve(address.port);
    });
  });
}

async function serve(house: House, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) response.setHeader(name, value);
  response.setHeader('cache-control', 'no-store');
  try {
    await route(house, request, response);
  } catch (error) {
    if (error instanceof TurnedAway) {
      // a body that was not read to its end must not be taken for the next request
      response.setHeader('connection', 'close');
      send(response, error.status, 'text/plain; charset=utf-8', error.message);
    } else send(response, 500, 'text/plain; charset=utf-8', 'unexpected');
  }
}

async function route(house: House, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { host, origin, cookie, 'sec-fetch-site': site } = request.headers;
  if (!isOwnHost(host, house.port)) throw new TurnedAway(421, 'not addressed to the preview');
  const url = request.url ?? '';
  const pathname = url.replace(/[?#].*$/s, '');
  if (request.method === 'GET') {
    const token = pathname === '/' ? new URLSearchParams(url.slice(1)).get('token') : null;
    if (token !== null) return letIn(house, token, response);
    if (!house.door.admits(cookie)) return send(response, 401, 'text/html; charset=utf-8', CLOSED_DOOR);
    const answer = await page(house.pagesFolder, pathname);
    if (!answer) throw new TurnedAway(404, 'no such page');
    return send(response, 200, answer.type, answer.body);
  }
  if (request.method !== 'POST') throw new TurnedAway(405, 'only GET and POST');
  if (!house.door.admits(cookie)) throw new TurnedAway(401, 'no session');
  if (!isOwnOrigin(host, origin, typeof site === 'string' ? site : undefined))
    throw new TurnedAway(403, 'foreign origin');
  send(
    response,
    200,
    'application/json; charset=utf-8',
    JSON.stringify({ value: await post(house, pathname, request) }),
  );
}

function letIn(house: House, token: string, response: ServerResponse): void {
  const cookie = house.door.enter(token);
  if (cookie === undefined) send(response, 401, 'text/html; charset=utf-8', CLOSED_DOOR);
  else response.writeHead(303, { 'set-cookie': cookie, location: '/' }).end();
}

/** What the pages may ask; the answers are those of the bridge. */
async function post(house: House, pathname: string, request: IncomingMessage): Promise<unknown> {
  if (pathname === '/upload') return upload(house, request);
  assertContentType(request, 'application/json');
  const input = parseInput(await readBody(request, CALL_BYTES));
  if (pathname.startsWith('/call/')) return house.engine.call(pathname.slice('/call/'.length), input);
  if (pathname === '/folder') return pickedFolder(house);
  if (pathname === '/books') return books(house);
  throw new TurnedAway(404, 'no such route');
}

async function upload(house: House, request: IncomingMessage): Promise<PickedFile> {
  assertContentType(request, 'application/octet-stream');
  const header = request.headers['x-file-name'];
  if (typeof header !== 'string') throw new TurnedAway(400, 'no file name');
  const { path, name } = await house.uploads.keep(decode(header), await readBody(request, UPLOAD_BYTES));
  return { file: house.engine.registerPath(path), name };
}

function pickedFolder(house: House): PickedFolder {
  const display = `${basename(dirname(house.folder))}/${basename(house.folder)}`;
  return { folder: house.engine.registerPath(house.folder), display };
}

async function books(house: House): Promise<PickedFile[]> {
  const found = await findBooks(house.folder);
  return found.map(({ path, name }) => ({ file: house.engine.registerPath(path), name }));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new TurnedAway(400, 'the file name is not readable');
  }
}

function send(response: ServerResponse, status: number, type: string, body: string | Uint8Array): void {
  response.writeHead(status, { 'content-type': type }).end(body);
}
