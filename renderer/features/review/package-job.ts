import { create } from 'zustand';
import type { JobResult } from '#shared/contract/books.ts';

export type MadePackage = Extract<JobResult, { kind: 'auditPackage' }>;

interface PackageJob {
  /** The package that is being written; it goes on while other pages are looked at. */
  running: { books: string; job: string; year: number; failed: boolean } | undefined;
  /** The last one that was finished in this session. */
  made: (MadePackage & { books: string; year: number }) | undefined;
  begin: (books: string, job: string, year: number) => void;
  finish: (made: MadePackage) => void;
  /** Cancelled: nothing was made. */
  stop: () => void;
  /** Failed: its sentence stays until the next attempt. */
  fail: () => void;
  /** The person has put the result away. */
  forget: () => void;
}

/** A package that is being written outlives the page: whoever comes back sees how far it is. `books` tells whose it is. */
export const usePackageJob = create<PackageJob>()((set) => ({
  running: undefined,
  made: undefined,
  begin: (books, job, year) => set({ running: { books, job, year, failed: false }, made: undefined }),
  finish: (made) =>
    set(({ running }) => ({
      running: undefined,
      made: running && { ...made, books: running.books, year: running.year },
    })),
  stop: () => set({ running: undefined }),
  fail: () => set(({ running }) => ({ running: running && { ...running, failed: true } })),
  forget: () => set({ made: undefined }),
}));
