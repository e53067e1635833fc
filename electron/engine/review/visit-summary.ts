import { type Fen, fen, ZERO } from '#shared/money.ts';
import type { Readable } from '../database.ts';
import { type SourceVoucher, sourceVouchers } from '../ledger/commands.ts';
import {
  type HeldForOthers,
  heldForOthers,
  type OtherExpenses,
  otherExpenses,
  otherVouchers,
  type VisitLine,
  visitLines,
} from '../visits/commands.ts';

/** How a paid record counts in the year it was paid in. */
export type Standing = 'stands' | 'reversed' | 'reversedLater';

/**
 * A payment whose voucher was reversed within the year is out of the year's sums; one reversed in a later year is still in
 * them, since that year's books are closed, and the reversal counts in the later year.
 */
export function standingOf(reversedYear: number | undefined, year: number): Standing {
  if (reversedYear === undefined) return 'stands';
  return reversedYear === year ? 'reversed' : 'reversedLater';
}

export interface KindSum {
  kindName: string;
  times: number;
  amount: Fen;
}

/** The visits of a year summed up; the lines themselves are streamed. */
export interface VisitSummary {
  /** Lines of the list, reversed ones included. */
  lines: number;
  /** Lines that count, and their sum. Returned ones (未领退回) do not. */
  counted: number;
  total: Fen;
  /** Of it goods out of stock: they were an expense when they were bought. */
  fromStock: Fen;
  /** Returned lines that were paid with money: an expense all the same, the goods are in stock. */
  returned: Fen;
  /** What insurance and goods for the stock add to the expenses by the same kind of voucher. */
  others: OtherExpenses;
  held: HeldForOthers;
  kinds: KindSum[];
  /** Lines that count and that nobody signed for. */
  unsigned: number;
  /** The first few of them, named. */
  unsignedNames: string[];
  /** Lines that count and lack papers; those of lists that rest on no resolution. The first few, named. */
  withoutPapers: number;
  withoutPapersNames: string[];
  bareLists: string[];
  /** Vouchers of visits in the year, by id. */
  vouchers: ReadonlyMap<string, SourceVoucher>;
  /** Vouchers whose lines do not add up to them, or that have none. */
  mismatched: { number: string; voucher: Fen; lines: Fen }[];
  /** Lines whose voucher is not among the year's visit vouchers. */
  orphans: string[];
}

const NAMED = 8;

export function summariseVisits(db: Readable, year: number): VisitSummary {
  const others = otherVouchers(db);
  const vouchers = new Map(
    sourceVouchers(db, 'visits', year)
      .filter(({ id }) => !others.has(id))
      .map((voucher) => [voucher.id, voucher]),
  );
  const perVoucher = new Map<string, number>();
  const kinds = new Map<string, KindSum>();
  const summary = { lines: 0, counted: 0, unsigned: 0, withoutPapers: 0 };
  let total = ZERO;
  let fromStock = ZERO;
  let returned = ZERO;
  const withoutPapersNames: string[] = [];
  const bareLists = new Set<string>();
  const unsignedNames: string[] = [];
  const orphans: string[] = [];
  for (const line of visitLines(db, year)) {
    summary.lines += 1;
    perVoucher.set(line.voucherId, (perVoucher.get(line.voucherId) ?? 0) + line.amount);
    const voucher = vouchers.get(line.voucherId);
    if (!voucher) {
      if (orphans.length < NAMED) orphans.push(nameOfVisit(line));
      continue;
    }
    if (standingOf(voucher.reversedYear, year) === 'reversed') continue;
    if (line.returned) {
      if (line.method !== 'stock') returned = fen(returned + line.amount);
      continue;
    }
    summary.counted += 1;
    total = fen(total + line.amount);
    if (line.method === 'stock') fromStock = fen(fromStock + line.amount);
    if (line.papersNote !== '') {
      summary.withoutPapers += 1;
      if (withoutPapersNames.length < NAMED) withoutPapersNames.push(`${nameOfVisit(line)}（${line.papersNote}）`);
    }
    if (line.batchName !== '' && line.resolutionNumber === '') bareLists.add(`${line.day} ${line.batchName}`);
    const kind = kinds.get(line.kindName) ?? { kindName: line.kindName, times: 0, amount: ZERO };
    kinds.set(line.kindName, { ...kind, times: kind.times + 1, amount: fen(kind.amount + line.amount) });
    // nobody is asked to sign for what was taken back later
    if (line.signedDay === '' && voucher.reversedYear === undefined) {
      summary.unsigned += 1;
      if (unsignedNames.length < NAMED) unsignedNames.push(nameOfVisit(line));
    }
  }
  const mismatched = [...vouchers.values()]
    .map((voucher) => ({
      number: voucher.number,
      voucher: voucher.amount,
      lines: fen(perVoucher.get(voucher.id) ?? 0),
    }))
    .filter((pair) => pair.voucher !== pair.lines);
  return {
    ...summary,
    total,
    fromStock,
    returned,
    others: otherExpenses(db, year),
    held: heldForOthers(db, year),
    kinds: [...kinds.values()],
    unsignedNames,
    withoutPapersNames,
    bareLists: [...bareLists],
    vouchers,
    mismatched,
    orphans,
  };
}

/** What the year's visits, the stock and the insurance should come to on the expense accounts. */
export function expectedExpense({ total, fromStock, returned, others }: VisitSummary): Fen {
  return fen(total - fromStock + returned + others.insurance + others.bought);
}

function nameOfVisit({ day, batchName, kindName, memberName }: VisitLine): string {
  return `${day} ${batchName === '' ? kindName : batchName} ${memberName}`;
}
