import type { BankEntry, BankLine } from '#shared/contract/ledger.ts';

/** Lines and entries as `ledger.matchLines` takes them. */
export function groupOf({ lines, entries }: { lines: readonly BankLine[]; entries: readonly BankEntry[] }) {
  return {
    lines: lines.map(({ id }) => id),
    entries: entries.map(({ voucherId, line }) => ({ voucherId, line })),
  };
}
