import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const recentSchema = z.array(z.object({ file: z.string(), name: z.string(), practice: z.boolean() }));
export type RecentBooks = z.output<typeof recentSchema>[number];
const KEEP = 8;

/** Books opened before on this computer, newest first; an unreadable list counts as empty, it holds nothing of value. */
export function readRecent(stateFolder: string): RecentBooks[] {
  try {
    return recentSchema.parse(JSON.parse(readFileSync(join(stateFolder, 'recent.json'), 'utf8')));
  } catch {
    return [];
  }
}

/** Puts these books at the head of the list. The list is a convenience: where it cannot be written, books open all the same. */
export function rememberRecent(stateFolder: string, books: RecentBooks): void {
  const list = [books, ...readRecent(stateFolder).filter((other) => other.file !== books.file)].slice(0, KEEP);
  try {
    mkdirSync(stateFolder, { recursive: true });
    const partial = join(stateFolder, 'recent.json.partial');
    writeFileSync(partial, JSON.stringify(list, undefined, 2));
    renameSync(partial, join(stateFolder, 'recent.json'));
  } catch {
    // throwing here would hide the recovery code of books that were just made
  }
}
