import { useEffect, useId } from 'react';
import { create } from 'zustand';

/** Where the form stands: the page itself, or a drawer over it. */
export type FormPlace = 'page' | 'drawer';

interface Unsaved {
  /** Which forms hold work that is not saved. */
  forms: ReadonlyMap<string, FormPlace>;
  /** A step that waits for the answer to 放弃未保存的内容. */
  waiting: (() => void) | undefined;
}

export const useUnsaved = create<Unsaved>()(() => ({ forms: new Map(), waiting: undefined }));

function mark(form: string, place: FormPlace | undefined): void {
  useUnsaved.setState(({ forms }) => {
    if (forms.get(form) === place) return { forms };
    const next = new Map(forms);
    if (place === undefined) next.delete(form);
    else next.set(form, place);
    return { forms: next };
  });
}

/** Tells the program that this form holds unsaved work, so that leaving asks first. `RecordDrawer` does it by itself. */
export function useUnsavedWork(dirty: boolean, place: FormPlace = 'page'): void {
  const form = useId();
  useEffect(() => {
    mark(form, dirty ? place : undefined);
    return () => mark(form, undefined);
  }, [form, dirty, place]);
}

/** Takes the step only after the person agreed to throw the unsaved work away. */
export function askBefore(step: () => void): void {
  useUnsaved.setState({ waiting: step });
}

/** Takes the step at once when no form (in that place) holds unsaved work, else asks first. */
export function leave(step: () => void, place?: FormPlace): void {
  const places = [...useUnsaved.getState().forms.values()];
  if (places.some((held) => place === undefined || held === place)) askBefore(step);
  else step();
}

/** The person's answer to the question. */
export function answerLeave(throwAway: boolean): void {
  const { waiting } = useUnsaved.getState();
  useUnsaved.setState({ waiting: undefined });
  if (throwAway) waiting?.();
}
