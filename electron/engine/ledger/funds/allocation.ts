import { formatMonth, type Month, month, monthsOfYear } from '#shared/calendar.ts';
import {
  ALLOCATION_WAY_NAMES,
  type Allocation,
  type AllocationFigures,
  type AllocationWay,
} from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, sum, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { readPaymentRules } from '../../union/commands.ts';
import { lineage, readAccountTree } from '../chart/accounts.ts';
import { ACCOUNT } from '../chart/standard-accounts.ts';
import { percentOf } from '../entry/simple.ts';
import { readTrialBalance } from '../reports/trial-balance.ts';

export const LIST_WAYS = 'SELECT from_month AS fromMonth, way, note FROM allocation_ways ORDER BY from_month DESC';
// What each voucher did to 拨缴经费收入 and 应付上级经费: the two accounts first, then their entries by their own index.
export const ALLOCATION_VOUCHERS = `
  SELECT vouchers.month AS month, max(accounts.class = 'income') AS receives,
         sum(iif(accounts.class = 'income', entries.credit - entries.debit, 0)) AS kept,
         sum(iif(accounts.class = 'income', 0, entries.credit)) AS credit,
         sum(iif(accounts.class = 'income', 0, entries.debit)) AS debit
  FROM json_each(:accounts) AS wanted CROSS JOIN accounts ON accounts.id = wanted.value
       CROSS JOIN entries ON entries.account_id = accounts.id
       CROSS JOIN vouchers ON vouchers.id = entries.voucher_id
  WHERE vouchers.month BETWEEN :from AND :to AND vouchers.status = 'posted' AND vouchers.source <> 'closing'
  GROUP BY vouchers.id ORDER BY vouchers.month, vouchers.number`;

interface VoucherRow {
  month: Month;
  /** 1 when 拨缴经费收入 is among its accounts. */
  receives: number;
  kept: number;
  /** On 应付上级经费. */
  credit: number;
  debit: number;
}

/** In which way the union is paid, newest first. */
export function listWays(db: Readable): Allocation['ways'] {
  return db.all<Allocation['ways'][number]>(LIST_WAYS);
}

/**
 * 拨缴经费 of a year in its three ways (rules.md 2.2). A voucher that puts part on 应付上级经费 arrived in full, whatever is
 * usual; without such a part it is as the union is paid in that month. A reversal counts like what it takes back, with the sign
 * turned. No percentage is forced: practice differs.
 */
export function readAllocation(db: Readable, year: number): Allocation {
  const ways = listWays(db);
  const months = monthsOfYear(year);
  const tree = readAccountTree(db);
  const accounts = tree
    .filter(({ id }) =>
      lineage(tree, id).some((above) => above.id === ACCOUNT.allocationIncome || above.id === ACCOUNT.dueToUpper),
    )
    .map(({ id }) => id);
  const [from, to] = [month(`${year}-01`), month(`${year}-12`)];
  const rows = db.all<VoucherRow>(ALLOCATION_VOUCHERS, { accounts: JSON.stringify(accounts), from, to });
  const owedBefore = owedAtStart(db, from, to);
  let owed = owedBefore;
  const lines = months.map((at) => {
    const figures = total(rows.filter((row) => row.month === at).map((row) => figuresOf(row, wayIn(ways, at))));
    owed = fen(owed + figures.setAside - figures.remitted);
    return { month: at, ...figures, owed };
  });
  const totals = total(lines);
  const { remittancePercent: percent } = readPaymentRules(db);
  return { year, percent, ways, months: lines, totals, owedBefore, owed, expected: percentOf(totals.full, percent) };
}

function wayIn(ways: Allocation['ways'], at: Month): AllocationWay | undefined {
  return ways.find(({ fromMonth }) => fromMonth <= at)?.way;
}

function figuresOf({ receives, kept, credit, debit }: VoucherRow, way: AllocationWay | undefined): AllocationFigures {
  if (receives === 0)
    return { full: ZERO, net: ZERO, refunded: ZERO, kept: ZERO, setAside: fen(credit), remitted: fen(debit) };
  const setAside = fen(credit - debit);
  const full = credit !== 0 || debit !== 0;
  return {
    full: full ? fen(kept + setAside) : ZERO,
    net: !full && way !== 'refunded' ? fen(kept) : ZERO,
    refunded: !full && way === 'refunded' ? fen(kept) : ZERO,
    kept: fen(kept),
    setAside,
    remitted: ZERO,
  };
}

function total(rows: readonly AllocationFigures[]): AllocationFigures {
  const of = (key: keyof AllocationFigures) => sum(rows.map((row) => row[key]));
  return {
    full: of('full'),
    net: of('net'),
    refunded: of('refunded'),
    kept: of('kept'),
    setAside: of('setAside'),
    remitted: of('remitted'),
  };
}

function owedAtStart(db: Readable, from: Month, to: Month): Fen {
  const line = readTrialBalance(db, from, to).lines.find(({ accountId }) => accountId === ACCOUNT.dueToUpper);
  return line ? fen(line.openingCredit - line.openingDebit) : ZERO;
}

/**
 * Says in which way the union is paid from a month on; without a way takes that entry away.
 * @throws Refusal `request.notFound` when there is no entry to take away
 */
export function saveAllocationWay(
  { db, trail }: WriteContext,
  { fromMonth, way, note }: { fromMonth: Month; way?: AllocationWay | undefined; note: string },
): Allocation['ways'] {
  const before = listWays(db).find((entry) => entry.fromMonth === fromMonth);
  if (way === undefined) {
    if (!before) throw refuse('request.notFound', { what: '到账方式' });
    db.run('DELETE FROM allocation_ways WHERE from_month = :fromMonth', { fromMonth });
  } else {
    db.run(
      `INSERT INTO allocation_ways (from_month, way, note) VALUES (:fromMonth, :way, :note)
       ON CONFLICT (from_month) DO UPDATE SET way = excluded.way, note = excluded.note`,
      { fromMonth, way, note },
    );
  }
  trail({
    subject: 'allocationWay',
    id: fromMonth,
    label: `${formatMonth(fromMonth)}起拨缴经费${way === undefined ? '到账方式删去' : ALLOCATION_WAY_NAMES[way]}`,
    ...(before ? { before } : {}),
    ...(way === undefined ? {} : { after: { way, note } }),
  });
  return listWays(db);
}
