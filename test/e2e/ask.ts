import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { Bridge } from '#shared/bridge.ts';
import type { InputOf, OperationName, Reply, ValueOf } from '#shared/contract/index.ts';

/** One operation of the contract, asked from inside the page. */
export function ask(page: Page, name: OperationName, input: unknown = {}): Promise<Reply<unknown>> {
  return page.evaluate(
    ({ operation, value }) => {
      if (!window.xiaojia) throw new Error('the page has no bridge');
      return window.xiaojia.call(operation, value);
    },
    { operation: name, value: input },
  );
}

/** The value of an operation that must not be refused. */
export async function value<N extends OperationName>(page: Page, name: N, input: InputOf<N>): Promise<ValueOf<N>> {
  const reply = await ask(page, name, input);
  assert.ok(reply.ok, JSON.stringify(reply));
  return reply.value as ValueOf<N>;
}

/** One of the bridge's functions that have no operation; the answer of a closed dialog is undefined. */
export function askHost(page: Page, name: Exclude<keyof Bridge, 'host' | 'call'>, argument?: string): Promise<unknown> {
  return page.evaluate(
    async ({ what, value }): Promise<unknown> => {
      const host = window.xiaojia;
      if (!host) throw new Error('the page has no bridge');
      if (what === 'pickFile') return host.pickFile(value === 'books' ? 'books' : 'spreadsheet');
      if (what === 'showFolder' || what === 'savePdf') return host[what](value);
      return host[what]();
    },
    { what: name, value: argument ?? '' },
  );
}
