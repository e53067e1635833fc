import type { Day, Month } from '#shared/calendar.ts';
import type { AssetStatus, AssetTie, AssetTotals, AssetWay } from '#shared/contract/ledger.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { readAccountTree, type TreeAccount } from '../chart/accounts.ts';
import { type AssetAccounts, readAssetAccounts } from './accounts.ts';
import { totalsOf } from './list.ts';
import { fullNumber } from './rows.ts';

/** A card as it stood at the end of a month. */
export interface RegisterLine {
  id: string;
  number: string;
  name: string;
  category: string;
  model: string;
  quantity: number;
  unit: string;
  way: AssetWay;
  acquiredDay: Day;
  original: Fen;
  accumulated: Fen;
  net: Fen;
  /** Department, keeper, place and state are those of today. */
  department: string;
  keeper: string;
  place: string;
  status: AssetStatus;
  /** `2026-03 记-001`, '' for a card from before the books. */
  voucherNumber: string;
  note: string;
}

// Vouchers say when something happened: a reversal counts from its own month on. What the books hold now lies before 9999.
export const REGISTER = `
  SELECT card.id AS id, card.number AS number, card.name AS name, category.name AS category, card.model AS model,
         card.quantity AS quantity, card.unit AS unit, card.way AS way, card.acquired_day AS acquiredDay, card.original AS original,
         card.opening_accumulated + (
           SELECT coalesce(sum(taken.amount), 0)
           FROM asset_depreciations AS taken CROSS JOIN asset_runs ON asset_runs.id = taken.run_id
           LEFT JOIN vouchers AS red ON red.reverses_id = asset_runs.voucher_id AND red.status = 'posted'
           WHERE taken.card_id = card.id AND taken.live IN (0, 1) AND asset_runs.month <= :month AND (red.id IS NULL OR red.month > :month)) AS accumulated,
         card.department AS department, card.keeper AS keeper, card.place AS place, card.status AS status, card.note AS note,
         own.month AS voucherMonth, own.number AS voucherNumber
  FROM asset_cards AS card CROSS JOIN asset_categories AS category ON category.id = card.category_id
  LEFT JOIN vouchers AS own ON own.id = card.voucher_id
  LEFT JOIN vouchers AS back ON back.reverses_id = card.voucher_id AND back.status = 'posted'
  WHERE (own.id IS NULL OR own.month <= :month) AND (back.id IS NULL OR back.month > :month)
    AND NOT EXISTS (
      SELECT 1 FROM asset_disposal_cards AS gone CROSS JOIN asset_disposals AS disposal ON disposal.id = gone.disposal_id
      LEFT JOIN vouchers AS red ON red.reverses_id = disposal.voucher_id AND red.status = 'posted'
      WHERE gone.card_id = card.id AND substr(disposal.day, 1, 7) <= :month AND (red.id IS NULL OR red.month > :month))
  ORDER BY card.number`;

type Stored = Omit<RegisterLine, 'net' | 'voucherNumber'> & {
  voucherMonth: Month | null;
  voucherNumber: number | null;
};

/**
 * 固定资产台账 at the end of a month: every card that was there then, with what had been depreciated of it.
 * @param asOf all there is when left out
 */
export function assetRegister(db: Readable, asOf?: Month): { lines: RegisterLine[]; totals: AssetTotals } {
  const lines = db
    .all<Stored>(REGISTER, { month: asOf ?? '9999-12' })
    .map(({ voucherMonth, voucherNumber, ...row }) => ({
      ...row,
      net: fen(row.original - row.accumulated),
      voucherNumber: voucherMonth === null || voucherNumber === null ? '' : fullNumber(voucherMonth, voucherNumber),
    }));
  return { lines, totals: totalsOf(lines) };
}

// Few accounts, each by its own index.
export const SUBTREE_BALANCE = `
  SELECT coalesce((SELECT sum(debit - credit) FROM openings CROSS JOIN opening_balances ON opening_balances.year = openings.year
                   WHERE account_id = :id), 0)
       + coalesce((SELECT sum(debit - credit + closing_debit - closing_credit) FROM account_months
                   WHERE account_id = :id AND month <= :month), 0) AS balance`;

/**
 * 账账核对: cards beside accounts, at the beginning of the books and at the end of a month. 固定资产 and 累计折旧 are taken with all
 * their detail accounts; 资产基金 as it is set, since it also holds what other assets are worth.
 * @param asOf all there is when left out
 */
export function assetTies(db: Readable, asOf?: Month): AssetTie[] {
  const accounts = readAssetAccounts(db);
  const tree = readAccountTree(db);
  const opening = db.get<AssetTotals>(
    `SELECT count(*) AS cards, coalesce(sum(original), 0) AS original, coalesce(sum(opening_accumulated), 0) AS accumulated,
            coalesce(sum(original - opening_accumulated), 0) AS net
     FROM asset_cards WHERE way = 'opening'`,
  ) ?? { cards: 0, original: fen(0), accumulated: fen(0), net: fen(0) };
  return [
    ...tiesAt(db, 'opening', { accounts, tree, totals: opening, month: '0000-00' }),
    ...tiesAt(db, 'now', { accounts, tree, totals: assetRegister(db, asOf).totals, month: asOf ?? '9999-12' }),
  ];
}

function tiesAt(
  db: Readable,
  at: AssetTie['at'],
  facts: { accounts: AssetAccounts; tree: readonly TreeAccount[]; totals: AssetTotals; month: string },
): AssetTie[] {
  const { accounts, tree, totals, month } = facts;
  const sides = [
    { what: 'original', account: top(tree, accounts.asset), sign: 1 },
    { what: 'accumulated', account: top(tree, accounts.depreciation), sign: -1 },
    { what: 'net', account: tree.find(({ id }) => id === accounts.fund), sign: -1 },
  ] as const;
  return sides.map(({ what, account, sign }) => {
    const balance = account ? fen(sign * subtreeBalance(db, tree, account.id, month)) : fen(0);
    return {
      at,
      what,
      account: account ? `${account.code} ${account.name}` : '',
      cards: totals[what],
      balance,
      difference: fen(totals[what] - balance),
    };
  });
}

function top(tree: readonly TreeAccount[], id: string): TreeAccount | undefined {
  const account = tree.find((one) => one.id === id);
  return account?.parentId === undefined ? account : top(tree, account.parentId);
}

function subtreeBalance(db: Readable, tree: readonly TreeAccount[], id: string, month: string): number {
  const own = db.get<{ balance: number }>(SUBTREE_BALANCE, { id, month })?.balance ?? 0;
  return tree
    .filter(({ parentId }) => parentId === id)
    .reduce((total, child) => total + subtreeBalance(db, tree, child.id, month), own);
}
