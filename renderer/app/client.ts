import type { Bridge } from '#shared/bridge.ts';
import { contract, type InputOf, type OperationName, type ValueOf } from '#shared/contract/index.ts';
import { type AppError, sentenceOf } from '#shared/errors.ts';
import { bumpRevision } from './revision.ts';

declare global {
  interface Window {
    /** Put there by the host (preload script or preview) before the page's own script runs. */
    readonly xiaojia?: Bridge;
  }
}

/** A refusal of the engine as an exception; `detail` is the code with its parameters, `message` the Chinese sentence. */
export class CallError extends Error {
  readonly detail: AppError;
  constructor(detail: AppError) {
    super(sentenceOf(detail));
    this.name = 'CallError';
    this.detail = detail;
  }
}

/** The host's bridge. @throws Error when the page was opened outside of the program. */
export function bridge(): Bridge {
  if (!window.xiaojia) throw new Error('window.xiaojia is missing');
  return window.xiaojia;
}

/**
 * Calls one operation of the contract and gives its value. After a write every mounted `useCall` and `useWindow` reads
 * again by itself, so a page never shows what was true before.
 * @throws CallError when the engine refuses.
 */
export function call<N extends OperationName>(name: N, input: InputOf<N>): Promise<ValueOf<N>>;
// The seam: the bridge carries plain values, and that a value has its operation's type is the engine's promise
// (its handler table is typed by the same contract).
export async function call(name: OperationName, input: unknown): Promise<unknown> {
  const reply = await bridge().call(name, input);
  if (!reply.ok) throw new CallError(reply.error);
  if (contract[name].kind === 'write' && !name.startsWith('jobs.')) bumpRevision();
  return reply.value;
}

/** The Chinese sentence for anything that was thrown. */
export function messageOf(error: unknown): string {
  if (error instanceof CallError) return error.message;
  return sentenceOf({ code: 'program.unexpected', params: { reference: 'YM-1' } });
}
