import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { request as httpRequest } from 'node:http';
import { networkInterfaces, tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Engine } from '#electron/engine/engine.ts';
import { Door, isOwnHost, isOwnOrigin, sameSecret } from '#electron/preview/door.ts';
import { type Preview, startPreview } from '#electron/preview.ts';
import { CONTENT_SECURITY_POLICY } from '#electron/shell/security-headers.ts';

/** Stands in for the engine: notes what it was asked, so that "refused" can be told from "answered with an error". */
class NotingEngine implements Engine {
  readonly calls: { name: string; input: unknown }[] = [];
  readonly paths: string[] = [];
  async call(name: string, input: unknown) {
    this.calls.push({ name, input });
    return { ok: true as const, value: 'done' };
  }
  registerPath(path: string): string {
    this.paths.push(path);
    return `token-000${this.paths.length}`;
  }
  pathOf(): undefined {
    return undefined;
  }
  async close(): Promise<void> {}
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

let folder: string;
let engine: NotingEngine;
let preview: Preview;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'xiaojia-preview-test-'));
  mkdirSync(join(folder, 'pages/assets'), { recursive: true });
  writeFileSync(join(folder, 'pages/index.html'), '<html><script type="module" src="./assets/a.js"></script></html>');
  writeFileSync(join(folder, 'pages/assets/a.js'), 'export {};');
  writeFileSync(join(folder, 'secret.txt'), 'secret');
  engine = new NotingEngine();
  preview = await startPreview({ engine, pagesFolder: join(folder, 'pages'), folder: join(folder, '文档/小家账本') });
});
afterEach(async () => {
  await preview.close();
  rmSync(folder, { recursive: true, force: true });
});

/** A request exactly as given: `fetch` would tidy up the path and set its own Host. */
function raw(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string | Buffer,
  address = '127.0.0.1',
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: address, port: preview.port, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }));
    });
    request.on('error', reject);
    request.end(body);
  });
}

const origin = () => `http://127.0.0.1:${preview.port}`;

/** Opens the printed address as a browser does. @returns the Cookie header of the session */
async function enter(): Promise<string> {
  const { status, headers } = await raw('GET', new URL(preview.address).pathname + new URL(preview.address).search);
  expect(status).toBe(303);
  expect(headers['location']).toBe('/');
  const [cookie] = headers['set-cookie'] ?? [];
  return String(cookie).split(';')[0] ?? '';
}

const ownPost = (cookie: string, more: Record<string, string> = {}) => ({
  cookie,
  origin: origin(),
  'content-type': 'application/json',
  'sec-fetch-site': 'same-origin',
  ...more,
});

describe('the one-time token', () => {
  test('holds 256 bits and differs every time', async () => {
    const token = new URL(preview.address).searchParams.get('token') ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(new Door(1).token).not.toBe(new Door(1).token);
  });

  test('opens once, with a cookie that scripts and other sites cannot use', async () => {
    const path = `/?token=${new URL(preview.address).searchParams.get('token')}`;
    const first = await raw('GET', path);
    expect(String(first.headers['set-cookie'])).toMatch(/; HttpOnly; SameSite=Strict; Path=\/$/);
    const second = await raw('GET', path);
    expect(second.status).toBe(401);
    expect(second.headers['set-cookie']).toBeUndefined();
  });

  test.each(['', 'x', 'A'.repeat(43)])(
    'a wrong token %j does not open, and does not use up the right one',
    async (token) => {
      expect((await raw('GET', `/?token=${token}`)).status).toBe(401);
      await enter();
    },
  );
});

describe('without the session', () => {
  test('no page, no script, no call', async () => {
    expect((await raw('GET', '/')).status).toBe(401);
    expect((await raw('GET', '/assets/a.js')).status).toBe(401);
    expect((await raw('GET', '/preview-bridge.js')).status).toBe(401);
    expect((await raw('POST', '/call/books.lock', ownPost('other=1'), '{}')).status).toBe(401);
    expect(engine.calls).toEqual([]);
  });

  test('a forged cookie, or two of them, is none', async () => {
    const cookie = await enter();
    const name = cookie.split('=')[0];
    for (const forged of [`${name}=`, `${name}=${'A'.repeat(43)}`, `${cookie}; ${name}=x`, cookie.slice(0, -1)]) {
      expect((await raw('GET', '/', { cookie: forged })).status).toBe(401);
    }
  });
});

describe('with the session', () => {
  test('pages come with the bridge in front, the policy of the desktop, and are not kept', async () => {
    const cookie = await enter();
    const page = await raw('GET', '/', { cookie });
    expect(page.status).toBe(200);
    expect(page.body.indexOf('/preview-bridge.js')).toBeLessThan(page.body.indexOf('./assets/a.js'));
    expect(page.headers['content-security-policy']).toBe(CONTENT_SECURITY_POLICY);
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    expect(page.headers['cache-control']).toBe('no-store');
    const bridge = await raw('GET', '/preview-bridge.js', { cookie });
    expect(bridge.headers['content-type']).toMatch(/^text\/javascript/);
    expect(bridge.body).toContain("'xiaojia'");
    expect(bridge.body).not.toContain('import type');
  });

  test.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..\\secret.txt',
    '/assets/../../secret.txt',
    '//secret.txt',
    '/%00',
  ])('%s stays shut', async (path) => {
    const answer = await raw('GET', path, { cookie: await enter() });
    expect(answer.status).toBe(404);
    expect(answer.body).not.toContain('secret\n');
  });

  test('a call reaches the engine with its input', async () => {
    const answer = await raw('POST', '/call/books.readStatus', ownPost(await enter()), '{"input":{"a":1}}');
    expect(JSON.parse(answer.body)).toEqual({ value: { ok: true, value: 'done' } });
    expect(engine.calls).toEqual([{ name: 'books.readStatus', input: { a: 1 } }]);
  });

  test.each([
    ['a foreign origin', { origin: 'https://evil.example' }, 403],
    ['the same host on another port', { origin: 'http://127.0.0.1:1' }, 403],
    ['the origin "null" of a file or sandboxed frame', { origin: 'null' }, 403],
    ['a foreign site in spite of its origin', { 'sec-fetch-site': 'cross-site' }, 403],
    ['another port of this computer', { 'sec-fetch-site': 'same-site' }, 403],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['plain text, which needs no preflight', { 'content-type': 'text/plain' }, 415],
    ['a content type that only begins alike', { 'content-type': 'application/jsonp' }, 415],
  ])('%s is turned away', async (_name, headers, status) => {
    const answer = await raw('POST', '/call/books.lock', ownPost(await enter(), headers), '{"input":{}}');
    expect(answer.status).toBe(status);
    expect(engine.calls).toEqual([]);
  });

  test('no origin at all is turned away', async () => {
    const { origin: _, ...headers } = ownPost(await enter());
    expect((await raw('POST', '/call/books.lock', headers, '{}')).status).toBe(403);
    expect(engine.calls).toEqual([]);
  });

  test.each(['evil.example', 'evil.example:80', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example', '[::1]'])(
    'the host %s (a name that was bent to this computer) is turned away',
    async (host) => {
      const cookie = await enter();
      expect((await raw('GET', '/', { cookie, host })).status).toBe(421);
      expect(
        (await raw('POST', '/call/books.lock', ownPost(cookie, { host, origin: `http://${host}` }), '{}')).status,
      ).toBe(421);
      expect(engine.calls).toEqual([]);
    },
  );

  test.each(['PUT', 'DELETE', 'OPTIONS', 'HEAD', 'PATCH'])('%s is turned away', async (method) => {
    const cookie = await enter();
    const answer = await raw(method, '/call/books.lock', { cookie, origin: origin() });
    expect(answer.status).toBe(405);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  test.each(['', '{', '[]', '"text"', 'null', '12'])('the body %j is turned away', async (body) => {
    expect((await raw('POST', '/call/books.lock', ownPost(await enter()), body)).status).toBe(400);
    expect(engine.calls).toEqual([]);
  });

  test('a body that is too large is turned away, announced or not', async () => {
    const cookie = await enter();
    const announced = await raw('POST', '/call/books.lock', ownPost(cookie, { 'content-length': '9000000' }));
    expect(announced.status).toBe(413);
    const large = JSON.stringify({ input: 'x'.repeat(9_000_000) });
    const sent = await raw(
      'POST',
      '/call/books.lock',
      ownPost(cookie, { 'transfer-encoding': 'chunked' }),
      large,
    ).catch(() => 'cut off');
    expect(typeof sent === 'string' ? 413 : sent.status).toBe(413);
    expect(engine.calls).toEqual([]);
  });
});

describe('files', () => {
  const upload = async (name: string, type = 'application/octet-stream') =>
    raw('POST', '/upload', ownPost(await enter(), { 'content-type': type, 'x-file-name': name }), Buffer.from('1,2'));

  test('an upload lies in a folder for this user only, is handed on as a token, and goes with the preview', async () => {
    const answer = await upload(encodeURIComponent('花名册.csv'));
    expect(JSON.parse(answer.body)).toEqual({ value: { file: 'token-0001', name: '花名册.csv' } });
    const [path = ''] = engine.paths;
    expect(basename(path)).toBe('花名册.csv');
    expect(readFileSync(path, 'utf8')).toBe('1,2');
    expect(statSync(path).mode & 0o077).toBe(0);
    expect(statSync(dirname(dirname(path))).mode & 0o077).toBe(0);
    await preview.close();
    expect(existsSync(path)).toBe(false);
    preview = await startPreview({ engine, pagesFolder: join(folder, 'pages'), folder });
  });

  test('a name cannot lead out of that folder', async () => {
    await upload(encodeURIComponent('../../../evil.csv'));
    const [path = ''] = engine.paths;
    expect(readdirSync(dirname(path))).toEqual([basename(path)]);
    expect(basename(path)).not.toMatch(/^\.|[/\\]/);
  });

  test('a name that cannot be read, or a form, is turned away', async () => {
    expect((await upload('%E0%A4%A')).status).toBe(400);
    expect(engine.paths).toEqual([]);
  });

  test('an upload as a form is turned away', async () => {
    expect((await upload('a.csv', 'multipart/form-data')).status).toBe(415);
    expect(engine.paths).toEqual([]);
  });

  test('the picker offers the one default folder, which is there', async () => {
    const answer = await raw('POST', '/folder', ownPost(await enter()), '{}');
    expect(JSON.parse(answer.body)).toEqual({ value: { folder: 'token-0001', display: '文档/小家账本' } });
    expect(engine.paths).toEqual([join(folder, '文档/小家账本')]);
    expect(existsSync(engine.paths[0] ?? '')).toBe(true);
  });

  test('books are chosen among those in the default folder', async () => {
    const place = join(folder, '文档/小家账本');
    mkdirSync(join(place, '备份'), { recursive: true });
    for (const file of ['一.xjz', '二.txt', '备份/三.xjz']) writeFileSync(join(place, file), '');
    const answer = await raw('POST', '/books', ownPost(await enter()), '{}');
    expect(JSON.parse(answer.body)).toEqual({
      value: [
        { file: 'token-0001', name: '一.xjz' },
        { file: 'token-0002', name: join('备份', '三.xjz') },
      ],
    });
  });
});

test('it listens on the loopback address only', async () => {
  const others = Object.values(networkInterfaces())
    .flat()
    .filter((network) => network !== undefined && !network.internal && network.family === 'IPv4');
  for (const network of others) {
    await expect(raw('GET', '/', {}, undefined, network?.address)).rejects.toThrow(/ECONNREFUSED/);
  }
  expect(preview.address).toMatch(/^http:\/\/127\.0\.0\.1:/);
});

describe('the checks themselves', () => {
  test('hosts', () => {
    expect([isOwnHost('127.0.0.1:81', 81), isOwnHost('localhost:81', 81)]).toEqual([true, true]);
    expect(
      [undefined, '', '127.0.0.1', '127.0.0.1:811', 'LOCALHOST:81 '].map((host) => isOwnHost(host, 81)),
    ).not.toContain(true);
  });
  test('origins', () => {
    expect(isOwnOrigin('localhost:81', 'http://localhost:81', undefined)).toBe(true);
    expect(isOwnOrigin('localhost:81', 'http://127.0.0.1:81', 'same-origin')).toBe(false);
    expect(isOwnOrigin('localhost:81', 'https://localhost:81', 'same-origin')).toBe(false);
    expect(isOwnOrigin(undefined, 'http://undefined', 'same-origin')).toBe(false);
  });
  test('secrets of different length are compared, not thrown out', () => {
    expect([sameSecret('a', 'a'), sameSecret('a', 'ab'), sameSecret('', '')]).toEqual([true, false, true]);
  });
});
