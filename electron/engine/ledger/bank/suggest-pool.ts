import { daysBetween } from '#shared/calendar.ts';
import type { BankEntry, BankLine, MatchSuggestion } from '#shared/contract/ledger.ts';

/** What is still free while suggestions are made. */
export interface Pool {
  lines: Set<BankLine>;
  entries: Set<BankEntry>;
}

/** Takes items out of the pool as one suggestion. */
export function take(
  pool: Pool,
  lines: readonly BankLine[],
  entries: readonly BankEntry[],
  sure: boolean,
  reason: string,
): MatchSuggestion {
  for (const line of lines) pool.lines.delete(line);
  for (const entry of entries) pool.entries.delete(entry);
  return { lines: [...lines], entries: [...entries], sure, reason };
}

export function apart(line: BankLine, entry: BankEntry): number {
  return Math.abs(daysBetween(line.day, entry.day));
}

const plain = (text: string) => text.normalize('NFKC').replace(/[\s\p{P}]/gu, '');

/** The same party, its name in the words of the voucher, or the same words. */
export function sameName(line: BankLine, entry: BankEntry): boolean {
  const party = plain(line.counterparty);
  if (party.length >= 2 && (plain(entry.counterparty) === party || plain(entry.summary).includes(party))) return true;
  return sameSummary(line, entry);
}

/** One summary holds the other. */
export function sameSummary(line: BankLine, entry: BankEntry): boolean {
  const [bank, book] = [plain(line.summary), plain(entry.summary)];
  if (bank.length < 2 || book.length < 2) return false;
  return book.includes(bank) || bank.includes(book);
}
