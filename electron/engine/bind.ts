import type { z } from 'zod';
import type { Operation, Permission } from '#shared/contract/operation.ts';
import type { House } from './books/house.ts';
import type { ReadContext, RequestContext, WriteContext } from './context.ts';

/** One operation together with its handler, in a form that the server can call without knowing its types. */
export type Bound = {
  readonly operation: Operation<'read' | 'write', Permission, z.ZodType, unknown>;
} & (
  | { readonly scope: 'house'; run(house: House, input: unknown): unknown }
  | { readonly scope: 'read'; run(context: RequestContext, input: unknown): unknown }
  | {
      readonly scope: 'write';
      /** The write-ahead log is emptied after it: what was wiped must not stay readable there. */
      readonly erases?: true;
      prepare(
        context: ReadContext,
        input: unknown,
      ): Promise<(context: WriteContext) => unknown> | ((context: WriteContext) => unknown);
    }
);

/** Binds a handler that works on the books as a file, or needs none open. */
export function bindHouse<K extends 'read' | 'write', P extends Permission, I extends z.ZodType, T>(
  operation: Operation<K, P, I, T>,
  handler: (house: House, input: z.output<I>) => T | Promise<T>,
): Bound {
  return { operation, scope: 'house', run: (house, input) => handler(house, operation.input.parse(input)) };
}

/** Binds a handler that only asks. It may be asynchronous (reading a chosen file). */
export function bindRead<P extends Permission, I extends z.ZodType, T>(
  operation: Operation<'read', P, I, T>,
  handler: (context: RequestContext, input: z.output<I>) => T | Promise<T>,
): Bound {
  return { operation, scope: 'read', run: (context, input) => handler(context, operation.input.parse(input)) };
}

/** Binds a command: it runs synchronously inside one transaction. */
export function bindWrite<P extends Permission, I extends z.ZodType, T>(
  operation: Operation<'write', P, I, T>,
  handler: (context: WriteContext, input: z.output<I>) => T,
): Bound {
  return {
    operation,
    scope: 'write',
    prepare: (_, raw) => {
      const input = operation.input.parse(raw);
      return (context) => handler(context, input);
    },
  };
}

/** Binds a command that wipes personal data: like {@link bindWrite}, and nothing of it stays in the write-ahead log. */
export function bindErasure<P extends Permission, I extends z.ZodType, T>(
  operation: Operation<'write', P, I, T>,
  handler: (context: WriteContext, input: z.output<I>) => T,
): Bound {
  const bound = bindWrite(operation, handler);
  return bound.scope === 'write' ? { ...bound, erases: true } : bound;
}

/** Binds a command that must read a chosen file first: `prepare` may wait, `commit` runs inside the transaction. */
export function bindPreparedWrite<P extends Permission, I extends z.ZodType, T, Prepared>(
  operation: Operation<'write', P, I, T>,
  prepare: (context: ReadContext, input: z.output<I>) => Promise<Prepared>,
  commit: (context: WriteContext, input: z.output<I>, prepared: Prepared) => T,
): Bound {
  return {
    operation,
    scope: 'write',
    prepare: async (context, raw) => {
      const input = operation.input.parse(raw);
      const prepared = await prepare(context, input);
      return (writeContext) => commit(writeContext, input, prepared);
    },
  };
}
