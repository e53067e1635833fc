import { type Month, month } from '#shared/calendar.ts';
import {
  BUDGET_HEADS,
  type Budget,
  type BudgetHead,
  type BudgetHeadKey,
  type BudgetLine,
  type BudgetTotals,
} from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, sum, ZERO } from '#shared/money.ts';
import type { WriteContext } from '../../context.ts';
import type { Readable } from '../../database.ts';
import { lineage, readAccountTree } from '../chart/accounts.ts';
import { yearsOfBooks } from '../close/periods.ts';
import { readTurnover } from '../reports/turnover.ts';
import { assertDraft, readAdoption } from './adoption.ts';
import {
  adjustedBy,
  assertLines,
  type BudgetInput,
  type HeadInput,
  LIST_BUDGET,
  LIST_HEADS,
  listAdjustments,
} from './rows.ts';
import { readBudgetRule } from './rule.ts';

/**
 * Every line of the year's budget with what was booked, and every detail account with turnover that no line covers
 * (budget 0). Lines never overlap, so they add up. 上年决算 comes from the books when they have the year before, else as typed.
 * @param to the last month whose bookings count as `actual`; December when left out
 */
export function readBudget(db: Readable, year: number, to: Month = month(`${year}-12`)): Budget {
  const tree = readAccountTree(db);
  const adjustments = listAdjustments(db, year);
  const changes = adjustedBy(adjustments);
  const stored = new Map(db.all<BudgetInput>(LIST_BUDGET, { year }).map((line) => [line.accountId, line]));
  const isBudgeted = (id: string) => stored.has(id) || changes.accounts.has(id);
  const actual = netOf(db, year, to);
  const before = yearsOfBooks(db).includes(year - 1) ? netOf(db, year - 1, month(`${year - 1}-12`)) : undefined;
  const lines = tree.flatMap((account): BudgetLine[] => {
    if (account.class !== 'income' && account.class !== 'expense') return [];
    const line = stored.get(account.id);
    const booked = actual.get(account.id) ?? ZERO;
    const last = before?.get(account.id) ?? ZERO;
    if (!isBudgeted(account.id)) {
      const covered = lineage(tree, account.id).some(({ id }) => isBudgeted(id));
      if (!account.detail || covered || (booked === 0 && last === 0)) return [];
    }
    return [
      {
        accountId: account.id,
        code: account.code,
        name: account.name,
        direction: account.class,
        budgeted: isBudgeted(account.id),
        ...amountsOf(line?.amount, changes.accounts.get(account.id)),
        lastYear: before ? last : (line?.lastYear ?? ZERO),
        actual: booked,
        note: line?.note ?? '',
      },
    ];
  });
  const heads = readHeads(db, year, changes.heads);
  const adoption = readAdoption(db, year);
  return {
    year,
    exists: lines.some((line) => line.budgeted),
    heads,
    lines,
    totals: totalsOf(heads, lines),
    ...(adoption === undefined
      ? {}
      : {
          adoption: {
            day: adoption.day,
            resolutionId: adoption.resolutionId,
            resolutionNumber: adoption.resolutionNumber,
            resolutionTitle: adoption.resolutionTitle,
          },
        }),
    adjustments,
    rule: readBudgetRule(db),
    lastYearFromBooks: before !== undefined,
  };
}

function amountsOf(
  original: Fen = ZERO,
  adjustment: Fen = ZERO,
): Pick<BudgetLine, 'amount' | 'original' | 'adjustment'> {
  return { original, adjustment, amount: fen(original + adjustment) };
}

function readHeads(db: Readable, year: number, changes: ReadonlyMap<BudgetHeadKey, Fen>): BudgetHead[] {
  const stored = new Map(db.all<HeadInput>(LIST_HEADS, { year }).map((head) => [head.head, head]));
  return BUDGET_HEADS.flatMap((head) => {
    const line = stored.get(head);
    const change = changes.get(head);
    if (!line && change === undefined) return [];
    return [{ head, ...amountsOf(line?.amount, change), lastYear: line?.lastYear ?? ZERO, note: line?.note ?? '' }];
  });
}

function totalsOf(heads: readonly BudgetHead[], lines: readonly BudgetLine[]): BudgetTotals {
  const side = (direction: BudgetLine['direction']) =>
    sum(lines.filter((line) => line.direction === direction).map((line) => line.amount));
  const carried = sum(heads.map((head) => head.amount));
  const income = side('income');
  return { heads: carried, income, incomeAll: fen(carried + income), expense: side('expense') };
}

function netOf(db: Readable, year: number, to: Month): Map<string, Fen> {
  const turnover = readTurnover(db, month(`${year}-01`), to);
  return new Map(turnover.map((line) => [line.accountId, line.net]));
}

/**
 * Replaces the whole draft of a year's budget; heads that are not given stay as they are.
 * @param label what the trail calls it, e.g. the file it came from
 * @throws Refusal `ledger.budgetYear`, `ledger.budgetAdopted`, `ledger.accountMissing`, `ledger.budgetAccount`,
 *   `ledger.budgetTwice`, `ledger.budgetOverlap`, `ledger.budgetHeadTwice`
 */
export function saveBudget(
  context: WriteContext,
  { year, lines, heads }: { year: number; lines: readonly BudgetInput[]; heads?: readonly HeadInput[] | undefined },
  label?: string,
): Budget {
  const { db } = context;
  const years = yearsOfBooks(db);
  if (!years.includes(year) && !years.includes(year - 1)) throw refuse('ledger.budgetYear', { year });
  assertDraft(db, year);
  assertLines(readAccountTree(db), lines);
  if (heads && new Set(heads.map(({ head }) => head)).size < heads.length) throw refuse('ledger.budgetHeadTwice');
  const before = {
    lines: db.all<BudgetInput>(LIST_BUDGET, { year }),
    heads: db.all<HeadInput>(LIST_HEADS, { year }),
  };
  db.run('DELETE FROM budget_lines WHERE year = :year', { year });
  for (const { accountId, amount, lastYear, note } of lines) {
    db.run(
      'INSERT INTO budget_lines (year, account_id, amount, last_year, note) VALUES (:year, :accountId, :amount, :lastYear, :note)',
      { year, accountId, amount, lastYear, note },
    );
  }
  if (heads) writeHeads(context, year, heads);
  context.trail({
    subject: 'budget',
    id: String(year),
    label: label ?? `${year} 年预算`,
    before,
    after: { lines, heads: heads ?? before.heads },
  });
  return readBudget(db, year);
}

function writeHeads({ db }: WriteContext, year: number, heads: readonly HeadInput[]): void {
  db.run('DELETE FROM budget_heads WHERE year = :year', { year });
  for (const { head, amount, lastYear, note } of heads) {
    if (amount === 0 && lastYear === 0 && note === '') continue;
    db.run(
      'INSERT INTO budget_heads (year, head, amount, last_year, note) VALUES (:year, :head, :amount, :lastYear, :note)',
      { year, head, amount, lastYear, note },
    );
  }
}
