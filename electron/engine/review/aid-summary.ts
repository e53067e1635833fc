import { type Fen, fen, ZERO } from '#shared/money.ts';
import type { Readable } from '../database.ts';
import { aidLines } from '../hardship/commands.ts';
import { type SourceVoucher, sourceVouchers } from '../ledger/commands.ts';
import { standingOf } from './visit-summary.ts';

/** The hardship aids of a year summed up. Files are named by their number: the family stays unnamed. */
export interface AidSummary {
  lines: number;
  /** Lines that count (not reversed within the year), and their sum. */
  counted: number;
  total: Fen;
  /** Families among them. */
  files: number;
  /** Payments nobody signed for, as `困2026-001 2026-03-10`. */
  unsigned: string[];
  /** Payments without a resolution. */
  undecided: string[];
  /** Vouchers of aids in the year, by id. */
  vouchers: ReadonlyMap<string, SourceVoucher>;
  /** Vouchers that no aid stands for, or whose amount differs. */
  mismatched: string[];
  /** Who was helped: the name, and how the package writes it. */
  names: ReadonlyMap<string, string>;
}

/** The title of a resolution as the package shows it: `关于帮扶毛静轩的决议` must not say whom the masked list means. */
export function withoutAided({ names }: Pick<AidSummary, 'names'>, title: string): string {
  let shown = title;
  for (const [name, masked] of names) shown = shown.replaceAll(name, masked);
  return shown;
}

export function summariseAids(db: Readable, year: number): AidSummary {
  const vouchers = new Map(sourceVouchers(db, 'hardship', year).map((voucher) => [voucher.id, voucher]));
  const open = new Map(vouchers);
  const files = new Set<string>();
  const names = new Map<string, string>();
  const unsigned: string[] = [];
  const undecided: string[] = [];
  const mismatched: string[] = [];
  let lines = 0;
  let counted = 0;
  let total = ZERO;
  for (const line of aidLines(db, year)) {
    lines += 1;
    names.set(line.memberName, line.nameMasked);
    const name = `${line.fileNumber} ${line.day}`;
    const voucher = vouchers.get(line.voucherId);
    open.delete(line.voucherId);
    if (voucher?.amount !== line.amount) mismatched.push(`${name}(${line.voucherNumber})`);
    if (!voucher || standingOf(voucher.reversedYear, year) === 'reversed') continue;
    counted += 1;
    total = fen(total + line.amount);
    files.add(line.fileNumber);
    if (line.signedDay === '' && voucher.reversedYear === undefined) unsigned.push(name);
    if (line.resolutionNumber === '') undecided.push(name);
  }
  for (const voucher of open.values()) mismatched.push(`凭证 ${voucher.number}`);
  return { lines, counted, total, files: files.size, unsigned, undecided, vouchers, mismatched, names };
}
