import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { messageOf } from '#renderer/app/client.ts';
import { useRevision } from '#renderer/app/revision.ts';
import type { Window as ListWindow } from '#shared/contract/fields.ts';

const BLOCK = 100;
/** Rows beyond those in sight that are fetched along, so that turning the wheel meets no empty row. */
const AHEAD = 60;
const blockOf = (index: number) => Math.floor(index / BLOCK);

/** Rows of a table that come by index; a row that is not here yet is undefined. */
export interface RowSource<T> {
  /** Undefined until the first answer. */
  total: number | undefined;
  at: (index: number) => T | undefined;
  /** The table shows these rows now (both included). */
  need: (first: number, last: number) => void;
  /** Another identity means another list: the table goes back to its top. */
  identity: string;
  error: string | undefined;
}

export interface WindowList<R extends ListWindow<unknown>> extends RowSource<R['rows'][number]> {
  /** The latest reply as a whole, for totals that come with it. */
  reply: R | undefined;
  reload: () => void;
}

interface Store<R extends ListWindow<unknown>> {
  identity: string;
  reply: R | undefined;
  blocks: Map<number, readonly R['rows'][number][]>;
  /** Blocks that were asked for since the last change; a refused one is not asked for again until a reload. */
  asked: Set<number>;
  /** Grows when the rows may have changed; answers to older questions are dropped. */
  epoch: number;
}

const newStore = <R extends ListWindow<unknown>>(identity: string): Store<R> => ({
  identity,
  reply: undefined,
  blocks: new Map(),
  asked: new Set(),
  epoch: 0,
});

/**
 * A long list that is read in windows of 100 rows, for `<DataTable source={...}>`. It reads again by itself after every
 * write. While another search is under way the rows of the last one stay, so nothing flickers.
 *
 * `const list = useWindow((offset, limit) => call('members.list', { search, offset, limit }), search);`
 * @param key says which list it is (search text, filters as one text); when it changes the list is read anew from its top
 */
export function useWindow<R extends ListWindow<unknown>>(
  load: (offset: number, limit: number) => Promise<R>,
  key: string,
): WindowList<R> {
  const revision = useRevision((state) => state.revision);
  const [turn, setTurn] = useState(0);
  const [version, setVersion] = useState(0);
  const [error, setError] = useState<string>();
  const latestLoad = useRef(load);
  latestLoad.current = load;
  const shown = useRef<Store<R>>(newStore(key));
  const coming = useRef<Store<R>>(shown.current);
  const range = useRef<[number, number]>([0, 0]);

  const ask = useCallback((store: Store<R>, block: number) => {
    if (store.asked.has(block)) return;
    store.asked.add(block);
    const { epoch } = store;
    const current = () => coming.current === store && store.epoch === epoch;
    latestLoad.current(block * BLOCK, BLOCK).then(
      (reply) => {
        if (!current()) return;
        store.blocks.set(block, reply.rows);
        store.reply = reply;
        shown.current = store;
        setError(undefined);
        setVersion((value) => value + 1);
      },
      (refused: unknown) => {
        if (current()) setError(messageOf(refused));
      },
    );
  }, []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a write or `reload()` makes the rows stale
  useEffect(() => {
    const store = coming.current.identity === key ? coming.current : newStore<R>(key);
    if (store !== coming.current) range.current = [0, 0];
    coming.current = store;
    store.epoch += 1;
    store.asked.clear();
    const [first, last] = range.current;
    for (let block = blockOf(first); block <= blockOf(last); block += 1) ask(store, block);
  }, [key, revision, turn, ask]);

  const need = useCallback(
    (first: number, last: number) => {
      const store = shown.current;
      if (store !== coming.current) return;
      range.current = [first, last];
      const end = Math.min(last + AHEAD, (store.reply?.total ?? 0) - 1);
      for (let block = blockOf(Math.max(0, first - AHEAD)); block <= blockOf(end); block += 1) ask(store, block);
    },
    [ask],
  );
  const reload = useCallback(() => setTurn((value) => value + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `version` says that the store behind the refs has changed
  return useMemo(() => {
    const { reply, blocks, identity } = shown.current;
    const total = reply?.total;
    const at = (index: number) => (index < (total ?? 0) ? blocks.get(blockOf(index))?.[index % BLOCK] : undefined);
    return { total, reply, identity, at, need, error, reload };
  }, [version, error, need, reload]);
}
