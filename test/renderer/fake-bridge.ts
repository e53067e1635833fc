import type { Bridge } from '#shared/bridge.ts';
import type { BooksStatus } from '#shared/contract/books.ts';
import {
  contract,
  isOperationName,
  type OperationName,
  type ParsedInputOf,
  type Reply,
  type ValueOf,
} from '#shared/contract/index.ts';
import { type AppError, Refusal } from '#shared/errors.ts';

/** Answers by operation; throw `refuse(...)` to refuse. */
export type Handlers = { [N in OperationName]?: (input: ParsedInputOf<N>) => ValueOf<N> | Promise<ValueOf<N>> };

export interface FakeBridge {
  /** Every call that arrived, in order, with its input as the engine would see it. */
  calls: { name: OperationName; input: unknown }[];
  /** The inputs of the calls of one operation. */
  inputsOf: (name: OperationName) => unknown[];
  /** Adds or replaces handlers while the page is shown. */
  set: (handlers: Handlers) => void;
}

/** The status of open books, for handlers of `books.readStatus`. */
export function openStatus(change: Partial<NonNullable<BooksStatus['open']>> = {}): BooksStatus {
  return {
    state: 'open',
    open: {
      name: '滨江实验学校工会',
      practice: false,
      operator: '王会计',
      role: 'treasurer',
      fiscalYear: 2026,
      folder: 'folder-1234',
      ...change,
    },
    recent: [],
    suggestedFolder: { folder: 'folder-1234', display: '文档/小家账本' },
    programVersion: '0.1.0',
  };
}

/**
 * Puts a bridge into the window that answers as the engine does: the input is checked against the contract first, a thrown
 * refusal becomes its error reply, an operation without handler is refused (`request.unknownOperation`).
 */
export function installBridge(handlers: Handlers, host: Partial<Bridge> = {}): FakeBridge {
  const table: Record<string, unknown> = { ...handlers };
  const calls: FakeBridge['calls'] = [];

  const answer = async (name: OperationName, input: unknown): Promise<Reply<unknown>> => {
    const parsed = contract[name].input.safeParse(input);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      const params = { field: issue?.path.join('.') ?? '', problem: issue?.message ?? '' };
      return refused({ code: 'request.invalid', params });
    }
    calls.push({ name, input: parsed.data });
    const handler = table[name];
    if (typeof handler !== 'function') return refused({ code: 'request.unknownOperation', params: {} });
    try {
      return { ok: true, value: await Reflect.apply(handler, undefined, [parsed.data]) };
    } catch (error) {
      if (error instanceof Refusal) return refused(error.detail);
      throw error;
    }
  };
  const bridge: Bridge = {
    host: 'desktop',
    call: async (name, input) => {
      if (!isOperationName(name)) return refused({ code: 'request.unknownOperation', params: {} });
      return answer(name, input);
    },
    pickFile: async () => undefined,
    pickPapers: async () => [],
    pickFolder: async () => undefined,
    showFolder: async () => true,
    print: async () => undefined,
    savePdf: async () => undefined,
    ...host,
  };
  Object.defineProperty(window, 'xiaojia', { configurable: true, value: bridge });
  return {
    calls,
    inputsOf: (name) => calls.filter((call) => call.name === name).map((call) => call.input),
    set: (more) => void Object.assign(table, more),
  };
}

const refused = (error: AppError): Reply<unknown> => ({ ok: false, error });
