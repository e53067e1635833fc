import type { Page } from 'playwright-core';
import type { Bridge } from '#shared/bridge.ts';
import type { OperationName, Reply } from '#shared/contract/index.ts';

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
