import type { FundDivision } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, sum, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { lineage, readAccountTree } from '../chart/accounts.ts';
import { ACCOUNT } from '../chart/standard-accounts.ts';
import { readFundHead } from './funds.ts';

export const FUND_OPENINGS = `
  SELECT fund_id AS fundId, amount FROM fund_openings JOIN funds ON funds.id = fund_id
  WHERE year = :year ORDER BY funds.position, funds.id`;

/** How the opening balance of 工会资金结转 stands divided in the books' first year. */
export function readDivision(db: Readable): FundDivision {
  const year = db.get<{ year: number }>('SELECT year FROM openings')?.year ?? 0;
  const opening = openingOf(db, year);
  const lines = db.all<{ fundId: string; amount: Fen }>(FUND_OPENINGS, { year });
  const rest = fen(opening - sum(lines.map((line) => line.amount)));
  return { year, opening, lines, rest, open: !isCarriedForward(db, year) };
}

/** Of 工会资金结转 with its details, credit minus debit. */
function openingOf(db: Readable, year: number): Fen {
  const tree = readAccountTree(db);
  const rows = db.all<{ accountId: string; amount: number }>(
    'SELECT account_id AS accountId, credit - debit AS amount FROM opening_balances WHERE year = :year',
    { year },
  );
  const own = rows.filter(({ accountId }) => lineage(tree, accountId).some(({ id }) => id === ACCOUNT.carriedForward));
  return fen(own.reduce((total, { amount }) => total + amount, 0));
}

/** True from the year-end closing on, also while its December is open again: what was reported stands. */
function isCarriedForward(db: Readable, year: number): boolean {
  const december = `${year}-12`;
  const closing = db.get("SELECT 1 FROM vouchers WHERE source = 'closing' AND month = :december LIMIT 1", { december });
  const period = db.get<{ status: string }>('SELECT status FROM periods WHERE month = :december', { december });
  return closing !== undefined || period?.status === 'closed';
}

/**
 * Divides the opening balance of 工会资金结转 among the funds anew; what is left over stays 未分到专项.
 * @throws Refusal `ledger.fundOpeningYear` for another than the first year, `ledger.fundOpeningFinal` once it is carried
 *   forward, `ledger.fundMissing`, `ledger.fundTwice`, `ledger.fundOpeningSum`
 */
export function divideFundOpening(
  context: WriteContext,
  { year, lines }: { year: number; lines: readonly { fundId: string; amount: Fen }[] },
): FundDivision {
  const { db } = context;
  const before = readDivision(db);
  if (year !== before.year) throw refuse('ledger.fundOpeningYear', { year: before.year });
  if (!before.open) throw refuse('ledger.fundOpeningFinal');
  const seen = new Set<string>();
  for (const { fundId } of lines) {
    const fund = readFundHead(db, fundId);
    if (!fund) throw refuse('ledger.fundMissing', { fund: '' });
    if (seen.has(fundId)) throw refuse('ledger.fundTwice', { fund: fund.name });
    seen.add(fundId);
  }
  let divided = ZERO;
  for (const { amount } of lines) divided = fen(divided + amount);
  if (divided > Math.max(0, before.opening))
    throw refuse('ledger.fundOpeningSum', { divided: formatYuan(divided), opening: formatYuan(before.opening) });
  db.run('DELETE FROM fund_openings WHERE year = :year', { year });
  for (const { fundId, amount } of lines) {
    if (amount === 0) continue;
    db.run('INSERT INTO fund_openings (year, fund_id, amount) VALUES (:year, :fundId, :amount)', {
      year,
      fundId,
      amount,
    });
  }
  context.trail({
    subject: 'fundOpening',
    id: String(year),
    label: `${year} 年年初结转分到专项资金 ${formatYuan(divided)} 元`,
    before: before.lines,
    after: lines,
  });
  return readDivision(db);
}
