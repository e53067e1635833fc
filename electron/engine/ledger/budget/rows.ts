import { BUDGET_HEAD_NAMES, type BudgetAdjustment, type BudgetHeadKey } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { lineage, type TreeAccount } from '../chart/accounts.ts';

// What is stored of a budget, as reading, saving and adjusting it share.

export const LIST_BUDGET = `
  SELECT account_id AS accountId, amount, last_year AS lastYear, note FROM budget_lines WHERE year = :year`;
export const LIST_HEADS = `
  SELECT head, amount, last_year AS lastYear, note FROM budget_heads WHERE year = :year`;

export interface BudgetInput {
  accountId: string;
  amount: Fen;
  lastYear: Fen;
  note: string;
}
export interface HeadInput {
  head: BudgetHeadKey;
  amount: Fen;
  lastYear: Fen;
  note: string;
}

export const LIST_ADJUSTMENTS = `
  SELECT budget_adjustments.id AS id, budget_adjustments.number AS number, budget_adjustments.day AS day, reason,
         resolution_id AS resolutionId, resolutions.number AS resolutionNumber, resolutions.title AS resolutionTitle
  FROM budget_adjustments JOIN resolutions ON resolutions.id = resolution_id
  WHERE year = :year ORDER BY budget_adjustments.number`;
export const LIST_ADJUSTMENT_LINES = `
  SELECT line, account_id AS accountId, head, accounts.code AS code, accounts.name AS name, original, change, adjusted, note
  FROM budget_adjustment_lines LEFT JOIN accounts ON accounts.id = account_id
  WHERE adjustment_id = :id ORDER BY line`;

interface LineRow {
  accountId: string | null;
  head: BudgetHeadKey | null;
  code: string | null;
  name: string | null;
  original: Fen;
  change: Fen;
  adjusted: Fen;
  note: string;
}

/** The adjustments of a year, the first one first. */
export function listAdjustments(db: Readable, year: number): BudgetAdjustment[] {
  return db.all<Omit<BudgetAdjustment, 'lines'>>(LIST_ADJUSTMENTS, { year }).map((adjustment) => ({
    ...adjustment,
    lines: db
      .all<LineRow>(LIST_ADJUSTMENT_LINES, { id: adjustment.id })
      .map(({ accountId, head, code, name, original, change, adjusted, note }) => ({
        ...(accountId === null ? {} : { accountId }),
        ...(head === null ? {} : { head }),
        code: code ?? '',
        name: name ?? (head === null ? '' : BUDGET_HEAD_NAMES[head]),
        original,
        change,
        adjusted,
        note,
      })),
  }));
}

/** What all adjustments together changed, by account and by head. */
export function adjustedBy(adjustments: readonly BudgetAdjustment[]): {
  accounts: Map<string, Fen>;
  heads: Map<BudgetHeadKey, Fen>;
} {
  const accounts = new Map<string, Fen>();
  const heads = new Map<BudgetHeadKey, Fen>();
  for (const { accountId, head, change } of adjustments.flatMap(({ lines }) => lines)) {
    if (accountId !== undefined) accounts.set(accountId, fen((accounts.get(accountId) ?? 0) + change));
    if (head !== undefined) heads.set(head, fen((heads.get(head) ?? 0) + change));
  }
  return { accounts, heads };
}

/** What is in force of the year's budget, by account. */
export function budgetInForce(db: Readable, year: number): Map<string, Fen> {
  const amounts = new Map(db.all<BudgetInput>(LIST_BUDGET, { year }).map((line) => [line.accountId, line.amount]));
  for (const [id, change] of adjustedBy(listAdjustments(db, year)).accounts)
    amounts.set(id, fen((amounts.get(id) ?? 0) + change));
  return amounts;
}

/**
 * Lines of a budget stand on income and expense accounts, each once, and none below another.
 * @throws Refusal `ledger.accountMissing`, `ledger.budgetAccount`, `ledger.budgetTwice`, `ledger.budgetOverlap`
 */
export function assertLines(tree: readonly TreeAccount[], lines: readonly { accountId: string }[]): void {
  const seen = new Set<string>();
  for (const { accountId } of lines) {
    const account = tree.find(({ id }) => id === accountId);
    if (!account) throw refuse('ledger.accountMissing', { account: accountId });
    const name = `${account.code} ${account.name}`;
    if (account.class !== 'income' && account.class !== 'expense')
      throw refuse('ledger.budgetAccount', { account: name });
    if (seen.has(accountId)) throw refuse('ledger.budgetTwice', { account: name });
    seen.add(accountId);
  }
  for (const { accountId } of lines) {
    const [account, ...above] = lineage(tree, accountId);
    if (account && above.some(({ id }) => seen.has(id)))
      throw refuse('ledger.budgetOverlap', { account: `${account.code} ${account.name}` });
  }
}
