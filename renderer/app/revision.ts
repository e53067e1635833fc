import { create } from 'zustand';

/** Counts the writes of this window; whatever shows data from the books reads again when it moves. */
export const useRevision = create<{ revision: number }>()(() => ({ revision: 0 }));

export function bumpRevision(): void {
  useRevision.setState(({ revision }) => ({ revision: revision + 1 }));
}
