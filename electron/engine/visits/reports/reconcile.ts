import type { ReconcileLine } from '#shared/contract/visits.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { originTurnover } from '../../ledger/commands.ts';
import { COUNTS, NOT_REVERSED, RETURNED } from '../records/reversed.ts';
import { STOCK_ACCOUNT } from '../stock/accounts.ts';

/** What became of the visits of a year, by the way they were paid. */
interface Fate {
  stock: number;
  counts: number;
  returned: number;
  reversedYear: number | null;
  amount: number;
}
export const FATES = `
  SELECT visits.method = 'stock' AS stock, ${COUNTS} AS counts, ${NOT_REVERSED} AND ${RETURNED} AS returned,
         CAST(substr(reversal.month, 1, 4) AS INTEGER) AS reversedYear, sum(visits.amount) AS amount
  FROM visits LEFT JOIN vouchers AS reversal ON reversal.reverses_id = visits.voucher_id
  WHERE visits.day BETWEEN :first AND :last
  GROUP BY 1, 2, 3, 4`;
/** Visits of earlier years whose voucher was reversed this year. */
export const REVERSED_EARLIER = `
  SELECT visits.method = 'stock' AS stock, sum(visits.amount) AS amount
  FROM vouchers AS reversal CROSS JOIN visits ON visits.voucher_id = reversal.reverses_id AND visits.batch_id IS NULL
  WHERE reversal.source = 'reversal' AND reversal.month BETWEEN :from AND :to AND visits.day < :first GROUP BY 1
  UNION ALL
  SELECT visits.method = 'stock', sum(visits.amount)
  FROM vouchers AS reversal CROSS JOIN visit_batches AS batch ON batch.voucher_id = reversal.reverses_id
  CROSS JOIN visits ON visits.batch_id = batch.id
  WHERE reversal.source = 'reversal' AND reversal.month BETWEEN :from AND :to AND batch.day < :first GROUP BY 1`;

const range = (year: number) => ({
  first: `${year}-01-01`,
  last: `${year}-12-31`,
  from: `${year}-01`,
  to: `${year}-12`,
});

/** What visits moved in a year, money (`stock` 0) or goods out of stock (1) alone. */
function visitsOf(db: Readable, year: number, stock: 0 | 1) {
  const { first, last, from, to } = range(year);
  const fates = db.all<Fate>(FATES, { first, last }).filter((fate) => fate.stock === stock);
  const total = (fits: (fate: Fate) => boolean) => fates.filter(fits).reduce((all, fate) => all + fate.amount, 0);
  const earlier = db
    .all<{ stock: number; amount: number }>(REVERSED_EARLIER, { first, from, to })
    .filter((row) => row.stock === stock)
    .reduce((all, row) => all + row.amount, 0);
  return {
    counts: fen(total(({ counts }) => counts === 1)),
    returned: fen(total(({ returned }) => returned === 1)),
    // the books of this year are closed by then: the reversal stands in the later one
    reversedLater: fen(total(({ reversedYear }) => reversedYear !== null && reversedYear > year)),
    earlier: fen(earlier),
  };
}

/** A line of the lots by the day it moved them, reversals on their own day, in fen. */
export const STOCK_BY_KIND = `
  SELECT kind, sum(amount) AS amount FROM (
    SELECT move.kind, move.quantity * lot.unit_price AS amount
    FROM stock_moves AS move CROSS JOIN stock_lots AS lot ON lot.id = move.lot_id
    WHERE move.day BETWEEN :first AND :last AND move.voucher_id IS NOT NULL
    UNION ALL
    SELECT move.kind, -move.quantity * lot.unit_price
    FROM vouchers AS reversal CROSS JOIN stock_moves AS move ON move.voucher_id = reversal.reverses_id
    CROSS JOIN stock_lots AS lot ON lot.id = move.lot_id
    WHERE reversal.source = 'reversal' AND reversal.month BETWEEN :from AND :to)
  GROUP BY kind`;

function stockByKind(db: Readable, year: number): (kind: string) => Fen {
  const sums = new Map(
    db.all<{ kind: string; amount: number }>(STOCK_BY_KIND, range(year)).map((row) => [row.kind, row.amount]),
  );
  return (kind) => fen(sums.get(kind) ?? 0);
}

/** The union's part of premiums paid in a year, reversals on their own day. */
const UNION_PREMIUMS = `
  SELECT coalesce((SELECT sum(union_amount) FROM insurance_batches WHERE day BETWEEN :first AND :last AND kind = 'pay'), 0)
       - coalesce((SELECT sum(batch.union_amount) FROM vouchers AS reversal
                   CROSS JOIN insurance_batches AS batch ON batch.voucher_id = reversal.reverses_id
                   WHERE reversal.source = 'reversal' AND reversal.month BETWEEN :from AND :to), 0) AS amount`;

export function unionPremiums(db: Readable, year: number): Fen {
  return fen(db.get<{ amount: number }>(UNION_PREMIUMS, range(year))?.amount ?? 0);
}

const line = (kind: ReconcileLine['kind'], label: string, amount: Fen, note = ''): ReconcileLine => ({
  kind,
  label,
  amount,
  note,
});

/** Debit less credit of the accounts that fit, by the vouchers of this feature and their reversals. */
function onLedger(db: Readable, year: number, fits: (account: { accountId: string; class: string }) => boolean): Fen {
  const lines = originTurnover(db, year).filter((turnover) => turnover.origin === 'visits' && fits(turnover));
  return fen(lines.reduce((all, turnover) => all + turnover.debit - turnover.credit, 0));
}

/** The lines with their sum, what the ledger says, and the difference, which is nothing. */
function close(lines: ReconcileLine[], ledger: Fen, names: { sum: string; ledger: string }): ReconcileLine[] {
  const total = fen(lines.reduce((all, { kind, amount }) => all + (kind === 'minus' ? -amount : amount), 0));
  return [
    ...lines,
    line('sum', names.sum, total),
    line('ledger', names.ledger, ledger),
    line('difference', '差额', fen(total - ledger)),
  ];
}

/**
 * From what was given (人次 that count) to what the vouchers of visits, of goods bought and of premiums booked on expense accounts.
 * @param given the year's sum of visits that count
 */
export function reconcileExpense(db: Readable, year: number, given: Fen): ReconcileLine[] {
  const money = visitsOf(db, year, 0);
  const goods = visitsOf(db, year, 1);
  const lines = [
    line('start', '慰问合计', given, '没有冲销、没有退回的人次'),
    line('minus', '从库存发放的', goods.counts, '买进时已经记入支出，发放时不再记'),
    line('plus', '未领退回的', money.returned, '已经记入支出，物品退回库存'),
    line('plus', '以后年度冲销的', money.reversedLater, '本年已记支出，冲销记在以后年度'),
    line('minus', '本年冲销的以前年度慰问', money.earlier, '红字记在本年'),
    line('plus', '购入库存慰问品', stockByKind(db, year)('bought'), '买进时记入支出，同时增加库存物品'),
    line('plus', '互助保障工会承担部分', unionPremiums(db, year), '付给主办方的保费'),
  ].filter(({ kind, amount }) => kind === 'start' || amount !== 0);
  return close(
    lines,
    onLedger(db, year, (account) => account.class === 'expense'),
    { sum: '应记入支出', ledger: '账上慰问凭证记入支出' },
  );
}

/** The same for 库存物品: what came into stock and what left it by these vouchers. */
export function reconcileStock(db: Readable, year: number): ReconcileLine[] {
  const goods = visitsOf(db, year, 1);
  const kinds = stockByKind(db, year);
  const given = fen(goods.counts + goods.returned + goods.reversedLater - goods.earlier);
  const lines = [
    line('start', '购入', kinds('bought')),
    line('plus', '未领退回', kinds('returned')),
    line('plus', '盘盈', kinds('found')),
    line('minus', '发放', given, '从库存发放的慰问，按发放时的金额'),
    line('minus', '盘亏和损坏', fen(-kinds('lost'))),
  ].filter(({ kind, amount }) => kind === 'start' || amount !== 0);
  return close(
    lines,
    onLedger(db, year, (account) => account.accountId === STOCK_ACCOUNT.goods),
    { sum: '库存应增加', ledger: '账上库存物品增加' },
  );
}

/** Expenses by vouchers of this feature that are no visits, those of a year that were not reversed within it. */
export interface OtherExpenses {
  insurance: Fen;
  bought: Fen;
}
const WITHIN = (voucher: string) =>
  `EXISTS (SELECT 1 FROM vouchers AS reversal WHERE reversal.reverses_id = ${voucher} AND reversal.month BETWEEN :from AND :to)`;
const OTHER_EXPENSES = `
  SELECT coalesce((SELECT sum(union_amount) FROM insurance_batches WHERE day BETWEEN :first AND :last AND NOT ${WITHIN('voucher_id')}), 0)
           AS insurance,
         coalesce((SELECT sum(quantity * unit_price) FROM stock_moves AS move CROSS JOIN stock_lots AS lot ON lot.id = move.lot_id
                   WHERE move.kind = 'bought' AND move.day BETWEEN :first AND :last AND NOT ${WITHIN('move.voucher_id')}), 0) AS bought`;

export function otherExpenses(db: Readable, year: number): OtherExpenses {
  const row = db.get<OtherExpenses>(OTHER_EXPENSES, range(year));
  if (!row) throw new Error('a query of sums has one row');
  return row;
}

const OTHER_VOUCHERS = `
  SELECT voucher_id AS id FROM insurance_batches
  UNION SELECT voucher_id FROM insurance_payouts WHERE voucher_id IS NOT NULL
  UNION SELECT voucher_id FROM donation_collections UNION SELECT voucher_id FROM donation_handovers
  UNION SELECT voucher_id FROM visit_returns
  UNION SELECT voucher_id FROM stock_moves WHERE kind <> 'given' AND voucher_id IS NOT NULL`;

/** Vouchers of this feature that are behind no visit: insurance, donations, goods bought, returned or counted. */
export function otherVouchers(db: Readable): Set<string> {
  return new Set(db.all<{ id: string }>(OTHER_VOUCHERS).map(({ id }) => id));
}
