import { useCallback, useEffect, useRef, useState } from 'react';
import type { InputOf, OperationName, ValueOf } from '#shared/contract/index.ts';
import { call, messageOf } from './client.ts';
import { useRevision } from './revision.ts';

/** Waiting shorter than this shows nothing at all: a spinner that flashes is worse than none. */
const PATIENCE_MS = 100;

/** `true` once `pending` has lasted longer than 100 ms. */
export function useDelayed(pending: boolean): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!pending) {
      setLate(false);
      return;
    }
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [pending]);
  return late && pending;
}

export interface CallState<T> {
  /** The latest value. While another input or a reload is under way the previous value stays. */
  value: T | undefined;
  /** The Chinese sentence of a refusal; gone as soon as a call succeeds. */
  error: string | undefined;
  /** True only when an answer takes longer than 100 ms. */
  loading: boolean;
  /** Reads again; also happens by itself after every write. */
  reload: () => void;
}

/**
 * Reads an operation and keeps it up to date: when `input` (compared by content) or `deps` change, after every write, and on
 * `reload()`. Pass `undefined` as input to read nothing yet.
 *
 * The previous value stays until the next one is there. A component that must never show another record's data for an
 * instant gets `key={id}` where it is used.
 */
export function useCall<N extends OperationName>(
  name: N,
  input: InputOf<N> | undefined,
  deps: readonly unknown[] = [],
): CallState<ValueOf<N>> {
  const revision = useRevision((state) => state.revision);
  const [state, setState] = useState<{ value: ValueOf<N> | undefined; error: string | undefined }>({
    value: undefined,
    error: undefined,
  });
  const [pending, setPending] = useState(input !== undefined);
  const [turn, setTurn] = useState(0);
  const latestInput = useRef(input);
  latestInput.current = input;
  const key = JSON.stringify([name, input, deps, turn, revision]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for the input, the deps and the revision by content
  useEffect(() => {
    const wanted = latestInput.current;
    if (wanted === undefined) {
      setState({ value: undefined, error: undefined });
      setPending(false);
      return;
    }
    let gone = false;
    setPending(true);
    call(name, wanted).then(
      (value) => {
        if (gone) return;
        setState({ value, error: undefined });
        setPending(false);
      },
      (error: unknown) => {
        if (gone) return;
        setState((previous) => ({ value: previous.value, error: messageOf(error) }));
        setPending(false);
      },
    );
    return () => {
      gone = true;
    };
  }, [key]);

  const reload = useCallback(() => setTurn((value) => value + 1), []);
  return { ...state, loading: useDelayed(pending), reload };
}

export interface Action<A extends unknown[]> {
  /** Runs the work unless it is already running. True when it ended without a refusal. */
  run: (...args: A) => Promise<boolean>;
  busy: boolean;
  /** The Chinese sentence of the last refusal. */
  problem: string | undefined;
  clear: () => void;
}

/** A step that a person starts (save, post, import): one at a time, with its busy flag and the sentence when it is refused. */
export function useAction<A extends unknown[]>(work: (...args: A) => Promise<unknown>): Action<A> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string>();
  const running = useRef(false);
  const latest = useRef(work);
  latest.current = work;
  const run = useCallback(async (...args: A): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setBusy(true);
    setProblem(undefined);
    try {
      await latest.current(...args);
      return true;
    } catch (error) {
      setProblem(messageOf(error));
      return false;
    } finally {
      running.current = false;
      setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setProblem(undefined), []);
  return { run, busy, problem, clear };
}
