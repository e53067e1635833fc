import { formatMonth, type Month, month, yearOf } from '#shared/calendar.ts';
import type { Fund, FundFigures, FundLine, FundReport, FundTotals, FundYear } from '#shared/contract/ledger.ts';
import type { AccountClass } from '#shared/contract/union.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, sum, ZERO } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { lineage, readAccountTree, type TreeAccount } from '../chart/accounts.ts';
import { ACCOUNT } from '../chart/standard-accounts.ts';
import { readTrialBalance } from '../reports/trial-balance.ts';
import { voucherNumber } from '../vouchers/post.ts';
import { readDivision } from './division.ts';
import { fundOrRefuse, listFunds } from './funds.ts';

// Closing vouchers move a fund's income and spending to 工会资金结转 under the same fund: they change where its money stands
// (`standing`), not what it took in or spent (`during`).
export const FUND_FIGURES = `
  SELECT funds.id AS fundId, accounts.id AS accountId, accounts.class AS class,
         sum(iif(vouchers.month < :from, entries.credit - entries.debit, 0)) AS earlier,
         sum(iif(vouchers.month >= :from AND vouchers.source <> 'closing', entries.credit - entries.debit, 0)) AS during,
         sum(entries.credit - entries.debit) AS standing
  FROM funds CROSS JOIN entries ON entries.fund_id = funds.id
       CROSS JOIN vouchers ON vouchers.id = entries.voucher_id
       CROSS JOIN accounts ON accounts.id = entries.account_id
  WHERE vouchers.month <= :to AND vouchers.status = 'posted'
  GROUP BY funds.id, accounts.id ORDER BY funds.id, accounts.code`;
export const UNDIVIDED = `
  SELECT coalesce(sum(entries.credit - entries.debit), 0) AS amount
  FROM json_each(:accounts) AS wanted CROSS JOIN entries ON entries.account_id = wanted.value AND entries.fund_id IS NULL
       CROSS JOIN vouchers ON vouchers.id = entries.voucher_id
  WHERE vouchers.month <= :to AND vouchers.status = 'posted'`;

interface FigureRow {
  fundId: string;
  accountId: string;
  class: AccountClass;
  earlier: number;
  during: number;
  standing: number;
}

/**
 * 专项资金表: every fund from January to a month, and how their balances agree with 工会资金结转. A fund that is retired and has
 * no figures is left out.
 * @throws Refusal `request.invalid` for a month of another year
 */
export function readFundReport(db: Readable, year: number, to: Month): FundReport {
  assertMonthOf(year, to);
  const rows = db.all<FigureRow>(FUND_FIGURES, { from: `${year}-01`, to });
  const tree = readAccountTree(db);
  const division = readDivision(db);
  const divided = new Map(year < division.year ? [] : division.lines.map(({ fundId, amount }) => [fundId, amount]));
  const funds = listFunds(db)
    .map((fund) => figuresOf(fund, { tree, rows, opening: divided.get(fund.id) ?? ZERO }))
    .filter(
      (fund) => !fund.retired || [fund.opening, fund.income, fund.spending, fund.transfer].some((part) => part !== 0),
    );
  const totals = totalOf(funds);
  const carried = new Set(carriedForwardAccounts(tree));
  const standing = (wanted: (row: FigureRow) => boolean) =>
    rows.filter(wanted).reduce((total, row) => total + row.standing, 0);
  const onCarried = standing((row) => carried.has(row.accountId)) + sum(divided.values());
  const pending = standing((row) => row.class === 'income' || row.class === 'expense');
  const elsewhere = standing((row) => row.class === 'netAssets' && !carried.has(row.accountId));
  const carriedForward = balanceOfCarriedForward(db, year, to);
  const undivided =
    (db.get<{ amount: number }>(UNDIVIDED, { accounts: JSON.stringify([...carried]), to })?.amount ?? 0) +
    (year < division.year ? 0 : division.rest);
  return {
    year,
    to,
    funds,
    totals,
    ledger: {
      carriedForward,
      undivided: fen(undivided),
      pending: fen(pending),
      elsewhere: fen(elsewhere),
    },
    tied: carriedForward === onCarried + undivided && totals.balance === onCarried + pending + elsewhere,
    division,
  };
}

/** @throws Refusal `request.invalid` */
function assertMonthOf(year: number, to: Month): void {
  if (yearOf(to) !== year)
    throw refuse('request.invalid', { field: '截止月份', problem: `${formatMonth(to)}不在 ${year} 年` });
}

/** 工会资金结转 and every account below it. */
function carriedForwardAccounts(tree: readonly TreeAccount[]): string[] {
  return tree
    .filter(({ id }) => lineage(tree, id).some((above) => above.id === ACCOUNT.carriedForward))
    .map(({ id }) => id);
}

function balanceOfCarriedForward(db: Readable, year: number, to: Month): Fen {
  const { lines } = readTrialBalance(db, month(`${year}-01`), to);
  const line = lines.find(({ accountId }) => accountId === ACCOUNT.carriedForward);
  return line ? fen(line.closingCredit - line.closingDebit) : ZERO;
}

function figuresOf(
  fund: Fund,
  { tree, rows, opening }: { tree: readonly TreeAccount[]; rows: readonly FigureRow[]; opening: Fen },
): FundFigures {
  const own = rows.filter((row) => row.fundId === fund.id);
  const during = (wanted: AccountClass) =>
    own.filter((row) => row.class === wanted).reduce((total, row) => total + row.during, 0);
  const before = fen(opening + own.reduce((total, row) => total + row.earlier, 0));
  const [income, spending, transfer] = [fen(during('income')), fen(-during('expense')), fen(during('netAssets'))];
  return {
    ...fund,
    opening: before,
    income,
    spending,
    transfer,
    balance: fen(before + income - spending + transfer),
    spendingBy: own.flatMap((row) => {
      const account = tree.find(({ id }) => id === row.accountId);
      if (row.class !== 'expense' || row.during === 0 || !account) return [];
      return [{ accountId: account.id, code: account.code, name: account.name, amount: fen(-row.during) }];
    }),
  };
}

function totalOf(funds: readonly FundFigures[]): FundTotals {
  const total = (key: keyof FundTotals) => sum(funds.map((fund) => fund[key]));
  return {
    opening: total('opening'),
    income: total('income'),
    spending: total('spending'),
    transfer: total('transfer'),
    balance: total('balance'),
  };
}

// What closing takes out of income and expense is not shown, only where it arrives.
export const FUND_LINES = `
  SELECT vouchers.id AS voucherId, vouchers.day AS day, vouchers.number AS number, vouchers.source AS source, entries.line AS line,
         iif(entries.summary = '', vouchers.summary, entries.summary) AS summary, accounts.code AS accountCode,
         accounts.name AS accountName, accounts.class AS class, entries.credit - entries.debit AS amount
  FROM entries CROSS JOIN vouchers ON vouchers.id = entries.voucher_id
       CROSS JOIN accounts ON accounts.id = entries.account_id
  WHERE entries.fund_id = :id AND vouchers.month BETWEEN :from AND :to AND vouchers.status = 'posted'
    AND (vouchers.source <> 'closing' OR accounts.class = 'netAssets')
  ORDER BY vouchers.month, vouchers.number, entries.line`;

type LineRow = Omit<FundLine, 'key' | 'kind' | 'number' | 'balance'> & {
  number: number;
  line: number;
  source: string;
  class: AccountClass;
};

/** One fund over a year, line by line. @throws Refusal `request.notFound` */
export function readFundYear(db: Readable, id: string, year: number): FundYear {
  const fund = fundOrRefuse(db, id);
  const [from, to] = [`${year}-01`, `${year}-12`];
  const rows = db.all<FigureRow>(FUND_FIGURES, { from, to });
  const division = readDivision(db);
  const opening = year < division.year ? ZERO : (division.lines.find((line) => line.fundId === id)?.amount ?? ZERO);
  const figures = figuresOf(fund, { tree: readAccountTree(db), rows, opening });
  let balance = figures.opening;
  const lines = db
    .all<LineRow>(FUND_LINES, { id, from, to })
    .map(({ number, line, source, class: side, ...row }): FundLine => {
      const kind = kindOf(source, side);
      if (kind !== 'carried') balance = fen(balance + row.amount);
      return { ...row, key: `${row.voucherId}-${line}`, kind, number: voucherNumber(number), balance };
    });
  return { year, fund: figures, lines };
}

function kindOf(source: string, side: AccountClass): FundLine['kind'] {
  if (source === 'closing') return 'carried';
  if (side === 'income') return 'income';
  return side === 'expense' ? 'spending' : 'transfer';
}
