/**
 * Shares of a whole in tenths of a percent that add up to exactly 1000, by the largest remainder; of equal remainders the
 * earlier gets the odd tenth.
 * @param counts whole numbers, none negative
 * @returns one share a count; all 0 when the counts are
 */
export function sharesOf(counts: readonly number[]): number[] {
  const whole = counts.reduce((sum, count) => sum + count, 0);
  if (whole === 0) return counts.map(() => 0);
  const shares = counts.map((count) => Math.floor((count * 1000) / whole));
  const missing = 1000 - shares.reduce((sum, share) => sum + share, 0);
  const byRemainder = counts
    .map((count, place) => ({ place, remainder: (count * 1000) % whole }))
    .sort((a, b) => b.remainder - a.remainder || a.place - b.place);
  for (const { place } of byRemainder.slice(0, missing)) shares[place] = (shares[place] ?? 0) + 1;
  return shares;
}

/** `123` -> `12.3%` */
export function formatShare(share: number): string {
  return `${(share / 10).toFixed(1)}%`;
}
