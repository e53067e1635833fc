import { expect, it } from 'vitest';
import { idMaker } from '#electron/engine/new-id.ts';

it('makes ids of the right form, each after the one before, none twice', () => {
  const newId = idMaker();
  const ids = Array.from({ length: 5000 }, () => newId());
  for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(ids).toEqual(ids.toSorted());
  expect(new Set(ids).size).toBe(ids.length);
});

it('shares no randomness between two makers, nor between two ids of one', () => {
  const [one, other] = [idMaker(), idMaker()];
  const tails = [one(), one(), other(), other()].map((id) => id.slice(-12));
  expect(new Set(tails).size).toBe(4);
});
