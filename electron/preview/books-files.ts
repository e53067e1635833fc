import { readdir } from 'node:fs/promises';
import { join, relative } from 'node:path';

const DEPTH = 2;

/** The books files (`.xjz`) in the default folder and one folder below it, for the browser, which must not upload books: it would change a copy. */
export async function findBooks(folder: string): Promise<{ path: string; name: string }[]> {
  const found = await collect(folder, DEPTH);
  return found.sort().map((path) => ({ path, name: relative(folder, path) }));
}

async function collect(folder: string, depth: number): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isFile() && entry.name.endsWith('.xjz')) found.push(path);
    if (entry.isDirectory() && depth > 1) found.push(...(await collect(path, depth - 1)));
  }
  return found;
}
