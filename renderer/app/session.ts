import { create } from 'zustand';
import type { BooksStatus } from '#shared/contract/books.ts';
import { contract, type OperationName } from '#shared/contract/index.ts';
import { PERMISSIONS } from '#shared/contract/operation.ts';
import { call, messageOf } from './client.ts';

interface Session {
  /** Undefined only until the first answer of the engine. */
  status: BooksStatus | undefined;
  error: string | undefined;
  /** Asks the engine again, e.g. after `books.create`. Never throws; a refusal stands in `error`. */
  refresh: () => Promise<void>;
  /** Takes a status that an operation has just replied with (`books.unlock`, `books.lock`). */
  accept: (status: BooksStatus) => void;
}

/** Which books are open and who opened them. */
export const useSession = create<Session>()((set) => ({
  status: undefined,
  error: undefined,
  refresh: async () => {
    try {
      set({ status: await call('books.readStatus', {}), error: undefined });
    } catch (error) {
      set({ error: messageOf(error) });
    }
  },
  accept: (status) => set({ status, error: undefined }),
}));

/** Whether the person at the keyboard may do this; a page leaves out buttons that would only be refused. */
export function useAllowed(name: OperationName): boolean {
  const role = useSession((session) => session.status?.open?.role);
  const needed = contract[name].permission;
  return needed === 'public' || (role !== undefined && PERMISSIONS[role].includes(needed));
}
