import { type Day, firstDay, formatMonth, lastDay, type Month, monthOf } from '#shared/calendar.ts';
import type { ParsedInputOf } from '#shared/contract/index.ts';
import { type CashCount, DENOMINATIONS, type Denomination } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { lineage, readAccountTree } from '../chart/accounts.ts';
import { readPurpose } from '../chart/purposes.ts';
import { postVoucher, voucherNumber } from '../vouchers/post.ts';
import { moneyAccount, moneyAccountsOf } from './money-accounts.ts';
import { balanceOnDay } from './opening.ts';

interface CountRow extends Record<Denomination, number> {
  id: string;
  accountId: string;
  day: Day;
  counted: Fen;
  book: Fen;
  countedBy: string;
  witnessedBy: string;
  note: string;
  voucherId: string | null;
  voucherMonth: Month | null;
  voucherNumber: number | null;
  reversed: number;
}
const COLUMNS = `
  SELECT cash_counts.id AS id, account_id AS accountId, cash_counts.day AS day, ${DENOMINATIONS.join(', ')}, counted, book,
         counted_by AS countedBy, witnessed_by AS witnessedBy, note, voucher_id AS voucherId,
         vouchers.month AS voucherMonth, vouchers.number AS voucherNumber,
         EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = cash_counts.voucher_id AND reversal.status = 'posted') AS reversed
  FROM cash_counts LEFT JOIN vouchers ON vouchers.id = cash_counts.voucher_id`;
export const LIST_COUNTS = `${COLUMNS} WHERE account_id = :account ORDER BY cash_counts.day DESC, recorded_at DESC`;

/** Every cash count, newest first. */
export function listCashCounts(db: Readable): CashCount[] {
  return moneyAccountsOf(db, 'cash')
    .flatMap(({ id }) => db.all<CountRow>(LIST_COUNTS, { account: id }))
    .sort((a, b) => (a.day < b.day ? 1 : a.day > b.day ? -1 : 0))
    .map((row) => countOf(db, row));
}

/** @throws Refusal `request.notFound` */
function readCount(db: Readable, id: string): CashCount {
  const row = db.get<CountRow>(`${COLUMNS} WHERE cash_counts.id = :id`, { id });
  if (!row) throw refuse('request.notFound', { what: '盘点记录' });
  return countOf(db, row);
}

function countOf(db: Readable, row: CountRow): CashCount {
  const { yuan100, yuan50, yuan20, yuan10, yuan5, yuan1, jiao5, jiao1 } = row;
  return {
    id: row.id,
    accountId: row.accountId,
    accountName: moneyAccount(db, 'cash', row.accountId).name,
    day: row.day,
    pieces: { yuan100, yuan50, yuan20, yuan10, yuan5, yuan1, jiao5, jiao1 },
    counted: row.counted,
    book: row.book,
    difference: fen(row.counted - row.book),
    bookNow: balanceOnDay(db, row.accountId, row.day),
    countedBy: row.countedBy,
    witnessedBy: row.witnessedBy,
    note: row.note,
    reversed: row.reversed === 1,
    ...(row.voucherId !== null && row.voucherMonth !== null && row.voucherNumber !== null
      ? { voucherId: row.voucherId, voucherNumber: `${row.voucherMonth} ${voucherNumber(row.voucherNumber)}` }
      : {}),
  };
}

/** Balance of cash at the end of a day. @throws Refusal `bank.notMoneyAccount` */
export function readCashBook(
  db: Readable,
  { day, accountId }: ParsedInputOf<'ledger.readCashBook'>,
): { accountId: string; balance: Fen } {
  const account = moneyAccount(db, 'cash', accountId).id;
  return { accountId: account, balance: balanceOnDay(db, account, day) };
}

/**
 * Keeps a cash count beside what the books say of that day.
 * @throws Refusal `bank.countSame`, `bank.countFuture`, `ledger.periodMissing`, `bank.notMoneyAccount`
 */
export function saveCashCount(context: WriteContext, input: ParsedInputOf<'ledger.saveCashCount'>): CashCount {
  const { db, newId, now, operator, today, trail } = context;
  const { accountId: asked, day, countedBy, witnessedBy, note, ...pieces } = input;
  if (countedBy === witnessedBy) throw refuse('bank.countSame');
  if (day > today) throw refuse('bank.countFuture', { day });
  const month = monthOf(day);
  if (!db.get('SELECT 1 FROM periods WHERE month = :month', { month }))
    throw refuse('ledger.periodMissing', { month: formatMonth(month) });
  const accountId = moneyAccount(db, 'cash', asked).id;
  const book = balanceOnDay(db, accountId, day);
  const id = newId();
  const columns = DENOMINATIONS.join(', ');
  db.run(
    `INSERT INTO cash_counts (id, account_id, day, ${columns}, book, counted_by, witnessed_by, note, recorded_at, operator)
     VALUES (:id, :accountId, :day, ${DENOMINATIONS.map((name) => `:${name}`).join(', ')}, :book, :countedBy, :witnessedBy, :note, :now, :operator)`,
    { id, accountId, day, ...pieces, book, countedBy, witnessedBy, note, now, operator },
  );
  const count = readCount(db, id);
  trail({
    subject: 'cashCount',
    id,
    label: `${day} 现金盘点 ${formatYuan(count.counted)} 元`,
    after: { ...input, book },
  });
  return count;
}

/** Where a shortage waits while its cause is looked for. */
const RECEIVABLE = '2021:113';

/**
 * Takes the difference of a count into the books on the day of the count: 长款 as other income, 短款 as other expense, or as a
 * receivable while somebody may have to make it good (rules.md 3.3).
 * @throws Refusal `request.notFound`, `bank.countEqual`, `bank.countBooked`, `bank.countMoved`, `bank.countAgainst`, and those of posting
 */
export function bookCashDifference(
  context: WriteContext,
  { id, against, accountId }: ParsedInputOf<'ledger.bookCashDifference'>,
): CashCount {
  const { db } = context;
  const count = readCount(db, id);
  const { day, difference } = count;
  if (difference === 0) throw refuse('bank.countEqual', { day });
  if (count.voucherNumber !== undefined && !count.reversed)
    throw refuse('bank.countBooked', { day, number: count.voucherNumber });
  if (count.bookNow !== count.book)
    throw refuse('bank.countMoved', { day, before: formatYuan(count.book), now: formatYuan(count.bookNow) });
  const other = counterAccount(db, difference > 0, against, accountId);
  const amount = fen(Math.abs(difference));
  const over = difference > 0;
  const posted = postVoucher(context, {
    day,
    summary: over ? `${day} 现金盘点长款` : `${day} 现金盘点短款`,
    source: 'simple',
    attachmentCount: 1,
    entries: over
      ? [
          { accountId: count.accountId, debit: amount, credit: ZERO },
          { accountId: other, debit: ZERO, credit: amount },
        ]
      : [
          { accountId: other, debit: amount, credit: ZERO },
          { accountId: count.accountId, debit: ZERO, credit: amount },
        ],
  });
  db.run('UPDATE cash_counts SET voucher_id = :voucher WHERE id = :id', { id, voucher: posted.id });
  const number = `${posted.month} ${posted.number}`;
  context.trail({ subject: 'cashCount', id, label: `${day} 盘点差额记账`, after: { voucher: number, against } });
  return readCount(db, id);
}

function counterAccount(
  db: Readable,
  over: boolean,
  against: 'income' | 'expense' | 'receivable',
  asked: string | undefined,
): string {
  if (over !== (against === 'income')) throw refuse('bank.countAgainst');
  if (against === 'receivable') {
    const id = asked ?? RECEIVABLE;
    if (!lineage(readAccountTree(db), id).some((account) => account.id === RECEIVABLE))
      throw refuse('bank.countAgainst');
    return id;
  }
  if (asked !== undefined) throw refuse('bank.countAgainst');
  const purpose = readPurpose(db, over ? 'in-cash-over' : 'ex-cash-short');
  if (!purpose) throw refuse('ledger.purposeMissing');
  return purpose.accountId;
}

/** @throws Refusal `request.notFound`, `bank.countBooked` */
export function removeCashCount({ db, trail }: WriteContext, id: string): { removed: Day } {
  const count = readCount(db, id);
  if (count.voucherNumber !== undefined)
    throw refuse('bank.countBooked', { day: count.day, number: count.voucherNumber });
  db.run('DELETE FROM cash_counts WHERE id = :id', { id });
  trail({ subject: 'cashCount', id, label: `移去 ${count.day} 现金盘点`, before: count });
  return { removed: count.day };
}

/** Whether cash was counted in a month, for the checklist before closing it. */
export interface CashCountState {
  /** There was cash in the month: a balance at its end, or a movement. */
  needed: boolean;
  /** Every cash account with money was counted in the month. */
  counted: boolean;
  /** Day of the latest count in the month. */
  day?: Day;
  /** Differences of the latest counts that are not booked, fen, 长款 above zero. */
  unbooked: Fen;
}

export const LATEST_COUNT = `
  SELECT id FROM cash_counts WHERE account_id = :account AND day BETWEEN :from AND :to ORDER BY day DESC, recorded_at DESC LIMIT 1`;
const MOVED = `SELECT 1 FROM account_months WHERE account_id = :account AND month = :month AND (debit <> 0 OR credit <> 0)`;

export function cashCountState(db: Readable, month: Month): CashCountState {
  const [from, to] = [firstDay(month), lastDay(month)];
  const states = moneyAccountsOf(db, 'cash').flatMap(({ id: account }) => {
    const needed = balanceOnDay(db, account, to) !== 0 || db.get(MOVED, { account, month }) !== undefined;
    const latest = db.get<{ id: string }>(LATEST_COUNT, { account, from, to });
    const count = latest && readCount(db, latest.id);
    return needed || count ? [{ needed, count }] : [];
  });
  const counts = states.flatMap(({ count }) => count ?? []);
  const day = counts
    .map((count) => count.day)
    .sort()
    .at(-1);
  const unbooked = counts
    .filter((count) => count.voucherId === undefined || count.reversed)
    .reduce((total, { difference }) => total + difference, 0);
  return {
    needed: states.some(({ needed }) => needed),
    counted: states.every(({ needed, count }) => !needed || count !== undefined),
    ...(day === undefined ? {} : { day }),
    unbooked: fen(unbooked),
  };
}
