/**
 * The number proposed for a new detail account: the parent's number and the next free two digits (50102 -> 5010201).
 * @param codes all numbers in use
 * @returns undefined when 01 to 99 are all taken, or the number would be longer than 20 digits
 */
export function nextDetailCode(parentCode: string, codes: readonly string[]): string | undefined {
  if (parentCode.length + 2 > 20) return undefined;
  const taken = new Set(codes);
  const width = parentCode.length + 2;
  const last = codes
    .filter((code) => code.length === width && code.startsWith(parentCode))
    .reduce((highest, code) => Math.max(highest, Number(code.slice(-2))), 0);
  // after the highest one, so that the number of an account that was removed is not given to another at once
  const inOrder = Array.from({ length: 99 }, (_, index) => ((last + index) % 99) + 1);
  return inOrder
    .map((number) => `${parentCode}${String(number).padStart(2, '0')}`)
    .find((candidate) => !taken.has(candidate));
}
