import type { Writable } from './database.ts';

/** What a feature works with when new books are made and its first records (rules, lists that ship) are written. */
export interface Founding {
  db: Writable;
  /** ISO UTC. */
  now: string;
  newId(): string;
  assetsFolder: string;
  operator: string;
}
