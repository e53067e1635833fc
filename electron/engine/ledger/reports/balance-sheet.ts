import { formatMonth, lastDay, type Month, yearOf } from '#shared/calendar.ts';
import type { Report, ReportChoice, ReportRow, TrialBalance } from '#shared/contract/ledger.ts';
import { type Fen, fen, formatYuan } from '#shared/money.ts';
import type { ReadContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readAccountTree, type TreeAccount } from '../chart/accounts.ts';
import { netOf } from './detail.ts';
import { type FormRow, readForm } from './forms.ts';
import { januaryOf } from './months.ts';
import { amount, STATEMENT_SIGNATURES, text } from './report.ts';
import { Statement } from './statement.ts';
import { readTrialBalance } from './trial-balance.ts';

type Context = Pick<ReadContext, 'db' | 'assetsFolder'>;
type When = 'opening' | 'closing';

/** What the funds took in less what they spent up to a month's end and no year-end closing has brought to 工会资金结转 yet. */
export const FUNDS_NOT_CARRIED = `
  SELECT coalesce(sum(entries.credit - entries.debit), 0) AS amount
  FROM funds CROSS JOIN entries ON entries.fund_id = funds.id
       CROSS JOIN vouchers ON vouchers.id = entries.voucher_id
       CROSS JOIN accounts ON accounts.id = entries.account_id
  WHERE accounts.class IN ('income', 'expense') AND vouchers.status = 'posted' AND vouchers.month <= :month`;

/** Income less expense that is not carried forward, at the beginning of the year and at the end of the month. */
interface Result {
  free: Record<When, number>;
  restricted: Record<When, number>;
}

/**
 * 资产负债表 at the end of a month: 年初数 | 期末数, in two halves. Which rows there are is data (assets/report-rows.json); an account
 * that no row shows gets a row of its own, so that both halves always come to the same. What income and expense have left and no
 * year-end closing has distributed stands in 工会资金结余, the funds' part in 工会资金结转.
 */
export function balanceSheetReport(context: Context, choice: Extract<ReportChoice, { kind: 'balanceSheet' }>): Report {
  const { db } = context;
  const at = choice.month;
  const january = januaryOf(yearOf(at));
  const form = readForm(context, 'balanceSheet');
  const tree = readAccountTree(db);
  const balance = readTrialBalance(db, january, at);
  const result = readResult(db, balance, january, at);
  const sheet = { tree, balance, result, from: january, to: at };
  const statement = new Statement(['opening', 'closing']);
  const rest = new Map(
    form.rows.flatMap((row) => (row.rest ? [[row.key, restOf(form.rows, row, tree)] as const] : [])),
  );
  for (const row of form.rows) addRow(statement, sheet, row, rest);
  const left = fen(result.free.closing + result.restricted.closing);
  const notes =
    left === 0
      ? []
      : [
          `工会资金结转、结余的期末数包含还没有办理年度结转的收支差额 ${formatYuan(left)} 元${
            result.restricted.closing === 0
              ? ''
              : `，其中专项资金 ${formatYuan(fen(result.restricted.closing))} 元列在工会资金结转`
          }。`,
        ];
  return {
    choice,
    title: form.title,
    formNumber: form.number,
    period: `${formatMonth(at)}${Number(lastDay(at).slice(8))}日`,
    columns: [text('name', '资产', 26), amount('opening', '年初数', 18), amount('closing', '期末数', 18)],
    rightTitles: ['负债和净资产', '年初数', '期末数'],
    rows: statement.rows,
    notes,
    remark: form.remark,
    landscape: true,
    signatures: STATEMENT_SIGNATURES,
  };
}

interface Sheet {
  tree: readonly TreeAccount[];
  balance: TrialBalance;
  result: Result;
  from: Month;
  to: Month;
}

function addRow(
  statement: Statement,
  sheet: Sheet,
  row: FormRow,
  rest: ReadonlyMap<string, readonly TreeAccount[]>,
): void {
  const right = row.right ? ({ right: true } as const) : {};
  const texts = { name: row.name };
  const spread = (keys: readonly string[]) =>
    keys.flatMap((key) => rest.get(key)?.map(({ id }) => restKey(key, id)) ?? [key]);
  if (row.rest) for (const account of rest.get(row.key) ?? []) addRest(statement, sheet, row, account, right);
  else if (row.plus)
    statement.total({ key: row.key, texts, plus: spread(row.plus), minus: spread(row.minus), ...right });
  else if (row.account === undefined) statement.heading(row.key, texts, right);
  else
    statement.line({
      key: row.key,
      texts,
      level: 1,
      amounts: { opening: amountOf(sheet, row, 'opening'), closing: amountOf(sheet, row, 'closing') },
      ...drillOf(sheet, row.account),
      ...right,
    });
}

const restKey = (key: string, accountId: string) => `${key}.${accountId}`;

function addRest(
  statement: Statement,
  sheet: Sheet,
  row: FormRow,
  account: TreeAccount,
  right: Partial<ReportRow>,
): void {
  const shown = { ...row, account: account.id };
  statement.line({
    key: restKey(row.key, account.id),
    texts: { name: account.name },
    level: 1,
    amounts: { opening: amountOf(sheet, shown, 'opening'), closing: amountOf(sheet, shown, 'closing') },
    ...drillOf(sheet, account.id),
    ...right,
  });
}

/** First-level accounts of the row's class that no row of the form shows. */
function restOf(rows: readonly FormRow[], { rest }: FormRow, tree: readonly TreeAccount[]): TreeAccount[] {
  const shown = new Set(rows.map(({ account }) => account));
  return tree.filter(({ id, level, class: of }) => level === 1 && of === rest && !shown.has(id));
}

/** Debits on the left, credits on the right; 减项 as what is taken off. */
function amountOf({ balance, result }: Sheet, row: FormRow, when: When): Fen {
  const debit = netOf(balance, row.account ?? '', when);
  const more = row.result === undefined ? 0 : result[row.result][when];
  return fen((row.right || row.reduces ? -debit : debit) + more);
}

function drillOf({ tree, from, to }: Sheet, accountId: string): Pick<ReportRow, 'drill'> {
  if (!tree.some(({ id }) => id === accountId)) return {};
  return { drill: { report: { kind: 'detail', accountId, from, to } } };
}

function readResult(db: Readable, { lines }: TrialBalance, january: Month, at: Month): Result {
  const whole = (when: When) =>
    lines
      .filter((line) => line.level === 1 && (line.class === 'income' || line.class === 'expense'))
      .reduce((total, line) => total + line[`${when}Credit`] - line[`${when}Debit`], 0);
  const restricted = {
    opening: notCarried(db, `${yearOf(january) - 1}-12`),
    closing: notCarried(db, at),
  };
  return {
    restricted,
    free: { opening: whole('opening') - restricted.opening, closing: whole('closing') - restricted.closing },
  };
}

function notCarried(db: Readable, month: string): number {
  return db.get<{ amount: number }>(FUNDS_NOT_CARRIED, { month })?.amount ?? 0;
}
