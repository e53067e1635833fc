import { spawn } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { keyFromPassphrase, saltOf } from '#electron/engine/books/key.ts';
import { openConnection } from '#electron/engine/database.ts';
import { findBrokenLink } from '#electron/engine/trail.ts';
import { PASSPHRASE, startEngine } from '../engine/support.ts';

/** Runs the writing process, kills it hard after so many acknowledged writes, and returns what it had acknowledged. */
function killAfter(acknowledged: number): Promise<{ folder: string; saved: string[] }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [fileURLToPath(new URL('kill-child.ts', import.meta.url))], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      if ((text.match(/^saved /gm) ?? []).length >= acknowledged) child.kill('SIGKILL');
    });
    child.on('error', reject);
    child.on('exit', () => {
      const lines = text.slice(0, text.lastIndexOf('\n')).split('\n');
      const valuesOf = (word: string) =>
        lines.filter((line) => line.startsWith(`${word} `)).map((line) => line.slice(word.length + 1));
      resolve({ folder: valuesOf('folder')[0] ?? '', saved: valuesOf('saved') });
    });
  });
}

describe('a process killed while it writes', () => {
  it.each([1, 7, 40])('loses nothing of what it acknowledged (killed after %i writes)', async (writes) => {
    const { folder, saved } = await killAfter(writes);
    expect(saved.length).toBeGreaterThanOrEqual(writes);
    const file = join(folder, readdirSync(folder).find((name) => name.endsWith('.xjz')) ?? '');
    const test = startEngine();
    try {
      // no stale lock keeps the next start out
      await test.call('books.unlock', {
        book: test.engine.registerPath(file),
        passphrase: PASSPHRASE,
        role: 'treasurer',
      });
      const kept = new Set((await test.call('union.listResolutions', {})).map((resolution) => resolution.id));
      expect(saved.filter((id) => !kept.has(id))).toEqual([]);
      await test.call('books.lock', {});
      const salt = saltOf(file);
      if (!salt) throw new Error('no salt');
      const raw = openConnection(file, await keyFromPassphrase(PASSPHRASE, salt), 'read');
      expect(raw.pragma('integrity_check')).toBe('ok');
      expect(raw.all('PRAGMA foreign_key_check')).toEqual([]);
      // the record and its trail row landed together
      expect(raw.get("SELECT count(*) AS count FROM audit_trail WHERE operation = 'union.saveResolution'")).toEqual({
        count: kept.size,
      });
      expect(findBrokenLink(raw)).toBeUndefined();
      raw.close();
    } finally {
      await test.dispose();
      rmSync(join(folder, '..', '..'), { recursive: true, force: true });
    }
  });
});
