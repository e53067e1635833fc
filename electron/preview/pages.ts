import { readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import { join } from 'node:path';
import { containedFile } from '../shell/containment.ts';
import { mediaTypeOf } from '../shell/media-types.ts';

const BRIDGE_SOURCE = join(import.meta.dirname, '../../renderer/preview-bridge.ts');
const BRIDGE_PATH = '/preview-bridge.js';

export interface Answer {
  type: string;
  body: Uint8Array | string;
}

/** One file of the built pages, with the bridge put in front of the program's first script; undefined when there is none. */
export async function page(root: string, pathname: string): Promise<Answer | undefined> {
  if (pathname === BRIDGE_PATH) {
    const source = await readFile(BRIDGE_SOURCE, 'utf8');
    return { type: mediaTypeOf(BRIDGE_PATH), body: stripTypeScriptTypes(source) };
  }
  const file = containedFile(root, pathname);
  const bytes = file === undefined ? undefined : await readFile(file).catch(() => undefined);
  if (file === undefined || bytes === undefined) return undefined;
  const type = mediaTypeOf(file);
  return { type, body: type.startsWith('text/html') ? withBridge(bytes.toString('utf8')) : bytes };
}

/** Module scripts run in the order in which they stand, so the bridge is there before the program asks for it. */
function withBridge(html: string): string {
  return html.replace('<script', `<script type="module" src="${BRIDGE_PATH}"></script>\n    <script`);
}

/** What somebody sees who comes without the session: the address has been used, or it is not theirs. */
export const CLOSED_DOOR = `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>小家账本</title></head>
<body><p>这个地址只能用一次，或者已经失效。</p>
<p>如果刚刚用它进来过，<a href="/">点这里继续</a>；否则请在终端里重新运行 npm start，用新打印的地址打开。</p></body></html>
`;
