import { useEffect } from 'react';

/**
 * Gives the keyboard to the table after a drill-down, the way back, or a drawer that was closed: what had it is gone.
 * @param moves how often that happened; 0 for never
 * @param ready true once the table that should have it has been drawn
 */
export function useGridFocus(moves: number, ready: boolean): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: another move, or a table that has come only now
  useEffect(() => {
    const at = document.activeElement;
    // a page that was drawn anew has put the cursor on its tab meanwhile
    if (moves === 0 || (at !== null && at !== document.body && !at.closest('.page-tabs'))) return;
    document.querySelector<HTMLElement>('.page-body [role="grid"]')?.focus({ preventScroll: true });
  }, [moves, ready]);
}
