import { App } from 'antd';
import { useEffect, useMemo } from 'react';

/** Short messages at the top of the window: what was done, or the sentence of a refusal that has no place on the page. */
export interface Tell {
  done: (text: string) => void;
  problem: (text: string) => void;
  /** Takes away what still stands there, e.g. a name when the books are locked. */
  clear: () => void;
}

export function useTell(): Tell {
  const { message } = App.useApp();
  return useMemo(
    () => ({
      done: (text: string) => void message.success(text),
      problem: (text: string) => void message.error({ content: text, duration: 8 }),
      clear: () => message.destroy(),
    }),
    [message],
  );
}

/** Tells the sentence of an action's refusal each time there is one. */
export function useTellProblem(problem: string | undefined): void {
  const tell = useTell();
  useEffect(() => {
    if (problem !== undefined) tell.problem(problem);
  }, [problem, tell]);
}
