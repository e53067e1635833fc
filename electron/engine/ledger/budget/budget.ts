import { month } from '#shared/calendar.ts';
import type { Budget, BudgetLine } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { lineage, readAccountTree } from '../chart/accounts.ts';
import { yearsOfBooks } from '../close/periods.ts';
import { readTurnover } from '../reports/turnover.ts';

export const LIST_BUDGET = `
  SELECT account_id AS accountId, amount, last_year AS lastYear, note FROM budget_lines WHERE year = :year`;

export interface BudgetInput {
  accountId: string;
  amount: Fen;
  lastYear: Fen;
  note: string;
}

/**
 * 预算执行: every line of the year's budget with what was booked, and every detail account with turnover that no line covers
 * (budget 0). Lines never overlap, so they add up. 上年决算 comes from the books when they have the year before, else as typed.
 */
export function readBudget(db: Readable, year: number): Budget {
  const tree = readAccountTree(db);
  const stored = new Map(db.all<BudgetInput>(LIST_BUDGET, { year }).map((line) => [line.accountId, line]));
  const actual = netOf(db, year);
  const before = yearsOfBooks(db).includes(year - 1) ? netOf(db, year - 1) : undefined;
  const lines = tree.flatMap((account): BudgetLine[] => {
    if (account.class !== 'income' && account.class !== 'expense') return [];
    const line = stored.get(account.id);
    const booked = actual.get(account.id) ?? ZERO;
    const last = before?.get(account.id) ?? ZERO;
    if (!line) {
      const covered = lineage(tree, account.id).some(({ id }) => stored.has(id));
      if (!account.detail || covered || (booked === 0 && last === 0)) return [];
    }
    return [
      {
        accountId: account.id,
        code: account.code,
        name: account.name,
        direction: account.class,
        budgeted: line !== undefined,
        amount: line?.amount ?? ZERO,
        lastYear: before ? last : (line?.lastYear ?? ZERO),
        actual: booked,
        note: line?.note ?? '',
      },
    ];
  });
  return { year, exists: stored.size > 0, lines };
}

function netOf(db: Readable, year: number): Map<string, Fen> {
  const turnover = readTurnover(db, month(`${year}-01`), month(`${year}-12`));
  return new Map(turnover.map((line) => [line.accountId, line.net]));
}

/**
 * Replaces the whole budget of a year.
 * @param label what the trail calls it, e.g. the file it came from
 * @throws Refusal `ledger.budgetYear`, `ledger.accountMissing`, `ledger.budgetAccount`, `ledger.budgetTwice`, `ledger.budgetOverlap`
 */
export function saveBudget(context: WriteContext, year: number, lines: readonly BudgetInput[], label?: string): Budget {
  const { db } = context;
  const years = yearsOfBooks(db);
  if (!years.includes(year) && !years.includes(year - 1)) throw refuse('ledger.budgetYear', { year });
  assertLines(db, lines);
  const before = db.all<BudgetInput>(LIST_BUDGET, { year });
  db.run('DELETE FROM budget_lines WHERE year = :year', { year });
  for (const { accountId, amount, lastYear, note } of lines) {
    db.run(
      'INSERT INTO budget_lines (year, account_id, amount, last_year, note) VALUES (:year, :accountId, :amount, :lastYear, :note)',
      { year, accountId, amount, lastYear, note },
    );
  }
  context.trail({ subject: 'budget', id: String(year), label: label ?? `${year} 年预算`, before, after: lines });
  return readBudget(db, year);
}

function assertLines(db: Readable, lines: readonly BudgetInput[]): void {
  const tree = readAccountTree(db);
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
