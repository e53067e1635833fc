import { createHash } from 'node:crypto';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { House } from './books/house.ts';
import type { Engine, EngineOptions } from './engine.ts';
import { serve } from './serve.ts';

/** Builds the records engine. It keeps no global state, so tests and practice books may run several side by side. */
export function createEngine(options: EngineOptions): Engine {
  const report = (reason: string) => logFailure(options, reason);
  const house = new House(options, report);
  return {
    call: (name, input) => serve(house, name, input, report),
    registerPath: (path) => house.files.register(path),
    pathOf: (token) => house.files.pathOf(token),
    close: async () => {
      await house.lock();
    },
  };
}

/**
 * Appends to `failures.log` what a maintainer needs: where in the program it happened. What could be somebody's name, number
 * or folder is taken out first. A log that cannot be written is no reason to fail again.
 */
function logFailure(options: EngineOptions, reason: string): string {
  const at = options.clock.now().toISOString();
  const reference = createHash('sha256')
    .update(at + reason)
    .digest('hex')
    .slice(0, 8);
  try {
    mkdirSync(options.stateFolder, { recursive: true });
    appendFileSync(join(options.stateFolder, 'failures.log'), `${at} ${reference} ${withoutPersonalData(reason)}\n`);
  } catch {
    // the person still gets the sentence with its reference
  }
  return reference;
}

/** Chinese text (the program's own messages are English) and numbers long enough for a phone, a card or an account. */
function withoutPersonalData(reason: string): string {
  return reason.replace(/\p{Script=Han}+/gu, '*').replace(/\d{5,}[\dXx]?/g, '*');
}
