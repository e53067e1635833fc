import { rmdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Removes an unfinished database with its side files. What cannot be removed stays: the failure that led here matters more. */
export function removeLeftovers(file: string): void {
  for (const suffix of ['', '-wal', '-shm', '-journal', '-lock']) {
    try {
      rmSync(file + suffix, { force: true });
    } catch {
      // not there, or the folder is not writable; nothing of value is in it
    }
  }
}

/** Removes `folder` and the folders above it up to `top`, as long as they are empty. */
export function removeEmptyFolders(folder: string, top: string): void {
  for (let current = folder; current.length >= top.length; current = dirname(current)) {
    try {
      rmdirSync(current);
    } catch {
      return; // not empty: somebody put something there meanwhile
    }
  }
}
