import { type Day, month, yearOf } from '#shared/calendar.ts';
import type { BudgetEffect } from '#shared/contract/ledger.ts';
import { refuse } from '#shared/errors.ts';
import { type Fen, fen, formatYuan, MAX_FEN } from '#shared/money.ts';
import type { Readable } from '../../database.ts';
import { lineage, readAccountTree, type TreeAccount } from '../chart/accounts.ts';
import { fundWarnings } from '../funds/weigh.ts';
import { readTurnover } from '../reports/turnover.ts';
import { budgetInForce } from './rows.ts';

/** What is weighed of an entry. */
export interface WeighedEntry {
  accountId: string;
  debit: Fen;
  credit: Fen;
  fundId?: string | undefined;
}

export interface Weight {
  lines: BudgetEffect[];
  warnings: string[];
}

/**
 * What entries of a day would do to the budget in force and to the funds they name. An account falls under its own line, else
 * the nearest above it. 严禁无预算、超预算 (总工办发〔2017〕32号; rules.md 2.1): both are said, neither is barred, because budgets
 * are adjusted late.
 * @throws Refusal `ledger.accountMissing`, `ledger.fundMissing`, `ledger.amountTooLarge`
 */
export function weighEntries(db: Readable, day: Day, entries: readonly WeighedEntry[]): Weight {
  const tree = readAccountTree(db);
  const budget = weighBudget(db, { day, tree, changes: changesOf(tree, entries) });
  return { lines: budget.lines, warnings: [...budget.warnings, ...fundWarnings(db, entries)] };
}

/** What the entries add to each income and expense account, in its own direction. */
function changesOf(tree: readonly TreeAccount[], entries: readonly WeighedEntry[]): Map<TreeAccount, number> {
  const changes = new Map<TreeAccount, number>();
  for (const { accountId, debit, credit } of entries) {
    const account = tree.find(({ id }) => id === accountId);
    if (!account) throw refuse('ledger.accountMissing', { account: accountId });
    if (account.class !== 'income' && account.class !== 'expense') continue;
    const change = (changes.get(account) ?? 0) + (account.class === 'income' ? credit - debit : debit - credit);
    if (Math.abs(change) > MAX_FEN) throw refuse('ledger.amountTooLarge');
    changes.set(account, change);
  }
  return changes;
}

function weighBudget(
  db: Readable,
  { day, tree, changes }: { day: Day; tree: readonly TreeAccount[]; changes: ReadonlyMap<TreeAccount, number> },
): Weight {
  const year = yearOf(day);
  const inForce = budgetInForce(db, year);
  const spends = [...changes].some(([account, change]) => account.class === 'expense' && change > 0);
  if (inForce.size === 0)
    return { lines: [], warnings: spends ? [`${year} 年的预算还没有录入，看不出这笔有没有超预算。`] : [] };
  const warnings: string[] = [];
  const byLine = new Map<TreeAccount, number>();
  for (const [account, change] of changes) {
    const line = lineage(tree, account.id).find(({ id }) => inForce.has(id));
    if (line) byLine.set(line, (byLine.get(line) ?? 0) + change);
    else if (account.class === 'expense' && change > 0)
      warnings.push(`「${account.name}」没有列入 ${year} 年预算，无预算的支出要先按程序追加。`);
  }
  const turnover = byLine.size === 0 ? [] : readTurnover(db, month(`${year}-01`), month(`${year}-12`));
  const lines = [...byLine].flatMap(([{ id, name, class: side }, change]): BudgetEffect[] => {
    const budget = inForce.get(id);
    if (budget === undefined || (side !== 'income' && side !== 'expense')) return [];
    const after = fen((turnover.find((line) => line.accountId === id)?.net ?? 0) + change);
    if (side === 'expense' && change > 0 && after > budget)
      warnings.push(
        `支付后「${name}」共支出 ${formatYuan(after)} 元，超出预算 ${formatYuan(fen(after - budget))} 元，要先按程序调整预算。`,
      );
    if (budget === 0) return [];
    return [{ accountId: id, name, direction: side, budget, after, percent: Math.round((after / budget) * 100) }];
  });
  return { lines, warnings };
}
