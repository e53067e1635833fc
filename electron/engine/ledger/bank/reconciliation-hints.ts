import { addDays, addMonths, firstDay, type Month } from '#shared/calendar.ts';
import type { BankEntry, BankLine, BankOpening } from '#shared/contract/ledger.ts';
import { fen, formatYuan } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import type { BankSide } from './bank-balance.ts';
import { listOpeningEntries } from './opening.ts';

interface Facts {
  db: Readable;
  accountId: string;
  month: Month;
  bank: BankSide;
  opening: BankOpening | undefined;
  /** Open at the end of the month, signed. */
  lines: readonly BankLine[];
  entries: readonly BankEntry[];
}

const yuan = (amount: number) => `${formatYuan(fen(Math.abs(amount)))} 元`;
const MOST = 3;

/** What to look for, the weightiest first: a gap, the opening, what must be booked, slips of the pen, what has been open for long. */
export function hintsOf(facts: Facts): string[] {
  const { bank, opening, lines, entries, month } = facts;
  return [
    ...bank.gaps.map(
      ({ after, before, difference }) =>
        `${after} 到 ${before} 之间银行余额${difference > 0 ? '增加' : '减少'} ${yuan(difference)}，却没有流水：可能缺一份对账单，请补收。`,
    ),
    ...(opening === undefined || opening.difference === 0 ? [] : openingHints(facts, opening)),
    ...(lines.length === 0 ? [] : [`银行已收付、账上还没有记的有 ${lines.length} 笔，请核对后记账。`]),
    ...slips(lines, entries),
    ...oldItems(month, entries),
  ];
}

function openingHints({ db, accountId }: Facts, opening: BankOpening): string[] {
  const { from, bank, book, difference } = opening;
  const said = `对账单从 ${from} 开始，当时银行余额 ${formatYuan(bank)} 元、账面 ${formatYuan(book)} 元，还有 ${yuan(difference)}没有说明：请在「期初未达」里选出当时已经记账、银行还没有收付的款项。`;
  // marking an entry of before takes its amount in, one of later takes it out
  const candidates = listOpeningEntries(db, accountId).entries.filter(
    (entry) =>
      entry.kind === undefined && (entry.day < from ? entry.amount === -difference : entry.amount === difference),
  );
  return [
    said,
    ...candidates
      .slice(0, MOST)
      .map(
        (entry) =>
          `${entry.day} ${entry.number}「${entry.summary}」正好 ${yuan(entry.amount)}，${entry.day < from ? '可能当时银行还没有收付' : '可能银行在对账单开始以前就收付了'}。`,
      ),
  ];
}

/** Two digits changed round make a difference that nine divides; a shifted point makes one side ten times the other. */
function slips(lines: readonly BankLine[], entries: readonly BankEntry[]): string[] {
  const found: string[] = [];
  for (const line of lines.slice(0, 200)) {
    for (const entry of entries.slice(0, 200)) {
      if (found.length === MOST) return found;
      const near = entry.day >= addDays(line.day, -10) && entry.day <= addDays(line.day, 10);
      const why = near ? slipOf(line.amount, entry.amount) : undefined;
      if (why !== undefined)
        found.push(
          `银行 ${line.day} ${yuan(line.amount)}，账上 ${entry.month} ${entry.number} ${yuan(entry.amount)}，${why}，请核对凭证。`,
        );
    }
  }
  return found;
}

export function slipOf(bank: number, book: number): string | undefined {
  if (bank === -book) return '方向相反，可能收付记反了';
  if (Math.sign(bank) !== Math.sign(book)) return undefined;
  const [a, b] = [Math.abs(bank), Math.abs(book)];
  if (a === b * 10 || b === a * 10 || a === b * 100 || b === a * 100) return '可能多写或少写了一位';
  const sorted = (value: number) => [...String(value)].sort().join('');
  return (a - b) % 9 === 0 && sorted(a) === sorted(b) ? '数字相同、次序不同，可能写颠倒了' : undefined;
}

function oldItems(month: Month, entries: readonly BankEntry[]): string[] {
  const before = firstDay(addMonths(month, -1));
  const old = entries.filter(({ day }) => day < before);
  if (old.length === 0) return [];
  return [`账上已记、银行一个多月还没有收付的有 ${old.length} 笔，请核对是否记错，或款项没有办成。`];
}
