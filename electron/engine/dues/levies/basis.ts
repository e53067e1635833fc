import { z } from 'zod';
import { isMonth, type Month } from '#shared/calendar.ts';
import type { LevyBasis } from '#shared/dues-levy.ts';
import { type Fen, isFen } from '#shared/money.ts';

const month = z.custom<Month>((value) => typeof value === 'string' && isMonth(value));
const amount = z.custom<Fen>((value) => typeof value === 'number' && isFen(value) && value >= 0);

const storedBasis = z.strictObject({
  items: z.array(z.tuple([z.string(), amount])).exactOptional(),
  of: month.exactOptional(),
  kind: z.string().exactOptional(),
  spread: z.strictObject({ from: month, to: month, total: amount, months: z.int().min(1) }).exactOptional(),
});

/** As it is kept with a levy. */
export function storeBasis(basis: LevyBasis): string {
  return JSON.stringify(basis);
}

/** @returns undefined for a levy made before its basis was kept */
export function readBasis(stored: string): LevyBasis | undefined {
  return stored === '' ? undefined : storedBasis.parse(JSON.parse(stored));
}
