import { type Day, formatMonth, lastDay, type Month, monthOf, monthsBetween } from '#shared/calendar.ts';
import { type Report, type ReportChoice, type ReportColumn, WHOLE_SIDES } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { readAccountTree, type TreeAccount } from '../chart/accounts.ts';
import { voucherNumber } from '../vouchers/post.ts';
import { accountOf } from './detail.ts';
import { detailsUnder, type MonthFigures, readMonthFigures } from './months.ts';
import { amount, assertLines, BOOK, day, periodOf, text } from './report.ts';
import { Statement } from './statement.ts';
import { assertRange } from './trial-balance.ts';

type Choice = Extract<ReportChoice, { kind: 'columns' }>;

/** What each voucher did to each of some accounts, by month, day and number; year-end closing vouchers left out. */
export const VOUCHER_PARTS = `
  SELECT vouchers.id AS voucherId, vouchers.day AS day, vouchers.number AS number, vouchers.summary AS summary,
         entries.account_id AS accountId, sum(entries.debit - entries.credit) AS net
  FROM vouchers CROSS JOIN entries ON entries.voucher_id = vouchers.id
  WHERE vouchers.month BETWEEN :from AND :to AND vouchers.status = 'posted' AND vouchers.source <> 'closing'
    AND entries.account_id IN (SELECT value FROM json_each(:accounts))
  GROUP BY vouchers.id, entries.account_id
  ORDER BY vouchers.month, vouchers.day, vouchers.number, min(entries.line)`;

interface PartRow {
  voucherId: string;
  day: Day;
  number: number;
  summary: string;
  accountId: string;
  net: number;
}

/** What is spread over columns: the accounts, and in which direction amounts count as positive. */
interface Spread {
  title: string;
  children: readonly TreeAccount[];
  /** The child that a detail account belongs to. */
  childOf: ReadonlyMap<string, string>;
  sign: 1 | -1;
}

/**
 * 多栏账 of an account, or of a whole side: one column a child account, one row a voucher or a month, in the account's own
 * direction. Year-end closing is told apart at the end, so that a closed year still shows what was spent on what.
 * @param most how many rows it may have
 * @throws Refusal `request.notFound`, `ledger.reportNoColumns` (nothing below the account), `ledger.reportTooLong`, `request.invalid`
 */
export function columnsReport(db: Readable, choice: Choice, most: number): Report {
  assertRange(choice);
  const { from, to, by } = choice;
  const spread = spreadOf(readAccountTree(db), choice.accountId);
  const accounts = [...spread.childOf.keys()];
  const figures = readMonthFigures(db, accounts, from, to);
  const used = new Set(figures.filter(isBusy).map(({ accountId }) => spread.childOf.get(accountId)));
  const columns = spread.children.filter(({ id }) => used.has(id));
  const keys = columns.map(({ id }) => id);
  const statement = new Statement(['total', ...keys]);
  const months = new Map<Month, Map<string, number>>();
  const closing = new Map<string, number>();
  for (const row of figures) {
    const child = spread.childOf.get(row.accountId) ?? '';
    const of = months.get(row.month) ?? new Map<string, number>();
    of.set(child, (of.get(child) ?? 0) + spread.sign * (row.debit - row.credit));
    months.set(row.month, of);
    const closed = spread.sign * (row.closingDebit - row.closingCredit);
    if (closed !== 0) closing.set(child, (closing.get(child) ?? 0) + closed);
  }
  const parts =
    by === 'month'
      ? addMonthRows(statement, { choice, months, keys })
      : addVoucherRows(statement, { db, choice, spread, accounts, keys, most });
  statement.total({ key: 'total', texts: labelled(by, '本期合计'), plus: parts });
  if (closing.size > 0) {
    statement.line({
      key: 'closing',
      texts: labelled(by, '年终结转'),
      amounts: spreadAmounts(closing, keys),
      look: 'soft',
    });
    statement.total({ key: 'left', texts: labelled(by, '结转后余额'), plus: ['total', 'closing'] });
  }
  return {
    ...BOOK,
    choice,
    title: `多栏账 ${spread.title}`,
    period: periodOf(from, to),
    columns: [...headColumns(by), totalColumn(keys), ...columns.map(columnOf)],
    rows: statement.rows,
    landscape: true,
  };
}

function isBusy({ debit, credit, closingDebit, closingCredit }: MonthFigures): boolean {
  return debit !== 0 || credit !== 0 || closingDebit !== 0 || closingCredit !== 0;
}

/** @throws Refusal `request.notFound`, `ledger.reportNoColumns` */
function spreadOf(tree: readonly TreeAccount[], accountId: string): Spread {
  const side = WHOLE_SIDES.find((one) => one === accountId);
  const account = side === undefined ? accountOf(tree, accountId) : undefined;
  const children = tree.filter((one) =>
    account ? one.parentId === account.id : one.level === 1 && one.class === accountId,
  );
  if (account && children.length === 0)
    throw refuse('ledger.reportNoColumns', { account: `${account.code} ${account.name}` });
  const childOf = new Map(children.flatMap(({ id }) => detailsUnder(tree, id).map((detail) => [detail, id] as const)));
  const credit = account ? account.side === 'credit' : side === 'income';
  const title = account ? `${account.code} ${account.name}` : side === 'income' ? '全部收入' : '全部支出';
  return { title, children, childOf, sign: credit ? -1 : 1 };
}

function headColumns(by: Choice['by']): ReportColumn[] {
  if (by === 'month') return [{ ...text('month', '月份', 14), centered: true }];
  return [day('day', '日期'), { ...text('number', '凭证号', 9), centered: true }, text('summary', '摘要', 30)];
}

const totalColumn = (keys: readonly string[]): ReportColumn => ({ ...amount('total', '合计', 15), sumOf: keys });
const columnOf = ({ id, code, name }: TreeAccount): ReportColumn => amount(id, `${code} ${name}`, 15);
const labelled = (by: Choice['by'], label: string) => (by === 'month' ? { month: label } : { summary: label });

/** By column, with their sum; a column without anything stays blank. */
function spreadAmounts(of: ReadonlyMap<string, number>, keys: readonly string[]): Record<string, Fen> {
  const amounts: Record<string, Fen> = {};
  let total = 0;
  for (const key of keys) {
    const value = of.get(key) ?? 0;
    total += value;
    if (value !== 0) amounts[key] = fen(value);
  }
  return { ...amounts, total: fen(total) };
}

interface MonthRows {
  choice: Choice;
  months: ReadonlyMap<Month, ReadonlyMap<string, number>>;
  keys: readonly string[];
}

function addMonthRows(statement: Statement, { choice, months, keys }: MonthRows): string[] {
  return monthsBetween(choice.from, choice.to).map((at) => {
    statement.line({
      key: at,
      texts: { month: formatMonth(at) },
      amounts: spreadAmounts(months.get(at) ?? new Map(), keys),
      drill: { report: { ...choice, by: 'voucher', from: at, to: at } },
    });
    return at;
  });
}

interface VoucherRows {
  db: Readable;
  choice: Choice;
  spread: Spread;
  accounts: readonly string[];
  keys: readonly string[];
  most: number;
}

/** @returns the keys of the rows that make the total: 本月合计 of each month */
function addVoucherRows(statement: Statement, { db, choice, spread, accounts, keys, most }: VoucherRows): string[] {
  const { from, to } = choice;
  const totals: string[] = [];
  let month: Month | undefined;
  let inMonth: string[] = [];
  const endMonth = () => {
    if (month === undefined) return;
    const key = `total-${month}`;
    statement.total({ key, texts: { day: lastDay(month), summary: '本月合计' }, plus: inMonth });
    totals.push(key);
    inMonth = [];
  };
  let lines = 0;
  for (const { head, of } of vouchersOf(
    db.iterate<PartRow>(VOUCHER_PARTS, { accounts: JSON.stringify(accounts), from, to }),
    spread,
  )) {
    lines += 1;
    assertLines(`多栏账 ${spread.title}`, lines, most);
    if (monthOf(head.day) !== month) endMonth();
    month = monthOf(head.day);
    inMonth.push(head.voucherId);
    statement.line({
      key: head.voucherId,
      texts: { day: head.day, number: voucherNumber(head.number), summary: head.summary },
      amounts: spreadAmounts(of, keys),
      drill: { voucherId: head.voucherId },
    });
  }
  endMonth();
  return totals;
}

/** Brings the parts of a voucher, which follow one another, onto one row. */
function* vouchersOf(
  rows: Iterable<PartRow>,
  { childOf, sign }: Spread,
): Generator<{ head: PartRow; of: Map<string, number> }, void, void> {
  let head: PartRow | undefined;
  let of = new Map<string, number>();
  for (const row of rows) {
    if (head && head.voucherId !== row.voucherId) {
      yield { head, of };
      of = new Map();
    }
    head = row;
    const child = childOf.get(row.accountId) ?? '';
    of.set(child, (of.get(child) ?? 0) + sign * row.net);
  }
  if (head) yield { head, of };
}
