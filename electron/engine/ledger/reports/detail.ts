import { addMonths, type Day, firstDay, lastDay, type Month, monthNumber, yearOf } from '#shared/calendar.ts';
import type { DetailLine, DetailWindow, TrialBalance } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, ZERO } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { trailHead } from '../../trail.ts';
import { readAccountTree, type TreeAccount } from '../chart/accounts.ts';
import { voucherNumber } from '../vouchers/post.ts';
import { detailsUnder, januaryOf, readMonthFigures, sumByMonth } from './months.ts';
import { assertRange, readTrialBalance } from './trial-balance.ts';

/** How many entries some accounts have in each month. Goes along the vouchers of the months, not along the accounts' whole life. */
export const COUNT_ENTRIES_OF_ACCOUNTS = `
  SELECT vouchers.month AS month, count(*) AS entries
  FROM vouchers CROSS JOIN entries ON entries.voucher_id = vouchers.id
  WHERE vouchers.month BETWEEN :from AND :to AND vouchers.status = 'posted'
    AND entries.account_id IN (SELECT value FROM json_each(:accounts))
  GROUP BY vouchers.month ORDER BY vouchers.month`;

/** A part of one month's entries in their order, each with the sum of all up to it. Counter accounts are looked up for that part alone. */
export const ENTRIES_OF_MONTH = `
  SELECT page.*, accounts.code AS accountCode, accounts.name AS accountName,
         (SELECT group_concat(name, '、') FROM (
            SELECT DISTINCT other_accounts.name AS name FROM entries AS other JOIN accounts AS other_accounts ON other_accounts.id = other.account_id
            WHERE other.voucher_id = page.voucherId AND (other.debit <> 0) = (page.debit = 0) ORDER BY other.line)) AS counterAccount
  FROM (
    SELECT vouchers.id AS voucherId, vouchers.day AS day, vouchers.number AS number, entries.line AS line, entries.account_id AS accountId,
           entries.summary AS summary, entries.debit AS debit, entries.credit AS credit,
           sum(entries.debit - entries.credit) OVER (ORDER BY vouchers.day, vouchers.number, entries.line) AS upTo
    FROM vouchers CROSS JOIN entries ON entries.voucher_id = vouchers.id
    WHERE vouchers.month = :month AND vouchers.status = 'posted' AND entries.account_id IN (SELECT value FROM json_each(:accounts))
    ORDER BY vouchers.day, vouchers.number, entries.line LIMIT :limit OFFSET :offset) AS page
  CROSS JOIN accounts ON accounts.id = page.accountId
  ORDER BY page.day, page.number, page.line`;

interface EntryRow {
  voucherId: string;
  day: Day;
  number: number;
  line: number;
  summary: string;
  debit: Fen;
  credit: Fen;
  upTo: number;
  accountCode: string;
  accountName: string;
  counterAccount: string | null;
}

/** One month that has entries, and where its lines stand in the whole. */
interface DetailMonth {
  month: Month;
  entries: number;
  /** Index of its first entry; 本月合计 and 本年累计 follow the last. */
  first: number;
  /** Before its first entry, debit minus credit. */
  opening: number;
  debit: number;
  credit: number;
  /** From January to its end. */
  yearDebit: number;
  yearCredit: number;
}

/** 明细账 as a whole, without its entries. */
export interface Detail {
  account: TreeAccount;
  /** The detail accounts whose entries it shows. */
  accounts: readonly string[];
  from: Month;
  to: Month;
  opening: Fen;
  closing: Fen;
  months: readonly DetailMonth[];
  /** How many lines there are, opening and totals included. */
  total: number;
  /** The opening contains the result of a year that is not carried forward. */
  pending: boolean;
}

/** @throws Refusal `request.notFound` */
export function accountOf(tree: readonly TreeAccount[], accountId: string): TreeAccount {
  const account = tree.find(({ id }) => id === accountId);
  if (!account) throw refuse('request.notFound', { what: '科目' });
  return account;
}

/** Debit minus credit of an account at the beginning or end of a trial balance. */
export function netOf(balance: TrialBalance, accountId: string, when: 'opening' | 'closing'): Fen {
  const line = balance.lines.find((candidate) => candidate.accountId === accountId);
  return line ? fen(line[`${when}Debit`] - line[`${when}Credit`]) : ZERO;
}

/**
 * Lays out 明细账 of an account of any level over months (both included). Opening and closing are those of the trial balance.
 * @throws Refusal `request.notFound` (account), `request.invalid` when `to` is before `from`
 */
export function layOutDetail(db: Readable, accountId: string, from: Month, to: Month): Detail {
  assertRange({ from, to });
  const tree = readAccountTree(db);
  const account = accountOf(tree, accountId);
  const accounts = detailsUnder(tree, accountId);
  const balance = readTrialBalance(db, from, to);
  const opening = netOf(balance, accountId, 'opening');
  const turnover = sumByMonth(readMonthFigures(db, accounts, januaryOf(yearOf(from)), to));
  const year = { debit: 0, credit: 0 };
  for (let at = januaryOf(yearOf(from)); at < from; at = addMonths(at, 1)) addTo(year, turnover.get(at));
  let at = from;
  let first = 1;
  let running: number = opening;
  const months = countEntries(db, accounts, from, to).map(({ month, entries }): DetailMonth => {
    if (yearOf(month) !== yearOf(at)) Object.assign(year, { debit: 0, credit: 0 });
    at = month;
    const own = { debit: 0, credit: 0 };
    addTo(own, turnover.get(month));
    addTo(year, turnover.get(month));
    const line = { month, entries, first, opening: running, ...own, yearDebit: year.debit, yearCredit: year.credit };
    first += entries + 2;
    running += own.debit - own.credit;
    return line;
  });
  const closing = netOf(balance, accountId, 'closing');
  return { account, accounts, from, to, opening, closing, months, total: first, pending: balance.pending };
}

function addTo(
  sums: { debit: number; credit: number },
  figures: { debit: number; credit: number; closingDebit: number; closingCredit: number } | undefined,
): void {
  sums.debit += (figures?.debit ?? 0) + (figures?.closingDebit ?? 0);
  sums.credit += (figures?.credit ?? 0) + (figures?.closingCredit ?? 0);
}

type Counts = readonly { month: Month; entries: number }[];
const counted = new WeakMap<Readable, { key: string; counts: Counts }>();

/**
 * Counting 33,000 vouchers takes as long as reading five windows, and scrolling asks for many windows of the same account. So the
 * last counts are kept until something is written: every write moves the head of the audit trail.
 */
function countEntries(db: Readable, accounts: readonly string[], from: Month, to: Month): Counts {
  const key = JSON.stringify([trailHead(db), accounts, from, to]);
  const last = counted.get(db);
  if (last?.key === key) return last.counts;
  const counts = db.all<Counts[number]>(COUNT_ENTRIES_OF_ACCOUNTS, { accounts: JSON.stringify(accounts), from, to });
  counted.set(db, { key, counts });
  return counts;
}

/** The lines from `offset` on, at most `limit`. */
export function* detailLines(
  db: Readable,
  detail: Detail,
  offset = 0,
  limit = detail.total,
): Generator<DetailLine, void, void> {
  const end = offset + limit;
  if (offset === 0 && end > 0) yield openingLine(detail);
  for (const at of detail.months) {
    const after = at.first + at.entries;
    const [low, high] = [Math.max(offset, at.first), Math.min(end, after)];
    if (low < high) yield* entriesOf(db, detail, at, low - at.first, high - low);
    if (offset <= after && after < end) yield totalLine('monthTotal', at);
    if (offset <= after + 1 && after + 1 < end) yield totalLine('yearTotal', at);
  }
}

function openingLine({ from, opening }: Detail): DetailLine {
  return {
    key: 'opening',
    kind: 'opening',
    day: firstDay(from),
    number: '',
    summary: monthNumber(from) === 1 ? '上年结转' : '期初余额',
    accountName: '',
    counterAccount: '',
    debit: ZERO,
    credit: ZERO,
    balance: opening,
  };
}

function* entriesOf(
  db: Readable,
  { account, accounts }: Detail,
  { month, opening }: DetailMonth,
  offset: number,
  limit: number,
): Generator<DetailLine, void, void> {
  const rows = db.all<EntryRow>(ENTRIES_OF_MONTH, { accounts: JSON.stringify(accounts), month, offset, limit });
  for (const row of rows)
    yield {
      key: `${row.voucherId}-${row.line}`,
      kind: 'entry',
      day: row.day,
      voucherId: row.voucherId,
      number: voucherNumber(row.number),
      summary: row.summary,
      accountName: account.detail ? '' : `${row.accountCode} ${row.accountName}`,
      counterAccount: row.counterAccount ?? '',
      debit: row.debit,
      credit: row.credit,
      balance: fen(opening + row.upTo),
    };
}

function totalLine(kind: 'monthTotal' | 'yearTotal', at: DetailMonth): DetailLine {
  const isMonth = kind === 'monthTotal';
  return {
    key: `${kind}-${at.month}`,
    kind,
    day: lastDay(at.month),
    number: '',
    summary: isMonth ? '本月合计' : '本年累计',
    accountName: '',
    counterAccount: '',
    debit: fen(isMonth ? at.debit : at.yearDebit),
    credit: fen(isMonth ? at.credit : at.yearCredit),
    balance: fen(at.opening + at.debit - at.credit),
  };
}

/** A window of 明细账 for the page. @throws Refusal those of {@link layOutDetail} */
export function listDetail(
  db: Readable,
  { accountId, from, to, offset, limit }: { accountId: string; from: Month; to: Month; offset: number; limit: number },
): DetailWindow {
  const detail = layOutDetail(db, accountId, from, to);
  const { id, code, name, detail: isDetail } = detail.account;
  return {
    account: { id, code, name, detail: isDetail },
    opening: detail.opening,
    closing: detail.closing,
    total: detail.total,
    rows: [...detailLines(db, detail, offset, limit)],
  };
}
