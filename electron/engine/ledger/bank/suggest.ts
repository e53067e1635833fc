import { daysBetween, type Month } from '#shared/calendar.ts';
import type { BankEntry, BankLine, MatchSuggestion } from '#shared/contract/ledger.ts';
import { formatYuan } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { readBankSide } from './bank-balance.ts';
import { moneyAccount } from './money-accounts.ts';
import { endOf, openEntries, openLines } from './open-items.ts';
import { findGroups } from './suggest-groups.ts';
import { apart, type Pool, sameName, sameSummary, take } from './suggest-pool.ts';

/** Booked within this many days of the bank's day, equal amounts are the same money where nothing else could be. */
const NEAR_DAYS = 15;
/** The same with the same name on both sides. */
const NAMED_DAYS = 62;
/** As many as one confirmation takes. */
const MOST = 500;

/**
 * Which open lines and entries belong together: vouchers with their reversals, equal amounts (nearest day, same name), sums, money that
 * the bank sent back. `sure` ones leave no other choice; the rest is offered one by one.
 */
export function suggestMatches(db: Readable, month: Month, accountId: string | undefined): MatchSuggestion[] {
  const account = moneyAccount(db, 'bank', accountId).id;
  const day = endOf(month);
  const { from } = readBankSide(db, account, day);
  const lines = from === undefined ? [] : openLines(db, account, day);
  const entries = openEntries(db, account, day, from).map(({ outstanding: _, ...entry }) => entry);
  return suggestionsFor(lines, entries, readReversals(db, entries)).slice(0, MOST);
}

/** Pure part of {@link suggestMatches}. @param reverses voucher id -> the voucher it reverses */
export function suggestionsFor(
  lines: readonly BankLine[],
  entries: readonly BankEntry[],
  reverses: ReadonlyMap<string, string>,
): MatchSuggestion[] {
  const pool: Pool = { lines: new Set(lines), entries: new Set(entries) };
  return [
    ...reversedPairs(pool, reverses),
    ...equalAmounts(pool),
    ...findGroups(pool),
    ...corrections(pool, reverses),
    ...sentBack(pool),
  ];
}

export const REVERSALS = `
  SELECT vouchers.id AS id, vouchers.reverses_id AS original FROM json_each(:ids) AS asked
  CROSS JOIN vouchers ON vouchers.id = asked.value WHERE vouchers.reverses_id IS NOT NULL`;

function readReversals(db: Readable, entries: readonly BankEntry[]): Map<string, string> {
  const ids = JSON.stringify([...new Set(entries.map(({ voucherId }) => voucherId))]);
  return new Map(
    db.all<{ id: string; original: string }>(REVERSALS, { ids }).map(({ id, original }) => [id, original]),
  );
}

/** A voucher and its reversal: nothing in sum, and nothing in the bank, unless the bank shows both movements. */
function reversedPairs(pool: Pool, reverses: ReadonlyMap<string, string>): MatchSuggestion[] {
  const byKey = new Map([...pool.entries].map((entry) => [`${entry.voucherId} ${entry.line}`, entry]));
  const amounts = new Set([...pool.lines].map(({ amount }) => Number(amount)));
  return [...pool.entries].flatMap((reversal) => {
    const original = byKey.get(`${reverses.get(reversal.voucherId)} ${reversal.line}`);
    if (!original || !pool.entries.has(reversal) || original.amount + reversal.amount !== 0) return [];
    if (amounts.has(original.amount) && amounts.has(reversal.amount)) return [];
    return [take(pool, [], [original, reversal], true, `${original.number}已红字冲销，两笔相抵，银行没有收付`)];
  });
}

function equalAmounts(pool: Pool): MatchSuggestion[] {
  const found: MatchSuggestion[] = [];
  const buckets = new Map<number, { lines: BankLine[]; entries: BankEntry[] }>();
  const bucket = (amount: number) => {
    const own = buckets.get(amount) ?? { lines: [], entries: [] };
    buckets.set(amount, own);
    return own;
  };
  for (const line of pool.lines) bucket(line.amount).lines.push(line);
  for (const entry of pool.entries) bucket(entry.amount).entries.push(entry);
  for (const { lines, entries } of buckets.values()) {
    if (lines.length === 0 || entries.length === 0) continue;
    for (const [fits, reason] of CRITERIA) found.push(...onlyPairs(pool, lines, entries, fits, reason));
    found.push(...inOrder(pool, lines, entries));
  }
  return found;
}

type Fits = (line: BankLine, entry: BankEntry) => boolean;
const CRITERIA: readonly (readonly [Fits, string])[] = [
  [(line, entry) => line.day === entry.day && sameName(line, entry), '金额、日期、名称都相同'],
  [(line, entry) => apart(line, entry) <= NAMED_DAYS && sameSummary(line, entry), '金额、摘要相同'],
  [(line, entry) => line.day === entry.day, '金额、日期相同'],
  [(line, entry) => apart(line, entry) <= NAMED_DAYS && sameName(line, entry), '金额、名称相同'],
  [(line, entry) => apart(line, entry) <= NEAR_DAYS, '金额相同，日期相近'],
];

/** Pairs where neither side has another choice under a criterion. */
function onlyPairs(
  pool: Pool,
  lines: readonly BankLine[],
  entries: readonly BankEntry[],
  fits: Fits,
  reason: string,
): MatchSuggestion[] {
  const freeLines = lines.filter((line) => pool.lines.has(line));
  const freeEntries = entries.filter((entry) => pool.entries.has(entry));
  // pairs by the hundred of one amount are no longer told apart one by one
  if (freeLines.length * freeEntries.length > 250_000) return [];
  const choices = new Map(freeLines.map((line) => [line, freeEntries.filter((entry) => fits(line, entry))]));
  const wanted = new Map<BankEntry, number>();
  for (const options of choices.values()) for (const entry of options) wanted.set(entry, (wanted.get(entry) ?? 0) + 1);
  return [...choices].flatMap(([line, options]) => {
    const [only] = options;
    if (options.length !== 1 || !only || wanted.get(only) !== 1) return [];
    return [take(pool, [line], [only], true, reason)];
  });
}

/** What is left of one amount, paired by the order of days for somebody to look at. */
function inOrder(pool: Pool, lines: readonly BankLine[], entries: readonly BankEntry[]): MatchSuggestion[] {
  const freeLines = lines.filter((line) => pool.lines.has(line));
  const freeEntries = entries.filter((entry) => pool.entries.has(entry));
  return freeLines.slice(0, freeEntries.length).flatMap((line, at) => {
    const entry = freeEntries[at];
    if (!entry) return [];
    const many = freeLines.length > 1 || freeEntries.length > 1;
    const days = apart(line, entry);
    const reason = many
      ? `${formatYuan(line.amount)} 元有好几笔，按日期先后配对，请核对`
      : `金额相同，日期相差 ${days} 天，请核对`;
    return [take(pool, [line], [entry], false, reason)];
  });
}

/** A reversal whose original is settled, and the right voucher that was posted instead. */
function corrections(pool: Pool, reverses: ReadonlyMap<string, string>): MatchSuggestion[] {
  return [...pool.entries]
    .filter(({ voucherId }) => reverses.has(voucherId))
    .flatMap((reversal) => {
      const corrected = [...pool.entries].find(
        (entry) =>
          entry.amount + reversal.amount === 0 &&
          !reverses.has(entry.voucherId) &&
          Math.abs(daysBetween(reversal.day, entry.day)) <= NAMED_DAYS,
      );
      if (!corrected) return [];
      const reason = `${reversal.number}冲销、${corrected.number}更正，两笔相抵，请核对`;
      return [take(pool, [], [reversal, corrected], false, reason)];
    });
}

const SENT_BACK = /退|冲正|撤销|抹账|更正/;

/** Money that the bank paid out and took back; the books never knew. */
function sentBack(pool: Pool): MatchSuggestion[] {
  return [...pool.lines]
    .filter(({ summary }) => SENT_BACK.test(summary))
    .flatMap((line) => {
      if (!pool.lines.has(line)) return [];
      const other = [...pool.lines].find(
        (candidate) =>
          candidate.amount + line.amount === 0 && Math.abs(daysBetween(candidate.day, line.day)) <= NAMED_DAYS,
      );
      if (!other) return [];
      return [take(pool, [other, line], [], false, '银行退回，两笔相抵，账上没有记，请核对')];
    });
}
