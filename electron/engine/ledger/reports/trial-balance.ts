import { type Month, yearOf } from '#shared/calendar.ts';
import type { TrialBalance, TrialBalanceLine } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, sum, ZERO } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { readAccountTree, type TreeAccount } from '../chart/accounts.ts';
import { ACCOUNT } from '../chart/standard-accounts.ts';

export const TRIAL_BALANCE = `
  SELECT account_id AS accountId, sum(opening) AS opening, sum(earlier) AS earlier, sum(debit) AS debit, sum(credit) AS credit FROM (
    SELECT account_id, debit - credit AS opening, 0 AS earlier, 0 AS debit, 0 AS credit FROM opening_balances
    UNION ALL
    SELECT account_id,
           iif(month < :from, debit - credit + closing_debit - closing_credit, 0),
           iif(month < :january, debit - credit + closing_debit - closing_credit, 0),
           iif(month < :from, 0, debit + closing_debit),
           iif(month < :from, 0, credit + closing_credit)
    FROM account_months WHERE month <= :to)
  GROUP BY account_id`;

interface Figures {
  /** Debit minus credit before the first month. */
  opening: number;
  /** Of that, what stems from years before the first month's. */
  earlier: number;
  debit: number;
  credit: number;
}

/** @throws Refusal `request.invalid` when the last month is before the first */
export function assertRange({ from, to }: { from: Month; to: Month }): void {
  if (to < from) throw refuse('request.invalid', { field: '截止月份', problem: '早于开始月份' });
}

/**
 * 科目余额表 of the months `from` to `to` (both included), year-end closing vouchers counted like all others. Accounts without
 * any figure are left out; parents carry the sums of the accounts below them, their balance net on one side.
 * @throws Refusal `request.invalid` when `to` is before `from`
 */
export function readTrialBalance(db: Readable, from: Month, to: Month): TrialBalance {
  assertRange({ from, to });
  const tree = readAccountTree(db);
  const own = new Map(
    db
      .all<Figures & { accountId: string }>(TRIAL_BALANCE, { from, to, january: `${yearOf(from)}-01` })
      .map(({ accountId, ...figures }) => [accountId, figures]),
  );
  const pending = takeEarlierResult(tree, own);
  const figures = rollUp(tree, own);
  const lines = tree.flatMap((account) => {
    const line = figures.get(account.id);
    return line && (line.opening !== 0 || line.debit !== 0 || line.credit !== 0) ? [lineOf(account, line)] : [];
  });
  const top = lines.filter((line) => line.level === 1);
  const total = (key: keyof TrialBalance['totals']) => sum(top.map((line) => line[key]));
  const totals = {
    openingDebit: total('openingDebit'),
    openingCredit: total('openingCredit'),
    debit: total('debit'),
    credit: total('credit'),
    closingDebit: total('closingDebit'),
    closingCredit: total('closingCredit'),
  };
  return { from, to, lines, totals, balanced: isBalanced(totals), pending };
}

/**
 * Income and expense of a year that is not carried forward yet are no opening balance of the next: until the year-end closing
 * they stand under 本年收支结转.
 * @returns whether there is such a result
 */
function takeEarlierResult(tree: readonly TreeAccount[], own: Map<string, Figures>): boolean {
  let result = 0;
  let found = false;
  for (const account of tree) {
    const figures = own.get(account.id);
    if (!figures || figures.earlier === 0 || (account.class !== 'income' && account.class !== 'expense')) continue;
    own.set(account.id, { ...figures, opening: figures.opening - figures.earlier });
    result += figures.earlier;
    found = true;
  }
  if (result !== 0) {
    const { yearResult } = ACCOUNT;
    const before = own.get(yearResult) ?? { opening: 0, earlier: 0, debit: 0, credit: 0 };
    own.set(yearResult, { ...before, opening: before.opening + result });
  }
  return found;
}

function isBalanced(totals: TrialBalance['totals']): boolean {
  return (
    totals.openingDebit === totals.openingCredit &&
    totals.debit === totals.credit &&
    totals.closingDebit === totals.closingCredit
  );
}

/** Adds the figures of every account to all accounts above it. */
function rollUp(tree: readonly TreeAccount[], own: ReadonlyMap<string, Figures>): Map<string, Figures> {
  const sums = new Map<string, Figures>();
  const byId = new Map(tree.map((account) => [account.id, account]));
  for (const account of tree) {
    const figures = own.get(account.id);
    if (!figures) continue;
    for (
      let at: TreeAccount | undefined = account;
      at;
      at = at.parentId === undefined ? undefined : byId.get(at.parentId)
    ) {
      const before = sums.get(at.id) ?? { opening: 0, earlier: 0, debit: 0, credit: 0 };
      sums.set(at.id, {
        opening: before.opening + figures.opening,
        earlier: before.earlier + figures.earlier,
        debit: before.debit + figures.debit,
        credit: before.credit + figures.credit,
      });
    }
  }
  return sums;
}

function lineOf(account: TreeAccount, { opening, debit, credit }: Figures): TrialBalanceLine {
  const closing = opening + debit - credit;
  return {
    accountId: account.id,
    detail: account.detail,
    code: account.code,
    name: account.name,
    class: account.class,
    side: account.side,
    level: account.level,
    openingDebit: debitPart(opening),
    openingCredit: debitPart(-opening),
    debit: fen(debit),
    credit: fen(credit),
    closingDebit: debitPart(closing),
    closingCredit: debitPart(-closing),
  };
}

function debitPart(net: number): Fen {
  return net > 0 ? fen(net) : ZERO;
}
