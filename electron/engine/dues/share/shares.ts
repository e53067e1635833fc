import { type Month, monthsBetween } from '#shared/calendar.ts';
import type { ShareRow, ShareState, Shares } from '#shared/contract/dues.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, sum, ZERO } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { branchesOf } from '../../members/commands.ts';
import { payersByGroup, receivedByGroup } from './received.ts';
import { readShareSettings } from './settings.ts';

/** Three years: longer stretches are looked at year by year. */
const MOST_MONTHS = 36;

/**
 * A branch's share: the percentage of what it received, cut to whole fen (what is cut off stays with the union); nothing where more
 * went back than came in. The same sum stands as a CHECK on the payouts.
 */
export function shareOf(received: Fen, percent: number): Fen {
  return received <= 0 ? ZERO : fen(Number((BigInt(received) * BigInt(percent)) / 100n));
}

/** The percentage of each month of a stretch; zero before the first rule. */
export function percentsOf(db: Readable, from: Month, to: Month): Map<Month, number> {
  const rules = db.all<{ from: Month; percent: number }>(
    'SELECT from_month AS "from", branch_share AS percent FROM dues_rules WHERE from_month <= :to ORDER BY from_month',
    { to },
  );
  return new Map(
    monthsBetween(from, to).map((month) => [month, rules.findLast((rule) => rule.from <= month)?.percent ?? 0]),
  );
}

interface StandingPayout {
  id: string;
  branchId: string;
  from: Month;
  to: Month;
  amount: Fen;
  day: ShareRow['payouts'][number]['day'];
  voucherNumber: string;
}

export const STANDING_SQL = `
  SELECT id, branch_id AS branchId, from_month AS "from", to_month AS "to", amount, day, voucher_number AS voucherNumber
  FROM dues_share_payouts
  WHERE branch_id = :branchId AND from_month <= :to AND to_month >= :from
    AND NOT EXISTS (SELECT 1 FROM dues_share_take_backs WHERE payout_id = dues_share_payouts.id)
  ORDER BY from_month`;

/**
 * 分会留成 of a stretch of whole months: what every branch's members paid (see `RECEIVED_SQL`), its share, what is paid out
 * already and what can be paid now. A group's branch is its topmost one as the tree stands today; whose receipt it was follows
 * the member's group on the day of the receipt.
 * @throws Refusal `dues.monthsReversed`, `dues.stretchTooLong`
 */
export function readShares(db: Readable, { from, to }: { from: Month; to: Month }): Shares {
  const months = stretchOf(from, to);
  const branches = branchesOf(db);
  const percents = percentsOf(db, from, to);
  const found = new Map<string, { name: string; payers: number; byMonth: Map<Month, number> }>();
  for (const { id, name } of branches.values()) found.set(id, { name, payers: 0, byMonth: new Map() });
  let outside = 0;
  for (const { month, groupId, amount } of receivedByGroup(db, from, to)) {
    const branch = groupId === null ? undefined : found.get(branches.get(groupId)?.id ?? '');
    if (branch) branch.byMonth.set(month, (branch.byMonth.get(month) ?? 0) + amount);
    else outside += amount;
  }
  for (const { groupId, payers } of payersByGroup(db, from, to)) {
    const branch = groupId === null ? undefined : found.get(branches.get(groupId)?.id ?? '');
    if (branch) branch.payers += payers;
  }
  const rows = [...found].map(([branchId, { name, payers, byMonth }]): ShareRow => {
    const received = fen([...byMonth.values()].reduce((all, amount) => all + amount, 0));
    const share = shareOverMonths(byMonth, percents);
    const payouts = standingPayouts(db, branchId, from, to);
    const state = stateOf(share, payouts, months);
    return {
      branchId,
      name,
      payers,
      received,
      share,
      payouts: payouts.map(({ branchId: _, ...payout }) => payout),
      paid: sum(payouts.map(({ amount }) => amount)),
      state,
      toPay: state === 'open' ? share : ZERO,
    };
  });
  const [percent, ...others] = new Set(percents.values());
  return {
    from,
    to,
    ...(percent === undefined || others.length > 0 ? {} : { percent }),
    rows,
    outside: fen(outside),
    received: fen(outside + sum(rows.map(({ received }) => received))),
    share: sum(rows.map(({ share }) => share)),
    toPay: sum(rows.map(({ toPay }) => toPay)),
    settings: readShareSettings(db),
  };
}

/** @throws Refusal `dues.monthsReversed`, `dues.stretchTooLong` */
export function stretchOf(from: Month, to: Month): Month[] {
  if (to < from) throw refuse('dues.monthsReversed');
  const months = monthsBetween(from, to);
  if (months.length > MOST_MONTHS) throw refuse('dues.stretchTooLong', { most: MOST_MONTHS });
  return months;
}

/** Months with one percentage are taken together before anything is cut off. */
function shareOverMonths(byMonth: ReadonlyMap<Month, number>, percents: ReadonlyMap<Month, number>): Fen {
  const byPercent = new Map<number, number>();
  for (const [month, amount] of byMonth) {
    const percent = percents.get(month) ?? 0;
    byPercent.set(percent, (byPercent.get(percent) ?? 0) + amount);
  }
  return sum([...byPercent].map(([percent, received]) => shareOf(fen(received), percent)));
}

/** The payouts of a branch that stand and touch a stretch of months, the earliest first. */
export function standingPayouts(db: Readable, branchId: string, from: Month, to: Month): StandingPayout[] {
  return db.all<StandingPayout>(STANDING_SQL, { branchId, from, to });
}

function stateOf(share: Fen, payouts: readonly StandingPayout[], months: readonly Month[]): ShareState {
  if (payouts.length === 0) return share > 0 ? 'open' : 'nothing';
  const covered = months.filter((month) => payouts.some(({ from, to }) => from <= month && month <= to));
  return covered.length === months.length ? 'paid' : 'part';
}
