import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { JudgedBooks } from './books.ts';

/** One thing a judge looked at. */
export interface Verdict {
  name: string;
  ok: boolean;
  detail: string;
}

/** A program from outside that gives its own opinion of what this program made. */
export interface Judge {
  name: string;
  /** The first of these commands that is on the PATH is used. */
  programs: readonly string[];
  judge(program: string, books: JudgedBooks): Promise<Verdict[]>;
}

export function findProgram(programs: readonly string[]): string | undefined {
  for (const program of programs) {
    for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
      const file = join(folder, program);
      try {
        accessSync(file, constants.X_OK);
        return file;
      } catch {
        // not here
      }
    }
  }
  return undefined;
}

const PATIENCE_MILLISECONDS = 300_000;

/** Runs a judge's program to its end. @throws Error with what it said when it fails or takes longer than five minutes */
export function runProgram(program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: PATIENCE_MILLISECONDS,
    maxBuffer: 256 * 1024 * 1024,
  });
  if (error) throw error;
  if (status !== 0)
    throw new Error(`${program} ended with ${status}: ${stderr.slice(0, 2000) || stdout.slice(0, 2000)}`);
  return stdout;
}
