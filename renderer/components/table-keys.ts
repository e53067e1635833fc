/**
 * Where a key moves the active row of a table.
 * @param active the active row, or undefined while none is
 * @param pageRows how many rows PgUp and PgDn jump
 * @returns the row, or undefined when the key does not move
 */
export function rowAfterKey(
  key: string,
  active: number | undefined,
  count: number,
  pageRows: number,
): number | undefined {
  if (count === 0) return undefined;
  const within = (index: number) => Math.min(count - 1, Math.max(0, index));
  switch (key) {
    case 'ArrowDown':
      return active === undefined ? 0 : within(active + 1);
    case 'ArrowUp':
      return active === undefined ? 0 : within(active - 1);
    case 'PageDown':
      return within((active ?? 0) + pageRows);
    case 'PageUp':
      return within((active ?? 0) - pageRows);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
