/** Repeatable chance: the same seed gives the same life, so that practice books are the same each time. */
export interface Chance {
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  /** True once in so many calls, on average. */
  oneIn(count: number): boolean;
  pick<T>(choices: readonly T[]): T;
  /** So many different ones. */
  some<T>(choices: readonly T[], count: number): T[];
  bytes(count: number): Uint8Array;
}

/** Marsaglia's xorshift on 32 bits; statistics do not matter here, repeatability does. */
export function seeded(seed: number): Chance {
  let state = seed >>> 0 || 1;
  const next = (): number => {
    state ^= state << 13;
    state >>>= 0;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state;
  };
  const whole = (from: number, to: number) => from + (next() % (to - from + 1));
  const pick = <T>(choices: readonly T[]): T => {
    const choice = choices[whole(0, choices.length - 1)];
    if (choice === undefined) throw new RangeError('nothing to choose from');
    return choice;
  };
  return {
    whole,
    oneIn: (count) => whole(1, count) === 1,
    pick,
    some: (choices, count) => {
      const left = [...choices];
      const taken = [];
      while (taken.length < count && left.length > 0) taken.push(...left.splice(whole(0, left.length - 1), 1));
      return taken;
    },
    bytes: (count) => Uint8Array.from({ length: count }, () => whole(0, 255)),
  };
}
